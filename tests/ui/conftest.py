"""Every test of the window: off screen, shipped fonts, nobody's settings, and nothing left behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fakes import FakeDoor, HeldRunner
from ui.kit.background import BackgroundRunner
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.preferences import Preferences
from ui.kit.theme.apply import apply_theme
from ui.parts.spell_check import dictionary


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every line of Qt's log from a warning upwards fails the test that caused it.

    The off-screen plug-in alone says of each window that it cannot tell a desktop its smallest size.
    """
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The program in the light theme with the shipped fonts, whatever this machine has."""
    qapp.setApplicationName("fairhand-tests")
    apply_theme(qapp, "light", use_shipped_fonts=True)
    return qapp


@pytest.fixture(autouse=True)
def nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders that platformdirs names lie in the test's own folder, on every system."""
    home = tmp_path / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("APPDATA", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home))
    return home


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a window, a running timer or thread, or a busy pool behind."""
    if "qapp" not in request.fixturenames:
        yield
        return
    threads_before = set(threading.enumerate())
    gc.collect()
    gc.freeze()  # what is there already is not this test's leaving: the search below is among what it made
    yield
    QGuiApplication.clipboard().clear()  # what is left there outlives Python, and stops the program at its end
    for _ in range(2):  # a page that was made and not yet put into its window goes after the window
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for pool in dictionary().findChildren(QThreadPool):  # the program's own, whoever asked for it first
        assert pool.waitForDone(10_000)
    gc.collect()
    left = [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None and not _is_qts(widget)]
    assert not left, f"windows left behind: {left}"
    running = [thing for thing in _running() if not _is_the_programs(thing.parent())]
    assert not running, f"still running: {running}"
    extra = {thread for thread in set(threading.enumerate()) - threads_before if not _is_qts_thread(thread)}
    assert not extra, f"threads left behind: {extra}"


def _is_qts(widget: QObject) -> bool:
    return widget.metaObject().className() in ("QTipLabel", "QComboBoxPrivateContainer")


def _is_qts_thread(thread: threading.Thread) -> bool:
    """Qt's pool keeps its workers for a while; Python sees them as dummies once they ran our code."""
    return thread.name.startswith("Dummy-")


def _is_the_programs(parent: QObject | None) -> bool:
    """A runner that outlives every window: that its work is done it hears with the next event, a later test's maybe."""
    return isinstance(parent, BackgroundRunner) and parent.parent() in (dictionary(), QCoreApplication.instance())


def _running() -> list[QObject]:
    alive = [thing for thing in gc.get_objects() if isinstance(thing, QTimer | QThread | QThreadPool)]
    return [thing for thing in alive if shiboken6.isValid(thing) and _is_busy(thing)]


def _is_busy(thing: QObject) -> bool:
    if isinstance(thing, QTimer):
        return thing.isActive()
    if isinstance(thing, QThread):
        return thing.isRunning() and thing is not QThread.currentThread()
    return isinstance(thing, QThreadPool) and thing.activeThreadCount() > 0


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def desk(qapp: QApplication, door: FakeDoor, preferences: Preferences) -> Iterator[Desk]:
    """A desk whose calls are answered before they return."""
    desk = Desk(door, preferences, reads=AtOnceRunner(), acts=AtOnceRunner())
    yield desk
    assert desk.shut_down()
    desk.deleteLater()


@pytest.fixture
def held() -> HeldRunner:
    return HeldRunner()


@pytest.fixture
def held_desk(qapp: QApplication, door: FakeDoor, preferences: Preferences, held: HeldRunner) -> Iterator[Desk]:
    """A desk whose calls wait until the test lets them go through ``held``."""
    desk = Desk(door, preferences, reads=held, acts=held)
    yield desk
    assert desk.shut_down()
    desk.deleteLater()


@pytest.fixture
def threaded_desk(qtbot: QtBot, door: FakeDoor, preferences: Preferences) -> Iterator[Desk]:
    """A desk with real workers."""
    desk = Desk(door, preferences)
    yield desk
    assert desk.shut_down(), "a call to the office outlived its test"
    desk.deleteLater()
