"""Comments pinned to parts of the letter: those there are, and one to add to the part that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.correspondence.find_approvals import CommentLine, ForApproval
from app.correspondence.suggest_edit import SuggestionLine
from ui.correspondence.approvals.page_state import comment_head, suggestion_head, texts_to_edit, why_not_mend
from ui.correspondence.changes_html import changes_html
from ui.kit.layout import button, column, row, scrolled, text
from ui.kit.text_editor import TextEditor

CHOOSE = "Click a part of the page, or go to it with N and P in the list, to comment on it."

SLIP_AFTER_MS = 150
MEND_TIP = "Only a misspelling, comma, doubled word, capital or blank"


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
    left = Signal()
    """Esc: what is half typed is kept, and the list should have the focus again."""

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
        self._edit = button(
            "Edit the words…", "comment_edit", icon_name="pencil", tip="Edit the words  E in the list or on the page"
        )
        self.suggest = button("Suggest", "words_suggest", "main", tip="Suggest these words to the author  Ctrl+Enter")
        self.mend = button("Mend a slip", "words_mend", tip=MEND_TIP)
        self._leave = button("Leave it", "words_leave", "quiet", tip="The author's words stand; yours are thrown away")
        self._no_slip = text("", "muted", name="words_no_slip", wrap=True)
        self._problem = text("", "field-problem", name="words_problem", wrap=True)
        self._letter: ForApproval | None = None
        self._texts: dict[str, str] = {}
        self._edits: dict[str, str] = {}
        """By block id what is half typed in place of the author's words."""
        self._comment = ""
        """The comment half typed, while words are edited in its field."""
        self._editing = False
        self._slip_pause = QTimer(self, singleShot=True, interval=SLIP_AFTER_MS)
        self._looked_at: tuple[str, str] | None = None
        """The part and the words of which it is known, or will be after the pause, whether they mend a slip."""
        content = QWidget()
        content.setLayout(column(self._list, None, gap=0, edge=16))
        deeds = row(self._leave, None, self._edit, self.mend, self._add, self.suggest)
        below = column(self._about, self.editor, self._problem, self._no_slip, deeds, gap=8, edge=16)
        outer = column(scrolled(content), below, gap=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        self._add.clicked.connect(self._on_add)
        self._edit.clicked.connect(self.begin_edit)
        self.suggest.clicked.connect(self._on_add)
        self.mend.clicked.connect(self._on_mend)
        self._leave.clicked.connect(self._on_leave)
        self._slip_pause.timeout.connect(self._look_for_slip)
        self.editor.submitted.connect(self._on_add)
        self.editor.textChanged.connect(self._enable)
        self.editor.paused.connect(self._on_paused)
        self.choose("", "")

    def show_letter(self, letter: ForApproval) -> None:
        """The letter whose parts may be edited; none of them where this reader does not decide."""
        self._letter, self._texts = letter, texts_to_edit(letter)
        self._looked_at = None
        self._enable()

    def show_half_typed(self, comment: str, edits: dict[str, str]) -> None:
        """What was half typed on this letter: a comment, and by block id words in place of the author's."""
        self._edits = dict(edits)
        self.editor.set_text(comment)

    @property
    def letter_id(self) -> int:
        """The letter that is commented on; 0 where none was shown yet."""
        return self._letter.letter_id if self._letter is not None else 0

    @property
    def edited(self) -> str:
        """The part whose words are in the field now; empty where a comment is."""
        return self._block_id if self._editing else ""

    @property
    def edits(self) -> dict[str, str]:
        """By block id what is half typed in place of the author's words."""
        return dict(self._edits)

    @property
    def comment(self) -> str:
        """The comment half typed."""
        return self._comment if self._editing else self.editor.text()

    @property
    def block_id(self) -> str:
        """The part that is chosen; empty where none is."""
        return self._block_id

    def empty(self) -> None:
        """The comment was sent."""
        self._comment = ""
        if not self._editing:
            self.editor.set_text("")

    def put_back(self, words: str) -> None:
        """A comment was not saved: it stands again before what was typed since, and the caret stays where it is."""
        if self._editing:
            self._comment = "\n".join(filter(None, (words, self._comment)))
            return
        cursor = QTextCursor(self.editor.document())
        cursor.insertText(f"{words}\n" if self.editor.text() else words)

    def why_not_edit(self) -> str:
        """Why the words of the chosen part cannot be edited, or empty."""
        if self._letter is not None and self._letter.why_not:
            return self._letter.why_not
        if not self._block_id:
            return "Choose a part first: click it, or go to it with N and P."
        return "" if self._block_id in self._texts else "These words are not the author's to change: comment on them."

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

    def end_edit(self, block_id: str, words: str) -> bool:
        """These words were sent, and are done with unless others were typed there since; whether they were in hand."""
        is_in_hand = self.edited == block_id
        now = self.editor.text() if is_in_hand else self._edits.get(block_id, "")
        if now.strip() != words:
            return False
        self._edits.pop(block_id, None)
        if is_in_hand:
            self._back_to_comment()
            self._enable()
        return is_in_hand

    def _on_leave(self) -> None:
        """Back to comments: the author's words stand."""
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
        self._problem.show()
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
            self.editor.flush()
            (self.suggested if self._editing else self.added).emit(self._block_id, words)

    def _on_mend(self) -> None:
        self.editor.flush()
        self.mended.emit(self._block_id, self.editor.text().strip())

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
        for made in (self.suggest, self.mend, self._leave):
            made.setVisible(self._editing)
        self._problem.setVisible(self._editing and bool(self._problem.text()))
        changed = has_words and self.editor.text().strip() != self._texts.get(self._block_id, "").strip()
        self.suggest.setEnabled(changed)
        self._ask_for_slip(changed=changed)

    def _ask_for_slip(self, *, changed: bool) -> None:
        """Look at the next pause: that takes longer than a key may. Until then nothing is mended, and why not stays."""
        words = (self._block_id, self.editor.text().strip()) if self._editing and changed else None
        if words is None:
            self._slip_pause.stop()
            self._say_slip("")
            self.mend.setEnabled(False)
        elif words != self._looked_at:
            self._slip_pause.start()
            self.mend.setEnabled(False)
        self._looked_at = words

    def _look_for_slip(self) -> None:
        """Whether what is typed can be mended as a slip, and if not, why."""
        if self._letter is not None and self._looked_at is not None:
            why_not = why_not_mend(self._letter, *self._looked_at)
            self._say_slip(why_not)
            self.mend.setEnabled(not why_not)

    def _say_slip(self, why_not: str) -> None:
        self.mend.setToolTip(f"{MEND_TIP}\n{why_not}".strip())
        self._no_slip.setText(f"No slip can be mended here. {why_not}" if why_not else "")
        self._no_slip.setVisible(bool(why_not))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._put_down()
            self._enable()
            self.left.emit()
            return
        super().keyPressEvent(event)


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
