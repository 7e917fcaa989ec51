"""Correct what is said of an item of evidence; its file never changes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.basics.problems import NotFound
from app.complaints.add_evidence import EVIDENCE_FIELDS
from app.complaints.bears_on import bear_on
from app.complaints.being_worked_on import complaint_not_closed
from app.complaints.fields import checked
from app.complaints.inquiry_tables import Evidence
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_evidence(work: Work, evidence_id: int, edits: Edits, head_ids: Sequence[int] | None = None) -> list[str]:
    """Apply ``{field: (seen, new)}`` and, where given, the points it bears on; says which fields changed.

    Raises BadInput, Conflict, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    item = stored_evidence(work, evidence_id)
    complaint_not_closed(work, item.complaint_id)
    clean = checked(EVIDENCE_FIELDS, {field: new for field, (_, new) in edits.items()}, work.today())
    changed = apply_edits(work, item, {field: (edits[field][0], new) for field, new in clean.items()})
    if head_ids is not None:
        bear_on(work, item, head_ids)
    return sorted(changed)


def stored_evidence(work: Work, evidence_id: int) -> Evidence:
    """A step of the verbs on an item: the row. Raises NotFound."""
    item = work.session.scalar(select(Evidence).where(Evidence.id == evidence_id))
    if item is None:
        raise NotFound("This evidence is not there, or is kept to a circle that you are not in.")
    return item
