"""A letter's text as rows: every line with its height, its words in place, and whether a page may end before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from letters.content import Block, Letter, Paragraph, Run
from letters.fonts import word_width
from letters.languages import versions_of
from letters.lines import Line, break_lines
from letters.styles import Face, Styles
from letters.template.forms import show_date
from letters.versions import versions
from letters.wording import wording

MM: Final = 72 / 25.4
_GUTTER: Final = 10.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one weight; ``x`` in points from the left edge of the text."""

    x: float
    text: str
    strong: bool
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page. ``gap`` is the blank above it, which a page's top swallows; points throughout.

    With ``starts_page`` it is the first of the second version of a letter in two languages.
    """

    block_id: str
    role: str
    height: float
    segments: tuple[Segment, ...]
    gap: float = 0.0
    may_break: bool = True
    bar: bool = False
    rule: bool = False
    starts_page: bool = False

    @property
    def baseline(self) -> float:
        """Distance of the baseline from the row's top: capitals stand in its middle."""
        size = max((segment.size for segment in self.segments), default=0.0)
        return self.height / 2 + size * 0.357


def letter_rows(letter: Letter, styles: Styles) -> list[Row]:
    """All rows of the text in reading order, with breaks allowed where a page may end.

    A heading stays with what follows, a paragraph keeps two lines on either page, and the signature keeps two lines
    of the letter with it (DIN 5008 practice). A second version begins on a new page, under the same references.
    """
    rows: list[Row] = []
    for place, version in enumerate(versions(letter)):
        some = _version_rows(version, styles, with_references=bool(place) or not styles.letterhead_beside)
        rows += [replace(row, starts_page=bool(place) and not at) for at, row in enumerate(some)]
    return rows


def _version_rows(letter: Letter, styles: Styles, *, with_references: bool) -> list[Row]:
    rows = list(_reference_rows(letter, styles)) if with_references else []
    after = styles.body.after if rows else 0.0
    bound = False
    for block in letter.blocks:
        if not any(paragraph.text.strip() for paragraph in block.paragraphs):
            continue
        if block.role == "closing":
            rows = _bound_to_next(rows)
        block_rows, below = _block_rows(block, styles)
        first = block_rows[0]
        keep = bound or block.role in ("closing", "signature")
        gap = styles.signature_room if block.role == "signature" else after + first.gap
        rows.append(replace(first, gap=gap, may_break=not keep))
        rows += [replace(row, may_break=False) for row in block_rows[1:]] if keep and not bound else block_rows[1:]
        bound, after = block.role == "heading", below
        if block is subject_block(letter) and letter.heading:
            first_line, *others = _heading_rows(letter, styles)
            rows += [replace(first_line, gap=below), *others]
            after = styles.body.after
    rows += _enclosure_rows(letter, styles)
    if not styles.letterhead_beside:
        rows += _address_rows(letter, styles)
    return rows


def _bound_to_next(rows: list[Row]) -> list[Row]:
    """The last line may not stand alone on the signature's page."""
    return [*rows[:-1], *(replace(row, may_break=False) for row in rows[-1:])]


def _block_rows(block: Block, styles: Styles) -> tuple[list[Row], float]:
    """The rows of a block, and the blank that belongs below it."""
    if block.role == "table":
        return list(_table_rows(block, styles)), styles.body.after
    if block.role == "heading":
        face = styles.headings[min(max(block.level, 1), 3) - 1]
        runs = [run for paragraph in block.paragraphs for run in paragraph.runs]
        return list(_text_rows(block, runs, styles, face)), face.after
    rows: list[Row] = []
    number = 0
    previous: Paragraph | None = None
    for place, paragraph in enumerate(block.paragraphs, 1):
        number = number + 1 if paragraph.kind == "number" else 0
        after = block.paragraphs[place] if place < len(block.paragraphs) else None
        rows += _paragraph_rows(block, paragraph, (previous, after), number, styles)
        previous = paragraph
    return rows, styles.body.after


