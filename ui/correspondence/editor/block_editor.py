"""One block's words, edited in place: grows with them, bold by Ctrl+B, lists that go on, clean paste, undo."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from letters.block_text import MAX_TEXT, to_plain
from letters.content import Block
from ui.correspondence.editor.block_formats import font_of, line_format, weight_format
from ui.correspondence.editor.block_words import BULLET, item_mark, shown_lines, shown_position, takes_lists
from ui.kit.rich_paste import pasted_from, pieces_of
from ui.kit.theme.apply import look
from ui.kit.word_paste import Piece


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found in the text: characters of the block's plain text, underlined in the ink of a token."""

    start: int
    end: int
    ink: str
    tip: str = ""
    wavy: bool = False


class BlockEditor(QTextEdit):
    """Shows a block and lets its author write in it, where the block is theirs to write."""

    edited = Signal()
    """A person changed the words."""
    entered = Signal()
    """The focus came in."""
    left_upwards = Signal()
    left_downwards = Signal()
    refused = Signal(str)
    """A sentence: what was pasted cannot be taken, and nothing changed; or what of it could not be kept."""
    menu_wanted = Signal(QTextCursor, object)
    """The word under the pointer or the cursor, and where on screen the menu belongs."""
    caret_moved = Signal()

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._block = block
        self._is_showing = False
        self._marks: tuple[Mark, ...] = ()
        self.setProperty("part", "letter-block" if block.editable or block.role == "heading" else "letter-locked")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.document().setDocumentMargin(2)
        self.setFont(font_of(block, self.font()))
        self.show_block(block)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self._on_caret)

    @property
    def block(self) -> Block:
        """The block as it was last shown or accepted, without what was typed since."""
        return self._block

    def show_block(self, block: Block) -> None:
        """Show a block's words; undo begins afresh, and nothing is told of it."""
        self._block = block
        self._is_showing = True
        self.setUndoRedoEnabled(False)
        self.clear()
        cursor = self.textCursor()
        for number, line in enumerate(shown_lines(block)):
            if number:
                cursor.insertBlock()
            for text, strong in line.pieces:
                cursor.insertText(text, QTextCharFormat() if block.role == "heading" else weight_format(strong=strong))
        self._dress_lines(self.document().begin(), self.document().lastBlock())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setUndoRedoEnabled(True)
        self._is_showing = False
        self._fit()

    def accept(self, block: Block) -> None:
        """Take note of the block that the words on screen make by now; nothing is shown anew."""
        self._block = block

    def set_editable(self, *, editable: bool) -> None:
        """Let the words be changed, or only read and copied; a locked block stays so."""
        self.setReadOnly(not (editable and self._block.editable))
        flags = self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)

    def lines(self) -> list[list[Piece]]:
        """The words as they stand now, a list of pieces a line."""
        found = []
        line = self.document().begin()
        while line.isValid():
            found.append(pieces_of(line))
            line = line.next()
        return found

    def toggle_strong(self) -> None:
        """Make what is chosen, or what is typed next, bold or plain again."""
        if not self.isReadOnly() and self._block.role != "heading":
            strong = self.currentCharFormat().fontWeight() > QFont.Weight.Medium
            self.mergeCurrentCharFormat(weight_format(strong=not strong))

    def choose(self, start: int | None, end: int | None) -> None:
        """Choose characters of the block's plain text, or put the caret at the beginning."""
        plain, cursor = to_plain(self._block), self.textCursor()
        cursor.setPosition(self._position(plain, start or 0))
        if start is not None and end is not None:
            cursor.setPosition(self._position(plain, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def choose_shown(self, start: int, end: int) -> None:
        """Choose characters of the words as they are shown."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline what the checks found in place of what was underlined before."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        plain = to_plain(self._block) if marks else ""
        self.setExtraSelections([self._underlined(plain, mark) for mark in marks])

    def _underlined(self, plain: str, mark: Mark) -> QTextEdit.ExtraSelection:
        shown = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(plain, mark.start))
        cursor.setPosition(self._position(plain, mark.end), QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat.UnderlineStyle
        ink = QTextCharFormat()
        ink.setUnderlineStyle(style.SpellCheckUnderline if mark.wavy else style.DashUnderline)
        ink.setUnderlineColor(look().colour(mark.ink))
        ink.setToolTip(mark.tip)
        shown.cursor, shown.format = cursor, ink
        return shown

    def _position(self, plain: str, offset: int) -> int:
        return min(shown_position(plain, offset), self.document().characterCount() - 1)

    def _on_changed(self) -> None:
        if self._is_showing:
            return
        self._is_showing = True
        cursor = self.textCursor()
        self._dress_lines(cursor.block(), cursor.block())
        self._is_showing = False
        self.edited.emit()

    def _dress_lines(self, first: QTextBlock, last: QTextBlock) -> None:
        """Indent list items and keep the paragraphs' distance; one step of undo with what was typed."""
        lists, line = takes_lists(self._block), first
        while line.isValid():
            wanted = line_format(is_item=lists and item_mark(line.text()) is not None)
            if line.blockFormat() != wanted:
                cursor = QTextCursor(line)
                cursor.joinPreviousEditBlock()
                cursor.setBlockFormat(wanted)
                cursor.endEditBlock()
            if line == last:
                return
            line = line.next()

    def _on_caret(self) -> None:
        if self.hasFocus():
            self.caret_moved.emit()

    def _fit(self) -> None:
        height = math.ceil(self.document().size().height()) + 2
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def fit_to(self, width: int) -> None:
        """Be as high as the words need at a width in px, before the column lays anything out."""
        self.document().setTextWidth(width)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(400, math.ceil(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The column scrolls, never a block."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._took(event):
            super().keyPressEvent(event)

    def _took(self, event: QKeyEvent) -> bool:
        """Keys that mean something else here than in any text."""
        key, modifiers = event.key(), event.modifiers()
        plain_key = not modifiers & ~(Qt.KeyboardModifier.KeypadModifier)
        if modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_B:
            self.toggle_strong()
        elif plain_key and key == Qt.Key.Key_Up and self._is_at_edge(QTextCursor.MoveOperation.Up):
            self.left_upwards.emit()
        elif plain_key and key == Qt.Key.Key_Down and self._is_at_edge(QTextCursor.MoveOperation.Down):
            self.left_downwards.emit()
        elif plain_key and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self._new_line()
        elif plain_key and key == Qt.Key.Key_Space and not self.isReadOnly() and self._begins_item():
            self._replace_line_start(BULLET)
        else:
            return False
        return True

    def _is_at_edge(self, way: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(way)

    def _begins_item(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return takes_lists(self._block) and before == "-" and not cursor.hasSelection()

    def _new_line(self) -> None:
        """A new paragraph; in a list the next item, and after an empty item no list any more."""
        if self._block.role == "heading":
            self.left_downwards.emit()
            return
        line = self.textCursor().block().text()
        item = item_mark(line) if takes_lists(self._block) else None
        if item is not None and line.strip() == item[1].strip():
            self._replace_line_start("")
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertBlock()
        if item is not None:
            cursor.insertText(item[2], weight_format(strong=False))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _replace_line_start(self, new: str) -> None:
        """Put ``new`` in place of all that stands before the caret in its line."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new, weight_format(strong=False))
        self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words; a file that is dropped goes to the page, which attaches it to the letter."""
        return source.hasText() and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paragraphs, lists and what is bold; more than a block holds is refused and nothing changes."""
        pasted = source.text()
        room = MAX_TEXT - self.document().characterCount() + len(self.textCursor().selectedText())
        if len(pasted) > room:
            self.refused.emit(
                f"What you pasted has {len(pasted):,} characters and this part of the letter has room for {room:,}. "
                "Nothing was changed: paste less, or send it as an enclosure."
            )
            return
        taken = pasted_from(source)
        if taken.lines:
            self._insert_lines(taken.lines)
        if taken.told:
            self.refused.emit(taken.told)

    def _insert_lines(self, lines: Sequence[Sequence[Piece]]) -> None:
        """In place of what is chosen, as one step of undo."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        self._is_showing = True
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for number, pieces in enumerate(lines):
            if number:
                cursor.insertBlock()
            for text, strong in self._as_typed(pieces):
                cursor.insertText(text, weight_format(strong=strong and self._block.role != "heading"))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._dress_lines(self.document().findBlock(start), cursor.block())
        self._is_showing = False
        self._on_changed()

    def _as_typed(self, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """With the mark of this editor before a list item."""
        if pieces and takes_lists(self._block) and pieces[0][0].startswith("- "):
            text, strong = pieces[0]
            return [(BULLET + text[2:], strong), *pieces[1:]]
        return pieces

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_wanted.emit(cursor, below if by_key else event.globalPos())
