"""A timeline: dated entries grouped by day, an icon by kind, and the whole text on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.dates import show_day, show_time
from ui.kit.icons import draw_icon
from ui.kit.row_ground import paint_ground
from ui.kit.status_chip import ink_of
from ui.kit.table_data import Tone
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, sized

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
OPEN_ROLE = Qt.ItemDataRole.UserRole + 2
LEFT, TEXT_LEFT, EDGE = 16, 92, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``subject`` (``kind:id``) is opened by Enter; ``body`` is shown when expanded.

    ``at`` is an aware instant, or a date where no time is known. ``who`` is the member of staff.
    """

    subject: str
    at: datetime | date
    title: str
    icon: str = "circle-dot"
    body: str = ""
    who: str = ""
    tone: Tone = "plain"

    @property
    def day(self) -> date:
        return self.at.astimezone().date() if isinstance(self.at, datetime) else self.at

    @property
    def time(self) -> str:
        return show_time(self.at) if isinstance(self.at, datetime) else ""


class Timeline(QListView):
    """Newest first as given; Space or → expands an entry, ← folds it, Enter opens what it is about."""

    opened = Signal(str)
    near_end = Signal()
    """The last entries came into sight: the page may read more and call ``add``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("Timeline")
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_EntryDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._last_day: date | None = None
        self._nothing = ""
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these in place of the ones before."""
        self._items.clear()
        self._last_day = None
        self.add(entries)
        self._nothing = "Nothing has happened yet." if not entries else ""
        self.setAccessibleDescription(self._nothing)

    def clear(self) -> None:
        """Show nothing, while the entries of somebody else are being read."""
        self.show_entries(())
        self._nothing = ""

    def add(self, entries: Sequence[Entry]) -> None:
        """More entries, older than those shown."""
        for entry in entries:
            if entry.day != self._last_day:
                self._last_day = entry.day
                heading = QStandardItem(show_day(entry.day))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self._items.appendRow(heading)
            item = QStandardItem(", ".join(part for part in (entry.time, entry.title, entry.who) if part))
            item.setData(entry, ENTRY_ROLE)
            item.setToolTip(entry.body[:300])
            self._items.appendRow(item)

    def entries(self) -> list[Entry]:
        found = (self._items.item(number).data(ENTRY_ROLE) for number in range(self._items.rowCount()))
        return [entry for entry in found if isinstance(entry, Entry)]

    def expand(self, *, expanded: bool) -> None:
        """Show or fold the whole text of the current entry."""
        item = self._items.itemFromIndex(self.currentIndex())
        if isinstance(self.currentIndex().data(ENTRY_ROLE), Entry):
            item.setData(expanded, OPEN_ROLE)
            self.doItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._items.rowCount() and self._nothing:
            painter = QPainter(self.viewport())
            painter.setPen(look().colour("muted"))
            room = self.viewport().rect().adjusted(LEFT, LEFT, -EDGE, -EDGE)
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._nothing)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif event.key() == Qt.Key.Key_Space:
            self.expand(expanded=not index.data(OPEN_ROLE))
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.expand(expanded=event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Entry) and entry.subject:
            self.opened.emit(entry.subject)

    def _on_scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() and value >= bar.maximum() - self.viewport().height():
            self.near_end.emit()


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = QFontMetricsF(option.font).height()
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return QSize(100, int(line + 18))
        height = line + 12
        if entry.body:
            height += self._body_height(option, entry) if index.data(OPEN_ROLE) else line
        return QSize(100, int(height))

    def _body_height(self, option: QStyleOptionViewItem, entry: Entry) -> float:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        room = QRectF(0, 0, max(120, width - TEXT_LEFT - EDGE), 100_000)
        return QFontMetricsF(option.font).boundingRect(room, Qt.TextFlag.TextWordWrap, entry.body).height() + 4

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Entry):
            paint_ground(painter, option, has_focus=bool(option.state & QStyle.StateFlag.State_HasFocus))
            self._paint_entry(painter, option, entry, expanded=bool(index.data(OPEN_ROLE)))
        else:
            self._paint_day(painter, option, str(index.data()))
        painter.restore()

    def _paint_day(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        painter.setFont(sized(option.font, SMALL, QFont.Weight.DemiBold))
        painter.setPen(look().colour("muted"))
        room = QRectF(option.rect).adjusted(LEFT, 0, -EDGE, -4)
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(QPen(look().colour("hairline"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, *, expanded: bool) -> None:
        line = QFontMetricsF(option.font).height()
        top = QRectF(option.rect.left() + LEFT, option.rect.top() + 6, option.rect.width() - LEFT - EDGE, line)
        worn, small = look(), sized(option.font, SMALL)
        painter.setFont(small)
        painter.setPen(worn.colour("muted"))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.time)
        who = QFontMetricsF(small).horizontalAdvance(entry.who) + 12 if entry.who else 0
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.who)
        draw_icon(painter, QRectF(TEXT_LEFT - 26, top.top() + line / 2 - 8, 16, 16), entry.icon, "muted")
        words = top.adjusted(TEXT_LEFT - LEFT, 0, -who, 0)
        _one_line(painter, option.font, words, entry.title, ink_of(entry.tone))
        body = QRectF(words.left(), words.bottom() + 1, top.right() - words.left(), option.rect.height())
        if entry.body and expanded:
            painter.setPen(worn.colour("text"))
            painter.drawText(body, Qt.TextFlag.TextWordWrap, entry.body)
        elif entry.body:
            body.setHeight(line)
            _one_line(painter, option.font, body, " · ".join(filter(None, entry.body.splitlines())), "muted")


def _one_line(painter: QPainter, font: QFont, room: QRectF, words: str, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(look().colour(ink))
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    # On a baseline: a letter of another script comes from a taller font, and a rectangle would cut those beside it.
    painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), shown)
