"""Under a sheet: the letters that the change would stop, each a link, told before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.correspondence.would_stop import Planned, WouldStop, would_stop
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import column, text
from ui.kit.link_list import Link, LinkList

_LINES = 3


class StopsList(QWidget):
    """Hidden where nothing is stopped."""

    letter_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stops")
        self._desk = desk
        self._asked: Planned | None = None
        self._ticket: Ticket | None = None
        self._title = text("", "group", name="stops_title", wrap=True)
        self.links = LinkList("stopped_letters")
        self.links.setAccessibleName("Letters that this stops")
        self.setLayout(column(self._title, self.links, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self, planned: Planned | None) -> None:
        """Find what this change stops; None stops nothing."""
        if planned == self._asked:
            return
        self._asked = planned
        self._desk.forget(self._ticket)
        if planned is None:
            self.show_letters(())
        else:
            self._ticket = self._desk.read(self, would_stop, planned, then=self.show_letters)

    def show_letters(self, letters: Sequence[WouldStop]) -> None:
        """Show these in place of the ones before."""
        self._title.setText(stops_words(len(letters)))
        self.links.show_links([self._link(letter) for letter in letters])
        self.links.fit(_LINES)
        self.setVisible(bool(letters))

    def _link(self, letter: WouldStop) -> Link:
        said = f"{letter.reference}  {letter.title}, to {letter.addressee}"
        return Link(said, partial(self.letter_asked.emit, letter.letter_id), "warn", "Open it in the register")


def stops_words(count: int) -> str:
    """``This stops 2 letters. Each goes back to its author with the reason.``"""
    letters = "a letter: it goes" if count == 1 else f"{count} letters: each goes"
    return f"This stops {letters} back to its author with the reason." if count else ""
