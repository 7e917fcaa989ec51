"""Rows of a list that are as high as their words need at the width that the list has by now."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

_AROUND_PX = 6
"""What the style leaves free beside words, and beside an icon."""
_SPARE_PX = 8
"""A style measures words a little wider than it draws them: a last line that hardly fits is given one of its own."""
_BETWEEN_PX = 2
_HIGHEST_PX = 10_000


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
        wrapped = self._rows.fontMetrics().boundingRect(
            QRect(0, 0, room, _HIGHEST_PX), Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere, words
        )
        return QSize(room, max(wrapped.height(), icon.height()) + _BETWEEN_PX)
