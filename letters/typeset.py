"""A letter as PDF: same content, same bytes. Nothing is parsed on the way, so no value can be taken for markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letters.content import Letter
from letters.fonts import missing_runs
from letters.languages import versions_of
from letters.letterhead import Fitted, letterhead
from letters.page import BODY_BOTTOM, LATER_BODY_TOP, LAYOUTS, LEFT, Area, Layout
from letters.paginate import Placed, paginate
from letters.rows import MM, Row, letter_rows
from letters.sheet import Sheet
from letters.styles import Styles, styles_of, tightened

_NEARLY_EMPTY = 0.5

# Large print has these in the text; they are parts of the letterhead all the same.
_PLACES = {"references": "letterhead", "sender-address": "letterhead"}


@dataclass(frozen=True, slots=True)
class Box:
    """Where a block stands on a page (from 1), in millimetres from the top left; a block over two pages has two."""

    block_id: str
    role: str
    page: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no letter font has, and the block (or ``address``, ``letterhead``, ``enclosures``) with it.

    ``run`` are all such characters that stand together there: a name, say.
    """

    block_id: str
    char: str
    run: str

    @property
    def shown(self) -> str:
        """The run in words; a character that stands alone with its number, as it may be one that nobody sees."""
        return f"“{self.run}”" if len(self.run) > 1 else f"“{self.run}” (U+{ord(self.run):04X})"


@dataclass(frozen=True, slots=True)
class Typeset:
    """A typeset letter. ``overflow`` names what does not fit: ``logo``, ``address``, ``contact`` or ``pages``.

    ``layout`` names the envelope that page one is laid out for (``page.LAYOUTS``).
    """

    pdf: bytes
    page_count: int
    boxes: tuple[Box, ...]
    missing_glyphs: tuple[MissingGlyph, ...]
    overflow: tuple[str, ...]
    layout: str = "notify"


def typeset(letter: Letter) -> Typeset:
    """The pages of a letter. A character that the fonts lack is reported and drawn as an empty box.

    The stored PDF of a letter with missing glyphs or an overflow must not be sent: the checks refuse it.
    """
    layout = LAYOUTS[letter.layout]
    styles, pages = _laid_out(letter)
    fitted = letterhead(letter, styles)
    sheet = Sheet(letter, styles)
    for number, (page, language) in enumerate(zip(pages, _languages(letter, pages), strict=True), 1):
        sheet.draw_page(number, len(pages), fitted, page, language)
    overflow = [area.name for area in fitted if area.overflows]
    return Typeset(
        pdf=sheet.finish(),
        page_count=len(pages),
        boxes=(*_head_boxes(fitted), *_boxes(pages, layout, styles)),
        missing_glyphs=_missing(fitted, [placed.row for page in pages for placed in page]),
        overflow=(*overflow, "pages") if len(pages) > layout.max_pages else tuple(overflow),
        layout=layout.code,
    )


def _laid_out(letter: Letter) -> tuple[Styles, list[list[Placed]]]:
    """The pages, set a little tighter when that saves a last page with only a few lines on it.

    Not for a reader who asked for a size: the blank lines between paragraphs belong to what was agreed.
    """
    styles = styles_of(letter.style)
    pages = _paginated(letter, styles)
    if letter.style == "standard" and any(_nearly_empty(pages)):
        for steps in (1, 1.5, 2):
            tight = tightened(styles, steps)
            tighter = _paginated(letter, tight)
            if len(tighter) < len(pages):
                return tight, tighter
    return styles, pages


def _nearly_empty(pages: Sequence[Sequence[Placed]]) -> Iterable[bool]:
    """Of the last page of each version that has more than one: whether only a few lines stand on it."""
    for number, page in enumerate(pages):
        is_first = number == 0 or page[0].row.starts_page
        is_last = number + 1 == len(pages) or pages[number + 1][0].row.starts_page
        yield is_last and not is_first and page[-1].top < _height(LATER_BODY_TOP) * _NEARLY_EMPTY


def _languages(letter: Letter, pages: Sequence[Sequence[Placed]]) -> Iterable[str]:
    """The language of each page."""
    said = iter(versions_of(letter.language))
    language = next(said)
    for page in pages:
        language = next(said, language) if page and page[0].row.starts_page else language
        yield language


def _paginated(letter: Letter, styles: Styles) -> list[list[Placed]]:
    first = _height(LAYOUTS[letter.layout].first_body_top)
    return paginate(letter_rows(letter, styles), first, _height(LATER_BODY_TOP))


def missing_in(letter: Letter) -> tuple[MissingGlyph, ...]:
    """Every character of a letter that cannot be printed, with its place; no page is made for it."""
    styles = styles_of(letter.style)
    return _missing(letterhead(letter, styles), letter_rows(letter, styles))


def _missing(head: Iterable[Fitted], rows: Iterable[Row]) -> tuple[MissingGlyph, ...]:
    """What the fonts lack of the very lines that are drawn, so that nothing can be drawn unseen."""
    lines = [("address" if area.name == "address" else "letterhead", line.text) for area in head for line in area.lines]
    lines += [(_PLACES.get(row.block_id, row.block_id), segment.text) for row in rows for segment in row.segments]
    found = ((place, run) for place, text in lines for run in missing_runs(text))
    return tuple(dict.fromkeys(MissingGlyph(place, char, run) for place, run in found for char in run))


def body_top(page: int, layout: Layout) -> float:
    """Where the text of a page (from 1) begins, in millimetres."""
    return layout.first_body_top if page == 1 else LATER_BODY_TOP


def _height(top: float) -> float:
    return (BODY_BOTTOM - top) * MM


def _head_boxes(fitted: Sequence[Fitted]) -> Iterable[Box]:
    for area in fitted:
        used = area.used()
        yield Box(area.name, area.name, 1, used.x, used.y, used.w, used.h)


def _boxes(pages: Sequence[Sequence[Placed]], layout: Layout, styles: Styles) -> Iterable[Box]:
    for number, page in enumerate(pages, 1):
        spans: dict[str, tuple[str, float, float]] = {}
        for placed in page:
            row = placed.row
            role, top, _ = spans.get(row.block_id, (row.role, placed.top, 0.0))
            spans[row.block_id] = (role, top, placed.top + row.height)
        for block_id, (role, top, bottom) in spans.items():
            area = Area(LEFT, body_top(number, layout) + top / MM, styles.width, (bottom - top) / MM)
            yield Box(block_id, role, number, area.x, area.y, area.w, area.h)
