"""The pages of a letter on a grey ground: scrolled, zoomed, with the window, the folds and the parts on top."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from letters.page import LAYOUTS, PAGE, Area, Layout
from ui.kit.background import Runner
from ui.kit.theme.apply import look
from ui.parts.page_drawing import Drawn, PageSize, draw_pages
from ui.parts.workers import drawing_runner

MARGIN, GAP = 16, 16
WIDEST_MM, NARROWEST_MM = 12.0, 1.0
"""Most and fewest pixels (at 100 % scaling) that a millimetre of paper may take."""
TRUE_SIZE = 96 / 25.4
KEPT_AROUND = 6
"""Pages before and behind those in sight whose pictures are kept."""
STEP = 1.2


PARTS: Final = 10
"""Into so many parts, from top to bottom, a page is divided to know whether all of it was shown."""


class BlockBox(Protocol):
    """Where a part of the letter stands: page from 1, millimetres from the top left corner."""

    @property
    def block_id(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def w(self) -> float: ...
    @property
    def h(self) -> float: ...


class PageView(QAbstractScrollArea):
    """Draws what is seen, at the sharpness of the screen, on a worker; the old picture stays until the new is there."""

    block_clicked = Signal(str)
    page_changed = Signal(int, int)
    """The page most of which is seen (from 1), and how many there are."""
    zoomed = Signal(float)
    """1.0 is true size."""
    failed = Signal(object)
    drawn = Signal()
    every_page_shown = Signal()
    """Each page of what is shown was before somebody's eyes."""
    """All that is seen is drawn as sharp as it will be."""

    def __init__(self, parent: QWidget | None = None, *, runner: Runner | None = None) -> None:
        super().__init__(parent)
        self._runner = runner if runner is not None else drawing_runner()
        self._pdf = b""
        self._sizes: tuple[PageSize, ...] = ()
        self._images: dict[int, QImage] = {}
        self._sharp: dict[int, float] = {}
        self._looked_at: set[tuple[int, int]] = set()
        self._boxes: tuple[BlockBox, ...] = ()
        self._marked: frozenset[str] = frozenset()
        self._hovered = ""
        self._has_overlay = False
        self._layout = LAYOUTS["notify"]
        self._fits_width = True
        self._pixels_a_mm = TRUE_SIZE
        self._ticket = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw_seen)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.setAccessibleName("Pages of the letter")

    # ---- what is shown

    def show_pdf(self, pdf: bytes, boxes: Iterable[BlockBox] = (), layout: str = "notify") -> None:
        """Show these pages; where one was reading stays where it is.

        ``boxes`` make parts clickable; ``layout`` names the envelope whose window and folds can be laid over them.
        """
        if pdf != self._pdf:
            self._looked_at.clear()
        self._pdf, self._boxes, self._layout = pdf, tuple(boxes), LAYOUTS[layout]
        self._sharp.clear()
        if not pdf:
            self._sizes, self._images = (), {}
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
        if scroll and first is not None and self._sizes:
            self._bring_into_sight(first)
        self.viewport().update()

    def set_overlay(self, *, shown: bool) -> None:
        """Show the envelope's window and where the sheet is folded."""
        self._has_overlay = shown
        self.viewport().update()

    @property
    def page_count(self) -> int:
        return len(self._sizes)

    @property
    def is_sharp(self) -> bool:
        """Whether all that is seen is drawn from the newest bytes at the right size."""
        wanted = self._drawing_scale()
        return bool(self._sizes) and all(self._sharp.get(number) == wanted for number in self._seen())

    def image(self, page: int) -> QImage | None:
        """What was drawn of a page (from 1) last, or None."""
        return self._images.get(page - 1)

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
        return self._pixels_a_mm / TRUE_SIZE

    @property
    def fits_width(self) -> bool:
        return self._fits_width

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page (from 1) to the top."""
        if 1 <= page <= len(self._sizes):
            self.verticalScrollBar().setValue(int(self._page_rect(page - 1, scrolled=False).top()) - MARGIN)

    def _zoom_to(self, pixels_a_mm: float) -> None:
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1.0, self._height())
        self._pixels_a_mm = max(NARROWEST_MM, min(WIDEST_MM, pixels_a_mm))
        self._set_bars()
        bar.setValue(int(middle * self._height() - self.viewport().height() / 2))
        self.zoomed.emit(self.zoom)
        self.viewport().update()
        self._soon.start()

    def _lay_out(self) -> None:
        widest = max((size.width for size in self._sizes), default=PAGE.w)
        if self._fits_width:
            self._zoom_to((self.viewport().width() - 2 * MARGIN) / widest)
        else:
            self._set_bars()
            self._soon.start()

    def _set_bars(self) -> None:
        room = self.viewport().size()
        upright, across = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setRange(0, max(0, int(self._height()) - room.height()))
        upright.setPageStep(room.height())
        upright.setSingleStep(48)
        across.setRange(0, max(0, int(self._width()) - room.width()))
        across.setPageStep(room.width())
        across.setSingleStep(48)
        self._note_page()

    def _height(self) -> float:
        return sum(size.height * self._pixels_a_mm + GAP for size in self._sizes) - GAP + 2 * MARGIN

    def _width(self) -> float:
        return max((size.width for size in self._sizes), default=0) * self._pixels_a_mm + 2 * MARGIN

    def _page_rect(self, number: int, *, scrolled: bool = True) -> QRectF:
        size = self._sizes[number]
        top = MARGIN + sum(before.height * self._pixels_a_mm + GAP for before in self._sizes[:number])
        width = size.width * self._pixels_a_mm
        left = max(MARGIN, (self.viewport().width() - width) / 2)
        dx = self.horizontalScrollBar().value() if scrolled else 0
        dy = self.verticalScrollBar().value() if scrolled else 0
        return QRectF(round(left - dx), round(top - dy), round(width), round(size.height * self._pixels_a_mm))

    def _seen(self) -> list[int]:
        room = QRectF(self.viewport().rect())
        return [number for number in range(len(self._sizes)) if self._page_rect(number).intersects(room)]

    def _bring_into_sight(self, box: BlockBox) -> None:
        rect = self._box_rect(box, scrolled=False)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + MARGIN <= rect.top() <= bar.value() + room - min(rect.height(), room / 2):
            bar.setValue(int(rect.top()) - room // 4)

    # ---- drawing

    def _drawing_scale(self) -> float:
        return self._pixels_a_mm * self.devicePixelRatioF()

    def _draw_seen(self) -> None:
        if not self._pdf:
            return
        scale = self._drawing_scale()
        seen = self._seen() or [0]
        stale = [number for number in seen if self._sharp.get(number) != scale]
        if not stale and self._sizes:
            return
        pdf = self._pdf
        self._runner.forget(self._ticket)
        self._ticket = self._runner.submit(
            lambda: draw_pages(pdf, stale, scale),
            on_done=lambda drawn: self._on_drawn(drawn, scale, pdf),
            on_error=self._on_failed,
            owner=self,
        )

    def _on_drawn(self, drawn: Drawn, scale: float, pdf: bytes) -> None:
        if pdf is not self._pdf:
            return  # of what was shown before
        other_shape = drawn.sizes != self._sizes
        self._sizes = drawn.sizes
        for number, image in drawn.images.items():
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._images[number] = image
            self._sharp[number] = scale
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
        near = range(max(0, seen[0] - KEPT_AROUND), min(len(self._sizes), seen[-1] + KEPT_AROUND + 1))
        self._images = {number: image for number, image in self._images.items() if number in near}
        self._sharp = {number: scale for number, scale in self._sharp.items() if number in near}

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
        """A part of a page counts once its middle was painted from the page's own bytes."""
        room, before = QRectF(self.viewport().rect()), len(self._looked_at)
        for number in self._seen():
            page = self._page_rect(number)
            middles = ((part, page.top() + page.height() * (part + 0.5) / PARTS) for part in range(PARTS))
            if number in self._sharp:
                self._looked_at |= {(number, part) for part, y in middles if room.top() <= y <= room.bottom()}
        if len(self._looked_at) > before and self.has_shown_every_page:
            self.every_page_shown.emit()

    @property
    def has_shown_every_page(self) -> bool:
        """Whether each page of what is shown now was before somebody's eyes, from top to bottom."""
        return bool(self._sizes) and len(self._looked_at) >= PARTS * len(self._sizes)

    def _paint_page(self, painter: QPainter, number: int) -> None:
        rect = self._page_rect(number)
        painter.fillRect(rect, QColor("white"))
        image = self._images.get(number)
        if image is not None:
            painter.drawImage(rect, image)
        self._paint_parts(painter, number)
        if self._has_overlay:
            _paint_overlay(painter, rect, self._pixels_a_mm, self._layout, is_first=number == 0)
        painter.setPen(QPen(look().colour("hairline"), 1))
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_parts(self, painter: QPainter, number: int) -> None:
        for box in self._boxes:
            if box.page != number + 1 or box.block_id not in (*self._marked, self._hovered):
                continue
            rect = self._box_rect(box).adjusted(-6, -3, 6, 3)
            tint = QColor(PAPER_ACCENT)
            tint.setAlpha(34 if box.block_id in self._marked else 14)
            painter.fillRect(rect, tint)
            if box.block_id in self._marked:
                painter.fillRect(QRectF(rect.left() - 3, rect.top(), 3, rect.height()), QColor(PAPER_ACCENT))

    def _box_rect(self, box: BlockBox, *, scrolled: bool = True) -> QRectF:
        page, scale = self._page_rect(box.page - 1, scrolled=scrolled), self._pixels_a_mm
        return QRectF(page.left() + box.x * scale, page.top() + box.y * scale, box.w * scale, box.h * scale)

    # ---- people

    def block_at(self, place: QPointF) -> str:
        """The id of the part under a point of the viewport, or an empty text."""
        for box in self._boxes:
            if box.page <= len(self._sizes) and self._box_rect(box).contains(place):
                return box.block_id
        return ""

    def block_rect(self, block_id: str) -> QRectF:
        """Where a part is in the viewport now; an empty rectangle when it is nowhere."""
        found = (box for box in self._boxes if box.block_id == block_id and box.page <= len(self._sizes))
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
        before = [number for number in range(len(self._sizes)) if self._page_rect(number).top() <= middle]
        self.page_changed.emit(before[-1] + 1 if before else 0, len(self._sizes))


PAPER_ACCENT: Final = "#24478f"
"""Marks lie on white paper in every theme."""


def _paint_overlay(painter: QPainter, page: QRectF, scale: float, layout: Layout, *, is_first: bool) -> None:
    """The envelope's window on page one and the folds, in millimetres as the post measures them."""
    ink = QColor(PAPER_ACCENT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
    font = painter.font()
    font.setPixelSize(max(8, round(2.6 * scale)))
    painter.setFont(font)
    for fold in layout.folds:
        y = page.top() + fold * scale
        painter.drawLine(QPointF(page.left(), y), QPointF(page.right(), y))
        painter.drawText(QPointF(page.left() + 1.5 * scale, y - 0.8 * scale), "fold")
    if is_first:
        window = _on_screen(layout.window, page, scale)
        painter.drawRect(window)
        painter.drawText(window.topLeft() - QPointF(0, 0.8 * scale), f"window of the envelope ({layout.title})")
    painter.restore()


def _on_screen(area: Area, page: QRectF, scale: float) -> QRectF:
    return QRectF(page.left() + area.x * scale, page.top() + area.y * scale, area.w * scale, area.h * scale)
