"""What every editor of a form's field can do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget


def too_long(label: str, length: int, limit: int) -> str | None:
    """A sentence when a text has more characters than its field takes: nothing is cut, and it is not saved."""
    if length <= limit:
        return None
    return f"{label} is too long: {limit:,} characters fit and this has {length:,}. Shorten it."


class Editor(QObject):
    """One value on the screen; ``raw`` is what stands there word for word, to be parked half typed."""

    edited = Signal()
    left = Signal()
    submitted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget

    def value(self) -> Any:
        """The value, or None where the text cannot be read (then ``problem`` says why)."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        raise NotImplementedError

    def raw(self) -> str:
        raise NotImplementedError

    def show_raw(self, text: str) -> None:
        raise NotImplementedError

    def problem(self) -> str | None:
        """Why the text cannot be read as a value of its kind."""
        return None

    def focus(self) -> None:
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, *, read_only: bool) -> None:
        self.widget.setEnabled(not read_only)

    def focus_widgets(self) -> list[QWidget]:
        """What the Tab key visits, in order."""
        return [self.widget]
