"""Changed rows of a case in words: "Point: Finding changed from Not upheld to Upheld", as the screens call things."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Boolean, Date, Enum

from app.basics.dates import show_date
from app.basics.file_types import TYPE_WORDS
from app.basics.money import Money, MoneyNotValid
from app.complaints.wording import (
    CHANNEL_WORDS,
    CLOCK_STATE_WORDS,
    CLOCK_WORDS,
    COMPLAINANT_WORDS,
    EXTENSION_WORDS,
    HEAD_STEP_WORDS,
    MET_WORDS,
    OUTCOME_WORDS,
    PARTY_WORDS,
    REMEDY_STATE_WORDS,
    REMEDY_WORDS,
    STATE_WORDS,
)
from app.correspondence.event_words import EVENT_WORDS
from app.correspondence.rules import STATE_WORDS as LETTER_STATE_WORDS
from app.knowledge.procedure import CauseAxis, Procedure
from app.knowledge.procedure.told import check_name
from app.knowledge.procedure.words import letter_kind
from app.members.labels import in_words
from app.record.change_words import ChangedField
from app.store.base import Base, UtcDateTime
from letters.languages import said_in

THINGS: Mapping[str, str] = {
    "chronology_line": "Line of the chronology",
    "complaint": "Case",
    "complaint_head": "Point",
    "complaint_head_step": "Step of a point",
    "complaint_party": "Party",
    "complaint_reference": "Reference",
    "letter_comment": "Comment on the letter",
    "letter_comment_copy": "Copy for comment",
    "letter_decision": "Decision on the letter",
    "letter_enclosure": "Enclosure",
    "letter_event": "Event of the letter",
    "letter_kept_reading": "Reading kept by the author",
    "letter_reading_confirmed": "Reading confirmed by the approver",
    "letter_release": "Release without approval",
    "letter_revision": "Version of the letter",
    "letter_revision_enclosure": "Enclosure of this version",
    "letter_sent_to": "Approver asked",
    "letter_suggestion": "Suggestion in the letter",
    "pile": "Scanned pile",
    "request": "Something asked for",
    "sla_clock": "Clock",
    "stage_answer": "Answer of the stage",
    "stage_finding": "Finding of the stage",
    "staff_question": "Question to a colleague",
}
"""What a row of each table is called, where that is not the table's own name."""

