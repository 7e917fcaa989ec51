"""Half-typed words on their way to the office: what did not arrive is owed, and is sent again.

Until they arrive they are also on this machine, where an unexpected end does not reach them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.basics.problems import BadInput, DatabaseBusy, WorldProblem
from app.staff.drafts import forget_draft, keep_draft
from ui.kit.desk import Desk
from ui.parts.words_here import WordsHere

AGAIN_MS = 1_000


class NotKeptYet(WorldProblem):
    """Half-typed words did not get through to the office, which was busy: nothing that was saved is meant."""


class OwedWords(QObject):
    """Lives as long as the desk: the form in which the words were typed may be gone when they fail to arrive."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._owed: dict[str, dict[str, str]] = {}
        self._late: set[str] = set()
        """The subjects whose words met a lock, until they arrive."""
        self._told: NotKeptYet | None = None
        """What was told of them, once, however often they are sent again."""
        self._on_screen: set[str] = set()
        """What is nowhere but on screen, as a letter that neither the office nor this machine could keep."""
        self._here: WordsHere | None = None
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.send_again)
        desk.found_again.connect(self.send_again)

    def __bool__(self) -> bool:
        """Whether the office lacks any words that it was sent."""
        return bool(self._owed or self._on_screen)

    def keep_here(self, here: WordsHere) -> None:
        """From now on keep a copy on this machine of what the office lacks."""
        self._here = here

    @property
    def are_here(self) -> bool:
        """Whether what is owed outlives this window, on this machine."""
        return self._here is not None and not self._here.why_not and not self._on_screen

    def only_on_screen(self, what: str, *, is_so: bool) -> None:
        """Whoever keeps words in a way of their own tells whether this window is all that has them."""
        (self._on_screen.add if is_so else self._on_screen.discard)(what)

    def hold(self, subject: str, fields: dict[str, str]) -> None:
        """These were typed and wait for a pause: until then they are on this machine."""
        if self._here is not None:
            self._here.keep(subject, fields)

    def send(self, subject: str, fields: dict[str, str]) -> None:
        """Keep these fields in the office, and with them what it was sent of this subject before and never got."""
        words = self._owed.pop(subject, {}) | fields
        if words:
            self.hold(subject, words)
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
        if self._here is not None:
            self._here.forget(subject)
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
        self._late.discard(subject)
        if self._told is not None and not self._late:
            told, self._told = self._told, None
            self._desk.settled.emit(told)
        still = {field: text for field, text in self._owed.pop(subject, {}).items() if field not in words}
        if still:
            self._owed[subject] = still
        if self._here is not None:
            self._here.settle(subject, words)

    def _did_not_arrive(self, subject: str, words: dict[str, str], problem: Exception) -> bool:
        """Answers come in the order of asking, so that what failed last was typed last; what is refused is not owed."""
        if isinstance(problem, BadInput):
            return False
        self._owed[subject] = self._owed.get(subject, {}) | words
        if not isinstance(problem, DatabaseBusy):
            return False
        self._again.start()
        self._late.add(subject)
        if self._told is None:
            where = "on this machine" if self.are_here else "in this window"
            self._told = NotKeptYet(
                f"What you typed last is only {where} so far: somebody else's work holds the office.",
                "It is kept by itself as soon as that is done.",
            )
            self._desk.problem.emit(self._told)
        return True


def owed_words(desk: Desk) -> OwedWords:
    """What this window owes the office."""
    there: OwedWords | None = desk.findChild(OwedWords)
    return OwedWords(desk) if there is None else there  # one that owes nothing counts as false
