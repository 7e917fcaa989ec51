"""The button beside a point's number: what can become of the point, each with the reason where it cannot."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.complaints.head_row import HeadRow
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import why_no_edit
from ui.complaints.point_deeds import point_deeds


class PointMenu(QPushButton):
    """Hidden where nothing may be done."""

    asked = Signal(object)
    """The Deed that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("This point", parent)
        self.setObjectName("point_deeds")
        self.setAccessibleName("What can be done with this point")
        self.setToolTip("Withdraw, redirect or join this point, or take that back")
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.setMenu(menu)

    def show_deeds(self, case: OpenCase, head: HeadRow) -> None:
        """Offer what the point is in the state for."""
        menu = self.menu()
        menu.clear()
        for deed in point_deeds(head):
            why_not = deed.why_not(case)
            action = menu.addAction(deed.title, partial(self.asked.emit, deed))
            action.setObjectName(f"deed_{deed.key}")
            action.setEnabled(not why_not)
            action.setToolTip(why_not or deed.says)
        self.setVisible(not why_no_edit(case))
