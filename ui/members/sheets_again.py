"""A sheet that was put down half typed, or thrown away a moment ago, comes back over the record of its person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from app.staff.drafts import keep_draft
from ui.kit.notices import Notice
from ui.members.opening import Opened
from ui.members.page_state import why_not_edit
from ui.members.parked import Parked, read_parked, sheet_again
from ui.members.record_faces import RecordFaces
from ui.members.sheet import Sheet
from ui.shell.navigation import Shell


class SheetsAgain(QObject):
    """``open_person`` shows a record on this page, ``person_id`` says whose is shown, None for nobody's."""

    def __init__(
        self,
        shell: Shell,
        faces: RecordFaces,
        open_person: Callable[[int], None],
        person_id: Callable[[], int | None],
    ) -> None:
        super().__init__(faces)
        self._shell, self._desk, self._faces = shell, shell.desk, faces
        self._open_person, self._person_id = open_person, person_id
        self._parked: Parked | None = None

    def open(self, subject: str) -> None:
        """The record, and over it the sheet that was put down there; on the way back, when it is saved, none."""
        if self._faces.sheet is None or self._faces.sheet.sheet.draft != subject:
            self._desk.read(self, read_parked, subject, then=self._open_parked)

    def on_shown(self, opened: Opened) -> None:
        """The record was read: show the sheet over it, if one was asked for."""
        parked, self._parked = self._parked, None
        if parked is None or parked.person_id != opened.record.id:
            return
        sheet = sheet_again(opened, parked)
        why_not = why_not_edit(opened.why_not_edit, opened.record)
        if sheet is None or why_not:
            sentence = why_not or "What you were changing is no longer on this record."
            self._shell.notify(Notice(sentence, tone="warn", key="not_again"))
            return
        self._faces.show_sheet_with(sheet, parked.words)

    def offer(self, sheet: Sheet, words: Mapping[str, str]) -> None:
        """Say that it was thrown away, and how to have it back."""
        undo = partial(self._show_again, self._person_id(), sheet, words)
        self._shell.notify(Notice("Thrown away.", action="Undo", do=undo, key="thrown-away"))

    def _open_parked(self, parked: Parked | None) -> None:
        if parked is None:
            return
        self._parked = parked if parked.words else None
        self._open_person(parked.person_id)

    def _show_again(self, person_id: int | None, sheet: Sheet, words: Mapping[str, str]) -> None:
        """Where it was thrown away: over the record of its person, also when somebody else is open by now."""

        def show() -> None:
            if person_id == self._person_id():
                self._faces.show_sheet(sheet)
            else:
                self._shell.go("members", sheet.draft)

        self._desk.keep(self, keep_draft, sheet.draft, dict(words), then=lambda _kept: show())
