"""What stands over a point: its number and finding, what can become of it, and why nothing of it can be changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.complaints.head_row import HeadRow
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import finding_status
from ui.complaints.point_menu import PointMenu
from ui.kit.layout import column, row, text
from ui.kit.status_chip import StatusChip
from ui.kit.table_data import Status


class PointHead(QWidget):
    """``same`` stands beside the menu of the point."""

    deed_asked = Signal(object)
    """The Deed that was chosen."""

    def __init__(self, same: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = text("", "section", name="point_number")
        self._chip = StatusChip(Status("No finding yet", "ring", "muted"))
        self._deeds = PointMenu()
        self._deeds.asked.connect(self.deed_asked)
        self._why_not = text("", "muted", name="point_why_not", wrap=True)
        self.setLayout(column(row(self._number, self._chip, None, same, self._deeds, gap=12), self._why_not, gap=12))

    def show_head(self, case: OpenCase, head: HeadRow, why_not: str) -> None:
        """Show which point it is; ``why_not`` says why it stays as it is, empty where it need not."""
        self._number.setText(f"Point {head.number}")
        self._chip.show_status(finding_status(head))
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        self._deeds.show_deeds(case, head)
