"""The approver's words below a block: what they would change, and two keys to take or decline them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from app.correspondence.suggest_edit import SuggestionLine
from ui.correspondence.changes_html import changes_html
from ui.kit.dates import show_moment
from ui.kit.layout import button, column, row, text

_KEY = "Struck through: your words that would go. Underlined: the words suggested."


class SuggestionCard(QFrame):
    """Emits the suggestion's id."""

    take_asked = Signal(int)
    decline_asked = Signal(int)

    def __init__(self, one: SuggestionLine, *, may_take: bool) -> None:
        super().__init__()
        self.setProperty("part", "letter-changed")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        what = "mended a slip" if one.slip else "suggests"
        who = text(f"{one.by} {what}, {show_moment(one.at)}", "muted-small")
        words = text(one.words, name=f"suggestion_{one.id}", wrap=True)
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setText(changes_html(one.spans))
        words.setToolTip(_KEY)
        words.setAccessibleName(f"{one.by} {what}: {one.words}")
        self.take = button("Take the words", f"take_suggestion_{one.id}", "link", tip="They become yours  F9")
        self.decline = button("Decline…", f"decline_suggestion_{one.id}", "link", tip="With a word  Shift+F9")
        self.take.clicked.connect(lambda: self.take_asked.emit(one.id))
        self.decline.clicked.connect(lambda: self.decline_asked.emit(one.id))
        layout = column(who, words, row(self.take, self.decline, None, gap=16), gap=2)
        layout.setContentsMargins(10, 6, 10, 6)
        self.setLayout(layout)
        for made in (self.take, self.decline):  # once they are in the card: by themselves they would be windows
            made.setVisible(may_take)
