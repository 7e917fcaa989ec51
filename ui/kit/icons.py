"""Line icons tinted by a token, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.kit.theme.apply import look
from ui.kit.theme.svg import tinted_svg


class _TintedEngine(QIconEngine):
    """Draws at the size asked for, so that no scaling blurs it, and in the theme worn at that moment.

    In a room wider than high the icon stands at the left: the rest keeps a button's words off it.
    """

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name, self._ink = name, ink

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        square = QRectF(rect.left(), rect.top(), min(rect.width(), rect.height()), rect.height())
        draw_icon(painter, square, self._name, "edge" if mode == QIcon.Mode.Disabled else self._ink)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(tinted_svg(name, colour).encode()))


def draw_icon(painter: QPainter, rect: QRectF, name: str, ink: str = "text") -> None:
    """Paint an icon in the colour of a token: for delegates."""
    _renderer(name, look().tokens.named(ink)).render(painter, rect)


@lru_cache(maxsize=512)
def icon(name: str, ink: str = "text") -> QIcon:
    """The icon of ``resources/icons`` by its file's name without ``.svg``, in the colour of the token ``ink``.

    It follows the theme by itself. Raises FileNotFoundError for an unknown name.
    """
    tinted_svg(name, look().tokens.named(ink))
    return QIcon(_TintedEngine(name, ink))
