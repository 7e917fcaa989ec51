"""What is painted behind a row of a list: that it is chosen, that the keys are there, that the mouse is."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.kit.theme.apply import look


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, has_focus: bool) -> None:
    """The ground of a row; ``has_focus`` puts a bar at the left of the one that the keys go to."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, look().colour("selection"))
        if has_focus:
            bar = option.rect.adjusted(0, 2, 0, -2)
            bar.setWidth(3)
            painter.fillRect(bar, look().colour("focus"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, look().colour("hover"))
