"""A copy for comment, its numbers on screen, and the comments that come back: for editor and approvals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.basics.problems import WorldProblem
from app.correspondence.comment_by_number import comment_by_number
from app.correspondence.copy_for_comment import (
    CommentCopy,
    block_numbers,
    copy_for_comment,
    last_reader,
    record_comment_copy,
)
from ui.correspondence.comment_strips import CommentStrip, CopyStrip
from ui.kit.notices import Notice, notice_of
from ui.parts.export import (
    AskFile,
    CannotSaveFile,
    NoMailProgram,
    OpenFile,
    ask_file,
    open_draft,
    open_file,
    save_file,
)
from ui.shell.navigation import Shell

T = TypeVar("T")

KEY = "for-comment"
ATTACH = "Save the PDF and attach it to a message yourself."


class ForComment(QObject):
    """``letter_id`` gives the letter that is shown, 0 for none.

    ``once_saved`` does something when the office has every word of it.
    """

    numbers_changed = Signal(object)
    """The number of each block by its id, empty when they are not shown."""

    def __init__(
        self,
        shell: Shell,
        owner: QWidget,
        letter_id: Callable[[], int],
        once_saved: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__(owner)
        self._shell, self._desk, self._owner = shell, shell.desk, owner
        self._letter_id, self._once_saved = letter_id, once_saved
        self.copy, self.comment = CopyStrip(), CommentStrip()
        self.ask: AskFile = ask_file
        self.opens: OpenFile = open_file
        self.is_numbered = False
        self.copy.save_asked.connect(partial(self._make, self._save))
        self.copy.email_asked.connect(partial(self._make, self._open))
        self.comment.pinned.connect(self._pin)

    def begin_copy(self) -> None:
        """Ask to whom the copy goes."""
        if self._letter_id():
            self.comment.hide()
            self.copy.begin()

    def begin_comment(self) -> None:
        """Ask for what came back; the numbers are shown at the blocks meanwhile."""
        if self._letter_id():
            self.copy.hide()
            self.show_numbers(shown=True)
            self._desk.read(self._owner, last_reader, self._letter_id(), then=self._of_this(self.comment.begin))

    def toggle_numbers(self) -> None:
        """Show the numbers at the blocks, or no longer."""
        self.show_numbers(shown=not self.is_numbered)

    def show_numbers(self, *, shown: bool) -> None:
        """As they stand on the newest copy."""
        self.is_numbered = shown
        if not shown or not self._letter_id():
            self.numbers_changed.emit({})
            return
        letter_id, then = self._letter_id(), self._of_this(self._on_numbers)
        self._once_saved(lambda: self._desk.read(self._owner, block_numbers, letter_id, then=then))

    def leave(self) -> None:
        """Another letter is shown."""
        self.copy.hide()
        self.comment.hide()

    def _of_this(self, then: Callable[[T], object]) -> Callable[[T], None]:
        """Do it with what is read only where the same letter is shown still."""
        letter_id = self._letter_id()

        def told(answer: T) -> None:
            if letter_id == self._letter_id():
                then(answer)

        return told

    def _on_numbers(self, numbers: dict[str, int]) -> None:
        if self.is_numbered:
            self.numbers_changed.emit(numbers)

    def _make(self, then: Callable[[CommentCopy], None], to: str, email: str) -> None:
        letter_id, failed = self._letter_id(), partial(self._not_made, self._letter_id())
        self._once_saved(
            lambda: self._desk.read(self._owner, copy_for_comment, letter_id, to, email, then=then, failed=failed)
        )

    def _not_made(self, letter_id: int, error: Exception) -> bool:
        """Said where it was asked for, which is no longer there once another letter is shown."""
        if letter_id != self._letter_id() or not isinstance(error, WorldProblem):
            return False
        self.copy.show_problem(str(error))
        return True

    def _save(self, copy: CommentCopy) -> None:
        file = self.ask(self._owner, copy.file_name)
        if file is not None:
            self._record(copy, lambda: f"Saved as {save_file(file, copy.pdf)}.")

    def _open(self, copy: CommentCopy) -> None:
        def hand_out() -> str:
            open_draft(copy.email_name, copy.email, self.opens, ATTACH)
            return f"A draft to {copy.to or 'nobody yet'} is open in your mail program. Sending it is yours."

        self._record(copy, hand_out)

    def _record(self, copy: CommentCopy, hand_out: Callable[[], str]) -> None:
        """No copy is out that is not on record: one that then cannot be written is on record too many."""
        self._desk.act(
            self._owner,
            record_comment_copy,
            copy,
            then=lambda _none: self._recorded(copy, hand_out),
            failed=partial(self._not_made, copy.letter_id),
        )

    def _recorded(self, copy: CommentCopy, hand_out: Callable[[], str]) -> None:
        if copy.letter_id == self._letter_id():
            self.copy.hide()
        try:
            self._shell.notify(Notice(hand_out(), "good", key=KEY))
        except (CannotSaveFile, NoMailProgram) as problem:
            self._shell.notify(notice_of(problem))
        if self.is_numbered:
            self.show_numbers(shown=True)

    def _pin(self, number: int, words: str, who: str) -> None:
        letter_id = self._letter_id()
        self._desk.act(
            self._owner,
            comment_by_number,
            letter_id,
            number,
            words,
            who,
            then=self._of_this(lambda _id: self.comment.next()),
            failed=partial(self._not_pinned, letter_id),
        )

    def _not_pinned(self, letter_id: int, error: Exception) -> bool:
        if letter_id != self._letter_id() or not isinstance(error, WorldProblem):
            return False
        self.comment.show_problem(str(error))
        return True
