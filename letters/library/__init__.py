"""The library of templates and clauses: text files as shipped, or the office's own versions of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from letters.problems import TemplateUnknown
from letters.template.nodes import Template
from letters.template.read import read_template, split_front_matter


@dataclass(frozen=True, slots=True)
class Source:
    """A shipped text of the library, for an office to take in as the first version.

    ``to_review`` is a default that somebody has to read before an office uses it.
    """

    what: Literal["template", "clause"]
    code: str
    language: str
    version: str
    title: str
    kind: str
    body: str
    to_review: bool = False

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the UTF-8 text."""
        return sha256(self.body.encode()).hexdigest()


@dataclass(frozen=True)
class Library:
    """Templates and clauses of one language: source texts by code. Templates are read once, on first use."""

    templates: Mapping[str, str]
    clauses: Mapping[str, str]
    _read: dict[str, Template] = field(default_factory=dict, compare=False, repr=False)

    def template(self, code: str) -> Template:
        """The template of that code. Raises TemplateUnknown, or TemplateRefused when it is wrong in itself."""
        if code not in self._read:
            if code not in self.templates:
                raise TemplateUnknown(
                    f"The library has no template {code!r}.", f"It has: {', '.join(sorted(self.templates))}."
                )
            self._read[code] = read_template(self.templates[code], self.clauses, code)
        return self._read[code]


@cache
def shipped(language: str = "en-GB") -> Library:
    """The library that ships with the program. Raises TemplateUnknown for a language that does not ship."""
    sources = shipped_sources(language)
    by_kind = {
        what: {source.code: source.body for source in sources if source.what == what} for what in ("template", "clause")
    }
    return Library(by_kind["template"], by_kind["clause"])


def shipped_sources(language: str = "en-GB") -> tuple[Source, ...]:
    """Every shipped template and clause of a language, templates first, in order of their codes."""
    folder = Path(__file__).parent / language
    if language not in shipped_languages():
        raise TemplateUnknown(
            f"No letters ship in the language {language!r}.", f"There are: {', '.join(shipped_languages())}."
        )
    templates = [_source("template", path) for path in sorted(folder.glob("*.md"))]
    return (*templates, *(_source("clause", path) for path in sorted(folder.glob("clauses/*.md"))))


@cache
def shipped_terms(language: str) -> Mapping[str, str]:
    """What standing phrases of the office's records are called in a language, by the English in small letters.

    A file of lines ``English = Welsh``; a phrase is exchanged only where it is the whole of a value.
    """
    path = Path(__file__).parent / language / "terms.txt"
    if not path.is_file():
        return {}
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    pairs = (line.split(" = ") for line in lines)
    return {english.strip().casefold(): other.strip() for english, other in pairs}


@cache
def terms_known(language: str) -> frozenset[str]:
    """The phrases of a language that stand in its terms."""
    return frozenset(shipped_terms(language).values())


def shipped_languages() -> tuple[str, ...]:
    """Languages in which letters ship, as BCP 47 tags."""
    return tuple(sorted(path.name for path in Path(__file__).parent.iterdir() if any(path.glob("*.md"))))


def _source(what: Literal["template", "clause"], path: Path) -> Source:
    body = path.read_text(encoding="utf-8")
    head, _, _ = split_front_matter(body, path.stem)
    texts = (head["code"], head["language"], head["version"], head["title"], head["kind"], body)
    return Source(what, *texts, to_review="review" in head)
