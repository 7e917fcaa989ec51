"""What is half typed, kept on this machine until the office has it, and what an unexpected end left behind.

As with the copy of a letter: owner only, whatever the record and its circle, and gone as soon as the office has the
words. A card number is kept nowhere.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QLockFile

from app.basics.card_numbers import has_card_number
from app.staff.drafts import DRAFT_CHARS
from ui.parts.latest_only import LatestOnly
from ui.parts.own_file import CannotKeepHere, read_own, write_own

MOST_WINDOWS = 16
"""How many windows of one person on one machine each have a file of their own."""
KEPT_FOR = timedelta(days=30)
"""After that what nobody picked up is gone."""
Entries = list[dict[str, Any]]
MOST_SUBJECTS = 200
"""How many forms a file holds; beyond that the oldest go."""

log = logging.getLogger(__name__)


def may_be_kept(text: str) -> bool:
    """Whether these words are kept half typed, in the office or here."""
    return len(text) <= DRAFT_CHARS and not has_card_number(text)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Fields of one form as they were typed last; an empty text was emptied."""

    fields: Mapping[str, str]
    typed_at: datetime

    def over(self, earlier: HalfTyped | None) -> HalfTyped:
        """With the fields of an earlier one that are not among these."""
        return self if earlier is None else HalfTyped({**earlier.fields, **self.fields}, self.typed_at)


Forms = dict[str, HalfTyped]
"""By the subject that the office keeps their drafts under."""


class WordsHere:
    """``whose`` names the office and the person: their words are offered to nobody else.

    Each window has a file of its own, held by a lock that the end of the process lets go of, however it ends.
    """

    def __init__(self, whose: str, folder: Path | None = None, now: Callable[[], datetime] = _now) -> None:
        self._folder = folder or platformdirs.user_state_path("fairhand", appauthor=False) / "kept-words"
        self._stem = hashlib.sha256(whose.encode()).hexdigest()[:24]
        self._now = now
        self._typed: Forms = {}
        self.left: Forms = {}
        """What windows left behind that did not close, until it is picked up or discarded."""
        self.why_not = ""
        """Why this machine keeps no copy of what was typed last, in a sentence."""
        self._file: Path | None = None
        self._writer = LatestOnly(self._write_down)
        self._lock = self._take_over()
        self._forget_old()

    def keep(self, subject: str, fields: Mapping[str, str]) -> None:
        """Keep these fields until ``settle`` says that the office has them; what is sent again is no newer for it."""
        known = self._typed[subject].fields if subject in self._typed else {}
        fit = {field: text for field, text in fields.items() if may_be_kept(text) and known.get(field) != text}
        if fit:
            before = self._typed.pop(subject, None)
            self._typed[subject] = HalfTyped(fit, self._now()).over(before)
            for oldest in list(self._typed)[:-MOST_SUBJECTS]:
                del self._typed[oldest]
            self._write()

    def settle(self, subject: str, arrived: Mapping[str, str]) -> None:
        """The office has these; what was typed since stays."""
        before = self._typed.pop(subject, None)
        if before is None:
            return
        still = {field: text for field, text in before.fields.items() if arrived.get(field) != text}
        if still:
            self._typed[subject] = HalfTyped(still, before.typed_at)
        self._write()

    def forget(self, subject: str) -> None:
        """It was saved, or thrown away."""
        if self._typed.pop(subject, None) is not None:
            self._write()

    def drop_left(self, subject: str) -> None:
        """What was left behind of a form is picked up, or discarded."""
        if self.left.pop(subject, None) is not None:
            self._write()

    def close(self) -> None:
        """Let go of the file; what is in it is offered when its person signs in again."""
        self._writer.close()
        if self._lock is not None:
            self._lock.unlock()

    def _take_over(self) -> QLockFile | None:
        """The first file that no open window holds, with what stands in the others that none holds either."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.why_not = f"This machine cannot keep a copy of your words: {error.strerror or error}."
            return None
        own: QLockFile | None = None
        for number in range(MOST_WINDOWS):
            file = self._folder / f"{self._stem}-{number}.json"
            if own is not None and not file.exists():
                continue
            lock = QLockFile(str(file.with_suffix(".lock")))
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                continue
            self._adopt(file)
            if own is None:
                own, self._file = lock, file
                continue
            if self._write_down(self._entries()):
                with suppress(OSError):  # what is in both is merged again the next time
                    file.unlink(missing_ok=True)
            lock.unlock()
        if own is None:
            self.why_not = f"This machine cannot keep a copy of your words in {self._folder}."
        return own

    def _adopt(self, file: Path) -> None:
        for subject, found in _forms(read_own(file), file).items():
            if self._is_old(found):
                continue
            known = self.left.get(subject)
            newer, older = (known, found) if known and known.typed_at > found.typed_at else (found, known)
            self.left[subject] = newer.over(older)

    def _is_old(self, found: HalfTyped) -> bool:
        return self._now() - found.typed_at > KEPT_FOR

    def _forget_old(self) -> None:
        """What nobody came back for does not lie here for ever, whoever on this machine it belongs to."""
        for file in self._folder.glob("*.json"):
            if file.name.startswith(self._stem):
                continue
            lock = QLockFile(str(file.with_suffix(".lock")))
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                continue
            found = _forms(read_own(file), file)
            young = [_entry(*one) for one in found.items() if not self._is_old(one[1])]
            if len(young) < len(found):
                with suppress(CannotKeepHere, OSError):
                    write_own(file, young) if young else file.unlink(missing_ok=True)
            lock.unlock()

    def _entries(self) -> Entries:
        return [_entry(*one) for one in (*self.left.items(), *self._typed.items())]

    def _write(self) -> None:
        self._writer.put(self._entries())

    def _write_down(self, entries: Entries) -> bool:
        """Whether all stands in the file now; on a worker, but for the first time."""
        if self._file is None:
            return False
        try:
            if entries:
                write_own(self._file, entries)
            else:
                self._file.unlink(missing_ok=True)
            self.why_not = ""
        except (CannotKeepHere, OSError) as problem:
            self.why_not = str(problem)
        return not self.why_not


def _entry(subject: str, half_typed: HalfTyped) -> dict[str, Any]:
    return {"subject": subject, "typed_at": half_typed.typed_at.isoformat(), "fields": dict(half_typed.fields)}


def _forms(document: Any, file: Path) -> Forms:
    """What a file says, later entries over earlier ones; of what cannot be read only that entry is left out."""
    found: Forms = {}
    for entry in document if isinstance(document, list) else []:
        try:
            fields = {str(field): str(text) for field, text in entry["fields"].items()}
            at = datetime.fromisoformat(entry["typed_at"]).astimezone(UTC)
            subject = str(entry["subject"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("An entry of the kept words in %s cannot be read: %s", file, error)
            continue
        found[subject] = HalfTyped(fields, at).over(found.get(subject))
    return {subject: one for subject, one in found.items() if any(one.fields.values())}
