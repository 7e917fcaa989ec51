"""Half-typed words on their way to the office: what did not arrive is owed, and is sent again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.basics.problems import DatabaseBusy, WorldProblem
from app.staff.drafts import forget_draft, keep_draft
from ui.kit.desk import Desk

AGAIN_MS = 1_000


class NotKeptYet(WorldProblem):
    """Half-typed words did not get through to the office, which was busy: nothing that was saved is meant."""


class OwedWords(QObject):
    """Lives as long as the desk: the form in which the words were typed may be gone when they fail to arrive."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._owed: dict[str, dict[str, str]] = {}
        self._told: dict[str, NotKeptYet] = {}
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.send_again)
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
        if subject in self._told:
            self._desk.settled.emit(self._told.pop(subject))
        still = {field: text for field, text in self._owed.pop(subject, {}).items() if field not in words}
        if still:
            self._owed[subject] = still

    def _did_not_arrive(self, subject: str, words: dict[str, str], problem: Exception) -> bool:
        """Answers come in the order of asking, so that what failed last was typed last."""
        self._owed[subject] = self._owed.get(subject, {}) | words
        if not isinstance(problem, DatabaseBusy):
            return False
        self._again.start()
        self._told[subject] = NotKeptYet(
            "What you typed last is only in this window so far: somebody else's work holds the office.",
            "It is kept by itself as soon as that is done.",
        )
        self._desk.problem.emit(self._told[subject])
        return True


def owed_words(desk: Desk) -> OwedWords:
    """What this window owes the office."""
    return desk.findChild(OwedWords) or OwedWords(desk)
