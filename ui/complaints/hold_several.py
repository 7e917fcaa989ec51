"""Put off one or several answers and draft their holding letters: a transaction each, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.basics.problems import BadInput, WorldProblem
from app.complaints.extensions import room_words
from app.complaints.find_soon_late import SoonLate
from app.complaints.hold_and_draft import hold_and_draft
from app.complaints.states import ExtensionKind
from app.complaints.wording import counted, show_date
from ui.complaints.deeds import how_they_know
from ui.complaints.saving import save_from_anywhere
from ui.kit.desk import Desk
from ui.kit.forms import Field, Form
from ui.kit.layout import button, column, row, scrolled, text
from ui.kit.link_list import Link, LinkList
from ui.parts.kept_form import KeptForm

LINE_PX, MOST_PX, REASON_PX = 40, 280, 96

_FIELDS = (
    Field(
        "reason",
        "Why the answers will be late",
        "prose",
        required=True,
        limit=4_000,
        lines=2,
        hint="A full sentence: each holding letter says it",
    ),
    Field("new_date", "New day", "date", required=True, chars=14),
    Field("kind", "How they know", "choice", required=True, choices=how_they_know(agreed_only=False)),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case: the drafted letter's id, or why nothing was done."""

    row: SoonLate
    letter_id: int = 0
    why_not: str = ""


class HoldSeveral(QWidget):
    """Ctrl+Enter does it; those that could not be put off stay for another day or another reason."""

    open_asked = Signal(str)
    """``letter:12`` or ``complaint:3``."""
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hold_several")
        self._desk = desk
        self._rows: tuple[SoonLate, ...] = ()
        self._done: list[Outcome] = []
        self._day: date | None = None
        self._title = text("", "page-name", name="hold_title")
        self.summary = text("", "muted", name="hold_summary", wrap=True)
        self.list = LinkList("hold_cases")
        self.list.setAccessibleName("The cases, and what came of each")
        self.form = Form(_FIELDS, name="hold_form")
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.form.widget("reason").setMaximumHeight(REASON_PX)
        self.kept = KeptForm(desk, self.form, "hold")
        self.keeper = self.kept.keeper
        self.do = button("Put off and draft letters", "hold_do", "main", tip="Put off and draft letters  Ctrl+Enter")
        self.do.clicked.connect(self.submit)
        self.leave = button("Leave it", "hold_leave", tip="Leave it  Esc")
        self.leave.clicked.connect(self.left)
        save_from_anywhere(self, self.submit)
        page = QWidget()
        page.setLayout(
            column(
                self._title, self.summary, self.list, self.form, row(None, self.leave, self.do), None, gap=12, edge=24
            )
        )
        self.setLayout(column(scrolled(page), gap=0))

    def begin(self, rows: Sequence[SoonLate]) -> None:
        """Ask why, and until when, for these."""
        self._rows, self._done = tuple(rows), []
        self._title.setText(f"Put off {counted(len(rows), 'answer')}")
        self.summary.setText("Each case keeps its first sum; its holding letter is drafted with the same reason.")
        self._show_links([Link(_before(one), partial(self._open_case, one)) for one in rows])
        agreed_only = [one.room.agreed_only for one in rows]
        self.form.set_choices("kind", how_they_know(agreed_only=all(agreed_only)))
        self.kept.begin({} if any(agreed_only) else {"kind": ExtensionKind.NOTIFIED.value})
        self._show_form(shown=True)
        self.form.focus()

    def submit(self) -> None:
        """Do it case by case: what cannot be done for one holds up none of the others."""
        if self.form.isHidden() or not self.do.isEnabled() or not self.form.check():
            return
        values = self.form.values()
        self._day, self._done = values["new_date"], []
        self.do.setEnabled(False)
        self.kept.sent()
        for one in self._rows:
            self._desk.act(
                self,
                hold_and_draft,
                one.case.id,
                values["reason"],
                values["new_date"],
                values["kind"],
                then=partial(self._on_held, one),
                failed=partial(self._on_failed, one),
            )

    def _on_held(self, one: SoonLate, letter_id: int) -> None:
        self._note(Outcome(one, letter_id=letter_id))

    def _on_failed(self, one: SoonLate, error: Exception) -> bool:
        self._note(Outcome(one, why_not=_sentence(error)))
        return isinstance(error, WorldProblem)

    def _note(self, outcome: Outcome) -> None:
        self._done.append(outcome)
        if len(self._done) == len(self._rows):
            self._sum_up()

    def _sum_up(self) -> None:
        held = [one for one in self._done if one.letter_id]
        others = [one for one in self._done if not one.letter_id]
        words = f"{counted(len(held), 'answer')} put off, each with its holding letter drafted."
        if others:
            words += f" {counted(len(others), 'answer')} not: see why, and try another day."
        self.summary.setText(words)
        self._show_links([self._link(one) for one in self._done])
        self._rows = tuple(one.row for one in others)
        self._show_form(shown=bool(others))
        if not others:
            self.kept.done()
            self.list.setFocus()

    def _link(self, outcome: Outcome) -> Link:
        who = _who(outcome.row)
        if outcome.letter_id and self._day:
            sentence = f"{who}: put off to {show_date(self._day)}; open the letter"
            return Link(sentence, partial(self.open_asked.emit, f"letter:{outcome.letter_id}"), "good")
        return Link(f"{who}: {outcome.why_not}", partial(self._open_case, outcome.row), "bad")

    def _show_links(self, links: Sequence[Link]) -> None:
        """The list is as high as its lines, up to a height that leaves room for the form."""
        self.list.show_links(links)
        high = sum(max(LINE_PX, self.list.sizeHintForRow(at)) + 4 for at in range(self.list.count()))
        self.list.setFixedHeight(min(MOST_PX, high + 8))

    def _open_case(self, one: SoonLate) -> None:
        self.open_asked.emit(f"complaint:{one.case.id}")

    def _show_form(self, *, shown: bool) -> None:
        self.form.setVisible(shown)
        self.leave.setText("Leave it" if shown else "Back")
        self.do.setVisible(shown)
        self.do.setEnabled(shown)


def _who(one: SoonLate) -> str:
    return f"{one.case.reference}  {one.case.person_name}"


def _before(one: SoonLate) -> str:
    return f"{_who(one)}: {one.why}. {room_words(one.room)}"


def _sentence(error: Exception) -> str:
    if isinstance(error, BadInput):
        return " ".join(problem.sentence for problem in error.problems)
    return str(error) if isinstance(error, WorldProblem) else "It failed in a way nobody expected; nothing was changed."
