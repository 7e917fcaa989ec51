"""Documents against the two schemas: every fault with its JSON pointer, as a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from letters.problems import Fault

_TYPES: Final = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}

_SENTENCES: Final = {
    "required": "{missing} is missing.",
    "additionalProperties": "There is no such field as {extra} here.",
    "type": "This must be {kinds}.",
    "enum": "{shown} is not one of {choices}.",
    "const": "This must be {limit!r}, not {shown}.",
    "format": "{shown} is not a day of the calendar.",
    "pattern": "{shown} is not written as this field must be.",
    "maxLength": "The text has {size:,} characters; at most {limit:,} fit.",
    "minLength": "This may not be empty.",
    "maxItems": "There are {size:,} items; at most {limit:,} fit.",
    "minItems": "There must be at least {limit}.",
    "minimum": "{shown} is too small; it is at least {limit}.",
    "maximum": "{shown} is too large; it is at most {limit}.",
}


def facts_faults(document: Any) -> tuple[Fault, ...]:
    """Everything in which a document is not facts (``facts.schema.json``): an empty tuple when it fits."""
    faults = tuple(_faults("facts", document))
    return faults or tuple(_double_heads(document))


def content_faults(document: Any) -> tuple[Fault, ...]:
    """Everything in which a document is not a letter's content (``content.schema.json``)."""
    faults = tuple(_faults("content", document))
    return faults or tuple(_double_blocks(document))


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("date", raises=ValueError)(_is_date)
    schema = json.loads((Path(__file__).parent / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=checker)


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def _faults(name: str, document: Any) -> Iterator[Fault]:
    errors = sorted(
        _validator(name).iter_errors(document), key=lambda error: [str(step) for step in error.absolute_path]
    )
    for error in errors:
        yield from _told(error)


def _told(error: Any) -> Iterator[Fault]:
    if error.validator == "anyOf":
        # A part that may be null: what is wrong is told by the branch that is not null.
        for inner in error.context:
            if inner.validator != "type" or inner.validator_value != "null":
                yield from _told(inner)
        return
    pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in error.absolute_path)
    yield Fault(pointer, _sentence(error))


def _sentence(error: Any) -> str:
    limit, instance = error.validator_value, error.instance
    told = _SENTENCES.get(error.validator, "{shown} breaks the rule {rule!r}.")
    return told.format(
        rule=error.validator,
        shown=_short(instance),
        limit=limit,
        size=len(instance) if isinstance(instance, (str, list, dict)) else 0,
        missing=", ".join(repr(name) for name in _missing(error)),
        extra=", ".join(repr(name) for name in _extra(error)),
        kinds=" or ".join(_TYPES.get(kind, kind) for kind in ([limit] if isinstance(limit, str) else limit))
        if error.validator == "type"
        else "",
        choices=", ".join(map(str, limit)) if error.validator == "enum" else "",
    )


def _missing(error: Any) -> list[str]:
    """The one name that this error of ``required`` is about: the validator raises one a name."""
    names = error.validator_value if error.validator == "required" else ()
    return [name for name in names if error.message.startswith(f"{name!r} ")]


def _extra(error: Any) -> list[str]:
    if error.validator != "additionalProperties":
        return []
    return sorted(str(name) for name in set(error.instance) - set(error.schema["properties"]))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


def _double_heads(facts: Mapping[str, Any]) -> Iterator[Fault]:
    heads = (facts.get("complaint") or {}).get("heads", [])
    yield from _doubles([str(head["id"]) for head in heads], "/complaint/heads/{}/id", "Another point")


def _double_blocks(content: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _doubles([block["id"] for block in content["blocks"]], "/blocks/{}/id", "Another block")


def _doubles(ids: list[str], pointer: str, what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield Fault(pointer.format(place), f"{what} has the id {name!r} already.")
        seen.add(name)
