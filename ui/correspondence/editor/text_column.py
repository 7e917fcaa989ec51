"""The column of text: every block of the letter in reading order, built a few at a time so that nothing waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.correspondence.find_approvals import CommentLine
from app.correspondence.problems import ChangedFact
from app.correspondence.suggest_edit import SuggestionLine
from letters.block_text import to_plain
from letters.content import Block, Letter
from ui.correspondence.editor.block_editor import Mark
from ui.correspondence.editor.block_row import BlockRow
from ui.correspondence.editor.block_words import LINE_BREAK, block_with
from ui.correspondence.editor.find_words import Place
from ui.kit.layout import scrolled

_SLICE_S = 0.012
_IN_SIGHT = 48
_EDGE = 8


class TextColumn(QFrame):
    """The words on screen; ``letter_now`` is what they make of the letter."""

    edited = Signal(str)
    in_hand = Signal(str)
    refused = Signal(str)
    take_asked = Signal(str)
    keep_asked = Signal(str)
    settle_asked = Signal(int)
    suggestion_taken = Signal(int)
    suggestion_declined = Signal(int)
    menu_wanted = Signal(str, QTextCursor, object)
    built = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter_text")
        self.setProperty("part", "raised")
        self._letter: Letter | None = None
        self._editable = False
        self._suggestions: tuple[SuggestionLine, ...] = ()
        self._may_take = False
        self._rows: dict[str, BlockRow] = {}
        self._typed: set[str] = set()
        self._waiting: list[Block] = []
        self._changed: tuple[ChangedFact, ...] = ()
        self._comments: tuple[CommentLine, ...] = ()
        self._marks: Mapping[str, Sequence[Mark]] = {}
        self._numbers: Mapping[str, int] = {}
        self.current = ""
        self._left_of: QWidget | None = None
        self._lay_out()
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._build_some)

    def come_after(self, widget: QWidget) -> None:
        """Let Tab come from that widget to the first block: blocks are made late, and would come last of all."""
        self._left_of = widget

    def _lay_out(self) -> None:
        self._page = QWidget()
        self._page.setObjectName("letter_blocks")
        self._blocks = QVBoxLayout(self._page)
        self._blocks.setContentsMargins(_EDGE, 16, _EDGE, 200)
        self._blocks.setSpacing(2)
        self._blocks.addStretch(1)
        self._area: QScrollArea = scrolled(self._page)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    def show_letter(self, letter: Letter, *, editable: bool) -> None:
        """Show a letter. Blocks that are shown already keep their caret and their undo unless their words differ."""
        self._letter, self._editable = letter, editable
        ids = {block.id for block in letter.blocks}
        for gone in [block_id for block_id in self._rows if block_id not in ids]:
            self._take_away(gone)
        self._waiting = list(letter.blocks)
        self._typed.clear()
        self._building.start()
        self._build_some()

    def set_editable(self, *, editable: bool) -> None:
        """Let the words be changed, or only read."""
        self._editable = editable
        for row in self._rows.values():
            row.words.set_editable(editable=editable)
            self._tell(row)

    def clear(self) -> None:
        """Show nothing."""
        self._building.stop()
        self._waiting, self._letter, self.current = [], None, ""
        self._typed.clear()
        for block_id in list(self._rows):
            self._take_away(block_id)

    @property
    def has_letter(self) -> bool:
        return self._letter is not None

    def letter_now(self) -> Letter:
        """The letter with every word as it stands on screen. Raises TextRefused when a block holds too much."""
        if self._letter is None:
            raise ValueError("no letter is shown")
        for block_id in sorted(self._typed):
            row = self._rows[block_id]
            changed = block_with(self._letter.block(block_id), row.words.lines())
            self._letter = self._letter.with_block(changed)
            row.words.accept(changed)
            row.show_origin(changed)
            self._typed.discard(block_id)
        return self._letter

    def show_enclosures(self, names: Sequence[str]) -> None:
        """What the letter names as going with it: attached by deeds of their own, also while somebody types."""
        if self._letter is not None and self._letter.enclosures != tuple(names):
            self._letter = replace(self._letter, enclosures=tuple(names))

    def show_changes(self, changed: Sequence[ChangedFact]) -> None:
        """Which facts the record has otherwise by now."""
        self._changed = tuple(changed)
        for row in self._rows.values():
            self._tell(row)

    def show_suggestions(self, suggestions: Sequence[SuggestionLine], *, may_take: bool) -> None:
        """The words that whoever decides suggests; ``may_take``: also while the letter waits.

        A slip that was mended is in the letter that waits: its author takes it once the letter is back.
        """
        self._suggestions, self._may_take = tuple(suggestions), may_take
        for row in self._rows.values():
            self._tell(row)

    def _may_take_words(self, one: SuggestionLine) -> bool:
        return self._may_take and (one.slip is None or self._editable)

    def go_to_suggestion(self) -> bool:
        """Go to the next block with words that may be taken, from the one in hand on and round; false without one."""
        order = [row.block_id for row in self.rows()]
        at = order.index(self.current) + 1 if self.current in order else 0
        waiting = {one.block_id for one in self._suggestions if self._may_take_words(one)}
        found = next((block for block in (*order[at:], *order[:at]) if block in waiting), "")
        return bool(found) and self.go_to(found)

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """By which number each block is spoken of; none where they are not asked for."""
        self._numbers = numbers
        for row in self._rows.values():
            row.show_number(numbers.get(row.block_id))

    @property
    def suggestion_here(self) -> int:
        """The id of the words suggested for the block in hand; 0 where there are none."""
        row = self._rows.get(self.current)
        return row.first_suggestion if row is not None else 0

    def show_comments(self, comments: Sequence[CommentLine]) -> None:
        """The comments of whoever decides on the letter."""
        self._comments = tuple(comments)
        for row in self._rows.values():
            self._tell(row)

    def show_marks(self, marks: Mapping[str, Sequence[Mark]]) -> None:
        """What the checks found, by block; a block that was typed in since waits for the next check."""
        self._marks = marks
        for block_id, row in self._rows.items():
            if block_id not in self._typed:
                row.words.show_marks(marks.get(block_id, ()))

    def go_to(self, block_id: str, start: int | None = None, end: int | None = None) -> bool:
        """Put the caret at a block's words, or choose some of them; false if there is no such block."""
        self._build_all()
        row = self._rows.get(block_id)
        if row is None:
            return False
        row.words.choose(start, end)
        row.words.setFocus()
        self._on_entered(block_id)
        QTimer.singleShot(0, row, lambda: self._bring_whole_into_sight(row))
        return True

    def shown_words(self) -> list[tuple[str, str]]:
        """Each block's id and the words it shows now, in reading order."""
        self._build_all()
        return [(row.block_id, row.words.toPlainText()) for row in self.rows()]

    def show_place(self, block_id: str, start: int, end: int) -> None:
        """Choose these characters of the words that a block shows; the focus stays where it is."""
        row = self._rows[block_id]
        row.words.choose_shown(start, end)
        self._on_entered(block_id)
        self._bring_into_sight(row)

    def caret(self) -> Place | None:
        """Where the caret, or what is chosen, stands in the block in hand."""
        row = self._rows.get(self.current)
        cursor = row.words.textCursor() if row is not None else None
        return None if cursor is None else Place(self.current, cursor.selectionStart(), cursor.selectionEnd())

    def chosen_words(self) -> str:
        """The words that are chosen in the block in hand, if they stand on one line."""
        row = self._rows.get(self.current)
        chosen = row.words.textCursor().selectedText() if row is not None else ""
        return "" if LINE_BREAK in chosen or "\u2029" in chosen else chosen

    def focus_current(self) -> None:
        """Put the focus where it was last, or on the first block that is the author's to write."""
        blocks = self._letter.blocks if self._letter else ()
        first = next((block.id for block in blocks if block.editable), blocks[0].id if blocks else "")
        row = self._rows.get(self.current) or self._rows.get(first)
        if row is not None:
            row.words.setFocus()

    def toggle_strong(self) -> None:
        """Bold or plain, in the block in hand."""
        row = self._rows.get(self.current)
        if row is not None:
            row.words.toggle_strong()

    def row(self, block_id: str) -> BlockRow:
        """The row of a block; raises KeyError while it is not built."""
        return self._rows[block_id]

    def rows(self) -> list[BlockRow]:
        """The rows built so far, in reading order."""
        return sorted(self._rows.values(), key=self._blocks.indexOf)

    @property
    def is_built(self) -> bool:
        return not self._waiting

    def _build_all(self) -> None:
        while self._waiting:
            self._build_some()

    def _build_some(self) -> None:
        """Make or renew rows for a moment; the event loop turns in between."""
        until = monotonic() + _SLICE_S
        while self._waiting and monotonic() < until:
            self._put(self._waiting.pop(0))
        if not self._waiting:
            self._building.stop()
            self.built.emit()

    def _put(self, block: Block) -> None:
        """Show a block at its place in a row of its own."""
        row = self._rows.get(block.id)
        place = self._place(block.id)
        if row is None:
            row = self._make(block)
            row.fit_to(self._area.viewport().width() - 2 * _EDGE)
            self._blocks.insertWidget(place, row)
            row.show()  # at once, so that it can take the focus
        elif to_plain(row.words.block) != to_plain(block):
            row.show_block(block)
        else:
            row.words.accept(block)
        if self._blocks.indexOf(row) != place:
            self._blocks.removeWidget(row)
            self._blocks.insertWidget(place, row)
        before = self._blocks.itemAt(place - 1) if place else None
        if before is not None and isinstance(above := before.widget(), BlockRow):
            QWidget.setTabOrder(above.words, row.words)
        elif self._left_of is not None:
            QWidget.setTabOrder(self._left_of, row.words)
        row.words.set_editable(editable=self._editable)
        self._tell(row)

    def _place(self, block_id: str) -> int:
        blocks = self._letter.blocks if self._letter else ()
        return next(place for place, block in enumerate(blocks) if block.id == block_id)

    def _make(self, block: Block) -> BlockRow:
        row = BlockRow(block)
        words, block_id = row.words, block.id
        words.edited.connect(lambda: self._on_edited(block_id))
        words.entered.connect(lambda: self._on_entered(block_id))
        words.left_upwards.connect(lambda: self._step(block_id, -1))
        words.left_downwards.connect(lambda: self._step(block_id, 1))
        words.caret_moved.connect(lambda: self._bring_into_sight(row))
        words.refused.connect(self.refused)
        words.menu_wanted.connect(lambda cursor, where: self.menu_wanted.emit(block_id, cursor, where))
        row.take_asked.connect(lambda: self.take_asked.emit(block_id))
        row.keep_asked.connect(lambda: self.keep_asked.emit(block_id))
        row.settle_asked.connect(self.settle_asked)
        row.suggestion_taken.connect(self.suggestion_taken)
        row.suggestion_declined.connect(self.suggestion_declined)
        self._rows[block_id] = row
        return row

    def _take_away(self, block_id: str) -> None:
        row = self._rows.pop(block_id)
        self._typed.discard(block_id)
        self._blocks.removeWidget(row)
        row.hide()
        row.deleteLater()
        if self.current == block_id:
            self.current = ""

    def _tell(self, row: BlockRow) -> None:
        """What waits at a block: changed facts, comments, findings; and its number."""
        row.show_number(self._numbers.get(row.block_id))
        own = [fact for fact in self._changed if row.block_id in fact.block_ids]
        row.show_changes(own, may_take=self._editable)
        pinned = [comment for comment in self._comments if comment.block_id == row.block_id]
        row.show_comments(pinned, may_settle=self._editable)
        suggested = [(one, self._may_take_words(one)) for one in self._suggestions if one.block_id == row.block_id]
        row.show_suggestions(suggested)
        row.words.show_marks(self._marks.get(row.block_id, ()))

    def _on_edited(self, block_id: str) -> None:
        self._typed.add(block_id)
        self.edited.emit(block_id)

    def _on_entered(self, block_id: str) -> None:
        if block_id not in self._rows:
            return  # a row that goes out of sight is given the focus once more
        if block_id != self.current:
            before = self._rows.get(self.current)
            if before is not None:
                before.set_in_hand(in_hand=False)
            self.current = block_id
            self._rows[block_id].set_in_hand(in_hand=True)
        self.in_hand.emit(block_id)

    def _step(self, block_id: str, by: int) -> None:
        """Go on in the next block, or back into the one before."""
        target = self._blocks.itemAt(self._blocks.indexOf(self._rows[block_id]) + by)
        row = target.widget() if target is not None else None
        if isinstance(row, BlockRow):
            end = QTextCursor.MoveOperation.End if by < 0 else QTextCursor.MoveOperation.Start
            row.words.moveCursor(end)
            row.words.setFocus()
            self._bring_into_sight(row)

    def _bring_whole_into_sight(self, row: BlockRow) -> None:
        """The block's own beginning too, with what changed above it; its caret above all."""
        self._area.ensureVisible(0, row.geometry().bottom(), 0, _EDGE)
        self._area.ensureVisible(0, row.y(), 0, _EDGE)
        self._bring_into_sight(row)

    def _bring_into_sight(self, row: BlockRow) -> None:
        caret = row.words.cursorRect()
        at = row.words.viewport().mapTo(self._page, QPoint(0, caret.center().y()))
        self._area.ensureVisible(0, at.y(), 0, _IN_SIGHT)
