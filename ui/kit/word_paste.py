"""Text out of Word, Outlook and web pages as plain paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.basics.text import clean_text

CELL_GAP: Final = " | "
"""Between the cells of a table's row, which is a line in plain text."""
Piece = tuple[str, bool]
"""Some words, and whether they are strong."""

# Soft hyphens, zero-width characters and the private-use bullets of Word's Symbol and Wingdings fonts.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_WORD_BULLET = re.compile("^[ \t]*[\uf0b7\uf0a7\uf0d8\uf0fc·•▪◦‣o][ \t\u00a0]+", re.MULTILINE)
_BLANKS = re.compile("[\u00a0\u2007\u202f\t ]+")
# A tab between words parts cells, but not the number of a list from its item.
_CELL_END = re.compile(r"(?<=[^\t\n ])[ \u00a0]*\t(?![\t ]*(?:\n|$))|(?<=\t)\t(?![\t ]*(?:\n|$))")
_LIST_NUMBER = re.compile(r"^([ \t]*\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])\t+", re.MULTILINE)
_MANY_LINES = re.compile(r"\n{3,}")


def plain_from(pasted: str) -> str:
    """What was pasted, as plain text: one kind of blank, one kind of bullet, at most one empty line together.

    The cells of a table's row, which come with tabs between them, stay apart.
    Quotation marks, dashes and accents stay as they are: they are writing, not junk.
    """
    text = _INVISIBLE.sub("", clean_text(pasted.replace("\v", "\n").replace("\f", "\n\n")))
    text = _LIST_NUMBER.sub(r"\1 ", _WORD_BULLET.sub("- ", text))
    text = _CELL_END.sub(CELL_GAP, text)
    lines = [_BLANKS.sub(" ", line).rstrip() for line in text.split("\n")]
    return _MANY_LINES.sub("\n\n", "\n".join(lines))


def plain_pieces(line: Sequence[Piece]) -> list[Piece]:
    """The same of one line in pieces of words that are strong or not."""
    found = _WORD_BULLET.match("".join(text for text, _ in line))
    skip, pieces = (found.end() if found else 0), [("- ", False)] if found else list[Piece]()
    for text, strong in line:
        kept, skip = text[skip:], max(0, skip - len(text))
        kept = _BLANKS.sub(" ", _INVISIBLE.sub("", clean_text(kept).replace("\n", " ")))
        if pieces and pieces[-1][0].endswith(" "):
            kept = kept.lstrip(" ")
        if kept:
            pieces.append((kept, strong))
    return [*pieces[:-1], (pieces[-1][0].rstrip(), pieces[-1][1])] if pieces else []
