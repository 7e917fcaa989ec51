"""What stands round the text on page one: the sender's name, the address in the window, contact and references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letters.content import Letter, Run
from letters.fonts import word_width
from letters.lines import Line, break_lines
from letters.page import LAYOUTS, LEFT, Area
from letters.rows import MM, references
from letters.styles import Face, Styles

_SMALLEST = 7.5


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines at the size at which they fit an area, or the smallest legible one when they do not."""

    name: str
    area: Area
    lines: Sequence[Line]
    face: Face
    overflows: bool

    def used(self) -> Area:
        """The part of the area that the lines take, in millimetres."""
        width = max((line.width for line in self.lines), default=0.0) * self.face.size / MM
        return Area(self.area.x, self.area.y, width, len(self.lines) * self.face.leading / MM)


def letterhead(letter: Letter, styles: Styles) -> tuple[Fitted, ...]:
    """Logo, address and (where the style puts them beside the address) contact details and references."""
    at = LAYOUTS[letter.layout]
    above = Area(LEFT, at.logo.y + 5, at.logo.right - LEFT, at.logo.h - 5)
    logo = _fit("logo", above, [Run(letter.sender.organisation)], styles.logo)
    address = fit_address(letter.recipient.lines, styles.address, at.address)
    if not styles.letterhead_beside:
        return logo, address
    return logo, address, _fit("contact", at.contact, list(_contact(letter)), styles.contact)


def fit_address(lines: Sequence[str], face: Face, area: Area) -> Fitted:
    """The address at the largest size up to ``face`` at which no line wraps and all stand in their area."""
    count = max(len(lines), 1)
    widest = max((word_width(line, strong=False) for line in lines), default=0.0) or 1.0
    ratio = face.leading / face.size
    size = min(face.size, area.h * MM / count / 1.08, area.w * MM / widest)
    leading = min(size * ratio, area.h * MM / count)
    shown = [Line([(line, False)], word_width(line, strong=False)) for line in lines]
    return Fitted("address", area, shown, Face(max(size, _SMALLEST), leading), overflows=size < _SMALLEST)


def _fit(name: str, area: Area, runs: list[Run], face: Face) -> Fitted:
    """Broken lines, made smaller by half points until they fit."""
    size, ratio = face.size, face.leading / face.size
    while True:
        lines = break_lines(runs, area.w * MM, size, strong=face.strong)
        fits = len(lines) * size * ratio <= area.h * MM
        if fits or size - 0.5 < _SMALLEST:
            return Fitted(name, area, lines, Face(size, size * ratio, strong=face.strong), overflows=not fits)
        size -= 0.5


def _contact(letter: Letter) -> Iterable[Run]:
    sender = letter.sender
    yield Run(sender.name + "\n", strong=True)
    yield Run("\n".join(sender.address_lines) + "\n")
    reach = [text for text in (sender.phone, sender.email, sender.website, sender.opening_hours) if text]
    if reach:
        yield Run("\n" + "\n".join(reach) + "\n")
    for label, value in references(letter):
        yield Run(f"\n{label}: ", strong=True)
        yield Run(value)
