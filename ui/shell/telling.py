"""What the window tells: each notice above the page, the last of them in a list, and problems until they are over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from app.office import InDoubt
from ui.kit.layout import as_is
from ui.kit.notice_bar import NoticeBar
from ui.kit.notices import AWAY, Notice, notice_of
from ui.shell.top_bar import TopBar

MOST_NOTICES_KEPT = 20


class Telling(QObject):
    """``page_here`` names the page that is shown, empty for none."""

    def __init__(self, bar: NoticeBar, top: TopBar, page_here: Callable[[], str], window: QWidget) -> None:
        super().__init__(window)
        self._bar, self._top, self._page_here, self._window = bar, top, page_here, window
        self.past: list[Notice] = []
        self._problems: dict[str, Exception] = {}
        """The last problem told under each key of a notice."""

    def notify(self, notice: Notice) -> None:
        """Show a notice above the page and keep it in the list at the top."""
        self._show(notice)
        self.past = [*self.past, notice][-MOST_NOTICES_KEPT:]
        self._top.show_notice_count(len(self.past))
        self._top.notices.setMenu(self._menu())

    def problem(self, problem: Exception) -> None:
        """Tell of it, unless what stands there already says that something may have been saved or not."""
        notice = notice_of(problem)
        if self._is_in_doubt(notice.key) and not isinstance(problem, InDoubt):
            return  # “nothing was saved” beside it would say the opposite
        self._problems[notice.key] = problem
        self.notify(notice)

    def settled(self, problem: Exception) -> None:
        """What could not be saved is saved: that it was not is no longer so."""
        key = notice_of(problem).key
        if self._problems.get(key) is problem:
            del self._problems[key]
            self._bar.dismiss(key)

    def found_again(self) -> None:
        """The office can be reached; what is in doubt is so until the same is saved again."""
        if not self._is_in_doubt(AWAY):
            self._bar.dismiss(AWAY)

    def _is_in_doubt(self, key: str) -> bool:
        """Whether it stands there that something may have been saved or not."""
        stands = any(notice.key == key for notice in self._bar.notices())
        return stands and isinstance(self._problems.get(key), InDoubt)

    def _show(self, notice: Notice) -> None:
        self._bar.show_notice(notice, self._page_here())

    def _menu(self) -> QMenu:
        old = self._top.notices.menu()
        if old is not None:
            old.deleteLater()
        menu = QMenu(self._window)
        for notice in reversed(self.past):
            words = notice.sentence if len(notice.sentence) < 90 else f"{notice.sentence[:88]}…"
            action = menu.addAction(as_is(words))
            action.triggered.connect(lambda _on, notice=notice: self._show(notice))
        return menu
