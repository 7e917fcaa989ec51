"""The line of stages across the top of a case: done, here, next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.complaints.page_state import Step
from ui.kit.status_chip import SHAPE_PX, draw_shape
from ui.kit.theme.apply import look

GAP, LINK, LEAST_LINK = 6, 18, 5


class StageLine(QWidget):
    """Each stage is a word with a shape before it: a tick, a full dot, an empty ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage_line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps: tuple[Step, ...] = ()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these stages; a screen reader hears them in one sentence."""
        self._steps = tuple(steps)
        self.setAccessibleName("Stages: " + ", ".join(f"{step.word} ({step.where})" for step in steps))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self.fontMetrics().height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        worn, left, middle = look(), 0.0, self.height() / 2
        link = self._link()
        for number, step in enumerate(self._steps):
            if number:
                if link > 2 * GAP:
                    painter.setPen(QPen(worn.colour("hairline"), 1.5))
                    painter.drawLine(QPointF(left + GAP, middle), QPointF(left + link - GAP, middle))
                left += link
            left = self._draw(painter, step, left, middle)
        painter.end()

    def _link(self) -> float:
        """The room between two stages: less when the line is short, and then without a line between them."""
        words = sum(self._font_of(step)[1] + SHAPE_PX + GAP for step in self._steps)
        room = (self.width() - words) / max(1, len(self._steps) - 1)
        return max(float(LEAST_LINK), min(LINK + 14.0, room))

    def _draw(self, painter: QPainter, step: Step, left: float, middle: float) -> float:
        worn = look()
        ink = worn.colour({"done": "good", "here": "accent", "next": "muted"}[step.where])
        shape = {"done": "check", "here": "dot", "next": "ring"}[step.where]
        draw_shape(painter, QRectF(left, middle - SHAPE_PX / 2, SHAPE_PX, SHAPE_PX), shape, ink)  # type: ignore[arg-type]
        font, width = self._font_of(step)
        painter.setFont(font)
        painter.setPen(worn.colour("muted" if step.where == "next" else "text"))
        room = QRectF(left + SHAPE_PX + GAP, 0, width + 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, step.word)
        return left + SHAPE_PX + GAP + width

    def _font_of(self, step: Step) -> tuple[QFont, float]:
        font = QFont(self.font())
        if step.where == "here":
            font.setWeight(QFont.Weight.DemiBold)
        return font, QFontMetricsF(font).horizontalAdvance(step.word)
