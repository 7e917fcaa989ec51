"""The program from a cold start to the first rows, in a process of its own.

``python -m tests.benchmarks.first_rows URL LOGIN PASSWORD`` does what ``fairhand`` does, says ``rows`` and
the processor's seconds so far when the first page has them, then opens every page and says how much memory that took.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from ui.start import import_program, let_the_window_run

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
import_program()

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.office import Office
from ui.kit.preferences import Preferences
from ui.session import Session

OPEN_MS = 400


class Start(QObject):
    """Opens the window, waits for the rows of its first page, then goes through all pages."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pages: Iterator[str] = iter(list(session.window.navigator.pages))
        session.window.navigator.moved.connect(self._on_page, Qt.ConnectionType.SingleShotConnection)
        session.begin()
        self._next = QTimer(self, interval=OPEN_MS)
        self._next.timeout.connect(self._open_next)

    def _on_page(self) -> None:
        """The first page is there."""
        page = self._session.window.navigator.current()
        page.table.loaded.connect(self._on_rows)  # type: ignore[union-attr]

    def _on_rows(self) -> None:
        if not self._next.isActive():
            QTimer.singleShot(0, self._said)
            self._next.start()

    def _said(self) -> None:
        """After the rows were painted."""
        tell(f"rows {process_time():.2f}")

    def _open_next(self) -> None:
        page = next(self._pages, "")
        if page:
            self._session.window.go(page)
            return
        self._next.stop()
        from ui.tour.memory import most_memory_mb

        tell(f"{most_memory_mb() or 0:.0f}")
        self._session.ended.connect(QApplication.quit)
        self._session.window.close()


def tell(line: str) -> None:
    """A line to whoever measures."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(url: str, login: str, password: str) -> int:
    """Run until the window has closed."""
    let_the_window_run()
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as rest:
        start = Start(Session(Office.sign_in(url, login, password), Preferences(Path(rest) / "window.ini")))
        status = app.exec()
        del start
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
