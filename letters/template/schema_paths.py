"""Which fields there are: a path of a template is looked up in the facts schema before any letter is made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Scope = Mapping[str, str]
"""Loop names of a template → the schema path of their items, such as ``head`` → ``complaint.heads[]``."""


@cache
def facts_schema() -> dict[str, Any]:
    """The facts schema as shipped."""
    path = Path(__file__).parent.parent / "facts.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def schema_path(path: str, scope: Scope) -> str:
    """The path with a loop name at its start replaced by what the loop runs over."""
    first, dot, rest = path.partition(".")
    return scope.get(first, first) + dot + rest


@cache
def field_schema(path: str) -> dict[str, Any] | None:
    """The part of the schema that describes a path (``complaint.heads[].title``), or None: no such field."""
    node: dict[str, Any] = facts_schema()
    for name in path.split("."):
        key, is_item = (name[:-2], True) if name.endswith("[]") else (name, False)
        inner = _resolved(node).get("properties", {}).get(key)
        if inner is None:
            return None
        node = _resolved(inner)["items"] if is_item else inner
    return _resolved(node)


@cache
def is_written(path: str) -> bool:
    """Whether a fact, by its path with the names of its items (``complaint.heads.h1.reason``), is words of a person.

    Those have to be translated; names, dates, references and addresses are not.
    """
    node: dict[str, Any] = facts_schema()
    for name in path.split("."):
        node = _resolved(node)
        inner = node["items"] if "items" in node else node.get("properties", {}).get(name)
        if inner is None:
            return False
        node = inner
    node = _resolved(node)
    return bool(node.get("written"))


def is_date(schema: Mapping[str, Any]) -> bool:
    """The field holds a calendar date."""
    return schema.get("format") == "date"


def is_list(schema: Mapping[str, Any]) -> bool:
    """The field holds a list."""
    return "array" in schema.get("type", ())


def known_fields(path: str) -> tuple[str, ...]:
    """The names that may follow a path, for the sentence about a wrong one."""
    parent = field_schema(path) if path else facts_schema()
    return tuple((parent or {}).get("properties", {}))


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in node:
            node = facts_schema()["$defs"][node["$ref"].rsplit("/", 1)[1]]
        elif "anyOf" in node:
            node = next(choice for choice in node["anyOf"] if choice.get("type") != "null")
        else:
            return node
