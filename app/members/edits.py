"""What forms send, brought to the types of the columns before it is compared with what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Enum

from app.basics.problems import BadInput, FieldProblem
from app.basics.text import clean_line, clean_text
from app.members.labels import LABELS
from app.members.rules import refuse
from app.staff.editing import Edits
from app.store.base import NOTE, Base, Words

Values = Mapping[str, Any]
"""Field → value, as typed or chosen."""


_OF_OTHER_VERBS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"merged_into_id", "ended_on"}),
    "contact_point": frozenset({"kind", "position"}),
    "membership": frozenset({"member_number"}),
    "representative": frozenset({"representative_person_id"}),
    "adjustment": frozenset({"until_on"}),
    "person_warning": frozenset({"until_on"}),
    "former_name": frozenset(LABELS["former_name"]),
}
"""Fields with a label that no form may send: another verb sets them, with what belongs to it."""


def form_fields(table: type[Base]) -> frozenset[str]:
    """The fields of a table that a form over one of its rows may send."""
    return frozenset(LABELS[table.__tablename__]) - _OF_OTHER_VERBS[table.__tablename__]


def tidy(table: type[Base], values: Values) -> dict[str, Any]:
    """Texts clean (one line where the column holds a line), empty ones None where the column may be, choices typed.

    A key that is no field of the table is our own fault: KeyError. A choice that does not exist raises BadInput.
    """
    return {key: _tidy_one(table, key, value) for key, value in values.items()}


def tidy_edits(table: type[Base], edits: Edits) -> dict[str, tuple[Any, Any]]:
    """The same for both halves of each edit."""
    return {key: (_tidy_one(table, key, seen), _tidy_one(table, key, new)) for key, (seen, new) in edits.items()}


def values_of(row: Base, table: type[Base]) -> dict[str, Any]:
    """The row's fields that have a label, as they stand now: what the rules look at."""
    return {key: getattr(row, key) for key in LABELS[table.__tablename__]}


def refuse_typed(problems: Iterable[FieldProblem], edits: Edits) -> None:
    """Raise BadInput for what is wrong with the fields that were typed themselves: before a conflict is asked."""
    refuse([problem for problem in problems if problem.field in edits])


def would_stand(row: Base, table: type[Base], edits: Edits) -> dict[str, Any]:
    """The row's fields as they would stand if all that was typed were taken."""
    return values_of(row, table) | {key: new for key, (_seen, new) in edits.items()}


def _tidy_one(table: type[Base], key: str, value: Any) -> Any:
    if key not in form_fields(table):
        raise KeyError(f"{key} is no field of {table.__tablename__} that a form may send")
    column = table.__table__.columns[key]
    if value in ("", None):
        return None if column.nullable or isinstance(column.type, Enum) else ("" if value == "" else value)
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return _choice(table, key, column.type.enum_class, value)
    if isinstance(column.type, Words) and isinstance(value, str):
        text = clean_text(value).strip() if column.type.limit >= NOTE else clean_line(value)
        return text or (None if column.nullable else "")
    return value


def _choice(table: type[Base], key: str, kind: Any, value: Any) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        label = LABELS[table.__tablename__][key]
        raise BadInput.one(key, f"“{value}” is no choice for {label}.") from error
