"""A scanned pile on screen: small pages in a strip, marks where documents begin, each named, then kept one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.basics.file_names import plain_name
from app.complaints.split_pile import Part, PileFile, open_pile, split_pile
from app.complaints.wording import counted
from ui.complaints.cut_job import CutJob, put_down, read_cut
from ui.complaints.pile_state import Marks
from ui.complaints.pile_strip import THUMB, PileStrip
from ui.kit.ask import Answer, Question, ask
from ui.kit.desk import Desk, Ticket
from ui.kit.forms import Field, Form
from ui.kit.layout import button, column, hairline, row, text
from ui.kit.notices import Notice, notice_of
from ui.parts.page_view import PageView
from ui.parts.workers import drawing_runner

LEAST_PAGE_PX = 64
"""Of the page in hand: on a small screen with notices above it, the fields are whole first."""

_FIELDS = (
    Field("title", "What it is", required=True, limit=200, hint="Follows “we read …”: the reply slip of 5 October"),
    Field("dated_on", "Day it bears", "date", chars=14),
    Field("from_whom", "From whom", limit=200, beside=True),
    Field("left_out", "Leave these pages out", "check"),
)


@dataclass(frozen=True, slots=True)
class _Cutting:
    """What is cut out and kept, and for which case: whatever is opened meanwhile, it lands there."""

    complaint_id: int
    pile: PileFile
    parts: tuple[Part, ...]


class PileView(QWidget):
    """↑ ↓ go through the pages, Space marks, Enter names; Ctrl+Enter goes to the next unnamed, then keeps all."""

    taken_up = Signal()
    """A pile is read, and is to be shown."""
    left = Signal()
    told = Signal(object)
    """A Notice."""

    def __init__(
        self, desk: Desk, asks: Callable[[Question], str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pile")
        self._desk = desk
        self.asks = asks or (lambda question: ask(question, self))
        self.complaint_id = 0
        self.pile: PileFile | None = None
        self.marks = Marks(1)
        self._page_shown = 0
        self._ticket: Ticket | None = None
        self._cutting: _Cutting | None = None
        """From the first step until all is kept; nothing else is begun meanwhile."""
        self._is_stopped = self._is_saving = False
        self.job = CutJob(self)
        self.strip, self.page = PileStrip(), PageView()
        self.page.setObjectName("pile_page")
        self.page.setAccessibleName("The page in hand")
        self.form = Form(_FIELDS, name="pile_document")
        self._lay_out()
        self.strip.marked.connect(self.toggle)
        self.strip.currentRowChanged.connect(lambda _at: self._on_page())
        self.strip.itemActivated.connect(lambda _item: self.form.focus("title"))
        self.form.edited.connect(lambda _key: self._on_said())
        self.form.submitted.connect(self.go_on)
        self.page.drawn.connect(self._go_to_page)
        self.page.failed.connect(lambda error: self.told.emit(notice_of(error)))
        self.job.progressed.connect(self._on_progress)
        self.job.made.connect(self._on_cut)
        self.job.failed.connect(self._on_failed_to_cut)
        self.job.cancelled.connect(self._end_cutting)
        self.destroyed.connect(self.job.stop)

    def begin(self, path: Path, complaint_id: int) -> None:
        """Read a pile for a case; nothing is kept before all its documents are."""
        name = plain_name(path.name)
        if self._cutting is not None:
            words = f"{self._cutting.pile.name} is still being cut: begin with {name} once its documents are kept."
            self.told.emit(Notice(words, "warn", key="pile"))
            if self._cutting.complaint_id == complaint_id:
                self.taken_up.emit()
            return
        if not self._may_give_up():
            return
        self.complaint_id = complaint_id
        self._clear()
        self._title.setText(f"Reading {name}…")
        self.taken_up.emit()
        self._ticket = self._desk.read(self, open_pile, path, then=self._on_pile, failed=self._on_not_read)

    def toggle(self, page: int) -> None:
        """A document begins on that page, or no longer does."""
        self.marks = self.marks.toggle(page)
        self.strip.show_marks(self.marks)
        self._on_page()

    def go_on(self) -> None:
        """To the next document without a name; once all have one, keep them."""
        missing = self.marks.next_unnamed(self.strip.page)
        if missing is None:
            self.keep()
        else:
            self.strip.setCurrentRow(missing - 1)
            self.form.focus("title")

    def keep(self) -> None:
        """Cut the documents out, in a process of its own, and keep them all at once."""
        pile = self.pile
        if pile is None or not self.keep_button.isEnabled():
            return
        if not self.form.check() and not self.marks.document_of(self.strip.page).left_out:
            return
        self._cutting = cutting = _Cutting(self.complaint_id, pile, tuple(self.marks.parts()))
        self._show_running(running=True)
        drawing_runner().submit(
            lambda: put_down(pile), on_done=partial(self._cut, cutting), on_error=self._on_not_put, owner=self
        )

    @property
    def is_begun(self) -> bool:
        """Whether something was marked that is not kept yet."""
        return self.pile is not None and self.marks.is_begun

    def leave(self) -> None:
        """Stop what is being cut, or go back; what was marked is only thrown away when somebody says so."""
        if self._is_saving:
            self.told.emit(Notice("The documents are being saved: that is not stopped half way.", key="pile"))
        elif self._cutting is not None:
            self._is_stopped = True
            self.job.cancel()
        elif self._may_give_up():
            self._end()

    def _may_give_up(self) -> bool:
        """Whether nothing was marked, or somebody says that it may be lost."""
        if self.pile is None or not self.is_begun:
            return True
        question = Question(
            f"Leave {self.pile.name}?",
            "What you marked and named is lost; the file itself is untouched.",
            (Answer("lose", "Leave it", danger=True),),
            "Go on splitting",
        )
        return self.asks(question) == "lose"

    def _clear(self) -> None:
        self._desk.forget(self._ticket)
        self.pile, self.marks = None, Marks(1)
        self.strip.show_pile(b"", self.marks)
        self.page.clear()
        self._tell()

    def _end(self) -> None:
        self._clear()
        self.left.emit()

    def _lay_out(self) -> None:
        self._title = text("", "section", name="pile_title", wrap=True)
        self._hint = text(
            "Space: a new document begins on this page. Enter: name it. Ctrl+Enter: the next one without a name.",
            "muted-small",
            name="pile_hint",
            wrap=True,
        )
        self._which = text("", "group", name="pile_which")
        self.keep_button = button("Keep them", "pile_keep", "main")
        self._leave = button("Leave it", "pile_leave", tip="Leave it  Esc")
        self.keep_button.clicked.connect(self.keep)
        self._leave.clicked.connect(self.leave)
        self.strip.setFixedWidth(THUMB.width() + 56)
        self.bar = QProgressBar()
        self.bar.setObjectName("pile_progress")
        self.bar.setAccessibleName("How many documents are cut out")
        self.bar.hide()
        head = row(column(self._title, self._hint, gap=2), None, self.bar, self._leave, self.keep_button, gap=8)
        head.setContentsMargins(16, 12, 16, 12)
        words = column(self._which, self.form, gap=8)
        words.setContentsMargins(16, 12, 16, 8)
        right = QWidget()
        right.setLayout(column(words, self.page, gap=0))
        self.page.setMinimumHeight(LEAST_PAGE_PX)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setLayout(column(head, hairline(), row(self.strip, hairline(upright=True), right, gap=0), gap=0))
        self.setFocusProxy(self.strip)

    def _on_pile(self, pile: PileFile) -> None:
        self.pile, self.marks = pile, Marks(pile.pages)
        self._page_shown = 0
        self._title.setText(f"{pile.name}, {counted(pile.pages, 'page')}")
        self.strip.show_pile(pile.content, self.marks)
        self.page.show_pdf(pile.content)
        self._on_page()
        self.strip.setFocus()

    def _on_not_read(self, error: Exception) -> bool:
        self.told.emit(notice_of(error))
        self._end()
        return True

    def _on_page(self) -> None:
        if self.pile is None or self.strip.count() == 0:
            return
        document = self.marks.document_of(self.strip.page)
        self._which.setText(f"The document on {document.pages_words}")
        self.form.show_values({key: getattr(document, key) for key in ("title", "dated_on", "from_whom", "left_out")})
        self._tell()
        self._go_to_page()

    def _go_to_page(self) -> None:
        """Bring the page in hand up, as soon as the pile is laid out."""
        if self._page_shown != self.strip.page and self.page.page_count:
            self._page_shown = self.strip.page
            self.page.go_to_page(self._page_shown)

    def _on_said(self) -> None:
        values = self.form.values()
        self.marks = self.marks.say(
            self.strip.page,
            title=values["title"],
            dated_on=values["dated_on"],
            from_whom=values["from_whom"],
            left_out=values["left_out"],
        )
        self.strip.show_marks(self.marks)
        self._tell()

    def _tell(self) -> None:
        why_not = self.marks.why_not()
        self.keep_button.setText(self.marks.button)
        self.keep_button.setEnabled(not why_not and self.pile is not None and self._cutting is None)
        self.keep_button.setToolTip(why_not or "Keep them as evidence  Ctrl+Enter")

    def _cut(self, cutting: _Cutting, folder: TemporaryDirectory[str]) -> None:
        if self._is_stopped:
            folder.cleanup()
            self._end_cutting()
        else:
            self.job.start(folder, cutting.parts)

    def _on_progress(self, done: int, steps: int) -> None:
        self.bar.setRange(0, steps)
        self.bar.setValue(done)

    def _on_cut(self, cut: list[tuple[Part, Path]]) -> None:
        drawing_runner().submit(lambda: read_cut(cut), on_done=self._keep_all, on_error=self._on_not_put, owner=self)

    def _keep_all(self, parts: list[Part]) -> None:
        self.job.clear()
        cutting = self._cutting
        if cutting is None or self._is_stopped:
            self._end_cutting()
            return
        self._is_saving = True
        pile = cutting.pile
        about = (cutting.complaint_id, pile.name, pile.sha256, len(pile.content), pile.pages, tuple(parts))
        kept = partial(self._on_kept, pile.name)
        self._desk.act(self, split_pile, *about, then=lambda ids: kept(len(ids)), failed=self._on_failed)

    def _on_kept(self, name: str, kept: int) -> None:
        self._end_cutting()
        self.told.emit(Notice(f"{counted(kept, 'document')} of {name} kept as evidence.", "good", key="pile"))
        self._end()

    def _end_cutting(self) -> None:
        """All is kept, or nothing is: another may be begun."""
        self._cutting = None
        self._is_stopped = self._is_saving = False
        self._show_running(running=False)

    def _on_failed(self, error: Exception) -> bool:
        self._end_cutting()
        self.told.emit(notice_of(error))
        return True

    def _on_not_put(self, error: Exception) -> None:
        self.job.clear()
        self._on_failed(error)

    def _on_failed_to_cut(self, why: str) -> None:
        self._end_cutting()
        self.told.emit(Notice(f"{why} Nothing was kept.", "warn", key="pile"))

    def _show_running(self, *, running: bool) -> None:
        """While it is cut nothing can be marked; Esc stops it."""
        self.bar.setRange(0, 0)
        self.bar.setVisible(running)
        self.strip.setEnabled(not running)
        self.form.setEnabled(not running)
        self._leave.setText("Cancel" if running else "Leave it")
        self._leave.setToolTip("Stop cutting  Esc" if running else "Leave it  Esc")
        self._tell()
        if self.isVisible():
            (self._leave if running else self.strip).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        elif enter and self.strip.hasFocus():
            self.form.focus("title")
        elif not self.page.zoomed_by_key(event):
            super().keyPressEvent(event)
