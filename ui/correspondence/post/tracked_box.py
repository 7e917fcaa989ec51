"""A tracked number that was forgotten or mistyped when the letter was posted: which letter, and its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.correspondence.find_post import PostedLetter
from app.correspondence.note_tracked import note_tracked
from ui.correspondence.post.posted_form import Note, PostedForm
from ui.kit.field import Field
from ui.kit.layout import button
from ui.shell.navigation import Shell

_FIELDS = (
    Field("letter", "Reference of the posted letter", required=True, limit=40, hint="Or the number that it has now"),
    Field("tracked", "Its tracked number", limit=40, hint="Scan the label; empty: it was not tracked"),
)


class TrackedBox(PostedForm):
    """Which letter, and the number of its label."""

    def __init__(self, shell: Shell) -> None:
        why = "It was forgotten or mistyped when the letter was posted"
        opens = button("Tracked number of a posted letter…", "tracked_begin", icon_name="tag", tip=why)
        note = button("Note the number", "tracked_note", "main", icon_name="tag", tip="Note it  Ctrl+Enter")
        super().__init__(shell, "tracked", _FIELDS, opens, note)
        self.setObjectName("tracked_box")

    def note_of(self, letter: PostedLetter, values: Mapping[str, Any]) -> Note:
        said = f"The number of {letter.reference} to {letter.to} is on record."
        return Note(note_tracked, (values["tracked"] or "",), said)
