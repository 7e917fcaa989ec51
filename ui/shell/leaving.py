"""Whether the window may close: once every page agrees, and nothing is being printed or saved any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.kit.notice_bar import NoticeBar
from ui.kit.notices import Notice
from ui.parts.owed_words import owed_words
from ui.shell.navigation import Navigator
from ui.shell.telling import Telling

CLOSING = "Close"
OWED, RUNS = "owed-words", "still-runs"
"""The keys of the notices that say why the window stays."""
_ONLY_HERE = (
    "What you typed last is only on this machine: the office could not keep it. Stay until the office is there again, "
    "and it is kept by itself; or leave, and it is offered to you when you sign in here again."
)
_ONLY_IN_WINDOW = (
    "What you typed last is only in this window: the office could not keep it. Leave the window open until the office "
    "is there again, and it is kept by itself."
)
_STILL_RUNS = (
    "{} is not done, and goes on record only once all pages are out. Stay until then; or leave, take what came out of "
    "the printer, and print it again."
)


class Leaving(QObject):
    """Asked each time the window is to close; what is saved then closes it a moment later."""

    begins = Signal()
    """Every page agreed: what stands beside the pages keeps its words now."""
    stays = Signal()
    """The window was to close, and stays: whatever was to come after it does not."""

    def __init__(self, desk: Desk, navigator: Navigator, bar: NoticeBar, telling: Telling, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._navigator, self._bar, self._telling = desk, navigator, bar, telling
        self._close = window.close
        self._wants_to_close = self._is_asked_again = self._met_a_problem = False
        self._leaves: frozenset[str] = frozenset()
        """What the person leaves behind all the same, by the key of the notice that said so."""
        self._running: dict[str, str] = {}
        self._again: tuple[str, Callable[[], object]] = CLOSING, self._close
        desk.acted.connect(self._on_acted)

    def leave(self, verb: str, again: Callable[[], object]) -> None:
        """Close for the sake of what the person does, such as "Sign out"; ``again`` does that anew.

        Where the office lacks words it is asked as it is for closing, and the answer goes on with what was asked for.
        """
        self._again = verb, again
        self._close()

    def set_running(self, key: str, text: str) -> None:
        """The window stays while anything runs; an empty text says that it is over."""
        self._running.pop(key, None)
        if text:
            self._running[key] = text
        elif not self._running:
            self._bar.dismiss(RUNS)

    def met_a_problem(self) -> None:
        """Also told to somebody who is about to leave: once all is answered the window stays with it."""
        self._met_a_problem = self._wants_to_close

    def may_go(self) -> bool:
        """Whether it may close now; where it may not, it is said why, or it closes by itself once all is saved."""
        asks = not self._wants_to_close or self._asks_again()
        if asks and not self._navigator.may_close():
            return self._stay()
        if self._running and RUNS not in self._leaves:
            self._ask_to_leave(RUNS, _STILL_RUNS.format(", ".join(self._running.values())), "all the same")
            return self._stay()
        if asks:
            self.begins.emit()
            owed_words(self._desk).send_again()
        if self._desk.is_acting:
            self._wants_to_close = True
            return False
        is_owed = bool(owed_words(self._desk))
        if (is_owed or self._met_a_problem) and OWED not in self._leaves:
            if is_owed:
                self._tell_of_owed_words()
            return self._stay()
        return True

    def _asks_again(self) -> bool:
        """Once more, when all is saved: one could type on while that was on its way."""
        if self._desk.is_acting or owed_words(self._desk) or self._met_a_problem or self._is_asked_again:
            return False
        self._is_asked_again = True
        return True

    def _stay(self) -> bool:
        """False, as the answer to whether it may go."""
        self._wants_to_close = self._is_asked_again = self._met_a_problem = False
        self._leaves = frozenset()
        self._again = CLOSING, self._close
        self.stays.emit()
        return False

    def _tell_of_owed_words(self) -> None:
        if owed_words(self._desk).are_here:
            self._ask_to_leave(OWED, _ONLY_HERE, "all the same")
        else:
            self._ask_to_leave(OWED, _ONLY_IN_WINDOW, "and lose it")

    def _ask_to_leave(self, key: str, sentence: str, how: str) -> None:
        """Say why the window stays, with the way to leave nevertheless, and all else that was left behind already."""
        verb, again = self._again
        leave = partial(self._leave_behind, self._leaves | {key}, again)
        self._telling.notify(Notice(sentence, "warn", f"{verb} {how}", leave, key, everywhere=True))

    def _leave_behind(self, keys: frozenset[str], again: Callable[[], object]) -> None:
        self._leaves = keys
        again()

    def _on_acted(self) -> None:
        if not owed_words(self._desk):
            self._bar.dismiss(OWED)
        if self._wants_to_close:
            self._close()
