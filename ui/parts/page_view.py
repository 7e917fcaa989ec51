"""The pages of a letter on a grey ground: scrolled, zoomed, with the window, the folds and the parts on top."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from letters.page import LAYOUTS
from ui.kit.background import Runner
from ui.kit.theme.apply import look
from ui.parts.looked_at import LookedAt
from ui.parts.page_drawing import PageSize
from ui.parts.page_ground import MARGIN, TRUE_SIZE, BlockBox, PageGround
from ui.parts.page_overlay import paint_mark, paint_overlay
from ui.parts.page_pictures import PagePictures
from ui.parts.workers import drawing_runner

KEPT_AROUND = 6
"""Pages before and behind those in sight whose pictures are kept."""
STEP = 1.2


class PageView(QAbstractScrollArea):
    """Draws what is seen, at the sharpness of the screen, on a worker; the old picture stays until the new is there."""

    block_clicked = Signal(str)
    page_changed = Signal(int, int)
    """The page most of which is seen (from 1), and how many there are."""
    zoomed = Signal(float)
    """1.0 is true size."""
    failed = Signal(object)
    drawn = Signal()
    """All that is seen is drawn as sharp as it will be."""
    every_page_shown = Signal()
    """Each page of what is shown was before somebody's eyes."""

    def __init__(self, parent: QWidget | None = None, *, runner: Runner | None = None) -> None:
        super().__init__(parent)
        self._pictures = PagePictures(runner if runner is not None else drawing_runner(), self)
        self._ground = PageGround()
        self._looked_at = LookedAt()
        self._boxes: tuple[BlockBox, ...] = ()
        self._marked: frozenset[str] = frozenset()
        self._hovered = ""
        self._has_overlay = False
        self._layout = LAYOUTS["notify"]
        self._fits_width = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw_seen)
        self._pictures.came.connect(self._on_drawn)
        self._pictures.failed.connect(self._on_failed)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.setAccessibleName("Pages of the letter")

    # ---- what is shown

    def show_pdf(self, pdf: bytes, boxes: Iterable[BlockBox] = (), layout: str = "notify") -> None:
        """Show these pages; where one was reading stays where it is.

        ``boxes`` make parts clickable; ``layout`` names the envelope whose window and folds can be laid over them.
        """
        if pdf != self._pictures.pdf:
            self._looked_at.forget()
        self._boxes, self._layout = tuple(boxes), LAYOUTS[layout]
        self._pictures.show_pdf(pdf)
        if not pdf:
            self._ground.sizes = ()
            self._lay_out()
        self._soon.start()

    def clear(self) -> None:
        """Show nothing."""
        self.show_pdf(b"")
        self.verticalScrollBar().setValue(0)

    def mark(self, block_ids: Iterable[str], *, scroll: bool = False) -> None:
        """Lay a tint on these parts; ``scroll`` brings the first of them into sight."""
        self._marked = frozenset(block_ids)
        first = next((box for box in self._boxes if box.block_id in self._marked), None)
        if scroll and first is not None and self._ground.sizes:
            self._bring_into_sight(first)
        self.viewport().update()

    def set_overlay(self, *, shown: bool) -> None:
        """Show the envelope's window and where the sheet is folded."""
        self._has_overlay = shown
        self.viewport().update()

    @property
    def page_count(self) -> int:
        return len(self._ground.sizes)

    @property
    def is_sharp(self) -> bool:
        """Whether all that is seen is drawn from the newest bytes at the right size."""
        wanted = self._drawing_scale()
        return bool(self._ground.sizes) and all(self._pictures.is_sharp(number, wanted) for number in self._seen())

    def image(self, page: int) -> QImage | None:
        """What was drawn of a page (from 1) last, or None."""
        return self._pictures.image(page - 1)

    # ---- zoom and place

    def fit_width(self) -> None:
        """Make the page as wide as there is room, now and when the room changes."""
        self._fits_width = True
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a factor; 1.0 is true size."""
        self._fits_width = False
        self._zoom_to(zoom * TRUE_SIZE)

    def zoomed_by_key(self, event: QKeyEvent) -> bool:
        """Ctrl with +, − or 0 comes nearer, goes farther, fits the width; whether the key was one of these."""
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Plus: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Equal: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom_by(1 / STEP),
            Qt.Key.Key_0: self.fit_width,
        }
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.key() not in keys:
            return False
        keys[event.key()]()
        return True

    @property
    def zoom(self) -> float:
        return self._ground.pixels_a_mm / TRUE_SIZE

    @property
    def fits_width(self) -> bool:
        return self._fits_width

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page (from 1) to the top."""
        if 1 <= page <= len(self._ground.sizes):
            self.verticalScrollBar().setValue(int(self._page_rect(page - 1, scrolled=False).top()) - MARGIN)

    def _zoom_to(self, pixels_a_mm: float) -> None:
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1.0, self._ground.height())
        self._ground.scale_to(pixels_a_mm)
        self._set_bars()
        bar.setValue(int(middle * self._ground.height() - self.viewport().height() / 2))
        self.zoomed.emit(self.zoom)
        self.viewport().update()
        self._soon.start()

    def _lay_out(self) -> None:
        if self._fits_width:
            self._zoom_to(self._ground.scale_to_fit(self.viewport().width()))
        else:
            self._set_bars()
            self._soon.start()

    def _set_bars(self) -> None:
        room = self.viewport().size()
        upright, across = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setRange(0, max(0, int(self._ground.height()) - room.height()))
        upright.setPageStep(room.height())
        upright.setSingleStep(48)
        across.setRange(0, max(0, int(self._ground.width()) - room.width()))
        across.setPageStep(room.width())
        across.setSingleStep(48)
        self._note_page()

    def _page_rect(self, number: int, *, scrolled: bool = True) -> QRectF:
        on_ground = self._ground.page(number, self.viewport().width())
        if not scrolled:
            return on_ground
        return on_ground.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _seen(self) -> list[int]:
        room = QRectF(self.viewport().rect())
        return [number for number in range(len(self._ground.sizes)) if self._page_rect(number).intersects(room)]

    def _bring_into_sight(self, box: BlockBox) -> None:
        rect = self._box_rect(box, scrolled=False)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + MARGIN <= rect.top() <= bar.value() + room - min(rect.height(), room / 2):
            bar.setValue(int(rect.top()) - room // 4)

    # ---- drawing

    def _drawing_scale(self) -> float:
        return self._ground.pixels_a_mm * self.devicePixelRatioF()

    def _draw_seen(self) -> None:
        if not self._pictures.pdf:
            return
        scale = self._drawing_scale()
        stale = [number for number in self._seen() or [0] if not self._pictures.is_sharp(number, scale)]
        if stale or not self._ground.sizes:
            self._pictures.draw(stale, scale, self.devicePixelRatioF())

    def _on_drawn(self, sizes: tuple[PageSize, ...]) -> None:
        other_shape = sizes != self._ground.sizes
        self._ground.sizes = sizes
        self._forget_far_pages()
        if other_shape:
            self._lay_out()
        self.viewport().update()
        self._soon.start()
        if self.is_sharp:
            self.drawn.emit()

    def _forget_far_pages(self) -> None:
        """Of two hundred pages only those about the ones in sight are kept drawn."""
        seen = self._seen() or [0]
        first, last = max(0, seen[0] - KEPT_AROUND), min(len(self._ground.sizes), seen[-1] + KEPT_AROUND + 1)
        self._pictures.keep_only(range(first, last))

    def _on_failed(self, error: Exception) -> None:
        self.clear()
        self.failed.emit(error)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look().colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._seen():
            self._paint_page(painter, number)
        painter.end()
        self._note_looked_at()

    def _note_looked_at(self) -> None:
        """Only what was painted from the page's own bytes counts."""
        room, before = QRectF(self.viewport().rect()), self.has_shown_every_page
        for number in self._seen():
            if self._pictures.is_drawn(number):
                self._looked_at.note(number, self._page_rect(number), room)
        if self.has_shown_every_page and not before:
            self.every_page_shown.emit()

    @property
    def has_shown_every_page(self) -> bool:
        """Whether each page of what is shown now was before somebody's eyes, from top to bottom."""
        return self._looked_at.is_every_page(len(self._ground.sizes))

    def _paint_page(self, painter: QPainter, number: int) -> None:
        rect = self._page_rect(number)
        painter.fillRect(rect, QColor("white"))
        image = self._pictures.image(number)
        if image is not None:
            painter.drawImage(rect, image)
        self._paint_parts(painter, number)
        if self._has_overlay:
            paint_overlay(painter, rect, self._ground.pixels_a_mm, self._layout, is_first=number == 0)
        painter.setPen(QPen(look().colour("hairline"), 1))
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_parts(self, painter: QPainter, number: int) -> None:
        for box in self._boxes:
            if box.page == number + 1 and box.block_id in (*self._marked, self._hovered):
                paint_mark(painter, self._box_rect(box), is_hovered_only=box.block_id not in self._marked)

    def _box_rect(self, box: BlockBox, *, scrolled: bool = True) -> QRectF:
        return self._ground.part(box, self._page_rect(box.page - 1, scrolled=scrolled))

    # ---- people

    def block_at(self, place: QPointF) -> str:
        """The id of the part under a point of the viewport, or an empty text."""
        for box in self._boxes:
            if box.page <= len(self._ground.sizes) and self._box_rect(box).contains(place):
                return box.block_id
        return ""

    def block_rect(self, block_id: str) -> QRectF:
        """Where a part is in the viewport now; an empty rectangle when it is nowhere."""
        found = (box for box in self._boxes if box.block_id == block_id and box.page <= len(self._ground.sizes))
        box = next(found, None)
        return QRectF() if box is None else self._box_rect(box)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.block_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        block_id = self.block_at(event.position())
        if block_id and event.button() == Qt.MouseButton.LeftButton:
            self.block_clicked.emit(block_id)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def _hover(self, block_id: str) -> None:
        if block_id != self._hovered:
            self._hovered = block_id
            shape = Qt.CursorShape.PointingHandCursor if block_id else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            return
        super().wheelEvent(event)

    def zoom_by(self, factor: float) -> None:
        """Nearer or farther by a factor."""
        self.set_zoom(self.zoom * factor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        places = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in places:
            bar.setValue(places[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(640, 720)

    def _on_scrolled(self) -> None:
        self._note_page()
        self._soon.start()

    def _note_page(self) -> None:
        middle = self.viewport().height() / 2
        before = [number for number in range(len(self._ground.sizes)) if self._page_rect(number).top() <= middle]
        self.page_changed.emit(before[-1] + 1 if before else 0, len(self._ground.sizes))
