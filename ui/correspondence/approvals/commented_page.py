"""The page that is decided on, with the numbers of its blocks where they are asked for, and comments by number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.correspondence.copy_for_comment import DRAFTED, pages_with_numbers
from app.correspondence.stored_pdf import StoredPages
from ui.correspondence.approvals.letter_face import LetterFace
from ui.correspondence.approvals.opening import OnDesk
from ui.correspondence.for_comment import ForComment
from ui.shell.actions import Action
from ui.shell.navigation import Shell


class CommentedPage(QObject):
    """The forms come in above the page of ``face``."""

    def __init__(self, shell: Shell, face: LetterFace) -> None:
        super().__init__(face)
        self._desk, self._face = shell.desk, face
        self._shown: OnDesk | None = None
        self.commenting = ForComment(shell, face, self._letter_id, lambda do: do())
        for strip in (self.commenting.copy, self.commenting.comment):
            face.above_page.addWidget(strip)
        face.shown.connect(self._on_shown)
        self.commenting.numbers_changed.connect(self._on_numbers)

    def actions(self) -> Sequence[Action]:
        """A copy for comment, what came back, and the numbers."""
        commenting, why_not = self.commenting, self._why_not
        back, back_icon = "Put in a comment that came back…", "message-square-plus"
        numbers = "Show or hide the numbers of the blocks"
        return (
            Action("comment_copy", "Copy for comment…", commenting.begin_copy, "copy", why_not=why_not),
            Action("comment_back", back, commenting.begin_comment, back_icon, "Ctrl+Shift+C", why_not),
            Action("block_numbers", numbers, commenting.toggle_numbers, "list", "Ctrl+Shift+N"),
        )

    def _letter_id(self) -> int:
        return self._shown.letter.letter_id if self._shown is not None else 0

    def _why_not(self) -> str:
        if self._shown is None:
            return "No letter is chosen."
        is_draft = self._shown.letter.state in DRAFTED
        return "" if is_draft else "Only a draft is commented on: this letter is no longer one."

    def _on_shown(self, found: OnDesk | None) -> None:
        """Another letter, another submission of it, or none."""
        self.commenting.leave()
        self._shown = found
        if found is not None and self.commenting.is_numbered:
            self.commenting.show_numbers(shown=True)

    def _on_numbers(self, numbers: dict[str, int]) -> None:
        """The page with the numbers in its margin, or as it will be printed."""
        self._face.tabs.show_numbers(numbers)
        if self._shown is None:
            return
        pages = self._shown.pages
        if not numbers:
            self._put(pages, pages.pdf)
            return
        then = partial(self._on_numbered, pages)
        self._desk.read(self._face, pages_with_numbers, pages.revision_id, then=then)

    def _on_numbered(self, pages: StoredPages, pdf: bytes) -> None:
        is_shown = self._shown is not None and self._shown.pages.revision_id == pages.revision_id
        if is_shown and self.commenting.is_numbered:
            self._put(pages, pdf)

    def _put(self, pages: StoredPages, pdf: bytes) -> None:
        self._face.picture.show_pdf(pdf, pages.boxes, pages.words, layout=pages.layout)
