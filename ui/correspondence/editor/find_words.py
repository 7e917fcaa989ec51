"""Where some words stand in a letter as it is shown: letter case and the shape of quotes do not count. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_SAME: Final = str.maketrans("’‘“”\u00a0\u2028", "''\"\"  ")


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` of the words that a block shows."""

    block_id: str
    start: int
    end: int


def places_of(wanted: str, shown: Sequence[tuple[str, str]]) -> list[Place]:
    """Every place of the wanted words, in reading order; ``shown`` is each block's id and the words it shows."""
    if not wanted.strip():
        return []
    sought = re.compile(re.escape(wanted.translate(_SAME)), re.IGNORECASE)
    return [
        Place(block_id, found.start(), found.end())
        for block_id, words in shown
        for found in sought.finditer(words.translate(_SAME))
    ]


def step_from(places: Sequence[Place], order: Sequence[str], here: Place | None, by: int) -> int:
    """Which place comes after ``here`` (``by`` 1) or before it (-1), round the end; the first from nowhere.

    ``order`` are the ids of the blocks in reading order: ``here`` itself need not be among the places any more. A
    step of 0 stays at ``here`` if it still begins there.
    """
    if here is None or here.block_id not in order:
        return 0 if by >= 0 else len(places) - 1
    at = (order.index(here.block_id), here.start)
    before = [(order.index(place.block_id), place.start) for place in places]
    if by < 0:
        return max((number for number, one in enumerate(before) if one < at), default=len(places) - 1)
    return next((number for number, one in enumerate(before) if one > at or (by == 0 and one == at)), 0)


def count_words(number: int, places: int) -> str:
    """``3 of 12``, or that there are none; ``number`` counts from 0."""
    return f"{number + 1} of {places}" if places else "Not in this letter"
