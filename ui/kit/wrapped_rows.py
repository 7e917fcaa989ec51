"""Rows of a list that are as high as their words need at the width that the list has by now."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

_AROUND_PX = 6
"""What the style leaves free beside words, and beside an icon."""
_SPARE_PX = 8
"""A style measures words a little wider than it draws them: a last line that hardly fits is given one of its own."""
_BETWEEN_PX = 2


class WrappedRows(QStyledItemDelegate):
    """Qt measures a row as wide as the list was when the row came, and cuts what then goes on in another line."""

    def __init__(self, rows: QListWidget) -> None:
        super().__init__(rows)
        self._rows = rows
        rows.setWordWrap(True)
        rows.setResizeMode(QListWidget.ResizeMode.Adjust)
        rows.setItemDelegate(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        icon = self._rows.iconSize() if index.data(Qt.ItemDataRole.DecorationRole) is not None else QSize()
        taken = 2 * self._rows.spacing() + _AROUND_PX + (icon.width() + _AROUND_PX if icon.isValid() else 0)
        room = max(1, self._rows.viewport().width() - taken - _SPARE_PX)
        lines = sum(_lines(paragraph, self._rows.font(), room) for paragraph in words.split("\n"))
        return QSize(room, max(lines * self._rows.fontMetrics().lineSpacing(), icon.height()) + _BETWEEN_PX)


def _lines(words: str, font: QFont, room: int) -> int:
    """In how many lines words are drawn, broken where a list breaks them."""
    layout, option = QTextLayout(words, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        count += 1
    layout.endLayout()
    return max(1, count)
