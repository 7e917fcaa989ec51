"""Pages as data, opened on need, with a way back: the navigator knows which page shows what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.desk import Changed, Desk
from ui.kit.notices import Notice
from ui.shell.actions import Action

MOST_STEPS_BACK = 50
_SLICE_S = 0.012


class Shell(Protocol):
    """What a page may ask of the window around it."""

    @property
    def desk(self) -> Desk: ...

    def go(self, page: str, subject: str = "") -> bool:
        """Open a page on a subject such as ``member:17``; false if the page that is open would not close."""
        ...

    def back(self) -> None: ...

    def notify(self, notice: Notice) -> None:
        """Show a notice above the page; it never takes the focus."""
        ...

    def set_running(self, key: str, text: str = "") -> None:
        """Say in the status bar what runs; an empty text takes it away. The window stays while anything runs."""
        ...


class PageWidget(QWidget):
    """A page of the window. Override what the page needs; the window calls these and nothing else."""

    title_changed = Signal(str)
    """Something else is shown: its name. What can be done here is asked again."""
    actions_changed = Signal()
    """What can be done here may have changed: it is asked again."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.desk = shell.desk

    def opened(self, subject: str) -> None:
        """The page is shown, on a subject (``kind:id``) or on nothing in particular (an empty text)."""

    def make_ahead(self) -> bool:
        """Make one more part that will be wanted later, while nobody waits for it; False once all are there."""
        return False

    def may_close(self) -> bool:
        """Whether another page or subject may be shown now; a page with unsaved words parks them or asks."""
        return True

    def refresh(self, changed: Changed) -> None:
        """Something changed (``kind:id`` or ``kind:*``): read again what was opened. Also called while hidden."""

    def page_actions(self) -> Sequence[Action]:
        """What can be done here: keys that work while the page is shown, and commands of the palette."""
        return ()

    def unsaved_words(self) -> dict[str, str]:
        """What is half typed, by field, so that a crash or a closed window loses nothing."""
        return {}

    def in_hand(self) -> Collection[str]:
        """The subjects under which what is typed here now is kept: they are open, not put down."""
        return ()

    def takes_files_now(self) -> bool:
        """Whether files that are dropped while it is shown belong here, whichever page ``takes_files`` else."""
        return False

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped on the window; only a page that takes files is asked."""

    def focus_first(self) -> None:
        """Put the focus where work on this page begins."""
        self.setFocus()


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``icon`` names a file of resources/icons; ``shortcut`` is written as Qt reads it, ``Ctrl+1``.

    A page with ``in_rail=False`` is reached from other pages only; ``at_foot`` puts it at the rail's foot, where
    ``short`` stands for a name that is too long for it. What is dropped on the window goes to the page that
    ``takes_files``.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[Shell], PageWidget]
    shortcut: str = ""
    in_rail: bool = True
    at_foot: bool = False
    takes_files: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is, or was: a page and its subject."""

    page: str
    subject: str = ""


