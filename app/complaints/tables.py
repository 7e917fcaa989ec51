"""A complaint, its points (heads), their remedies, and the clocks that run on it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Double, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.basics.money import Money
from app.complaints.states import (
    COMPLAINT_TRANSITIONS,
    ClockKind,
    ClockState,
    ComplaintState,
    ExtensionKind,
    HeadStep,
    Met,
    Outcome,
    PartyRole,
    RemedyKind,
    RemedyState,
    RequestOutcome,
)
from app.contacts.tables import CallerKind
from app.members.tables import FROM_PERSON, Channel
from app.store.base import (
    NOTE,
    PROSE,
    Base,
    Circled,
    FoundBy,
    Identified,
    Json,
    Versioned,
    Words,
    append_only,
    choice,
    covering,
    unaudited,
)

FROM_COMPLAINT = {"circle_from": ("complaint", "complaint_id")}


class Complaint(Base, Identified, Versioned, Circled):
    """Dissatisfaction that needs a reply. ``raised_on``, the day it was first raised anywhere, starts the clock."""

    __tablename__ = "complaint"
    __table_args__ = (
        UniqueConstraint("reference"),
        UniqueConstraint("desk_id", "external_reference"),
        Index(None, "state", "respond_by", "id"),
        Index(None, "desk_id", "entered_at", "raised_on", "id"),
        Index(None, "owner_id", "state"),
        {"info": FROM_PERSON | {"transitions": ("state", COMPLAINT_TRANSITIONS)}},
    )

    reference: Mapped[str] = mapped_column(Words(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    complainant_kind: Mapped[CallerKind] = mapped_column(choice(CallerKind))
    representative_id: Mapped[int | None] = mapped_column(ForeignKey("representative.id"))
    desk_id: Mapped[int] = mapped_column(ForeignKey("desk.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    procedure_version_id: Mapped[int] = mapped_column(ForeignKey("library_version.id"))
    stage: Mapped[str] = mapped_column(Words(40))
    asked_on: Mapped[date | None]  # when the request for this stage reached us; null in the first
    they_say: Mapped[str] = mapped_column(Words(PROSE), default="")  # what they do not accept of the answer before
    late_reason: Mapped[str] = mapped_column(Words(NOTE), default="")  # why a request after its time was taken
    state: Mapped[ComplaintState] = mapped_column(choice(ComplaintState), default=ComplaintState.RECEIVED)
    title: Mapped[str]
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    raised_on: Mapped[date]
    raised_where: Mapped[str] = mapped_column(default="")
    raised_with: Mapped[str] = mapped_column(default="")  # whom they spoke or wrote to first
    raised_tried: Mapped[str] = mapped_column(Words(NOTE), default="")  # what was tried then to put it right
    received_at: Mapped[datetime]
    their_reference: Mapped[str] = mapped_column(Words(60), default="")
    case_number: Mapped[str] = mapped_column(Words(60), default="")
    court: Mapped[str] = mapped_column(default="")  # the court or office where the matter is
    hearing_on: Mapped[date | None]
    in_their_words: Mapped[str] = mapped_column(Words(PROSE))
    outcome_sought: Mapped[str] = mapped_column(Words(NOTE), default="")
    looked_at: Mapped[str] = mapped_column(Words(NOTE), default="")  # what was read, who was asked: one source a line
    from_contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    respond_by: Mapped[date | None]  # the running answer clock's day, for the worklist's order
    acknowledged_on: Mapped[date | None]
    responded_on: Mapped[date | None]
    # From when the time to ask for the next stage runs, where the answer was corrected: the day that was posted.
    limit_from_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_reason: Mapped[str] = mapped_column(Words(NOTE), default="")
    reopened_reason: Mapped[str] = mapped_column(Words(NOTE), default="")
    out_of_scope_route: Mapped[str | None] = mapped_column(Words(60))
    holding_reason: Mapped[str] = mapped_column(Words(NOTE), default="")
    holding_until: Mapped[date | None]
    holding_kind: Mapped[ExtensionKind | None] = mapped_column(choice(ExtensionKind))  # agreed with them, or told
    joined_to_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)  # the same, by another way
    joined_on: Mapped[date | None]
    external_reference: Mapped[str | None] = mapped_column(Words(60))  # what another body's system numbers it
    entered_at: Mapped[datetime | None]  # entered there, by whom
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    settled_at_once: Mapped[bool] = mapped_column(default=False)  # at first contact (fcr), until it is opened again
    waits_until: Mapped[date | None]  # the first day on which something that was asked for is due


class ComplaintToken(Base, FoundBy):
    """What a case is found by beside its person: see ``app.complaints.case_tokens``."""

    __tablename__ = "complaint_token"
    __table_args__ = (
        covering("ix_complaint_token_token", "token", "complaint_id", also="circle_id"),
        {"info": FROM_COMPLAINT | unaudited("derived from audited rows and rebuilt from them")},
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)


class ComplaintParty(Base, Identified, Versioned, Circled):
    """Somebody in the matter; a firm is on the court's record for ``acts_for``, with its fee earner and DX."""

    __tablename__ = "complaint_party"
    __table_args__ = (Index(None, "complaint_id", "position"), {"info": FROM_COMPLAINT})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    position: Mapped[float] = mapped_column(Double)
    role: Mapped[PartyRole] = mapped_column(choice(PartyRole))
    name: Mapped[str]
    acts_for: Mapped[str] = mapped_column(default="")
    fee_earner: Mapped[str] = mapped_column(default="")
    dx: Mapped[str] = mapped_column(Words(60), default="")
    ended_on: Mapped[date | None]  # taken out again on that day


