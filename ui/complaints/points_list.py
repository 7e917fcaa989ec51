"""The points of a case at its left: each with its finding or an empty ring, and a line to add the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.complaints.head_row import HeadRow
from ui.complaints.page_state import finding_status, unsaved
from ui.kit.layout import text
from ui.kit.status_chip import SHAPE_PX, draw_shape, ink_of
from ui.kit.table_data import Status
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, sized

SUBJECT_ROLE = Qt.ItemDataRole.UserRole + 1
STATUS_ROLE = Qt.ItemDataRole.UserRole + 2
EDGE, TEXT_LEFT, MOST_LINES = 8, 36, 3


class PointsList(QWidget):
    """Up and down choose a point; Alt+Up and Alt+Down move it. The first line is what was logged."""

    chosen = Signal(str)
    """``complaint`` or ``head:7``."""
    added = Signal(str)
    """The title of a point typed into the line below."""
    move_asked = Signal(int, int)
    """A point's id, and the id before which it shall stand (0: the last)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("points_panel")
        self._heads: tuple[HeadRow, ...] = ()
        self.list = _Points()
        self.list.setObjectName("points")
        self.list.setAccessibleName("Points of the complaint")
        self.list.setItemDelegate(_PointDelegate(self.list))
        self.list.currentItemChanged.connect(self._on_current)
        self.list.moved.connect(self._on_moved)
        self.new = QLineEdit()
        self.new.setObjectName("new_point")
        self.new.setAccessibleName("Add a point")
        self.new.setPlaceholderText("Add a point, Enter")
        self.new.setMaxLength(200)
        self.new.returnPressed.connect(self._on_added)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(8)
        heading = text("Points", "group")
        heading.setContentsMargins(8, 0, 0, 0)
        for widget in (heading, self.list, self.new):
            layout.addWidget(widget)

    def show_points(self, heads: Sequence[HeadRow], drafts: Mapping[str, Mapping[str, str]], chosen: str) -> None:
        """Show these points with one chosen; nothing is emitted."""
        self._heads = tuple(heads)
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self._add("complaint", "The complaint", Status("Who, when, in their words", "none", "muted"))
        for head in heads:
            status = finding_status(head)
            if unsaved(drafts, head):
                status = Status(f"{status.word} · not saved", status.shape, "warn")
            number = "↳" if head.joined_to_id else str(head.number)
            self._add(f"head:{head.id}", f"{number}  {head.title}", status)
        blocker.unblock()
        self.choose(chosen)

    def choose(self, subject: str) -> None:
        """Choose a line without saying so."""
        blocker = QSignalBlocker(self.list)
        for number in range(self.list.count()):
            if self.list.item(number).data(SUBJECT_ROLE) == subject:
                self.list.setCurrentRow(number)
        blocker.unblock()

    def set_editable(self, *, editable: bool) -> None:
        """Whether points may be added and moved."""
        self.new.setVisible(editable)
        self.list.movable = editable

    def lines(self) -> list[tuple[str, str]]:
        """What each line says: the point and its finding."""
        items = (self.list.item(number) for number in range(self.list.count()))
        return [(item.text(), item.data(STATUS_ROLE).word) for item in items]

    def _add(self, subject: str, words: str, status: Status) -> None:
        item = QListWidgetItem(words)
        item.setData(SUBJECT_ROLE, subject)
        item.setData(STATUS_ROLE, status)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}: {status.word}")
        item.setToolTip(words)
        self.list.addItem(item)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(SUBJECT_ROLE))

    def _on_added(self) -> None:
        if self.new.text().strip():
            self.added.emit(self.new.text().strip())
            self.new.clear()

    def _on_moved(self, by: int) -> None:
        """Points that are joined to another go with that one, so only those that stand by themselves are moved."""
        at = self.list.currentRow() - 1
        alone = [head for head in self._heads if head.joined_to_id is None]
        if at < 0 or self._heads[at] not in alone:
            return
        place = alone.index(self._heads[at])
        target = place + by
        if not 0 <= target < len(alone):
            return
        before = target if by < 0 else target + 1
        self.move_asked.emit(self._heads[at].id, alone[before].id if before < len(alone) else 0)


class _Points(QListWidget):
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.movable = False
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.movable:
                self.moved.emit(by)
            return
        super().keyPressEvent(event)


class _PointDelegate(QStyledItemDelegate):
    """Three lines of the point's title at most, the finding in words under it, its shape at the left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = self._lines(option, str(index.data()))
        return QSize(60, int(option.fontMetrics.height() * (lines + 0.95)) + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        worn, box = look(), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("accent_soft" if chosen else "hover"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        status: Status = index.data(STATUS_ROLE)
        line = option.fontMetrics.height()
        if status.shape != "none":
            place = QRectF(box.left() + 14, box.top() + 7 + (line - SHAPE_PX) / 2, SHAPE_PX, SHAPE_PX)
            draw_shape(painter, place, status.shape, worn.colour(ink_of(status.tone)))
        self._draw_words(painter, option, str(index.data()), status)
        painter.restore()

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, words: str, status: Status) -> None:
        worn, metrics = look(), option.fontMetrics
        lines = self._lines(option, words)
        room = self._room(option)
        room.setTop(option.rect.top() + 7)
        room.setHeight(metrics.height() * lines)
        painter.setFont(option.font)
        painter.setPen(worn.colour("text"))
        painter.drawText(room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, words)
        painter.setFont(sized(option.font, SMALL))
        painter.setPen(worn.colour(ink_of(status.tone) if status.tone == "warn" else "muted"))
        under = QRectF(room.left(), room.bottom() + 1, room.width(), metrics.height())
        painter.drawText(under, Qt.AlignmentFlag.AlignVCenter, status.word)

    def _room(self, option: QStyleOptionViewItem) -> QRectF:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else 200
        return QRectF(option.rect.left() + TEXT_LEFT, 0, max(60, width - TEXT_LEFT - EDGE), 1000)

    def _lines(self, option: QStyleOptionViewItem, words: str) -> int:
        """How many lines the words take; three at most."""
        metrics = QFontMetricsF(option.font)
        taken = metrics.boundingRect(self._room(option), Qt.TextFlag.TextWordWrap, words).height()
        return max(1, min(MOST_LINES, round(taken / metrics.height())))
