"""A copy for comment, its numbers on screen, and the comments that come back: for editor and approvals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
            self._desk.read(self._owner, last_reader, self._letter_id(), then=self.comment.begin)

    def toggle_numbers(self) -> None:
        """Show the numbers at the blocks, or no longer."""
        self.show_numbers(shown=not self.is_numbered)

    def show_numbers(self, *, shown: bool) -> None:
        """As they stand on the newest copy."""
        self.is_numbered = shown
        if not shown or not self._letter_id():
            self.numbers_changed.emit({})
            return
        self._once_saved(lambda: self._desk.read(self._owner, block_numbers, self._letter_id(), then=self._on_numbers))

    def leave(self) -> None:
        """Another letter is shown."""
        self.copy.hide()
        self.comment.hide()

    def _on_numbers(self, numbers: dict[str, int]) -> None:
        if self.is_numbered:
            self.numbers_changed.emit(numbers)

    def _make(self, then: Callable[[CommentCopy], None], to: str, email: str) -> None:
        letter_id = self._letter_id()
        self._once_saved(
            lambda: self._desk.read(
                self._owner, copy_for_comment, letter_id, to, email, then=then, failed=self._not_made
            )
        )

    def _not_made(self, error: Exception) -> bool:
        self.copy.show_problem(str(error) if isinstance(error, WorldProblem) else "")
        return isinstance(error, WorldProblem)

    def _save(self, copy: CommentCopy) -> None:
        file = self.ask(self._owner, copy.file_name)
        if file is None:
            return
        try:
            self._record(copy, f"Saved as {save_file(file, copy.pdf)}.")
        except CannotSaveFile as problem:
            self._shell.notify(notice_of(problem))

    def _open(self, copy: CommentCopy) -> None:
        try:
            open_draft(copy.email_name, copy.email, self.opens, ATTACH)
        except (CannotSaveFile, NoMailProgram) as problem:
            self._shell.notify(notice_of(problem))
            return
        self._record(copy, f"A draft to {copy.to or 'nobody yet'} is open in your mail program. Sending it is yours.")

    def _record(self, copy: CommentCopy, told: str) -> None:
        self.copy.hide()
        self._desk.act(self._owner, record_comment_copy, copy, then=lambda _none: self._recorded(told))

    def _recorded(self, told: str) -> None:
        self._shell.notify(Notice(told, "good", key=KEY))
        if self.is_numbered:
            self.show_numbers(shown=True)

    def _pin(self, number: int, words: str, who: str) -> None:
        self._desk.act(
            self._owner,
            comment_by_number,
            self._letter_id(),
            number,
            words,
            who,
            then=lambda _id: self.comment.next(),
            failed=self._not_pinned,
        )

    def _not_pinned(self, error: Exception) -> bool:
        self.comment.show_problem(str(error) if isinstance(error, WorldProblem) else "")
        return isinstance(error, WorldProblem)
