"""Whether somebody may complain for a person: the one question that logging and editing both ask."""

from __future__ import annotations

from app.basics.problems import FieldProblem
from app.members.tables import Representative
from app.staff.work import ReadWork


def representative_problem(work: ReadWork, person_id: int, representative_id: int | None) -> FieldProblem | None:
    """What is wrong with this representative for this person, None when nothing is.

    A complaint may be logged before consent is there: what may be written to whom is checked on the letter.
    """
    if representative_id is None:
        return None
    row = work.session.get(Representative, representative_id)
    if row is None or row.person_id != person_id:
        return FieldProblem("representative_id", "This representative does not act for this person: choose another.")
    return None
