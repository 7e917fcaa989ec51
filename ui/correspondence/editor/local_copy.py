"""The words of a letter kept on this machine while the office cannot take them; gone once it has."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

from app.basics.problems import WorldProblem

_OWNER_ONLY = 0o600

log = logging.getLogger(__name__)


class CannotKeepHere(WorldProblem):
    """This machine's disk takes no copy: the words are on screen only."""


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """What was typed. ``based_on`` is the fingerprint of the stored draft that it was typed over."""

    content: Mapping[str, Any]
    based_on: str
    kept_at: datetime


class LocalCopies:
    """One file a letter, in a folder of this person on this machine that nobody else may read."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or platformdirs.user_state_path("fairhand", appauthor=False) / "kept-letters"

    def keep(self, reference: str, copy: KeptCopy) -> None:
        """Keep a copy, whole or not at all. Raises CannotKeepHere."""
        document = {"content": copy.content, "based_on": copy.based_on, "kept_at": copy.kept_at.isoformat()}
        file = self._file(reference)
        half = file.with_suffix(".half")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with os.fdopen(
                os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY), "w", encoding="utf-8"
            ) as out:
                json.dump(document, out)
            half.replace(file)
        except OSError as error:
            raise CannotKeepHere(
                f"This machine cannot keep a copy of your words: {error.strerror or error}.",
                "Leave this page open until the office answers again.",
            ) from error

    def find(self, reference: str) -> KeptCopy | None:
        """The copy of a letter; None where there is none, or none that can be read."""
        file = self._file(reference)
        if not file.exists():
            return None
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            kept_at = datetime.fromisoformat(document["kept_at"]).astimezone(UTC)
            return KeptCopy(document["content"], document["based_on"], kept_at)
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("The kept words of a letter in %s cannot be read: %s", file, error)
            return None

    def forget(self, reference: str) -> None:
        """The office has the words: nothing stays here."""
        self._file(reference).unlink(missing_ok=True)

    def _file(self, reference: str) -> Path:
        return self._folder / f"{hashlib.sha256(reference.encode()).hexdigest()[:24]}.json"
