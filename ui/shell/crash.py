"""The last net: an exception that nobody caught is logged, unsaved words are kept, and the person is told."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)


class CrashHook(QObject):
    """``install`` once, on the GUI thread. ``keep_words`` is called first and must not fail on what it meets."""

    crashed = Signal(object)
    """The Exception, on the GUI thread, after the words were kept."""
    _caught = Signal(object)

    def __init__(self, keep_words: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep_words = keep_words
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on nothing is lost in silence, on any thread."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread

    def remove(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("An exception that nobody caught.", exc_info=(kind, error, trace))
        self._caught.emit(error)

    def _on_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(object)
    def _on_caught(self, error: Exception) -> None:
        try:
            self._keep_words()
        except Exception:
            log.exception("Unsaved words could not be kept.")
        self.crashed.emit(error)
