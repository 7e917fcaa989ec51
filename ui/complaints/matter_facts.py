"""Where a matter comes from, as facts beside the case: first contact, court, parties, and what others number it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from app.complaints.matter_words import hearing_note, party_line
from app.complaints.record import ComplaintRecord, JoinedRow
from app.complaints.wording import show_date
from ui.kit.facts_panel import Fact, FactGroup


def matter_facts(record: ComplaintRecord) -> FactGroup:
    """Nothing where nothing of it is known."""
    hearing = show_date(record.hearing_on) if record.hearing_on else ""
    parties = [party_line(asdict(one)).partition(": ") for one in record.parties]
    return FactGroup(
        "The matter",
        [
            Fact("First with", record.raised_with),
            Fact("Tried", record.raised_tried),
            Fact("Court", record.court),
            Fact("Hearing", hearing, tip=hearing_note(record.raised_on, record.hearing_on)),
            *(Fact(role, words) for role, _, words in parties),
            *(Fact(one.whose, one.number, reference=True) for one in record.references),
            Fact("Entered as", record.external_reference, reference=True, tip=_entered(record)),
        ],
    )


def joined_facts(record: ComplaintRecord, go: Callable[[str], None]) -> FactGroup:
    """The same complaint by other ways: where it is looked into, and whether each was answered."""
    lead = record.lead
    facts = [*_joined("Looked into", lead, go)] if lead else []
    facts += [fact for one in record.joined for fact in _joined("Also by", one, go)]
    return FactGroup("Same complaint", [*facts, *(Fact("Raised here", head.title) for head in record.own_heads)])


def _joined(label: str, one: JoinedRow, go: Callable[[str], None]) -> tuple[Fact, Fact]:
    answered = f"answered {show_date(one.answered_on)}" if one.answered_on else "not answered yet"
    return (
        Fact(label, one.reference, go=partial(go, f"complaint:{one.id}"), tip=one.title),
        Fact("", f"{one.reader} · {one.way.lower()} · {answered}"),
    )


def _entered(record: ComplaintRecord) -> str:
    return f"By {record.entered_by} on {show_date(record.entered_on)}" if record.entered_on else ""
