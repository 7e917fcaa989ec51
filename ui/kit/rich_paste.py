"""Formatted text of Word, Outlook and web pages as lines of bold and plain words; what is not kept is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from ui.kit.word_paste import CELL_GAP, Piece, plain_from, plain_pieces

_MAX_HTML: Final = 2_000_000
_LINE_ENDS: Final = re.compile(r"\n+")
_PICTURE: Final = "\ufffc"
_NUMBERED: Final = frozenset(
    {
        QTextListFormat.Style.ListDecimal,
        QTextListFormat.Style.ListLowerAlpha,
        QTextListFormat.Style.ListUpperAlpha,
        QTextListFormat.Style.ListLowerRoman,
        QTextListFormat.Style.ListUpperRoman,
    }
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """The lines of a formatted text, each its pieces; a row of a table is a line, its cells apart by ``CELL_GAP``."""

    lines: tuple[tuple[Piece, ...], ...]
    tables: int = 0
    pictures: int = 0
    struck: bool = False

    @property
    def told(self) -> str:
        """What is not as it was, as a sentence; empty where all was kept."""
        said = []
        if self.tables:
            what = "The table is" if self.tables == 1 else f"{self.tables} tables are"
            said.append(f"{what} pasted as lines, a row a line: a letter's text takes no tables.")
        if self.pictures:
            what = "A picture was" if self.pictures == 1 else f"{self.pictures} pictures were"
            said.append(f"{what} left out: attach it as an enclosure.")
        if self.struck:
            said.append("Words that were struck out were left out.")
        return " ".join(said)


def pasted_from(source: QMimeData) -> Pasted:
    """What lies in the clipboard: as it is formatted, unless that is too long to be read while one waits."""
    html = source.html() if source.hasHtml() else ""
    found = pasted_html(html) if 0 < len(html) <= _MAX_HTML else Pasted(())
    if found.lines or found.told:
        return found
    lines = _LINE_ENDS.split(plain_from(source.text()).strip("\n"))
    return Pasted(tuple(((line, False),) if line else () for line in lines))


def plain_pasted(source: QMimeData) -> str:
    """What lies in the clipboard as plain text: the rows of a table as lines whose cells stay apart."""
    if source.hasHtml() and ("<table" in source.html().casefold() or not source.hasText()):
        found = pasted_from(source)
        if found.lines:
            return "\n".join("".join(words for words, _ in line) for line in found.lines)
    return plain_from(source.text())


def pasted_html(html: str) -> Pasted:
    """What was pasted, cleaned as ``plain_from`` cleans; lines without a word go."""
    document = QTextDocument()
    document.setHtml(html)
    lines: list[list[Piece]] = []
    tables, pictures, row, struck = set[int](), 0, None, False
    for block in _blocks(document):
        pieces = pieces_of(block, is_wanted=_is_not_struck)
        struck = struck or pieces != pieces_of(block)
        pictures += sum(text.count(_PICTURE) for text, _ in pieces)
        pieces = [(text.replace(_PICTURE, ""), strong) for text, strong in pieces]
        cursor = QTextCursor(block)
        table = cast("QTextTable | None", cursor.currentTable())  # its stub knows no None
        if table is None:
            row = None
            lines += _split([*_mark(block), *pieces])
            continue
        tables.add(table.firstPosition())
        cell = table.cellAt(cursor)
        here, column = (table.firstPosition(), cell.row()), cell.column()
        if row is None or row[0] != here:
            lines.append([])
        elif lines[-1]:
            lines[-1].append((CELL_GAP if column != row[1] else " ", False))
        lines[-1] += [(text.replace("\u2028", " "), strong) for text, strong in pieces]
        row = (here, column)
    cleaned = (tuple(plain_pieces(line)) for line in lines)
    return Pasted(
        tuple(line for line in cleaned if any(text.strip() for text, _ in line)), len(tables), pictures, struck
    )


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _is_not_struck(written: QTextCharFormat) -> bool:
    """What is struck out, as what somebody deleted where Word follows changes, is no more part of the text."""
    return not written.fontStrikeOut()


def pieces_of(block: QTextBlock, is_wanted: Callable[[QTextCharFormat], bool] = lambda _written: True) -> list[Piece]:
    """The words of a paragraph in Qt's document, a piece a weight."""
    pieces = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if is_wanted(fragment.charFormat()):
            pieces.append((fragment.text(), fragment.charFormat().fontWeight() > QFont.Weight.Medium))
        place += 1
    return pieces


def _mark(block: QTextBlock) -> list[Piece]:
    """The mark of a list item, which a document draws and does not hold."""
    items = cast("QTextList | None", block.textList())  # its stub knows no None
    if items is None:
        return []
    numbered = items.format().style() in _NUMBERED
    return [(f"{items.itemNumber(block) + 1}. " if numbered else "- ", False)]


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    """A paragraph with line breaks as one line each."""
    lines: list[list[Piece]] = [[]]
    for text, strong in pieces:
        first, *others = text.split("\u2028")
        lines[-1].append((first, strong))
        lines += [[(other, strong)] for other in others]
    return lines
