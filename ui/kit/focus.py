"""Where the focus was, so that it can go back there; and Tab in the order in which a ground is read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget


class CameFrom:
    """Where somebody was before the focus went into ``ground``."""

    def __init__(self, ground: QWidget) -> None:
        self._ground = ground
        self.widget: QWidget | None = None

    def note(self) -> None:
        """Remember where the focus is now; within the ground it is known already."""
        found: QWidget | None = self._ground.window().focusWidget()
        if found is not None and found is not self._ground and not self._ground.isAncestorOf(found):
            self.widget = found

    def go_back(self) -> bool:
        """Go there; false where that widget is gone, hidden or off."""
        came_from, self.widget = self.widget, None
        if came_from is None or not shiboken6.isValid(came_from):
            return False
        if not came_from.isVisible() or not came_from.isEnabled():
            return False
        came_from.setFocus()
        return True


def tab_as_read(ground: QWidget) -> None:
    """Let Tab go through a ground as it is laid out, and out of it; rows that were made later stand in their place."""
    for before, after in itertools.pairwise(_stops(ground)):
        if not _follows(before, after):  # to ask is quick, to put in order takes a moment
            QWidget.setTabOrder(before, after)


def _follows(before: QWidget, after: QWidget) -> bool:
    """Whether Tab goes from the one to the other already."""
    at = before.nextInFocusChain()
    while at is not None and at is not after and at is not before and not _is_stop(at):
        at = at.nextInFocusChain()
    return at is after


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if _is_stop(widget):
        yield widget
    if isinstance(widget, QTabWidget):
        yield widget.tabBar()
    if isinstance(widget, QSplitter | QStackedWidget | QTabWidget):
        for at in range(widget.count()):
            inner = widget.widget(at)
            if inner is not None:
                yield from _stops(inner)
    elif isinstance(widget, QScrollArea):
        content = widget.widget()
        if content is not None:
            yield from _stops(content)
    else:
        yield from _in_layout(widget.layout(), [child for child in widget.children() if isinstance(child, QWidget)])


def _in_layout(layout: QLayout | None, inside: Sequence[QWidget]) -> Iterator[QWidget]:
    """By the places of widgets and layouts in it, never by its items: Python may hold one that Qt has deleted since,
    and takes it for another that stands at the same address now.
    """
    if layout is None:
        return
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in inside]
    placed += [(layout.indexOf(inner), inner) for inner in layout.children() if isinstance(inner, QLayout)]
    for _at, one in sorted(((at, one) for at, one in placed if at >= 0), key=lambda found: found[0]):
        if isinstance(one, QWidget):
            yield from _stops(one)
        else:
            yield from _in_layout(one, inside)
