"""The real window with its own workers, as in tests/ui, on a real office."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.support.offices import Enter
from tests.ui.conftest import nobodys_settings, nothing_left, preferences, qapp
from ui.correspondence.outgoing import Ways
from ui.kit.preferences import Preferences
from ui.parts.workers import drawing_runner, printing_runner
from ui.session import Session

__all__ = ["nobodys_settings", "nothing_left", "preferences", "qapp"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """As in tests/ui: every line of Qt's log from a warning upwards fails the test that caused it."""
    for item in items:
        if "tests/faults/window" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


Begin = Callable[..., Session]
"""``begin("ada.adviser")`` opens somebody's window; closed again after the test."""


@pytest.fixture
def begin(qtbot: QtBot, enter: Enter, preferences: Preferences) -> Iterator[Begin]:
    sessions: list[Session] = []

    def open_window(login: str, ways: Ways | None = None) -> Session:
        session = Session(enter(login), preferences, use_shipped_fonts=True, ways=ways)
        sessions.append(session)
        session.begin()
        session.window.activateWindow()
        qtbot.waitUntil(session.window.isActiveWindow)
        return session

    yield open_window
    for session in sessions:
        with qtbot.waitSignal(session.ended, timeout=15_000):
            session.window.close()
    assert drawing_runner().shut_down()
    assert printing_runner().shut_down()
