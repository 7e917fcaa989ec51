"""The two workers of letters: one draws pages, one feeds the printer."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.kit.background import BackgroundRunner


def drawing_runner() -> BackgroundRunner:
    """The one worker that draws pages for the whole program: pdfium lets only one thread in at a time."""
    return _runner("page_drawing_runner")


def printing_runner() -> BackgroundRunner:
    """The worker that prints: letters go to printers one after another, and pages are still drawn meanwhile."""
    return _runner("letter_printing_runner")


def _runner(key: str) -> BackgroundRunner:
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("pages are drawn and printed in a running program only")
    runner = app.property(key)
    if not isinstance(runner, BackgroundRunner):
        runner = BackgroundRunner(app, workers=1)
        app.setProperty(key, runner)
        app.aboutToQuit.connect(runner.shut_down)
    return runner
