"""Where things stand on the page: millimetres from the top left corner of A4, as GOV.UK Notify prints letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page, in millimetres; ``y`` counts downwards from the top edge."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h


PAGE: Final = Area(0, 0, 210, 297)
PRINTABLE: Final = Area(15, 5, 180, 287)
LOGO: Final = Area(15, 5, 110, 25)
ADDRESS: Final = Area(24.6, 39.5, 95.4, 26.8)
"""What the window of the envelope shows; Notify's letter specification, as are the other areas of page one."""
CONTACT: Final = Area(125, 30, 65, 65)
FIRST_BODY_TOP: Final = 95.0
LATER_BODY_TOP: Final = 26.0
BODY_BOTTOM: Final = 281.0
CONTINUATION_TOP: Final = 11.0
FOOTER_BASELINE: Final = 289.0
LEFT: Final = ADDRESS.x
"""The text begins below the address: one left edge for the whole letter."""
FOLDS: Final = (99.0, 198.0)
MAX_PAGES: Final = 10
"""Notify posts at most ten pages: five sheets printed on both sides."""
