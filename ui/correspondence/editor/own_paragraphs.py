"""Paragraphs of the author's own: put in behind the block in hand, moved, taken out, put back."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from letters.content import Block, Letter
from ui.correspondence.editor.draft_edits import is_own, moved, put_back, with_own_after, without_own
from ui.correspondence.editor.editor_layout import EditorLayout
from ui.kit.notices import Notice
from ui.shell.navigation import Shell


class Editing(Protocol):
    """The editor as the paragraphs see it."""

    parts: EditorLayout

    @property
    def why_not_editable(self) -> str: ...

    def letter_now(self) -> Letter | None: ...

    def change_letter(self, letter: Letter) -> None: ...


class OwnParagraphs:
    """Each deed does nothing where ``why_not`` says why."""

    def __init__(self, shell: Shell, editing: Editing) -> None:
        self._shell, self._editing = shell, editing

    def add(self) -> None:
        """Put an empty paragraph behind the block in hand, with the caret in it."""
        letter = self._editing.letter_now()
        if letter is None or self._editing.why_not_editable:
            return
        changed, block_id = with_own_after(letter, self._current() or letter.blocks[-1].id)
        self._editing.change_letter(changed)
        self._go_to(block_id)

    def remove(self) -> None:
        """Take out the paragraph in hand; Undo puts it back."""
        letter = self._editing.letter_now()
        if letter is None or self.why_not():
            return
        place = next(number for number, block in enumerate(letter.blocks) if block.id == self._current())
        block = letter.blocks[place]
        self._editing.change_letter(without_own(letter, block.id))
        self._go_to(letter.blocks[place - 1].id)
        undo = partial(self._put_back, block, place)
        self._shell.notify(Notice("Your paragraph is taken out.", "good", "Undo", undo, "letter-removed"))

    def move(self, by: int) -> None:
        """Move the paragraph in hand up (-1) or down (1)."""
        letter = self._editing.letter_now()
        if letter is not None and not self.why_not():
            block_id = self._current()
            self._editing.change_letter(moved(letter, block_id, by))
            self._go_to(block_id)

    def why_not(self) -> str:
        """Why the paragraph in hand can be neither moved nor taken out, or empty."""
        if self._editing.why_not_editable:
            return self._editing.why_not_editable
        letter = self._editing.letter_now()
        own = letter is not None and any(block.id == self._current() and is_own(block) for block in letter.blocks)
        return "" if own else "Only paragraphs that you added yourself can be moved or taken out."

    def _put_back(self, block: Block, place: int) -> None:
        letter = self._editing.letter_now()
        if letter is not None and not self._editing.why_not_editable:
            self._editing.change_letter(put_back(letter, block, place))
            self._go_to(block.id)

    def _current(self) -> str:
        return self._editing.parts.text.current

    def _go_to(self, block_id: str) -> None:
        self._editing.parts.text.go_to(block_id)
