"""The head of a page: its name, a quiet line under it, chips that say how it stands, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.kit.elided_label import ClampedLabel, ElidedLabel
from ui.kit.layout import column, redress, row, text
from ui.kit.status_chip import StatusChip
from ui.kit.table_data import Status


class Headline(QWidget):
    """A page's name, cut with … where it is too long, and its actions; below it reference, chips and a quiet line."""

    def __init__(self, title: str = "", subline: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, "page-name", name="headline")
        self._reference = text("", "reference", name="headline_reference")
        self._reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._subline = ClampedLabel(subline, "muted", name="headline_subline")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        first = row(self._title, None, self._actions, gap=12)
        second = row(self._reference, self._chips, gap=12)
        second.addWidget(self._subline, 1)
        second.addStretch()  # where there is no quiet line the chips stay at the left
        self.setLayout(column(first, second, gap=4))
        self.show_title(title, subline)

    def show_title(self, title: str, subline: str = "", reference: str = "") -> None:
        """Another name, quiet line and reference (monospaced)."""
        self._title.setText(title)
        self._reference.setText(reference)
        self._reference.setVisible(bool(reference))
        self._subline.setText(subline)
        self._subline.setVisible(bool(subline))

    def show_chips(self, chips: Sequence[Status]) -> None:
        """What stands beside the name."""
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for status in chips:
            self._chips.addWidget(StatusChip(status))

    def add_action(self, button: QPushButton) -> None:
        """A button at the right edge; give the main one last."""
        self._actions.addWidget(button)


class Warnings(QWidget):
    """What must be seen before anything else: deceased, a support need, a difficult contact."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warnings")
        self._words = text("", "field-problem", name="warnings_words", wrap=True)
        # Margins of its own: the padding of a style sheet is not counted when wrapped lines are measured.
        self._words.setContentsMargins(12, 6, 12, 6)
        self.setLayout(column(self._words, gap=0))
        self.hide()

    def show_warnings(self, warnings: Sequence[str], *, grave: bool = False) -> None:
        """The warnings in one line with a triangle before it; nothing when there are none."""
        self._words.setText("▲ " + " · ".join(warnings))
        redress(self._words, "warning-grave" if grave else "warning")
        self.setVisible(bool(warnings))
