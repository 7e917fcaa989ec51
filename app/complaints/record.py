"""What readers are given of complaints: frozen rows, no database objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.complaints.head_row import EarlierAnswer, HeadRow
from app.complaints.inquiry_rows import EvidenceRow, LineRow, QuestionRow
from app.complaints.states import (
    ClockKind,
    ClockState,
    ComplaintState,
    ExtensionKind,
    Outcome,
    PartyRole,
    RequestOutcome,
)
from app.contacts.tables import CallerKind
from app.knowledge.procedure import Procedure
from app.members.tables import Channel


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
    """A letter of the case; ``state`` and ``kind`` are those of correspondence, or "stopped": it is no longer true.

    ``stopped_because`` says why, until it is submitted again or given up.
    """

    id: int
    reference: str
    kind: str
    title: str
    state: str
    posted_on: date | None
    stopped_because: str = ""


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

    One that is joined has a ``lead``, whose points and findings are its own; ``own_heads`` are the points that were
    raised in it, as they were logged.
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
    own_heads: tuple[HeadRow, ...] = ()
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

    def heads_told(self, letter_kind: str) -> tuple[HeadRow, ...]:
        """The points of which a letter speaks: who raised some of them by another way has those alone acknowledged."""
        return self.own_heads or self.heads if letter_kind == "acknowledgement" else self.heads

    def joined_to(self, head_id: int) -> tuple[HeadRow, ...]:
        """The points that are answered with this one."""
        return tuple(head for head in self.heads if head.joined_to_id == head_id)

    def clock(self, kind: ClockKind) -> ClockRow | None:
        """The clock of that kind, None where the procedure has none."""
        return next((clock for clock in self.clocks if clock.kind is kind), None)

    def head(self, head_id: int) -> HeadRow | None:
        """The point of that id."""
        return next((head for head in self.heads if head.id == head_id), None)
