"""A pause in typing: over soon after the last key, and at the latest after a while of typing on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class Pause(QTimer):
    """Fires once nobody has typed for a moment, and at the latest after ``most_ms`` of typing without a pause."""

    over = Signal()

    def __init__(self, parent: QObject, pause_ms: int, most_ms: int) -> None:
        super().__init__(parent, singleShot=True, interval=pause_ms)
        self._most = QTimer(self, singleShot=True, interval=most_ms)
        self.timeout.connect(self.end)
        self._most.timeout.connect(self.end)

    def typed(self) -> None:
        """A key was pressed."""
        self.start()
        if not self._most.isActive():
            self._most.start()

    def end(self) -> None:
        """End the pause now, if there is one."""
        if self.isActive() or self._most.isActive():
            self.cancel()
            self.over.emit()

    def cancel(self) -> None:
        """Forget what was typed."""
        self.stop()
        self._most.stop()
