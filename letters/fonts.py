"""The fonts of a letter: two embedded faces, their widths, and which characters they cannot print."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources

REGULAR: Final = "Fairhand-Letter"
BOLD: Final = "Fairhand-Letter-Bold"
_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}
NO_GLYPH: Final = "\ufffd"
"""Drawn in place of a character that the fonts lack, so that the gap is seen; such a page is never sent."""
_NOT_DRAWN: Final = frozenset("\n\t ")


def font_name(*, strong: bool) -> str:
    """The registered name of a face, ready for a canvas."""
    _registered()
    return BOLD if strong else REGULAR


@lru_cache(maxsize=50_000)
def word_width(word: str, *, strong: bool) -> float:
    """Width of some words at size 1, in the same unit as the size."""
    width: float = _registered()[strong].stringWidth(as_drawn(word), 1)
    return width


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Each character of a text that the fonts cannot print, once, in order of appearance."""
    glyphs = _printable()
    return tuple(dict.fromkeys(char for char in text if char not in glyphs))


def missing_runs(text: str) -> tuple[str, ...]:
    """The same as they stand beside each other: a name is one of them, not its characters."""
    glyphs = _printable()
    return tuple("".join(chars) for gone, chars in groupby(text, lambda char: char not in glyphs) if gone)


def as_drawn(text: str) -> str:
    """The text with ``NO_GLYPH`` for each character that the fonts cannot print."""
    gone = () if text.isascii() else missing_glyphs(text)
    return text.translate({ord(char): NO_GLYPH for char in gone}) if gone else text


@cache
def _registered() -> tuple[TTFont, TTFont]:
    fonts = tuple(TTFont(name, str(resources.path(f"fonts/letters/{file}"))) for name, file in _FILES.items())
    for font in fonts:
        pdfmetrics.registerFont(font)
    return fonts[0], fonts[1]


@cache
def _printable() -> frozenset[str]:
    regular, bold = _registered()
    both = set(regular.face.charToGlyph) & set(bold.face.charToGlyph)
    return frozenset(chr(code) for code in both if code >= 0x20) | _NOT_DRAWN
