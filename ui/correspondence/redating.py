"""Letters whose posting day has passed: how many there are, and re-dating them, one or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from app.correspondence.redate_letters import Outcome, Passed, Redating, plan_redating, redate_letters, to_be_redated
from app.staff.permissions import Permission
from ui.kit.layout import button, row, text
from ui.kit.notices import Notice
from ui.shell.navigation import Shell


class RedatingStrip(QFrame):
    """Shown while there are any; the page says what was touched with ``look``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("redating")
        self._shell, self._desk = shell, shell.desk
        self._letter_ids: Sequence[int] = ()
        self._words = text("", "muted", name="redating_words", wrap=True)
        self.all = button(
            "Re-date",
            "redate_all",
            icon_name="calendar-clock",
            tip="Date them for today; somebody else then decides on them  Ctrl+D",
        )
        layout = row(self._words, self.all)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.all.clicked.connect(lambda: self.redate(self._letter_ids))
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.all.click)
        self.hide()

    def look(self) -> None:
        """Ask the office again."""
        if not self._desk.why_not(Permission.LETTER_PRINT):
            self._desk.read(self, to_be_redated, then=self._on_found)

    def redate(self, letter_ids: Sequence[int]) -> None:
        """Date these for the day on which they can go now: their pages are set first, nobody else waits for that."""
        if letter_ids and self.all.isEnabled():
            self.all.setEnabled(False)
            self._desk.read(self, plan_redating, list(letter_ids), then=self._carry_out, failed=self._not_done)

    def _carry_out(self, plans: Sequence[Redating]) -> None:
        letter_ids = [plan.letter_id for plan in plans]
        self._desk.act(self, redate_letters, letter_ids, plans, then=self._on_done, failed=self._not_done)

    def _on_done(self, done: dict[Outcome, list[str]]) -> None:
        self.all.setEnabled(True)
        is_whole = not done["back"] and not done["moved"]
        self._shell.notify(Notice(told_of(done), "good" if is_whole else "warn", key="redating"))
        self.look()

    def _not_done(self, _error: Exception) -> bool:
        self.all.setEnabled(True)
        self.look()
        return False

    def _on_found(self, passed: Passed) -> None:
        self._letter_ids = passed.letter_ids
        count = len(self._letter_ids)
        self._words.setText(waiting_words(len(passed.waiting), len(passed.approved)))
        self.all.setText("Re-date it" if count == 1 else f"Re-date all {count}")
        self.setVisible(count > 0)


def waiting_words(waiting: int, approved: int) -> str:
    """What the strip says: the list beside it, whichever it is, holds only some of those that it counts."""
    told = [f"{waiting} waiting for approval"] if waiting else []
    told += [f"{approved} approved and not posted"] if approved else []
    letters = "a letter" if waiting + approved == 1 else f"{waiting + approved} letters"
    return f"The posting day of {letters} has passed: {', '.join(told)}."


def told_of(done: dict[Outcome, list[str]]) -> str:
    """What came of re-dating, in sentences."""
    asks, back, moved = (len(done[what]) for what in ("asks", "back", "moved"))
    told = []
    if asks:
        who = "One letter waits" if asks == 1 else f"{asks} letters wait"
        told.append(f"{who} for somebody else to approve the new dates; nothing else differs.")
    if back:
        whose = "went back to its author" if back == 1 else "went back to their authors"
        told.append(f"{_named(done['back'])} {whose}: more than dates would change.")
    if moved:
        told.append(f"{_named(done['moved'])} changed at another desk meanwhile.")
    return " ".join(told)


def _named(references: Sequence[str]) -> str:
    return references[0] if len(references) == 1 else f"{', '.join(references[:-1])} and {references[-1]}"
