"""What every verb on a standing complaint asks first, and what every finding moves on."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import NotFound, WorldProblem
from app.complaints.find_record import stored_complaint
from app.complaints.rules import AT_WORK, may_become, overall_outcome
from app.complaints.states import ComplaintState
from app.complaints.tables import Complaint, ComplaintHand, ComplaintHead, Remedy
from app.complaints.wording import STATE_WORDS
from app.staff.work import Work


class NotInThisState(WorldProblem):
    """The complaint is no longer, or not yet, where this can be done with it."""


def complaint_at_work(work: Work, complaint_id: int) -> Complaint:
    """The complaint, if findings may still be made on it, held until this transaction ends.

    Whoever works on another of its points waits, and then sums up over what is found here: PostgreSQL would let both
    sum up over what stood before. Whoever asks has a hand in its stage from now on. Raises NotFound or NotInThisState.
    """
    complaint = stored_complaint(work, complaint_id, hold=True)
    if complaint.state not in AT_WORK:
        raise NotInThisState(
            f"{complaint.reference} is {STATE_WORDS[complaint.state].lower()}, so it cannot be changed.",
            "Reopen it first.",
        )
    note_hand(work, complaint, work.actor.staff_id)
    return complaint


def complaint_not_closed(work: Work, complaint_id: int) -> Complaint:
    """The complaint, if something may still be put into its file, held until this transaction ends.

    What comes after the answer belongs to the file as well; whoever puts it there has a hand in the stage. Raises
    NotFound or NotInThisState.
    """
    complaint = stored_complaint(work, complaint_id, hold=True)
    if complaint.state is ComplaintState.CLOSED:
        raise NotInThisState(f"{complaint.reference} is closed: nothing is put into its file.", "Reopen it first.")
    note_hand(work, complaint, work.actor.staff_id)
    return complaint


def matter_at_work(work: Work, complaint_id: int) -> Complaint:
    """The same, of a case whose matter is its own: that of a joined one is looked into in the case that leads."""
    complaint = complaint_at_work(work, complaint_id)
    require_own_matter(work, complaint, "Do it there, or separate the two first.")
    return complaint


def require_own_matter(work: Work, complaint: Complaint, remedy: str) -> None:
    """Go on only with a case that is joined with no other. Raises NotInThisState."""
    if complaint.joined_to_id is not None:
        lead = stored_complaint(work, complaint.joined_to_id)
        raise NotInThisState(
            f"{complaint.reference} is joined with {lead.reference}, where the matter is looked into.", remedy
        )


def note_hand(work: Work, complaint: Complaint, staff_id: int) -> None:
    """Keep that somebody has a hand in the present stage."""
    row = {"complaint_id": complaint.id, "stage": complaint.stage, "staff_id": staff_id}
    if work.session.scalar(select(ComplaintHand.id).filter_by(**row)) is None:
        work.session.add(ComplaintHand(**row))
        work.session.flush()


def head_at_work(work: Work, head_id: int) -> tuple[ComplaintHead, Complaint]:
    """A point and its complaint, if findings may still be made on it."""
    head = work.session.scalar(select(ComplaintHead).where(ComplaintHead.id == head_id))
    if head is None:
        raise NotFound("This point is not there.")
    return head, complaint_at_work(work, head.complaint_id)


def stored_remedy(work: Work, remedy_id: int) -> Remedy:
    """A remedy. Raises NotFound."""
    remedy = work.session.scalar(select(Remedy).where(Remedy.id == remedy_id))
    if remedy is None:
        raise NotFound("This remedy is not there.")
    return remedy


def go_to(complaint: Complaint, state: ComplaintState) -> None:
    """Bring the complaint into a state. Raises NotInThisState where the procedure has no such way."""
    if not may_become(complaint.state, state):
        now, wanted = STATE_WORDS[complaint.state].lower(), STATE_WORDS[state].lower()
        raise NotInThisState(f"{complaint.reference} is {now}; it cannot become {wanted}.")
    complaint.state = state


def investigation_began(complaint: Complaint) -> None:
    """Something was found out: a complaint that only lay there is being investigated now."""
    if complaint.state in (ComplaintState.RECEIVED, ComplaintState.ACKNOWLEDGED, ComplaintState.REOPENED):
        complaint.state = ComplaintState.INVESTIGATING


def sum_up(work: Work, complaint: Complaint) -> None:
    """Bring the outcome of the whole in step with its points."""
    work.session.flush()
    outcomes = work.session.scalars(
        select(ComplaintHead.outcome).where(
            ComplaintHead.complaint_id == complaint.id, ComplaintHead.joined_to_id.is_(None)
        )
    ).all()
    complaint.outcome = overall_outcome(outcomes)
