"""Read afterwards: the letters drawn from those that went without a second person, and the bar to mark one as read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.complaints.wording import counted
from app.correspondence.read_afterwards import SAMPLED_OVER, AfterwardsRow, Sampled, sampled, to_read_afterwards
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.correspondence.kinds import kind_words
from ui.kit.dates import show_date
from ui.kit.desk import Desk
from ui.kit.layout import button, column, row, text
from ui.kit.link_list import Link, LinkList

MOST_PX = 168


class AfterwardsList(QWidget):
    """Below the queue, with its figures, while there is something to read or was lately; Enter opens one."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("afterwards")
        self._desk = desk
        self._title = text("", "group", name="afterwards_title")
        self.links = LinkList("afterwards_list")
        self.links.setAccessibleName("Letters to read afterwards")
        self.links.setMaximumHeight(MOST_PX)
        self._figures = text("", "muted", name="afterwards_figures", wrap=True)
        self.setLayout(column(self._title, self.links, self._figures, gap=4))
        self.hide()

    def read(self) -> None:
        """Ask what is to be read, if that is this person's."""
        if not self._desk.why_not(Permission.LETTER_APPROVE):
            self._desk.read(self, what_is_sampled, then=self._show)

    def _show(self, found: tuple[Sequence[AfterwardsRow], Sampled]) -> None:
        rows, figures = found
        self._title.setText(f"Read afterwards {len(rows)}" if rows else "Read afterwards")
        self.links.show_links([Link(line_of(one), partial(self.chosen.emit, one)) for one in rows])
        self.links.setVisible(bool(rows))
        self._figures.setText(figures_line(figures))
        self.setVisible(bool(rows or figures.released))


def what_is_sampled(work: ReadWork) -> tuple[Sequence[AfterwardsRow], Sampled]:
    """What is to be read, and what became of the rest."""
    return to_read_afterwards(work), sampled(work)


def figures_line(figures: Sampled) -> str:
    """What others let go lately, and what was made of it; empty where nothing went."""
    if not figures.released:
        return ""
    went = f"{counted(figures.released, 'letter')} of others went without approval in the last {SAMPLED_OVER.days} days"
    return f"{went}: {figures.drawn} drawn, {figures.read} read, {figures.remarked} with a remark."


def line_of(one: AfterwardsRow) -> str:
    """A letter as the list has it."""
    return f"{one.addressee}\n{kind_words(one.kind)} · {one.author} · {show_date(one.released_at.astimezone().date())}"


class AfterwardsBar(QFrame):
    """Why it went without a second person, a remark if there is one, and that it was read."""

    read_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("afterwards_bar")
        self.setProperty("part", "raised")
        self._rule = text("", "muted", name="afterwards_rule", wrap=True)
        self.remark = QLineEdit()
        self.remark.setObjectName("afterwards_remark")
        self.remark.setAccessibleName("Remark to the author")
        self.remark.setPlaceholderText("A remark, which becomes a task of its author (optional)")
        self.remark.setMaxLength(3_000)
        self.do = button("Mark as read", "afterwards_read", "main", tip="Mark as read  Enter in the remark")
        line = row(self.remark, self.do, gap=12)
        line.setStretch(0, 1)
        layout = column(self._rule, line, gap=8)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self.do.clicked.connect(lambda: self.read_asked.emit(self.remark.text()))
        self.remark.returnPressed.connect(lambda: self.read_asked.emit(self.remark.text()))
        self.hide()

    def show_row(self, one: AfterwardsRow) -> None:
        """The letter that is shown was drawn."""
        self._rule.setText(one.why_not or f"It went without approval. {one.rule}")
        self.remark.clear()
        self.remark.setEnabled(not one.why_not)
        self.do.setEnabled(not one.why_not)
        self.do.setText("Mark as read")
        self.show()
        if not one.why_not:
            self.remark.setFocus()
