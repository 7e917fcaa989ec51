"""The letter set in type on a worker at every pause: only the newest words count."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from letters.content import Letter
from letters.typeset import Typeset, typeset
from ui.kit.background import BackgroundRunner, Runner


class LivePages(QObject):
    """One job at a time; words that came meanwhile are set as soon as it has ended, whatever was asked in between."""

    ready = Signal(object)
    """A Typeset."""
    failed = Signal(object)
    """An Exception: what was asked last cannot be set."""

    def __init__(self, parent: QObject | None = None, *, runner: Runner | None = None) -> None:
        super().__init__(parent)
        self._runner = runner if runner is not None else page_runner(self)
        self._newest: Letter | None = None
        self._ticket: int | None = None

    def ask(self, letter: Letter) -> None:
        """Set this letter, and none of those asked before that have not begun."""
        self._newest = letter
        if self._ticket is None:
            self._begin()

    def forget(self) -> None:
        """Another letter is opened: what is under way is ignored."""
        self._newest = None
        if self._ticket is not None:
            self._runner.forget(self._ticket)
            self._ticket = None

    @property
    def is_busy(self) -> bool:
        return self._ticket is not None

    def _begin(self) -> None:
        letter, self._newest = self._newest, None
        if letter is None:
            return
        self._ticket = -1
        ticket = self._runner.submit(
            lambda: typeset(letter), on_done=self._on_done, on_error=self._on_failed, owner=self
        )
        if self._ticket is not None:
            self._ticket = ticket

    def _on_done(self, pages: Typeset) -> None:
        self._ticket = None
        if self._newest is None:
            self.ready.emit(pages)
        self._begin()

    def _on_failed(self, error: Exception) -> None:
        self._ticket = None
        if self._newest is None:
            self.failed.emit(error)
        self._begin()


def page_runner(owner: QObject) -> BackgroundRunner:
    """A runner that outlives its owner: a pool that goes down with a page would make the window wait for its job."""
    app = QCoreApplication.instance()
    runner = BackgroundRunner(app, workers=1)
    owner.destroyed.connect(runner.deleteLater)
    if app is not None:
        app.aboutToQuit.connect(runner.shut_down)
    return runner
