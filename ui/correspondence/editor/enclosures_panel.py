"""What goes into the envelope with the letter, in its order, and the ways to put something in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QWidget

from app.correspondence.enclosed import Enclosed
from ui.kit.icons import icon
from ui.kit.layout import button, column, row, text


class EnclosureList(QListWidget):
    """Up and down choose, Enter opens, F2 gives a title, Delete takes out; Alt+Up and Alt+Down move."""

    opened = Signal(object)
    """The Enclosed that is chosen; so below."""
    rename_asked = Signal(object)
    take_out_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter_enclosures")
        self.setAccessibleName("Enclosures")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.setSpacing(3)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._lines: tuple[Enclosed, ...] = ()
        self.itemDoubleClicked.connect(lambda _item: self._emit(self.opened))

    def show_lines(self, lines: Sequence[Enclosed]) -> None:
        """Show these in place of the ones before; the one chosen stays chosen wherever it is now."""
        chosen = self.current()
        self._lines = tuple(lines)
        self.clear()
        for number, line in enumerate(self._lines, 1):
            item = QListWidgetItem(icon("hand" if line.by_hand else "paperclip", "muted"), f"{number}  {line.title}")
            item.setToolTip(f"{line.title}\n{line.what}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}, {line.title}, {line.what}")
            self.addItem(item)
            if chosen is not None and line.id == chosen.id:
                self.setCurrentItem(item)

    def current(self) -> Enclosed | None:
        """The one that is chosen."""
        return self._lines[self.currentRow()] if 0 <= self.currentRow() < len(self._lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_F2:
                self._emit(self.rename_asked)
            case Qt.Key.Key_Delete:
                self._emit(self.take_out_asked)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._emit(self.opened)
            case _:
                super().keyPressEvent(event)

    def _emit(self, signal: SignalInstance) -> None:
        line = self.current()
        if line is not None:
            signal.emit(line)


class EnclosuresPanel(QFrame):
    """A heading with how many there are, the ways to put something in, and the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letter_enclosures_panel")
        self._heading = text("Enclosures", "group", name="letter_enclosures_heading")
        self._nothing = text("", "muted", name="letter_enclosures_nothing", wrap=True)
        self.attach = button("Attach", "letter_attach", "quiet", icon_name="paperclip", tip="Put something in")
        self.ways = QMenu(self.attach)
        self.ways.setObjectName("letter_attach_ways")
        self.ways.setAccessibleName("Attach")
        self.attach.setMenu(self.ways)
        self.list = EnclosureList()
        head = row(self._heading, None, self.attach)
        head.setContentsMargins(12, 6, 8, 2)
        below = column(self._nothing)
        below.setContentsMargins(12, 0, 12, 8)
        self.setLayout(column(head, below, self.list, None, gap=0))

    def show_lines(self, lines: Sequence[Enclosed], *, editable: bool) -> None:
        """What goes with the letter; ``editable``: something may be put in or taken out now."""
        self._heading.setText(f"Enclosures · {len(lines)}" if lines else "Enclosures")
        self._nothing.setText("None yet. Drop files here." if editable else "Nothing goes with this letter.")
        self._nothing.setVisible(not lines)
        self.list.setVisible(bool(lines))
        self.list.show_lines(lines)
        self.attach.setVisible(editable)
