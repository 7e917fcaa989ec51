"""Tables as data: columns, what a page of rows is asked with, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

Row = TypeVar("Row")

Tone = Literal["plain", "muted", "accent", "good", "warn", "bad"]
Shape = Literal["dot", "ring", "half", "check", "triangle", "bar", "cross", "arrow", "none"]
Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Status:
    """A state as people read it: a word, with a shape and a tone that say the same without it."""

    word: str
    shape: Shape = "dot"
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. ``text`` is what is shown, copied and exported, and what a screen reader says.

    ``second`` is a muted line under it (the table then has taller rows); ``status`` draws a shape before the
    word; ``tone`` colours the text; ``icon`` names a file of resources/icons. ``width`` is in px at 100 %, the
    column with ``stretch`` takes what is left. ``sort`` is the key that the finder sorts by: columns without
    one do not sort. ``face`` ``figures`` aligns digits, ``reference`` is monospaced. A column with
    ``shown=False`` waits in the header's menu. ``filter`` lets people type under the header.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 140
    align: Align = "left"
    face: Literal["plain", "figures", "reference", "strong"] = "plain"
    stretch: bool = False
    sort: str = ""
    filter: bool = False
    second: Callable[[Row], str] | None = None
    status: Callable[[Row], Status | None] | None = None
    tone: Callable[[Row], Tone] | None = None
    icon: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """What one page of rows is asked with; ``after`` is what the page before answered, None for the first."""

    after: Any = None
    limit: int = 100
    sort: str = ""
    descending: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """One page of rows; ``after`` is what asks for the next page, None when this was the last.

    ``total`` is how many there are in all where that is known.
    """

    rows: Sequence[Row]
    after: Any = None
    total: int | None = None

    @classmethod
    def cut(cls, rows: Sequence[Row], ask: Ask, key_of: Callable[[Row], Any]) -> Slice[Row]:
        """A slice from a finder that answers rows only: a short page was the last."""
        return cls(rows, key_of(rows[-1]) if rows and len(rows) >= ask.limit else None)


Load = Callable[[Any, Ask], Slice[Row]]
"""``load(work, ask)``: runs on a worker, inside ``office.read``; calls a finder and cuts its answer."""
