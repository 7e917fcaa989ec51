"""The middle of a case: what is in hand, and over it the form of a deed, which gets all the room that it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.complaints.deed_panel import DeedPanel
from ui.kit.layout import column

LEAST_PX = 200
"""With less than this left under the form, what is in hand gives way until the form is done."""


class Middle(QWidget):
    """On a low window the form stands where the point stood; points and sections stay beside it."""

    def __init__(self, deed: DeedPanel, in_hand: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_middle")
        self._deed, self._in_hand = deed, in_hand
        in_hand.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        layout = column(deed, in_hand, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        deed.left.connect(self.share)

    def share(self) -> None:
        """Show what is in hand where the form leaves it room."""
        wanted = 0 if self._deed.isHidden() else self._deed.wanted_height(self.width())
        self._in_hand.setVisible(not wanted or self.height() - wanted >= LEAST_PX)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.share()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()