def _paragraph_rows(
    block: Block, paragraph: Paragraph, beside: tuple[Paragraph | None, Paragraph | None], number: int, styles: Styles
) -> Iterator[Row]:
    previous, after = beside
    item = paragraph.kind in ("bullet", "number")
    indent = styles.item_indent if item else styles.quote_indent if block.origin == "cited_rule" else 0.0
    mark = "•" if paragraph.kind == "bullet" else f"{number}." if item else ""
    gap = 0.0
    if previous is not None:
        gap = styles.item_gap if item else styles.body.after
    # A list's first item stays with the words that lead to it, and its last item with the one before.
    led_in = item and previous is not None and previous.text.rstrip().endswith(":")
    at_end = item and previous is not None and (after is None or after.kind != paragraph.kind)
    for place, row in enumerate(_text_rows(block, paragraph.runs, styles, styles.body, indent)):
        if place:
            yield row
            continue
        marked = (Segment(0.0, mark + " ", strong=False, size=styles.body.size), *row.segments)
        yield replace(row, gap=gap, segments=marked if mark else row.segments, may_break=not (led_in or at_end))


def _text_rows(block: Block, runs: Iterable[Run], styles: Styles, face: Face, indent: float = 0.0) -> Iterator[Row]:
    lines = break_lines(runs, styles.width * MM - indent, face.size, strong=face.strong)
    last = len(lines) - 1
    for place, line in enumerate(lines):
        yield Row(
            block.id,
            block.role,
            face.leading,
            _segments(line, indent, face.size),
            gap=face.before if place == 0 else 0.0,
            may_break=place not in (1, last) or place == 0,
            bar=block.origin == "cited_rule",
        )


def _segments(line: Line, x: float, size: float) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for text, strong in line.pieces:
        found.append(Segment(x, text, strong, size))
        x += word_width(text, strong=strong) * size
    return tuple(found)


def _table_rows(block: Block, styles: Styles) -> Iterator[Row]:
    """The first row is the header. A page ends only between rows.

    Where a column would be narrower than a word in it, as in large print, each row is set as a list of its cells.
    """
    cells = [_cells(paragraph) for paragraph in block.paragraphs]
    size, leading = styles.body.size, styles.body.leading
    widths = _column_widths(cells, size, styles.width * MM)
    if any(_widest_word(row[column]) * size > width for row in cells for column, width in _of_row(row, widths)):
        yield from _stacked_rows(block, cells, styles)
        return
    lefts = [sum(widths[:column]) + _GUTTER * column for column in range(len(widths))]
    for number, row in enumerate(cells):
        broken = [break_lines(cell, width, size, strong=number == 0) for cell, width in zip(row, widths, strict=False)]
        depth = max(len(lines) for lines in broken)
        for place in range(depth):
            segments = tuple(
                segment
                for column, lines in enumerate(broken)
                if place < len(lines)
                for segment in _segments(lines[place], lefts[column], size)
            )
            top, end = place == 0, place == depth - 1
            yield Row(
                block.id,
                block.role,
                leading + (5 if end else 0),
                segments,
                gap=5.0 if top and number else 0.0,
                may_break=top and number != 1,
                rule=end,
            )


def _of_row(row: list[list[Run]], widths: list[float]) -> Iterator[tuple[int, float]]:
    return ((column, width) for column, width in enumerate(widths) if column < len(row))


def _widest_word(cell: list[Run]) -> float:
    return max((word_width(word, strong=True) for run in cell for word in run.text.split()), default=0.0)


def _stacked_rows(block: Block, cells: list[list[list[Run]]], styles: Styles) -> Iterator[Row]:
    """One column: each cell after its heading, a rule below the last cell of a row."""
    header, *rows = cells
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            name = "".join(run.text for run in header[column]) if column < len(header) else ""
            lines = list(_text_rows(block, [Run(f"{name}: ", strong=True), *cell], styles, styles.body))
            for place, line in enumerate(lines):
                first, last = column == place == 0, column == len(row) - 1 and place == len(lines) - 1
                gap = styles.item_gap if place == 0 and number + column else 0.0
                height = line.height + (5 if last else 0)
                yield replace(line, gap=gap, may_break=first and bool(number), rule=last, height=height)


