"""What follows once a complaint was logged: work in its first point, and word of its letter where it was settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.complaints.case_view import CaseView
from ui.complaints.letter_offers import settled_words
from ui.complaints.opening import OpenCase
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

if TYPE_CHECKING:
    from letters.checks import Finding


class AfterLogging(QObject):
    """``open_case`` shows a case on this page, ``go`` whatever a subject names."""

    def __init__(
        self, shell: Shell, open_case: Callable[[int], None], go: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell, self._desk = shell, shell.desk
        self._open_case, self._go = open_case, go
        self._begin_work_on = 0
        """The complaint logged just now: work goes on in its first point."""
        self._just_settled = 0
        """The one that was settled just now, until its letter was looked at."""

    def logged(self, complaint_id: int) -> None:
        """Show it, and say so."""
        self._begin_work_on = complaint_id
        self._open_case(complaint_id)
        self._shell.notify(Notice("Complaint logged; its clocks run.", "good", key="logged"))

    def logged_aside(self, complaint_id: int) -> None:
        """Whoever has gone on to something else stays there."""
        opens = partial(self._go, f"complaint:{complaint_id}")
        self._shell.notify(Notice("The complaint you sent is logged.", "good", "Open it", opens, "logged"))

    def settled(self, complaint_id: int) -> None:
        """Show it; what is said of it waits for what its letter lacks."""
        self._begin_work_on = self._just_settled = complaint_id
        self._open_case(complaint_id)

    def on_shown(self, case: OpenCase, view: CaseView) -> None:
        """A case was read: go on where it is the one."""
        if case.record.id == self._begin_work_on:
            view.focus_point()
        if case.record.id == self._just_settled:
            self._look_at_confirmation(case)
        self._begin_work_on = self._just_settled = 0

    def _look_at_confirmation(self, case: OpenCase) -> None:
        """What submitting would find in the letter is asked before it is said that it can be submitted."""
        from app.correspondence.find_editing import check_draft

        letters = [one.id for one in case.record.letters if one.kind == "confirmation"]
        if letters:
            self._desk.read(self, check_draft, letters[-1], then=partial(self._tell_settled, letters[-1]))

    def _tell_settled(self, letter_id: int, found: Sequence[Finding]) -> None:
        bars = sum(one.blocks for one in found)
        opens = partial(self._go, f"letter:{letter_id}")
        self._shell.notify(Notice(settled_words(bars), "warn" if bars else "good", "Open the letter", opens, "logged"))
