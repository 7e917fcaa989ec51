"""A list beside the case: each row a quiet line over its words, with what can be done to it on keys and in a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.complaints.side_row import MOST_WORDS, SideRow
from ui.kit.status_chip import ink_of
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, sized

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
LEFT, RIGHT, ABOVE = 12, 12, 6


class SideList(QListWidget):
    """↑ ↓ choose, Enter or a double click opens, other keys are those of the section around it."""

    opened = Signal(int)
    """The key of the row."""
    menu_asked = Signal(QPoint)
    """Where, on the screen."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setItemDelegate(_RowDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.keys: dict[Qt.Key, Callable[[], None]] = {}
        self.itemDoubleClicked.connect(lambda _item: self._open())

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """Show these in place of the ones before; the one chosen stays chosen if it is still there."""
        if [self.item(at).data(ROW_ROLE) for at in range(self.count())] == list(rows):
            return
        chosen = self.chosen()
        self.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.over}: {row.words}" if row.over else row.words)
            item.setData(ROW_ROLE, row)
            item.setToolTip(row.tip or (row.words if len(row.words) > MOST_WORDS else ""))
            self.addItem(item)
            if chosen is not None and (row.key, row.words) == (chosen.key, chosen.words):
                self.setCurrentItem(item)

    def chosen(self) -> SideRow | None:
        """The row that is chosen."""
        row = self.item(self.currentRow()).data(ROW_ROLE) if self.currentRow() >= 0 else None
        return row if isinstance(row, SideRow) else None

    def rows(self) -> list[SideRow]:
        return [self.item(at).data(ROW_ROLE) for at in range(self.count())]

    def choose(self, key: int) -> None:
        """Choose the row of that key and bring it into sight."""
        for at, row in enumerate(self.rows()):
            if row.key == key:
                self.setCurrentRow(at)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """What is dragged is plain words, so that any text field takes it."""
        data = QMimeData()
        data.setText("\n".join(item.data(ROW_ROLE).drag or item.data(ROW_ROLE).words for item in items))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open()
        elif key is Qt.Key.Key_Menu:
            self.menu_asked.emit(self.mapToGlobal(self.visualItemRect(self.currentItem()).bottomLeft()))
        elif plain and key in self.keys:
            self.keys[key]()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self) -> None:
        row = self.chosen()
        if row is not None:
            self.opened.emit(row.key)


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else 240
        room = QRectF(0, 0, max(80, width - LEFT - RIGHT), 100_000)
        words = QFontMetricsF(_font(option.font, row)).boundingRect(room, Qt.TextFlag.TextWordWrap, row.shown)
        over = QFontMetricsF(sized(option.font, SMALL)).height() + 1 if row.over else 0
        return QSize(width, int(words.height() + over + 2 * ABOVE + 1))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: SideRow = index.data(ROW_ROLE)
        worn, rect = look(), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, worn.colour("selection"))
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRectF(rect.left(), rect.top() + 2, 3, rect.height() - 4), worn.colour("focus"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, worn.colour("hover"))
        top = rect.adjusted(LEFT, ABOVE, -RIGHT, -ABOVE)
        small = sized(option.font, SMALL)
        if row.over:
            painter.setFont(small)
            painter.setPen(worn.colour("muted" if row.tone in ("plain", "muted") else ink_of(row.tone)))
            line = QFontMetricsF(small)
            shown = line.elidedText(row.over, Qt.TextElideMode.ElideRight, top.width())
            painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
            top.setTop(top.top() + line.height() + 1)
        painter.setFont(_font(option.font, row))
        painter.setPen(worn.colour("muted" if row.struck or row.tone == "muted" else "text"))
        painter.drawText(top, Qt.TextFlag.TextWordWrap, row.shown)
        painter.setPen(worn.colour("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def _font(font: QFont, row: SideRow) -> QFont:
    made = QFont(font)
    made.setStrikeOut(row.struck)
    return made