class ComplaintReference(Base, Identified, Versioned, Circled):
    """What somebody else numbers the matter, beside the complainant's own reference and the case number."""

    __tablename__ = "complaint_reference"
    __table_args__ = (Index(None, "complaint_id", "position"), {"info": FROM_COMPLAINT})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    position: Mapped[float] = mapped_column(Double)
    whose: Mapped[str]
    number: Mapped[str] = mapped_column(Words(60))
    ended_on: Mapped[date | None]  # taken out again on that day


class ComplaintLikeness(Base, FoundBy):
    """What a closed case is like another one by, a token each: see ``app.complaints.likeness``."""

    __tablename__ = "complaint_likeness"
    __table_args__ = (
        covering("ix_complaint_likeness_token", "procedure", "token", "complaint_id", also="circle_id"),
        {"info": FROM_COMPLAINT | unaudited("derived from audited rows and rebuilt from them")},
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    procedure: Mapped[str] = mapped_column(Words(60))


class ComplaintHead(Base, Identified, Versioned, Circled):
    """One point that was raised, and all that was found on it."""

    __tablename__ = "complaint_head"
    __table_args__ = (Index(None, "complaint_id", "position"), {"info": FROM_COMPLAINT})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    position: Mapped[float] = mapped_column(Double)
    title: Mapped[str]
    what_they_say: Mapped[str] = mapped_column(Words(PROSE), default="")
    event_on: Mapped[date | None]
    what_happened: Mapped[str] = mapped_column(Words(PROSE), default="")
    standard_version_id: Mapped[int | None] = mapped_column(ForeignKey("library_version.id"))
    what_should_have_happened: Mapped[str] = mapped_column(Words(PROSE), default="")
    met: Mapped[Met | None] = mapped_column(choice(Met))
    fault: Mapped[str | None] = mapped_column(Words(60))  # a code of the procedure's kinds of fault
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    finding: Mapped[str] = mapped_column(Words(PROSE), default="")
    reason: Mapped[str] = mapped_column(Words(PROSE), default="")
    effect_level: Mapped[int | None]  # a level of the procedure's effects
    effect: Mapped[str] = mapped_column(Words(PROSE), default="")
    symptom: Mapped[str | None] = mapped_column(Words(60), index=True)  # these three: codes of the procedure's causes
    root_cause: Mapped[str | None] = mapped_column(Words(60))
    corrective_action: Mapped[str | None] = mapped_column(Words(60))
    redirected_to: Mapped[str | None] = mapped_column(Words(60))  # a code of the procedure's routes
    joined_to_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_head.id"), index=True)  # answered with it


class ComplaintHeadStep(Base, Identified, Circled):
    """A point was added, withdrawn, redirected, joined, separated or taken up again: when, by whom and why.

    ``outcome`` and ``finding_reason`` are what stood on the point before, to stand there again if it is taken back.
    """

    __tablename__ = "complaint_head_step"
    __table_args__ = (Index(None, "head_id", "id"), {"info": FROM_COMPLAINT | append_only()})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    head_id: Mapped[int] = mapped_column(ForeignKey("complaint_head.id"))
    kind: Mapped[HeadStep] = mapped_column(choice(HeadStep))
    stage: Mapped[str] = mapped_column(Words(40))
    noted_on: Mapped[date]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(Words(PROSE), default="")
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    finding_reason: Mapped[str] = mapped_column(Words(PROSE), default="")


class Remedy(Base, Identified, Versioned, Circled):
    """What puts a point right: an apology, a correction, an action with an owner and a date, or a sum of money.

    ``amount_minor`` is in minor units of ``currency``; both are null for remedies without a sum.
    """

    __tablename__ = "remedy"
    __table_args__ = ({"info": FROM_COMPLAINT},)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    head_id: Mapped[int] = mapped_column(ForeignKey("complaint_head.id"), index=True)
    kind: Mapped[RemedyKind] = mapped_column(choice(RemedyKind))
    stage: Mapped[str] = mapped_column(Words(40))  # in whose answer it is promised
    text: Mapped[str] = mapped_column(Words(NOTE))
    owner: Mapped[str] = mapped_column(default="")  # who will do it, as the letter may say it
    due_on: Mapped[date | None]
    state: Mapped[RemedyState] = mapped_column(choice(RemedyState), default=RemedyState.PROPOSED)
    done_on: Mapped[date | None]
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(Words(3))
    proof: Mapped[str] = mapped_column(Words(NOTE), default="")  # what shows an actual loss
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)  # of its promise, once it is posted

    @property
    def amount(self) -> Money | None:
        """The sum, None for a remedy without one."""
        if self.amount_minor is None or self.currency is None:
            return None
        return Money(self.amount_minor, self.currency)

    @amount.setter
    def amount(self, amount: Money | None) -> None:
        self.amount_minor = amount.minor if amount else None
        self.currency = amount.currency if amount else None


