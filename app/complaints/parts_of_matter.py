"""What was said of a matter beside the complaint, parties and references: corrected, or taken out and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import select

from app.basics.problems import NotFound
from app.complaints.being_worked_on import NotInThisState, complaint_at_work
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import Field, checked
from app.complaints.tables import Complaint, ComplaintParty, ComplaintReference
from app.staff.editing import Edits, apply_edits
from app.staff.work import Work

Part = TypeVar("Part", ComplaintParty, ComplaintReference)


def standing_part(work: Work, kind: type[Part], part_id: int) -> tuple[Part, Complaint]:
    """A step of the verbs on a part: its row and its case, both as they are now. Raises NotFound, NotInThisState."""
    what, name = _CALLED[kind]
    part = work.session.scalar(select(kind).where(kind.id == part_id))
    if part is None:
        raise NotFound(f"This {what} is not there, or is kept to a circle that you are not in.")
    complaint = complaint_at_work(work, part.complaint_id)
    work.session.refresh(part)
    if part.ended_on is not None:
        named = getattr(part, name)
        raise NotInThisState(f"{named} was taken out of the matter already.", f"Add this {what} again if it belongs.")
    return part, complaint


_CALLED: dict[type, tuple[str, str]] = {ComplaintParty: ("party", "name"), ComplaintReference: ("reference", "number")}
"""What a part is called, and the column that names it."""


def correct_part(
    work: Work, part: ComplaintParty | ComplaintReference, fields: Mapping[str, Field], edits: Edits
) -> list[str]:
    """A step of the verbs on a part: apply the edits; says which fields changed. Raises BadInput, Conflict."""
    clean = checked(fields, {field: new for field, (_, new) in edits.items()}, work.today())
    return sorted(apply_edits(work, part, {field: (edits[field][0], new) for field, new in clean.items()}))


def take_out(work: Work, kind: type[Part], part_id: int) -> None:
    """A step of the verbs on a part: it is no longer of the matter; the row stays in the record."""
    part, complaint = standing_part(work, kind, part_id)
    part.ended_on = work.today()
    keep_case_tokens(work, complaint)
