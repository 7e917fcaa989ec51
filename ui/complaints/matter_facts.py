"""Where a matter comes from, as facts beside the case: first contact, court, parties, and what others number it."""

from __future__ import annotations

from dataclasses import asdict

from app.complaints.matter_words import hearing_note, party_line
from app.complaints.record import ComplaintRecord
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


def _entered(record: ComplaintRecord) -> str:
    return f"By {record.entered_by} on {show_date(record.entered_on)}" if record.entered_on else ""
