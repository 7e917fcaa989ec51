"""What becomes of a point after it was logged: who set it apart, why, and what stood on it before."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import NotFound
from app.complaints.being_worked_on import NotInThisState, head_at_work
from app.complaints.states import SET_APART, HeadStep, Outcome, RemedyState
from app.complaints.tables import Complaint, ComplaintHead, ComplaintHeadStep, Remedy
from app.complaints.wording import OUTCOME_WORDS, counted
from app.staff.work import ReadWork, Work


def standing_head(work: Work, head_id: int) -> tuple[ComplaintHead, Complaint]:
    """A point that is looked into by itself, and its complaint. Raises NotFound, NotInThisState."""
    head, complaint = head_at_work(work, head_id)
    if head.joined_to_id is not None:
        raise NotInThisState(f"“{head.title}” is answered with another point.", "Separate it first.")
    if head.outcome in SET_APART:
        was = OUTCOME_WORDS[head.outcome].lower()
        raise NotInThisState(f"“{head.title}” is {was}, so it stays as it was.", "Take it up again first.")
    return head, complaint


def require_nothing_joined(work: Work, head: ComplaintHead) -> None:
    """A point that others are answered with must stand. Raises NotInThisState naming the first of them."""
    other = work.session.scalar(select(ComplaintHead.title).where(ComplaintHead.joined_to_id == head.id).limit(1))
    if other is not None:
        raise NotInThisState(f"“{other}” is answered with this point.", "Separate it first.")


def other_head(work: Work, head: ComplaintHead, other_id: int) -> ComplaintHead:
    """Another point of the same complaint. Raises NotFound."""
    other = work.session.scalar(
        select(ComplaintHead).where(ComplaintHead.id == other_id, ComplaintHead.complaint_id == head.complaint_id)
    )
    if other is None or other.id == head.id:
        raise NotFound("There is no such other point in this complaint.")
    return other


def note_step(work: Work, complaint: Complaint, head: ComplaintHead, kind: HeadStep, reason: str = "") -> None:
    """Keep what becomes of a point, before it does."""
    work.session.add(
        ComplaintHeadStep(
            complaint_id=complaint.id,
            head_id=head.id,
            kind=kind,
            stage=complaint.stage,
            noted_on=work.today(),
            staff_id=work.actor.staff_id,
            reason=reason,
            outcome=head.outcome,
            finding_reason=head.reason,
        )
    )


def before(work: Work, complaint: Complaint, head: ComplaintHead) -> tuple[Outcome | None, str]:
    """The outcome and the reason that stood on a point before it was set apart; nothing of an earlier stage."""
    step = work.session.scalar(
        select(ComplaintHeadStep)
        .where(
            ComplaintHeadStep.head_id == head.id,
            ComplaintHeadStep.kind.in_((HeadStep.WITHDRAWN, HeadStep.REDIRECTED)),
        )
        .order_by(ComplaintHeadStep.id.desc())
        .limit(1)
    )
    return (None, "") if step is None or step.stage != complaint.stage else (step.outcome, step.finding_reason)


def take_back_remedies(work: Work, complaint: Complaint, head: ComplaintHead) -> str:
    """A point that is not looked into promises nothing: says what of this stage's answer was taken back, "" if none."""
    standing = remedies_of(work, complaint, head)
    for remedy in standing:
        remedy.state = RemedyState.WITHDRAWN
    if not standing:
        return ""
    return f" {counted(len(standing), 'remedy was', 'remedies were').capitalize()} taken back with it."


def remedies_of(work: ReadWork, complaint: Complaint, head: ComplaintHead) -> list[Remedy]:
    """What the answer of the present stage promises on a point."""
    query = select(Remedy).where(
        Remedy.head_id == head.id,
        Remedy.stage == complaint.stage,
        Remedy.state.in_((RemedyState.PROPOSED, RemedyState.APPROVED)),
    )
    return list(work.session.scalars(query.order_by(Remedy.id)))
