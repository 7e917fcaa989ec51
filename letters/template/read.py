"""Reads a template's source: front matter, then CommonMark whose fences open blocks, groups and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final, cast

from markdown_it.token import Token

from letters.content import ORIGINS, ROLES, Origin, Role
from letters.problems import TemplateRefused
from letters.template.expressions import Condition, ConditionRefused, read_condition
from letters.template.inline import markdown, read_inline
from letters.template.nodes import BlockNode, Group, Inline, Loop, Node, Piece, Template, Words
from letters.template.schema_paths import field_schema, is_list, schema_path

_HEAD: Final = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_KEYS: Final = {"part", "role", "origin", "when", "items", "items_when"}
_LOOP: Final = re.compile(r"([a-z][a-z_]*) in ([a-z][a-z_.]*)(?: if (.+))?")
_REQUIRED: Final = ("code", "title", "version", "kind", "language")


@dataclass(slots=True)
class _Reader:
    """What is being read: the template's code, its clauses, and the loop names that stand open."""

    code: str
    offset: int
    clauses: Mapping[str, str]
    scope: dict[str, str] = field(default_factory=dict)
    inside: tuple[str, ...] = ()

    def refused(self, token_line: int, sentence: str, path: str = "") -> TemplateRefused:
        return TemplateRefused(self.code, token_line + self.offset, sentence, path)


def read_template(source: str, clauses: Mapping[str, str], name: str = "") -> Template:
    """The template of a source text; ``clauses`` are sources by code. ``name`` names it where its head fails.

    Raises TemplateRefused with the template (or clause), the line and the field at the first thing that is wrong.
    """
    head, body, offset = split_front_matter(source, name)
    nodes = tuple(_nodes(_tokens(body), _Reader(head["code"], offset, clauses)))
    _refuse_doubles(nodes, head["code"])
    needs = tuple(part.strip() for part in head.get("needs", "").split(",") if part.strip())
    for part in needs:
        if field_schema(part) is None:
            raise TemplateRefused(head["code"], 1, f"it needs {part!r}, which is not a field.", part)
    return Template(head["code"], head["title"], head["version"], head["kind"], head["language"], needs, nodes)


def split_front_matter(source: str, name: str = "") -> tuple[dict[str, str], str, int]:
    """Front matter as a table, the body, and the number of lines before the body.

    Raises TemplateRefused when there is no front matter or a key is missing.
    """
    source = source.replace("\r\n", "\n")
    found = _HEAD.match(source)
    if not found:
        raise TemplateRefused(name or "without a name", 1, "it does not begin with front matter between two '---'.")
    head: dict[str, str] = {}
    for number, line in enumerate(found.group(1).split("\n"), 2):
        key, colon, value = line.partition(":")
        if line.strip() and not colon:
            raise TemplateRefused(name, number, f"{line.strip()!r} is not written as 'key: value'.")
        if line.strip():
            head[key.strip()] = value.strip()
    missing = [key for key in _REQUIRED if not head.get(key)]
    if missing:
        raise TemplateRefused(name or head.get("code", ""), 1, f"the front matter lacks {', '.join(missing)}.")
    return head, source[found.end() :], source[: found.end()].count("\n")


@cache
def _tokens(body: str) -> list[Token]:
    return markdown().parse(body)


def _nodes(tokens: list[Token], reader: _Reader) -> Iterator[Node]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type != "fence":
            raise reader.refused(_line(token), "words stand outside a block; open one with ```block NAME.")
        word, _, rest = token.info.strip().partition(" ")
        end = _next_fence(tokens, place + 1)
        if word == "block":
            yield from _blocks(token, rest.strip(), tokens[place + 1 : end], reader)
        elif word == "clause":
            yield from _clause(token, rest.strip(), tokens[place + 1 : end], reader)
        elif word == "each":
            close = _closing(tokens, place, reader)
            yield _group(token, rest.strip(), tokens[place + 1 : close], reader)
            end = close + 1
        else:
            raise reader.refused(_line(token), f"{word!r} is not a fence that templates know.")
        place = end


def _next_fence(tokens: list[Token], place: int) -> int:
    return next((at for at in range(place, len(tokens)) if tokens[at].type == "fence"), len(tokens))


def _closing(tokens: list[Token], place: int, reader: _Reader) -> int:
    depth = 0
    for at in range(place, len(tokens)):
        if tokens[at].type == "fence":
            word = tokens[at].info.strip().partition(" ")[0]
            depth += {"each": 1, "end": -1}.get(word, 0)
            if depth == 0:
                return at
    raise reader.refused(_line(tokens[place]), "the loop that opens here is never closed with ```end.")


def _group(token: Token, text: str, inner: list[Token], reader: _Reader) -> Group:
    loop, when = _loop(text, _line(token), reader)
    reader.scope[loop.name] = schema_path(loop.path, reader.scope) + "[]"
    condition = _condition(when, _line(token), reader)
    group = Group(loop, condition, tuple(_nodes(inner, reader)))
    del reader.scope[loop.name]
    return group


def _loop(text: str, line: int, reader: _Reader) -> tuple[Loop, str]:
    found = _LOOP.fullmatch(text)
    if not found:
        raise reader.refused(line, f"{text!r} is not a loop; write 'NAME in LIST' or 'NAME in LIST if CONDITION'.")
    name, path, when = found.groups()
    schema = field_schema(schema_path(path, reader.scope))
    if schema is None or not is_list(schema):
        raise reader.refused(line, f"the loop runs over {path!r}, which is not a list of the facts.", path)
    return Loop(name, path, line + reader.offset), when or ""


def _condition(source: str, line: int, reader: _Reader) -> Condition | None:
    if not source:
        return None
    try:
        return read_condition(source, line + reader.offset, reader.scope)
    except ConditionRefused as problem:
        raise reader.refused(line, f"{problem}.", problem.field) from problem


