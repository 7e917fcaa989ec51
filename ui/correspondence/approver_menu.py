"""A menu of those who may approve a letter: by name, why they may, and whether they are away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.correspondence.deciders import Approver
from ui.kit.layout import as_is


def offer_approvers(
    beside: QWidget, approvers: Sequence[Approver], nobody_left: str, send: Callable[[int | None], None]
) -> QMenu:
    """Open it below a widget, the first one chosen.

    ``send`` gets the staff id that is chosen; None is the level above, offered where nobody who is here may.
    """
    menu = QMenu(beside)
    menu.setObjectName("approvers")
    menu.setAccessibleName("Send to")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for one in approvers:
        menu.addAction(as_is(one.line), partial(send, one.staff_id))
    if nobody_left:
        menu.addAction(as_is(nobody_left)).setEnabled(False)
        menu.addAction("Send it to the level above", partial(send, None))
    menu.popup(beside.mapToGlobal(beside.rect().bottomLeft()))
    menu.setActiveAction(next(action for action in menu.actions() if action.isEnabled()))
    return menu
