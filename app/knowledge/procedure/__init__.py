"""A complaints procedure as data."""

from app.knowledge.procedure.external import DATE_FORMS, EntryField, ExternalSystem
from app.knowledge.procedure.model import (
    Alone,
    ApprovalRules,
    Cause,
    CauseAxis,
    CheckRule,
    Effect,
    Extension,
    Fault,
    LetterChoice,
    NextStep,
    Pause,
    Procedure,
    RemedyChoice,
    Route,
    Stage,
)
from app.knowledge.procedure.place import Flaw, ProcedureNotValid
from app.knowledge.procedure.read import judge, parse_procedure

__all__ = [
    "DATE_FORMS",
    "Alone",
    "ApprovalRules",
    "Cause",
    "CauseAxis",
    "CheckRule",
    "Effect",
    "EntryField",
    "Extension",
    "ExternalSystem",
    "Fault",
    "Flaw",
    "LetterChoice",
    "NextStep",
    "Pause",
    "Procedure",
    "ProcedureNotValid",
    "RemedyChoice",
    "Route",
    "Stage",
    "judge",
    "parse_procedure",
]
