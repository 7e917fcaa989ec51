"""What is laid over a page of a letter: marks on its parts, the envelope's window, the folds."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from letters.page import Area, Layout

PAPER_ACCENT: Final = "#24478f"
"""Marks lie on white paper in every theme."""


def paint_mark(painter: QPainter, part: QRectF, *, is_hovered_only: bool) -> None:
    """A tint over a part, fainter where only the mouse is on it; a marked one has a bar at its left as well."""
    rect = part.adjusted(-6, -3, 6, 3)
    tint = QColor(PAPER_ACCENT)
    tint.setAlpha(14 if is_hovered_only else 34)
    painter.fillRect(rect, tint)
    if not is_hovered_only:
        painter.fillRect(QRectF(rect.left() - 3, rect.top(), 3, rect.height()), QColor(PAPER_ACCENT))


def paint_overlay(painter: QPainter, page: QRectF, scale: float, layout: Layout, *, is_first: bool) -> None:
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
