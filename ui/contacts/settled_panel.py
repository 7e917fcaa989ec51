"""At the foot of Today, for who leads: what was settled at first contact, by desk, and the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.complaints.find_settled import DeskShare, SettledCases, settled_cases, settled_shares
from ui.contacts.today_state import back_again_line, back_line, case_line, desk_line
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import column, text
from ui.kit.link_list import Link, LinkList

LINE_PX, MOST_PX = 32, 160
DEFINITION = (
    "Of the complaints that reached a desk in the month, those that were settled when the person rang or wrote, were "
    "neither opened again nor taken further since, and did not come back within ten working days of the desk's "
    "calendar. A matter comes back when the same person complains or is dissatisfied again of the same subject: of the "
    "same symptom where both name one, else with half of the words that tell what it is about. Until the ten days are "
    "over a case counts so far. What is kept to a circle counts only for those who are in it, so the share of another "
    "reader may differ."
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
        self._shown_desk: int | None = None
        """The desk whose cases are shown, None while all shares are."""
        self._keys: tuple[str, ...] = ()
        self._reading: Ticket | None = None
        self._reading_cases: Ticket | None = None
        title = text("Settled at first contact", "section", name="settled_title")
        title.setToolTip(DEFINITION)
        self.list = LinkList("settled_list")
        self.list.setAccessibleName("What was settled at first contact, by desk")
        self.list.setAccessibleDescription(DEFINITION)
        self.setLayout(column(title, self.list, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def read(self) -> None:
        """Read again what is shown: the shares, and of a desk that somebody looks into its cases too."""
        self._desk.forget(self._reading)
        self._reading = self._desk.read(self, settled_shares, then=self._on_shares)

    def _on_shares(self, shares: list[DeskShare]) -> None:
        self._shares = shares
        shown = next((one for one in shares if one.desk_id == self._shown_desk), None)
        if shown is None:
            self._show_shares()
        else:
            self._read_cases(shown)

    def _show_shares(self) -> None:
        self._desk.forget(self._reading_cases)
        self._shown_desk = None
        links = [Link(desk_line(one), partial(self._read_cases, one), tip=DEFINITION) for one in self._shares]
        self._show(links, [f"desk:{one.desk_id}" for one in self._shares])

    def _read_cases(self, share: DeskShare) -> None:
        self._desk.forget(self._reading_cases)
        then = partial(self._show_cases, share)
        self._reading_cases = self._desk.read(self, settled_cases, share.desk_id, then=then)

    def _show_cases(self, share: DeskShare, found: SettledCases) -> None:
        is_begun, self._shown_desk = self._shown_desk != share.desk_id, share.desk_id
        back = Link(back_line(share, len(found.counting)), self._show_shares, "muted")
        rows = [*found.counting, *found.came_back]
        lines = [*map(case_line, found.counting), *map(back_again_line, found.came_back)]
        keys = [f"complaint:{one.id}" for one in rows]
        cases = [Link(line, partial(self.opened.emit, key)) for line, key in zip(lines, keys, strict=True)]
        self._show([back, *cases], [f"desk:{share.desk_id}", *keys])
        if is_begun:
            self.list.setCurrentRow(min(1, len(cases)))

    def _show(self, links: Sequence[Link], keys: Sequence[str]) -> None:
        """As high as its lines, up to a height that leaves the day its room; nothing where nothing came in.

        What was chosen stays so though its words are others now; where it is gone, the line in its place is chosen.
        """
        at = self.list.currentRow()
        chosen, self._keys = self._keys[at] if at >= 0 else "", tuple(keys)
        self.list.show_links(links)
        if at >= 0:
            self.list.setCurrentRow(keys.index(chosen) if chosen in keys else min(at, len(links) - 1))
        self.list.setFixedHeight(min(MOST_PX, LINE_PX * max(1, len(links)) + 8))
        self.setVisible(bool(links))
