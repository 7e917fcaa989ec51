"""Comments pinned to parts of the letter: those there are, and one to add to the part that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.correspondence.find_approvals import CommentLine
from ui.correspondence.approvals.page_state import comment_head
from ui.kit.layout import button, column, row, scrolled, text
from ui.kit.text_editor import TextEditor

CHOOSE = "Click a part of the page to comment on it."


class CommentsPanel(QWidget):
    """Emits what is to be done; the page does it."""

    added = Signal(str, str)
    """Block id and words."""
    settled = Signal(int)
    block_asked = Signal(str)
    half_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comments")
        self._block_id = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        self._shown: list[QWidget] = []
        self._about = text(CHOOSE, "muted", name="comment_about", wrap=True)
        self.editor = TextEditor(lines=3, limit=4_000)
        self.editor.setObjectName("comment_text")
        self.editor.setAccessibleName("Comment")
        self.editor.setMaximumHeight(self.editor.minimumHeight() + 24)
        self.editor.setPlaceholderText("What should change here")
        self._add = button("Add comment", "comment_add", tip="Pin it to this part  Ctrl+Enter")
        content = QWidget()
        content.setLayout(column(self._list, None, gap=0, edge=16))
        below = column(self._about, self.editor, row(None, self._add), gap=8, edge=16)
        outer = column(scrolled(content), below, gap=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        self._add.clicked.connect(self._on_add)
        self.editor.submitted.connect(self._on_add)
        self.editor.textChanged.connect(self._enable)
        self.editor.paused.connect(self.half_typed)
        self.choose("", "")

    def show_comments(self, comments: Sequence[CommentLine], titles: dict[str, str], *, may_settle: bool) -> None:
        """All comments, each under the name of its part."""
        for widget in self._shown:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [self._card(comment, titles, may_settle=may_settle) for comment in comments]
        if not comments:
            self._shown = [text("No comments yet.", "muted")]
        for widget in self._shown:
            self._list.addWidget(widget)

    def choose(self, block_id: str, title: str) -> None:
        """The part that the next comment is about; none when ``block_id`` is empty."""
        self._block_id = block_id
        self._about.setText(f"On “{title}”" if block_id else CHOOSE)
        self.editor.setEnabled(bool(block_id))
        self._enable()

    def _card(self, comment: CommentLine, titles: dict[str, str], *, may_settle: bool) -> QWidget:
        where = button(titles.get(comment.block_id, comment.block_id), f"comment_{comment.id}_part", "link")
        where.clicked.connect(lambda: self.block_asked.emit(comment.block_id))
        head = row(where, None)
        if may_settle and comment.settled_by is None:
            settle = button("Settled", f"comment_{comment.id}_settle", "quiet", tip="What it asks for was done")
            settle.clicked.connect(lambda: self.settled.emit(comment.id))
            head.addWidget(settle)
        words = text(comment.text, "muted" if comment.settled_by else None, wrap=True)
        card = QWidget()
        card.setLayout(column(head, words, text(comment_head(comment), "muted-small"), gap=4))
        return card

    def _on_add(self) -> None:
        words = self.editor.text().strip()
        if words and self._block_id:
            self.added.emit(self._block_id, words)

    def _enable(self) -> None:
        self._add.setEnabled(bool(self._block_id and self.editor.text().strip()))
