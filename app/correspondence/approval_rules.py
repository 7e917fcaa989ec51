"""The rules of approval that count for a letter: data of a procedure, in the version of its case or its desk."""

from __future__ import annotations

from app.basics.problems import NotFound
from app.correspondence.gather_facts import desk_of, desk_today
from app.correspondence.tables import Letter
from app.knowledge.find import procedure, procedure_in_force
from app.knowledge.procedure import ApprovalRules
from app.staff.work import Deciders, ReadWork


def approval_rules(work: ReadWork, letter: Letter, deciders: Deciders) -> tuple[int | None, ApprovalRules]:
    """The rules of the case's own version of its procedure, else of the sending desk's in force; and which that is."""
    version_id = deciders.procedure_version_id
    if version_id is None:
        try:
            version_id = procedure_in_force(work, desk_of(work, letter).procedure_code, desk_today(work, letter))
        except NotFound:  # an office without a library lets nothing go without a second person
            return None, ApprovalRules()
    return version_id, procedure(work, version_id).approval
