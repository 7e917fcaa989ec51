"""Say what will put a point right: an apology, a correction, or an action with its owner and day."""

from __future__ import annotations

from datetime import date

from app.complaints.being_worked_on import head_at_work, investigation_began
from app.complaints.fields import REMEDY_FIELDS, checked
from app.complaints.states import RemedyKind
from app.complaints.tables import Remedy
from app.staff.permissions import Permission
from app.staff.work import Work


def add_remedy(
    work: Work, head_id: int, kind: RemedyKind | str, text: str, owner: str = "", due_on: date | None = None
) -> int:
    """Add a remedy to a point; returns its id. ``owner`` is who will do it, as the letter may say it.

    Raises BadInput, NotInThisState once the complaint is answered.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = head_at_work(work, head_id)
    given = {"kind": kind, "text": text, "owner": owner, "due_on": due_on}
    clean = checked(REMEDY_FIELDS, given, work.today())
    remedy = Remedy(complaint_id=complaint.id, head_id=head.id, stage=complaint.stage, **clean)
    work.session.add(remedy)
    investigation_began(complaint)
    work.session.flush()
    return remedy.id
