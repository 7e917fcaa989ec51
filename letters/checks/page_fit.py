"""Can it be printed and posted: the address, the window, every character, the number of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding
from letters.content import Letter
from letters.letterhead import letterhead
from letters.page import LAYOUTS, PRINTABLE
from letters.styles import POINTS, style_needed, styles_of
from letters.typeset import MissingGlyph, Typeset, missing_in

_BAD_START: Final = '@()=[]"\\/,<>~'
_NO_ABODE: Final = re.compile(r"\bN\.?F\.?A\b|\bno fixed (?:abode|address)\b", re.IGNORECASE)
_GB_POSTCODE: Final = re.compile(r"(?:[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}|BFPO ?\d{1,4}|GIR 0AA)")
# Mail between these stays at home: no country is written, and the postcode is the last line.
_BRITISH_POST: Final = frozenset({"GB", "GG", "IM", "JE"})
_AREAS: Final = {
    "logo": "The name of the organisation is too long for the letterhead.",
    "address": "A line of the address is too long for the window of the envelope.",
    "contact": "The contact details are too long for their place beside the address.",
}


def address_reachable(draft: Draft) -> Iterator[Finding]:
    """C34: 3 to 7 lines, each of them real, with a last line that a post office can sort by (GOV.UK Notify)."""
    recipient = draft.letter.recipient
    lines = [line.strip() for line in recipient.lines if line.strip()]
    if not 3 <= len(lines) <= 7:
        yield _address(f"The address has {len(lines)} line{'' if len(lines) == 1 else 's'}; the post needs 3 to 7.")
    for line in lines:
        if line[0] in _BAD_START:
            yield _address(f"The address line “{line}” may not begin with {line[0]}.")
        if _NO_ABODE.search(line):
            yield _address(f"Nothing can be delivered to “{line}”.")
    for line in lines[:2]:
        if not any(char.isalnum() for char in line):
            yield _address(f"The address line “{line}” has neither a letter nor a digit.")
    if len(lines) >= 2:
        home = (draft.facts or {}).get("desk", {}).get("country", "GB")
        yield from _last_lines(lines[-2:], recipient.country, home)


def _last_lines(ends: list[str], country: str, home: str) -> Iterator[Finding]:
    """The country closes the address of mail abroad; a British postcode closes it at home and stands above it else."""
    last = ends[-1]
    at_home = country == home or {country, home} <= _BRITISH_POST
    if country in _BRITISH_POST and (at_home or last.startswith("BFPO")):
        yield from _postcode("last line", last)
    elif not at_home and not _is_country(last):
        yield _address(f"The last line of the address, “{last}”, is not the country in capitals.")
    elif country in _BRITISH_POST:
        yield from _postcode("line above the country", ends[0])


def _is_country(line: str) -> bool:
    """No country is written with a digit; a postcode is."""
    return line.upper() == line and sum(map(str.isalpha, line)) >= 3 and not any(map(str.isdigit, line))


def _postcode(where: str, line: str) -> Iterator[Finding]:
    if not _GB_POSTCODE.fullmatch(line):
        yield _address(f"The {where} of the address, “{line}”, is not a UK postcode.")


def _address(sentence: str) -> Finding:
    return Finding("C34", "block", sentence, "Correct the address on the record.", fact_path="addressee.address_lines")


def inside_areas(draft: Draft) -> Iterator[Finding]:
    """C34: letterhead and address stay inside their places on page one, whatever the layout and the size."""
    for area in letterhead(draft.letter, styles_of(draft.letter.style)):
        if area.overflows:
            yield Finding("C34", "block", _AREAS[area.name], "Shorten it.")


def printable_characters(draft: Draft) -> Iterator[Finding]:
    """X-glyph: a character that no letter font has is never printed as an empty box."""
    missing, name = missing_in(draft.letter), draft.letter.recipient.name
    of_name = [one.run for one in missing if one.run in name]
    if of_name:
        yield _name_unprintable(name, of_name)
    others = {(one.block_id, one.run): one for one in missing if one.run not in name}
    for one in others.values():
        yield _unprintable(one, draft.plain.get(one.block_id))


def _name_unprintable(name: str, runs: list[str]) -> Finding:
    """A name once, wherever it stands in the letter."""
    start, end = min(map(name.find, runs)), max(name.find(run) + len(run) for run in runs)
    sentence = f"The name {name[start:end]} cannot be printed: the fonts of our letters have no such characters."
    hint = "Record a Latin name for letters."
    return Finding("X-glyph", "block", sentence, hint, fact_path="addressee.name_on_letters")


def _unprintable(missing: MissingGlyph, plain: str | None) -> Finding:
    start = (plain or "").find(missing.run)
    of_address = missing.block_id == "address"
    return Finding(
        "X-glyph",
        "block",
        f"The fonts of our letters cannot print {missing.shown}.",
        "Record the address in Latin letters." if of_address else "Write it in Latin, Greek or Cyrillic letters.",
        block_id=None if plain is None else missing.block_id,
        start=start if start >= 0 else None,
        end=start + len(missing.run) if start >= 0 else None,
        fact_path="addressee.address_lines" if of_address else None,
    )


def style_as_needed(draft: Draft) -> Iterator[Finding]:
    """C32: who needs clear or large print gets it, at the size agreed (UKAAF, Clear and Large Print)."""
    needed = style_needed((draft.facts or {}).get("addressee", {}).get("adjustments", ()))
    if POINTS[draft.letter.style] < POINTS[needed]:
        yield Finding(
            "C32",
            "block",
            f"This reader needs {POINTS[needed]} point print, but the letter is in {POINTS[draft.letter.style]} point.",
            "Take the new facts into the letter: its pages are set anew.",
            fact_path="addressee.adjustments",
        )


def page_findings(letter: Letter, page: Typeset) -> Iterable[Finding]:
    """C34: what only the typeset page shows: its number of pages, and what the window of the envelope lets be read."""
    layout = LAYOUTS[letter.layout]
    if page.page_count > layout.max_pages:
        yield Finding(
            "C34",
            "block",
            f"Letter {letter.reference} has {page.page_count} pages; {layout.title} takes {layout.max_pages} at most.",
            "Send long evidence as an enclosure.",
        )
    window = layout.window.less(layout.clearance)
    for box in page.boxes:
        place = (box.x, box.y, box.w, box.h)
        if box.block_id == "address":
            if not window.holds(*place):
                yield Finding("C34", "block", "The address does not stand inside the window of the envelope.")
        elif not PRINTABLE.holds(*place):
            yield _astray(box.block_id, "the printer cannot reach")
        elif box.page == 1 and any(area.touches(*place) for area in layout.no_print):
            yield _astray(box.block_id, "the window of the envelope may show")


def _astray(block_id: str, where: str) -> Finding:
    sentence = f"Part of the letter ({block_id}) stands where {where}."
    return Finding("C34", "block", sentence, "Shorten it.", block_id=block_id)


RULES: Final[tuple[Rule, ...]] = (address_reachable, inside_areas, printable_characters, style_as_needed)
