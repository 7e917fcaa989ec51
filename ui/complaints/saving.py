"""Saving a form by key from any of its widgets, and knowing when a form need not be filled again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.kit.forms import Form


def save_from_anywhere(page: QWidget, save: Callable[[], None]) -> None:
    """Ctrl+Enter saves wherever the focus is on the page, buttons too. The key goes no further: nothing saves twice."""
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(key), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(save)


def shows(form: Form, stored: Mapping[str, Any]) -> bool:
    """Whether the form shows what is stored already, with nothing typed over it."""
    return not form.is_dirty() and all(stored.get(key) == value for key, value in form.values().items())
