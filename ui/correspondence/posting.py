"""Steps of their own after approval, each with its day: the letter went out, or came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.basics.problems import FieldProblem
from ui.kit.dates import show_date
from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.layout import button, column, row, text


class DayStep(QWidget):
    """A short form above the buttons; Ctrl+Enter does it, Esc or its second button closes it."""

    done = Signal(object)
    """The form's values."""
    left = Signal()

    def __init__(self, name: str, fields: Sequence[Field], verb: str, icon: str, said: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._today = date.min
        self.form = Form(fields, name=f"{name}_form", today=lambda: self._today)
        self.do = button(verb, f"{name}_now", "main", icon_name=icon, tip=f"{verb}  Ctrl+Enter")
        self.later = button("Not yet", f"{name}_later", tip="Esc")
        words = text(said, "muted", wrap=True)
        self.setLayout(column(self.form, words, row(None, self.later, self.do), gap=8))
        self.do.clicked.connect(self.submit)
        self.form.submitted.connect(self.submit)
        self.later.clicked.connect(self.leave)
        self.hide()

    def begin(self, today: date, **values: Any) -> None:
        """Show the form with these values; ``today`` is the desk's."""
        self._today = today
        self.form.show_values(values)
        self.show()
        self.form.focus()

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """What the office says against it."""
        self.form.show_problems(problems)

    def leave(self) -> None:
        """Close it; nothing happened."""
        self.hide()
        self.left.emit()

    def not_to_come(self, value: date | None) -> str | None:
        """Why a day cannot be: it has not been yet."""
        if value is not None and value > self._today:
            return f"{show_date(value)} is still to come."
        return None

    def submit(self) -> None:
        """Do it, unless a field is wrong."""
        if self.form.check():
            self.done.emit(self.form.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)


class PostingStep(DayStep):
    """The day on which the letter went out, or with whose collection it goes."""

    def __init__(self) -> None:
        self._latest = date.min
        day = Field("posted_on", "Posted on", "date", required=True, chars=16, validate=self._not_after_collection)
        super().__init__("posting", [day], "Post", "mail-check", "Posting moves the clock and cannot be undone.")

    def begin(self, today: date, **values: Any) -> None:
        """Show the form with its day, which may be that of the next collection and no later one."""
        self._latest = max(today, values["posted_on"])
        super().begin(today, **values)

    def _not_after_collection(self, value: date | None) -> str | None:
        return self.not_to_come(value) if value is not None and value > self._latest else None


class ReturnedMailStep(DayStep):
    """The day on which the letter came back, and what the envelope says."""

    def __init__(self) -> None:
        fields = (
            Field("came_back_on", "Came back on", "date", required=True, chars=16, validate=self.not_to_come),
            Field("why", "What the envelope says", "line", limit=200, beside=True, placeholder="Gone away"),
        )
        said = "The letter stays posted; the address is to be looked into before the next one."
        super().__init__("returned_mail", fields, "Note it", "undo", said)


class AddressStep(DayStep):
    """How one knows that the address of a letter that came back is right."""

    def __init__(self) -> None:
        how = Field("how", "How we know that the address is right", "line", required=True, limit=400)
        said = "Letters may go there again. If it is wrong, end or mend it on the person's record instead."
        super().__init__("address_right", [how], "The address is right", "check", said)


class TrackedStep(DayStep):
    """The number of the label of a letter that went out."""

    def __init__(self) -> None:
        number = Field("tracked", "Tracked number", limit=40, hint="Empty: it was not tracked")
        said = "For a number that was forgotten or mistyped; what stood there before stays in its history."
        super().__init__("tracked_step", [number], "Note the number", "tag", said)


class TakingBackStep(DayStep):
    """Why an approval is taken back."""

    def __init__(self) -> None:
        why = Field("reason", "Why the approval is taken back", "line", required=True, limit=400)
        said = "The letter waits for approval again, as it is. Your approval and this reason stay on record."
        super().__init__("taking_back", [why], "Take back approval", "undo", said)
