"""The outline of a procedure in the making: its parts and items, chosen by arrow keys, moved and taken away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ui.administration.procedure_draft import Node
from ui.kit.icons import icon
from ui.kit.theme.apply import look

PATH_ROLE = Qt.ItemDataRole.UserRole + 1


class Outline(QTreeWidget):
    """Enter goes into the form; Alt+Up and Alt+Down move, Delete takes away, Insert adds."""

    chosen = Signal(str)
    entered = Signal()
    add_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("procedure_outline")
        self.setAccessibleName("Parts of the procedure")
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self._lines: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(lambda _line, _column: self.entered.emit())

    def show_nodes(self, nodes: Iterable[Node], wrong: frozenset[str], path: str) -> None:
        """Show these; ``wrong`` are marked, ``path`` is the one that is chosen. What was unfolded stays so."""
        opened = {one for one, line in self._lines.items() if line.isExpanded()}
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.clear()
        self._lines = {}
        for node in nodes:
            line = QTreeWidgetItem([node.title])
            line.setData(0, PATH_ROLE, node.path)
            line.setSizeHint(0, QSize(0, look().row_height - 4))
            if node.path in wrong:
                line.setIcon(0, icon("octagon-alert", "bad"))
                line.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{node.title}: something is wrong here")
            above = self._lines.get(node.under)
            if above is None:
                self.addTopLevelItem(line)
            else:
                above.addChild(line)
            self._lines[node.path] = line
            line.setExpanded(node.path in opened)
        self.choose(path)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own

    def choose(self, path: str) -> None:
        """Make a line the current one."""
        line = self._lines.get(path)
        if line is not None and line is not self.currentItem():
            self.setCurrentItem(line)
            self.scrollToItem(line)

    def path(self) -> str:
        """The path of the current line."""
        line = self.currentItem()
        return "" if line is None else str(line.data(0, PATH_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(by)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_asked.emit()
        else:
            super().keyPressEvent(event)

    def _on_current(self, line: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if line is not None:
            self.chosen.emit(str(line.data(0, PATH_ROLE)))
