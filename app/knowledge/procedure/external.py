"""Another body's complaints system into which each case is entered by hand, as data: its fields in its own order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.knowledge.procedure.place import Place

OURS: Final = (
    "reference",
    "title",
    "person",
    "complainant_kind",
    "representative",
    "channel",
    "raised_on",
    "raised_where",
    "raised_with",
    "raised_tried",
    "received_on",
    "their_reference",
    "case_number",
    "court",
    "hearing_on",
    "parties",
    "references",
    "in_their_words",
    "outcome_sought",
    "points",
    "stage",
    "state",
    "owner",
    "respond_by",
    "acknowledged_on",
    "responded_on",
    "outcome",
    "closed_on",
)
"""What of a case may be mapped to a field of such a system."""

DATE_FORMS: Final = {"DD/MM/YYYY": "%d/%m/%Y", "YYYY-MM-DD": "%Y-%m-%d", "DD-MM-YYYY": "%d-%m-%Y"}
"""How such a system wants its days."""


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field of its form: what it is called there, which fact of ours it takes, and its column in a file."""

    title: str
    ours: str
    column: str


@dataclass(frozen=True, slots=True)
class ExternalSystem:
    """The system by its name, its fields in its own order, and how it writes days."""

    name: str
    dates: str
    fields: tuple[EntryField, ...]


def external_system(place: Place) -> ExternalSystem:
    """It needs a field, and no two of one column."""
    system = ExternalSystem(
        name=place.text("name"),
        dates=place.one_of("dates", DATE_FORMS, "DD/MM/YYYY"),
        fields=place.each("fields", _field),
    )
    columns = [field.column for field in system.fields]
    if not columns:
        place.flaw("fields", "has no field: nothing could be entered")
    for twice in sorted({column for column in columns if columns.count(column) > 1}):
        place.flaw("fields", f"has the column “{twice}” twice", "Give each its own name.")
    return system


def _field(place: Place) -> EntryField:
    title = place.text("title")
    return EntryField(title, place.one_of("ours", OURS), place.text("column", "") or title)
