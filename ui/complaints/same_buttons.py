"""The buttons that take over what the first point has and this one lacks: all of it, and each part where it stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from app.complaints.head_row import HeadRow
from app.complaints.record import ComplaintRecord
from app.complaints.same_as import SamePart
from ui.complaints.same_offer import KEYS, TIPS, first_point, same_parts
from ui.kit.layout import button

SAME_TIP = "Take over its standard, causes, and remedies without a sum, where this point has none  Alt+S"


class SameButtons(QObject):
    """Hidden where there is nothing to take over."""

    asked = Signal(object)
    """A SamePart, None for all of it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.all = self._button("point_same", SAME_TIP, "Alt+S", None)
        self.parts = {part: self._part(part) for part in SamePart}

    def offer(self, record: ComplaintRecord, head: HeadRow, *, may: bool) -> None:
        """Offer what the first point has and this one lacks."""
        first = first_point(record, head) if may else None
        self.all.setVisible(first is not None)
        parts = same_parts(first, head) if first else frozenset()
        for part, same in self.parts.items():
            same.setVisible(part in parts)
        if first is not None:
            for same in (self.all, *self.parts.values()):
                same.setText(f"Same as point {first.number}")

    def _part(self, part: SamePart) -> QPushButton:
        same = self._button(f"point_same_{part}", f"{TIPS[part]}  {KEYS[part]}", KEYS[part], part)
        same.setAccessibleName(f"Same {part} as the first point")
        return same

    def _button(self, name: str, tip: str, key: str, part: SamePart | None) -> QPushButton:
        same = button("Same as point 1", name, "link", tip=tip)
        same.setShortcut(key)
        same.clicked.connect(partial(self.asked.emit, part))
        return same
