"""Half-typed words on their way to the office: what did not arrive is owed, and is sent again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.staff.drafts import forget_draft, keep_draft
from ui.kit.desk import Desk


class OwedWords(QObject):
    """Lives as long as the desk: the form in which the words were typed may be gone when they fail to arrive."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._owed: dict[str, dict[str, str]] = {}
        desk.found_again.connect(self.send_again)

    def __bool__(self) -> bool:
        """Whether the office lacks any words that it was sent."""
        return bool(self._owed)

    def send(self, subject: str, fields: dict[str, str]) -> None:
        """Keep these fields in the office, and with them what it was sent of this subject before and never got."""
        words = self._owed.pop(subject, {}) | fields
        if words:
            self._desk.keep(
                self,
                keep_draft,
                subject,
                words,
                then=lambda _kept: self._arrived(subject, words),
                failed=partial(self._did_not_arrive, subject, words),
            )

    def forget(self, subject: str, fields: dict[str, str]) -> None:
        """Forget what was typed on a subject; an empty text forgets its field, should this be sent again."""
        emptied = dict.fromkeys(fields | self._owed.pop(subject, {}), "")
        if emptied:
            self._desk.keep(
                self,
                forget_draft,
                subject,
                then=lambda _forgotten: self._arrived(subject, emptied),
                failed=partial(self._did_not_arrive, subject, emptied),
            )

    def send_again(self) -> None:
        """Send all that is owed."""
        for subject in list(self._owed):
            self.send(subject, {})

    def _arrived(self, subject: str, words: dict[str, str]) -> None:
        """Later words of a field take the place of earlier ones that did not arrive."""
        still = {field: text for field, text in self._owed.pop(subject, {}).items() if field not in words}
        if still:
            self._owed[subject] = still

    def _did_not_arrive(self, subject: str, words: dict[str, str], _problem: Exception) -> bool:
        """Answers come in the order of asking, so that what failed last was typed last; the common way tells it."""
        self._owed[subject] = self._owed.get(subject, {}) | words
        return False


def owed_words(desk: Desk) -> OwedWords:
    """What this window owes the office."""
    return desk.findChild(OwedWords) or OwedWords(desk)
