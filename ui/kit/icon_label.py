"""A picture beside words: an icon in the ink of a token, in whatever theme is worn."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.icons import icon
from ui.kit.theme.apply import look


class IconLabel(QLabel):
    """Takes its ink anew when the theme changes. ``size`` is in px at 100 %."""

    def __init__(self, name: str = "", ink: str = "text", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink, self._size = ink, size
        self._name, self._drawn_in = "", look().name
        self.show_icon(name)

    def show_icon(self, name: str) -> None:
        """Show another icon, or none."""
        self._name, self._drawn_in = name, look().name
        if name:
            self.setPixmap(icon(name, self._ink).pixmap(self._size, self._size))
        else:
            self.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._name and self._drawn_in != look().name:
            self.show_icon(self._name)
