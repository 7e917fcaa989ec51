"""Several letters approved together: those of which each page was shown; the others stay, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.basics.problems import WorldProblem
from app.correspondence.approve_letter import approve_letter
from app.correspondence.find_approvals import WaitingRow
from ui.kit.desk import Desk
from ui.kit.layout import button, column, row, text

NOT_SHOWN = "not every page was shown yet"


def why_not_together(letter: WaitingRow, shown: Mapping[int, int]) -> str:
    """Why a marked letter cannot be approved with the others, or empty; ``shown``: letter → revision read through."""
    if letter.own:
        return "you had a hand in it"
    return "" if letter.id in shown else NOT_SHOWN


class Several(QWidget):
    """Below the queue while more than one is marked; Shift+A does it. One transaction a letter."""

    asked = Signal()
    """The button was pressed."""
    approved = Signal(int)
    """How many were, once each was asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("several")
        self._desk = desk
        self._marked: Sequence[WaitingRow] = ()
        self.shown: dict[int, int] = {}
        """The revision of each letter of which every page was shown."""
        self._left: dict[int, str] = {}
        self._asked = self._done = 0
        self._words = text("", "muted", name="several_words", wrap=True)
        self.do = button("", "several_approve", icon_name="check-check", tip="Approve those marked  Shift+A")
        self.do.clicked.connect(self.asked)
        self.setLayout(column(self._words, row(None, self.do), gap=4))
        self.hide()

    def note_shown(self, letter_id: int, revision_id: int) -> None:
        """Each page of this revision was before somebody's eyes."""
        self.shown[letter_id] = revision_id
        self._say()

    def show_marked(self, letters: Sequence[WaitingRow]) -> None:
        """These are marked now; reasons of another time are gone."""
        self._marked = letters
        self._left = {one: why for one, why in self._left.items() if one in {letter.id for letter in letters}}
        self._say()

    def approve(self) -> None:
        """Approve each that can be; what stands against the others is said here."""
        ready = [one for one in self._marked if not why_not_together(one, self.shown)]
        if len(self._marked) < 2 or not ready or self._asked:
            return
        self._asked, self._done, self._left = len(ready), 0, {}
        for one in ready:
            self._desk.act(
                self,
                approve_letter,
                one.id,
                self.shown[one.id],
                then=lambda _none: self._answered(),
                failed=partial(self._refused, one.id),
            )

    def _answered(self) -> None:
        self._done += 1
        self._one_less()

    def _refused(self, letter_id: int, error: Exception) -> bool:
        self._left[letter_id] = str(error)
        self._one_less()
        return isinstance(error, WorldProblem)

    def _one_less(self) -> None:
        self._asked -= 1
        self._say()
        if not self._asked:
            self.approved.emit(self._done)

    def _say(self) -> None:
        ready = [one for one in self._marked if not why_not_together(one, self.shown)]
        why: defaultdict[str, list[str]] = defaultdict(list)
        for one in self._marked:
            if reason := self._left.get(one.id) or why_not_together(one, self.shown):
                why[reason].append(one.reference)
        stay = "; ".join(f"{', '.join(references)}: {reason}" for reason, references in why.items())
        words = f"{len(self._marked)} marked." + (f" These stay: {stay}." if why else "")
        self._words.setText(words.replace("..", "."))
        self.do.setText(f"Approve {len(ready)} of {len(self._marked)}" if why else f"Approve all {len(ready)}")
        self.do.setEnabled(bool(ready))
        self.setVisible(len(self._marked) > 1)
