"""A key that is held too long: the deed is done once, whatever the focus comes to next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QShortcut


def once(key: QShortcut | QAction) -> None:
    """Let a held key do its deed once: again it would be done to what comes next, such as a letter nobody has read."""
    key.setAutoRepeat(False)


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Whether the key is Ctrl+Enter, pressed or held."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
