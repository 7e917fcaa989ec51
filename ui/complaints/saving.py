"""Saving a form by key from any of its widgets, and knowing when a form need not be filled again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.basics.problems import Conflict
from ui.complaints.fields import LABELS
from ui.complaints.rows_box import RowsBox
from ui.kit.conflict import ConflictView, Merged
from ui.kit.forms import Form
from ui.kit.held_key import once


def save_from_anywhere(page: QWidget, save: Callable[[], None]) -> None:
    """Ctrl+Enter saves wherever the focus is on the page, buttons too. The key goes no further: nothing saves twice.

    In a row that is being written, such as a party, it adds that row alone.
    """

    def save_in_hand() -> None:
        row = _row_in_hand(page)
        if row is None:
            save()
        else:
            row.save()

    for key in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(key), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(save_in_hand)
        once(shortcut)


def _row_in_hand(page: QWidget) -> RowsBox | None:
    focused = QApplication.focusWidget()
    boxes = [box for box in page.findChildren(RowsBox) if focused is not None and box.isAncestorOf(focused)]
    return next((box for box in boxes if box.form.is_dirty()), None)


def measure_anew(forms: Iterable[Form], stored: Mapping[str, Any], given_up: Collection[str] = ()) -> None:
    """Show what is stored now and, over it, what was typed and not given up."""
    for form in forms:
        typed = {key: words for key, words in form.parked().items() if key not in given_up}
        form.show_values(stored)
        form.restore(typed)


def ask_conflict(conflict: Conflict, form: QWidget, save: Callable[[Conflict, Merged], None]) -> None:
    """Let the person choose where a colleague changed the same fields, and save what was chosen."""
    view = ConflictView(conflict, LABELS, form)
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    view.accepted.connect(lambda: save(conflict, view.merged()))
    view.open()


def shows(form: Form, stored: Mapping[str, Any]) -> bool:
    """Whether the form shows what is stored already, with nothing typed over it."""
    return not form.is_dirty() and all(stored.get(key) == value for key, value in form.values().items())
