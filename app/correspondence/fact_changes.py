"""What is different between the facts a letter was written from and the facts of now, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.correspondence.problems import ChangedFact
from app.members.labels import in_words
from letters.block_text import to_plain
from letters.content import Block, Letter
from letters.facts import cleaned, item_name, value_at
from letters.languages import UNKNOWN, said_in
from letters.page import LAYOUTS

# What belongs to the writing of the letter and not to the record.
_OF_THE_LETTER = frozenset({"schema", "template", "language", "today", "letter", "author", "approver", "pack"})

_MATTER = ("their_reference", "case_number", "court", "hearing_on", "parties", "references")
ON_THE_PAGE = ("addressee.", "desk.", "signatory.", *(f"complaint.{name}" for name in _MATTER))
"""Facts that are printed outside the blocks: the address, the letterhead, the matter under the subject."""

_PARTS = {
    "addressee": "Addressee",
    "complaint": "Complaint",
    "correction": "Correction",
    "desk": "Desk",
    "holding": "Delay",
    "next_step": "Next step",
    "person": "Person",
    "reply": "Reply",
    "representative": "Representative",
    "restriction": "Restriction",
    "signatory": "Signatory",
    "signposting": "Signposting",
}


def changed_facts(was: Mapping[str, Any], now: Mapping[str, Any], letter: Letter) -> list[ChangedFact]:
    """Every fact of the record that differs, in the order of the record; ``letter`` says which blocks used it."""
    old, new = dict(leaves_of(cleaned(was))), dict(leaves_of(cleaned(now)))
    paths = [*new, *(path for path in old if path not in new)]
    return [
        ChangedFact(
            path, label_of(path, new | old), _named(was, old, path), _named(now, new, path), _users(letter, path)
        )
        for path in paths
        if old.get(path) != new.get(path)
    ]


def _named(facts: Mapping[str, Any], leaves: Mapping[str, Any], path: str) -> Any:
    """The value of a leaf; which parts a list has is told by their titles."""
    whole, _, last = path.rpartition(".")
    parts = value_at(facts, whole) if last == "order" else None
    if isinstance(parts, list):
        return _titles(parts)
    value = leaves.get(path)
    return _IN_WORDS[path](value) if path in _IN_WORDS and value is not None else value


_IN_WORDS: Mapping[str, Callable[[Any], Any]] = {
    "addressee.language": lambda language: "not known yet" if language == UNKNOWN else said_in(language),
    "addressee.adjustments": lambda agreed: [in_words(one) for one in agreed],
    "desk.layout": lambda code: LAYOUTS[code].title,
}
"""Facts that are stored as a code."""


def _users(letter: Letter, path: str) -> tuple[str, ...]:
    return tuple(block.id for block in letter.blocks if any(_says(path, *fact) for fact in block.facts.items()))


def _says(path: str, printed: str, value: Any) -> bool:
    """Whether a block says the fact: it prints the value, or one line of a list that is a single fact of the record."""
    return path in _said(printed, value) or printed.removeprefix(f"{path}.").isdigit()


def facts_stated_otherwise(letter: Letter, now: Mapping[str, Any], fresh: Letter | None) -> list[ChangedFact]:
    """Each fact that a block still states otherwise than the record does now, with all blocks that state it so.

    ``fresh`` is the letter that the record would make now, or None where it makes none: an edited part whose standard
    wording has changed, though none of its facts did, is told too.
    """
    wording = {block.id: block.standard_text for block in fresh.blocks} if fresh else None
    leaves = dict(leaves_of(cleaned(now)))
    found: dict[tuple[str, str], ChangedFact] = {}
    for block in letter.blocks:
        stale = [
            ChangedFact(path, label_of(path, leaves), was, is_now) for path, was, is_now in _stale_of(block, now)
        ] or ([] if wording is None else _other_wording(block, wording))
        for fact in stale:
            known = found.setdefault((fact.path, repr(fact.was)), fact)
            found[fact.path, repr(fact.was)] = replace(known, block_ids=(*known.block_ids, block.id))
    return list(found.values())


def _stale_of(block: Block, now: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for path, value in block.facts.items():
        if path.partition(".")[0] in _OF_THE_LETTER:
            continue
        old, new = _said(path, value), _said(path, cleaned(value_at(now, path)))
        for leaf in old | new:
            if old.get(leaf, _NOTHING)[0] != new.get(leaf, _NOTHING)[0]:
                yield leaf, old.get(leaf, _NOTHING)[1], new.get(leaf, _NOTHING)[1]


_NOTHING: tuple[Any, Any] = (None, None)


def _said(path: str, value: Any) -> dict[str, tuple[Any, Any]]:
    """What a block says by printing a value, as (compared, shown): of a list of parts only which parts there are.

    What the parts themselves say are facts of their own, where the block prints them.
    """
    if isinstance(value, Mapping):
        inner = (_said(f"{path}.{name}", part) for name, part in value.items())
        return {leaf: said for one in inner for leaf, said in one.items()}
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        names = [item_name(item, place) for place, item in enumerate(value, 1)]
        return {f"{path}.order": (names, _titles(value))}
    return {} if value in (None, "", []) else {path: (value, value)}


def _titles(parts: Sequence[Any]) -> list[str]:
    return [
        next((str(part[key]) for key in _TITLES if part.get(key)), item_name(part, place))
        if isinstance(part, Mapping)
        else str(part)
        for place, part in enumerate(parts, 1)
    ]


_TITLES = ("title", "text", "name", "number")
"""What a part of a list is known by, the first of these that it has: a party its name, a reference its number."""


def _other_wording(block: Block, wording: Mapping[str, str]) -> list[ChangedFact]:
    now = wording.get(block.id, "")
    is_edited = block.standard_text and block.editable and to_plain(block) != block.standard_text
    if not is_edited or now == block.standard_text:
        return []
    return [ChangedFact(f"wording.{block.id}", "Standard wording of this part", block.standard_text, now or None)]


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
    """A fact's path as people say it: "Point 2 · finding", "Point 2 · remedy 1, by when", "Addressee · address"."""
    names = path.split(".")
    if names[:2] == ["complaint", "heads"] and len(names) > 3:
        number = leaves.get(".".join([*names[:3], "number"]), names[2])
        return f"Point {number} · {_said_of(names[3:])}"
    if names[:2] == ["complaint", "heads"] and (len(names) < 3 or names[2] == "order"):
        return "Points complained of"
    if names[:2] == ["complaint", "joined"] and len(names) > 3:
        return f"Complaint · {_OF_JOINED.get(names[3], _words(names[3]))}"
    whole = _PARTS.get(names[0], _words(names[0]).capitalize())
    return f"{whole} · {_said_of(names[1:])}" if names[1:] else whole


