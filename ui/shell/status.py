"""The status bar: what was saved when, whether the office is reachable, and what runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from ui.kit.dates import show_time
from ui.kit.desk import Desk
from ui.kit.layout import button, text


class RunningJob(QWidget):
    """One long job: its words, how far it is, and Cancel."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text("", name=f"job_{key}")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(90)
        self._bar.setTextVisible(False)
        self._cancel: QPushButton = button("Cancel", f"job_{key}_cancel", "link")
        self._cancel.clicked.connect(self._on_cancel)
        self._do: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(8)
        for widget in (self._words, self._bar, self._cancel):
            layout.addWidget(widget)

    def show_progress(self, words: str, percent: int | None, cancel: Callable[[], None] | None) -> None:
        """``percent`` None where nobody knows how far it is."""
        known = f"{words} {percent} %" if percent is not None else words
        self._words.setText(known)
        self._bar.setRange(0, 100)
        self._bar.setValue(percent or 0)
        self._bar.setVisible(percent is not None)
        self._do = cancel
        self._cancel.setVisible(cancel is not None)

    def _on_cancel(self) -> None:
        if self._do is not None:
            self._cancel.setEnabled(False)
            self._do()


class Status(QStatusBar):
    """Follows a desk by itself; jobs are told by whoever runs them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self._saved = text("", name="status_saved")
        self._connection = text("Connected", name="status_connection")
        self._jobs: dict[str, RunningJob] = {}
        spacer: QLabel = text("")
        for widget in (self._saved, self._connection, spacer):
            widget.setContentsMargins(8, 0, 8, 0)
            self.addWidget(widget, 1 if widget is spacer else 0)
        self._saved.hide()
        desk.acting.connect(lambda: self._say_saved("Saving…"))
        desk.saved.connect(self._on_saved)
        desk.acted.connect(self._on_acted)
        desk.lost.connect(lambda: self._connection.setText("▲ Not connected: nothing can be saved now"))
        desk.found_again.connect(lambda: self._connection.setText("Connected"))
        self._last = ""

    def show_job(
        self, key: str, words: str, percent: int | None = None, cancel: Callable[[], None] | None = None
    ) -> None:
        """Say how a job goes; empty words take it away."""
        job = self._jobs.get(key)
        if not words:
            if job is not None:
                self.removeWidget(self._jobs.pop(key))
                job.deleteLater()
            return
        if job is None:
            job = self._jobs[key] = RunningJob(key)
            self.addPermanentWidget(job)
        job.show_progress(words, percent, cancel)

    def _on_saved(self) -> None:
        self._last = f"Saved {show_time(datetime.now(UTC))}"
        self._say_saved(self._last)

    def _on_acted(self) -> None:
        """Also after an act that failed: what was saved last is what stands."""
        self._say_saved(self._last)

    def _say_saved(self, words: str) -> None:
        self._saved.setText(words)
        self._saved.setVisible(bool(words))
