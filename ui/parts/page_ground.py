"""Where the pages of a letter lie on their ground: under each other, each in the middle, at one scale. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF

from letters.page import PAGE
from ui.parts.page_drawing import PageSize

MARGIN, GAP = 16, 16
WIDEST_MM, NARROWEST_MM = 12.0, 1.0
"""Most and fewest pixels (at 100 % scaling) that a millimetre of paper may take."""
TRUE_SIZE = 96 / 25.4


class BlockBox(Protocol):
    """Where a part of the letter stands: page from 1, millimetres from the top left corner."""

    @property
    def block_id(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def w(self) -> float: ...
    @property
    def h(self) -> float: ...


@dataclass(slots=True)
class PageGround:
    """Pages are counted from 0; lengths are pixels, those of the paper millimetres."""

    sizes: tuple[PageSize, ...] = ()
    pixels_a_mm: float = TRUE_SIZE

    def scale_to(self, pixels_a_mm: float) -> None:
        """Another scale, as far as it is of any use."""
        self.pixels_a_mm = max(NARROWEST_MM, min(WIDEST_MM, pixels_a_mm))

    def scale_to_fit(self, width: int) -> float:
        """The scale at which the widest page takes this width."""
        return (width - 2 * MARGIN) / max((size.width for size in self.sizes), default=PAGE.w)

    def height(self) -> float:
        """Of the whole ground."""
        return sum(size.height * self.pixels_a_mm + GAP for size in self.sizes) - GAP + 2 * MARGIN

    def width(self) -> float:
        """The least that shows every page whole."""
        return max((size.width for size in self.sizes), default=0) * self.pixels_a_mm + 2 * MARGIN

    def page(self, number: int, width: int) -> QRectF:
        """Where a page lies on a ground of this width."""
        size, scale = self.sizes[number], self.pixels_a_mm
        top = MARGIN + sum(before.height * scale + GAP for before in self.sizes[:number])
        left = max(MARGIN, (width - size.width * scale) / 2)
        return QRectF(round(left), round(top), round(size.width * scale), round(size.height * scale))

    def part(self, box: BlockBox, page: QRectF) -> QRectF:
        """Where a part of the letter is, whose page lies there."""
        scale = self.pixels_a_mm
        return QRectF(page.left() + box.x * scale, page.top() + box.y * scale, box.w * scale, box.h * scale)
