"""Changed rows in words: "Phone: 020 7946 0018 → 020 7946 0019", from what the triggers wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, Enum, Table

from app.basics.dates import show_date
from app.basics.references import show_member_number
from app.members.countries import place_name
from app.members.labels import LABELS, in_words
from app.members.languages import language_words
from app.members.phones import show_phone
from app.store.base import Base

THINGS: Mapping[str, str] = {
    "person": "person",
    "contact_point": "contact point",
    "membership": "membership",
    "representative": "representative",
    "adjustment": "adjustment",
    "person_warning": "warning",
    "former_name": "former name",
}
"""What a row of each table is called."""

_POINTS = {"phone": "Phone", "email": "E-mail", "address": "Address"}
# What names a new row in one line: the first of these that it has.
_TELLING = {
    "contact_point": ("value", "line1"),
    "membership": ("member_number",),
    "representative": ("representative_person_id",),
    "adjustment": ("kind",),
    "person_warning": ("kind",),
    "former_name": ("name",),
}
# Columns that follow from others, or that no reader asks for.
SILENT = frozenset({"id", "version", "circle_id", "sort_key", "person_id", "position"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the words need and the change rows do not hold."""

    home: str = "GB"
    point_kinds: Mapping[int, str] = field(default_factory=dict)
    partners: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)

    def point(self, table: str, row_id: int) -> str:
        """What a contact point is called ("Phone"); empty for a row of another table."""
        return _POINTS.get(self.point_kinds.get(row_id, ""), "") if table == "contact_point" else ""


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field of one changed row, old and new as people read them; empty where there was or is nothing."""

    column: str
    label: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        """The change in a line: "Title changed from Dr to Prof"."""
        if not self.old:
            return f"{self.label} set to {self.new}"
        return f"{self.label} changed from {self.old} to {self.new}" if self.new else f"{self.label} {self.old} removed"


def changed_fields(table: str, row_id: int, payload: Mapping[str, Any] | None, known: Known) -> list[ChangedField]:
    """The fields of a change row that a reader asks for, in the order of the form; a shredded payload has none."""
    labels = LABELS.get(table, {})
    shown = []
    for column in sorted(payload or {}, key=lambda name: _place(labels, name)):
        if column in SILENT or column not in labels or (table == "contact_point" and column == "kind"):
            continue
        old, new = (_shown(table, row_id, column, value, known) for value in (payload or {})[column])
        if old or new not in ("", "no"):
            shown.append(ChangedField(column, _label(table, row_id, column, labels, known), old, new))
    return shown


def added_in_words(table: str, row_id: int, payload: Mapping[str, Any] | None, known: Known) -> str:
    """A new row in a line: "Phone 020 7946 0018 added"."""
    values = {column: pair[1] for column, pair in (payload or {}).items()}
    telling = next((column for column in _TELLING.get(table, ()) if values.get(column) not in (None, "")), None)
    thing = known.point(table, row_id) or THINGS.get(table, table).capitalize()
    what = _shown(table, row_id, telling, values[telling], known) if telling else ""
    return f"{thing} {what} added" if what else f"{thing} added"


def _label(table: str, row_id: int, column: str, labels: Mapping[str, str], known: Known) -> str:
    point = known.point(table, row_id)
    if column == "value":
        return point or labels[column]
    label = labels[column]
    if table in ("person", "membership"):
        return label
    thing = point or THINGS[table].capitalize()
    return label if label.casefold().startswith(thing.casefold()) else f"{thing}: {label[0].lower()}{label[1:]}"


def _shown(table: str, row_id: int, column: str, value: Any, known: Known) -> str:
    if value is None or value == "":
        return ""
    if column in ("partner_id", "representative_person_id", "merged_into_id"):
        return (known.partners if column == "partner_id" else known.people).get(value, f"no. {value}")
    if column == "member_number":
        return show_member_number(str(value))
    if column in ("country", "territory"):
        return place_name(str(value))
    if column == "language":
        return language_words(str(value))
    if column == "zone":
        return str(value).replace("_", " ")
    if column == "value" and known.point(table, row_id) == _POINTS["phone"]:
        return show_phone(str(value), known.home)
    return _by_type(_table(table), column, value)


def _by_type(table: Table | None, column: str, value: Any) -> str:
    kind = table.columns[column].type if table is not None and column in table.columns else None
    if isinstance(kind, Date):
        return show_date(date.fromisoformat(str(value)))
    if isinstance(kind, Boolean):
        return "yes" if value else "no"
    return in_words(str(value)) if isinstance(kind, Enum) else str(value)


def _table(name: str) -> Table | None:
    return Base.metadata.tables.get(name)


def _place(labels: Mapping[str, str], column: str) -> int:
    return list(labels).index(column) if column in labels else len(labels)
