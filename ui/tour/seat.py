"""A place at the office: one window after another, as one person after another."""

from __future__ import annotations

from collections.abc import Callable

from app.office import Office
from ui.correspondence.outgoing import Ways
from ui.kit.background import BackgroundRunner
from ui.kit.preferences import Preferences
from ui.session import Session
from ui.tour.hand import Hand
from ui.tour.waiting import StuckError, Waiter

Enter = Callable[[str], Office]
"""Signs a login in to the office."""

WIDTH, HEIGHT = 1366, 768


class Seat:
    """``session`` and ``hand`` are those of whoever sits here now; ``sit`` comes first."""

    def __init__(
        self,
        enter: Enter,
        preferences: Preferences,
        waiter: Waiter,
        *,
        ways: Ways | None = None,
        with_mouse: bool = True,
    ) -> None:
        self._enter, self._preferences, self._ways = enter, preferences, ways
        self._with_mouse = with_mouse
        self._session: Session | None = None
        self._hand: Hand | None = None
        self._asked: list[str] = []
        self.waiter = waiter

    @property
    def session(self) -> Session:
        if self._session is None:
            raise StuckError("Nobody sits here.")
        return self._session

    @property
    def hand(self) -> Hand:
        if self._hand is None:
            raise StuckError("Nobody sits here.")
        return self._hand

    def sit(self, login: str) -> None:
        """Sign somebody in and open the window, as large as a small laptop shows it."""
        office = self._entered(login)
        with self.waiter.measured():
            session = Session(office, self._preferences, use_shipped_fonts=True, ways=self._ways)
            session.begin()
        self._session = session
        session.switched.connect(self._asked.append)
        session.window.resize(WIDTH, HEIGHT)
        self.waiter.until(lambda: session.line is not None, "which office this is")
        self._hand = Hand(session.window, self.waiter, with_mouse=self._with_mouse)
        self._hand.come_forward()
        self.waiter.until(lambda: session.is_made, "the pages that are made while a person looks at the first")

    def _entered(self, login: str) -> Office:
        """Through the door as the program goes through it: on a worker."""
        door, came = BackgroundRunner(workers=1), list[Office | Exception]()
        door.submit(lambda: self._enter(login), on_done=came.append, on_error=came.append)
        self.waiter.until(lambda: bool(came), f"the office open to {login}")
        door.deleteLater()
        if isinstance(came[0], Exception):
            raise came[0]
        return came[0]

    def rest(self) -> None:
        """Wait until nothing is being saved."""
        desk = self.session.desk
        self.waiter.until(lambda: not desk.is_acting, "everything saved")

    def switch(self, name: str) -> None:
        """Go on as a colleague of a demo, through the dialog that is open."""
        self.hand.choose_row("switch_person_list", lambda words: words.startswith(name), name)
        self.hand.push("switch_person_go")
        self.waiter.until(lambda: bool(self._asked), f"the window of {name}")
        self.sit(self._asked.pop())

    def leave(self) -> None:
        """Close the window; what is half typed is kept."""
        session, ended = self.session, []
        session.ended.connect(lambda: ended.append(session))
        self.rest()
        session.window.close()
        self.waiter.until(lambda: bool(ended), "the window closed")
        self._session = self._hand = None

    def leave_if_there(self) -> None:
        """Close the window, if anybody sits here."""
        if self._session is not None:
            self.leave()
