"""An item of evidence beside the case: a PDF or picture is drawn here, a message or text is read, others are copied."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from app.basics.file_types import MESSAGES, PICTURES, TYPE_WORDS, FileType, plain_words
from app.basics.messages import MailMessage, read_message
from app.basics.problems import WorldProblem
from app.basics.text import readable_part
from app.complaints.find_evidence import EvidenceFile, evidence_file
from app.complaints.wording import show_date
from ui.complaints.page_state import capital
from ui.complaints.picture_view import PictureView
from ui.kit.desk import Desk, Ticket
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.layout import button, column, hairline, row, text
from ui.kit.notices import Notice, notice_of
from ui.parts.export import AskFile, CannotSaveFile, ask_file, save_file
from ui.parts.page_view import PageView
from ui.parts.workers import drawing_runner

WIDEST = 2_400
"""Points to which a larger picture is brought down: as sharp as any screen shows it."""

_NOT_SHOWN = Empty(
    "This kind of file is not shown here", "Save a copy to open it with its own program.", icon="file-text"
)
_LOADING = Empty("Reading the file…")


class CannotShowPicture(WorldProblem):
    """A picture that cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Readable:
    """A file made ready to be shown: one of a PDF, a picture, or words."""

    pdf: bytes = b""
    picture: QImage | None = None
    words: str = ""
    note: str = ""


def readable(file: EvidenceFile) -> Readable:
    """What of a file is shown; an empty one for a kind that is not. Made on a worker. Raises WorldProblem."""
    if file.file_type is FileType.PDF:
        return Readable(pdf=file.content)
    if file.file_type in PICTURES:
        return _picture(file.content)
    if file.file_type in MESSAGES:
        return Readable(words=message_words(read_message(file.content, file.file_type)))
    return Readable(words=readable_part(plain_words(file.content)) if file.file_type is FileType.TEXT else "")


def message_words(message: MailMessage) -> str:
    """A message as it is read: who, when, what about, its words, and what hangs on it."""
    sender = message.sender or "nobody named"
    head = [
        f"From: {sender}" + (f" <{message.address}>" if message.address not in ("", sender) else ""),
        f"Sent: {show_date(message.sent_at.date())}" if message.sent_at else "Sent: not told",
        f"Subject: {message.subject}",
        f"Attached: {', '.join(message.attachments)}" if message.attachments else "",
    ]
    return "\n".join(filter(None, head)) + f"\n\n{message.words}"


def _picture(content: bytes) -> Readable:
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size, frames = reader.size(), reader.imageCount()
    if size.isValid() and max(size.width(), size.height()) > WIDEST:
        reader.setScaledSize(size.scaled(QSize(WIDEST, WIDEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise CannotShowPicture(
            f"This picture cannot be shown ({reader.errorString()}).", "Save a copy to look at it elsewhere."
        )
    return Readable(picture=image, note=f"The first of {frames} pictures" if frames > 1 else "")


class EvidenceView(QWidget):
    """Esc goes back to the point; Ctrl+Shift+S saves a copy; Ctrl+ + − 0 zoom."""

    left = Signal()
    told = Signal(object)
    """A Notice."""

    def __init__(self, desk: Desk, ask: AskFile = ask_file, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence_view")
        self._desk, self.ask = desk, ask
        self.file: EvidenceFile | None = None
        self._ticket: Ticket | None = None
        self._drawing = 0
        self.pages, self.picture = PageView(), PictureView("evidence_picture")
        self.pages.setObjectName("evidence_pages")
        self.pages.setAccessibleName("Pages of the evidence")
        self.words = QPlainTextEdit()
        self.words.setObjectName("evidence_words")
        self.words.setAccessibleName("Words of the evidence")
        self.words.setReadOnly(True)
        self._nothing = EmptyState(_LOADING)
        self._faces = QStackedWidget()
        for face in (self._nothing, self.pages, self.picture, self.words):
            self._faces.addWidget(face)
        self._lay_out()
        self.pages.failed.connect(lambda error: self._say(Empty("This file cannot be shown", str(error))))

    def show_evidence(self, evidence_id: int) -> None:
        """Read and show an item."""
        self._desk.forget(self._ticket)
        self._title.setText("")
        self._note.setText("")
        self.file = None
        self._copy.setEnabled(False)
        self._say(_LOADING)
        self._ticket = self._desk.read(self, evidence_file, evidence_id, then=self._on_file, failed=self._on_failed)
        self._close.setFocus()

    def save_copy(self) -> None:
        """Ask where, and write the very bytes that are kept, under a name that ends as its content does."""
        if self.file is None:
            return
        target = self.ask(self, self.file.safe_name)
        if target is None:
            return
        try:
            self.told.emit(Notice(f"Saved: {save_file(target, self.file.content)}.", "good", key="copy"))
        except CannotSaveFile as problem:
            self.told.emit(notice_of(problem))

    def copy_of(self, evidence_id: int) -> None:
        """Save a copy of an item without showing it."""

        def then(file: EvidenceFile) -> None:
            self.file = file
            self.save_copy()

        self._desk.read(self, evidence_file, evidence_id, then=then)

    def _lay_out(self) -> None:
        self._title = text("", "section", name="evidence_title", wrap=True)
        self._note = text("", "muted", name="evidence_note", wrap=True)
        self._copy = button("Save a copy…", "evidence_copy", icon_name="download", tip="Save a copy  Ctrl+Shift+S")
        self._close = button("Back to the point", "evidence_close", tip="Back to the point  Esc")
        self._copy.clicked.connect(self.save_copy)
        self._close.clicked.connect(self.left)
        head = row(column(self._title, self._note, gap=2), None, self._copy, self._close, gap=8)
        head.setContentsMargins(16, 12, 16, 12)
        self.setLayout(column(head, hairline(), self._faces, gap=0))

    def _on_file(self, file: EvidenceFile) -> None:
        self.file = file
        self._title.setText(capital(file.title))
        self._note.setText(TYPE_WORDS[file.file_type])
        self._copy.setEnabled(True)
        runner = drawing_runner()
        runner.forget(self._drawing)
        self._drawing = runner.submit(
            lambda: readable(file), on_done=self._show, on_error=self._on_unreadable, owner=self
        )

    def _show(self, found: Readable) -> None:
        if self.file is None:
            return
        if found.note:
            self._note.setText(f"{TYPE_WORDS[self.file.file_type]} · {found.note}")
        if found.pdf:
            self.pages.show_pdf(found.pdf)
            self._bring(self.pages)
        elif found.picture is not None:
            self.picture.show_picture(found.picture, self.file.title)
            self._bring(self.picture)
        elif found.words:
            self.words.setPlainText(found.words)
            self._bring(self.words)
        else:
            self._say(_NOT_SHOWN)

    def _bring(self, face: QWidget) -> None:
        self._faces.setCurrentWidget(face)
        if self._close.hasFocus():
            face.setFocus()

    def _say(self, empty: Empty) -> None:
        self._nothing.show_empty(empty)
        self._faces.setCurrentWidget(self._nothing)

    def _on_failed(self, error: Exception) -> bool:
        self._on_unreadable(error)
        return isinstance(error, WorldProblem)

    def _on_unreadable(self, error: Exception) -> None:
        self._say(Empty("This file cannot be shown", str(error), icon="circle-alert"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == control_shift:
            self.save_copy()
        elif not self.pages.zoomed_by_key(event):
            super().keyPressEvent(event)
