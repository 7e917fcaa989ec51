"""The head of a case: its warnings, what it is called, its stages and clocks, and which of its letters was stopped."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.complaints.clock_chips import ClockChips
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import capital, stage_line, state_status, who_line
from ui.complaints.stage_line import StageLine
from ui.complaints.stopped_letters import StoppedLetters
from ui.kit.headline import Headline, Warnings
from ui.kit.layout import column

STAGES_FROM_PX = 480


class CaseHead(QWidget):
    """Over all panels of the case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_head")
        self.warnings, self.headline = Warnings(), Headline()
        self.stages, self.clocks, self.stopped = StageLine(), ClockChips(), StoppedLetters()
        parts = (self.warnings, self.headline, self.stages, self.clocks, self.stopped)
        self.setLayout(column(*parts, gap=10, edge=16))

    def show_case(self, case: OpenCase) -> None:
        """Show it as it is now."""
        record = case.record
        self.headline.show_title(capital(record.title), who_line(record), record.reference)
        self.headline.show_chips([state_status(record)])
        self.warnings.show_warnings(record.warnings)
        self.stages.show_steps(stage_line(record))
        self.clocks.show_clocks(record.clocks, case.today)
        self.stopped.show_letters(record.letters)

    def fit(self, height: int) -> None:
        """In a low window the line of stages gives way: where the case stands is said beside its reference."""
        self.stages.setVisible(height >= STAGES_FROM_PX)
