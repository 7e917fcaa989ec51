"""Away, and who covers: who is away now or will be, who is starting, and forms to say it; from the person's menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from app.basics.problems import BadInput
from app.staff.absences import Away, absences
from app.staff.find import people_here
from app.staff.permissions import Permission
from app.staff.set_absence import end_absence, set_absence
from app.staff.work import ReadWork
from ui.kit.dates import show_date
from ui.kit.desk import Desk
from ui.kit.forms import Choice, Field, Form
from ui.kit.layout import button, column, row, scrolled, text
from ui.starters import StartersBox

NOBODY_AWAY = "Nobody is away, and nobody has said that they will be."


@dataclass(frozen=True, slots=True)
class Board:
    """Who is away, and who may be said to be: oneself, or anybody for whoever arranges it."""

    away: tuple[Away, ...]
    people: tuple[tuple[int, str], ...]
    me: int
    arranges: bool

    def may_end(self, one: Away) -> bool:
        """Whether this person may say that somebody is back."""
        return self.arranges or one.staff_id == self.me


def load_board(work: ReadWork) -> Board:
    """Read it."""
    people = tuple((one.id, one.name) for one in people_here(work))
    return Board(tuple(absences(work)), people, work.actor.staff_id, work.actor.may(Permission.ABSENCE_ARRANGE))


def line_of(one: Away) -> str:
    """An absence as the list has it."""
    days = (
        show_date(one.from_on)
        if one.from_on == one.last_on
        else f"{show_date(one.from_on)} to {show_date(one.last_on)}"
    )
    cover = f"{one.cover} covers" if one.cover else "nobody covers"
    return f"{one.name}{', away now' if one.is_now else ''}\n{days} · {cover}"


class AbsenceDialog(QDialog):
    """Ctrl+Enter says it, Esc closes; what one may not do for others is not offered."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("absence")
        self.setWindowTitle("Away, and who is starting")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._board = Board((), (), 0, arranges=False)
        self.list = QListWidget()
        self.list.setObjectName("absence_list")
        self.list.setMaximumHeight(150)
        self.list.setAccessibleName("Who is away, now or later")
        self.nobody = text(NOBODY_AWAY, "muted", name="absence_nobody", wrap=True)
        self.back = button("They are back", "absence_end", tip="End the chosen absence: nobody covers from now on")
        self.form: Form | None = None
        self._about = text("Say when you are away", "group", name="absence_about")
        self._form_place = column(gap=0)
        self.say = button("Say so", "absence_set", "main", tip="Say so  Ctrl+Enter")
        close = button("Close", "absence_close", tip="Esc")
        close.clicked.connect(self.reject)
        self.starters = StartersBox(desk)
        content = QWidget()
        content.setLayout(
            column(
                text("Away now or later", "group"),
                self.nobody,
                self.list,
                row(None, self.back),
                8,
                self._about,
                text("Whoever covers decides meanwhile what would be theirs: never what they had a hand in, and on "
                     "sums within their own authority. It ends by itself.", "muted", wrap=True),
                self._form_place,
                row(None, self.say),
                8,
                self.starters,
                None,
            )
        )  # fmt: skip
        self.setLayout(column(scrolled(content), row(None, close), gap=16, edge=24))
        self.say.clicked.connect(self.submit)
        self.back.clicked.connect(self.end)
        self.list.currentRowChanged.connect(lambda _row: self._show_may_end())
        self._desk.changed.connect(lambda _changed: self._read())
        self.resize(QSize(480, 720).boundedTo(self.screen().availableSize()))
        self._read()

    def submit(self) -> None:
        """Say it, if the form is whole; the office's objections stand under their fields."""
        if self.form is None or not self.form.check():
            return
        told = self.form.values()
        whose = told.get("staff_id") or self._board.me
        self._desk.act(
            self,
            set_absence,
            whose,
            told["from_on"],
            told["last_on"],
            told["cover_id"] or None,
            then=lambda _id: self._clear(),
            failed=self._on_failed,
        )

    def end(self) -> None:
        """The chosen one is back, or does not go."""
        chosen = self._chosen()
        if chosen is not None and self._board.may_end(chosen):
            self._desk.act(self, end_absence, chosen.id)

    def _read(self) -> None:
        self._desk.read(self, load_board, then=self._show)

    def _show(self, board: Board) -> None:
        first = self.form is None
        self._board = board
        kept = self.list.currentRow()
        self.list.clear()
        for one in board.away:
            self.list.addItem(QListWidgetItem(line_of(one)))
        self.list.setCurrentRow(min(max(kept, 0), len(board.away) - 1))
        self.list.setVisible(bool(board.away))
        self.nobody.setVisible(not board.away)
        self._show_may_end()
        if first:
            self._make_form(board)

    def _make_form(self, board: Board) -> None:
        self.form = Form(fields_of(board), name="absence_form")
        self.form.submitted.connect(self.submit)
        if board.arranges:
            self._about.setText("Say when somebody is away")
        self._form_place.addWidget(self.form)
        self._clear()
        self.form.focus()

    def _clear(self) -> None:
        if self.form is not None:
            self.form.show_values({"staff_id": self._board.me, "cover_id": 0})

    def _on_failed(self, error: Exception) -> bool:
        if isinstance(error, BadInput) and self.form is not None:
            self.form.show_problems(error.problems)
            return True
        return False

    def _chosen(self) -> Away | None:
        at = self.list.currentRow()
        return self._board.away[at] if 0 <= at < len(self._board.away) else None

    def _show_may_end(self) -> None:
        chosen = self._chosen()
        self.back.setVisible(bool(self._board.away))
        self.back.setEnabled(chosen is not None and self._board.may_end(chosen))
        self.back.setText("I am back" if chosen and chosen.staff_id == self._board.me else "They are back")


def fields_of(board: Board) -> Sequence[Field]:
    """What is asked: whose absence only of who may say it for others."""
    people = [Choice(staff_id, name) for staff_id, name in board.people]
    others = people if board.arranges else [one for one in people if one.value != board.me]
    whose = (Field("staff_id", "Who", "choice", required=True, choices=people),) if board.arranges else ()
    return (
        *whose,
        Field("from_on", "First day away", "date", required=True, chars=14),
        Field("last_on", "Last day away", "date", required=True, chars=14, beside=True),
        Field("cover_id", "Who covers", "choice", choices=[Choice(0, "Nobody"), *others]),
    )
