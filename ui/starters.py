"""Whose letters are all read before they go, because they are starting: seen by all, said by who leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput
from app.staff.find import people_here
from app.staff.permissions import Permission
from app.staff.starters import set_starter, starters
from app.staff.work import ReadWork
from ui.kit.dates import show_date
from ui.kit.desk import Desk
from ui.kit.forms import Choice, Field, Form
from ui.kit.layout import button, column, row, text


@dataclass(frozen=True, slots=True)
class Starting:
    """Who starts here and until when; ``others`` are those of whom this person may say it."""

    lines: tuple[str, ...]
    others: tuple[tuple[int, str], ...]


def load_starting(work: ReadWork) -> Starting:
    """Read it."""
    found, people = starters(work), people_here(work)
    lines = [(found[one.id], one.name) for one in people if one.id in found]
    others = [(one.id, one.name) for one in people if one.id != work.actor.staff_id]
    told = tuple(f"{name}: until {show_date(until)}" for until, name in sorted(lines))
    return Starting(told, tuple(others) if work.actor.may(Permission.STARTER_SET) else ())


class StartersBox(QWidget):
    """A line a starter, and below it a small form where this person may say it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("starters")
        self._desk = desk
        self.lines = text("", name="starters_lines", wrap=True)
        self.form: Form | None = None
        self.say = button("Read all their letters", "starter_set", tip="Until that day; a day that is over ends it")
        self.say.hide()
        self.say.clicked.connect(self.submit)
        self._place = column(gap=0)
        self.setLayout(
            column(text("Every letter is read", "group"), self.lines, self._place, row(None, self.say), gap=8)
        )
        desk.changed.connect(lambda _changed: self.read())
        self.read()

    def read(self) -> None:
        """Ask again."""
        self._desk.read(self, load_starting, then=self._show)

    def submit(self) -> None:
        """Say it, if the form is whole."""
        if self.form is not None and self.form.check():
            told = self.form.values()
            until: date = told["until_on"]
            self._desk.act(
                self,
                set_starter,
                told["staff_id"],
                until,
                then=lambda _none: self.form.show_values({}) if self.form else None,
                failed=self._on_failed,
            )

    def _show(self, found: Starting) -> None:
        self.lines.setText("\n".join(found.lines) or "Nobody is starting at present.")
        if found.others and self.form is None:
            people = [Choice(one, name) for one, name in found.others]
            self.form = Form(
                (
                    Field("staff_id", "Who starts", "choice", required=True, choices=people),
                    Field("until_on", "Until", "date", required=True, chars=14, beside=True),
                ),
                name="starter_form",
            )
            self._place.addWidget(self.form)
            self.say.show()

    def _on_failed(self, error: Exception) -> bool:
        if isinstance(error, BadInput) and self.form is not None:
            self.form.show_problems(error.problems)
            return True
        return False