class Navigator(QObject):
    """Makes pages ahead or when they are first opened, remembers the way, and tells every page what changed."""

    moved = Signal(object)
    """The Place that is shown now."""
    actions_changed = Signal()
    """Of the page that is shown: what can be done may be another."""

    def __init__(self, pages: Sequence[Page], stack: QStackedWidget, shell: Shell) -> None:
        super().__init__(stack)
        self.pages = {page.key: page for page in pages}
        self._stack, self._shell = stack, shell
        self._made: dict[str, PageWidget] = {}
        self._loose: dict[str, PageWidget] = {}
        self._undressed: list[QWidget] = []
        """Parts of the page that was made ahead last which have not got their style yet."""
        self._opened: set[str] = set()
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._here: Place | None = None

    @property
    def here(self) -> Place | None:
        return self._here

    def current(self) -> PageWidget | None:
        """The page on top, or None before the first was opened."""
        return self._made.get(self._here.page) if self._here is not None else None

    def go(self, page: str, subject: str = "") -> bool:
        """Open a page; false if the one that is open would not close. An unknown page raises KeyError."""
        place = Place(page, subject)
        before = self._here
        if not self._show(place):
            return False
        if before is not None and before != place:
            self._behind = [*self._behind, before][-MOST_STEPS_BACK:]
            self._ahead.clear()
        self.moved.emit(place)
        return True

    def back(self) -> bool:
        """Go where one was before; false if there is nothing behind or the page would not close."""
        return self._step(self._behind, self._ahead)

    def forward(self) -> bool:
        return self._step(self._ahead, self._behind)

    def can_go_back(self) -> bool:
        return bool(self._behind)

    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    def refresh(self, changed: Changed) -> None:
        """Tell every page that was opened what changed."""
        for key in self._opened:
            self._made[key].refresh(changed)

    def make_ahead(self) -> bool:
        """Make one page, or one part of a page, that will be wanted later; False once all are there.

        A page is put together in one step, put into the window in the next, and dressed in small ones after that:
        otherwise Qt would do so with all of it as it is shown.
        """
        if self._dress_some():
            return True
        for page in self.pages.values():
            if page.key in self._loose:
                self._undressed = self._put_in_place(page).findChildren(QWidget)
                return True
            if page.key not in self._made:
                self.put_together(page.key)
                return True
        for made in self._made.values():
            if made.make_ahead():
                self._undressed = made.findChildren(QWidget)
                return True
        return False

    def put_together(self, key: str) -> None:
        """Make a page that is not there yet; it is put into the window when it is opened."""
        if key not in self._made and key not in self._loose:
            self._loose[key] = loose = self.pages[key].factory(self._shell)
            self.destroyed.connect(loose.deleteLater)  # no window takes it along yet

    def _dress_some(self) -> bool:
        """Let Qt dress a few parts of a page that is not shown yet; False where there is none."""
        is_there, until = bool(self._undressed), monotonic() + _SLICE_S
        while self._undressed and monotonic() < until:
            part = self._undressed.pop()
            if shiboken6.isValid(part):
                part.ensurePolished()
        return is_there

    def take_down(self) -> bool:
        """Delete one page of a window that was closed; False once none is left. All at once would be noticed."""
        if not self._made:
            return False
        key, page = self._made.popitem()
        self._opened.discard(key)  # what is still heard of other desks is not for it any more
        page.deleteLater()
        return True

    def unsaved_words(self) -> dict[str, dict[str, str]]:
        """What is half typed on any page, by the key of the page."""
        words = {key: page.unsaved_words() for key, page in self._made.items()}
        return {key: found for key, found in words.items() if found}

    def may_close(self) -> bool:
        """Whether every page lets the window close."""
        return all(page.may_close() for page in self._made.values())

    def _step(self, source: list[Place], target: list[Place]) -> bool:
        if not source or self._here is None:
            return False
        here, place = self._here, source[-1]
        if not self._show(place):
            return False
        source.pop()
        target.append(here)
        self.moved.emit(place)
        return True

    def _show(self, place: Place) -> bool:
        page = self.pages[place.page]
        current = self.current()
        if current is not None and place != self._here and not current.may_close():
            return False
        widget = self._made.get(page.key) or self._put_in_place(page)
        self._here = place
        self._stack.setCurrentWidget(widget)
        self._opened.add(page.key)
        widget.opened(place.subject)
        return True

    def _put_in_place(self, page: Page) -> PageWidget:
        widget = self._loose.pop(page.key, None) or page.factory(self._shell)
        widget.setObjectName(f"page_{page.key}")
        widget.setAccessibleName(page.title)
        widget.title_changed.connect(lambda _title: self.actions_changed.emit())
        widget.actions_changed.connect(self.actions_changed)
        self._made[page.key] = widget
        self._stack.addWidget(widget)
        return widget
