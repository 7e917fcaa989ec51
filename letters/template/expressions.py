"""Conditions of a template: sandboxed Jinja2 expressions over known fields, with no calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from jinja2 import ChainableUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from letters.template.schema_paths import Scope, field_schema, schema_path

_FILTERS: Final = {"length", "lower", "list", "selectattr", "rejectattr"}


class ConditionRefused(ValueError):  # noqa: N818 - a problem, like its kin
    """A condition that cannot be used: the message says why, ``field`` names the field at fault."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression of a template that was found sound."""

    source: str
    line: int

    def holds(self, names: Mapping[str, Any]) -> bool:
        """Whether it is true of these facts and loop items."""
        return bool(_compiled(self.source)(**names))


def read_condition(source: str, line: int, scope: Scope) -> Condition:
    """The condition, if it is one expression that uses only fields there are.

    Raises ConditionRefused for a mistake in writing, a call, an unknown filter or an unknown field.
    """
    try:
        tree = _environment().parse("{{ " + source + " }}")
    except TemplateSyntaxError as error:
        raise ConditionRefused(f"the condition {source!r} cannot be read ({error.message})") from error
    output = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise ConditionRefused(f"{source!r} is not one condition")
    _verify(output.nodes[0], scope, source)
    return Condition(source, line)


def _verify(node: nodes.Node, scope: Scope, source: str) -> None:
    if isinstance(node, (nodes.Getattr, nodes.Name)):
        path = _dotted(node, source)
        if field_schema(schema_path(path, scope)) is None:
            raise ConditionRefused(f"the condition {source!r} uses {path!r}, which is not a field", path)
        return
    if isinstance(node, (nodes.Call, nodes.Getitem)):
        raise ConditionRefused(f"the condition {source!r} may not call anything or use brackets after a name")
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        raise ConditionRefused(f"the condition {source!r} uses the filter {node.name!r}, which is not allowed")
    for child in node.iter_child_nodes():
        _verify(child, scope, source)


def _dotted(node: nodes.Node, source: str) -> str:
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node, source)}.{node.attr}"
    raise ConditionRefused(f"the condition {source!r} has a name that does not begin with a field")


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=ChainableUndefined)


@cache
def _compiled(source: str) -> Callable[..., Any]:
    return _environment().compile_expression(source)
