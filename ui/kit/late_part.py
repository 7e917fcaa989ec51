"""A large part of a page that is not made before it is wanted, or ahead of that in steps that nobody notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

W = TypeVar("W", bound=QWidget)


class LatePart(Generic[W]):
    """One widget of a stack; ``make`` puts it together and connects it, and the stack takes it in."""

    def __init__(self, stack: QStackedWidget, make: Callable[[], W]) -> None:
        self._stack, self._make = stack, make
        self._loose: W | None = None
        self.there: W | None = None
        """The widget, or None as long as it is not in the stack."""

    def wanted(self) -> W:
        """The widget, made now if it is not there yet."""
        if self.there is None:
            self.there, self._loose = self._loose or self._make(), None
            self._stack.addWidget(self.there)
        return self.there

    def step(self) -> bool:
        """Put it together, or into the stack, where Qt dresses it: each takes as long. False once it is there."""
        if self.there is not None:
            return False
        if self._loose is not None:
            self.wanted()
        else:
            self._loose = self._make()
            self._stack.destroyed.connect(self._loose.deleteLater)  # nothing takes it along yet
        return True
