"""Keeping what is half typed: at each pause in the office's drafts, so that any desk brings it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from app.basics.card_numbers import has_card_number
from app.staff.drafts import DRAFT_CHARS
from ui.kit.desk import Desk
from ui.parts.owed_words import owed_words

PAUSE_MS = 600
EMPTIED = "(emptied)"
"""The field under which the keys of fields are kept that somebody emptied: an empty text itself is not kept."""


class Keeper(QObject):
    """Watches one thing that is typed on; ``parked`` gives what stands in it, field by field."""

    def __init__(self, desk: Desk, parked: Callable[[], dict[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._parked = desk, parked
        self._owed = owed_words(desk)
        self.subject = ""
        self._kept: dict[str, str] = {}
        """What was sent last; what of it did not arrive is owed, and sent again."""
        self._is_touched = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)

    def watch(self, subject: str, kept: dict[str, str]) -> None:
        """Begin with another subject, of which this much is kept already."""
        self.keep_now()
        self.subject, self._kept = subject, dict(kept)
        if kept:
            self._desk.half_typed.emit()

    def shown(self) -> None:
        """What changed just now was shown, not typed: there is nothing to keep."""
        self._rest()

    def touched(self) -> None:
        """Something was typed: keep it at the next pause."""
        self._is_touched = True
        self._pause.start()

    def keep_now(self) -> None:
        """Keep what was typed since the last pause; fields that are as stored again are forgotten."""
        if not self.subject:
            return
        if not self._is_touched:
            self._owed.send(self.subject, {})
            return
        self._rest()
        now = self._what_may_be_kept(self._parked())
        wanted = now | {field: "" for field in self._kept if field not in now}
        changed = {field: text for field, text in wanted.items() if self._kept.get(field, "") != text}
        if changed:
            self._owed.send(self.subject, changed)
            self._kept = now

    def held_back(self) -> list[str]:
        """The fields whose words are not kept as they stand: too long, or with what looks like a card number."""
        return [field for field, text in self._parked().items() if not may_be_kept(text)]

    def _what_may_be_kept(self, parked: dict[str, str]) -> dict[str, str]:
        """Of a field that may not be kept the words before stay kept: the form says at the field what to do."""
        kept = {field: text if may_be_kept(text) else self._kept.get(field, "") for field, text in parked.items()}
        return {field: text for field, text in kept.items() if text or parked[field] == text}

    def forget(self) -> None:
        """It was saved, or thrown away."""
        self._rest()
        self._owed.forget(self.subject, self._kept)
        self._kept = {}

    def forget_of(self, subject: str, words: Mapping[str, str]) -> None:
        """These words were saved under a subject, which may be shown no longer; of another nothing is forgotten."""
        if subject == self.subject:
            words = {**words, **self._kept}
            self._rest()
            self._kept = {}
        self._owed.forget(subject, dict(words))

    def _rest(self) -> None:
        self._is_touched = False
        self._pause.stop()


def may_be_kept(text: str) -> bool:
    """Whether the office keeps these words half typed."""
    return len(text) <= DRAFT_CHARS and not has_card_number(text)


def emptied_too(parked: dict[str, str]) -> dict[str, str]:
    """What ``Form.parked`` gave, so that fields that were emptied are kept as well."""
    emptied = " ".join(key for key, text in parked.items() if not text)
    return {key: text for key, text in parked.items() if text} | ({EMPTIED: emptied} if emptied else {})


def with_emptied(kept: Mapping[str, str]) -> dict[str, str]:
    """What ``emptied_too`` gave, as ``Form.restore`` takes it."""
    words = {key: text for key, text in kept.items() if key != EMPTIED}
    return words | dict.fromkeys(kept.get(EMPTIED, "").split(), "")