_LABELS: Mapping[str, str] = {
    "title": "About",
    "complainant_kind": "Who complains",
    "channel": "How it came",
    "received_at": "Received",
    "raised_on": "First raised on",
    "raised_where": "First raised where",
    "raised_with": "First raised with whom",
    "raised_tried": "What was tried",
    "case_number": "Case or claim number",
    "court": "Court or office",
    "hearing_on": "Hearing on",
    "in_their_words": "In their own words",
    "outcome_sought": "What they want",
    "looked_at": "What we looked at",
    "holding_reason": "Why the answer is late",
    "holding_until": "New day",
    "holding_kind": "How they know",
    "limit_from_on": "Time to ask runs from",
    "settled_at_once": "Settled at first contact",
    "they_say": "What they do not accept",
    "late_reason": "Why taken late",
    "out_of_scope_route": "Out of scope",
    "acts_for": "On the record for",
    "dx": "DX",
    "event_on": "When it happened",
    "met": "Was the standard met?",
    "fault": "Kind of fault",
    "outcome": "Finding",
    "finding": "The finding in a sentence",
    "effect_level": "How grave the effect was",
    "symptom": "What it shows",
    "root_cause": "Why it came about",
    "corrective_action": "What changes",
    "redirected_to": "Goes to",
    "amount_minor": "Sum",
    "due_on": "By",
    "owner": "Who will do it",
    "proof": "What shows the loss",
    "met_on": "Stopped on",
    "of_whom": "Of whom",
    "chased_on": "Asked again on",
    "ended_on": "Ended on",
    "ended_why": "How it ended",
    "from_whom": "From whom",
    "shows": "What it shows",
    "struck_on": "Struck out on",
    "struck_why": "Why struck out",
    "planned_on": "Planned to be posted on",
    "stopped_because": "Stopped because",
    "page_count": "Pages",
    "at": "When",
    "asked_on": "Asked on",
    "closed_reason": "Why closed",
    "reopened_reason": "Why opened again",
    "external_reference": "Reference in the other system",
    "entered_at": "Entered there",
    "set_aside_why": "Why set aside",
    "finding_reason": "The reason of the finding",
    "stops_clock": "The clock stands meanwhile",
    "otherwise": "If it does not come",
    "sample_percent": "Of a hundred such letters are read afterwards",
    "is_taken": "Taken",
}
_OF_TABLE: Mapping[tuple[str, str], str] = {
    ("complaint_head", "title"): "The point",
    ("evidence", "title"): "What it is",
    ("letter", "title"): "Subject",
    ("remedy", "kind"): "Remedy",
    ("remedy", "text"): "What",
    ("sla_clock", "kind"): "Of what",
    ("sla_clock", "due_on"): "Due",
    ("complaint_party", "role"): "Who",
    ("request", "outcome"): "How it ended",
    ("request", "ended_why"): "What came, or why not",
    ("staff_question", "outcome"): "How it ended",
    ("staff_question", "ended_why"): "Why",
    ("chronology_line", "happened_at"): "At",
    ("letter_kept_reading", "rule"): "Check",
    ("letter_reading_confirmed", "rule"): "Check",
    ("letter_release", "rule"): "Why it may",
    ("letter_sent_to", "office"): "The level above",
    ("letter_decision", "verdict"): "Decision",
}
"""What a column is called: in its table, else wherever it stands, else by its own name."""

_SILENT = frozenset(
    {
        *("id", "version", "circle_id", "trace", "position", "content", "facts", "findings", "fingerprint", "currency"),
        *("respond_by", "waits_until", "subject", "template_code", "sha256", "pause", "text_before", "text_behind"),
        "block_ids",
    }
)
"""Columns that follow from others, or whose value is no words."""
_KEYS = frozenset({("letter_enclosure", "source")})
"""Columns that name a row of another table."""
SILENT_TABLES = frozenset({"complaint_hand", "evidence_head", "question_head"})
"""Rows that only tie two others together."""
_LONGEST = 160
_NO = "no"

