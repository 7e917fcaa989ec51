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
# Below this an address is hard to read for people and for the sorting machine.
_EASY = 9.0
_MOST_LINES = 7


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
    """The address at the largest size up to ``face`` at which all its lines stand in their area.

    A line too long for that at an easy size goes on in a second one, at a blank, while there are seven at most.
    """
    best = _address(lines, face, area)
    for _ in range(_MOST_LINES - len(lines)):
        if best.face.size >= _EASY:
            break
        lines = _with_widest_broken(lines)
        other = _address(lines, face, area)
        if (not other.overflows, other.face.size) > (not best.overflows, best.face.size):
            best = other
    return best


def _with_widest_broken(lines: Sequence[str]) -> list[str]:
    """The lines with the widest in two, at the blank nearest its middle; as they are where it has none."""
    widest = max(lines, key=lambda line: word_width(line, strong=False), default="")
    blanks = [place for place, char in enumerate(widest) if char == " "]
    if not blanks:
        return list(lines)
    at = min(blanks, key=lambda place: abs(place - len(widest) / 2))
    broken = [widest[:at], widest[at + 1 :]]
    place = list(lines).index(widest)
    return [*lines[:place], *broken, *lines[place + 1 :]]


def _address(lines: Sequence[str], face: Face, area: Area) -> Fitted:
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
