"""The parts of a case's whole file that are words: cover, chronology, points, dates explained, audit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from app.basics.dates import show_date
from app.complaints.head_row import HeadRow, RemedyRow
from app.complaints.inquiry_rows import QuestionRow
from app.complaints.matter_words import dx_words
from app.complaints.record import ClockRow, ComplaintRecord, PartyRow
from app.complaints.states import QuestionOutcome
from app.complaints.wording import (
    CHANNEL_WORDS,
    CLOCK_STATE_WORDS,
    COMPLAINANT_WORDS,
    MET_WORDS,
    OUTCOME_WORDS,
    PARTY_WORDS,
    REMEDY_STATE_WORDS,
    REMEDY_WORDS,
    STATE_WORDS,
)
from app.record.deeds_of_case import Deed
from letters.dossier_words import Line

Lines = tuple[Line, ...]


def cover(record: ComplaintRecord) -> Lines:
    """What the case is, in facts."""
    outcome = OUTCOME_WORDS[record.outcome] if record.outcome else ""
    facts = (
        ("About", record.title[:1].upper() + record.title[1:]),
        ("From", f"{record.person_name} ({COMPLAINANT_WORDS[record.complainant_kind].lower()})"),
        ("Acts for them", record.representative_name),
        ("Their reference", record.their_reference),
        ("Case number", record.case_number),
        ("First raised", f"{show_date(record.raised_on)}, {record.raised_where}".strip(", ")),
        ("Received", f"{show_date(record.received_on)}, by {CHANNEL_WORDS[record.channel].lower()}"),
        ("Dealt with by", f"{record.owner_name}, {record.desk_name}"),
        ("Stage", record.procedure.stage(record.stage).name),
        ("State", STATE_WORDS[record.state]),
        ("Acknowledged", _day(record.acknowledged_on)),
        ("Answered", _day(record.responded_on)),
        ("Outcome", outcome),
        ("Closed", f"{_day(record.closed_on)} {record.closed_reason}".strip()),
    )
    words = (Line("In their words", "heading"), Line(record.in_their_words)) if record.in_their_words else ()
    sought = (Line("What they ask for", "heading"), Line(record.outcome_sought)) if record.outcome_sought else ()
    return (*(Line(value, "fact", label) for label, value in facts if value), *words, *sought)


def origin(record: ComplaintRecord) -> Lines:
    """Where the matter comes from: first contact, court, parties, references, and what is joined with it."""
    facts = (
        ("First raised with", record.raised_with),
        ("What was tried", record.raised_tried),
        ("Court", record.court),
        ("Hearing", _day(record.hearing_on)),
        ("Entered elsewhere", f"{record.external_reference}, {_day(record.entered_on)}" if record.entered_on else ""),
        *((PARTY_WORDS[party.role], _party(party)) for party in record.parties),
        *((f"Reference of {one.whose}", one.number) for one in record.references),
        *(("Joined with", f"{one.reference}, {one.title}") for one in filter(None, (record.lead, *record.joined))),
    )
    return tuple(_facts(*facts)) or (Line("Nothing more is noted."),)


def _party(party: PartyRow) -> str:
    more = (party.acts_for and f"acts for {party.acts_for}", party.fee_earner, dx_words(party.dx))
    return ", ".join(filter(None, (party.name, *more)))


def questions(record: ComplaintRecord) -> Lines:
    """What colleagues were asked, and what each answered."""
    lines = tuple(line for one in record.questions for line in _question(one))
    return lines or (Line("No colleague was asked."),)


def _question(one: QuestionRow) -> Iterator[Line]:
    yield Line(f"{one.reference}: {one.of_whom}", "heading")
    answered = one.outcome is QuestionOutcome.ANSWERED
    yield from _facts(
        ("Asked", f"{show_date(one.asked_on)}, to answer by {show_date(one.due_on)}"),
        ("Question", one.question),
        ("Asked again", _day(one.chased_on)),
        ("Answered", f"{_day(one.ended_on)}, by {one.answered_by}" if answered else ""),
        ("Answer", one.answer),
        ("No longer waited for", "" if answered else f"{_day(one.ended_on)} {one.ended_why}".strip()),
    )


def chronology(record: ComplaintRecord) -> Lines:
    """What happened, day by day."""
    lines = tuple(Line(line.text, "fact", show_date(line.on)) for line in record.chronology)
    return lines or (Line("Nothing is dated yet."),)


def points(record: ComplaintRecord) -> Lines:
    """Each point with what was found on it."""
    lines = tuple(line for head in record.heads for line in _point(head))
    return lines or (Line("No point was raised."),)


def clocks(record: ComplaintRecord) -> Lines:
    """The sum of each clock, as sentences."""
    lines = tuple(line for clock in record.clocks for line in _clock(clock))
    return lines or (Line("No clock was started."),)


def audit(deeds: Sequence[Deed], zone: str) -> Lines:
    """Who did what, when and why, with what it changed."""
    lines = tuple(line for deed in deeds for line in _deed(deed, zone))
    return lines or (Line("Nothing is on record."),)


def _point(head: HeadRow) -> Iterator[Line]:
    yield Line(f"{head.number}. {head.title}", "heading")
    yield from _facts(
        ("When", _day(head.event_on)),
        ("They say", head.what_they_say),
        ("What happened", head.what_happened),
        ("Standard", f"{head.standard.title} ({head.standard.citation})" if head.standard else ""),
        ("What should have happened", head.what_should_have_happened),
        ("Measured up", MET_WORDS[head.met] if head.met else ""),
        ("Finding", f"{OUTCOME_WORDS[head.outcome]}. {head.finding}".strip() if head.outcome else "None yet"),
        ("Reason", head.reason),
        ("Effect", head.effect),
    )
    for one in head.earlier:
        outcome = OUTCOME_WORDS[one.outcome] if one.outcome else "No finding"
        yield Line(f"{outcome}. {one.finding} {one.reason}".strip(), "fact", one.stage_name)
    for remedy in (*head.earlier_remedies, *head.standing_remedies):
        yield Line(_remedy(remedy), "fact", REMEDY_WORDS[remedy.kind])


def _remedy(remedy: RemedyRow) -> str:
    amount = f"{remedy.amount} " if remedy.amount is not None else ""
    by = f", by {show_date(remedy.due_on)}" if remedy.due_on else ""
    done = f" on {show_date(remedy.done_on)}" if remedy.done_on else ""
    return f"{amount}{remedy.text}{by}: {REMEDY_STATE_WORDS[remedy.state]}{done}."


def _clock(clock: ClockRow) -> Iterator[Line]:
    met = f" on {show_date(clock.met_on)}" if clock.met_on else ""
    yield Line(f"{clock.name}: {CLOCK_STATE_WORDS[clock.state]}{met}", "heading")
    yield from _facts(("Started", show_date(clock.started_on)), ("Due", show_date(clock.due_on)))
    yield from (Line(sentence, "item") for sentence in clock.sum)


def _deed(deed: Deed, zone: str) -> Iterator[Line]:
    at = deed.at.astimezone(ZoneInfo(zone))
    why = f" Why: {deed.why}" if deed.why else ""
    yield Line(f"{deed.who} {deed.what}.{why}", "fact", f"{show_date(at.date())}, {at:%H:%M}")
    yield from (Line(change, "quiet") for change in deed.changes)


def _facts(*facts: tuple[str, str]) -> Iterator[Line]:
    return (Line(value, "fact", label) for label, value in facts if value)


def _day(day: date | None) -> str:
    return show_date(day) if day else ""
