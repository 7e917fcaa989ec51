"""The inquiry into a case tied together: what its sections ask for, what stands beside them, files that come."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from app.complaints.question_draft import QuestionDraft, question_draft
from ui.complaints.deed_panel import DeedPanel
from ui.complaints.evidence_view import EvidenceView
from ui.complaints.incoming import IncomingFiles
from ui.complaints.inquiry_state import why_no_file
from ui.complaints.opening import OpenCase
from ui.complaints.pile_view import PileView
from ui.complaints.point_form import PointForm
from ui.complaints.side_panel import SidePanel
from ui.kit.desk import Desk
from ui.kit.notices import Notice, notice_of
from ui.parts.ask_files import AskFiles, ask_files
from ui.parts.export import AskFile, CannotSaveFile, NoMailProgram, OpenFile, ask_file, open_draft, open_file, save_file


class Inquiry(QObject):
    """Shows evidence or a pile in the place of the point; ``put_away`` brings the point back."""

    told = Signal(object)
    """A Notice."""
    case_wanted = Signal(int)
    put_back = Signal()
    """The point is to be shown again."""
    wide_asked = Signal(bool)
    """Whether what stands in the place of the point needs all the room there is."""
    begin_asked = Signal(object, int)
    """A Deed is to be asked for, of a target."""

    def __init__(
        self, desk: Desk, side: SidePanel, deed: DeedPanel, point: PointForm, middle: QStackedWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._side, self._deed, self._point, self._middle = desk, side, deed, point, middle
        self._case: OpenCase | None = None
        self._view: EvidenceView | None = None
        self._pile: PileView | None = None
        self.ask_files: AskFiles = partial(ask_files, title="Add evidence")
        self.opens: OpenFile = open_file
        self.ask_where: AskFile = ask_file
        self.incoming = IncomingFiles(desk, self, lambda: self._case, deed.isHidden)
        self.incoming.head_in_hand = point.head_id
        side.deed_asked.connect(self.begin_asked)
        side.use_asked.connect(self._use)
        side.view_asked.connect(self.show_evidence)
        side.copy_asked.connect(self._save_copy)
        side.draft_asked.connect(self.open_question_draft)
        side.files_asked.connect(self.add_files)
        side.standards.measure_asked.connect(point.measure_by)
        side.standards.told.connect(lambda sentence: self.told.emit(Notice(sentence, "warn", key="standard")))
        point.day_changed.connect(self._show_day)
        deed.did.connect(self._on_did)
        middle.currentChanged.connect(lambda _at: self.wide_asked.emit(self._splits()))
        self.incoming.told.connect(self.told)
        self.incoming.case_wanted.connect(self.case_wanted)
        self.incoming.deed_ready.connect(self.begin_asked)
        self.incoming.pile_offered.connect(self._offer_pile)

    @property
    def view(self) -> EvidenceView:
        """Where evidence is shown, made when the first is looked at."""
        if self._view is None:
            self._view = made = EvidenceView(self._desk)
            made.left.connect(self.put_away)
            made.told.connect(self.told)
            self._middle.addWidget(made)
        return self._view

    @property
    def pile(self) -> PileView:
        """Where a pile is split, made when the first is."""
        if self._pile is None:
            self._pile = made = PileView(self._desk)
            made.taken_up.connect(partial(self._middle.setCurrentWidget, made))
            made.left.connect(self._put_pile_away)
            made.told.connect(self.told)
            self._middle.addWidget(made)
        return self._pile

    def _put_pile_away(self) -> None:
        """A pile that was kept while another case was looked at leaves that one as it is."""
        if self._splits():
            self.put_away()

    def _splits(self) -> bool:
        return self._pile is not None and self._middle.currentWidget() is self._pile

    @property
    def in_front(self) -> bool:
        """Whether evidence or a pile stands where the point would."""
        return self._middle.currentWidget() in (self._view, self._pile) and self._middle.currentWidget() is not None

    def show_case(self, case: OpenCase) -> None:
        """Another case, or the same as it is now."""
        other = self._case is None or self._case.record.id != case.record.id
        self._case = case
        self._side.show_case(case)
        self._show_day()
        self.incoming.on_shown(case)
        if other and self._pile is not None and self._pile.complaint_id == case.record.id and self._pile.is_begun:
            self._offer_to_go_on(self._pile)

    def let_go(self) -> None:
        """Another case is coming."""
        self._case = None
        self.incoming.case_left()
        self.put_away()

    def put_away(self) -> None:
        """Let the point stand here again; a pile that is half split waits."""
        if self.in_front:
            self.put_back.emit()

    def show_evidence(self, evidence_id: int) -> None:
        """Show an item where the point stands."""
        view = self.view
        self._middle.setCurrentWidget(view)
        view.show_evidence(evidence_id)

    def _save_copy(self, evidence_id: int) -> None:
        self.view.copy_of(evidence_id)

    def add_files(self) -> None:
        """Ask for files and look at each."""
        why_not = why_no_file(self._case) if self._case else "No case is open."
        if why_not:
            self.told.emit(Notice(why_not, key="why_not"))
        else:
            self.incoming.take(self.ask_files(self._side))

    def split(self) -> None:
        """Ask for a pile and split it."""
        why_not = why_no_file(self._case) if self._case else "No case is open."
        if why_not:
            self.told.emit(Notice(why_not, key="why_not"))
            return
        for path in list(self.ask_files(self._side))[:1]:
            self.split_file(path)

    def split_file(self, path: Path) -> None:
        """Split a pile for the case that is open."""
        if self._case is not None:
            self.pile.begin(path, self._case.record.id)

    def open_question_draft(self, question_id: int) -> None:
        """Make the e-mail of a question and open it in the person's mail program."""
        self._desk.read(self, question_draft, question_id, then=self._on_draft)

    def _on_draft(self, draft: QuestionDraft) -> None:
        try:
            open_draft(draft.file_name, draft.content, self.opens, "It is not sent: save it, and send it from there.")
        except NoMailProgram as problem:
            save = partial(self._save_draft, draft)
            self.told.emit(Notice(str(problem), "warn", "Save the e-mail…", save, key="draft"))
        except CannotSaveFile as problem:
            self.told.emit(notice_of(problem))
        else:
            said = f"An e-mail to {draft.to} was handed to your mail program. Sending it is yours."
            self.told.emit(Notice(said, "info", key="draft"))

    def _save_draft(self, draft: QuestionDraft) -> None:
        """Any mail program opens the file, on any computer; where nobody saves it, its words can be copied."""
        file = self.ask_where(self._side, draft.file_name)
        copy = partial(QGuiApplication.clipboard().setText, f"{draft.subject}\n\n{draft.words}")
        if file is None:
            said = "It is neither sent nor saved. Leave the reference in its subject when you write it yourself."
            self.told.emit(Notice(said, "warn", "Copy subject and words", copy, key="draft"))
            return
        try:
            name = save_file(file, draft.content)
        except CannotSaveFile as problem:
            self.told.emit(notice_of(problem))
        else:
            said = f"{name} is saved. It is not sent yet: open it where you write e-mails."
            self.told.emit(Notice(said, "info", key="draft"))

    def _on_did(self, key: str, target: int, result: object) -> None:
        if key == "ask_somebody" and isinstance(result, int):
            self.open_question_draft(result)
        elif key == "chase_question":
            self.open_question_draft(target)

    def _use(self, words: str) -> None:
        self.put_away()
        if not self._point.add_happened(words):
            self.told.emit(Notice("Choose a point at the left first.", key="why_not"))

    def _show_day(self) -> None:
        """Standards are read as they stood on the day of the point in hand."""
        if self._case is not None:
            self._side.standards.set_day(
                self._point.event_day(), self._case.record.raised_on, self._point.why_no_edit()
            )

    def _offer_pile(self, path: Path, sentence: str) -> None:
        self.told.emit(Notice(sentence, "info", "Split it", partial(self._split_instead, path), key="pile"))

    def _split_instead(self, path: Path) -> None:
        self._deed.leave()
        self.split_file(path)

    def _offer_to_go_on(self, pile: PileView) -> None:
        name = pile.pile.name if pile.pile else "A pile"
        go_on = partial(self._middle.setCurrentWidget, pile)
        self.told.emit(Notice(f"{name} is half split.", "info", "Go on splitting", go_on, key="pile"))
