"""The words of a template: CommonMark inline with ``{{ … }}`` as opaque nodes that no markup rule looks into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from letters.problems import TemplateRefused
from letters.template.expressions import ConditionRefused, read_condition
from letters.template.forms import FORMS
from letters.template.nodes import End, Field, If, Inline, Words
from letters.template.schema_paths import Scope, field_schema, is_date, is_list, known_fields, schema_path

_FIELD: Final = re.compile(r"\{\{\s*([a-z][a-z_]*(?:\.[a-z_]+)*)\s*(?:\|\s*([a-z_]+)\s*)?\}\}")
_RULES: Final = ("text", "newline", "escape", "emphasis", "balance_pairs", "fragments_join")


@cache
def markdown() -> MarkdownIt:
    """CommonMark with tables, without links, images, HTML and code inside a line, and with fields."""
    reader = MarkdownIt("commonmark").enable("table").disable(["html_block", "code", "blockquote", "lheading"])
    reader.disable(["link", "image", "autolink", "html_inline", "backticks", "entity", "reference"])
    reader.inline.ruler.before("text", "field", _field_rule)
    return reader


def _field_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos)
    if end < 0:
        return False
    if not silent:
        token = state.push("field", "", 0)
        token.content = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True


def read_inline(token: Token, code: str, line: int, scope: Scope) -> Iterator[Inline]:
    """The nodes of one paragraph, heading, item or cell. Raises TemplateRefused for what cannot be used."""
    strong, opened = False, False
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("text", "text_special"):
            if "{{" in child.content or "}}" in child.content:
                raise TemplateRefused(code, line, "a field is opened or closed without its other half.")
            yield Words(child.content, strong)
        elif child.type in ("softbreak", "hardbreak"):
            yield Words(" " if child.type == "softbreak" else "\n", strong)
            line += 1
        elif child.type == "field":
            node = _node(child.content, code, line, scope, strong=strong)
            if isinstance(node, Field) or opened == isinstance(node, End):
                opened = opened if isinstance(node, Field) else not opened
                yield node
            else:
                raise TemplateRefused(code, line, "'if' and 'end' do not alternate in this paragraph.")
        else:
            raise TemplateRefused(code, line, f"{child.type.removesuffix('_open')!r} has no place in a letter.")
    if opened:
        raise TemplateRefused(code, line, "an 'if' of this paragraph is never closed with {{ end }}.")


def _node(source: str, code: str, line: int, scope: Scope, *, strong: bool) -> Inline:
    inside = source[2:-2].strip()
    if inside == "end":
        return End()
    if inside.startswith("if "):
        try:
            return If(read_condition(inside[3:].strip(), line, scope))
        except ConditionRefused as problem:
            raise TemplateRefused(code, line, f"{problem}.", problem.field) from problem
    found = _FIELD.fullmatch(source)
    if not found:
        raise TemplateRefused(code, line, f"{source!r} is not written as {{{{ field }}}}.", inside)
    path, form = found.groups()
    return Field(path, _form(path, form, code, line, scope), line, strong)


def _form(path: str, form: str | None, code: str, line: int, scope: Scope) -> str:
    whole = schema_path(path, scope)
    schema = field_schema(whole)
    if schema is None:
        known = ", ".join(known_fields(whole.rpartition(".")[0]))
        raise TemplateRefused(code, line, f"the field {path!r} does not exist (there are: {known}).", path)
    if form is not None and form not in FORMS:
        raise TemplateRefused(code, line, f"{form!r} is not a way to show a field ({', '.join(FORMS)}).", path)
    if form is None and (is_list(schema) or "properties" in schema):
        raise TemplateRefused(code, line, f"{path!r} is not a single value; name one of its fields.", path)
    return form or ("date" if is_date(schema) else "text")
