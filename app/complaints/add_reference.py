"""Note what somebody else numbers the matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.basics.problems import FieldProblem
from app.complaints.add_party import next_position
from app.complaints.being_worked_on import complaint_at_work
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import REFERENCE_FIELDS, check_each, checked
from app.complaints.new_matter import NewReference
from app.complaints.tables import ComplaintReference
from app.staff.permissions import Permission
from app.staff.work import Work


def add_reference(work: Work, complaint_id: int, reference: NewReference) -> int:
    """Add it as the last of the list; returns the row's id. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_at_work(work, complaint_id)
    clean = checked(REFERENCE_FIELDS, {"whose": reference.whose, "number": reference.number}, work.today())
    position = next_position(work, ComplaintReference, complaint_id)
    row = ComplaintReference(complaint_id=complaint_id, position=position, **clean)
    work.session.add(row)
    keep_case_tokens(work, complaint)
    return row.id


def checked_references(
    work: Work, references: Sequence[NewReference]
) -> tuple[list[dict[str, Any]], list[FieldProblem]]:
    """All references cleaned; problems are named ``references.0.number``."""
    rows, problems = [], []
    for at, reference in enumerate(references):
        given = {"whose": reference.whose, "number": reference.number}
        clean, wrong = check_each(REFERENCE_FIELDS, given, work.today())
        rows.append(clean)
        problems += [FieldProblem(f"references.{at}.{problem.field}", problem.sentence) for problem in wrong]
    return rows, problems
