"""Letters whose posting day has passed: how many there are, and re-dating them, one or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy

from app.correspondence.redate_letters import (
    Outcome,
    Passed,
    Redating,
    ToRedate,
    plan_redating,
    redate_letters,
    to_be_redated,
)
from app.staff.permissions import Permission
from ui.kit.dates import show_date
from ui.kit.layout import button, column, row, text
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

MOST_LINES, SPACING_PX = 6, 2
CHOOSE, CHOSEN = "Choose…", "Hide the list"


class RedatingStrip(QFrame):
    """Shown while there are any; the page says what was touched with ``look``. All are re-dated but the unticked."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("redating")
        self._shell, self._desk = shell, shell.desk
        self._letters: Sequence[ToRedate] = ()
        self._left_out: set[int] = set()
        """The letters that were unticked."""
        self._words = text("", "muted", name="redating_words", wrap=True)
        self.all = button(
            "Re-date",
            "redate_all",
            icon_name="calendar-clock",
            tip="Date them for today; somebody else then decides on them  Ctrl+D",
        )
        self.choose = button(CHOOSE, "redate_choose", "quiet", tip="See which letters these are, and leave some out")
        self.list = QListWidget()
        self.list.setObjectName("redate_list")
        self.list.setAccessibleName("Letters to re-date: Space unticks one")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(SPACING_PX)
        self.list.hide()
        self.setLayout(column(self._words, self.list, row(None, self.choose, self.all), gap=8))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.all.clicked.connect(lambda: self.redate([one.id for one in self.ticked()]))
        self.choose.clicked.connect(self._show_list)
        self.list.itemChanged.connect(self._on_ticked)
        QShortcut(QKeySequence("Ctrl+D"), self).activated.connect(self.all.click)
        self.hide()

    def look(self) -> None:
        """Ask the office again."""
        if not self._desk.why_not(Permission.LETTER_PRINT):
            self._desk.read(self, to_be_redated, then=self._on_found)

    def ticked(self) -> list[ToRedate]:
        """Those that are to be re-dated."""
        return [one for one in self._letters if one.id not in self._left_out]

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
        self._letters = letters = passed.letters
        self._left_out &= set(passed.letter_ids)
        self._words.setText(waiting_words(len(letters) - passed.approved, passed.approved))
        self._fill()
        self._count()
        self.setVisible(bool(letters))

    def _fill(self) -> None:
        chosen = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in self._letters:
                item = QListWidgetItem(f"{one.to} · {show_date(one.planned_on)}")
                item.setToolTip(one.reference)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                is_in = one.id not in self._left_out
                item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
                self.list.addItem(item)
            self.list.setCurrentRow(min(chosen, self.list.count() - 1))
        line = self.list.sizeHintForRow(0) + 2 * SPACING_PX
        self.list.setFixedHeight(min(MOST_LINES, self.list.count()) * line + 2 * SPACING_PX)

    def _show_list(self) -> None:
        shown = self.list.isHidden()
        self.list.setVisible(shown)
        self.choose.setText(CHOSEN if shown else CHOOSE)
        if shown:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        letter_id = self._letters[self.list.row(item)].id
        if item.checkState() is Qt.CheckState.Checked:
            self._left_out.discard(letter_id)
        else:
            self._left_out.add(letter_id)
        self._count()

    def _count(self) -> None:
        self.all.setText(all_words(len(self.ticked()), len(self._letters)))
        self.all.setEnabled(bool(self.ticked()))
        self.choose.setVisible(len(self._letters) > 1)


def all_words(ticked: int, of: int) -> str:
    """What the button says."""
    if of == 1:
        return "Re-date it"
    return f"Re-date all {of}" if ticked == of else f"Re-date {ticked} of {of}"


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
