"""After a form of a case: back to where the person was, or on to the row that it made beside the case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.complaints.deed_panel import DeedPanel
from ui.complaints.side_panel import SidePanel


class WayBack(QObject):
    """``otherwise`` is where work goes on when the place that one came from is gone."""

    def __init__(self, deed: DeedPanel, side: SidePanel, otherwise: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._deed, self._side, self._otherwise = deed, side, otherwise
        self._made: tuple[str, int] | None = None
        """The key of a deed and the id of what it made: gone to as soon as it is shown."""
        deed.did.connect(self._on_did)
        deed.left.connect(self._go)

    def arrive(self) -> None:
        """The case was read again: what was made stands there now, unless the person went on elsewhere meanwhile."""
        made, self._made = self._made, None
        focused: QWidget | None = self._side.window().focusWidget()
        if made is not None and (focused is None or self._side.isAncestorOf(focused)):
            self._side.choose_made(*made)

    def _on_did(self, key: str, _target: int, result: object) -> None:
        """Only who was beside the case is led to it there."""
        came_from = self._deed.came_from.widget
        if isinstance(result, int) and came_from is not None and self._side.isAncestorOf(came_from):
            self._made = (key, result)

    def _go(self) -> None:
        if not self._deed.came_from.go_back():
            self._otherwise()
