"""The two layouts of a letter: sizes in points, widths in millimetres. Left aligned, sans serif, no italics.

Clear print is at least 12 point and large print 18 point (UKAAF, Minimum Standards: Clear and Large Print).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from letters.page import LEFT, PRINTABLE


@dataclass(frozen=True, slots=True)
class Face:
    """Size and line distance in points; ``before`` and ``after`` are the blank above and below a paragraph."""

    size: float
    leading: float
    before: float = 0
    after: float = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
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


STANDARD: Final = Layout(
    body=Face(12, 15.6, after=8),
    headings=(
        Face(17, 22, before=3, after=8, strong=True),
        Face(14, 18, before=8, after=4, strong=True),
        Face(12, 15.6, before=3, after=2, strong=True),
    ),
    item_gap=3,
    item_indent=16,
    quote_indent=12,
    width=146,
    logo=Face(15, 19, strong=True),
    address=Face(11, 13.2),
    contact=Face(9.5, 12.6),
    running=Face(10, 13),
    signature_room=42,
    letterhead_beside=True,
)

LARGE_PRINT: Final = Layout(
    body=Face(18, 24, after=14),
    headings=(
        Face(24, 30, before=6, after=14, strong=True),
        Face(21, 27, before=14, after=8, strong=True),
        Face(18, 24, before=5, after=3, strong=True),
    ),
    item_gap=5,
    item_indent=24,
    quote_indent=14,
    width=168,
    logo=Face(18, 23, strong=True),
    address=Face(14, 16.4),
    contact=Face(18, 24),
    running=Face(18, 22),
    signature_room=56,
    letterhead_beside=False,
)

LAYOUTS: Final[Mapping[str, Layout]] = {"standard": STANDARD, "large_print": LARGE_PRINT}


def tightened(layout: Layout, steps: float) -> Layout:
    """The same sizes of type with less blank between lines: for a letter that would just spill onto a page.

    At two steps lines still stand 1.2 times the type's size apart; more would hold the reading up.
    """
    return replace(
        layout,
        body=replace(
            layout.body,
            leading=layout.body.leading * (1 - 0.038 * steps),
            after=layout.body.after * (1 - 0.25 * steps),
        ),
        headings=tuple(
            replace(face, before=face.before * 0.8 ** (2 * steps), after=face.after * 0.7**steps)
            for face in layout.headings
        ),
        item_gap=layout.item_gap * 0.5**steps,
        width=min(layout.width * (1 + 0.02 * steps), PRINTABLE.right - LEFT),
        signature_room=layout.signature_room * (1 - 0.15 * steps),
    )
