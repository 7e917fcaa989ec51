"""What the Complaints tab shows of a case and allows, and why: stages, clocks, points, deeds. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from app.calendars.due_words import due_words
from app.complaints.head_row import HeadRow, RemedyRow
from app.complaints.record import ClockRow, ComplaintRecord
from app.complaints.rules import AT_WORK
from app.complaints.states import ClockKind, ClockState, ComplaintState, Outcome, RemedyState
from app.complaints.wording import (
    CHANNEL_WORDS,
    CLOCK_STATE_WORDS,
    COMPLAINANT_WORDS,
    OUTCOME_WORDS,
    REMEDY_WORDS,
    STATE_WORDS,
    show_date,
)
from ui.complaints.opening import OpenCase
from ui.kit.table_data import Status, Tone

Where = Literal["done", "here", "next"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the line across the top."""

    word: str
    where: Where


_LINE = (
    ComplaintState.RECEIVED,
    ComplaintState.ACKNOWLEDGED,
    ComplaintState.INVESTIGATING,
    ComplaintState.DRAFTING,
    ComplaintState.IN_APPROVAL,
    ComplaintState.RESPONDED,
    ComplaintState.CLOSED,
)


def stage_line(record: ComplaintRecord) -> list[Step]:
    """Where the case is on its way. Acknowledging is done when it was done, whatever came before it."""
    line = [STATE_WORDS[state] for state in _LINE]
    if record.state is ComplaintState.OUT_OF_SCOPE:
        line = ["Received", "Out of scope", "Answered", "Closed"]
        return _line(line, 2 if record.responded_on else 1)
    state = ComplaintState.INVESTIGATING if record.state is ComplaintState.REOPENED else record.state
    at = _LINE.index(state)
    steps = _line(line, at)
    if at > 1 and record.acknowledged_on is None:
        steps[1] = Step(steps[1].word, "next")
    return steps


def _line(words: list[str], at: int) -> list[Step]:
    return [
        Step(word, "done" if number < at else "here" if number == at else "next") for number, word in enumerate(words)
    ]


def capital(words: str) -> str:
    """The words with a capital first: a complaint's title is written to stand inside a sentence."""
    return words[:1].upper() + words[1:]


def state_status(record: ComplaintRecord) -> Status:
    """The state as a chip."""
    tones: dict[ComplaintState, tuple[Any, Tone]] = {
        ComplaintState.RESPONDED: ("check", "good"),
        ComplaintState.CLOSED: ("check", "muted"),
        ComplaintState.OUT_OF_SCOPE: ("bar", "muted"),
        ComplaintState.RECEIVED: ("ring", "accent"),
    }
    shape, tone = tones.get(record.state, ("half", "accent"))
    return Status(STATE_WORDS[record.state], shape, tone)


def clock_status(clock: ClockRow, today: date) -> Status:
    """A clock in one phrase: what is due, and how near."""
    if clock.met_on is not None:
        word = "sent" if clock.kind is ClockKind.ACKNOWLEDGE else "given"
        if clock.state is ClockState.MISSED:
            return Status(f"{clock.name} {word} late, {show_date(clock.met_on)}", "triangle", "bad")
        return Status(f"{clock.name} {word} in time, {show_date(clock.met_on)}", "check", "good")
    if clock.state is ClockState.HELD:
        return Status(f"{clock.name} clock stands: something is waited for", "bar", "accent")
    if not clock.is_running:
        return Status(f"{clock.name} clock {CLOCK_STATE_WORDS[clock.state]}", "bar", "muted")
    words = f"{clock.name} {due_words(clock.due_on, clock.days_left, today)}"
    if clock.due_on <= today:
        return Status(words, "triangle", "bad" if clock.due_on < today else "warn")
    near = clock.days_left is not None and clock.days_left <= 2
    return Status(words, "half" if near else "ring", "warn" if near else "plain")


def finding_status(head: HeadRow) -> Status:
    """A point's finding, an empty ring where there is none. Upheld is our fault: it is no alarm, so it has no red."""
    shapes: dict[Outcome, tuple[Any, Tone]] = {
        Outcome.UPHELD: ("dot", "accent"),
        Outcome.PARTLY_UPHELD: ("half", "accent"),
        Outcome.NOT_UPHELD: ("check", "plain"),
        Outcome.NO_FINDING: ("bar", "muted"),
        Outcome.WITHDRAWN: ("cross", "muted"),
        Outcome.REDIRECTED: ("arrow", "muted"),
    }
    if head.joined_to_id is not None:
        return Status(f"Answered with point {head.number}", "none", "muted")
    if head.outcome is None:
        return Status("No finding yet", "ring", "muted")
    shape, tone = shapes[head.outcome]
    return Status(OUTCOME_WORDS[head.outcome], shape, tone)


