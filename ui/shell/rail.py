"""The rail at the left: every page by icon and name, with a count where something waits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from ui.kit.icons import icon
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, sized
from ui.shell.navigation import Page

RAIL_PX, ICONS_PX = 88, 56
"""How wide it is with the names of the pages, and with their icons alone."""


class RailButton(QToolButton):
    """A page on the rail; ``count`` is drawn at the icon's shoulder and said by a screen reader."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._count = page.title, 0
        self.setObjectName(f"rail_{page.key}")
        self.setProperty("part", "rail")
        self.setText(page.short or page.title)
        self.setIcon(icon(page.icon, "muted"))
        self._icons = (icon(page.icon, "muted"), icon(page.icon, "accent"))
        self.setIconSize(QSize(20, 20))
        self.setCheckable(True)
        self.setAccessibleName(page.title)
        key = QKeySequence(page.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{page.title}  {key}".strip())
        self.show_name(shown=True)
        self.toggled.connect(self._on_toggled)

    def show_name(self, *, shown: bool) -> None:
        """Under the icon; where it is not shown the tooltip says it."""
        under, alone = Qt.ToolButtonStyle.ToolButtonTextUnderIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(under if shown else alone)
        self.setFixedWidth((RAIL_PX if shown else ICONS_PX) - 12)

    def show_count(self, count: int) -> None:
        """How much waits there; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(f"{self._title}, {count} waiting" if count else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = str(self._count) if self._count < 100 else "99+"
        painter.setFont(sized(self.font(), SMALL - 1))
        width = max(16, painter.fontMetrics().horizontalAdvance(words) + 8)
        box = self.rect().adjusted(self.width() // 2 + 6, 2, 0, 0)
        box.setSize(QSize(width, 16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("accent"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(worn.colour("accent_text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _on_toggled(self) -> None:
        self.setIcon(self._icons[int(self.isChecked())])


class Rail(QWidget):
    """One tab stop a page; the page that is open is marked."""

    asked = Signal(str)

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("part", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        self.setFixedWidth(RAIL_PX)
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(2)
        shown = [page for page in pages if page.in_rail]
        for page in shown:
            if page.at_foot and not any(other.at_foot for other in shown[: shown.index(page)]):
                layout.addStretch(1)
            self._add(page, layout)
        if not any(page.at_foot for page in shown):
            layout.addStretch(1)

    def show_names(self, *, shown: bool) -> None:
        """With the names of the pages, or for a small window with their icons alone."""
        self.setFixedWidth(RAIL_PX if shown else ICONS_PX)
        for button in self._buttons.values():
            button.show_name(shown=shown)

    def show_open(self, page: str) -> None:
        """Mark the page that is open; one that is not on the rail marks none."""
        for key, button in self._buttons.items():
            self._group.setExclusive(False)
            button.setChecked(key == page)
        self._group.setExclusive(True)

    def show_count(self, page: str, count: int) -> None:
        """How much waits on a page; a page that is not on the rail is left out."""
        if page in self._buttons:
            self._buttons[page].show_count(count)

    def _add(self, page: Page, layout: QVBoxLayout) -> None:
        button = RailButton(page)
        button.clicked.connect(lambda _on=False: self.asked.emit(page.key))
        self._buttons[page.key] = button
        self._group.addButton(button)
        layout.addWidget(button)
