"""What the record says by now, taken into the letter: all of it, or a block at a time; or the author's words kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject

from app.correspondence.obey_print import Printed, obey_print, print_as_before
from app.correspondence.take_facts import keep_words, take_block, take_facts
from letters.block_text import to_plain, with_text
from letters.content import Block
from ui.correspondence.editor.draft_edits import is_edited, with_own_after
from ui.correspondence.editor.draft_keeper import DraftKeeper
from ui.correspondence.editor.outline_state import first_words
from ui.correspondence.editor.own_paragraphs import Editing
from ui.correspondence.editor.page_state import print_sentence
from ui.kit.notice_bar import NoticeBar
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

NEW_FACTS = "letter-facts"
"""The key of what is said of new facts."""
NOTHING_NEW = "The record still says what this paragraph says."


class EditingFacts(Editing, Protocol):
    """The editor as new facts see it."""

    keeper: DraftKeeper
    letter_id: int

    def read_again(self) -> None: ...


class NewFacts:
    """Words that wait are saved first, and nobody types meanwhile."""

    def __init__(self, shell: Shell, owner: QObject, editing: EditingFacts) -> None:
        self._shell, self._desk = shell, shell.desk
        self._owner, self._editing = owner, editing
        self._set_anew: Printed | None = None
        """How the letter was printed before it was set anew, until that is told."""
        self._as_before: set[int] = set()
        """Letters whose print was put back by hand."""

    def take_all(self) -> None:
        """Take what the record says by now into the letter; edited words stay and are told."""
        self._do(take_facts, then=self._on_all_taken)

    def take(self, block_id: str) -> None:
        """Put what the record says in place of this block's words; Undo brings an author's words back."""
        letter = self._editing.letter_now()
        block = next((one for one in letter.blocks if one.id == block_id), None) if letter else None
        if letter is None or block is None:
            return
        before = letter.blocks[max(0, letter.blocks.index(block) - 1)].id
        self._do(take_block, block_id, then=lambda _none: self._on_taken(block, before))

    def keep(self, block_id: str) -> None:
        """Keep this block's words as they are: the approver sees them beside what the record says."""
        self._do(keep_words, block_id, then=lambda _none: self._on_kept(block_id))

    def take_here(self) -> None:
        """The same as ``take`` for the block in hand."""
        self.take(self._editing.parts.text.current)

    def keep_here(self) -> None:
        """The same as ``keep`` for the block in hand."""
        self.keep(self._editing.parts.text.current)

    def why_not_here(self) -> str:
        """Why nothing can be taken or kept at the block in hand, or empty."""
        text = self._editing.parts.text
        waits = any(row.block_id == text.current and row.has_changes for row in text.rows())
        return self._editing.why_not_editable or ("" if waits else NOTHING_NEW)

    def obey_print(self) -> None:
        """Set the letter in the size that its reader needs by now, tell it once, and let it be undone."""
        if self._editing.letter_id not in self._as_before:
            self._do(obey_print, then=self._on_print)

    def _on_print(self, before: Printed | None) -> None:
        self._editing.read_again()
        self._set_anew = before

    def tell_print(self, content: Mapping[str, Any]) -> None:
        """Once the letter is read in its new size: say so."""
        before, self._set_anew = self._set_anew, None
        if before is not None:
            undo = partial(self._print_as_before, self._editing.letter_id, before)
            self._tell(Notice(print_sentence(content), "info", "Undo", undo))

    def _print_as_before(self, letter_id: int, before: Printed) -> None:
        """The person has seen it and wants it as it was: in this window it is not set anew by itself again."""
        self._as_before.add(letter_id)
        if letter_id == self._editing.letter_id:
            self._do(print_as_before, before, then=lambda _none: self._editing.read_again())

    def let_go(self) -> None:
        """Take away what was said of new facts: the letter was submitted or left."""
        for bar in self._editing.parts.window().findChildren(NoticeBar):
            bar.dismiss(NEW_FACTS)

    def _do(self, verb: Any, *args: Any, then: Any) -> None:
        if self._editing.why_not_editable:
            return
        self._editing.keeper.flush()
        self._editing.parts.text.set_editable(editable=False)
        self._desk.keep(self._owner, verb, self._editing.letter_id, *args, then=then, failed=self._on_failed)

    def _on_failed(self, _error: Exception) -> bool:
        self._editing.read_again()
        return False

    def _on_all_taken(self, to_read: list[str]) -> None:
        self._editing.read_again()
        if not to_read:
            self._tell(Notice("The new facts are in the letter.", "good"))
            return
        count = "One part that you wrote still states" if len(to_read) == 1 else f"{len(to_read)} parts still state"
        sentence = f"The new facts are in the letter. {count} an old one: take the new there, or keep your words."
        self._tell(Notice(sentence, "warn", "Show", partial(self._show, to_read[0])))

    def _on_taken(self, block: Block, before: str) -> None:
        self._editing.parts.text.go_to(block.id)
        self._editing.read_again()
        if is_edited(block):
            sentence = f"The record's words took the place of “{first_words(block)}”."
            self._tell(Notice(sentence, "good", "Undo", partial(self._bring_back, block, before)))

    def _on_kept(self, block_id: str) -> None:
        self._editing.parts.text.go_to(block_id)
        self._editing.read_again()

    def _bring_back(self, block: Block, before: str) -> None:
        """The author's words again: in their block, or, where the record makes it no more, in a paragraph of theirs."""
        letter = self._editing.letter_now()
        if letter is None or self._editing.why_not_editable:
            return
        block_id = block.id
        if all(one.id != block_id for one in letter.blocks):
            letter, block_id = with_own_after(letter, before)
        self._editing.change_letter(letter.with_block(with_text(letter.block(block_id), to_plain(block))))
        self._show(block_id)

    def _show(self, block_id: str) -> None:
        self._editing.parts.text.go_to(block_id)

    def _tell(self, notice: Notice) -> None:
        self._shell.notify(Notice(notice.sentence, notice.tone, notice.action, notice.do, NEW_FACTS))
