"""How a letter is set at a size: points, and widths in millimetres. Left aligned, sans serif, no italics.

Clear print is at least 12 point, ideally 14; large print is at least 16, ideally 18, with page numbers of the same
size and a blank line between paragraphs (UKAAF, Minimum Standards: Clear and Large Print).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from letters.content import Style
from letters.page import LEFT, PRINTABLE

POINTS: Final[Mapping[Style, int]] = {
    "standard": 12,
    "clear_print": 14,
    "large_print_16": 16,
    "large_print": 18,
    "large_print_22": 22,
}
"""The size of the text in each style. ``large_print`` is what was agreed when nobody named a size."""

_HEADINGS: Final = ((5, 3, 8), (2, 8, 4), (0, 3, 2))
"""By level, at 12 point: how much larger than the text, and the blank above and below."""


@dataclass(frozen=True, slots=True)
class Face:
    """Size and line distance in points; ``before`` and ``after`` are the blank above and below a paragraph."""

    size: float
    leading: float
    before: float = 0
    after: float = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """All sizes of one style. ``letterhead_beside`` puts contact details and references beside the address;
    without it they stand in the text, where they can be as large as everything else."""

    body: Face
    headings: tuple[Face, ...]
    item_gap: float
    item_indent: float
    quote_indent: float
    width: float
    logo: Face
    address: Face
    contact: Face
    running: Face
    signature_room: float
    letterhead_beside: bool


@cache
def styles_of(style: Style) -> Styles:
    """The one set of styles, at the size of this style.

    At 12 point half a line of blank, and smaller contact details, are usual; for a reader who asked for a size
    everything has it, but the address, which the window of the envelope limits.
    """
    size = float(POINTS[style])
    asked, scale = style != "standard", size / 12
    leading = size * 1.3
    return Styles(
        body=Face(size, leading, after=leading if asked else 8),
        headings=tuple(_heading(*sizes, size, scale) for sizes in _HEADINGS),
        item_gap=size / 4,
        item_indent=size * 4 / 3,
        quote_indent=size * 0.7 + 3.6,
        width=min(146 * scale, 168),
        logo=Face(size + 3, (size + 3) * 1.27, strong=True),
        address=Face(min(size, 15) - 1, (min(size, 15) - 1) * 1.2),
        contact=Face(size if asked else 9.5, leading if asked else 12.6),
        running=Face(size if asked else 10, size * 1.2 if asked else 13),
        signature_room=size * 3 + 6,
        letterhead_beside=not asked,
    )


def _heading(larger: float, before: float, after: float, size: float, scale: float) -> Face:
    face = size + larger
    return Face(face, face * 1.3, before=before * scale, after=after * scale, strong=True)


def style_needed(adjustments: Iterable[str]) -> Style:
    """The style that keeps what was agreed with a reader: the largest, where several sizes were."""
    agreed = [style for style in POINTS if style in set(adjustments)]
    return max(agreed, key=POINTS.__getitem__, default="standard")


def tightened(styles: Styles, steps: float) -> Styles:
    """The same sizes of type with less blank between lines: for a letter that would just spill onto a page.

    At two steps lines still stand 1.2 times the type's size apart; more would hold the reading up.
    """
    return replace(
        styles,
        body=replace(
            styles.body,
            leading=styles.body.leading * (1 - 0.038 * steps),
            after=styles.body.after * (1 - 0.25 * steps),
        ),
        headings=tuple(
            replace(face, before=face.before * 0.8 ** (2 * steps), after=face.after * 0.7**steps)
            for face in styles.headings
        ),
        item_gap=styles.item_gap * 0.5**steps,
        width=min(styles.width * (1 + 0.02 * steps), PRINTABLE.right - LEFT),
        signature_room=styles.signature_room * (1 - 0.15 * steps),
    )
