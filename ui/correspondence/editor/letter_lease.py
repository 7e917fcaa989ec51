"""One writer at a time: takes the right to write a letter, renews it while the letter is open, gives it back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.basics.problems import NotNow
from app.correspondence.lease import release_lease, take_lease
from app.correspondence.problems import LetterInUse
from ui.kit.desk import Desk

RENEW_MS = 4 * 60_000


class LetterLease(QObject):
    """The lease of the letter that is open, or none."""

    refused = Signal(str)
    """The name of whoever has the letter."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._letter_id = 0
        self._renewing = QTimer(self, interval=RENEW_MS)
        self._renewing.timeout.connect(self._renew)

    def take(self, letter_id: int) -> None:
        """Take the right to write this letter; nothing happens while it is held already."""
        if letter_id != self._letter_id:
            self._letter_id = letter_id
            self._renewing.start()
            self._renew()

    def release(self) -> None:
        """Let others write the letter."""
        letter_id, self._letter_id = self._letter_id, 0
        self._renewing.stop()
        if letter_id:
            self._desk.keep(None, release_lease, letter_id, failed=_is_not_now)

    @property
    def letter_id(self) -> int:
        """Whose lease is held, or 0."""
        return self._letter_id

    def _renew(self) -> None:
        self._desk.keep(self, take_lease, self._letter_id, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> bool:
        if isinstance(error, LetterInUse):
            self._letter_id = 0
            self._renewing.stop()
            self.refused.emit(error.holder)
            return True
        return _is_not_now(error)


def _is_not_now(error: Exception) -> bool:
    """A lease that could not be given back ends by itself, one that could not be renewed is tried again."""
    return isinstance(error, NotNow)
