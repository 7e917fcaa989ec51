"""What is different between the facts a letter was written from and the facts of now, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.correspondence.problems import ChangedFact
from letters.content import Letter
from letters.facts import cleaned, item_name

# What belongs to the writing of the letter and not to the record.
_OF_THE_LETTER = frozenset({"schema", "template", "language", "today", "letter", "author", "approver"})

_PARTS = {
    "addressee": "Addressee",
    "complaint": "Complaint",
    "desk": "Desk",
    "holding": "Delay",
    "next_step": "Next step",
    "person": "Person",
    "reply": "Reply",
    "representative": "Representative",
    "signatory": "Signatory",
    "signposting": "Signposting",
}


def changed_facts(was: Mapping[str, Any], now: Mapping[str, Any], letter: Letter) -> list[ChangedFact]:
    """Every fact of the record that differs, in the order of the record; ``letter`` says which blocks used it."""
    old, new = dict(leaves_of(cleaned(was))), dict(leaves_of(cleaned(now)))
    paths = [*new, *(path for path in old if path not in new)]
    return [
        ChangedFact(path, label_of(path, new | old), old.get(path), new.get(path), _users(letter, path))
        for path in paths
        if old.get(path) != new.get(path)
    ]


def _users(letter: Letter, path: str) -> tuple[str, ...]:
    return tuple(
        block.id
        for block in letter.blocks
        if any(used == path or path.startswith(used + ".") or used.startswith(path + ".") for used in block.facts)
    )


def leaves_of(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        if name not in _OF_THE_LETTER:
            yield from _below(name, inner)


def _below(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _below(f"{path}.{name}", inner)
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        yield f"{path}.order", [item_name(item, place) for place, item in enumerate(value, 1)]
        for place, item in enumerate(value, 1):
            yield from _below(f"{path}.{item_name(item, place)}", item)
    elif value not in ("", []):
        yield path, value


def label_of(path: str, leaves: Mapping[str, Any]) -> str:
    """A fact's path as people say it: "Point 2 · finding", "Addressee · address lines"."""
    names = path.split(".")
    if names[:2] == ["complaint", "heads"] and len(names) > 3:
        number = leaves.get(".".join([*names[:3], "number"]), names[2])
        return " · ".join([f"Point {number}", *map(_words, names[3:])])
    if names[:2] == ["complaint", "heads"]:
        return "Points complained of"
    return " · ".join([_PARTS.get(names[0], _words(names[0]).capitalize()), *map(_words, names[1:])])


_NAMES = {"name_on_letters": "name", "address_lines": "address"}


def _words(name: str) -> str:
    name = _NAMES.get(name, name)
    return name.replace("_", " ").removesuffix(" on") if name.endswith("_on") else name.replace("_", " ")
