"""The Complaints tab: the worklist at the left, beside it the case in hand or the form for a new one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.staff.permissions import Permission
from ui.complaints.case_view import CaseView
from ui.complaints.deeds import DEEDS, Deed
from ui.complaints.log_form import LogForm
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import letter_offers
from ui.complaints.worklist_panel import WorklistPanel
from ui.kit.desk import Changed, touches
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.layout import SidePanels, column
from ui.kit.notices import Notice
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell

PAGES = {"letter": "letters", "person": "members"}
"""The page that shows each kind of record to which a case leads."""

_NOTHING = Empty(
    "No case is open",
    "Choose one at the left, or log a complaint with Ctrl+N.",
    icon="message-square-warning",
)


class ComplaintsPage(PageWidget):
    """Opened on ``complaint:12``, ``complaint:new``, ``complaint:new:contact:7`` or ``complaint:new:person:3``."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.worklist = WorklistPanel(self.desk)
        self.case = CaseView(self.desk)
        self.log = LogForm(self.desk)
        self._nothing = EmptyState(_NOTHING)
        self._right = QStackedWidget()
        for widget in (self._nothing, self.case, self.log):
            self._right.addWidget(widget)
        self.worklist.setMinimumWidth(264)
        panels = SidePanels(
            "complaints_panels", self.desk.preferences, [(self.worklist, 320), (self._right, 1000)], grows=1
        )
        self.setLayout(column(panels, gap=0))
        self._started = False
        self._connect()

    def opened(self, subject: str) -> None:
        """Show what the subject names; an empty one leaves things as they are."""
        if not self._started:
            self._started = True
            self.worklist.start()
        _, _, what = subject.partition(":")
        if what.startswith("new"):
            self._log(what.removeprefix("new").removeprefix(":"))
        elif what.isdigit():
            self._open_case(int(what))

    def may_close(self) -> bool:
        """Half-typed words are kept, so nothing holds the page."""
        self.case.keep_words()
        self.log.keeper.keep_now()
        return True

    def refresh(self, changed: Changed) -> None:
        """Read again what changed: the list for any case or letter of one, the case when it is the one in hand."""
        if not self._started:
            return
        if touches(changed, "complaint:*", "letter:*"):
            self.worklist.refresh()
        shown = self.case.case
        if shown is not None and touches(
            changed, f"complaint:{shown.record.id}", f"person:{shown.record.person_id}", "letter:*"
        ):
            self.case.read()

    def page_actions(self) -> Sequence[Action]:
        """What can be done here, for keys and the palette."""
        deeds = [
            Action(
                f"case_{deed.key}",
                deed.title,
                partial(self.case.begin, deed),
                deed.icon,
                why_not=partial(self._why_not, deed),
            )
            for deed in DEEDS
        ]
        return [
            Action("log_complaint", "Log a complaint", lambda: self._log(""), "plus", "Ctrl+N",
                   partial(self.desk.why_not, Permission.COMPLAINT_LOG), "new case"),
            Action("case_save", "Save", self._save, "save", "Ctrl+S",
                   partial(self._why_no_case, Permission.COMPLAINT_WORK)),
            Action("case_write", "Write the letter…", self._write, "feather", "Ctrl+Shift+L",
                   partial(self._why_no_case, Permission.LETTER_WRITE)),
            *deeds,
        ]  # fmt: skip

    def unsaved_words(self) -> dict[str, str]:
        """What is half typed in the case or in the new complaint."""
        return self.log.parked() if self._right.currentWidget() is self.log else self.case.unsaved_words()

    def in_hand(self) -> Collection[str]:
        """The new complaint, or the points and the case that are open."""
        if self._right.currentWidget() is self.log:
            return (self.log.keeper.subject,)
        return self.case.in_hand() if self._right.currentWidget() is self.case else ()

    def focus_first(self) -> None:
        """Work begins in the list, or in what is open beside it."""
        if self._right.currentWidget() is self.log:
            self.log.focus_first()
        elif self._right.currentWidget() is self.case:
            self.case.points.list.setFocus()
        else:
            self.worklist.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._right.currentWidget() is self.log:
            self._leave_log()
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        self.worklist.opened.connect(self._open_case)
        why_not_log = self.desk.why_not(Permission.COMPLAINT_LOG)
        self.worklist.log.setEnabled(not why_not_log)
        self.worklist.log.setToolTip(why_not_log or self.worklist.log.toolTip())
        self.worklist.log_asked.connect(lambda: self._log(""))
        self.case.open_asked.connect(self._open)
        self.case.told.connect(self.shell.notify)
        self.case.shown.connect(self._on_shown)
        self.log.logged.connect(self._on_logged)
        self.log.left.connect(self._leave_log)

    def _open(self, subject: str) -> None:
        self.shell.go(PAGES[subject.partition(":")[0]], subject)

    def _open_case(self, complaint_id: int) -> None:
        self.log.keeper.keep_now()
        self._right.setCurrentWidget(self.case)
        if self.case.case is None or self.case.case.record.id != complaint_id:
            self.case.open(complaint_id)

    def _on_shown(self, case: OpenCase) -> None:
        self.worklist.choose(case.record.id)
        self.title_changed.emit(case.record.reference)
        self.desk.half_typed.emit()

    def _log(self, origin: str) -> None:
        self.case.keep_words()
        self._right.setCurrentWidget(self.log)
        self.log.begin(origin)

    def _on_logged(self, complaint_id: int) -> None:
        self._open_case(complaint_id)
        self.shell.notify(Notice("Complaint logged; its clocks run.", "good"))

    def _leave_log(self) -> None:
        self.log.keeper.keep_now()
        self._right.setCurrentWidget(self.case if self.case.case is not None else self._nothing)
        self.desk.half_typed.emit()
        self.focus_first()

    def _save(self) -> None:
        self.case.save()

    def _write(self) -> None:
        if self.case.case is not None:
            self.case.write(letter_offers(self.case.case)[0])

    def _why_not(self, deed: Deed) -> str:
        return deed.why_not(self.case.case) if self.case.case is not None else "No case is open."

    def _why_no_case(self, permission: Permission) -> str:
        return self.desk.why_not(permission) or ("" if self.case.case is not None else "No case is open.")
