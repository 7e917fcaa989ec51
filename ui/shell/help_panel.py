"""F1: what the page is for and its keys, from resources/help/<page>.md."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

import resources
from ui.kit.layout import button, column, row, text
from ui.kit.theme.type import BODY, SECTION, points


def help_text(page: str) -> str:
    """The help of a page as Markdown; a page without one gets the general help."""
    for name in (page, "general"):
        try:
            return resources.path(f"help/{name}.md").read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
    return _KEYS


_KEYS = """# Keys

- **Ctrl+K** finds a person, a reference or a command
- **Alt+←** goes back, **Alt+→** forward, **Esc** back too
- **Ctrl+Enter** submits a form
- **F1** shows or hides this help
"""


class HelpPanel(QFrame):
    """Stands at the right edge beside the page; Esc closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setProperty("part", "help")
        self.setFixedWidth(320)
        self.page = ""
        self._reader = QTextBrowser()
        self._reader.setObjectName("help_text")
        self._reader.setOpenExternalLinks(True)
        self._reader.setFrameShape(QFrame.Shape.NoFrame)
        away = button("Close", "help_close", "quiet")
        away.clicked.connect(self.close_help)
        self.setLayout(column(row(text("Help", "group"), None, away), self._reader, edge=12))
        self.hide()

    def show_page(self, page: str) -> None:
        """Show the help of a page from its top."""
        self.page = page
        self._reader.document().setMarkdown(help_text(page), QTextDocument.MarkdownFeature.MarkdownDialectCommonMark)
        _size_headings(self._reader.document())
        self.show()
        # The reader keeps the place that it stood at, and brings its caret into sight when it is laid out.
        self._reader.moveCursor(QTextCursor.MoveOperation.Start)
        self._reader.verticalScrollBar().setValue(0)

    def close_help(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
            return
        super().keyPressEvent(event)


def _size_headings(document: QTextDocument) -> None:
    """Headings in the sizes of the window: Qt's own are those of a printed book."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            heading = QTextCharFormat()
            heading.setFontPointSize(points(SECTION if level == 1 else BODY))
            heading.setFontWeight(QFont.Weight.DemiBold)
            cursor.setCharFormat(heading)
        block = block.next()
