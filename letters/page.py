"""Where things stand on the page: millimetres from the top left corner of A4, for each envelope that we post in.

A layout is data. Sources: GOV.UK Notify's letter specification; for the UK envelopes a public table of their windows
(BS 4264 for DL; a variant of it is in use too), with the 2 mm that Royal Mail wants clear round the address when the
letter is tapped on each edge of its envelope.
"""

from __future__ import annotations

from collections.abc import Mapping
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

    def less(self, clearance: float) -> Area:
        """The area without a strip of this width along each edge."""
        return Area(self.x + clearance, self.y + clearance, self.w - 2 * clearance, self.h - 2 * clearance)

    def holds(self, x: float, y: float, w: float, h: float) -> bool:
        """Whether a rectangle lies inside, to a tenth of a millimetre."""
        return self.x - 0.1 <= x and self.y - 0.1 <= y and x + w <= self.right + 0.1 and y + h <= self.bottom + 0.1

    def touches(self, x: float, y: float, w: float, h: float) -> bool:
        """Whether a rectangle lies in it by more than a tenth of a millimetre."""
        across = min(self.right, x + w) - max(self.x, x)
        down = min(self.bottom, y + h) - max(self.y, y)
        return across > 0.1 and down > 0.1


PAGE: Final = Area(0, 0, 210, 297)
PRINTABLE: Final = Area(15, 5, 180, 287)
LATER_BODY_TOP: Final = 26.0
BODY_BOTTOM: Final = 281.0
CONTINUATION_TOP: Final = 11.0
FOOTER_BASELINE: Final = 289.0
LEFT: Final = 24.6
"""Address and text begin here: one left edge for the whole letter, in every layout."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope's front, the windows that it is sold with, and the folded sheet that slides about in it."""

    front: Area
    windows: tuple[Area, ...]
    sheet: Area

    @property
    def shows(self) -> Area:
        """What of the sheet every window shows, wherever the sheet lies."""
        x = max(window.x for window in self.windows)
        y = max(window.y for window in self.windows)
        right = min(window.right for window in self.windows) - (self.front.w - self.sheet.w)
        bottom = min(window.bottom for window in self.windows) - (self.front.h - self.sheet.h)
        return Area(x, y, right - x, bottom - y)

    @property
    def reaches(self) -> Area:
        """What of the sheet some window may show: nobody else is to read more than the address there."""
        x = min(window.x for window in self.windows) - (self.front.w - self.sheet.w)
        y = min(window.y for window in self.windows) - (self.front.h - self.sheet.h)
        right = max(window.right for window in self.windows)
        bottom = max(window.bottom for window in self.windows)
        return Area(x, y, right - x, bottom - y)


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay out page one, made for one envelope.

    ``window`` is what surely shows; the address keeps ``clearance`` from its edges. In ``no_print`` nothing stands but
    the address. ``max_pages`` is what the envelope takes.
    """

    code: str
    title: str
    logo: Area
    address: Area
    contact: Area
    window: Area
    clearance: float
    no_print: tuple[Area, ...]
    first_body_top: float
    folds: tuple[float, ...]
    max_pages: int


NOTIFY: Final = Layout(
    code="notify",
    title="GOV.UK Notify",
    logo=Area(15, 5, 110, 25),
    address=Area(LEFT, 39.5, 95.4, 26.8),
    contact=Area(125, 30, 65, 65),
    window=Area(LEFT, 39.5, 95.4, 26.8),
    clearance=0.0,
    no_print=(
        Area(0, 0, 15, 297),
        Area(195, 0, 15, 297),
        Area(0, 0, 210, 5),
        Area(0, 292, 210, 5),
        Area(15, 31, 104, 8.4),
        Area(15, 66.4, 104, 28.5),
    ),
    first_body_top=95.0,
    folds=(99.0, 198.0),
    max_pages=10,
)
"""Notify prints its own marks in the margins and round the address, and posts five sheets printed on both sides."""

_DL: Final = Envelope(Area(0, 0, 220, 110), (Area(20, 53, 93, 39), Area(18, 49, 93, 39)), Area(0, 0, 210, 105))

UK_DL: Final = Layout(
    code="uk-dl",
    title="UK DL, folded twice",
    logo=NOTIFY.logo,
    address=Area(LEFT, 57, 74.4, 24),
    contact=NOTIFY.contact,
    window=_DL.shows,
    clearance=2.0,
    no_print=(_DL.reaches,),
    first_body_top=96.0,
    folds=(105.0, 210.0),
    max_pages=20,
)
"""DL, 220 by 110 mm, window of BS 4264 or its variant. Ten sheets folded twice are 3 mm thick; a letter may be 5."""

_C5: Final = Envelope(Area(0, 0, 229, 162), (Area(20, 58, 90, 44),), Area(0, 0, 210, 148.5))

UK_C5: Final = Layout(
    code="uk-c5",
    title="UK C5, folded once",
    logo=NOTIFY.logo,
    address=Area(LEFT, 60, 64.4, 26.5),
    contact=NOTIFY.contact,
    window=_C5.shows,
    clearance=2.0,
    no_print=(_C5.reaches,),
    first_body_top=104.0,
    folds=(148.5,),
    max_pages=32,
)
"""C5, 229 by 162 mm, window 20 mm from the left and 60 from the bottom. Sixteen sheets with it are under 100 g."""

LAYOUTS: Final[Mapping[str, Layout]] = {layout.code: layout for layout in (NOTIFY, UK_DL, UK_C5)}
