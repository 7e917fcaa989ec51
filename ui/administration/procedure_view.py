"""A version of a procedure as a page to read: chapters, entries, and each value under its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.knowledge.procedure.told import Chapter, Entry
from ui.kit.theme.apply import look
from ui.kit.theme.type import SECTION, points

MOST_PX = 780
"""Lines longer than this are hard to read."""
LABEL_PX = 170


class ProcedureView(QTextBrowser):
    """Read with the arrow keys; all of it can be selected and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Sequence[Chapter], Sequence[str]] = ((), ())
        self._drawn_in = look().name
        self.setObjectName(name)
        self.setAccessibleName("The procedure")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(16)

    def show_procedure(self, chapters: Sequence[Chapter], changes: Sequence[str] = ()) -> None:
        """Show it, with what changed against the version it came from at its head."""
        self._shown, self._drawn_in = (chapters, changes), look().name
        self.setHtml("".join(_page(chapters, changes)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(min(MOST_PX, self.viewport().width()))

    def changeEvent(self, event: QEvent) -> None:
        """Drawn anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._drawn_in != look().name:
            self.show_procedure(*self._shown)


def _page(chapters: Sequence[Chapter], changes: Sequence[str]) -> Iterator[str]:
    if changes:
        yield _heading("What changed", first=True)
        yield "".join(f'<p style="margin: 4px 0 0 0">{_words(change)}</p>' for change in changes)
    for at, chapter in enumerate(chapters):
        if at or changes or chapter.key != "general":
            yield _heading(chapter.title, first=not at and not changes)
        yield from map(_entry, chapter.entries)


def _heading(words: str, *, first: bool) -> str:
    above = 0 if first else 24
    return f'<p style="font-size: {points(SECTION)}pt; font-weight: 600; margin: {above}px 0 4px 0">{_words(words)}</p>'


def _entry(entry: Entry) -> str:
    muted = look().colour("muted").name()
    title = f'<p style="font-weight: 600; margin: 12px 0 2px 0">{_words(entry.title)}</p>' if entry.title else ""
    lines = "".join(
        f'<tr><td width="{LABEL_PX}" style="color: {muted}; padding: 2px 12px 2px 0">{_words(line.label)}</td>'
        f'<td style="padding: 2px 0 2px 0">{_words(line.words)}</td></tr>'
        for line in entry.lines
    )
    return f'{title}<table width="100%" cellspacing="0" cellpadding="0">{lines}</table>'


def _words(words: str) -> str:
    return escape(words).replace("\n\n", "<br><br>")