def earlier_lines(head: HeadRow) -> str:
    """What earlier stages found on a point, a paragraph each; empty in the first stage."""
    return "\n\n".join(
        " ".join(
            filter(
                None,
                [
                    f"{one.stage_name}: {OUTCOME_WORDS[one.outcome].lower() if one.outcome else 'no finding'}.",
                    one.finding,
                    one.reason,
                ],
            )
        )
        for one in head.earlier
    )


def who_line(record: ComplaintRecord) -> str:
    """Under the name of the case: who complains, in what part, how and to whom."""
    acting = f" for them: {record.representative_name}" if record.representative_name else ""
    return " · ".join(
        [
            f"{record.person_name}{acting}",
            COMPLAINANT_WORDS[record.complainant_kind],
            f"{CHANNEL_WORDS[record.channel]} on {show_date(record.received_on)}",
            f"with {record.owner_name}",
        ]
    )


def why_no_edit(case: OpenCase) -> str:
    """Why points and what becomes of them cannot be changed, empty when they can."""
    return why_no_change(case) or why_elsewhere(case)


def why_elsewhere(case: OpenCase) -> str:
    """That the matter is looked into in another case, empty when it is in this one."""
    lead = case.record.lead
    return f"It is joined with {lead.reference}, where the matter is looked into." if lead else ""


def why_no_change(case: OpenCase) -> str:
    """Why what was logged cannot be changed, empty when it can."""
    if not case.may_work:
        return "You may read complaints but not work on them."
    if case.record.state not in AT_WORK:
        return f"This complaint is {STATE_WORDS[case.record.state].lower()}. Reopen it to change it."
    return ""


def why_not_looked_into(record: ComplaintRecord, head: HeadRow) -> str:
    """Why a point has no finding of its own, empty when it needs one."""
    if head.joined_to_id is not None:
        return f"This point is answered with point {head.number}: its words stand in the letter there."
    if head.redirected_to is not None:
        return f"This point goes to {record.procedure.route(head.redirected_to).body}: the answer says how."
    return "This point was withdrawn: it stays as it was." if head.is_set_apart else ""


def remedy_line(remedy: RemedyRow) -> str:
    """A remedy as one line reads it."""
    said = f"pay {remedy.amount} {remedy.text}" if remedy.amount else remedy.text
    owner = f"{remedy.owner or 'We'} will {said}" if remedy.kind.value != "apology" else f"Sorry {said}"
    by = f", by {show_date(remedy.due_on)}" if remedy.due_on else ""
    done = f" · done {show_date(remedy.done_on)}" if remedy.done_on else ""
    return f"{REMEDY_WORDS[remedy.kind]}: {owner}{by}{done}"


def may_complete(remedy: RemedyRow) -> bool:
    """Whether there is something to mark as done."""
    return remedy.is_open and remedy.state is not RemedyState.DONE


def head_values(head: HeadRow) -> dict[str, Any]:
    """A point as its form shows it."""
    return {
        "title": head.title,
        "what_they_say": head.what_they_say,
        "event_on": head.event_on,
        "what_happened": head.what_happened,
        "what_should_have_happened": head.what_should_have_happened,
        "met": head.met.value if head.met else None,
        "fault": head.fault,
        "outcome": head.outcome.value if head.outcome else None,
        "finding": head.finding,
        "reason": head.reason,
        "effect_level": head.effect_level,
        "effect": head.effect,
    }


def complaint_values(record: ComplaintRecord) -> dict[str, Any]:
    """What was logged, as its form shows it."""
    return {
        "title": record.title,
        "in_their_words": record.in_their_words,
        "outcome_sought": record.outcome_sought,
        "looked_at": record.looked_at,
        "complainant_kind": record.complainant_kind.value,
        "representative_id": record.representative_id,
        "channel": record.channel.value,
        "raised_on": record.raised_on,
        "raised_where": record.raised_where,
        "raised_with": record.raised_with,
        "raised_tried": record.raised_tried,
        "their_reference": record.their_reference,
        "case_number": record.case_number,
        "court": record.court,
        "hearing_on": record.hearing_on,
    }


def place_of(link: str) -> tuple[str, str]:
    """Where a “Ready to write?” link leads: (``head:7``, ``reason``)."""
    subject, _, field = link.partition("#")
    return subject, field


def unsaved(drafts: Mapping[str, Mapping[str, str]], head: HeadRow) -> bool:
    """Whether something half typed waits on a point."""
    return bool(drafts.get(f"complaint_head:{head.id}"))
