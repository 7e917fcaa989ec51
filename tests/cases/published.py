"""The thirteen published cases (DOMAIN.md §10) as fixtures, in the format of the demo's case files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.demo.case_files import CaseFile, HeadFile, read_case, read_head

_FOLDER = Path(__file__).parent
_RAISED = date(2026, 11, 9)


@dataclass(frozen=True, slots=True)
class StageFile:
    """A later stage: what is brought against the answer, each point found anew, and the points that are added."""

    they_say: str
    heads: tuple[HeadFile, ...]
    added: tuple[HeadFile, ...]


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """``complainant`` is title, given and family name; ``procedure`` is the one of the desk that it comes to."""

    name: str
    published: str
    complainant: tuple[str, str, str]
    procedure: str
    raised_on: date
    case: CaseFile
    stages: tuple[StageFile, ...]


def published_cases() -> list[PublishedCase]:
    """All thirteen, in their order."""
    return [_read(path) for path in sorted(_FOLDER.glob("*.toml"))]


def published_case(number: int) -> PublishedCase:
    """One of them, 1 to 13."""
    return published_cases()[number - 1]


def _read(path: Path) -> PublishedCase:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    [case] = found["case"]
    title, given, family = found["complainant"]
    return PublishedCase(
        name=path.stem,
        published=found["published"],
        complainant=(title, given, family),
        procedure=found.get("procedure", "public-service"),
        raised_on=found.get("raised", _RAISED),
        case=read_case(path.stem, case),
        stages=tuple(_stage(stage, case["head"]) for stage in case.get("stage", ())),
    )


def _stage(found: Mapping[str, Any], first: list[dict[str, Any]]) -> StageFile:
    """What a stage does not say of a point is as it was at first."""
    heads = [{**before, **now} for before, now in zip(first, found["head"], strict=True)]
    return StageFile(
        they_say=found["they_say"],
        heads=tuple(map(read_head, heads)),
        added=tuple(map(read_head, found.get("added", ()))),
    )
