"""The foot of a form that is saved: whether it is, what saves it, and what throws away what is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.layout import button, row, text


class SaveFoot(QWidget):
    """``name`` begins the names of its widgets, ``what`` is what is saved: "the point"."""

    save_asked = Signal()
    undo_asked = Signal()

    def __init__(self, name: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = button(f"Save {what}", f"{name}_save", "main", tip=f"Save {what}  Ctrl+Enter")
        self._save.clicked.connect(self.save_asked)
        self._undo = button("Throw away", f"{name}_undo", "link", tip="Throw away what is not saved")
        self._undo.clicked.connect(self.undo_asked)
        self._told = text("", "muted-small", name=f"{name}_told")
        self._told.setToolTip("What you type is kept until you save it.")
        self.setLayout(row(self._told, None, self._undo, self._save, gap=12, edge=12))

    def show_dirty(self, *, dirty: bool) -> None:
        """Offer to save where there is something to save, and say so."""
        self._save.setEnabled(dirty)
        self._undo.setVisible(dirty)
        self._told.setText("Not saved yet" if dirty else "")

    def show_saving(self) -> None:
        """It is being saved: it is not asked for twice."""
        self._save.setEnabled(False)
