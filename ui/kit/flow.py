"""Things beside each other that go on in the next line where the room ends, as words do."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.kit.theme.apply import NEAR


class Flow(QLayout):
    """What is hidden takes no room; with ``to_right`` each line ends at the right edge."""

    def __init__(self, *widgets: QWidget, gap: int = NEAR, to_right: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._to_right = to_right
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        around = self._around()
        heights = [_height(line) for line in self._lines(width - around.width())]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1) + around.height()

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        widths, heights = [hint.width() for hint in hints], [hint.height() for hint in hints]
        return QSize(sum(widths) + gaps, max(heights, default=0)) + self._around()

    def minimumSize(self) -> QSize:
        """The widest of them alone."""
        hints = [item.sizeHint() for item in self._shown()]
        least = QSize(0, 0)
        for hint in hints:
            least = least.expandedTo(hint)
        return least + self._around()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        rect = rect.marginsRemoved(self.contentsMargins())
        top = rect.top()
        for line in self._lines(rect.width()):
            height = _height(line)
            left = rect.left() + (max(0, rect.width() - self._width(line)) if self._to_right else 0)
            for item in line:
                hint = item.sizeHint()
                item.setGeometry(QRect(QPoint(left, top + (height - hint.height()) // 2), hint))
                left += hint.width() + self.spacing()
            top += height + self.spacing()

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        shown = self._shown()
        starts = [0]
        for at in range(1, len(shown)):
            if self._width(shown[starts[-1] : at + 1]) > width:
                starts.append(at)
        return [shown[begin:end] for begin, end in pairwise([*starts, len(shown)]) if begin < end]


def _height(line: list[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in line)
