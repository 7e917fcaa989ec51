"""Keeping what is half typed: at each pause in the office's drafts, so that any desk brings it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.staff.drafts import forget_draft, keep_draft
from ui.kit.desk import Desk

PAUSE_MS = 600


class Keeper(QObject):
    """Watches one thing that is typed on; ``parked`` gives what stands in it, field by field."""

    def __init__(self, desk: Desk, parked: Callable[[], dict[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._parked = desk, parked
        self.subject = ""
        self._kept: dict[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)

    def watch(self, subject: str, kept: dict[str, str]) -> None:
        """Begin with another subject, of which this much is kept already."""
        self.keep_now()
        self.subject, self._kept = subject, dict(kept)

    def shown(self) -> None:
        """What changed just now was shown, not typed: there is nothing to keep."""
        self._pause.stop()

    def touched(self) -> None:
        """Something was typed: keep it at the next pause."""
        self._pause.start()

    def keep_now(self) -> None:
        """Keep what was typed since the last pause; fields that are as stored again are forgotten."""
        if not self._pause.isActive() or not self.subject:
            return
        self._pause.stop()
        now = self._parked()
        wanted = now | {field: "" for field in self._kept if field not in now}
        changed = {field: text for field, text in wanted.items() if self._kept.get(field, "") != text}
        if changed:
            self._desk.keep(None, keep_draft, self.subject, changed)
            self._kept = now

    def forget(self) -> None:
        """It was saved, or thrown away."""
        self._pause.stop()
        if self._kept:
            self._desk.keep(None, forget_draft, self.subject)
            self._kept = {}
