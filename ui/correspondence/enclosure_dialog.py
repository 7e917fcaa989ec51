"""One enclosure to look at: its pages as they are printed, plain words, or a copy of what is not shown here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedWidget, QWidget

from app.basics.file_types import TYPE_WORDS, FileType, plain_words
from app.basics.problems import WorldProblem
from app.correspondence.enclosed import EnclosedFile, enclosed_file
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.layout import button, column, hairline, row, text
from ui.kit.notices import notice_of
from ui.parts.export import AskFile, CannotSaveFile, ask_file, save_file
from ui.parts.page_view import PageView

_READING = Empty("Reading the file…")
_NOT_SHOWN = Empty(
    "This kind of file is not shown here", "Save a copy to open it with its own program.", icon="paperclip"
)


class EnclosureDialog(QDialog):
    """Esc closes it; Ctrl+Shift+S saves a copy; Ctrl+ + − 0 zoom."""

    def __init__(self, desk: Desk, enclosure_id: int, parent: QWidget | None = None, ask: AskFile = ask_file) -> None:
        super().__init__(parent)
        self.setObjectName("enclosure")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.file: EnclosedFile | None = None
        self._ask = ask
        self._said = text("", "muted", name="enclosure_what", wrap=True)
        self.pages, self.words, self.nothing = PageView(), QPlainTextEdit(), EmptyState(_READING)
        self.pages.setObjectName("enclosure_pages")
        self.pages.setAccessibleName("Pages of the enclosure")
        self.words.setObjectName("enclosure_words")
        self.words.setAccessibleName("Words of the enclosure")
        self.words.setReadOnly(True)
        self._faces = QStackedWidget()
        for face in (self.nothing, self.pages, self.words):
            self._faces.addWidget(face)
        self.copy = button("Save a copy…", "enclosure_copy", icon_name="download", tip="Save a copy  Ctrl+Shift+S")
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self.save_copy)
        close = button("Close", "enclosure_close", tip="Esc")
        close.clicked.connect(self.reject)
        head = row(self._said, None, self.copy, close)
        head.setContentsMargins(16, 12, 16, 12)
        self.setLayout(column(head, hairline(), self._faces, gap=0))
        self.resize(760, 900)
        self.pages.failed.connect(lambda error: self._say(Empty("This file cannot be shown", str(error))))
        desk.read(self, enclosed_file, enclosure_id, then=self._show, failed=self._on_failed)

    def save_copy(self) -> None:
        """Ask where, and write the very bytes that are kept."""
        target = self._ask(self, self.file.safe_name) if self.file is not None else None
        if target is None or self.file is None:
            return
        try:
            self._said.setText(f"Saved: {save_file(target, self.file.content)}.")
        except CannotSaveFile as problem:
            self._said.setText(notice_of(problem).sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_S and event.modifiers() == control_shift:
            self.save_copy()
        elif not self.pages.zoomed_by_key(event):
            super().keyPressEvent(event)

    def _show(self, file: EnclosedFile) -> None:
        self.file = file
        self.setWindowTitle(file.title)
        self._said.setText(TYPE_WORDS[file.file_type])
        self.copy.setEnabled(True)
        if file.paper:
            self.pages.show_pdf(file.paper)
            self._bring(self.pages)
        elif file.file_type is FileType.TEXT:
            self.words.setPlainText(plain_words(file.content))
            self._bring(self.words)
        else:
            self._say(_NOT_SHOWN)

    def _bring(self, face: QWidget) -> None:
        self._faces.setCurrentWidget(face)
        face.setFocus()

    def _say(self, empty: Empty) -> None:
        self.nothing.show_empty(empty)
        self._faces.setCurrentWidget(self.nothing)

    def _on_failed(self, error: Exception) -> bool:
        self._say(Empty("This file cannot be shown", str(error), icon="circle-alert"))
        return isinstance(error, WorldProblem)
