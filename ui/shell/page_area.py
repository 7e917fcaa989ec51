"""Where the pages stand: beside a panel on a small screen a page is gone through sideways, and nothing of it is cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from ui.kit.layout import FollowingArea


class PageStack(QStackedWidget):
    """As wide as the page that is shown must be, whatever the others need."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _number: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page: QWidget | None = self.currentWidget()
        least = page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize()
        return QSize(least.width(), 0)

    def heightForWidth(self, _width: int) -> int:
        """A page has the height that there is, and scrolls what needs more by itself."""
        return 0


class PageArea(FollowingArea):
    """Shows a stack of pages; what one goes into by key comes into sight."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self.setObjectName("page_area")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(stack)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
