"""Facts and a template become a letter: values enter as words with their path and are never parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from letters.block_text import to_plain
from letters.content import Block, Letter, Origin, Paragraph, Recipient, Run, Sender, Style
from letters.facts import cleaned, item_name, value_at
from letters.heading import heading_lines
from letters.languages import ENGLISH, versions_of
from letters.library import Library, shipped, shipped_terms
from letters.problems import DocumentRefused, Fault
from letters.schemas import facts_faults
from letters.styles import style_needed
from letters.template.expressions import Condition
from letters.template.forms import forms_of
from letters.template.nodes import BlockNode, End, Field, If, Loop, Node, Piece, Template, Words
from letters.template.schema_paths import is_written
from letters.versions import block_prefix

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.-]")


def compose(facts: Mapping[str, Any], library: Library | Mapping[str, Library] | None = None) -> Letter:
    """The letter that the template named in the facts makes of them; ``library`` is the shipped one by default.

    A letter in two languages is two whole versions; ``library`` is then one for each language, by its tag. Raises
    DocumentRefused with every fault of the facts (schema, parts and fields that the template needs),
    TemplateUnknown and TemplateRefused.
    """
    faults = facts_faults(facts)
    if faults:
        raise DocumentRefused("facts", faults)
    whole = cleaned(facts)
    versions = [_version(whole, _library(library, one), one) for one in versions_of(facts["language"])]
    return _letter(
        [template for template, _ in versions], whole, tuple(block for _, some in versions for block in some)
    )


def _library(library: Library | Mapping[str, Library] | None, language: str) -> Library:
    return (library if isinstance(library, Library) else library[language]) if library else shipped(language)


def _version(facts: Mapping[str, Any], library: Library, language: str) -> tuple[Template, tuple[Block, ...]]:
    """The letter in one language."""
    template = library.template(facts["template"])
    work = _Work(facts, language)
    work.faults += _wrong_kind(template, work.facts)
    work.faults += [
        Fault("/" + part.replace(".", "/"), f"The template {template.code!r} needs this part.")
        for part in template.needs
        if not value_at(work.facts, part)
    ]
    prefix = block_prefix(language)
    blocks = () if work.faults else tuple(work.blocks(template.nodes, work.facts, {}, prefix, None))
    if work.faults:
        raise DocumentRefused("facts", work.faults)
    return template, blocks


def _wrong_kind(template: Template, facts: Mapping[str, Any]) -> list[Fault]:
    kind = facts["letter"]["kind"]
    if kind == template.kind:
        return []
    return [Fault("/letter/kind", f"The kind is {kind!r}, but {template.code!r} makes a {template.kind!r}.")]


@dataclass(slots=True)
class _Work:
    """One composition in one language: the facts, and the faults met on the way."""

    facts: Mapping[str, Any]
    language: str
    faults: list[Fault] = field(default_factory=list)

    def blocks(
        self, nodes: tuple[Node, ...], names: Mapping[str, Any], paths: Mapping[str, str], prefix: str, head: str | None
    ) -> Iterator[Block]:
        """The blocks of some nodes; ``names`` are facts and loop items, ``paths`` where the loop items stand."""
        for node in nodes:
            if isinstance(node, BlockNode):
                if _holds(node.when, names):
                    yield from self._block(node, names, paths, prefix, head)
                continue
            for item, inner, here, name in _each(node.loop, names, paths):
                if _holds(node.when, inner):
                    here_head = item_name(item, 0) if node.loop.name == "head" else head
                    start = f"{prefix}{node.loop.name}-{_NOT_IN_IDS.sub('-', name)}-"
                    yield from self.blocks(node.children, inner, here, start, here_head)

    def _block(
        self, node: BlockNode, names: Mapping[str, Any], paths: Mapping[str, str], prefix: str, head: str | None
    ) -> Iterator[Block]:
        used: dict[str, Any] = {}
        paragraphs: list[Paragraph] = []
        for piece in node.pieces:
            if node.items is None or not piece.repeats(node.items.name):
                paragraphs += self._paragraphs(piece, names, paths, used)
                continue
            for _item, inner, here, _name in _each(node.items, names, paths):
                if _holds(node.items_when, inner):
                    paragraphs += self._paragraphs(piece, inner, here, used)
        # A point's title is locked where it is recorded; where it has to be translated it cannot be.
        translated = node.role == "heading" and self.language != ENGLISH and any(map(is_written, used))
        origin: Origin = "standard" if translated else node.origin
        block = Block(f"{prefix}{node.id}", node.role, origin, tuple(paragraphs), node.part, head, node.level, used)
        yield replace(block, standard_text=to_plain(block), lang=self.language)

    def _paragraphs(
        self, piece: Piece, names: Mapping[str, Any], paths: Mapping[str, str], used: dict[str, Any]
    ) -> Iterator[Paragraph]:
        """A piece as one paragraph, or several where a value has blank lines of its own."""
        runs: list[Run] = []
        shown = True
        for node in piece.inline:
            if isinstance(node, If):
                shown = _holds(node.when, names)
            elif isinstance(node, End):
                shown = True
            elif shown and isinstance(node, Words):
                runs.append(Run(node.text, node.strong))
            elif shown and isinstance(node, Field):
                first, *more = self._value(node, names, paths, used, one_line=piece.kind == "row")
                runs.append(first)
                for run in more:
                    yield Paragraph(tuple(runs), piece.kind)
                    runs = [run]
        yield Paragraph(tuple(run for run in runs if run.text), piece.kind)

    def _value(
        self, node: Field, names: Mapping[str, Any], paths: Mapping[str, str], used: dict[str, Any], *, one_line: bool
    ) -> list[Run]:
        first, dot, rest = node.path.partition(".")
        path = paths.get(first, first) + dot + rest
        value = value_at(names, node.path) if dot or first not in names else names[first]
        used[path] = value
        if value in (None, "", []):
            self.faults.append(Fault(self._pointer(path), "The letter has to say this, but nothing is recorded."))
            return [Run("", node.strong, path)]
        text = forms_of(self.language)[node.form](self._in_language(value))
        texts = [" ".join(text.split())] if one_line else re.split(r"\n\n+", text)
        return [Run(part, node.strong, path) for part in texts]

    def _in_language(self, value: Any) -> Any:
        """A standing phrase as this language has it; anything else as it is recorded."""
        if not isinstance(value, str):
            return value
        return shipped_terms(self.language).get(value.strip().rstrip(".").casefold(), value)

    def _pointer(self, path: str) -> str:
        """The JSON pointer of a path: names of items become their places."""
        pointer = ""
        value: Any = self.facts
        for name in path.split("."):
            if isinstance(value, list):
                place = next((at for at, item in enumerate(value) if item_name(item, at + 1) == name), 0)
                pointer, value = f"{pointer}/{place}", value[place]
            else:
                pointer = f"{pointer}/{name}"
                value = value.get(name) if isinstance(value, Mapping) else None
        return pointer


def _holds(when: Condition | None, names: Mapping[str, Any]) -> bool:
    return when is None or when.holds(names)


def _each(
    loop: Loop, names: Mapping[str, Any], paths: Mapping[str, str]
) -> Iterator[tuple[Any, dict[str, Any], dict[str, str], str]]:
    """For each item: the item, the names with it, the paths with it, and what names it."""
    first, dot, rest = loop.path.partition(".")
    path = paths.get(first, first) + dot + rest
    for place, item in enumerate(value_at(names, loop.path) or (), 1):
        name = item_name(item, place)
        yield item, {**names, loop.name: item}, {**paths, loop.name: f"{path}.{name}"}, name


def _letter(templates: list[Template], facts: Mapping[str, Any], blocks: tuple[Block, ...]) -> Letter:
    template = templates[0]
    complaint = facts.get("complaint", {})
    desk = {key: value for key, value in facts["desk"].items() if key not in ("country", "layout")}
    to = facts["addressee"]
    subject = next((block for block in blocks if block.level == 1), None)
    return Letter(
        template=template.code,
        template_version="+".join(dict.fromkeys(one.version for one in templates)),
        kind=template.kind,
        language=facts["language"],
        style=_style(facts),
        layout=facts["desk"].get("layout", "notify"),
        reference=facts["letter"]["reference"],
        date=date.fromisoformat(facts["letter"]["date"]),
        sender=Sender(**{**desk, "address_lines": tuple(desk["address_lines"])}),
        recipient=Recipient(to["name_on_letters"], tuple(line for line in to["address_lines"] if line), to["country"]),
        subject=subject.paragraphs[0].text if subject else template.title,
        blocks=blocks,
        enclosures=tuple(facts["enclosures"]),
        case_ref=complaint.get("reference", ""),
        their_reference=complaint.get("their_reference", ""),
        contact_name=complaint.get("contact_name", ""),
        heading=heading_lines(complaint, facts["language"]),
    )


def _style(facts: Mapping[str, Any]) -> Style:
    wanted: Style | None = facts["letter"].get("style")
    return wanted or style_needed(facts["addressee"].get("adjustments", ()))
