"""Items of a procedure come, go and move: the deeds of its outline, with a way back for what was taken out."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.administration.outline_panel import OutlinePanel
from ui.administration.procedure_draft import ProcedureDraft
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

Here = Callable[[], tuple[ProcedureDraft | None, str]]
"""The draft that is being made, and the path that is shown of it; None where nothing may be changed."""


class ShapeDeeds(QObject):
    """Whoever owns the draft hears where one goes on in it."""

    changed = Signal(str)
    """The path that is to be shown now."""
    added = Signal()
    """What is shown is new: it is to be written."""

    def __init__(self, shell: Shell, panel: OutlinePanel, here: Here) -> None:
        super().__init__(panel)
        self._shell, self._panel, self._here = shell, panel, here
        panel.add_asked.connect(self._add)
        panel.band_asked.connect(self._add_band)
        panel.remove_asked.connect(self._remove)
        panel.move_asked.connect(self._move)

    def _add(self) -> None:
        draft, path = self._here()
        if draft is not None and draft.may_add(path):
            self.changed.emit(draft.add(path))
            self.added.emit()

    def _add_band(self) -> None:
        draft, path = self._here()
        if draft is not None:
            effect = ".".join(path.split(".")[:2])
            self.changed.emit(draft.add(f"{effect}.bands"))
            self.added.emit()

    def _remove(self) -> None:
        draft, path = self._here()
        if draft is None or not draft.is_item(path):
            return
        before, name = deepcopy(draft.data), draft.name_of(path)
        self.changed.emit(draft.remove(path))
        self._panel.outline.setFocus()
        undo = partial(self._put_back, draft, before, path)
        self._shell.notify(Notice(f"Taken out: {name}", action="Undo", do=undo, key="procedure"))

    def _put_back(self, draft: ProcedureDraft, before: dict[str, object], path: str) -> None:
        if self._here()[0] is draft:
            draft.data = before
            self.changed.emit(path)

    def _move(self, by: int) -> None:
        draft, path = self._here()
        if draft is not None and draft.is_item(path):
            self.changed.emit(draft.move(path, by))