_OF_JOINED = {
    "title": "also raised",
    "number": "answered with point",
    "what_they_say": "also raised, what they told us",
}
# What a record of its own inside a part is called, and what each of its values says of it.
_INSIDE = {
    "remedies": "remedy",
    "standard": "standard",
    "evidence": "evidence",
    "promises": "promise",
    "redirected_to": "where it goes",
    "parties": "party",
    "references": "other reference",
}
_OF_IT = {"due_on": "by when", "amount": "sum", "owner": "who", "citation": "where it stands", "text": "", "title": ""}


def _said_of(names: Sequence[str]) -> str:
    first, *rest = names
    if rest == ["order"]:
        return "other references" if first == "references" else _words(first)
    if first not in _INSIDE:
        return " · ".join(_words(name) for name in names)
    number = f" {rest.pop(0)}" if rest and rest[0].isdigit() else ""
    last = "its words" if names == ["standard", "text"] else _OF_IT.get(rest[-1], _words(rest[-1])) if rest else ""
    return f"{_INSIDE[first]}{number}" + (f", {last}" if last else "")


_NAMES = {
    "name_on_letters": "name",
    "address_lines": "address",
    "body": "who decides",
    "contact_name": "who answers questions",
    "how": "how to ask for it",
    "dx": "DX",
    "limit_date": "last day",
    "outcome_sought": "what they ask for",
    "text": "what it is",
    "what_they_say": "what they told us",
}


def _words(name: str) -> str:
    name = _NAMES.get(name, name)
    return name.replace("_", " ").removesuffix(" on") if name.endswith("_on") else name.replace("_", " ")
