"""Whether what was chosen on a point stands in the lists of its procedure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from app.basics.problems import FieldProblem
from app.complaints.tables import Complaint
from app.complaints.wording import AXIS_WORDS
from app.knowledge.find import procedure
from app.knowledge.procedure import CauseAxis, Procedure
from app.staff.work import Work


def not_in_procedure(work: Work, complaint: Complaint, chosen: Mapping[str, Any]) -> list[FieldProblem]:
    """A problem for each chosen code that the complaint's own version of its procedure does not know."""
    if not chosen.keys() & {"fault", "effect_level", *CauseAxis}:
        return []
    return list(_unknown(procedure(work, complaint.procedure_version_id), chosen))


def _unknown(process: Procedure, chosen: Mapping[str, Any]) -> Iterator[FieldProblem]:
    lists: dict[str, tuple[str, Collection[Any]]] = {
        "fault": ("kind of fault", [fault.code for fault in process.faults]),
        "effect_level": ("level of effect", [effect.level for effect in process.effects]),
    }
    for axis, words in AXIS_WORDS.items():
        lists[axis] = (f"“{words}”", [cause.code for cause in process.causes_of(axis)])
    for field, (what, known) in lists.items():
        value = chosen.get(field)
        if value is not None and value not in known:
            yield FieldProblem(field, f"“{process.title}” has no {what} “{value}”: choose one of its list.")
