"""The strip above a block whose facts have changed: what differs, struck and underlined, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from app.correspondence.change_words import change_spans
from app.correspondence.problems import ChangedFact
from ui.correspondence.changes_html import changes_html
from ui.kit.layout import button, column, row, text
from ui.kit.theme.apply import TIGHT

_KEY = "Struck through: no longer in the record. Underlined: in the record now."


class ChangeStrip(QFrame):
    """One line a fact; the buttons settle the whole block."""

    take_asked = Signal()
    keep_asked = Signal()

    def __init__(self, block_id: str, changed: Sequence[ChangedFact], *, may_take: bool, may_keep: bool) -> None:
        super().__init__()
        self.setProperty("part", "letter-changed")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.take = button("Take the new", f"take_{block_id}", "link", tip="What the record says now  F9")
        self.keep = button("Keep mine", f"keep_{block_id}", "link", tip="These words as they are  Shift+F9")
        for made, is_offered in ((self.take, may_take), (self.keep, may_take and may_keep)):
            if not is_offered:
                made.hide()
        self.take.clicked.connect(self.take_asked)
        self.keep.clicked.connect(self.keep_asked)
        lines = [_line(fact, f"changed_{block_id}" if not number else "") for number, fact in enumerate(changed)]
        layout = column(*lines, row(self.take, self.keep, None, gap=16), gap=TIGHT)
        layout.setContentsMargins(10, 6, 10, 6)
        self.setLayout(layout)


def _line(fact: ChangedFact, name: str) -> QLabel:
    spans = change_spans(fact.was, fact.now)
    line = text(fact.sentence, name=name, wrap=True)
    if spans:
        line.setTextFormat(Qt.TextFormat.RichText)
        line.setText(f"<b>{escape(fact.label)}</b> {changes_html(spans)}")
        line.setToolTip(_KEY)
    line.setAccessibleName(fact.sentence)
    return line
