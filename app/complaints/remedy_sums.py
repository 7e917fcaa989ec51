"""The sums that a case promises, and whether whoever approves its answer may decide on them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.basics.money import Money
from app.basics.problems import NotFound, WorldProblem
from app.complaints.states import RemedyKind, RemedyState
from app.complaints.tables import Complaint, Remedy
from app.complaints.wording import REMEDY_WORDS
from app.correspondence.answering import answers
from app.correspondence.tables import Letter
from app.staff.authority import Authority, authority_for
from app.staff.permissions import Permission
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class CaseSum:
    """All that a case promises of one kind, in one currency, with this person's authority over it today."""

    kind: RemedyKind
    authority: Authority


def case_sums(work: ReadWork, complaint_id: int) -> list[CaseSum]:
    """The sums that the answer of the present stage promises, each summed over the whole case.

    A kind that only an earlier stage promised is not asked about again. Judged is the day at this person's desk, as the
    database's own guard does.
    """
    work.require(Permission.COMPLAINT_READ)
    query = select(Remedy).where(
        Remedy.complaint_id == complaint_id, Remedy.amount_minor.is_not(None), Remedy.state != RemedyState.WITHDRAWN
    )
    totals: dict[tuple[RemedyKind, str], Money] = {}
    now_promised = set()
    current = work.session.scalar(select(Complaint.stage).where(Complaint.id == complaint_id))
    for remedy in work.session.scalars(query.order_by(Remedy.id)):
        if remedy.amount is not None:
            key = remedy.kind, remedy.amount.currency
            totals[key] = totals[key] + remedy.amount if key in totals else remedy.amount
            now_promised |= {key} if remedy.stage == current else set()
    me, today = work.actor.staff_id, work.today()
    return [
        CaseSum(kind, authority_for(work, kind, total, me, today))
        for (kind, currency), total in totals.items()
        if (kind, currency) in now_promised
    ]


class LeadOutOfSight(WorldProblem):
    """An answer promises what a case has that this person cannot see, so they cannot decide on it."""

    def __init__(self) -> None:
        super().__init__(
            "This complaint is joined with one that you cannot see, and its answer promises what that one has.",
            "Leave it to somebody of its circle, or ask them to separate the two.",
        )


def deciding_case(work: ReadWork, complaint: Complaint) -> int:
    """The case whose sums the answer to a complaint promises: that with which it is joined. Raises LeadOutOfSight."""
    lead_id = complaint.joined_to_id or complaint.id
    if not _is_seen(work, lead_id):
        raise LeadOutOfSight
    return lead_id


def _is_seen(work: ReadWork, complaint_id: int) -> bool:
    return work.session.scalar(select(Complaint.id).where(Complaint.id == complaint_id)) is not None


@dataclass(frozen=True, slots=True)
class Promises:
    """Whether anything was promised in a case, and whether money was."""

    anything: bool
    money: bool


def promised(work: ReadWork, complaint_id: int) -> Promises:
    """What stands promised in a case; one that this person cannot see may promise any sum, and counts as if it did."""
    work.require(Permission.COMPLAINT_READ)
    if not _is_seen(work, complaint_id):
        return Promises(anything=True, money=True)
    query = select(Remedy.amount_minor).where(
        Remedy.complaint_id == complaint_id, Remedy.state != RemedyState.WITHDRAWN
    )
    sums = work.session.scalars(query).all()
    return Promises(anything=bool(sums), money=any(one is not None for one in sums))


def why_not(found: CaseSum) -> str:
    """Why the person who reads may not decide on it, as a sentence."""
    what = f"{REMEDY_WORDS[found.kind]} of {found.authority.total} in this case"
    if found.authority.limit is None:
        return f"{what}: you have no authority for sums of this kind."
    return f"{what}: your authority for sums of this kind ends at {found.authority.limit}."


@dataclass(frozen=True, slots=True)
class DecidedWith:
    """What is decided with an answer: each remedy in words, and the sums of the case against one's authority.

    ``out_of_sight`` says that one cannot see the case which has them, and what to do; empty where one can.
    """

    promises: tuple[str, ...] = ()
    sums: tuple[CaseSum, ...] = ()
    out_of_sight: str = ""

    @property
    def why_not(self) -> str:
        """Why this person may not decide on it all, and who may; empty where they may."""
        beyond = [found for found in self.sums if not found.authority.reaches]
        return self.out_of_sight or " ".join(f"{why_not(found)} {found.authority.who_else}" for found in beyond)


def decided_with(work: ReadWork, letter_id: int) -> DecidedWith:
    """What the approval of a letter decides besides its words; nothing where it is no answer to a complaint."""
    work.require(Permission.COMPLAINT_READ)
    letter = work.session.get(Letter, letter_id)
    if letter is None:
        raise NotFound("There is no such letter.", "It may be in a circle that you are not in.")
    kind, _, number = (letter.subject or "").partition(":")
    if kind != "complaint" or not answers(work, letter):
        return DecidedWith()
    try:
        complaint_id = deciding_case(work, work.session.get_one(Complaint, int(number)))
    except LeadOutOfSight as unseen:
        return DecidedWith(out_of_sight=str(unseen))
    current = work.session.scalar(select(Complaint.stage).where(Complaint.id == complaint_id))
    query = select(Remedy).where(
        Remedy.complaint_id == complaint_id, Remedy.stage == current, Remedy.state != RemedyState.WITHDRAWN
    )
    lines = [_in_words(remedy) for remedy in work.session.scalars(query.order_by(Remedy.id))]
    return DecidedWith(tuple(lines), tuple(case_sums(work, complaint_id)))


def _in_words(remedy: Remedy) -> str:
    what = REMEDY_WORDS[remedy.kind]
    return f"{what}: {remedy.amount}, {remedy.text}" if remedy.amount is not None else f"{what}: {remedy.text}"
