"""One person signed in to one office: its desk, its window, and what other desks change."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.office import Office
from app.staff.find import OfficeLine, StaffLine, people_here, this_office
from app.staff.permissions import ROLE_NAMES, Permission
from app.staff.work import ReadWork
from ui.contacts.matters import Matters
from ui.finding import finder
from ui.kit.background import BackgroundRunner
from ui.kit.desk import Desk
from ui.kit.preferences import Preferences
from ui.pages import pages_for, read_ahead
from ui.parts.owed_words import owed_words
from ui.parts.words_here import WordsHere
from ui.shell.person_menu import Person, wear_kept
from ui.shell.window import MainWindow
from ui.words_left import WordsLeft

if TYPE_CHECKING:
    from ui.correspondence.outgoing import Ways


AHEAD_AFTER_MS, BETWEEN_MS = 100, 150
"""By then the first page has its rows."""
AWAY_MS = 1
"""Between two pages of a window that goes."""

log = logging.getLogger(__name__)


def who_is_here(work: ReadWork) -> tuple[OfficeLine, Sequence[StaffLine]]:
    """Which office this is, and in a demo the colleagues that one may go on as."""
    line = this_office(work)
    return line, people_here(work) if line.is_demo else ()


class Session(QObject):
    """Holds an office and its window until the window closes, somebody else is chosen, or the person signs out.

    It deletes itself once the office is let go, which may be long after who comes next is asked for: what still runs
    is waited for on a worker, and never where a window is shown.
    """

    ended = Signal()
    """The window is closed and the office let go."""
    signed_out = Signal()
    """The window is closed; the office is let go as soon as nothing runs there any more."""
    switched = Signal(str)
    """The login of the colleague that a demo should go on as."""
    known = Signal()
    """Which office this is was read, and who else works in a demo."""
    _heard = Signal(object)

    def __init__(
        self,
        office: Office,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        use_shipped_fonts: bool = False,
        ways: Ways | None = None,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self._then: Callable[[], None] | None = None
        """What follows the window; None where it is only closed."""
        self.line: OfficeLine | None = None
        """Which office this is; None until it was read."""
        self.people: Sequence[StaffLine] = ()
        self.desk = Desk(office, preferences, self)
        self._words_here = WordsHere(f"{office.place}|{office.actor.login}", now=office.clock.now)
        owed_words(self.desk).keep_here(self._words_here)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wear_kept(app, preferences, use_shipped_fonts=use_shipped_fonts)
        self.window = MainWindow(
            self.desk,
            Person(
                office.actor.name,
                ", ".join(ROLE_NAMES[role] for role in sorted(office.actor.roles)).capitalize(),
            ),
            pages_for(office.actor, ways),
            [finder(self.desk, self._go)] if office.actor.may(Permission.MEMBER_READ) else [],
            use_shipped_fonts=use_shipped_fonts,
        )
        self.matters = Matters(self.window, office.actor.zone)
        self.words_left = WordsLeft(self.window, self.matters, self._words_here)
        self._heard.connect(self.desk.changed_elsewhere)
        self.window.closing.connect(self._end)
        self.window.stayed.connect(self._on_stayed)
        self.window.sign_out_asked.connect(self._sign_out)
        self.window.switch_asked.connect(self._offer_people)
        self.window.absence_asked.connect(self._show_absences)
        office.watch(self._heard.emit)
        self._ahead = BackgroundRunner(self, workers=1)
        self._soon = QTimer(self, singleShot=True, interval=AHEAD_AFTER_MS)
        self._soon.timeout.connect(self._read_ahead)
        self._next = QTimer(self, singleShot=True, interval=BETWEEN_MS)
        self._next.timeout.connect(self._make_ahead)
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self._show_first)
        self._closer = BackgroundRunner(self, workers=1)
        self._away = QTimer(self, interval=AWAY_MS)
        self._away.timeout.connect(self._put_away)
        self._is_put_away = self._is_let_go = False
        self._is_put_together = False
        """Whether the first page is there to be shown."""
        self.is_made = False
        """Whether every page is there that will be wanted."""

    def begin(self) -> None:
        """Show the window, a turn of the event loop later make the first page, and show it in the next."""
        self.window.show()
        self._first.start()
        self.desk.read(self, who_is_here, then=self._on_known)

    def _show_first(self) -> None:
        pages = self.window.navigator
        first = next(iter(pages.pages))
        if not self._is_put_together:
            pages.put_together(first)
            self._is_put_together = True
            self._first.start()
            return
        self.window.go(first)
        self._soon.start()
        self.words_left.offer()

    def keep_words(self) -> None:
        """Keep at once what is half typed anywhere: pages do so when they are asked whether they may close."""
        if self.matters.panel is not None:
            self.matters.panel.keeper.keep_now()
        self.window.navigator.may_close()

    def switch_to(self, login: str) -> None:
        """Go on as a colleague of the demo, if every page lets go."""
        self._leave("Switch person", partial(self.switched.emit, login))

    def _on_known(self, found: tuple[OfficeLine, Sequence[StaffLine]]) -> None:
        self.line, self.people = found
        self.window.show_office(self.line.name, may_switch=len(self.people) > 1)
        self.known.emit()

    def _read_ahead(self) -> None:
        self._ahead.submit(read_ahead, on_done=lambda _read: self._next.start(), on_error=self.desk.problem.emit)

    def _make_ahead(self) -> None:
        """The other pages, one after another, so that the first opening of none has to wait until it is made."""
        if self.desk.is_acting or self.window.navigator.make_ahead():
            self._next.start()
        else:
            self.is_made = True

    def _go(self, page: str, subject: str) -> bool:
        return self.window.go(page, subject)

    def _offer_people(self) -> None:
        from ui.switch_person import SwitchPerson

        others = [line for line in self.people if line.login != self.office.actor.login]
        chooser = SwitchPerson(others, self.window)
        chooser.chosen.connect(self.switch_to)
        chooser.open()

    def _show_absences(self) -> None:
        from ui.absence import AbsenceDialog

        AbsenceDialog(self.desk, self.window).open()

    def _sign_out(self) -> None:
        self._leave("Sign out", self.signed_out.emit)

    def _leave(self, verb: str, then: Callable[[], None]) -> None:
        """Close the window, at once or as soon as all is saved, and then go on; unless it stays."""
        self._then = then
        self.window.leave(verb, partial(self._leave, verb, then))

    def _on_stayed(self) -> None:
        """Whoever closes it later only closes it."""
        self._then = None

    def _end(self) -> None:
        """Let go of everything; what may take a while goes to a worker, and the window away a page at a time."""
        self.matters.put_down()
        for timer in (self._first, self._soon, self._next):
            timer.stop()
        self._heard.disconnect(self.desk.changed_elsewhere)
        for runner in (self._ahead, self.desk):
            runner.shut_down(0)
        self._close()
        self._away.start()

    def _close(self) -> None:
        self._closer.submit(self._close_office, on_done=self._on_closed, on_error=self._on_not_closed)

    def _close_office(self) -> bool:
        """On a worker: what still runs is waited for, then the connections go. Whether nothing runs any more."""
        is_done = all([self._ahead.shut_down(), self.desk.shut_down()])
        if is_done:
            self.office.close()
        return is_done

    def _on_closed(self, is_done: bool) -> None:  # noqa: FBT001 - what the worker answers
        if is_done:
            self._let_go()
        else:
            self._close()

    def _on_not_closed(self, error: Exception) -> None:
        log.error("The office could not be closed as it should be.", exc_info=error)
        self._let_go()

    def _let_go(self) -> None:
        self._is_let_go = True
        self._finish()

    def _put_away(self) -> None:
        if self.window.navigator.take_down():
            return
        self._away.stop()
        self.window.deleteLater()
        self._words_here.close()
        self._is_put_away = True
        if self._then is not None:
            self._then()
        self._finish()

    def _finish(self) -> None:
        if self._is_put_away and self._is_let_go:
            if self._then is None:
                self.ended.emit()
            self.deleteLater()
