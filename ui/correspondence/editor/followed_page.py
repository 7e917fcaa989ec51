"""The page beside the words: it follows the block in hand."""

from __future__ import annotations

from PySide6.QtCore import QObject

from letters.typeset import Typeset
from ui.correspondence.editor.editor_layout import EditorLayout


class FollowedPage(QObject):
    """What is to be brought into sight waits until the page is drawn."""

    def __init__(self, parts: EditorLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._page_count = 0
        self._to_follow = ""
        parts.page.view.drawn.connect(self._follow_now)

    def show_pages(self, pages: Typeset) -> None:
        """Pages that were set just now."""
        self._page_count = pages.page_count
        self._parts.page.show_pdf(pages.pdf, pages.boxes, layout=pages.layout)
        self._to_follow = self._parts.text.current

    def follow(self, block_id: str) -> None:
        """Bring the block in hand into sight on the page, as soon as the page is drawn."""
        self._to_follow = block_id
        if self._parts.page.view.page_count == self._page_count:
            self._follow_now()

    def _follow_now(self) -> None:
        """Once a change only: somebody who reads elsewhere on the page is not pulled back."""
        block_id, self._to_follow = self._to_follow, ""
        if block_id:
            self._parts.page.mark(block_id)
