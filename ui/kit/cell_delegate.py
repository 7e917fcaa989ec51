"""How a cell is painted: one or two lines, a status as word and shape, an icon, the right face and alignment."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.kit.icons import draw_icon
from ui.kit.paged_model import COLUMN_ROLE, ROW_ROLE
from ui.kit.row_ground import paint_ground
from ui.kit.status_chip import SHAPE_PX, draw_shape, ink_of
from ui.kit.table_data import Column, Status
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, reference_font, sized, tabular

SIDE = 8
ICON_PX = 16


class CellDelegate(QStyledItemDelegate):
    """Paints cells from the Column they belong to; nothing is laid out that is not seen."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column, row = index.data(COLUMN_ROLE), index.data(ROW_ROLE)
        if column is None:
            return
        painter.save()
        self._paint_ground(painter, option, index)
        room = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, 0)
        room.setLeft(room.left() + self._paint_mark(painter, room, column, row))
        self._paint_text(painter, option.font, room, column, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        column, row = index.data(COLUMN_ROLE), index.data(ROW_ROLE)
        if column is None:
            return super().sizeHint(option, index)
        width = QFontMetricsF(_face(option.font, column)).horizontalAdvance(column.text(row)) + 2 * SIDE + 2
        if column.status or column.icon:
            width += ICON_PX + 6
        return QSize(int(width), look().row_height)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = option.widget
        has_focus = isinstance(view, QTableView) and view.hasFocus() and _is_first_shown(view, index)
        paint_ground(painter, option, has_focus=has_focus)
        painter.setPen(QPen(look().colour("hairline"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _paint_mark(self, painter: QPainter, room: QRectF, column: Column[Any], row: Any) -> float:
        """The shape or icon before the text; returns the width it took."""
        status = column.status(row) if column.status else None
        middle = _first_line_middle(room, column, row)
        if status is not None and status.shape != "none":
            box = QRectF(room.left(), middle - SHAPE_PX / 2, SHAPE_PX, SHAPE_PX)
            draw_shape(painter, box, status.shape, look().colour(ink_of(status.tone)))
            return SHAPE_PX + 7
        name = column.icon(row) if column.icon else ""
        if name:
            draw_icon(painter, QRectF(room.left(), middle - ICON_PX / 2, ICON_PX, ICON_PX), name, "muted")
            return ICON_PX + 8
        return ICON_PX + 8 if column.icon else 0

    def _paint_text(self, painter: QPainter, font: QFont, room: QRectF, column: Column[Any], row: Any) -> None:
        worn = look()
        status: Status | None = column.status(row) if column.status else None
        tone = status.tone if status is not None else column.tone(row) if column.tone else "plain"
        second = column.second(row) if column.second else ""
        first_room, second_room = _lines(room, with_second=bool(second))
        painter.setPen(worn.colour(ink_of(tone)))
        _draw(painter, _face(font, column), first_room, column.text(row), column)
        if second:
            painter.setPen(worn.colour("muted"))
            _draw(painter, sized(font, SMALL), second_room, second, column)


def _draw(painter: QPainter, font: QFont, room: QRectF, text: str, column: Column[Any]) -> None:
    painter.setFont(font)
    line = " ".join(text.split()) if "\n" in text else text
    shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
    sides = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "centre": Qt.AlignmentFlag.AlignHCenter,
    }
    painter.drawText(room, sides[column.align] | Qt.AlignmentFlag.AlignVCenter, shown)


def _lines(room: QRectF, *, with_second: bool) -> tuple[QRectF, QRectF]:
    if not with_second:
        return room, QRectF()
    half = room.height() / 2
    return room.adjusted(0, 3, 0, -half + 2), room.adjusted(0, half - 1, 0, -4)


def _first_line_middle(room: QRectF, column: Column[Any], row: Any) -> float:
    return _lines(room, with_second=bool(column.second and column.second(row)))[0].center().y()


def _face(font: QFont, column: Column[Any]) -> QFont:
    if column.face == "reference":
        return reference_font(font)
    if column.face == "figures":
        return tabular(font)
    if column.face == "strong":
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        return strong
    return font


def _is_first_shown(view: QTableView, index: QModelIndex | QPersistentModelIndex) -> bool:
    return view.horizontalHeader().visualIndex(index.column()) == 0
