"""The words of a letter kept on this machine while the office cannot take them; gone once it has.

At the latest after thirty days, and never with a card number in them.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

from app.basics.card_numbers import has_card_number, refusal
from ui.parts.own_file import CannotKeepHere, read_own, write_own
from ui.parts.words_here import KEPT_FOR

log = logging.getLogger(__name__)


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
        self._not_written: dict[str, KeptCopy] = {}
        """What is not on the disk: as long as the window is there, so are the words."""
        self._forget_old()

    def keep(self, reference: str, copy: KeptCopy) -> None:
        """Keep a copy, whole or not at all. Raises CannotKeepHere."""
        document = {"content": copy.content, "based_on": copy.based_on, "kept_at": copy.kept_at.isoformat()}
        self._not_written[reference] = copy
        if any(has_card_number(words) for words in _words_of(copy.content)):
            raise CannotKeepHere(refusal("The letter"))
        write_own(self._file(reference), document)
        del self._not_written[reference]

    def find(self, reference: str) -> KeptCopy | None:
        """The copy of a letter; None where there is none, or none that can be read."""
        if reference in self._not_written:
            return self._not_written[reference]
        file = self._file(reference)
        document = read_own(file)
        if document is None:
            return None
        try:
            kept_at = datetime.fromisoformat(document["kept_at"]).astimezone(UTC)
            return KeptCopy(document["content"], document["based_on"], kept_at)
        except (ValueError, KeyError, TypeError) as error:
            log.warning("The kept words of a letter in %s cannot be read: %s", file, error)
            return None

    def forget(self, reference: str) -> None:
        """The office has the words: nothing stays here. What cannot be taken away is dealt with when it is found."""
        self._not_written.pop(reference, None)
        with suppress(OSError):
            self._file(reference).unlink(missing_ok=True)

    def is_in_window_alone(self, reference: str) -> bool:
        """Whether the copy of a letter goes with the window."""
        return reference in self._not_written

    def _forget_old(self) -> None:
        """What nobody came back for."""
        oldest = time.time() - KEPT_FOR.total_seconds()
        with suppress(OSError):
            for file in self._folder.glob("*.json"):
                if file.stat().st_mtime < oldest:
                    file.unlink(missing_ok=True)

    def _file(self, reference: str) -> Path:
        return self._folder / f"{hashlib.sha256(reference.encode()).hexdigest()[:24]}.json"


def _words_of(part: Any) -> Iterator[str]:
    """Every text in a content document."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from _words_of(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _words_of(one)
