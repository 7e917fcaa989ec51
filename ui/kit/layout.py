"""The few ways things are put together: rows and columns on the grid, hairlines, scrolled pages, split panels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.icons import icon
from ui.kit.theme.apply import NEAR

Part = Literal["page-name", "section", "group", "muted", "muted-small", "field-label", "field-problem", "reference"]
FOLLOW_PX = 56
"""How much room above and below what has the focus is scrolled into sight with it."""
ButtonPart = Literal["plain", "main", "danger", "link", "quiet"]


def column(*things: QWidget | QLayout | int | None, gap: int = NEAR, edge: int = 0) -> QVBoxLayout:
    """Things under each other; a number is that much room in px, None takes all room that is left."""
    layout = QVBoxLayout()
    _fill(layout, things, gap, edge)
    return layout


def row(*things: QWidget | QLayout | int | None, gap: int = NEAR, edge: int = 0) -> QHBoxLayout:
    """Things beside each other, as ``column``."""
    layout = QHBoxLayout()
    _fill(layout, things, gap, edge)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout, things: Iterable[QWidget | QLayout | int | None], gap: int, edge: int
) -> None:
    layout.setContentsMargins(edge, edge, edge, edge)
    layout.setSpacing(gap)
    for thing in things:
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, int):
            layout.addSpacing(thing)
        elif isinstance(thing, QWidget):
            layout.addWidget(thing)
        else:
            layout.addLayout(thing)


def text(words: str, part: Part | None = None, *, name: str = "", wrap: bool = False) -> QLabel:
    """A label; ``part`` says how it is dressed. Text is never read as markup."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if part is not None:
        label.setProperty("part", part)
    if name:
        label.setObjectName(name)
    return label


def as_is(words: str) -> str:
    """Words with a person's data for a button, radio button, check box, tab or menu, where Qt reads & as a key."""
    return words.replace("&", "&&")


class DeedButton(QPushButton):
    """The second press of a double click does nothing: by then another letter or task may stand there, unread."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


def button(
    verb: str, name: str, part: ButtonPart = "plain", *, icon_name: str = "", shortcut: str = "", tip: str = ""
) -> QPushButton:
    """A button; its tooltip shows its key. A double click on the main one of a page does its deed once."""
    made = DeedButton(as_is(verb)) if part in ("main", "danger") else QPushButton(as_is(verb))
    made.setObjectName(name)
    made.setProperty("part", part)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor if part == "link" else Qt.CursorShape.ArrowCursor)
    if icon_name:
        made.setIconSize(QSize(20, 16))
        made.setIcon(icon(icon_name, "accent_text" if part == "main" else "bad" if part == "danger" else "text"))
    if shortcut:
        made.setShortcut(shortcut)
    made.setToolTip("  ".join(part for part in (tip or verb, shortcut) if part) if (tip or shortcut) else "")
    return made


def redress(widget: QWidget, part: str) -> None:
    """Dress a widget that is already shown as another part of the style sheet."""
    widget.setProperty("part", part)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def hairline(*, upright: bool = False) -> QFrame:
    """A line of one px between groups where space is short."""
    line = QFrame()
    line.setProperty("part", "hairline")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def panel(layout: QLayout, *, part: Literal["raised", "page", "card", "top-bar", "rail"] = "raised") -> QWidget:
    """A ground of its own for a layout."""
    ground = QFrame()
    ground.setProperty("part", part)
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    ground.setLayout(layout)
    return ground


class FollowingArea(QScrollArea):
    """What one goes into by key is always in sight, with what is said under it; a click scrolls nothing away."""

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now) and not QApplication.mouseButtons():
            # Once more when it is laid out: what was unfolded a moment ago has no place yet.
            self._show_focused()
            QTimer.singleShot(0, self, self._show_focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where something opens above or below, what one is in stays in sight."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self._show_focused()

    def _show_focused(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, FOLLOW_PX)


def scrolled(content: QWidget) -> QScrollArea:
    """The content, scrolled upright only, never sideways; it follows the focus."""
    area = FollowingArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    area.setWidget(content)
    return area
