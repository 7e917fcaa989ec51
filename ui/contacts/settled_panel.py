"""At the foot of Today, for who leads: what was settled at first contact, by desk, and the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.complaints.find_settled import DeskShare, settled_cases, settled_shares
from app.complaints.worklist_row import WorklistRow
from ui.contacts.today_state import case_line, desk_line
from ui.kit.desk import Desk
from ui.kit.layout import column, text
from ui.kit.link_list import Link, LinkList

LINE_PX, MOST_PX = 32, 160
DEFINITION = (
    "Of the complaints that reached a desk in the month, those that were settled when the person rang or wrote, and "
    "were neither opened again nor taken further since."
)


class SettledPanel(QWidget):
    """Enter on a desk shows its cases, Enter on a case opens it; the first line goes back."""

    opened = Signal(str)
    """``complaint:3``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settled")
        self._desk = desk
        self._shares: list[DeskShare] = []
        title = text("Settled at first contact", "section", name="settled_title")
        title.setToolTip(DEFINITION)
        self.list = LinkList("settled_list")
        self.list.setAccessibleName("What was settled at first contact, by desk")
        self.list.setAccessibleDescription(DEFINITION)
        self.setLayout(column(title, self.list, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def read(self) -> None:
        """Read the shares again."""
        self._desk.read(self, settled_shares, then=self._show_shares)

    def _show_shares(self, shares: list[DeskShare]) -> None:
        self._shares = shares
        self._show([Link(desk_line(one), partial(self._read_cases, one), tip=DEFINITION) for one in shares])

    def _read_cases(self, share: DeskShare) -> None:
        self._desk.read(self, settled_cases, share.desk_id, then=partial(self._show_cases, share))

    def _show_cases(self, share: DeskShare, rows: Sequence[WorklistRow]) -> None:
        back = Link(f"Back to all desks: {desk_line(share)}", partial(self._show_shares, self._shares), "muted")
        cases = [Link(case_line(one), partial(self.opened.emit, f"complaint:{one.id}")) for one in rows]
        self._show([back, *cases])
        self.list.setCurrentRow(min(1, len(cases)))

    def _show(self, links: Sequence[Link]) -> None:
        """As high as its lines, up to a height that leaves the day its room; nothing where nothing came in."""
        self.list.show_links(links)
        self.list.setFixedHeight(min(MOST_PX, LINE_PX * max(1, len(links)) + 8))
        self.setVisible(bool(links))
