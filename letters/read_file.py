"""Reads a facts or content file of unknown making: refuses what cannot be one, with a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from letters.compose import compose
from letters.content import CONTENT_SCHEMA, Letter, from_json
from letters.facts import FACTS_SCHEMA
from letters.problems import DocumentRefused, Fault, FileRefused, TemplateUnknown
from letters.schemas import content_faults

MAX_BYTES: Final = 10_000_000
MAX_DEPTH: Final = 40
MAX_DIGITS: Final = 30


def read_letter(path: Path) -> tuple[Letter, dict[str, Any] | None]:
    """The letter of a file, and its facts when the file holds facts.

    Raises FileRefused for what is no JSON document of ours, DocumentRefused with every fault of one that does not
    fit, and the problems of ``compose``.
    """
    document = read_document(path)
    schema = document.get("schema")
    if schema == FACTS_SCHEMA:
        return _composed(document), document
    if schema == CONTENT_SCHEMA:
        faults = content_faults(document)
        if faults:
            raise DocumentRefused("content", faults)
        return from_json(document), None
    sentence = f"This must be {FACTS_SCHEMA!r} or {CONTENT_SCHEMA!r}; it is {str(schema)[:60]!r}."
    raise DocumentRefused("document", [Fault("/schema", sentence)])


def _composed(facts: dict[str, Any]) -> Letter:
    """The letter of a facts document; what names a template that does not ship is a fault of its place."""
    try:
        return compose(facts)
    except TemplateUnknown as problem:
        raise DocumentRefused("facts", [Fault("/template", str(problem))]) from problem


def read_document(path: Path) -> dict[str, Any]:
    """The JSON object of a file. Raises FileRefused when it is not readable, too long, too deep or not JSON."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileRefused(f"{path} cannot be read: {error.strerror}.", "Check the name and the rights.") from error
    if len(data) > MAX_BYTES:
        raise FileRefused(f"{path} has more than {MAX_BYTES:,} bytes.", "A letter's facts are far shorter.")
    if b"\0" in data:
        raise FileRefused(f"{path} contains NUL bytes at byte {data.index(0)}.", "Save it as UTF-8 text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"{path} is not UTF-8 text: byte {error.start}.", "Save it as UTF-8.") from error
    if _depth(text) > MAX_DEPTH:
        raise FileRefused(f"{path} is nested deeper than {MAX_DEPTH} levels.", "No letter needs that.")
    return _parsed(path, text)


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_constant=_no_constant, parse_int=_whole_number, object_pairs_hook=_no_doubles)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FileRefused(f"{path} is not JSON: {error.msg} at {place}.", "Correct it there.") from error
    except ValueError as error:
        raise FileRefused(f"{path} is not JSON that can be used: {error}.", "Correct it there.") from error
    if not isinstance(document, dict):
        raise FileRefused(f"{path} holds no JSON object.", f"It begins with {{ and names its schema: {FACTS_SCHEMA}.")
    lone = _lone_surrogate(document)
    if lone:
        raise FileRefused(f"{path} has half a character (a lone surrogate) in {lone!r}.", "Write the whole character.")
    return document


def _depth(text: str) -> int:
    """How deep brackets nest outside strings: judged before the parser recurses."""
    depth = deepest = 0
    inside = escaped = False
    for char in text:
        if inside:
            inside = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _whole_number(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number has {len(digits):,} digits, and no letter needs more than {MAX_DIGITS}")
    return int(digits)


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in one object")
    return document


def _lone_surrogate(value: Any) -> str:
    """The first text with half a surrogate pair, made harmless for printing, or ""."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()[:60] if any("\ud800" <= c <= "\udfff" for c in value) else ""
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((found for one in inner if (found := _lone_surrogate(one))), "")
