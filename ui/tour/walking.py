"""Going about in the window: pages, the palette, what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QLabel

from ui.shell.navigation import PageWidget
from ui.tour.hand import Hand
from ui.tour.seat import Seat
from ui.tour.waiting import StuckError

P = TypeVar("P", bound=PageWidget)

PAGES = ("today", "members", "complaints", "letters", "approvals", "register", "post", "administration")


class Walking:
    """One person at a seat. Each method is one step, done when what it leads to is seen."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @property
    def hand(self) -> Hand:
        return self.seat.hand

    def open_page(self, key: str) -> None:
        """Ctrl and the number of the page."""
        self.hand.press(f"Ctrl+{PAGES.index(key) + 1}")
        self.hand.until(lambda: self.here() == key, f"the page {key}")

    def here(self) -> str:
        """The key of the page that is shown."""
        place = self.seat.session.window.navigator.here
        return place.page if place is not None else ""

    def page(self, kind: type[P]) -> P:
        """The page that is shown, which must be of that kind."""
        self.hand.until(lambda: isinstance(self._current(), kind), kind.__name__)
        found = self._current()
        if not isinstance(found, kind):
            raise StuckError(f"{kind.__name__} went away.")
        return found

    def _current(self) -> PageWidget | None:
        return self.seat.session.window.navigator.current()

    def find(self, words: str, is_it: Callable[[str], bool]) -> None:
        """Ctrl+K: type, go down to what is meant."""
        self.hand.press("Ctrl+K")
        self.hand.until(lambda: self.hand.find("palette_line") is not None, "the palette")
        self.hand.write(words)
        self.hand.choose_by_arrows("palette_hits", is_it, f"“{words}”")

    def open_found(self) -> None:
        """Enter on what was found."""
        self.hand.press("Return")

    def command(self, words: str) -> None:
        """Ctrl+K, the words of a command, Enter."""
        self.find(words, lambda title: words.casefold() in title.casefold())
        self.open_found()

    def is_settled(self) -> bool:
        """Whether nothing is being saved."""
        return not self.seat.session.desk.is_acting

    def wait_to_be_told(self, words: str) -> None:
        """Wait for a notice that begins with these words, and until all is saved."""
        notices = self.seat.session.window.notices
        self.hand.until(
            lambda: any(notice.sentence.startswith(words) for notice in notices.notices()) and self.is_settled(),
            f"the notice “{words}”",
        )

    def wait_to_read(self, words: str) -> None:
        """Wait for a sentence on the page."""
        self.hand.until(lambda: any(words == label.text() and label.isVisible() for label in self._all_labels()), words)

    def _all_labels(self) -> list[QLabel]:
        page = self._current()
        return page.findChildren(QLabel) if page is not None else []

    def title_reads(self, reference: str) -> bool:
        """Whether the page's headline has this reference."""
        return any(label.text() == reference for label in self._labels("headline_reference"))

    def _labels(self, name: str) -> list[QLabel]:
        page = self._current()
        return page.findChildren(QLabel, name) if page is not None else []
