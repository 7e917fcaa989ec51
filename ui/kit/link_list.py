"""A list of problems or things to do, each a link to where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.kit.icons import icon
from ui.kit.table_data import Tone
from ui.kit.wrapped_rows import WrappedRows

_ICONS: dict[Tone, tuple[str, str]] = {
    "bad": ("octagon-alert", "bad"),
    "warn": ("alert-triangle", "warn"),
    "good": ("circle-check", "good"),
    "accent": ("info", "accent"),
    "plain": ("circle-dashed", "muted"),
    "muted": ("circle-dashed", "muted"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One line: what is wrong or missing, and where to go; ``bad`` blocks, ``warn`` does not."""

    sentence: str
    go: Callable[[], None] | None = None
    tone: Tone = "plain"
    tip: str = ""


class LinkList(QListWidget):
    """Up and down choose, Enter or a click goes there."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        WrappedRows(self)
        self.setIconSize(QSize(16, 16))
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._links: tuple[Link, ...] = ()
        self._grows = False
        self.itemClicked.connect(self._go)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show these in place of the ones before; the one chosen stays if it is still there."""
        number = self.currentRow()
        chosen = self._links[number].sentence if number >= 0 else None
        self._links = tuple(links)
        self.clear()
        for link in self._links:
            picture, ink = _ICONS[link.tone]
            item = QListWidgetItem(icon(picture, ink), link.sentence)
            item.setToolTip(link.tip)
            self.addItem(item)
        same = [one for one, link in enumerate(self._links) if link.sentence == chosen]
        if self._grows:
            self.fit(self.count())
        self.setCurrentRow(min(same, key=lambda one: abs(one - number), default=-1))

    def fit(self, most: int) -> None:
        """Stand as high as the lines are, at most so many of them."""
        shown = range(min(most, self.count()))
        lines = sum(self.sizeHintForRow(number) + 2 * self.spacing() for number in shown)
        self.setFixedHeight(lines + 2 * self.frameWidth())

    def grow(self) -> None:
        """Always stand as high as the lines are, for a ground that is scrolled as a whole."""
        self._grows = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit(self.count())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, the lines wrap elsewhere."""
        super().resizeEvent(event)
        if self._grows and event.size().width() != event.oldSize().width():
            self.fit(self.count())

    def sentences(self) -> list[str]:
        return [link.sentence for link in self._links]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._go(self.currentItem())
            return
        super().keyPressEvent(event)

    def _go(self, item: QListWidgetItem) -> None:
        link = self._links[self.row(item)]
        if link.go is not None:
            link.go()
