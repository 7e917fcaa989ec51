"""The outline: every block of the letter with where its words come from, and what waits there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.correspondence.editor.outline_state import OutlineLine
from ui.kit.row_ground import paint_ground
from ui.kit.status_chip import SHAPE_PX, draw_shape, ink_of
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, sized

_LINE: Final = Qt.ItemDataRole.UserRole + 1
_EDGE, _INDENT = 12, 10


class Outline(QListWidget):
    """Up and down choose; Enter or a click puts the caret into the block."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter_outline")
        self.setAccessibleName("Outline of the letter")
        self.setItemDelegate(_LineDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(self._ask)
        self._lines: list[OutlineLine] = []

    def show_lines(self, lines: Sequence[OutlineLine]) -> None:
        """Show these lines; only those that differ are touched, so that it may be told at every pause."""
        while self.count() > len(lines):
            self.takeItem(self.count() - 1)
        for number, line in enumerate(lines):
            if number >= self.count():
                self.addItem(_item(line))
            elif self._lines[number] != line:
                _fill(self.item(number), line)
        self._lines = list(lines)

    def mark_current(self, block_id: str) -> None:
        """Show which block is in hand; the focus stays where it is."""
        for number, line in enumerate(self._lines):
            if line.block_id == block_id and number != self.currentRow():
                self.setCurrentRow(number)
                return

    def lines(self) -> list[OutlineLine]:
        return list(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._ask(self.currentItem())
            return
        super().keyPressEvent(event)

    def _ask(self, item: QListWidgetItem) -> None:
        self.asked.emit(self._lines[self.row(item)].block_id)


def _item(line: OutlineLine) -> QListWidgetItem:
    item = QListWidgetItem()
    _fill(item, line)
    return item


_MARKS = {"bad": "something blocks here", "warn": "something waits here"}


def _fill(item: QListWidgetItem, line: OutlineLine) -> None:
    item.setData(_LINE, line)
    waits = f", {_MARKS[line.mark]}" if line.mark in _MARKS else ""
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.words}, {line.origin.word}{waits}")
    item.setToolTip(f"{line.words}\n{line.origin.word}{waits}")


class _LineDelegate(QStyledItemDelegate):
    """A shape, the first words, the origin in a word at the right edge."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, max(24, look().row_height - 6, round(QFontMetricsF(option.font).height()) + 6))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(_LINE)
        if not isinstance(line, OutlineLine):
            return
        painter.save()
        paint_ground(painter, option, has_focus=bool(option.state & QStyle.StateFlag.State_HasFocus))
        self._paint_line(painter, option, line)
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: OutlineLine) -> None:
        room = QRectF(option.rect).adjusted(_EDGE + line.depth * _INDENT, 0, -_EDGE, 0)
        waits = line.mark in _MARKS
        box = QRectF(room.left(), room.center().y() - SHAPE_PX / 2, SHAPE_PX, SHAPE_PX)
        shape, tone = ("triangle", line.mark) if waits else (line.origin.shape, line.origin.tone)
        if waits or not line.is_heading:
            draw_shape(painter, box, shape, look().colour(ink_of(tone)))  # type: ignore[arg-type]
        words = room.adjusted(SHAPE_PX + 7 if waits or not line.is_heading else 0, 0, 0, 0)
        words.setRight(words.right() - self._paint_origin(painter, option.font, room, line))
        weight = QFont.Weight.DemiBold if line.is_heading else QFont.Weight.Normal
        font = QFont(option.font)
        font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(look().colour("text"))
        shown = QFontMetricsF(font).elidedText(line.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_origin(self, painter: QPainter, font: QFont, room: QRectF, line: OutlineLine) -> float:
        """The word at the right edge; returns how much room it takes."""
        if line.is_heading and line.origin.word == "locked":
            return 0.0
        small = sized(font, SMALL)
        painter.setFont(small)
        painter.setPen(look().colour(ink_of(line.origin.tone)))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.origin.word)
        return QFontMetricsF(small).horizontalAdvance(line.origin.word) + 8
