"""How often each check was overruled: a rule that cries wolf is to be mended, one that is refused to be explained."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.correspondence.kept_readings import Overruled, overruled
from app.staff.work import ReadWork
from letters.checks.book import NOTES
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty
from ui.kit.layout import button, column, row, text
from ui.kit.paged_table import Ask, Column, PagedTable, Slice

NONE_KEPT = Empty(
    "No check was overruled", "When an author keeps what a check found, for a reason, it is counted here.", icon="check"
)


def asks_of(row: Overruled) -> str:
    """What a sound letter does by this rule."""
    return NOTES[row.rule].asks if row.rule in NOTES else ""


COLUMNS: Sequence[Column[Overruled]] = (
    Column("rule", "Check", lambda row: row.rule, second=asks_of, face="reference", stretch=True, tip=asks_of),
    Column("kept", "Kept", lambda row: str(row.kept), face="figures", align="right", width=72),
    Column("letters", "Letters", lambda row: str(row.letters), face="figures", align="right", width=80),
    Column("confirmed", "Confirmed", lambda row: str(row.confirmed), face="figures", align="right", width=100),
    Column("refused", "Refused", lambda row: str(row.refused), face="figures", align="right", width=88),
)


def load_overruled(work: ReadWork, ask: Ask) -> Slice[Overruled]:
    """All of them: there are no more than rules."""
    return Slice.cut(overruled(work) if ask.after is None else [], ask, lambda row: row.rule)


class OverruledDialog(QDialog):
    """Esc closes it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overruled")
        self.setWindowTitle("Checks that authors overruled")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table: PagedTable[Overruled] = PagedTable(
            desk, "overruled_checks", COLUMNS, load_overruled, id_of=lambda row: row.rule, empty=NONE_KEPT
        )
        said = "Kept: its author let the words stand. Confirmed: an approver agreed. Refused: the letter was returned."
        close = button("Close", "overruled_close", tip="Esc")
        close.clicked.connect(self.reject)
        self.setLayout(column(text(said, "muted", wrap=True), self.table, row(None, close), gap=12, edge=16))
        self.resize(860, 420)
        self.table.start()
