"""A panel of facts: label and value, values copied with a click or by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.kit.elided_label import ElidedLink
from ui.kit.layout import Part, text
from ui.kit.status_chip import StatusChip
from ui.kit.table_data import Status

LABEL_CHARS = 17
"""A label that is longer goes on in a second line."""
_SLICE_S = 0.008
_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
# Long words without a blank, e-mail addresses above all, may be broken at these.
_LONG = re.compile(r"\S{18,}")
_BREAKS = str.maketrans({"@": "\u200b@", "/": "/\u200b", ".": ".\u200b", "-": "-\u200b", "_": "_\u200b"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; with an empty label its value stands across the panel.

    ``reference`` shows it monospaced; ``go`` makes it a link; ``status`` replaces the plain value.
    """

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

    built = Signal()
    """All that was to be shown stands there."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(16)
        self._shown: list[tuple[FactGroup, QWidget]] = []
        self._waiting: list[tuple[int, FactGroup]] = []
        """Groups that have no widget yet, and the place of each."""
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._build_some)
        self._layout.addStretch(1)

    def show_groups(self, groups: Sequence[FactGroup]) -> None:
        """Show these groups in place of the ones before; what says the same stays, with what is selected in it.

        A long row of new groups comes in several turns of the event loop.
        """
        before, self._shown, self._waiting = self._shown, [], []
        told = (FactGroup(group.title, [fact for fact in group.facts if fact.value or fact.status]) for group in groups)
        for place, group in enumerate(group for group in told if group.facts):
            same = next((one for one in before if one[0] == group), None)
            if same is None:
                self._waiting.append((place, group))
                continue
            before.remove(same)
            self._put(len(self._shown), same)
        for _group, widget in before:
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._building.start()

    def values(self) -> dict[str, str]:
        """What stands in the panel, by label."""
        while self._waiting:
            self._build_some()
        labels = [label for _group, widget in self._shown for label in widget.findChildren(QLabel)]
        return {
            label.accessibleName(): label.text().replace("\u200b", "") for label in labels if label.accessibleName()
        }

    def _build_some(self) -> None:
        """Dress groups for a moment; the event loop turns in between."""
        until = monotonic() + _SLICE_S
        while self._waiting:
            place, group = self._waiting.pop(0)
            self._put(place, (group, _group_widget(group)))
            if monotonic() > until:
                break
        if not self._waiting:
            self._building.stop()
            self.built.emit()

    def _put(self, place: int, shown: tuple[FactGroup, QWidget]) -> None:
        self._shown.insert(place, shown)
        widget = shown[1]
        if self._layout.indexOf(widget) != place:
            self._layout.insertWidget(place, widget)
            widget.show()  # now, within the slice, and not with all others a turn later


class FactValue(QLabel):
    """A value that wraps, also in the middle of a long address; what is copied of it is the value alone."""

    def __init__(self, words: str, part: Part | None = None, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if part is not None:
            self.setProperty("part", part)

    def copy(self) -> None:
        """Put what is selected on the clipboard, or the whole value where nothing is."""
        QGuiApplication.clipboard().setText((self.selectedText() or self.text()).replace("\u200b", ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy\tCtrl+C", self.copy)
        menu.popup(event.globalPos())


def _group_widget(group: FactGroup) -> QWidget:
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    line = 0
    if group.title:
        grid.addWidget(text(group.title, "group"), 0, 0, 1, 2)
        line = 1
    for number, fact in enumerate(group.facts, line):
        value = _value_widget(fact)
        # A wrapped label must fill its cell: aligned left it takes the height of fewer lines than it has.
        at = Qt.AlignmentFlag.AlignTop if isinstance(value, QLabel) else _TOP_LEFT
        if not fact.label:
            grid.addWidget(value, number, 0, 1, 2, at)
            continue
        label = text(fact.label, "muted", wrap=True)
        label.setMaximumWidth(label.fontMetrics().averageCharWidth() * LABEL_CHARS)
        grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, number, 1, at)
    grid.setColumnMinimumWidth(0, 84)
    return widget


def _value_widget(fact: Fact) -> QWidget:
    if fact.status is not None:
        return StatusChip(fact.status)
    if fact.go is not None:
        return _link(fact, fact.go)
    value = FactValue(
        fact.value if fact.reference else _LONG.sub(lambda word: word.group().translate(_BREAKS), fact.value),
        "reference" if fact.reference else None,
    )
    value.setAccessibleName(fact.label)
    value.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    value.setToolTip(fact.tip)
    return value


def _link(fact: Fact, go: Callable[[], None]) -> QPushButton:
    link = ElidedLink(fact.value, fact.tip)
    link.setObjectName(f"fact_{(fact.label or fact.value).lower().replace(' ', '_')}")
    link.clicked.connect(lambda _on=False: go())
    return link