def _column_widths(cells: list[list[list[Run]]], size: float, room: float) -> list[float]:
    """Columns as wide as their widest cell where that fits; those that want more share what the others leave."""
    columns = max(len(row) for row in cells)
    room -= _GUTTER * (columns - 1)
    wanted = [0.0] * columns
    for row in cells:
        for column, cell in enumerate(row):
            width = sum(word_width(run.text, strong=True) for run in cell) * size
            wanted[column] = max(wanted[column], width)
    if sum(wanted) <= room:
        return [width + (room - sum(wanted)) / columns for width in wanted]
    share, narrow = room / columns, 0.0
    while True:
        fits = [width for width in wanted if width <= share]
        left = (room - sum(fits)) / max(columns - len(fits), 1)
        if left <= share or sum(fits) == narrow:
            return [width if width <= share else left for width in wanted]
        share, narrow = left, sum(fits)


def _cells(paragraph: Paragraph) -> list[list[Run]]:
    cells: list[list[Run]] = [[]]
    for run in paragraph.runs:
        for place, text in enumerate(run.text.split("\t")):
            if place:
                cells.append([])
            cells[-1].append(replace(run, text=text))
    return cells


def references(letter: Letter) -> Iterator[tuple[str, str]]:
    """Date and references with their labels, as the letterhead shows them."""
    words = wording(letter.language)
    yield words.date, show_date(letter.date, versions_of(letter.language)[0])
    yield words.our_reference, letter.reference
    if letter.case_ref and letter.case_ref != letter.reference:
        yield words.case, letter.case_ref
    if letter.their_reference:
        yield words.your_reference, letter.their_reference


def subject_block(letter: Letter) -> Block | None:
    """The heading that names what the letter is about: the matter stands under it."""
    return next((block for block in letter.blocks if block.role == "heading" and block.level == 1), None)


def _heading_rows(letter: Letter, styles: Styles) -> Iterator[Row]:
    """The matter in two columns, as wide as the widest label; its first line stays with the heading."""
    size = styles.body.size
    widest = max(word_width(line.label, strong=True) for line in letter.heading) * size
    room = min(widest + _GUTTER, styles.width * MM / 2)
    block = Block("matter", "paragraph", "locked", ())
    for at, line in enumerate(letter.heading):
        for place, row in enumerate(_text_rows(block, [Run(line.text)], styles, styles.body, room)):
            label = (Segment(0.0, line.label, strong=True, size=size),) if place == 0 else ()
            yield replace(row, gap=0.0, segments=(*label, *row.segments), may_break=at > 0 and place == 0)


def _reference_rows(letter: Letter, styles: Styles) -> Iterator[Row]:
    for label, value in references(letter):
        yield from _extra("references", [Run(f"{label}: ", strong=True), Run(value)], styles)


def _enclosure_rows(letter: Letter, styles: Styles) -> Iterator[Row]:
    if letter.enclosures:
        label = Run(f"{wording(letter.language).enclosed}:", strong=True)
        yield from _extra("enclosures", [label], styles, gap=styles.body.after * 2)
    for enclosure in letter.enclosures:
        for row in _extra("enclosures", [Run(enclosure)], styles, indent=styles.item_indent):
            yield replace(row, segments=(Segment(0.0, "• ", strong=False, size=styles.body.size), *row.segments))


def _address_rows(letter: Letter, styles: Styles) -> Iterator[Row]:
    """The address as running text: as lines of large print it would take a page of its own in many letters."""
    sender = letter.sender
    label = Run(f"{wording(letter.language).write_to}: ", strong=True)
    address = ", ".join((sender.name, sender.organisation, *sender.address_lines))
    yield from _extra("sender-address", [label, Run(address)], styles, gap=styles.body.after * 2)


def _extra(block_id: str, runs: list[Run], styles: Styles, *, gap: float = 0.0, indent: float = 0.0) -> Iterator[Row]:
    """Rows that belong to the letter itself rather than to one of its blocks; they stay with what is above them."""
    block = Block(block_id, "paragraph", "locked", ())
    for place, row in enumerate(_text_rows(block, runs, styles, styles.body, indent)):
        yield replace(row, gap=gap if place == 0 else 0.0, may_break=False)