class ComplaintHand(Base, Identified, Circled):
    """Who had a hand in a stage: owned it, or changed what was found in it. The next stage is for somebody else."""

    __tablename__ = "complaint_hand"
    __table_args__ = (UniqueConstraint("complaint_id", "stage", "staff_id"), {"info": FROM_COMPLAINT | append_only()})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    stage: Mapped[str] = mapped_column(Words(40))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class Request(Base, Identified, Versioned, Circled):
    """Something that was asked for and is awaited; ``name`` and ``stops_clock`` are those of the procedure's pause."""

    __tablename__ = "request"
    __table_args__ = (
        Index(None, "complaint_id", "ended_on"),
        {"info": FROM_COMPLAINT},
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    stage: Mapped[str] = mapped_column(Words(40))
    pause: Mapped[str] = mapped_column(Words(60))
    name: Mapped[str]
    stops_clock: Mapped[bool]
    what: Mapped[str] = mapped_column(Words(NOTE))
    of_whom: Mapped[str]
    otherwise: Mapped[str] = mapped_column(Words(NOTE), default="")  # what we do if it does not come
    asked_on: Mapped[date]
    due_on: Mapped[date]
    chased_on: Mapped[date | None]
    ended_on: Mapped[date | None]  # from this day the clock runs again
    outcome: Mapped[RequestOutcome | None] = mapped_column(choice(RequestOutcome))
    ended_why: Mapped[str] = mapped_column(Words(NOTE), default="")  # what came, or why we go on without it


class SlaClock(Base, Identified, Versioned, Circled):
    """A clock on a complaint: the day it falls due and the whole sum by which it was worked out."""

    __tablename__ = "sla_clock"
    __table_args__ = (
        UniqueConstraint("complaint_id", "kind", "stage"),
        Index(None, "state", "due_on"),
        {"info": FROM_COMPLAINT},
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    kind: Mapped[ClockKind] = mapped_column(choice(ClockKind))
    stage: Mapped[str] = mapped_column(Words(40))
    state: Mapped[ClockState] = mapped_column(choice(ClockState), default=ClockState.RUNNING)
    started_on: Mapped[date]
    due_on: Mapped[date]
    met_on: Mapped[date | None]
    trace: Mapped[Any] = mapped_column(Json)


class WholeFile(Base, Identified, Circled):
    """The whole file of a case was made as a PDF: by whom, how long it is, and what was left out of it and why."""

    __tablename__ = "whole_file"
    __table_args__ = ({"info": FROM_COMPLAINT | append_only()},)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(Words(64))
    left_out: Mapped[str] = mapped_column(Words(PROSE), default="")
