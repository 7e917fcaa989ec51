"""An exception that nobody caught is logged, words are kept, and the window is told on its own thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.crash import CrashHook


@pytest.fixture
def kept() -> list[str]:
    return []


@pytest.fixture
def hook(qapp: QApplication, kept: list[str]) -> Iterator[CrashHook]:
    hook = CrashHook(lambda: kept.append("words"))
    hook.install()
    yield hook
    hook.remove()
    hook.deleteLater()


def fault() -> ZeroDivisionError:
    with pytest.raises(ZeroDivisionError) as caught:
        divmod(1, 0)
    return caught.value


def test_words_are_kept_before_anybody_is_told(
    qtbot: QtBot, hook: CrashHook, kept: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    error = fault()
    hook.crashed.connect(lambda _error: kept.append("told"))
    with qtbot.waitSignal(hook.crashed) as told:
        sys.excepthook(ZeroDivisionError, error, error.__traceback__)
    assert told.args == [error]
    assert kept == ["words", "told"]
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_a_thread_that_dies_is_told_too(qtbot: QtBot, hook: CrashHook, caplog: pytest.LogCaptureFixture) -> None:
    def die() -> None:
        raise KeyError("lost")

    with qtbot.waitSignal(hook.crashed):
        thread = threading.Thread(target=die)
        thread.start()
    thread.join()
    caplog.clear()


def test_a_failure_to_keep_words_hides_nothing(
    qtbot: QtBot, qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    def cannot() -> None:
        raise OSError("disk full")

    hook = CrashHook(cannot)
    hook.install()
    error = fault()
    with qtbot.waitSignal(hook.crashed):
        sys.excepthook(ZeroDivisionError, error, error.__traceback__)
    assert "disk full" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()
    hook.remove()
    hook.deleteLater()


def test_what_was_there_before_is_put_back(qapp: QApplication) -> None:
    before = (sys.excepthook, threading.excepthook)
    hook = CrashHook(lambda: None)
    hook.install()
    assert sys.excepthook is not before[0]
    hook.remove()
    assert (sys.excepthook, threading.excepthook) == before
    hook.deleteLater()


def test_leaving_by_the_keyboard_is_no_crash(
    hook: CrashHook, kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert kept == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
