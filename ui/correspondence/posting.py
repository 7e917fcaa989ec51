"""Posting as a step of its own: the day on which the approved letter went out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.basics.problems import FieldProblem
from ui.kit.dates import show_date
from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.layout import button, column, row, text


class PostingStep(QWidget):
    """Shown when asked for, above the buttons; Esc or "Not yet" closes it."""

    posted = Signal(object)
    """The date."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("posting")
        self._today = date.min
        field = Field("posted_on", "Posted on", "date", required=True, chars=16, validate=self._fault)
        self.form = Form([field], today=lambda: self._today)
        self.post = button(
            "Post", "post_now", "main", icon_name="mail-check", tip="It went out on this day  Ctrl+Enter"
        )
        later = button("Not yet", "post_later", tip="Esc")
        said = text("Posting moves the clock and cannot be undone.", "muted", wrap=True)
        self.setLayout(column(self.form, said, row(None, later, self.post), gap=8))
        self.post.clicked.connect(self._on_post)
        self.form.submitted.connect(self._on_post)
        later.clicked.connect(self._on_left)
        self.hide()

    def begin(self, today: date) -> None:
        """Ask for the day; the desk's today is proposed."""
        self._today = today
        self.form.show_values({"posted_on": today})
        self.show()
        self.form.focus("posted_on")

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """What the office says against the day."""
        self.form.show_problems(problems)

    def _fault(self, value: date | None) -> str | None:
        if value is not None and value > self._today:
            return f"{show_date(value)} is still to come; a letter is posted today or earlier."
        return None

    def _on_post(self) -> None:
        if self.form.check():
            self.posted.emit(self.form.values()["posted_on"])

    def _on_left(self) -> None:
        self.hide()
        self.left.emit()
