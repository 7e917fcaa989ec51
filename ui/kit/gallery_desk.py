"""A desk for pictures: no office behind it, no threads, nothing to wait for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.staff.work import Actor


class AtOnceRunner:
    """Runs work where it is submitted: pictures, and tests of pages, need no threads."""

    def submit(
        self,
        work: Callable[[], Any],
        *,
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], object],
        owner: QObject | None = None,
    ) -> int:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - as the real runner does
            on_error(error)
        else:
            if owner is None or shiboken6.isValid(owner):
                on_done(result)
        return 0

    def forget(self, ticket: int) -> None:
        """Nothing waits."""

    def shut_down(self, msecs: int = 5000) -> bool:
        """Nothing runs."""
        return True


class NoOffice:
    """Calls finders with nothing: the gallery's rows are made up here."""

    actor = Actor(0, "", "", "", 0, "", "UTC", frozenset(), frozenset())

    def read(self, finder: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return finder(None, *args, **kwargs)

    def act_once(self, *asked: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    def keep(self, verb: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError


def sized(widget: QWidget, width: int, height: int) -> QWidget:
    """The widget at a size in px, as the picture shows it."""
    widget.resize(width, height)
    return widget
