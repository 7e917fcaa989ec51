"""Draws placed rows on a PDF canvas; the only file that knows ReportLab's canvas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from letters.content import Letter
from letters.fonts import as_drawn, font_name, word_width
from letters.languages import versions_of
from letters.letterhead import Fitted
from letters.page import CONTINUATION_TOP, FOOTER_BASELINE, LATER_BODY_TOP, LAYOUTS, LEFT, PAGE
from letters.paginate import Placed
from letters.rows import MM
from letters.styles import Styles
from letters.template.forms import show_date
from letters.typography import typographic
from letters.wording import wording

# Streams stay binary: a fifth smaller and quicker than ASCII base 85, ReportLab's default.
rl_config.useA85 = 0

_QUOTE_GREY: Final = 0.6
_RULE_GREY: Final = 0.7


class Sheet:
    """A PDF in the making; distances come from the top of the page, as readers measure."""

    def __init__(self, letter: Letter, styles: Styles) -> None:
        self._letter, self._styles = letter, styles
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=(PAGE.w * MM, PAGE.h * MM),
            invariant=1,
            pageCompression=1,
            initialFontName=font_name(strong=False),  # type: ignore[arg-type] # its stub says float
            lang=versions_of(letter.language)[0],
        )
        self._canvas.setTitle(f"{letter.subject} ({letter.reference})")
        self._canvas.setAuthor(letter.sender.organisation)
        self._canvas.setSubject(letter.subject)

    def draw_page(self, number: int, pages: int, head: Sequence[Fitted], rows: Sequence[Placed], language: str) -> None:
        """One page with all that stands on it, in reading order and in the language of its version."""
        self._text = self._canvas.beginText()
        self._font: tuple[str, float] | None = None
        if number == 1:
            for fitted in head:
                self._draw_fitted(fitted)
            self._draw_rows(rows, LAYOUTS[self._letter.layout].first_body_top * MM)
        else:
            self._draw_continuation(language)
            self._draw_rows(rows, LATER_BODY_TOP * MM)
        self._draw_page_number(wording(language).page.format(page=number, pages=pages))
        self._canvas.drawText(self._text)
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The whole file."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _draw_fitted(self, fitted: Fitted) -> None:
        face, x = fitted.face, fitted.area.x * MM
        for place, line in enumerate(fitted.lines):
            baseline = fitted.area.y * MM + face.leading * (place + 0.5) + face.size * 0.357
            across = x
            for text, strong in line.pieces:
                self._put(across, baseline, text, face.size, strong=strong)
                across += word_width(text, strong=strong) * face.size

    def _draw_rows(self, rows: Sequence[Placed], top: float) -> None:
        left = LEFT * MM
        for placed in rows:
            row, y = placed.row, top + placed.top
            if row.bar:
                self._rectangle(left, y, 1.6, row.height, _QUOTE_GREY)
            for segment in row.segments:
                self._put(left + segment.x, y + row.baseline, segment.text, segment.size, strong=segment.strong)
            if row.rule:
                self._rectangle(left, y + row.height, self._styles.width * MM, 0.6, _RULE_GREY)

    def _draw_continuation(self, language: str) -> None:
        face, letter = self._styles.running, self._letter
        parts = (letter.recipient.name, letter.reference, show_date(letter.date, language))
        texts = [typographic(part) for part in parts]
        room = self._styles.width * MM
        # Rather less of it than smaller: in large print the date goes first, then the name.
        shown = (" · ".join(some) for some in (texts, texts[:2], texts[1:2]))
        text = next((some for some in shown if word_width(some, strong=False) * face.size <= room), texts[1])
        size = min(face.size, room / max(word_width(text, strong=False), 1.0))
        self._put(LEFT * MM, CONTINUATION_TOP * MM + face.size, text, size, strong=False)

    def _draw_page_number(self, text: str) -> None:
        size = self._styles.running.size
        right = (LEFT + self._styles.width) * MM
        self._put(right - word_width(text, strong=False) * size, FOOTER_BASELINE * MM, text, size, strong=False)

    def _put(self, x: float, baseline: float, text: str, size: float, *, strong: bool) -> None:
        font = (font_name(strong=strong), size)
        if font != self._font:
            self._text.setFont(*font)
            self._font = font
        self._text.setTextOrigin(x, PAGE.h * MM - baseline)
        self._text.textOut(as_drawn(text))

    def _rectangle(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        self._canvas.saveState()
        self._canvas.setFillGray(grey)
        self._canvas.rect(x, PAGE.h * MM - top - height, width, height, stroke=0, fill=1)
        self._canvas.restoreState()
