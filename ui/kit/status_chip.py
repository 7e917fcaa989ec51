"""A state as a word with a shape and a tone: painted in tables, and as a small widget in headlines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.table_data import Shape, Status, Tone
from ui.kit.theme.apply import look

SHAPE_PX = 9

_INK: dict[Tone, str] = {
    "plain": "text",
    "muted": "muted",
    "accent": "accent",
    "good": "good",
    "warn": "warn",
    "bad": "bad",
}


def ink_of(tone: Tone) -> str:
    """The token of a tone's ink."""
    return _INK[tone]


def draw_shape(painter: QPainter, box: QRectF, shape: Shape, colour: QColor) -> None:
    """Paint one of the shapes into a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QBrush(colour) if shape in ("dot", "triangle", "bar") else Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1, 1, -1, -1)
    if shape in ("dot", "ring", "half"):
        painter.drawEllipse(inner)
    if shape == "half":
        painter.setBrush(QBrush(colour))
        painter.drawPie(inner, 90 * 16, 180 * 16)
    if shape == "triangle":
        painter.drawPolygon(
            QPolygonF([QPointF(box.center().x(), inner.top()), inner.bottomRight(), inner.bottomLeft()])
        )
    if shape == "bar":
        painter.drawRect(QRectF(inner.left(), box.center().y() - 1, inner.width(), 2))
    if shape == "check":
        middle = QPointF(inner.left() + inner.width() * 0.38, inner.bottom())
        painter.drawPolyline([QPointF(inner.left(), box.center().y() + 0.5), middle, inner.topRight()])
    if shape == "cross":
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    if shape == "arrow":
        tip, half = QPointF(inner.right(), box.center().y()), inner.height() / 2 - 1
        painter.drawLine(QPointF(inner.left(), tip.y()), tip)
        painter.drawPolyline([tip + QPointF(-half, -half), tip, tip + QPointF(-half, half)])
    painter.restore()


class StatusChip(QWidget):
    """A status that stands alone: shape and word on a soft ground of its tone."""

    def __init__(self, status: Status, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._status = status
        self.show_status(status)

    def show_status(self, status: Status) -> None:
        """Show another state."""
        self._status = status
        self.setAccessibleName(status.word)
        self.updateGeometry()
        self.update()

    @property
    def status(self) -> Status:
        return self._status

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        shape = 0 if self._status.shape == "none" else SHAPE_PX + 6
        return QSize(metrics.horizontalAdvance(self._status.word) + shape + 18, metrics.height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink = ink_of(self._status.tone)
        worn = look()
        ground = worn.colour(f"{ink}_soft" if ink in ("accent", "good", "warn", "bad") else "hover")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if worn.name != "contrast" else QPen(worn.colour(ink), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        left = 9.0
        if self._status.shape != "none":
            box = QRectF(left, (self.height() - SHAPE_PX) / 2, SHAPE_PX, SHAPE_PX)
            draw_shape(painter, box, self._status.shape, worn.colour(ink))
            left += SHAPE_PX + 6
        painter.setPen(worn.colour(ink))
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._status.word)
        painter.end()
