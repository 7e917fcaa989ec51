"""The small pages of a pile in a strip, drawn as they come into sight, with the marks where documents begin."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.complaints.pile_state import Marks
from ui.kit.theme.apply import look
from ui.kit.theme.type import SMALL, sized
from ui.parts.page_drawing import Drawn, draw_pages
from ui.parts.workers import drawing_runner

THUMB = QSize(112, 158)
ROW_PX = THUMB.height() + 34
SMALL_A_MM = 0.55
"""Pixels a millimetre of a small page."""
AT_ONCE = 6
"""Small pages drawn in one go: the one that is read is never long behind them."""


class PileStrip(QListWidget):
    """The pages of a pile, drawn as they come into sight; Space marks where a document begins."""

    marked = Signal(int)
    """A page (from 1) on which a document begins, or no longer does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pile_strip")
        self.setAccessibleName("Pages of the pile")
        self.setItemDelegate(_PageDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.images: dict[int, QImage] = {}
        self.marks = Marks(1)
        self._pdf = b""
        self._asked: set[int] = set()
        self._ticket = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw_seen)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._soon.start())

    def show_pile(self, pdf: bytes, marks: Marks) -> None:
        """Another pile."""
        drawing_runner().forget(self._ticket)
        self._pdf = pdf
        self.images.clear()
        self._asked.clear()
        self.clear()
        for page in range(1, marks.pages + 1):
            self.addItem(QListWidgetItem(f"Page {page}"))
        self.show_marks(marks)
        self.setCurrentRow(0)
        self._soon.start()

    def show_marks(self, marks: Marks) -> None:
        """Where documents begin now."""
        self.marks = marks
        begins = {one.first_page: one for one in marks.documents()}
        for at in range(self.count()):
            document = begins.get(at + 1)
            told = f", a document begins: {document.title or 'not named yet'}" if document else ""
            self.item(at).setData(Qt.ItemDataRole.AccessibleTextRole, f"Page {at + 1}{told}")
        self.viewport().update()

    @property
    def page(self) -> int:
        """The page in hand, from 1."""
        return max(0, self.currentRow()) + 1

    def seen(self) -> list[int]:
        """The places (from 0) of the pages in sight."""
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        count = self.viewport().height() // ROW_PX + 2
        return list(range(max(0, first), min(self.count(), max(0, first) + count)))

    def _draw_seen(self) -> None:
        wanted = [at for at in self.seen() if at not in self._asked][:AT_ONCE]
        if not wanted or not self._pdf:
            return
        self._asked.update(wanted)
        pdf, scale = self._pdf, SMALL_A_MM * self.devicePixelRatioF()
        self._ticket = drawing_runner().submit(
            lambda: draw_pages(pdf, wanted, scale),
            on_done=lambda drawn: self._on_drawn(pdf, drawn),
            on_error=lambda _error: self._soon.start(),
            owner=self,
        )

    def _on_drawn(self, pdf: bytes, drawn: Drawn) -> None:
        if pdf is self._pdf:
            self.images.update(drawn.images)
            self.viewport().update()
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.marked.emit(self.page)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()


class _PageDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(THUMB.width() + 40, ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        strip = option.widget
        if not isinstance(strip, PileStrip):
            return
        page, rect, worn = index.row() + 1, QRectF(option.rect), look()
        document = strip.marks.document_of(page)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, worn.colour("selection"))
        small = sized(option.font, SMALL)
        painter.setFont(small)
        begins = document.first_page == page
        if begins:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), worn.colour("accent"))
        painter.setPen(worn.colour("accent" if begins else "muted"))
        told = f"{page}  {document.title or 'New document'}" if begins else f"{page}"
        line = QRectF(rect.left() + 12, rect.top() + 4, rect.width() - 16, 18)
        told = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)
        paper = QRectF(rect.left() + 12, rect.top() + 24, THUMB.width(), THUMB.height())
        self._paint_page(painter, strip.images.get(index.row()), paper, left_out=document.left_out)
        painter.restore()

    def _paint_page(self, painter: QPainter, image: QImage | None, paper: QRectF, *, left_out: bool) -> None:
        if image is not None:
            size = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            paper.setSize(size)
        painter.fillRect(paper, QColor("white"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if image is not None:
            if left_out:
                painter.setOpacity(0.25)
            painter.drawImage(paper, image)
            painter.setOpacity(1.0)
        painter.setPen(QPen(look().colour("hairline"), 1))
        painter.drawRect(paper)
