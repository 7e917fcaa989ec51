"""What differs, as text to read: taken out is struck through, put in is underlined, each on a ground of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.correspondence.change_words import Span
from app.correspondence.differences import BlockDifference
from ui.kit.theme.apply import look

KEEP_AROUND = 12
"""Words of unchanged text left on each side of a change; the rest is cut to an ellipsis."""


Section = tuple[str, Sequence[BlockDifference], str]
"""A heading, what differs, and what to say when nothing does."""


class DifferenceView(QTextBrowser):
    """Differences under headings; a part's title is a link that emits its block id."""

    block_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: Sequence[Section] = ()
        self._drawn_in = look().name
        self.setObjectName(name)
        self.setAccessibleName("What differs")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(16)
        self.anchorClicked.connect(lambda url: self.block_asked.emit(url.path()))

    def show_differences(self, sections: Sequence[Section]) -> None:
        """Show these sections in the colours of the theme that is worn."""
        self._sections, self._drawn_in = sections, look().name
        self.clear()
        cursor = QTextCursor(self.document())
        for number, (heading, differences, nothing) in enumerate(sections):
            self._heading(cursor, heading, first=number == 0)
            for difference in differences:
                self._difference(cursor, difference)
            if not differences:
                self._paragraph(cursor)
                cursor.insertText(nothing, self._plain("muted"))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._drawn_in != look().name:
            self.show_differences(self._sections)

    def _heading(self, cursor: QTextCursor, words: str, *, first: bool) -> None:
        if not first:
            self._paragraph(cursor, above=16)
        shape = self._plain("text")
        shape.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(words, shape)

    def _difference(self, cursor: QTextCursor, difference: BlockDifference) -> None:
        self._paragraph(cursor, above=10)
        title = self._plain("accent" if difference.block_id else "muted")
        if difference.block_id:
            url = QUrl()
            url.setPath(difference.block_id)
            title.setAnchor(True)
            title.setAnchorHref(url.toString())
        cursor.insertText(_title(difference), title)
        self._paragraph(cursor, above=2)
        for span in shortened(difference.spans):
            cursor.insertText(span.text.replace("\n\n", "\n"), self._shape(span))

    def _paragraph(self, cursor: QTextCursor, above: int = 4) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.insertBlock(shape, self._plain("text"))

    def _plain(self, token: str) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setForeground(look().colour(token))
        return shape

    def _shape(self, span: Span) -> QTextCharFormat:
        shape = self._plain("text")
        if span.kind == "added":
            shape.setBackground(look().colour("good_soft"))
            shape.setFontUnderline(True)
        if span.kind == "removed":
            shape.setBackground(look().colour("bad_soft"))
            shape.setFontStrikeOut(True)
        return shape


def _title(difference: BlockDifference) -> str:
    words = {"added": "written by the author", "removed": "taken out", "changed": ""}[difference.kind]
    return f"{difference.title} ({words})" if words else difference.title


def shortened(spans: Sequence[Span]) -> list[Span]:
    """The spans with long unchanged passages cut in their middle, or at the ends of the part."""
    last = len(spans) - 1
    return [
        Span("same", _cut(span.text, head=number > 0, tail=number < last)) if span.kind == "same" else span
        for number, span in enumerate(spans)
    ]


def _cut(text: str, *, head: bool, tail: bool) -> str:
    words = text.split(" ")
    if len(words) <= 2 * KEEP_AROUND + 2:
        return text
    before = " ".join(words[:KEEP_AROUND]) if head else ""
    after = " ".join(words[-KEEP_AROUND:]) if tail else ""
    return f"{before} … {after}"
