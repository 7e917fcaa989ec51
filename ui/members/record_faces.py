"""What stands beside the search: nobody, the record, or a sheet over it, put down half typed and taken up again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.staff.drafts import drafts_of
from ui.kit.desk import Desk
from ui.members.likely_panel import LikelyPanel
from ui.members.sheet import Sheet, SheetView


class RecordFaces(QStackedWidget):
    """``lasting`` are the faces that stay; a sheet, or whoever is being picked, goes when another face is wanted."""

    left = Signal()
    saved = Signal(object, object)
    """The sheet, and what its verb returned."""
    thrown_away = Signal(object, object)
    """The sheet, and what stood in it."""
    subject_asked = Signal(str)
    person_asked = Signal(int)
    """Somebody who is on record already, instead of the one who was being added."""

    def __init__(self, desk: Desk, *lasting: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: Sheet | None = None
        self.sheet: SheetView | None = None
        """The sheet that is open."""
        for face in lasting:
            self.addWidget(face)
        self._lasting = self.count()

    @property
    def is_covered(self) -> bool:
        """Whether a sheet, or the choice of a person, lies over the record."""
        return self.count() > self._lasting

    def show_face(self, face: QWidget) -> None:
        """Show one of those that stay, or another one until something else is shown."""
        if self.indexOf(face) < 0:
            self.addWidget(face)
        self.setCurrentWidget(face)

    def show_sheet(self, sheet: Sheet) -> None:
        """Open a sheet over the record, with what was half typed in it when it was last put down."""
        self.drop_sheet()
        self._wanted = sheet
        # Asked for in order with what is kept: of a sheet that was put down a moment ago nothing is missing.
        self._desk.keep(self, drafts_of, sheet.draft, then=lambda words: self._show_wanted(sheet, words))

    def show_sheet_with(self, sheet: Sheet, words: Mapping[str, str]) -> None:
        """Open a sheet with these words half typed in it."""
        self.drop_sheet()
        view = self.sheet = SheetView(self._desk, sheet)
        view.restore(words)
        view.saved.connect(lambda result: self.saved.emit(sheet, result))
        view.left.connect(self.left)
        view.subject_asked.connect(self.subject_asked)
        view.thrown_away.connect(lambda kept: self.thrown_away.emit(sheet, kept))
        if sheet.name == "add_person":
            self._show_likely(view)
        self.show_face(view)
        view.focus_first()

    def drop_sheet(self) -> None:
        """Take the sheet away; what is half typed in it is kept."""
        self._wanted = None
        if self.sheet is not None:
            self.sheet.keeper.keep_now()
        for number in range(self.count() - 1, self._lasting - 1, -1):
            face = self.widget(number)
            if face is not None:
                self.removeWidget(face)
                face.deleteLater()
        if self.sheet is not None:
            self.sheet = None
            self._desk.half_typed.emit()

    def _show_wanted(self, sheet: Sheet, words: Mapping[str, str]) -> None:
        if self._wanted is sheet:
            self.show_sheet_with(sheet, words)

    def _show_likely(self, view: SheetView) -> None:
        likely = LikelyPanel(self._desk, view.values)
        view.show_side(likely)
        view.typed.connect(likely.typed)
        likely.open_asked.connect(self._open_instead)
        likely.ask()

    def _open_instead(self, person_id: int) -> None:
        """They are on record already: what was typed of them is not needed."""
        if self.sheet is not None:
            self.sheet.keeper.forget()
        self.drop_sheet()
        self.person_asked.emit(person_id)
