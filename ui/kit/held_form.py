"""A form whose words are on their way is held still: what was typed into it meanwhile would go with the answer."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QTreeView,
    QWidget,
)

_TYPED_IN = (QLineEdit, QPlainTextEdit, QTextEdit)
_FORBIDDEN = Qt.WidgetAttribute.WA_ForceDisabled
"""Set by whoever disables a widget itself, and not where only what is around it is disabled."""
_CHOSEN = (QComboBox, QAbstractButton, QListView, QTreeView)


class HeldForm(QObject):
    """Holds all that a person types in or chooses with in ``around``, but for what is ``free``, such as the way out.

    A form that stays after it is saved is not held: it keeps what was added beside what was sent.
    """

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self._undo: list[tuple[QWidget, Callable[[], None]]] = []
        self._focus: QWidget | None = None
        self.is_held = False

    def hold(self, *free: QWidget) -> None:
        """Until ``let_go``."""
        if self.is_held:
            return
        self.is_held = True
        focused = QApplication.focusWidget()
        self._focus = focused if focused is not None and self._around.isAncestorOf(focused) else None
        for widget in self._around.findChildren(QWidget):
            if any(widget is one or one.isAncestorOf(widget) for one in free):
                continue
            self._hold_one(widget)

    def let_go(self) -> None:
        """The answer is there; what could be typed in before can be again."""
        if not self.is_held:
            return
        self.is_held = False
        undo, self._undo = self._undo, []
        for widget, back in undo:
            if shiboken6.isValid(widget):
                back()
        lost = self._focus is not None and shiboken6.isValid(self._focus) and QApplication.focusWidget() is None
        if lost and self._focus is not None:
            self._focus.setFocus()
        self._focus = None

    def _hold_one(self, widget: QWidget) -> None:
        if isinstance(widget, _TYPED_IN):
            if not widget.isReadOnly():
                widget.setReadOnly(True)
                self._undo.append((widget, lambda: widget.setReadOnly(False)))
        elif isinstance(widget, _CHOSEN) and widget.isEnabledTo(self._around):
            widget.setEnabled(False)
            widget.setAttribute(_FORBIDDEN, False)  # noqa: FBT003 - Qt's own signature
            self._undo.append((widget, lambda: _allow(widget)))


def _allow(widget: QWidget) -> None:
    """Unless it was disabled for another reason meanwhile: Qt has marked that, as if the form were not held."""
    if not widget.testAttribute(_FORBIDDEN):
        widget.setEnabled(True)
