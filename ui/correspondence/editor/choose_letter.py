"""Choosing which letter to write on a matter: what can be written now, and what the record lacks for the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from app.basics.problems import WorldProblem
from app.correspondence.find_editing import LetterChoice
from ui.correspondence.editor.opening import Choices, choices_for
from ui.correspondence.editor.page_state import missing_in_words
from ui.kit.desk import Desk, Ticket
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.headline import Headline
from ui.kit.layout import column, row, text
from ui.kit.link_list import Link, LinkList
from ui.kit.theme.apply import GROUP, PAGE_EDGE

NOBODY = Empty(
    "A letter is written to somebody",
    "Find the person with Ctrl+K, or open their complaint, and choose “Write a letter” there.",
    icon="mail",
)


class ChooseLetter(QStackedWidget):
    """Opened on a matter (``person:ID``, ``complaint:ID``, ``contact:ID``), or on none."""

    chosen = Signal(str, str, object)
    """The matter, the template's code, and the person id of the addressee."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter_choice")
        self._desk = desk
        self._reading: Ticket | None = None
        self._choices: Choices | None = None
        self._wanted = ""
        """The letter that was chosen for a reader of whom it is not known yet what may be written."""
        self._head = Headline("Write a letter")
        self.to = QComboBox()
        self.to.setObjectName("letter_addressee")
        self.to.setAccessibleName("Send it to")
        self.to.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list = LinkList("letter_kinds")
        self.list.setAccessibleName("Letters that can be written")
        self._problem = EmptyState(NOBODY)
        self._lay_out()
        self.to.activated.connect(lambda _at: self._ask_for_reader())

    def _lay_out(self) -> None:
        page = QWidget()
        to = row(text("Send it to", "field-label"), self.to, None)
        hint = text("Enter drafts the letter from the record.", "muted", wrap=True)
        page.setLayout(column(self._head, to, hint, self.list, gap=GROUP, edge=PAGE_EDGE))
        self.addWidget(page)
        self.addWidget(self._problem)

    def open(self, subject: str) -> None:
        """Read what could be written on a matter."""
        self._choices, self._wanted = None, ""
        self.list.show_links([])
        if not subject:
            self._desk.forget(self._reading)
            self._show_problem(NOBODY)
            return
        self._ask(subject, None)

    def _ask(self, subject: str, addressee_id: int | None) -> None:
        self._desk.forget(self._reading)
        self._reading = self._desk.read(
            self, choices_for, subject, addressee_id, then=self._on_read, failed=self._on_failed
        )

    def _ask_for_reader(self) -> None:
        """What may be written depends on who reads it."""
        if self._choices is not None:
            self._ask(self._choices.matter.subject, self.to.currentData())

    def _on_read(self, choices: Choices) -> None:
        is_first = self._choices is None
        self._choices = choices
        self._head.show_title("Write a letter", f"About {choices.matter.person}")
        self.to.clear()
        for addressee in choices.matter.addressees:
            self.to.addItem(f"{addressee.name}, {addressee.role}", addressee.person_id)
        self.to.setCurrentIndex(self.to.findData(choices.addressee_id))
        ready = sorted(choices.choices, key=lambda choice: bool(choice.missing))
        self.list.show_links([self._link(choice) for choice in ready])
        self.setCurrentIndex(0)
        self.list.setCurrentRow(0)
        if is_first:
            self.list.setFocus()
        wanted, self._wanted = self._wanted, ""
        if any(choice.template_code == wanted and not choice.missing for choice in ready):
            self._choose(wanted)

    def _link(self, choice: LetterChoice) -> Link:
        if choice.missing:
            return Link(f"{choice.title}\n{missing_in_words(choice.missing)}", None, "muted", choice.missing)
        return Link(choice.title, lambda: self._choose(choice.template_code), "good")

    def _choose(self, code: str) -> None:
        """Whoever is quick gets the reader that stands there: the letter waits until it is known whether it may go."""
        if self._choices is None:
            return
        if self.to.currentData() != self._choices.addressee_id:
            self._wanted = code
            return
        self.chosen.emit(self._choices.matter.subject, code, self._choices.addressee_id)

    def _on_failed(self, error: Exception) -> bool:
        if self._choices is not None:  # the list stays, and so does the reader for whom it holds
            self._wanted = ""
            self.to.setCurrentIndex(self.to.findData(self._choices.addressee_id))
            return False
        if not isinstance(error, WorldProblem):
            return False
        self._show_problem(Empty("No letter can be chosen", str(error), icon="circle-alert"))
        return True

    def _show_problem(self, empty: Empty) -> None:
        self._problem.show_empty(empty)
        self.setCurrentIndex(1)