def _clause(token: Token, text: str, inner: list[Token], reader: _Reader) -> Iterator[Node]:
    code, _, condition = text.partition(" if ")
    line = _line(token)
    if inner:
        raise reader.refused(_line(inner[0]), f"words follow the clause {code!r}; open a block for them.")
    if code not in reader.clauses:
        raise reader.refused(line, f"it uses the clause {code!r}, which the library does not have.", code)
    if code in reader.inside:
        raise reader.refused(line, f"the clause {code!r} uses itself.", code)
    head, body, offset = split_front_matter(reader.clauses[code], code)
    clause = _Reader(head["code"], offset, reader.clauses, reader.scope, (*reader.inside, code))
    outer = _condition(condition, line, reader)
    for node in _nodes(_tokens(body), clause):
        yield node if outer is None else _narrowed(node, outer)


def _narrowed(node: Node, outer: Condition) -> Node:
    """The node with one more condition: that of the clause it came with."""
    inner = node.when
    both = outer if inner is None else Condition(f"({outer.source}) and ({inner.source})", outer.line)
    return replace(node, when=both)


def _blocks(token: Token, name: str, inner: list[Token], reader: _Reader) -> Iterator[BlockNode]:
    line = _line(token)
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise reader.refused(line, f"{name!r} is not a name for a block; use small letters, digits and hyphens.")
    keys = _keys(token, reader)
    when = _condition(keys.get("when", ""), line, reader)
    items, items_when = None, None
    if "items" in keys:
        items, source = _loop(keys["items"], line, reader)
        reader.scope[items.name] = schema_path(items.path, reader.scope) + "[]"
        items_when = _condition(source, line, reader)
    pieces = list(_pieces(inner, reader))
    if items:
        del reader.scope[items.name]
    place_line = line + reader.offset
    headings = [(level, piece) for level, piece in pieces if level]
    for place, (level, piece) in enumerate(headings):
        suffix = "heading" if place == 0 else f"heading-{place + 1}"
        block_id = name if len(pieces) == 1 else f"{name}-{suffix}"
        yield BlockNode(block_id, "heading", "locked", "", level, when, None, None, (piece,), place_line)
    body = tuple(piece for level, piece in pieces if not level)
    if not pieces:
        raise reader.refused(line, f"the block {name!r} is empty.")
    if body:
        role = cast("Role", keys.get("role") or _role(body))
        origin = cast("Origin", keys.get("origin", "standard"))
        part = keys.get("part", name)
        yield BlockNode(name, role, origin, part, 0, when, items, items_when, body, place_line)


def _keys(token: Token, reader: _Reader) -> dict[str, str]:
    keys: dict[str, str] = {}
    for number, text in enumerate(token.content.splitlines(), _line(token) + 1):
        key, colon, value = (part.strip() for part in text.partition(":"))
        if not colon or key not in _KEYS:
            raise reader.refused(number, f"{text.strip()!r} is not one of {', '.join(sorted(_KEYS))}.", key)
        choices: tuple[str, ...] = {"role": ROLES, "origin": ORIGINS}.get(key, ())
        if choices and value not in choices:
            raise reader.refused(number, f"{value!r} is no {key}; choose one of {', '.join(choices)}.", key)
        keys[key] = value
    return keys


def _role(pieces: tuple[Piece, ...]) -> Role:
    kinds = {piece.kind for piece in pieces}
    if "row" in kinds:
        return "table"
    return "list" if kinds & {"bullet", "number"} else "paragraph"


def _pieces(tokens: list[Token], reader: _Reader) -> Iterator[tuple[int, Piece]]:
    """Each paragraph, item, row and heading (with its level) of a block's CommonMark."""
    lists: list[str] = []
    cells: list[Token] = []
    level = 0
    for token in tokens:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            lists.append("bullet" if kind.startswith("bullet") else "number")
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "heading_open":
            level = int(token.tag[1:])
        elif kind == "heading_close":
            level = 0
        elif kind == "tr_open":
            cells = []
        elif kind == "tr_close":
            yield 0, _row(cells, reader)
        elif kind == "inline" and token.level and tokens and _in_cell(tokens, token):
            cells.append(token)
        elif kind == "inline":
            inline = tuple(read_inline(token, reader.code, _line(token) + reader.offset, reader.scope))
            yield level, Piece("bullet" if lists[-1:] == ["bullet"] else "number" if lists else "text", inline)
        elif kind not in _QUIET:
            raise reader.refused(_line(token), f"{kind.removesuffix('_open')!r} has no place in a letter.")


_QUIET: Final = {
    *("paragraph_open", "paragraph_close", "list_item_open", "list_item_close"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
    *("th_open", "th_close", "td_open", "td_close"),
}


def _in_cell(tokens: list[Token], token: Token) -> bool:
    before = tokens[tokens.index(token) - 1].type
    return before in ("th_open", "td_open")


def _row(cells: list[Token], reader: _Reader) -> Piece:
    inline: list[Inline] = []
    for place, cell in enumerate(cells):
        inline += [Words("\t")] if place else []
        inline += read_inline(cell, reader.code, _line(cell) + reader.offset, reader.scope)
    return Piece("row", tuple(inline))


def _line(token: Token) -> int:
    return (token.map[0] + 1) if token.map else 1


def _refuse_doubles(nodes: tuple[Node, ...], code: str) -> None:
    seen: set[str] = set()
    for node in nodes:
        if isinstance(node, Group):
            _refuse_doubles(node.children, code)
        elif node.id in seen:
            raise TemplateRefused(code, node.line, f"two blocks have the name {node.id!r}.", node.id)
        else:
            seen.add(node.id)
