"""Prose fields that stand as high as what is written in them, so that a form reads like a page."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.kit.text_editor import TextEditor

MOST_LINES = 16


def grow_with_text(form: QWidget) -> None:
    """Let every prose field of a form grow from its least height to sixteen lines, and scroll from there."""
    for editor in form.findChildren(TextEditor):
        _Growing(editor)


class _Growing(QObject):
    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._least = editor.minimumHeight()
        editor.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        editor.resized.connect(self._fit)  # another width breaks the lines elsewhere
        self._fit()

    def _fit(self) -> None:
        """A plain text document counts its height in lines."""
        editor = self._editor
        lines = min(float(MOST_LINES), editor.document().size().height())
        around = 2 * editor.document().documentMargin() + 10
        height = max(self._least, int(lines * editor.fontMetrics().lineSpacing() + around))
        if editor.height() != height or editor.maximumHeight() != height:
            editor.setFixedHeight(height)
