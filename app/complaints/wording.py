"""The words for what a complaint can be: for screens, worklists, chronologies and letters."""

from __future__ import annotations

from datetime import date

from app.complaints.states import (
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
)
from app.contacts.tables import CallerKind
from app.knowledge.procedure import CauseAxis
from app.members.tables import Channel

STATE_WORDS: dict[ComplaintState, str] = {
    ComplaintState.RECEIVED: "Received",
    ComplaintState.ACKNOWLEDGED: "Acknowledged",
    ComplaintState.INVESTIGATING: "Investigating",
    ComplaintState.DRAFTING: "Writing",
    ComplaintState.IN_APPROVAL: "In approval",
    ComplaintState.RESPONDED: "Answered",
    ComplaintState.CLOSED: "Closed",
    ComplaintState.REOPENED: "Reopened",
    ComplaintState.OUT_OF_SCOPE: "Out of scope",
}

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.UPHELD: "Upheld",
    Outcome.PARTLY_UPHELD: "Partly upheld",
    Outcome.NOT_UPHELD: "Not upheld",
    Outcome.NO_FINDING: "No finding possible",
    Outcome.WITHDRAWN: "Withdrawn",
    Outcome.REDIRECTED: "Redirected",
}

HEAD_STEP_WORDS: dict[HeadStep, str] = {
    HeadStep.ADDED: "added as a point",
    HeadStep.WITHDRAWN: "withdrawn, noted",
    HeadStep.REDIRECTED: "redirected",
    HeadStep.JOINED: "joined to another point",
    HeadStep.SEPARATED: "separated again",
    HeadStep.TAKEN_UP: "taken up again",
}

MET_WORDS: dict[Met, str] = {
    Met.NOT_MET: "Not met",
    Met.PARTLY: "Met in part",
    Met.MET: "Met",
}

AXIS_WORDS: dict[CauseAxis, str] = {
    CauseAxis.SYMPTOM: "What it shows",
    CauseAxis.ROOT_CAUSE: "Why it came about",
    CauseAxis.CORRECTIVE_ACTION: "What changes",
}

REMEDY_WORDS: dict[RemedyKind, str] = {
    RemedyKind.APOLOGY: "Apology",
    RemedyKind.CORRECTION: "Correction",
    RemedyKind.ACTION: "Action",
    RemedyKind.REFUND: "Refund",
    RemedyKind.ACTUAL_LOSS: "Actual loss",
    RemedyKind.CONSOLATORY: "Consolatory payment",
    RemedyKind.EX_GRATIA: "Ex gratia payment",
}

PARTY_WORDS: dict[PartyRole, str] = {
    PartyRole.CLAIMANT: "Claimant",
    PartyRole.DEFENDANT: "Defendant",
    PartyRole.APPLICANT: "Applicant",
    PartyRole.RESPONDENT: "Respondent",
    PartyRole.APPELLANT: "Appellant",
    PartyRole.FIRM: "Firm",
    PartyRole.OTHER: "Other",
}

REMEDY_STATE_WORDS: dict[RemedyState, str] = {
    RemedyState.PROPOSED: "proposed",
    RemedyState.APPROVED: "approved",
    RemedyState.DONE: "done",
    RemedyState.WITHDRAWN: "taken back",
}

CLOCK_WORDS: dict[ClockKind, str] = {
    ClockKind.ACKNOWLEDGE: "Acknowledgement",
    ClockKind.RESPOND: "Answer",
}

CLOCK_STATE_WORDS: dict[ClockState, str] = {
    ClockState.RUNNING: "running",
    ClockState.MET: "met",
    ClockState.MISSED: "missed",
    ClockState.EXTENDED: "extended",
    ClockState.HELD: "stands",
    ClockState.STOPPED: "stopped without a letter",
}

EXTENSION_WORDS: dict[ExtensionKind, str] = {
    ExtensionKind.AGREED: "agreed with them",
    ExtensionKind.NOTIFIED: "notified to them",
}

COMPLAINANT_WORDS: dict[CallerKind, str] = {
    CallerKind.MEMBER: "Member",
    CallerKind.PROSPECTIVE_MEMBER: "Prospective member",
    CallerKind.PUBLIC_USER: "Public user",
    CallerKind.LEGAL_PROFESSIONAL: "Legal professional",
    CallerKind.REPRESENTATIVE: "Representative",
    CallerKind.ELECTED_MEMBER: "MP or councillor",
    CallerKind.PARTNER: "Regional partner",
    CallerKind.UNKNOWN: "Not known",
}

CHANNEL_WORDS: dict[Channel, str] = {
    Channel.CALL: "Call",
    Channel.EMAIL: "Email",
    Channel.LETTER: "Letter",
    Channel.CHAT: "Chat",
    Channel.VISIT: "Visit",
}


def show_date(day: date) -> str:
    """A date as people read it, whatever the machine's locale: "3 Nov 2026"."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]} {day.year}"


def show_near(day: date, today: date) -> str:
    """A date without its year where that is the year it is: "3 Nov"."""
    shown = show_date(day)
    return shown.removesuffix(f" {today.year}") if day.year == today.year else shown


def counted(amount: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 point", "4 points"."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def first_raised(where: str, whom: str, tried: str) -> str:
    """Where and with whom it was first raised, and what was tried then, as one line of what happened."""
    told = f" with {whom}" if whom else ""
    place = (f", {where}" if told else f" with {where}") if where else ""
    return f"First raised{told}{place}" + (f": {' '.join(tried.split())}" if tried else "")
