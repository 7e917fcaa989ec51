"""The bar at the top: back, the find field, notices, and the person's menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QWidget

from ui.kit.icons import icon
from ui.kit.layout import as_is, row
from ui.shell.person_menu import PersonMenu

_HINTS = ("Find a person, reference, phone, command        Ctrl+K", "Find anything        Ctrl+K")
AROUND_PX = 56
"""The icon, and the edges."""


class FindField(QLineEdit):
    """Looks like a field and opens the palette, by click or by typing into it."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.setProperty("part", "find")
        self.setAccessibleName("Find a person, reference, phone or command")
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMaximumWidth(520)
        self.textEdited.connect(self._on_typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The key is always in sight: where there is little room, fewer words stand before it."""
        super().resizeEvent(event)
        room = event.size().width() - AROUND_PX
        fitting = (words for words in _HINTS if self.fontMetrics().horizontalAdvance(words) <= room)
        self.setPlaceholderText(next(fitting, _HINTS[-1]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.asked.emit("")

    def _on_typed(self, words: str) -> None:
        self.clear()
        self.asked.emit(words)


class TopBar(QFrame):
    """Shows who works here; what is done is told by signals."""

    back_asked = Signal()

    def __init__(self, person: str, person_menu: PersonMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "top-bar")
        self.setObjectName("top_bar")
        self.find_field = FindField()
        self.back = _tool("back", "Back  Alt+Left", "arrow-left")
        self.back.clicked.connect(self.back_asked)
        self.notices = QToolButton()
        self.notices.setObjectName("notices_button")
        self.notices.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.person_menu = person_menu
        self.person = QToolButton()
        self.person.setObjectName("person")
        self.person.setText(as_is(f"{person} ▾"))
        self.person.setAccessibleName(f"{person}: menu")
        self.person.setMenu(person_menu)
        self.person.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        line = row(self.back, self.find_field, None, self.notices, self.person, gap=8)
        line.setContentsMargins(8, 6, 12, 6)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.show_notice_count(0)

    def show_notice_count(self, count: int) -> None:
        """How many notices there were; nothing is shown for none."""
        self.notices.setText(f"{count} {'notice' if count == 1 else 'notices'}")
        self.notices.setVisible(count > 0)


def _tool(name: str, tip: str, picture: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName(name)
    made.setAccessibleName(tip.partition("  ")[0])
    made.setToolTip(tip)
    made.setIcon(icon(picture))
    made.setIconSize(QSize(18, 18))
    return made
