"""The shipped seed of the library, read from files: standards, procedures, and the letter engine's templates."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from app.knowledge.tables import LibraryKind
from letters.library import shipped_languages, shipped_sources

_SHIPPED_FROM = date(2020, 1, 1)
_LANGUAGE = "en-GB"
_ABOUT_FILES = frozenset({"code", "title", "citation", "in_force_from", "default_to_review"})
_SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Seed:
    """One shipped version; ``in_force_until`` is its last day, None while it stands."""

    kind: LibraryKind
    code: str
    language: str
    title: str
    body: str
    in_force_from: date
    in_force_until: date | None = None
    citation: str = ""
    data: dict[str, Any] | None = None
    default_to_review: bool = False

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of all that the version says."""
        said = [self.title, self.citation, self.body, self.data, self.in_force_from.isoformat()]
        return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def shipped_seeds() -> list[Seed]:
    """Everything that ships, older versions first."""
    return [*_standards(), *_procedures(), *_letter_texts()]


def _standards() -> Iterator[Seed]:
    for source in _toml_files("standards"):
        for standard in source["standard"]:
            yield from _versions(standard)


def _versions(standard: dict[str, Any]) -> Iterator[Seed]:
    versions = sorted(standard["versions"], key=lambda version: version["in_force_from"])
    ends = [version["in_force_from"] - timedelta(days=1) for version in versions[1:]]
    for version, until in zip(versions, [*ends, None], strict=True):
        yield Seed(
            kind=LibraryKind.STANDARD,
            code=standard["code"],
            language=_LANGUAGE,
            title=standard["title"],
            body=version["body"],
            citation=version["citation"],
            in_force_from=version["in_force_from"],
            in_force_until=version.get("in_force_until", until),
            data={"welsh_title": standard["welsh_title"]} if "welsh_title" in standard else None,
            default_to_review=True,
        )


def _procedures() -> Iterator[Seed]:
    for source in _toml_files("procedures"):
        yield Seed(
            kind=LibraryKind.PROCEDURE,
            code=source["code"],
            language=_LANGUAGE,
            title=source["title"],
            body=source["summary"],
            citation=source["citation"],
            in_force_from=source["in_force_from"],
            data=with_shared_lists({key: value for key, value in source.items() if key not in _ABOUT_FILES}),
            default_to_review=source["default_to_review"],
        )


def with_shared_lists(procedure: Mapping[str, Any]) -> dict[str, Any]:
    """A procedure's data with the lists of the shipped files that its ``shared`` names: what is stored is whole."""
    whole = {key: value for key, value in procedure.items() if key != _SHARED}
    for name in procedure.get(_SHARED, []):
        whole |= _toml(files("app.knowledge") / "seed" / "procedures" / _SHARED / f"{name}.toml")
    return whole


def _letter_texts() -> Iterator[Seed]:
    for language in shipped_languages():
        for text in shipped_sources(language):
            yield Seed(
                kind=LibraryKind(text.what),
                code=text.code,
                language=text.language,
                title=text.title,
                body=text.body,
                in_force_from=_SHIPPED_FROM,
                data={"kind": text.kind},
                default_to_review=text.to_review,
            )


def _toml_files(folder: str) -> Iterator[dict[str, Any]]:
    entries: list[Traversable] = sorted((files("app.knowledge") / "seed" / folder).iterdir(), key=lambda one: one.name)
    for entry in entries:
        if entry.name.endswith(".toml"):
            yield _toml(entry)


def _toml(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
