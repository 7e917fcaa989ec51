"""The facts of a letter as a tree: reading a value by its path, and what has changed since drafting."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from letters.clean import clean
from letters.content import Block, canonical_json

FACTS_SCHEMA: Final = "fairhand.facts/1"


@dataclass(frozen=True, slots=True)
class StaleFact:
    """A fact that is no longer what the block was drafted from; None means there was, or is, none."""

    block_id: str
    path: str
    was: Any
    now: Any


def value_at(facts: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, or None where there is none.

    An item of a list is named by its ``id``, or by its place from 1 when it has none.
    """
    value: Any = facts
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list):
            value = _item(value, name)
        else:
            return None
    return value


def item_name(item: Any, place: int) -> str:
    """What names a list's item in a path: its id, else its place (from 1)."""
    return str(item["id"]) if isinstance(item, Mapping) and "id" in item else str(place)


def _item(items: list[Any], name: str) -> Any:
    return next((item for place, item in enumerate(items, 1) if item_name(item, place) == name), None)


def cleaned(value: Any) -> Any:
    """The facts with every text clean and every null or empty optional part left out."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return value


def facts_hash(facts: Mapping[str, Any]) -> str:
    """Hexadecimal SHA-256 of the canonical facts."""
    return hashlib.sha256(canonical_json(facts)).hexdigest()


def stale_facts(block: Block, facts_now: Mapping[str, Any]) -> tuple[StaleFact, ...]:
    """Each fact of the block whose value is now another one, in the order of the block.

    A list of parts, such as the points of a complaint, is another one when other parts are in it: what the parts say
    are facts of their own.
    """
    found = ((path, was, cleaned(value_at(facts_now, path))) for path, was in block.facts.items())
    return tuple(StaleFact(block.id, path, was, now) for path, was, now in found if _said_of(was) != _said_of(now))


def _said_of(value: Any) -> Any:
    if isinstance(value, list):
        return [item_name(item, place) if isinstance(item, Mapping) else item for place, item in enumerate(value, 1)]
    return value
