"""What a letter's way does to its complaint: posting alone stops a clock, the rest only says where it stands."""

from __future__ import annotations

from app.basics.problems import WorldProblem
from app.complaints.being_worked_on import go_to
from app.complaints.clocks import stop_clock
from app.complaints.find_record import stored_complaint
from app.complaints.joined import matter_of
from app.complaints.promises import decide_remedies, make_tasks
from app.complaints.remedy_sums import case_sums, deciding_case, why_not
from app.complaints.rules import AT_WORK, may_become
from app.complaints.states import ClockKind, ComplaintState
from app.complaints.tables import Complaint
from app.complaints.waiting import overtake
from app.correspondence.answering import answers
from app.correspondence.events import (
    ApprovalTakenBack,
    LetterApproved,
    LetterDrafted,
    LetterEventOf,
    LetterPosted,
    LetterRecalled,
    LetterReturned,
    LetterStopped,
    LetterSubmitted,
    LetterToBeApproved,
    LetterWithdrawn,
)
from app.correspondence.tables import Letter
from app.knowledge.find import procedure
from app.staff.work import Work

_SUBJECT = "complaint:"


class AboveAuthority(WorldProblem):
    """The sums of an answer reach beyond what its approver may decide on; the sentence says who may."""


def letter_to_be_approved(work: Work, event: LetterToBeApproved) -> None:
    """Raises AboveAuthority where an answer promises more than its approver may, and LeadOutOfSight where they cannot
    see what it promises; other letters promise no sums."""
    complaint = _complaint_of(work, event)
    if complaint is None or not _answers(work, event):
        return
    for found in case_sums(work, deciding_case(work, complaint)):
        if not found.authority.reaches:
            raise AboveAuthority(why_not(found), found.authority.who_else)


def letter_approved(work: Work, event: LetterApproved) -> None:
    """What an answer promises is decided with it, in the same act."""
    _decide(work, event, approved=True)


def approval_ended(work: Work, event: LetterRecalled | LetterStopped | ApprovalTakenBack) -> None:
    """An answer that is no longer approved takes the approval of what it promises with it."""
    _decide(work, event, approved=False)


def _decide(work: Work, event: LetterEventOf, *, approved: bool) -> None:
    complaint = _complaint_of(work, event)
    if complaint is not None and complaint.state in AT_WORK and _answers(work, event):
        decide_remedies(work, complaint, approved=approved)


def _answers(work: Work, event: LetterEventOf) -> bool:
    return answers(work, work.session.get_one(Letter, event.letter_id))


def letter_drafted(work: Work, event: LetterDrafted) -> None:
    """An answer is being written."""
    _answer_moves(work, event, ComplaintState.DRAFTING)


def letter_submitted(work: Work, event: LetterSubmitted) -> None:
    """An answer waits for approval."""
    _answer_moves(work, event, ComplaintState.IN_APPROVAL)


def letter_returned(work: Work, event: LetterReturned | LetterRecalled | LetterStopped) -> None:
    """An answer is with its author again."""
    _answer_moves(work, event, ComplaintState.DRAFTING)


def letter_withdrawn(work: Work, event: LetterWithdrawn) -> None:
    """An answer will not be sent: the complaint is being investigated again."""
    _answer_moves(work, event, ComplaintState.INVESTIGATING)


def letter_posted(work: Work, event: LetterPosted) -> None:
    """Stop the clock that a letter of this kind stops, by the complaint's procedure.

    The correction of an answer stops none: the answer stands, and the time to ask for the next stage begins anew.
    """
    complaint = _complaint_of(work, event)
    if complaint is None:
        return
    if event.corrects and _stops(work, complaint, event.corrects) is ClockKind.RESPOND:
        complaint.limit_from_on = event.posted_on
        return
    match _stops(work, complaint, event.kind):
        case ClockKind.ACKNOWLEDGE:
            _acknowledged(work, complaint, event)
        case ClockKind.RESPOND:
            _answered(work, complaint, event)


def _acknowledged(work: Work, complaint: Complaint, event: LetterPosted) -> None:
    stop_clock(work, complaint, ClockKind.ACKNOWLEDGE, event.posted_on)
    complaint.acknowledged_on = complaint.acknowledged_on or event.posted_on
    if complaint.state is ComplaintState.RECEIVED:
        complaint.state = ComplaintState.ACKNOWLEDGED


def _answered(work: Work, complaint: Complaint, event: LetterPosted) -> None:
    """An answer that comes before any acknowledgement is one as well; what is still awaited is no longer needed."""
    for kind in ClockKind:
        stop_clock(work, complaint, kind, event.posted_on)
    overtake(work, complaint, event.posted_on)
    complaint.acknowledged_on = complaint.acknowledged_on or event.posted_on
    complaint.responded_on = event.posted_on
    complaint.outcome = matter_of(work, complaint).outcome
    make_tasks(work, complaint)
    if complaint.state in AT_WORK:
        go_to(complaint, ComplaintState.RESPONDED)


def _answer_moves(work: Work, event: LetterEventOf, state: ComplaintState) -> None:
    """Only a letter that answers moves the complaint; one that is out of scope or answered stays so."""
    complaint = _complaint_of(work, event)
    if complaint is None or complaint.state not in AT_WORK:
        return
    if _stops(work, complaint, event.kind) is ClockKind.RESPOND and may_become(complaint.state, state):
        complaint.state = state


def _complaint_of(work: Work, event: LetterEventOf) -> Complaint | None:
    if event.subject is None or not event.subject.startswith(_SUBJECT):
        return None
    return stored_complaint(work, int(event.subject.removeprefix(_SUBJECT)))


def _stops(work: Work, complaint: Complaint, kind: str) -> ClockKind | None:
    letter = procedure(work, complaint.procedure_version_id).letter(kind)
    return ClockKind(letter.stops) if letter and letter.stops else None
