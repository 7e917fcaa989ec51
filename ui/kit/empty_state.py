"""What stands where nothing is: what belongs here and how to start, or what went wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.kit.icon_label import IconLabel


@dataclass(frozen=True, slots=True)
class Empty:
    """``title`` says what belongs here ("No letters wait for you"), ``hint`` how to start, ``action`` is a verb."""

    title: str
    hint: str = ""
    action: str = ""
    do: Callable[[], None] | None = None
    icon: str = ""


class EmptyState(QWidget):
    """Centred, quiet; its button does the one thing that helps."""

    acted = Signal()

    def __init__(self, empty: Empty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._do: Callable[[], None] | None = None
        self._picture, self._title, self._hint = IconLabel(ink="edge", size=32), QLabel(), QLabel()
        self._button = QPushButton()
        self._button.setObjectName("empty_action")
        self._title.setProperty("part", "group")
        self._hint.setProperty("part", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        for widget in (self._picture, self._title, self._hint):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(widget)
        self._hint.setWordWrap(True)
        layout.addSpacing(4)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._button.clicked.connect(self._on_clicked)
        self.show_empty(empty)

    def show_empty(self, empty: Empty) -> None:
        """Say something else."""
        self._do = empty.do
        self._title.setText(empty.title)
        self._hint.setText(empty.hint)
        self._hint.setVisible(bool(empty.hint))
        self._button.setText(empty.action)
        self._button.setVisible(bool(empty.action))
        self._picture.setVisible(bool(empty.icon))
        self._picture.show_icon(empty.icon)
        self.setAccessibleName(f"{empty.title} {empty.hint}".strip())

    def focus_target(self) -> QWidget:
        """What has the keys: the button, or the whole where there is none."""
        return self if self._button.isHidden() else self._button

    def _on_clicked(self) -> None:
        if self._do is not None:
            self._do()
        self.acted.emit()
