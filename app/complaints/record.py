"""What readers are given of complaints: frozen rows, no database objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.basics.money import Money
from app.complaints.inquiry_rows import EvidenceRow, LineRow, QuestionRow
from app.complaints.states import (
    SET_APART,
    ClockKind,
    ClockState,
    ComplaintState,
    ExtensionKind,
    Met,
    Outcome,
    PartyRole,
    RemedyKind,
    RemedyState,
    RequestOutcome,
)
from app.contacts.tables import CallerKind
from app.knowledge.find import StandardRow
from app.knowledge.procedure import Procedure
from app.members.tables import Channel

WorklistKey = tuple[date, int]
"""Where a page of the worklist ends: (the day by which a row stands there, its id)."""

NO_DAY = date(9999, 12, 31)
"""Stands in the worklist's order for a case on which nothing is due."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a case on the worklist waits for."""

    name: str
    asked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a colleague that a case on the worklist waits for."""

    of_whom: str
    due_on: date


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """A case on the worklist. ``days_left`` are working days until ``respond_by``, below 0 when it is past."""

    id: int
    reference: str
    title: str
    person_id: int
    person_name: str
    complainant_kind: CallerKind
    state: ComplaintState
    owner_id: int
    owner_name: str
    raised_on: date
    respond_by: date | None
    days_left: int | None
    acknowledge_by: date | None
    points: int
    points_found: int
    actions_open: int
    letter_state: str | None
    letter_kind: str | None
    support_need: bool
    outcome: Outcome | None
    responded_on: date | None = None
    waits: tuple[Waiting, ...] = ()
    asked: tuple[Asked, ...] = ()
    joined_with: str = ""
    letter_with: str = ""
    days_to_act: int | None = None
    """Working days until we must acknowledge or answer, whichever is first."""

    @property
    def act_by(self) -> date | None:
        """The day by which we must acknowledge or answer, whichever is first; None while no clock of ours runs."""
        return min((day for day in (self.acknowledge_by, self.respond_by) if day), default=None)

    @property
    def due_on(self) -> date | None:
        """The day by which it stands in the list: on which we must act, else of what it waits for."""
        return self.act_by or min(self.awaited_days, default=None)

    @property
    def awaited_days(self) -> list[date]:
        """By when what was asked of the person, or of a colleague, is to come."""
        return [*(one.due_on for one in self.waits), *(one.due_on for one in self.asked)]

    @property
    def key(self) -> WorklistKey:
        """Where the next page begins after this row."""
        return (self.due_on or NO_DAY, self.id)


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """What puts a point right. ``owner`` is who will do it, as the letter says it; ``proof`` shows an actual loss."""

    id: int
    version: int
    kind: RemedyKind
    text: str
    owner: str
    due_on: date | None
    state: RemedyState
    done_on: date | None
    stage: str
    amount: Money | None = None
    proof: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it; an apology is done by saying it."""
        return self.kind is not RemedyKind.APOLOGY and self.state in (RemedyState.PROPOSED, RemedyState.APPROVED)


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """What an earlier stage found on a point."""

    stage_name: str
    outcome: Outcome | None
    finding: str
    reason: str
    effect: str


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """A stage that is over. ``they_say`` is what the person brought against the answer before it, "" for the first."""

    stage: str
    number: int
    stage_name: str
    asked_on: date | None
    they_say: str
    owner_id: int
    owner_name: str
    answered_on: date
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One point with all that was found on it; ``number`` counts from 1 in the letter's order.

    One that is joined to another has the number of that one, and stands after it.
    """

    id: int
    version: int
    number: int
    title: str
    what_they_say: str
    event_on: date | None
    what_happened: str
    standard: StandardRow | None
    what_should_have_happened: str
    outcome: Outcome | None
    finding: str
    reason: str
    effect: str
    remedies: tuple[RemedyRow, ...]
    earlier: tuple[EarlierFinding, ...]
    stage: str
    met: Met | None = None
    fault: str | None = None
    effect_level: int | None = None
    symptom: str | None = None
    root_cause: str | None = None
    corrective_action: str | None = None
    redirected_to: str | None = None
    joined_to_id: int | None = None

    @property
    def is_set_apart(self) -> bool:
        """Withdrawn or redirected: it stands in the letter and is not looked into."""
        return self.outcome in SET_APART

    @property
    def counts(self) -> bool:
        """Whether it needs a finding of its own."""
        return not self.is_set_apart and self.joined_to_id is None

    @property
    def standing_remedies(self) -> tuple[RemedyRow, ...]:
        """The remedies of the present stage that were not taken back."""
        return tuple(
            remedy
            for remedy in self.remedies
            if remedy.state is not RemedyState.WITHDRAWN and remedy.stage == self.stage
        )

    @property
    def earlier_remedies(self) -> tuple[RemedyRow, ...]:
        """What the answers of earlier stages promised: it stands, and is done when it is done."""
        return tuple(
            remedy
            for remedy in self.remedies
            if remedy.state is not RemedyState.WITHDRAWN and remedy.stage != self.stage
        )


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """The answer's day was moved ``on`` a day, from one to another, with a reason."""

    on: date
    since: date
    until: date
    by: str
    reason: str
    kind: ExtensionKind = ExtensionKind.NOTIFIED


