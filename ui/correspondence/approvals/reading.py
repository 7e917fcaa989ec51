"""One letter read for the desk, and the next of the list ahead: after a decision it is there at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.basics.problems import WorldProblem
from ui.correspondence.approvals.opening import OnDesk, load_letter
from ui.kit.desk import Changed, Desk, Ticket, touches


class Reader(QObject):
    """The answer of an earlier question never comes after a newer one was asked."""

    def __init__(
        self, desk: Desk, came: Callable[[OnDesk], None], failed: Callable[[Exception], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._came, self._failed = desk, came, failed
        self._asked: int | None = None
        self._ticket: Ticket | None = None
        self._ahead_ticket: Ticket | None = None
        self._ahead: OnDesk | None = None

    def ask(self, letter_id: int) -> None:
        """Read a letter, or give at once what was read of it ahead: of that nothing has changed since."""
        self._desk.forget(self._ticket)
        self._asked = letter_id
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.letter.letter_id == letter_id:
            self._came(ahead)
            return
        self._ticket = self._desk.read(self, load_letter, letter_id, then=self._came, failed=self._on_failed)

    def ask_again(self) -> None:
        """Read the letter that was asked for last once more: something of it may have changed."""
        if self._asked is not None:
            self.ask(self._asked)

    def drop(self) -> None:
        """No letter is wanted any more."""
        self._asked = None
        self._desk.forget(self._ticket)

    def read_ahead(self, letter_id: int) -> None:
        """Read this one too: it is likely to be asked for next. Where that fails it is told when it is asked for."""
        if self._ahead is not None and self._ahead.letter.letter_id == letter_id:
            return
        self._desk.forget(self._ahead_ticket)
        self._ahead_ticket = self._desk.read(
            self, load_letter, letter_id, then=self._keep, failed=lambda error: isinstance(error, WorldProblem)
        )

    def note_changed(self, changed: Changed) -> None:
        """Let go of what was read ahead, or is being read, where the record has moved since."""
        if self._ahead is None or touches(changed, *subjects_of(self._ahead)):
            self._desk.forget(self._ahead_ticket)
            self._ahead = None

    def _keep(self, found: OnDesk) -> None:
        self._ahead = found

    def _on_failed(self, error: Exception) -> bool:
        self._failed(error)
        return isinstance(error, WorldProblem)


def subjects_of(found: OnDesk | None) -> tuple[str, ...]:
    """What a letter on the desk is made of: itself, its matter, and people; any, of one that is not read yet."""
    if found is None:
        return ("letter:*", "person:*")
    return (f"letter:{found.letter.letter_id}", "person:*", found.letter.subject or "person:*")
