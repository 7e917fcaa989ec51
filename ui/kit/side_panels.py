"""Panels side by side; where there is no room for all of them, the last one stands under the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.kit.layout import scrolled
from ui.kit.preferences import Preferences

FOLDED_PX = 400
"""Two panels under each other are as high at least; in a lower window they are scrolled."""


class SidePanels(QSplitter):
    """Panels side by side whose widths are remembered; the one that ``grows`` takes what the window gains.

    Widths are in px at 100 %. No panel is dragged to nothing. With ``folds`` the last stands under the first as long
    as the window is too narrow for all of them.
    """

    arranged = Signal()
    """The last panel stands somewhere else now."""

    def __init__(
        self,
        name: str,
        preferences: Preferences,
        panels: Sequence[tuple[QWidget, int]],
        *,
        grows: int,
        folds: bool = False,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._preferences, self._key = preferences, f"panels/{name}"
        self._panels, widths = [widget for widget, _width in panels], [width for _widget, width in panels]
        self._column = self._column_of(self._panels[0]) if folds else None
        self._area = scrolled(self._column) if self._column is not None else None
        self._wide = QByteArray()
        """How wide the panels were when they last stood side by side."""
        for number, widget in enumerate(self._panels):
            self.addWidget(self._area if self._area is not None and not number else widget)
            self.setStretchFactor(number, int(number == grows))
        self.setSizes(widths)
        if not self._preferences.state(self._key).isEmpty():
            self.restoreState(self._preferences.state(self._key))
        self._keeping = QTimer(self, singleShot=True, interval=300)
        self._keeping.timeout.connect(self._keep)
        self.splitterMoved.connect(lambda _at, _number: self._keeping.start())

    @property
    def is_folded(self) -> bool:
        """Whether the last panel stands under the first."""
        return self._column is not None and self._column.count() > 1

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self._column is None:
            return least
        middle = [_least(panel) for panel in self._panels[1:-1]]
        return QSize(self._least_column() + sum(middle) + self.handleWidth() * len(middle), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column goes with the first panel, unless the last stands in it."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show_column()
        return super().eventFilter(watched, event)

    def _column_of(self, first: QWidget) -> QSplitter:
        column = QSplitter(Qt.Orientation.Vertical)
        column.setChildrenCollapsible(False)
        column.setHandleWidth(1)
        column.addWidget(first)
        first.installEventFilter(self)
        return column

    def _arrange(self) -> None:
        """Fold or unfold, whichever the width asks for; what has the focus keeps it."""
        shown = [_least(panel) for panel in self._panels if not panel.isHidden()]
        must_fold = self.width() < sum(shown) + self.handleWidth() * (len(shown) - 1)
        if self._column is None or must_fold == self.is_folded:
            return
        focused: QWidget | None = self.window().focusWidget()
        if must_fold:
            self._fold(self._column)
        else:
            self._unfold(self._column)
        self._show_column()
        if focused is not None and self._panels[-1].isAncestorOf(focused):
            focused.setFocus()
        self.arranged.emit()

    def _fold(self, column: QSplitter) -> None:
        self._wide = self.saveState()
        column.addWidget(self._panels[-1])
        column.setMinimumHeight(FOLDED_PX)
        column.setSizes([panel.sizeHint().height() for panel in (self._panels[0], self._panels[-1])])
        least = self._least_column()
        if self._area is not None:
            self._area.setMinimumWidth(least)
        self.setSizes([least, self.width() - least])

    def _unfold(self, column: QSplitter) -> None:
        column.setMinimumHeight(0)
        if self._area is not None:
            self._area.setMinimumWidth(0)
        self.addWidget(self._panels[-1])
        self.restoreState(self._wide)

    def _least_column(self) -> int:
        """The wider of the two that stand there, and the scroll bar of a low window."""
        bar = self._area.verticalScrollBar().sizeHint().width() if self._area is not None else 0
        return max(_least(self._panels[0]), _least(self._panels[-1])) + bar

    def _show_column(self) -> None:
        if self._area is not None:
            self._area.setVisible(self.is_folded or not self._panels[0].isHidden())

    def _keep(self) -> None:
        if not self.is_folded:
            self._preferences.keep(self._key, self.saveState())


def _least(panel: QWidget) -> int:
    """As Qt reads it: what was set goes before what its parts ask for."""
    return panel.minimumWidth() or panel.minimumSizeHint().width()
