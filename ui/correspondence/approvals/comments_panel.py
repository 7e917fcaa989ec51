"""Comments pinned to parts of the letter: those there are, and one to add to the part that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.correspondence.find_approvals import CommentLine
from app.correspondence.suggest_edit import SuggestionLine
from ui.correspondence.approvals.page_state import comment_head, suggestion_head
from ui.correspondence.changes_html import changes_html
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
    half_edited = Signal(str, str)
    """Block id and the words half typed in place of the author's; none where they were sent or left."""
    suggested = Signal(str, str)
    """Block id and the words in place of the author's."""
    mended = Signal(str, str)
    """Block id and its words with a slip put right."""

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
        self._edit = button("Edit the words…", "comment_edit", icon_name="pencil", tip="Edit the words  E in the list")
        self.suggest = button("Suggest", "words_suggest", "main", tip="Suggest these words to the author  Ctrl+Enter")
        self.mend = button("Mend a slip", "words_mend", tip="Only a misspelling, comma, doubled word, capital or blank")
        self._leave = button("Leave it", "words_leave", "quiet", tip="Esc")
        self._problem = text("", "field-problem", name="words_problem", wrap=True)
        self._texts: dict[str, str] = {}
        self._edits: dict[str, str] = {}
        """By block id what is half typed in place of the author's words."""
        self._comment = ""
        """The comment half typed, while words are edited in its field."""
        self._editing = False
        content = QWidget()
        content.setLayout(column(self._list, None, gap=0, edge=16))
        deeds = row(self._leave, None, self._edit, self.mend, self._add, self.suggest)
        below = column(self._about, self.editor, self._problem, deeds, gap=8, edge=16)
        outer = column(scrolled(content), below, gap=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        self._add.clicked.connect(self._on_add)
        self._edit.clicked.connect(self.begin_edit)
        self.suggest.clicked.connect(self._on_add)
        self.mend.clicked.connect(lambda: self.mended.emit(self._block_id, self.editor.text().strip()))
        self._leave.clicked.connect(self.end_edit)
        self.editor.submitted.connect(self._on_add)
        self.editor.textChanged.connect(self._enable)
        self.editor.paused.connect(self._on_paused)
        self.choose("", "")

    def show_texts(self, texts: dict[str, str]) -> None:
        """The words of the parts that may be edited, by block id; none where this reader does not decide."""
        self._texts = texts
        self._enable()

    def show_half_typed(self, comment: str, edits: dict[str, str]) -> None:
        """What was half typed on this letter: a comment, and by block id words in place of the author's."""
        self._edits = dict(edits)
        self.editor.set_text(comment)

    @property
    def edits(self) -> dict[str, str]:
        """By block id what is half typed in place of the author's words."""
        return dict(self._edits)

    @property
    def comment(self) -> str:
        """The comment half typed."""
        return self._comment if self._editing else self.editor.text()

    def begin_edit(self) -> None:
        """Put the words of the chosen part into the field, to be changed, or those half typed in place of them."""
        if self._block_id in self._texts and not self._editing:
            self.editor.flush()
            self._comment, self._editing = self.editor.text(), True
            self._problem.clear()
            self.editor.set_text(self._edits.get(self._block_id, self._texts[self._block_id]))
            self.editor.setAccessibleName("The words of this part")
            self.editor.setFocus()
            self._enable()

    def end_edit(self) -> None:
        """Back to comments: the author's words stand, or what replaces them was sent."""
        if self._editing:
            self._edits.pop(self._block_id, None)
            self.half_edited.emit(self._block_id, "")
            self._back_to_comment()
        self._enable()

    def _put_down(self) -> None:
        """Another part is chosen: what is half typed on this one is found again here."""
        if self._editing:
            self.editor.flush()
            self._back_to_comment()

    def _back_to_comment(self) -> None:
        self._editing = False
        self._problem.clear()
        self.editor.setAccessibleName("Comment")
        self.editor.set_text(self._comment)

    def show_problem(self, sentence: str) -> None:
        """Why these words cannot be suggested or mended."""
        self._problem.setText(sentence)
        self.editor.setFocus()

    def show_comments(
        self,
        comments: Sequence[CommentLine],
        titles: dict[str, str],
        suggestions: Sequence[SuggestionLine] = (),
        *,
        may_settle: bool,
    ) -> None:
        """All comments, each under the name of its part, and below them the words that were suggested."""
        for widget in self._shown:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = [self._card(comment, titles, may_settle=may_settle) for comment in comments]
        self._shown += [_suggestion_card(one, titles) for one in suggestions]
        if not self._shown:
            self._shown = [text("No comments yet.", "muted")]
        for widget in self._shown:
            self._list.addWidget(widget)

    def choose(self, block_id: str, title: str) -> None:
        """The part that the next comment is about; none when ``block_id`` is empty."""
        self._put_down()
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
            (self.suggested if self._editing else self.added).emit(self._block_id, words)

    def _on_paused(self, words: str) -> None:
        if self._editing:
            self._edits[self._block_id] = words
            self.half_edited.emit(self._block_id, words)
        else:
            self.half_typed.emit(words)

    def _enable(self) -> None:
        has_words = bool(self._block_id and self.editor.text().strip())
        self._add.setVisible(not self._editing)
        self._add.setEnabled(has_words)
        self._edit.setVisible(not self._editing and self._block_id in self._texts)
        for made in (self.suggest, self.mend, self._leave, self._problem):
            made.setVisible(self._editing)
        changed = has_words and self.editor.text().strip() != self._texts.get(self._block_id, "").strip()
        self.suggest.setEnabled(changed)
        self.mend.setEnabled(changed)


def _suggestion_card(one: SuggestionLine, titles: dict[str, str]) -> QWidget:
    """Words suggested for a part: what they change, and what became of them."""
    words = text("", wrap=True, name=f"suggested_{one.id}")
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setText(changes_html(one.spans))
    words.setAccessibleName(f"Suggested: {one.words}")
    card = QWidget()
    title = titles.get(one.block_id, one.block_id)
    card.setLayout(column(text(title, "muted"), words, text(suggestion_head(one), "muted-small", wrap=True), gap=4))
    return card
