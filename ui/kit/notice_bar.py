"""The bar of notices above a page: never takes the focus, newest last, Undo or another action on each."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.kit.icon_label import IconLabel
from ui.kit.icons import icon
from ui.kit.layout import row
from ui.kit.notices import FADING, Notice, Tone
from ui.kit.theme.apply import look

FADES_AFTER_MS = 10_000
MOST = 3

_ICONS: dict[Tone, tuple[str, str]] = {
    "info": ("info", "accent"),
    "good": ("circle-check", "good"),
    "warn": ("alert-triangle", "warn"),
    "bad": ("octagon-alert", "bad"),
}


class NoticeStrip(QFrame):
    """One notice."""

    gone = Signal(object)

    def __init__(self, notice: Notice, page: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice, self.page = notice, page
        self.setObjectName(f"notice_{notice.tone}")
        self.setAccessibleName(notice.sentence)
        picture, self._ink = _ICONS[notice.tone]
        mark = IconLabel(picture, self._ink)
        words = QLabel(notice.sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setObjectName("notice_sentence")
        line = row(mark, words, gap=8)
        line.setContentsMargins(16, 6, 8, 6)
        line.setStretch(1, 1)
        verbs = ((notice.action, self._act), (notice.or_else, self._act_else))
        for verb, slot in (*verbs, ("Copy details" if notice.details else "", self._copy)):
            if verb:
                link = QPushButton(verb)
                link.setProperty("part", "link")
                link.setObjectName(f"notice_{verb.lower().replace(' ', '_')}")
                link.clicked.connect(slot)
                line.addWidget(link)
        away = QToolButton()
        away.setIcon(icon("x", "muted"))
        away.setAccessibleName("Dismiss")
        away.setToolTip("Dismiss")
        away.setObjectName("notice_dismiss")
        away.clicked.connect(lambda: self.gone.emit(self))
        line.addWidget(away)
        self.setLayout(line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = look(), QPainter(self)
        painter.fillRect(self.rect(), worn.colour(f"{self._ink}_soft"))
        painter.setPen(QPen(worn.colour("hairline"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()

    def _act(self) -> None:
        if self.notice.do is not None:
            self.notice.do()
        self.gone.emit(self)

    def _act_else(self) -> None:
        if self.notice.do_else is not None:
            self.notice.do_else()
        self.gone.emit(self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.notice.sentence}\n\n{self.notice.details}")


class NoticeBar(QWidget):
    """The notices that stand now, of the page that is open; at most three, the oldest goes first."""

    count_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._strips: list[NoticeStrip] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._layout = layout
        self._going = QTimer(self, singleShot=True, interval=FADES_AFTER_MS)
        self._going.timeout.connect(self._dismiss_information)
        self.hide()

    def show_notice(self, notice: Notice, page: str = "") -> None:
        """Add a notice, told on that page; what it overtakes goes."""
        for strip in [old for old in self._strips if old.notice.is_overtaken_by(notice)]:
            self._drop(strip)
        while len(self._strips) >= MOST:
            self._drop(self._strips[0])
        strip = NoticeStrip(notice, page)
        strip.gone.connect(self._on_gone)
        self._strips.append(strip)
        self._layout.addWidget(strip)
        strip.show()
        self.show()
        if notice.tone in FADING:
            self._going.start()
        self.count_changed.emit(len(self._strips))

    def notices(self) -> list[Notice]:
        """What stands in the bar, oldest first."""
        return [strip.notice for strip in self._strips]

    def dismiss(self, key: str) -> None:
        """Take the notices of this key away, where what they said is no longer so."""
        for strip in [old for old in self._strips if old.notice.key == key]:
            self._on_gone(strip)

    def leave(self, page: str) -> None:
        """Another page is opened: what was told on this one goes, but for what is of every page."""
        for strip in [old for old in self._strips if old.page == page and not old.notice.everywhere]:
            self._on_gone(strip)

    def clear(self) -> None:
        """Take all away."""
        for strip in list(self._strips):
            self._on_gone(strip)

    def _dismiss_information(self) -> None:
        for strip in [old for old in self._strips if old.notice.tone in FADING]:
            self._on_gone(strip)

    def _on_gone(self, strip: NoticeStrip) -> None:
        if strip in self._strips:
            self._drop(strip)
            self.setVisible(bool(self._strips))
            self.count_changed.emit(len(self._strips))

    def _drop(self, strip: NoticeStrip) -> None:
        self._strips.remove(strip)
        self._layout.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
