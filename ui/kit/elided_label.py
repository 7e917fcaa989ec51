"""Text in one line, or in few: cut with … where there is no room, and then told whole by its tooltip."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.kit.layout import Part

LEAST_CHARS = 8


class CutLabel(QLabel):
    """``text()`` is always whole; only what is painted is cut, and then the tooltip is whole."""

    def __init__(self, part: Part | None, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if part is not None:
            self.setProperty("part", part)
        if name:
            self.setObjectName(name)

    def shown_lines(self) -> list[str]:
        """What is to be seen of the text, line by line."""
        raise NotImplementedError

    def setText(self, words: str) -> None:
        """Show another text."""
        super().setText(" ".join(words.split()))
        self._tell_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(option.palette.windowText().color())
        aligned = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.contentsRect(), aligned, "\n".join(self.shown_lines()))
        painter.end()

    def _tell_whole(self) -> None:
        is_cut = " ".join(self.shown_lines()) != self.text()
        self.setToolTip(self.text() if is_cut else "")


class ElidedLabel(CutLabel):
    """In one line."""

    def __init__(
        self, words: str = "", part: Part | None = None, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(part, name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def shown_text(self) -> str:
        """What is to be seen of the text."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def shown_lines(self) -> list[str]:
        return [self.shown_text()]

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        # One px more than the words take: their width is a fraction that Qt rounds.
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * LEAST_CHARS
        return QSize(min(least, self.sizeHint().width()), super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._tell_whole()  # what is not shown yet is sized, and asked, when it is


class ClampedLabel(CutLabel):
    """Wrapped over at most ``lines`` lines, the last cut with …"""

    def __init__(self, words: str = "", part: Part | None = None, *, lines: int = 2, name: str = "") -> None:
        super().__init__(part, name)
        self._lines = lines
        self.setWordWrap(True)
        self.setText(words)

    def shown_lines(self) -> list[str]:
        self.ensurePolished()
        return self._broken(self.contentsRect().width())

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        margins = self.contentsMargins()
        lines = max(1, len(self._broken(width - margins.left() - margins.right())))
        return lines * self.fontMetrics().lineSpacing() + margins.top() + margins.bottom()

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * LEAST_CHARS
        return QSize(least, self.fontMetrics().lineSpacing())

    def _broken(self, width: int) -> list[str]:
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
        layout.endLayout()
        parts = [self.text()[at:end] for at, end in pairwise([*starts, len(self.text())])]
        cut = [self.fontMetrics().elidedText(part, Qt.TextElideMode.ElideRight, width) for part in parts[-1:]]
        return [*(part.rstrip() for part in parts[:-1]), *cut]


class ElidedLink(QPushButton):
    """A link that gives way in a narrow panel; ``text()`` is always whole."""

    def __init__(self, words: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(" ".join(words.split()), parent)
        self._tip = tip
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("part", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tip)

    def shown_text(self) -> str:
        """What is to be seen of the text."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * LEAST_CHARS
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = "" if self.shown_text() == self.text() else self.text()
        self.setToolTip("\n".join(filter(None, (whole, self._tip))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
