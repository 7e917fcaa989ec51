"""Changed words as rich text: struck through and underlined, told apart by their shape whatever colours one sees."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.correspondence.change_words import Span
from ui.correspondence.difference_view import shortened


def changes_html(spans: Sequence[Span]) -> str:
    """The words in one row; a long stretch that is the same is cut."""
    marks = {"same": "{}", "removed": "<s>{}</s> ", "added": "<u><b>{}</b></u>"}
    return "".join(marks[span.kind].format(escape(span.text).replace("\n", "<br>")) for span in shortened(spans))
