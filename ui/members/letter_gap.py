"""What no letter can be written without: said on the record, with the way to the field that is missing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.members.kinds import PointKind
from ui.kit.layout import button, row, text
from ui.members.opening import Opened
from ui.members.page_state import gap_words, letter_gap, why_not_edit
from ui.members.sheet import Sheet
from ui.members.sheets import add_point_sheet, edit_person_sheet


class LetterGap(QWidget):
    """One line under the name; nothing where letters can be sent."""

    sheet_asked = Signal(object)
    """The Sheet in which it is mended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter_gap")
        self._opened: Opened | None = None
        self._words = text("", "field-problem", name="letter_gap_words", wrap=True)
        self._mend = button("", "letter_gap_mend", "link")
        self._mend.clicked.connect(self._ask)
        line = row(self._words, self._mend, gap=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_gap(self, opened: Opened) -> None:
        """Say the first thing that is missing of this person, if anything is."""
        self._opened = opened
        gap = letter_gap(opened.letter_problems)
        self.setVisible(gap is not None)
        if gap is not None:
            why_not = why_not_edit(opened.why_not_edit, opened.record)
            words, verb = gap_words(gap)
            self._words.setText(words)
            self._mend.setText(verb)
            self._mend.setEnabled(not why_not)
            self._mend.setToolTip(why_not)

    def _ask(self) -> None:
        opened = self._opened
        gap = letter_gap(opened.letter_problems) if opened is not None else None
        if opened is not None and gap is not None:
            self.sheet_asked.emit(_sheet(opened, gap.field))


def _sheet(opened: Opened, field: str) -> Sheet:
    if field == "address":
        return add_point_sheet(opened, PointKind.ADDRESS)
    return replace(edit_person_sheet(opened), focus=field)
