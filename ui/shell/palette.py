"""The palette (Ctrl+K): people, references and commands in one box, found as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.kit.icons import draw_icon, icon
from ui.kit.layout import text
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, sized
from ui.shell.actions import Action

PAUSE_MS = 60
MOST_COMMANDS = 8
HIT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is, a muted line that tells it from its like, and what opening it does."""

    title: str
    second: str = ""
    icon: str = "user"
    open: Callable[[], None] = lambda: None
    note: str = ""
    """Stands at the right: a key, a reference."""

    @property
    def says(self) -> str:
        """All of its words, by which it is told from the others."""
        return ", ".join(part for part in (self.title, self.second, self.note) if part)


Give = Callable[[Sequence[Hit]], None]
Provider = Callable[[str, Give], None]
"""``provider(words, give)`` looks in the background and calls ``give`` once, on the GUI thread."""


class Palette(QFrame):
    """Lies over the window. Up and down choose, Enter opens, Esc goes back to where one was."""

    closed = Signal()
    answered = Signal(str)
    """All providers answered for these words."""

    def __init__(
        self,
        parent: QWidget,
        providers: Sequence[Provider],
        commands: Callable[[], Sequence[Action]],
        field: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._over, self._field = parent, field
        self.setObjectName("palette")
        self.setProperty("part", "palette")
        self._providers, self._commands = tuple(providers), commands
        self._answers: dict[int, Sequence[Hit]] = {}
        self._asked = ""
        self._is_wanted = False
        """Enter was pressed before all had answered."""
        self._is_chosen = False
        """Somebody went to a line with the arrow keys, and means that one."""
        self._came_from: QWidget | None = None
        self.line = QLineEdit()
        self.line.setObjectName("palette_line")
        self.line.setAccessibleName("Find a person, reference, phone or command")
        self.line.setPlaceholderText("Find a person, reference, phone, command")
        self.line.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setObjectName("palette_hits")
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self._hits = QStandardItemModel(self)
        self.list.setModel(self._hits)
        self._empty = text("Nothing found. Try a name, a member number, a phone or a reference.", "muted")
        self._empty.setContentsMargins(12, 8, 12, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        for widget in (self.line, self.list, self._empty):
            layout.addWidget(widget)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textEdited.connect(self._on_typed)
        self.list.clicked.connect(self._open)
        self.hide()

    def add_provider(self, provider: Provider) -> None:
        """Find what this one knows, too."""
        self._providers = (*self._providers, provider)

    def begin(self, words: str = "") -> None:
        """Show the palette over the window, with words in it."""
        self._came_from = self.window().focusWidget()
        self._place()
        self.line.setText(words)
        self.show()
        self.raise_()
        self.line.setFocus()
        self._search()

    def end(self) -> None:
        """Hide, and give the focus back."""
        self._pause.stop()
        self._is_wanted = self._is_chosen = False
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()
        self.closed.emit()

    def titles(self) -> list[str]:
        """What is found now, in the order shown."""
        return [self._hits.item(number).text() for number in range(self._hits.rowCount())]

    def _place(self) -> None:
        """Over the field that it grows out of, as high as what is found."""
        at = self._field.mapTo(self._over, QPoint(0, 0)) if self._field is not None else QPoint(48, 8)
        width = min(640, self._over.width() - at.x() - 48)
        rows = sum(self.list.sizeHintForRow(number) for number in range(self._hits.rowCount()))
        wanted = self.line.sizeHint().height() + 24 + (rows or self._empty.sizeHint().height())
        self.setGeometry(max(0, at.x() - 8), max(0, at.y() - 8), width, min(wanted, 460, self._over.height() - 96))

    def _on_typed(self) -> None:
        self._is_wanted = self._is_chosen = False
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        words = self.line.text().strip()
        self._asked = words
        self._answers = {-1: self._matching_commands(words)}
        self._show()
        if not words:
            self.answered.emit(words)
            return
        for number, provider in enumerate(self._providers):
            provider(words, partial(self._take, words, number))
        if not self._providers:
            self._all_answered(words)

    def _take(self, words: str, number: int, hits: Sequence[Hit]) -> None:
        if words != self._asked or not self.isVisible():
            return
        self._answers[number] = hits
        self._show()
        if self._is_whole():
            self._all_answered(words)

    def _is_whole(self) -> bool:
        """Whether what is listed is all there is for the words that stand in the line now."""
        return self._is_asked() and (not self._asked or len(self._answers) == len(self._providers) + 1)

    def _is_asked(self) -> bool:
        return self._asked == self.line.text().strip()

    def _all_answered(self, words: str) -> None:
        self.answered.emit(words)
        if self._is_wanted:
            self._take_current()

    def _take_current(self) -> None:
        """Enter opens what is listed for the words that stand there; what stood there before them never."""
        if self._is_whole() or (self._is_chosen and self._is_asked()):
            self._is_wanted = False
            self._open(self.list.currentIndex())
            return
        self._is_wanted = True
        if not self._is_asked():
            self._search()

    def _matching_commands(self, words: str) -> list[Hit]:
        wanted = words.casefold().split()
        found = []
        for action in self._commands():
            hay = f"{action.text} {action.words}".casefold()
            if action.in_palette and not action.why_not() and all(word in hay for word in wanted):
                found.append(Hit(action.text, "", action.icon or "corner-down-left", action.do, action.shortcut))
        return found[:MOST_COMMANDS]

    def _show(self) -> None:
        chosen = self.list.currentIndex().data(HIT_ROLE) if self._is_chosen else None
        found = [hit for number in range(len(self._providers)) for hit in self._answers.get(number, ())]
        self._hits.clear()
        hits = [*found, *self._answers[-1]]
        for hit in hits:
            item = QStandardItem(hit.title)
            item.setData(hit, HIT_ROLE)
            item.setData(hit.says, Qt.ItemDataRole.AccessibleTextRole)
            self._hits.appendRow(item)
        any_found = self._hits.rowCount() > 0
        waiting = self._asked and len(self._answers) <= len(self._providers)
        self.list.setVisible(bool(any_found or waiting))
        self._empty.setVisible(not any_found and not waiting)
        self._place()
        if any_found:
            same = [number for number, hit in enumerate(hits) if isinstance(chosen, Hit) and hit.says == chosen.says]
            self.list.setCurrentIndex(self._hits.index(same[0] if same else 0, 0))

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        if isinstance(hit, Hit):
            self.end()
            hit.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._pause.stop()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
        if step is not None:
            number = self.list.currentIndex().row() + step
            if 0 <= number < self._hits.rowCount():
                self.list.setCurrentIndex(self._hits.index(number, 0))
                self._is_chosen = True
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        return False


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hit = index.data(HIT_ROLE)
        return QSize(100, 46 if isinstance(hit, Hit) and hit.second else 32)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit, worn = index.data(HIT_ROLE), look()
        if not isinstance(hit, Hit):
            return
        painter.save()
        room = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("selection"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), 4, 4)
        draw_icon(painter, QRectF(room.left() + 10, room.center().y() - 8, 16, 16), hit.icon, "muted")
        words = room.adjusted(38, 0, -12, 0)
        small = sized(option.font, SMALL)
        painter.setFont(small)
        painter.setPen(worn.colour("muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hit.note)
        words.setRight(words.right() - (QFontMetricsF(small).horizontalAdvance(hit.note) + 12 if hit.note else 0))
        first = words.adjusted(0, 5, 0, -words.height() / 2 + 1) if hit.second else words
        if hit.second:
            under = words.adjusted(0, words.height() / 2 - 1, 0, -5)
            painter.drawText(under, Qt.AlignmentFlag.AlignVCenter, _elided(small, hit.second, under))
        painter.setFont(option.font)
        painter.setPen(worn.colour("text"))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, _elided(option.font, hit.title, first))
        painter.restore()


def _elided(font: QFont, words: str, room: QRectF) -> str:
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
