"""How much of a document was before somebody's eyes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF

PARTS: Final = 10
"""Into so many parts, from top to bottom, a page is divided to know whether all of it was shown."""


class LookedAt:
    """A part of a page counts once its middle was in sight."""

    def __init__(self) -> None:
        self._parts: set[tuple[int, int]] = set()

    def forget(self) -> None:
        """Another document is shown."""
        self._parts.clear()

    def note(self, number: int, page: QRectF, room: QRectF) -> None:
        """A page lies there, and so much of it is in sight."""
        middles = ((part, page.top() + page.height() * (part + 0.5) / PARTS) for part in range(PARTS))
        self._parts |= {(number, part) for part, y in middles if room.top() <= y <= room.bottom()}

    def is_every_page(self, count: int) -> bool:
        """Whether each of so many pages was seen from top to bottom."""
        return count > 0 and len(self._parts) >= PARTS * count
