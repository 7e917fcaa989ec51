"""A panel of facts: label and value, values copied with a click or by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.kit.layout import button, text
from ui.kit.status_chip import StatusChip
from ui.kit.table_data import Status

_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
# Long words without a blank, e-mail addresses above all, may be broken after these.
_BREAKS = str.maketrans({"@": "\u200b@", "/": "/\u200b"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. ``reference`` shows it monospaced; ``go`` makes it a link; ``status`` replaces the plain value."""

    label: str
    value: str = ""
    reference: bool = False
    go: Callable[[], None] | None = None
    status: Status | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts under a heading; an empty title has none."""

    title: str
    facts: Sequence[Fact]


class FactsPanel(QWidget):
    """Groups of facts; facts without a value are left out, so that nothing says “none”."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(16)
        self._groups: list[QWidget] = []
        self._layout.addStretch(1)

    def show_groups(self, groups: Sequence[FactGroup]) -> None:
        """Show these groups in place of the ones before."""
        for widget in self._groups:
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._groups = []
        for group in groups:
            facts = [fact for fact in group.facts if fact.value or fact.status]
            if facts:
                widget = _group_widget(group.title, facts)
                self._groups.append(widget)
                self._layout.insertWidget(self._layout.count() - 1, widget)

    def values(self) -> dict[str, str]:
        """What stands in the panel, by label."""
        labels = [label for group in self._groups for label in group.findChildren(QLabel)]
        return {
            label.accessibleName(): label.text().replace("\u200b", "") for label in labels if label.accessibleName()
        }


def _group_widget(title: str, facts: Sequence[Fact]) -> QWidget:
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    line = 0
    if title:
        grid.addWidget(text(title, "group"), 0, 0, 1, 2)
        line = 1
    for number, fact in enumerate(facts, line):
        label = text(fact.label, "muted")
        grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        value = _value_widget(fact)
        # A wrapped label must fill its cell: aligned left it takes the height of fewer lines than it has.
        at = Qt.AlignmentFlag.AlignTop if isinstance(value, QLabel) else _TOP_LEFT
        grid.addWidget(value, number, 1, at)
    grid.setColumnMinimumWidth(0, 84)
    return widget


def _value_widget(fact: Fact) -> QWidget:
    if fact.status is not None:
        return StatusChip(fact.status)
    if fact.go is not None:
        return _link(fact.label, fact.value, fact.go)
    value = text(
        fact.value if fact.reference else fact.value.translate(_BREAKS),
        "reference" if fact.reference else None,
        wrap=True,
    )
    value.setAccessibleName(fact.label)
    value.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    value.setToolTip(fact.tip)
    return value


def _link(label: str, value: str, go: Callable[[], None]) -> QPushButton:
    link = button(value, f"fact_{label.lower().replace(' ', '_')}", "link")
    link.clicked.connect(lambda _on=False: go())
    return link
