"""Keeping what is half typed: at each pause in the office's drafts, until then on this machine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject, QTimer

from ui.kit.desk import Desk
from ui.kit.pause import Pause
from ui.parts.owed_words import owed_words
from ui.parts.words_here import may_be_kept

PAUSE_MS, MOST_MS = 600, 4000
HERE_MS = 150
"""As soon after a key the words are on this machine, whether or not anybody pauses."""
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
        self._held: set[str] = set()
        """The fields that were put on this machine since; the office is sent them, also where they are as before."""
        self._is_touched = False
        self._pause = Pause(self, PAUSE_MS, MOST_MS)
        self._pause.over.connect(self.keep_now)
        self._soon = QTimer(self, singleShot=True, interval=HERE_MS)
        self._soon.timeout.connect(self._keep_here)

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
        self._pause.typed()
        if not self._soon.isActive():
            self._soon.start()

    def keep_now(self) -> None:
        """Keep what was typed since the last pause; fields that are as stored again are forgotten."""
        if not self.subject:
            return
        if not self._is_touched:
            self._owed.send(self.subject, {})
            return
        self._rest()
        now, changed = self._changed()
        self._held.clear()
        if changed:
            self._owed.send(self.subject, changed)
            self._kept = now

    def _keep_here(self) -> None:
        _now, changed = self._changed()
        if self.subject and changed:
            self._held.update(changed)
            self._owed.hold(self.subject, changed)

    def _changed(self) -> tuple[dict[str, str], dict[str, str]]:
        """What may be kept of what stands here, and what of it the office was not sent yet."""
        now = self._what_may_be_kept(self._parked())
        wanted = dict.fromkeys((*self._kept, *self._held), "") | now
        changed = {field for field, text in wanted.items() if self._kept.get(field, "") != text}
        return now, {field: text for field, text in wanted.items() if field in changed | self._held}

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
        self._held.clear()
        self._owed.forget(self.subject, self._kept)
        self._kept = {}

    def forget_of(self, subject: str, words: Mapping[str, str]) -> None:
        """These words were saved under a subject, which may be shown no longer; of another nothing is forgotten."""
        if subject == self.subject:
            words = {**words, **self._kept}
            self._rest()
            self._held.clear()
            self._kept = {}
        self._owed.forget(subject, dict(words))

    def forget_fields(self, subject: str, fields: Collection[str]) -> None:
        """Of these the words were saved; whatever else is kept of the subject stays."""
        if subject == self.subject:
            self._rest()
            self._held.clear()
            self._kept = {field: text for field, text in self._kept.items() if field not in fields}
        if subject:
            self._owed.send(subject, dict.fromkeys(fields, ""))

    def _rest(self) -> None:
        self._is_touched = False
        self._pause.cancel()
        self._soon.stop()


def emptied_too(parked: dict[str, str]) -> dict[str, str]:
    """What ``Form.parked`` gave, so that fields that were emptied are kept as well."""
    emptied = " ".join(key for key, text in parked.items() if not text)
    return {key: text for key, text in parked.items() if text} | ({EMPTIED: emptied} if emptied else {})


def with_emptied(kept: Mapping[str, str]) -> dict[str, str]:
    """What ``emptied_too`` gave, as ``Form.restore`` takes it."""
    words = {key: text for key, text in kept.items() if key != EMPTIED}
    return words | dict.fromkeys(kept.get(EMPTIED, "").split(), "")
