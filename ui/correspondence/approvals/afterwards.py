"""Read afterwards: the letters drawn from those that went without a second person, and the bar to mark one as read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.correspondence.read_afterwards import AfterwardsRow, to_read_afterwards
from app.staff.permissions import Permission
from ui.correspondence.kinds import kind_words
from ui.kit.dates import show_date
from ui.kit.desk import Desk
from ui.kit.layout import button, column, row, text
from ui.kit.link_list import Link, LinkList

MOST_PX = 168


class AfterwardsList(QWidget):
    """Below the queue, while there is something to read; Enter opens one."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("afterwards")
        self._desk = desk
        self._title = text("", "group", name="afterwards_title")
        self.links = LinkList("afterwards_list")
        self.links.setAccessibleName("Letters to read afterwards")
        self.links.setMaximumHeight(MOST_PX)
        self.setLayout(column(self._title, self.links, gap=4))
        self.hide()

    def read(self) -> None:
        """Ask what is to be read, if that is this person's."""
        if not self._desk.why_not(Permission.LETTER_APPROVE):
            self._desk.read(self, to_read_afterwards, then=self._show)

    def _show(self, rows: Sequence[AfterwardsRow]) -> None:
        self._title.setText(f"Read afterwards {len(rows)}")
        self.links.show_links([Link(line_of(one), partial(self.chosen.emit, one)) for one in rows])
        self.setVisible(bool(rows))


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
