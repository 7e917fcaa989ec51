"""The clocks of a case as chips; one opens its whole sum as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.complaints.record import ClockRow
from ui.complaints.page_state import clock_status
from ui.kit.flow import Flow
from ui.kit.layout import button, panel, row, scrolled, text
from ui.kit.status_chip import StatusChip

SUM_PX = 240


class ClockChips(QWidget):
    """A row of chips; below it, when asked for, how a clock's day was worked out. Esc folds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clocks")
        self._clocks: tuple[ClockRow, ...] = ()
        self._shown = ""
        self._buttons: dict[str, QPushButton] = {}
        self._line = Flow(gap=8)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._lines.setContentsMargins(12, 10, 12, 10)
        self._sum = scrolled(panel(self._lines, part="card"))
        self._sum.setObjectName("clock_sum")
        self._sum.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._line)
        layout.addWidget(self._sum)

    def show_clocks(self, clocks: Sequence[ClockRow], today: date) -> None:
        """Show these clocks, the answer's first; an open sum is brought up to date."""
        self._clocks = tuple(sorted(clocks, key=lambda clock: clock.kind.value, reverse=True))
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {}
        for clock in self._clocks:
            why = button(
                "How?", f"why_{clock.kind.value}", "link", tip=f"How the day of the {clock.name.lower()} is worked out"
            )
            why.setAccessibleName(f"How the day of the {clock.name.lower()} is worked out")
            why.clicked.connect(lambda _on=False, key=clock.kind.value: self.toggle(key))
            self._buttons[clock.kind.value] = why
            chip = QWidget()
            chip.setLayout(row(StatusChip(clock_status(clock, today)), why, gap=8))
            self._line.addWidget(chip)
        self._show_sum()

    def toggle(self, kind: str) -> None:
        """Open the sum of a clock, or fold it."""
        self._shown = "" if self._shown == kind else kind
        self._show_sum()

    def sum_lines(self) -> list[str]:
        """The sentences that are open now."""
        clock = self._clock()
        return list(clock.sum) if clock else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._shown:
            self.toggle(self._shown)
            return
        super().keyPressEvent(event)

    def _clock(self) -> ClockRow | None:
        return next((clock for clock in self._clocks if clock.kind.value == self._shown), None)

    def _show_sum(self) -> None:
        clock = self._clock()
        while (item := self._lines.takeAt(0)) is not None:
            if isinstance(label := item.widget(), QLabel):
                label.deleteLater()
        if clock is not None:
            title = text(f"How the day of the {clock.name.lower()} is worked out", "group")
            for line in (title, *(text(sentence, wrap=True) for sentence in clock.sum)):
                self._lines.addWidget(line)
                line.show()  # a layout gives no room to what is not shown yet
        for key, why in self._buttons.items():
            why.setText("Fold" if key == self._shown else "How?")
        self._sum.setFixedHeight(min(SUM_PX, self._lines.sizeHint().height() + 2))
        self._sum.setVisible(clock is not None)
