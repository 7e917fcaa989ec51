"""The Complaints tab: the worklist at the left, beside it the case in hand or the form for a new one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.complaints.find_soon_late import SoonLate
from app.complaints.record import ComplaintRecord
from app.staff.permissions import Permission
from ui.complaints.after_logging import AfterLogging
from ui.complaints.case_view import CaseView
from ui.complaints.entries_panel import EntriesPanel
from ui.complaints.hold_several import HoldSeveral
from ui.complaints.log_form import LogForm
from ui.complaints.opening import NEW_SUBJECT, SHORT, OpenCase
from ui.complaints.page_actions import PageActions
from ui.complaints.point_form import PointForm
from ui.complaints.short_form import TAKEN_FROM, ShortForm
from ui.complaints.worklist_panel import WorklistPanel
from ui.kit.desk import Changed, touches
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.focus import CameFrom
from ui.kit.late_part import LatePart
from ui.kit.layout import column
from ui.kit.side_panels import SidePanels
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell

if TYPE_CHECKING:
    from ui.complaints.whole_file_panel import WholeFilePanel

PAGES = {"complaint": "complaints", "letter": "letters", "person": "members"}
"""The page that shows each kind of record to which a case leads."""

_NOTHING = Empty(
    "No case is open",
    "Choose one at the left, or log a complaint with Ctrl+N.",
    icon="message-square-warning",
)


class ComplaintsPage(PageWidget):
    """Opened on ``complaint:12``, ``complaint:new``, ``complaint:new:contact:7`` or ``complaint:new:person:3``.

    ``complaint:new:short:contact:7`` is the short form for what was settled at first contact.
    """

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.worklist = WorklistPanel(self.desk)
        self._nothing = EmptyState(_NOTHING)
        self._right = QStackedWidget()
        self._right.addWidget(self._nothing)
        self._point: PointForm | None = None
        """Made ahead of the case that it belongs to."""
        self._case = LatePart(self._right, self._make_case)
        self._log = LatePart(self._right, self._make_log)
        self._short = LatePart(self._right, self._make_short)
        self._hold = LatePart(self._right, self._make_hold)
        self._entries = LatePart(self._right, self._make_entries)
        self._whole_file = LatePart(self._right, self._make_whole_file)
        self.worklist.setMinimumWidth(246)
        panels = SidePanels(
            "complaints_panels", self.desk.preferences, [(self.worklist, 320), (self._right, 1000)], grows=1
        )
        self.setLayout(column(panels, gap=0))
        self._actions = PageActions(self)
        self._started = False
        self._after_logging = AfterLogging(shell, self._open_case, self._open, self)
        self._came_from: CameFrom | None = None
        self.worklist.opened.connect(self._open_case)
        self.worklist.log_asked.connect(self.begin_log)
        self.worklist.soon.answer_asked.connect(self._open_case)
        self.worklist.soon.extend_asked.connect(self._extend)
        self.worklist.soon.hold_asked.connect(self._begin_hold)
        self.worklist.entries_asked.connect(self.begin_entries)
        why_not_log = self.desk.why_not(Permission.COMPLAINT_LOG)
        self.worklist.log.setEnabled(not why_not_log)
        self.worklist.log.setToolTip(why_not_log or self.worklist.log.toolTip())

    @property
    def case(self) -> CaseView:
        """The case in hand."""
        return self._case.wanted()

    @property
    def log(self) -> LogForm:
        """The form of a new complaint."""
        return self._log.wanted()

    @property
    def short(self) -> ShortForm:
        """The form of one that was settled at first contact."""
        return self._short.wanted()

    @property
    def hold(self) -> HoldSeveral:
        """Where several answers are put off at once."""
        return self._hold.wanted()

    @property
    def entries(self) -> EntriesPanel:
        """The cases that another system does not have yet."""
        return self._entries.wanted()

    @property
    def whole_file(self) -> WholeFilePanel:
        """Where a case is made into one PDF."""
        return self._whole_file.wanted()

    def make_ahead(self) -> bool:
        """The case in steps, then the forms of a new one; what is seldom wanted waits until it is."""
        steps = (self._make_point, self._case.step, self._make_logged, self._log.step, self._short.step)
        return any(step() for step in steps)

    def _make_point(self) -> bool:
        """The largest part of a case."""
        if self._point is not None or self._case.there is not None:
            return False
        self._point = PointForm(self.desk)
        self.destroyed.connect(self._point.deleteLater)  # no case takes it along yet
        return True

    def _make_logged(self) -> bool:
        return self.case.make_ahead()

    def _make_case(self) -> CaseView:
        made = CaseView(self.desk, self._point)
        made.open_asked.connect(self._open)
        made.told.connect(self.shell.notify)
        made.shown.connect(self._on_shown)
        made.not_shown.connect(self._on_not_shown)
        made.inquiry.case_wanted.connect(self._open_for_file)
        return made

    def _make_log(self) -> LogForm:
        made = LogForm(self.desk)
        made.logged.connect(self._after_logging.logged)
        made.logged_aside.connect(self._after_logging.logged_aside)
        made.left.connect(self._leave_form)
        made.short_asked.connect(self.begin_short)
        return made

    def _make_short(self) -> ShortForm:
        made = ShortForm(self.desk)
        made.settled.connect(self._after_logging.settled)
        made.logged.connect(self._after_logging.logged)
        made.logged_aside.connect(self._after_logging.logged_aside)
        made.taken_over.connect(self._on_taken_over)
        made.left.connect(self._leave_form)
        return made

    def _make_hold(self) -> HoldSeveral:
        made = HoldSeveral(self.desk)
        made.open_asked.connect(self._open)
        made.left.connect(self._leave_form)
        return made

    def _make_entries(self) -> EntriesPanel:
        made = EntriesPanel(self.desk)
        made.open_asked.connect(self._open)
        made.told.connect(self.shell.notify)
        made.left.connect(self._leave_form)
        return made

    def _make_whole_file(self) -> WholeFilePanel:
        from ui.complaints.whole_file_panel import WholeFilePanel  # it takes the letter engine along

        made = WholeFilePanel(self.desk)
        made.told.connect(self.shell.notify)
        made.taken_up.connect(partial(self._bring, made))
        made.left.connect(self._leave_form)
        return made

    def opened(self, subject: str) -> None:
        """Show what the subject names; an empty one leaves things as they are."""
        if not self._started:
            self._started = True
            self.worklist.start()
        _, _, what = subject.partition(":")
        if what.startswith("new"):
            origin = what.removeprefix("new").removeprefix(":")
            kind, _, rest = origin.partition(":")
            if kind == SHORT:
                self.begin_short(rest)
            else:
                self.begin_log(origin)
        else:
            number, _, place = what.partition(":")
            if number.isdigit():
                self._open_case(int(number), place)

    def may_close(self) -> bool:
        """Half-typed words are kept, so nothing holds the page."""
        self._keep_words()
        return True

    def refresh(self, changed: Changed) -> None:
        """Read again what changed: the list for any case or letter of one, the case when it is the one in hand."""
        if not self._started:
            return
        if touches(changed, "complaint:*", "letter:*"):
            self.worklist.refresh()
        shown = self.shown_case()
        if shown is not None and touches(changed, *_read_for(shown.record)):
            self.case.read()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Evidence for the case that is open, or answers to questions of any."""
        self.case.inquiry.incoming.take(paths)

    def page_actions(self) -> Sequence[Action]:
        """What can be done here, for keys and the palette."""
        return self._actions.all()

    def unsaved_words(self) -> dict[str, str]:
        """What is half typed in the case or in the new complaint."""
        shown = self._right.currentWidget()
        if isinstance(shown, LogForm | ShortForm):
            return shown.parked()
        return self._case.there.unsaved_words() if self._case.there is not None else {}

    def in_hand(self) -> Collection[str]:
        """The new complaint, or the points and the case that are open."""
        shown = self._right.currentWidget()
        if isinstance(shown, LogForm | ShortForm | HoldSeveral | EntriesPanel):
            return (shown.keeper.subject,) if shown.keeper.subject else ()
        return shown.in_hand() if isinstance(shown, CaseView) else ()

    def focus_first(self) -> None:
        """Work begins in the list, or in what is open beside it."""
        shown = self._right.currentWidget()
        if isinstance(shown, LogForm | ShortForm):
            shown.focus_first()
        elif isinstance(shown, CaseView):
            shown.points.list.setFocus()
        else:
            self.worklist.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and isinstance(
            self._right.currentWidget(), LogForm | ShortForm | HoldSeveral | EntriesPanel
        ):
            self._leave_form()
            return
        super().keyPressEvent(event)

    def _open(self, subject: str) -> None:
        self.shell.go(PAGES[subject.partition(":")[0]], subject)

    def _open_case(self, complaint_id: int, place: str = "") -> None:
        """Show a case; ``place`` (``head:7``, ``complaint``) is what of it, where that is known."""
        self._keep_words()
        self._right.setCurrentWidget(self.case)
        if self.case.case is None or self.case.case.record.id != complaint_id:
            self.case.open(complaint_id, place)
            self.actions_changed.emit()
        elif place:
            self.case.open(complaint_id, place)

    def _open_for_file(self, complaint_id: int) -> None:
        """An answer came for a question of this case."""
        shown = self.shown_case()
        self._open_case(complaint_id)
        if shown is not None and shown.record.id == complaint_id:
            self.case.inquiry.incoming.on_shown(shown)

    def _on_shown(self, case: OpenCase) -> None:
        self.worklist.choose(case.record.id)
        self._after_logging.on_shown(case, self.case)
        self.title_changed.emit(case.record.reference)
        self.desk.half_typed.emit()

    def _on_not_shown(self, why: str) -> None:
        self._nothing.show_empty(Empty("This case cannot be shown", why, icon="circle-alert"))
        if isinstance(self._right.currentWidget(), CaseView):
            self._right.setCurrentWidget(self._nothing)

    def begin_log(self, origin: str = "") -> None:
        """The form of a new complaint."""
        self._bring(self.log)
        self.log.begin(origin)

    def _bring(self, form: QWidget) -> None:
        """Show a form in the place of the case; left, it leads back to where one was."""
        self._keep_words()
        self._came_from = CameFrom(form)
        self._came_from.note()
        self._right.setCurrentWidget(form)

    def begin_short(self, origin: str = "") -> None:
        """The short form; what stands in the full one, where that is open, goes with it."""
        shown = self._right.currentWidget()
        words: dict[str, str] = {}
        if isinstance(shown, LogForm):
            if shown.is_sent:
                shown.tell("It is being logged in full already.")
                return
            subject = shown.keeper.subject
            its_origin = subject.removeprefix(NEW_SUBJECT).removeprefix(":")
            if origin in ("", its_origin):
                words, origin = shown.parked() | {TAKEN_FROM: subject}, its_origin
        self._bring(self.short)
        self.short.begin(origin, words)

    def _on_taken_over(self, subject: str, words: Mapping[str, str]) -> None:
        """What the short form took over and logged does not stay half typed in the full one."""
        self.log.let_go_of(subject, words)

    def _begin_hold(self, rows: Sequence[SoonLate]) -> None:
        self._bring(self.hold)
        self.hold.begin(rows)

    def begin_entries(self) -> None:
        """Begin with the case in hand, if it is one of them."""
        shown = self.shown_case()
        self._bring(self.entries)
        self.entries.begin(shown.record.id if shown is not None else 0)

    def begin_whole_file(self) -> None:
        """Make the case in hand into one PDF."""
        case = self.shown_case()
        if case is not None:
            self.whole_file.begin(case.record.id)

    def _extend(self, complaint_id: int) -> None:
        """Open the case, and ask for what an extension needs as soon as it is there."""
        self._keep_words()
        self._right.setCurrentWidget(self.case)
        self.case.open(complaint_id, "complaint", "delay")

    def _leave_form(self) -> None:
        self._keep_words()
        self._nothing.show_empty(_NOTHING)
        self._right.setCurrentWidget(self._nothing if self.shown_case() is None else self.case)
        self.desk.half_typed.emit()
        if self._came_from is None or not self._came_from.go_back():
            self.focus_first()

    def _keep_words(self) -> None:
        if self._case.there is not None:
            self._case.there.keep_words()
        for form in (self._log.there, self._short.there, self._hold.there, self._entries.there):
            if form is not None:
                form.keeper.keep_now()

    def shown_case(self) -> OpenCase | None:
        """The case that is open, None before the first."""
        return self._case.there.case if self._case.there is not None else None


def _read_for(record: ComplaintRecord) -> list[str]:
    """What a case shows, by whose changes it is read again: its own, its person's, those of cases joined with it."""
    cases = [record.id, *(one.id for one in record.joined), *([record.lead.id] if record.lead else [])]
    return [*(f"complaint:{one}" for one in cases), f"person:{record.person_id}", "letter:*"]