@dataclass(frozen=True, slots=True)
class ExtensionRoom:
    """How far the answer's day may still be moved: so many times, now to ``latest``; ``why_not`` where it may not.

    With ``agreed_only`` no further than the person agrees to.
    """

    times_left: int
    latest: date | None
    why_not: str = ""
    agreed_only: bool = False


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Something that was asked for; ``ended_on`` None while it is waited for."""

    id: int
    name: str
    stops_clock: bool
    what: str
    of_whom: str
    otherwise: str
    asked_on: date
    due_on: date
    chased_on: date | None
    ended_on: date | None
    outcome: RequestOutcome | None
    ended_why: str

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock with its whole sum as sentences. ``days_left`` are working days, None once it has stopped."""

    kind: ClockKind
    name: str
    state: ClockState
    started_on: date
    due_on: date
    met_on: date | None
    days_left: int | None
    sum: tuple[str, ...]
    extensions: tuple[ExtensionRow, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.state in (ClockState.RUNNING, ClockState.EXTENDED)


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """A letter of the case; ``state`` and ``kind`` are those of correspondence, or "stopped": it is no longer true."""

    id: int
    reference: str
    kind: str
    title: str
    state: str
    posted_on: date | None


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One dated line of what happened; ``subject`` opens it, where there is something to open.

    ``at`` is a time such as "14:05" where one is known. A line that somebody put in by hand is a ``line``.
    """

    on: date
    text: str
    subject: str | None = None
    at: str = ""
    line: LineRow | None = None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Somebody in the matter; ``acts_for``, ``fee_earner`` and ``dx`` are those of a firm."""

    id: int
    role: PartyRole
    name: str
    acts_for: str = ""
    fee_earner: str = ""
    dx: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """What somebody else numbers the matter."""

    id: int
    whose: str
    number: str


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """The same complaint by another way: who reads its answer, how it came, and when it was answered."""

    id: int
    reference: str
    title: str
    person_id: int
    reader_id: int
    reader: str
    way: str
    raised_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class JoinChoice:
    """A case that may be the same complaint: what the two share, and what speaks against writing to both."""

    case: JoinedRow
    why: str
    warning: str


@dataclass(frozen=True, slots=True)
class ComplaintRecord:
    """A whole case as of now.

    One that is joined has a ``lead``, whose points and findings are its own; ``own_points`` are the titles of what was
    raised in it.
    """

    id: int
    version: int
    reference: str
    title: str
    person_id: int
    person_name: str
    warnings: tuple[str, ...]
    complainant_kind: CallerKind
    representative_id: int | None
    representative_name: str
    desk_name: str
    currency: str
    owner_id: int
    owner_name: str
    procedure: Procedure
    procedure_version_id: int
    procedure_version: int
    stage: str
    asked_on: date | None
    they_say: str
    late_reason: str
    earlier: tuple[EarlierAnswer, ...]
    state: ComplaintState
    channel: Channel
    raised_on: date
    raised_where: str
    raised_with: str
    raised_tried: str
    received_at: datetime
    received_on: date
    their_reference: str
    case_number: str
    court: str
    hearing_on: date | None
    in_their_words: str
    outcome_sought: str
    looked_at: str
    from_contact_id: int | None
    outcome: Outcome | None
    respond_by: date | None
    acknowledged_on: date | None
    responded_on: date | None
    closed_on: date | None
    closed_reason: str
    reopened_reason: str
    route: str | None
    holding_reason: str
    holding_until: date | None
    holding_kind: ExtensionKind | None
    heads: tuple[HeadRow, ...]
    clocks: tuple[ClockRow, ...]
    letters: tuple[CaseLetter, ...]
    chronology: tuple[ChronologyRow, ...]
    requests: tuple[RequestRow, ...] = ()
    room: ExtensionRoom = ExtensionRoom(0, None, "No clock runs.")
    evidence: tuple[EvidenceRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    references: tuple[ReferenceRow, ...] = ()
    lead: JoinedRow | None = None
    joined: tuple[JoinedRow, ...] = ()
    own_points: tuple[str, ...] = ()
    external_reference: str = ""
    entered_on: date | None = None
    entered_by: str = ""
    settled_at_once: bool = False

    @property
    def open_requests(self) -> tuple[RequestRow, ...]:
        """What is still waited for."""
        return tuple(request for request in self.requests if request.is_open)

    def item(self, evidence_id: int | None) -> EvidenceRow | None:
        """The evidence of that id."""
        return next((item for item in self.evidence if item.id == evidence_id), None)

    def question(self, question_id: int) -> QuestionRow | None:
        """The question to a colleague of that id."""
        return next((question for question in self.questions if question.id == question_id), None)

    @property
    def open_questions(self) -> tuple[QuestionRow, ...]:
        """The questions to colleagues that nobody has answered yet."""
        return tuple(question for question in self.questions if question.is_open)

    @property
    def counting_heads(self) -> tuple[HeadRow, ...]:
        """The points that need a finding: those neither withdrawn, redirected nor joined to another."""
        return tuple(head for head in self.heads if head.counts)

    @property
    def letter_heads(self) -> tuple[HeadRow, ...]:
        """The points that the letter numbers: those not joined to another."""
        return tuple(head for head in self.heads if head.joined_to_id is None)

    def joined_to(self, head_id: int) -> tuple[HeadRow, ...]:
        """The points that are answered with this one."""
        return tuple(head for head in self.heads if head.joined_to_id == head_id)

    def clock(self, kind: ClockKind) -> ClockRow | None:
        """The clock of that kind, None where the procedure has none."""
        return next((clock for clock in self.clocks if clock.kind is kind), None)

    def head(self, head_id: int) -> HeadRow | None:
        """The point of that id."""
        return next((head for head in self.heads if head.id == head_id), None)


@dataclass(frozen=True, slots=True)
class NewHead:
    """A point as it is raised."""

    title: str
    what_they_say: str = ""
    event_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewParty:
    """Somebody in the matter as it is logged."""

    role: PartyRole | str | None
    name: str
    acts_for: str = ""
    fee_earner: str = ""
    dx: str = ""


@dataclass(frozen=True, slots=True)
class NewReference:
    """What somebody else numbers the matter, as it is logged."""

    whose: str
    number: str


@dataclass(frozen=True, slots=True)
class NewMatter:
    """Where a complaint comes from, as it is logged: first contact, court, hearing, parties, references of others."""

    raised_with: str = ""
    raised_tried: str = ""
    court: str = ""
    hearing_on: date | None = None
    parties: tuple[NewParty, ...] = ()
    references: tuple[NewReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a contact already says of the complaint that is made of it."""

    contact_id: int
    person_id: int
    person_name: str
    complainant_kind: CallerKind
    channel: Channel
    title: str
    in_their_words: str
    raised_on: date
    received_at: datetime
    raised_where: str
    heads: tuple[NewHead, ...]
