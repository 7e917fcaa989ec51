"""Saving a form by key from any of its widgets, and knowing when a form need not be filled again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.complaints.rows_box import RowsBox
from ui.kit.forms import Form


def save_from_anywhere(page: QWidget, save: Callable[[], None]) -> None:
    """Ctrl+Enter saves wherever the focus is on the page, buttons too. The key goes no further: nothing saves twice.

    In a row that is being written, such as a party, it adds that row alone.
    """

    def save_in_hand() -> None:
        row = _row_in_hand(page)
        if row is None:
            save()
        else:
            row.save()

    for key in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(key), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(save_in_hand)


def _row_in_hand(page: QWidget) -> RowsBox | None:
    focused = QApplication.focusWidget()
    boxes = [box for box in page.findChildren(RowsBox) if focused is not None and box.isAncestorOf(focused)]
    return next((box for box in boxes if box.form.is_dirty()), None)


def shows(form: Form, stored: Mapping[str, Any]) -> bool:
    """Whether the form shows what is stored already, with nothing typed over it."""
    return not form.is_dirty() and all(stored.get(key) == value for key, value in form.values().items())