_WORDS: Mapping[type[enum.Enum], Mapping[Any, str]] = {
    type(next(iter(known))): known
    for known in (
        *(CHANNEL_WORDS, CLOCK_STATE_WORDS, CLOCK_WORDS, COMPLAINANT_WORDS, EXTENSION_WORDS, HEAD_STEP_WORDS),
        *(LETTER_STATE_WORDS, MET_WORDS, OUTCOME_WORDS, PARTY_WORDS, REMEDY_STATE_WORDS, REMEDY_WORDS, STATE_WORDS),
        TYPE_WORDS,
        EVENT_WORDS,
    )
}
"""What the screens call the values of each choice."""


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What the words need and the change rows do not hold: the reader's zone, the desk's currency, the procedure."""

    zone: str
    currency: str
    procedure: Procedure

    def added(self, table: str, payload: Mapping[str, Any], currency: str = "") -> list[str]:
        """A new row in a line: "Remedy added. Remedy: Apology; What: that you waited".

        ``currency`` is the row's own as it was before, where it is known.
        """
        if table in SILENT_TABLES:
            return []
        fields = [field for field in self._fields(table, payload, currency) if field.new != _NO]
        told = "; ".join(f"{field.label}: {field.new.rstrip('.')}" for field in fields)
        return [f"{_thing(table)} added. {told}".strip()]

    def changed(self, table: str, payload: Mapping[str, Any], currency: str = "") -> list[str]:
        """What changed of a row, in a line; none where nothing did that a reader asks for."""
        told = "; ".join(field.sentence for field in self._fields(table, payload, currency))
        return [f"{_thing(table)}. {told}"] if told and table not in SILENT_TABLES else []

    def _fields(self, table: str, payload: Mapping[str, Any], currency: str) -> Iterator[ChangedField]:
        columns = list(Base.metadata.tables[table].columns.keys()) if table in Base.metadata.tables else []
        for column in sorted(payload, key=lambda name: columns.index(name) if name in columns else len(columns)):
            if not is_told(table, column):
                continue
            old, new = (
                self._value(table, column, one, paid or currency or self.currency)
                for one, paid in zip(payload[column], payload.get("currency", (None, None)), strict=True)
            )
            if old or new:
                yield ChangedField(column, label_of(table, column), old, new)

    def _value(self, table: str, column: str, value: Any, currency: str) -> str:
        if value is None or value == "" or isinstance(value, Mapping | list):
            return ""
        if (table, column) == ("letter", "kind"):
            return letter_kind(str(value))
        if (named := self._named(column, value)) is not None:
            return named
        try:
            known = (
                str(Money(int(value), currency)) if column == "amount_minor" else self._by_type(table, column, value)
            )
        except (ValueError, MoneyNotValid):
            known = str(value)  # kept when the office knew it, and told as it was kept
        text = " ".join(known.split())
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

    def _named(self, column: str, value: Any) -> str | None:
        """What the procedure calls a code, None for any other value."""
        if column == "language":
            return said_in(str(value))
        if column == "rule":
            return check_name(str(value))
        names = _NAMES.get(column)
        return names(self.procedure).get(str(value), str(value)) if names else None

    def _by_type(self, table: str, column: str, value: Any) -> str:
        known = Base.metadata.tables.get(table)
        kind = known.columns[column].type if known is not None and column in known.columns else None
        if isinstance(kind, Boolean):
            return "yes" if value else _NO
        if isinstance(kind, Date):
            return show_date(date.fromisoformat(str(value)))
        if isinstance(kind, UtcDateTime):
            return self._moment(str(value))
        if isinstance(kind, Enum) and kind.enum_class is not None:
            choice = kind.enum_class(value)
            return _WORDS.get(kind.enum_class, {}).get(choice) or in_words(str(value))
        return f"{value:,}" if isinstance(value, int) else str(value)

    def _moment(self, stored: str) -> str:
        """An instant in the reader's own time; a database that keeps no zone keeps UTC."""
        at = datetime.fromisoformat(stored)
        local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(self.zone))
        return f"{show_date(local.date())}, {local:%H:%M}"


def _causes(axis: CauseAxis) -> Callable[[Procedure], dict[str, str]]:
    return lambda known: {one.code: one.name for one in known.causes_of(axis)}


def _routes(known: Procedure) -> dict[str, str]:
    return {one.code: one.title for one in known.routes}


_NAMES: Mapping[str, Callable[[Procedure], dict[str, str]]] = {
    "stage": lambda known: {one.code: one.name for one in known.stages},
    "fault": lambda known: {one.code: one.name for one in known.faults},
    "effect_level": lambda known: {str(one.level): f"{one.level}  {one.name}" for one in known.effects},
    "redirected_to": _routes,
    "out_of_scope_route": _routes,
    **{axis.value: _causes(axis) for axis in CauseAxis},
}


def _thing(table: str) -> str:
    return THINGS.get(table) or in_words(table)


def is_told(table: str, column: str) -> bool:
    """Whether a reader asks for it: the others follow from it, or name rows."""
    return not (column in _SILENT or (table, column) in _KEYS or column.endswith(("_id", "_sha256")))


def label_of(table: str, column: str) -> str:
    """What a column is called."""
    known = _OF_TABLE.get((table, column)) or _LABELS.get(column)
    return known or in_words(column.removesuffix("_on").removesuffix("_at"))
