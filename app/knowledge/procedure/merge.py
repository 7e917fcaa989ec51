"""Two people changed one procedure: what only one of them touched is taken, the rest is for somebody to choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from app.calendars.deadline_rule import DeadlineRule
from app.knowledge.procedure.words import PARTS, label_of, length

Way = tuple[str, ...]

_KEYS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "effects": lambda item: str(item.get("level")),
    "letters": lambda item: f"{item.get('kind')} {'+'.join(item.get('stages', []))}",
    "checks": lambda item: f"{item.get('rule')} {item.get('letters')} {item.get('stages')} {item.get('outcomes')}",
    "fields": lambda item: str(item.get("title")),
    "remedies": lambda item: str(item.get("kind")),
    "causes": lambda item: f"{item.get('axis')} {item.get('code')}",
    "bands": lambda item: f"{item.get('currency')} {item.get('since')}",
}
"""By what an item is known again; by its code where nothing else stands here."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One value that both changed, each in another way: ``way`` leads to it through the keys of the lists."""

    way: Way
    label: str
    seen: Any
    theirs: Any
    yours: Any


def merge(
    base: Mapping[str, Any], theirs: Mapping[str, Any], yours: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Clash]]:
    """What both made of the same data, with yours where they clash, and every clash."""
    clashes: list[Clash] = []
    return _tables(dict(base), dict(theirs), dict(yours), (), "", clashes), clashes


def put_theirs(data: dict[str, Any], clash: Clash) -> dict[str, Any]:
    """The data with their value where a clash stood."""
    changed = deepcopy(data)
    place: Any = changed
    *way, last = clash.way
    for at, step in enumerate(way):
        place = place[step] if isinstance(place, dict) else _find(place, way[at - 1], step)
    if isinstance(place, list):
        part = clash.way[-2]
        place[:] = [one for one in place if _key(part, one) != last]
        if clash.theirs is not None:
            place.append(clash.theirs)
    elif clash.theirs is None:
        place.pop(last, None)
    else:
        place[last] = clash.theirs
    return changed


def in_words(value: Any) -> str:
    """A value of the data as the choice between two shows it."""
    if isinstance(value, Mapping):
        if "amount" in value:
            return length(DeadlineRule.from_json(value))
        named = value.get("name") or value.get("title") or value.get("body")
        return str(named) if named else "set"
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "taken out" if value is None else str(value)


def _tables(
    base: dict[str, Any], theirs: dict[str, Any], yours: dict[str, Any], way: Way, name: str, clashes: list[Clash]
) -> dict[str, Any]:
    made = {}
    for key in dict.fromkeys([*yours, *theirs]):
        value = _values(base.get(key), theirs.get(key), yours.get(key), (*way, key), name, clashes)
        if value is not None:
            made[key] = value
    return made


def _values(base: Any, theirs: Any, yours: Any, way: Way, name: str, clashes: list[Clash]) -> Any:
    if yours in (base, theirs):
        return theirs
    if theirs == base:
        return yours
    if all(isinstance(one, dict) and "amount" not in one for one in (base, theirs, yours)):
        return _tables(base, theirs, yours, way, name, clashes)
    if all(_is_list_of_items(one) for one in (base, theirs, yours)):
        return _items(base, theirs, yours, way, name, clashes)
    label = PARTS.get(way[-1]) or label_of(way[-1])
    clashes.append(Clash(way, f"{name}: {label}" if name else label, base, theirs, yours))
    return yours


def _items(base: Any, theirs: Any, yours: Any, way: Way, name: str, clashes: list[Clash]) -> list[Any]:
    part = way[-1]
    old, their, your = ({_key(part, item): item for item in items} for items in (base, theirs, yours))
    made = []
    for key in dict.fromkeys([*your, *their]):
        item = (your.get(key) or their.get(key) or {}).get("name") or (your.get(key) or their[key]).get("title", "")
        value = _values(old.get(key), their.get(key), your.get(key), (*way, key), item or name or key, clashes)
        if value is not None:
            made.append(value)
    return made


def _is_list_of_items(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _key(part: str, item: Mapping[str, Any]) -> str:
    return _KEYS.get(part, _code)(item)


def _code(item: Mapping[str, Any]) -> str:
    return str(item.get("code"))


def _find(items: list[Any], part: str, key: str) -> Any:
    return next(one for one in items if _key(part, one) == key)
