"""One item of a procedure's data as the values of a form, and back: nothing here knows Qt.

A key is a way into the item: ``respond.amount``; ``outcomes:upheld`` is whether a list has a word; ``anybody`` is
whether no deciders are named.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from app.calendars.deadline_rule import Anchor, Counts, Receipt, Roll

ANYBODY = "anybody"
DAYS = frozenset({"since", "until"})
_UNTOLD = {
    "anchor": Anchor.RECEIVED.value,
    "counts": Counts.NEXT_DAY.value,
    "receipt": Receipt.NEXT_WORKING_DAY.value,
    "roll": Roll.NEXT_WORKING_DAY.value,
    "closes_at": "17:00",
}
"""What a length means that does not say it."""
_UNSAID = frozenset({"name", "unit", "anchor", "counts", "receipt", "closes_at", "roll"})
"""What alone says nothing of a length."""

_RULES: dict[str, dict[str, Any]] = {
    "at_once": {"name": "Settled at first contact", "anchor": "day_after_received", "counts": "same_day"},
    "acknowledge": {"name": "Acknowledgement"},
    "respond": {"name": "Answer"},
    "must": {"name": "Last day for an answer"},
    "quick": {"name": "Settled at once", "anchor": "day_after_received", "counts": "same_day"},
    "final": {"name": "Final response", "receipt": "as_it_comes", "roll": "previous_working_day"},
    "limit": {"name": "Time to ask", "unit": "calendar_days", "anchor": "issued", "receipt": "as_it_comes"},
    "most": {"name": "Longest extension", "anchor": "issued", "receipt": "as_it_comes"},
    "answer_within": {
        "name": "Time to send it",
        "unit": "calendar_days",
        "anchor": "issued",
        "receipt": "as_it_comes",
    },
}
"""What a length is made of besides what is asked for."""


def value_of(item: dict[str, Any], key: str) -> Any:
    """What a form shows for a key."""
    if key == ANYBODY:
        return "decides" not in item
    key, is_member, member = key.partition(":")
    *way, last = key.split(".")
    place: Any = item
    for step in way:
        place = place.get(step) or {}
    if is_member:
        return member in place.get(last, [])
    value = place.get(last, _UNTOLD.get(last))
    if last == "closes_at" and value is None:
        return ""
    if last in DAYS:
        return date.fromisoformat(value) if value else None
    return value


def with_value(item: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    """The item with another value; what then says nothing at all is left out."""
    changed = deepcopy(item)
    if key == ANYBODY:
        if value:
            changed.pop("decides", None)
        else:
            changed.setdefault("decides", [])
    elif ":" in key:
        name, _, member = key.partition(":")
        others = [one for one in value_of(item, name) or [] if one != member]
        _put(changed, name.split("."), [*others, member] if value else others)
    else:
        _put(changed, key.split("."), value)
    return changed


def _put(place: dict[str, Any], way: list[str], value: Any) -> None:
    step, *rest = way
    if rest:
        inside = place.get(step)
        if not inside:
            inside = {"unit": "working_days", **_RULES[step]} if step in _RULES else {}
        _put(inside, rest, value)
        if says_something(inside):
            place[step] = inside
        else:
            place.pop(step, None)
    elif value is None:
        place.pop(step, None)
    else:
        place[step] = value.isoformat() if isinstance(value, date) else value


def says_something(inside: dict[str, Any]) -> bool:
    """Whether anything was said that a part of an item is for: a bare unit or an unticked box is nothing."""
    if "amount" in inside:
        return inside["amount"] is not None
    said = (value for key, value in inside.items() if key not in _UNSAID)
    return any(
        says_something(value) if isinstance(value, dict) else value not in (None, "", False, []) for value in said
    )
