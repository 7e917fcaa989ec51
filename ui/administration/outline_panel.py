"""The outline of a procedure in the making with its buttons: items are chosen, added, taken out and moved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.administration.outline import Outline
from ui.administration.procedure_draft import ProcedureDraft
from ui.kit.layout import button, column, panel, row


class OutlinePanel(QWidget):
    """Says what is asked for; the editor does it."""

    add_asked = Signal()
    band_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = Outline()
        self.add = button("Add", "procedure_add", icon_name="plus", tip="Add  Insert")
        self.add_band = button("Add a band", "procedure_add_band", icon_name="plus")
        self.remove = button("Remove", "procedure_remove", icon_name="trash", tip="Remove  Delete")
        self.up = button("", "procedure_up", icon_name="arrow-up", tip="Move up  Alt+Up")
        self.down = button("", "procedure_down", icon_name="arrow-down", tip="Move down  Alt+Down")
        self.up.setAccessibleName("Move up")
        self.down.setAccessibleName("Move down")
        for move in (self.up, self.down):
            move.setProperty("part", "quiet")
            move.setFixedWidth(32)
        moves = row(self.add, self.remove, None, self.up, self.down, gap=8)
        inside = panel(column(self.outline, self.add_band, moves, gap=8, edge=12), part="page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        self.setMinimumWidth(296)
        self._connect()

    def show_draft(self, draft: ProcedureDraft, path: str, wrong: set[str]) -> None:
        """Show every line; ``wrong`` are the paths where something is to be mended, seen where they are folded too."""
        nodes = list(draft.outline())
        marked = set(wrong)
        for node in reversed(nodes):
            if node.path in marked:
                marked.add(node.under)
        self.outline.show_nodes(nodes, frozenset(marked), path)
        self.show_moves(draft, path)

    def show_moves(self, draft: ProcedureDraft, path: str) -> None:
        """What can be done with the chosen line; what cannot says why."""
        is_item, alone = draft.is_item(path), not draft.may_add(path)
        self.add.setEnabled(not alone)
        self.add.setToolTip("Choose a list, or an item of one" if alone else "Add  Insert")
        for one, tip in (
            (self.remove, "Remove  Delete"),
            (self.up, "Move up  Alt+Up"),
            (self.down, "Move down  Alt+Down"),
        ):
            one.setEnabled(is_item)
            one.setToolTip(tip if is_item else "Choose an item of a list")
        self.add_band.setVisible(path.startswith("effects."))

    def _connect(self) -> None:
        self.outline.add_asked.connect(self.add_asked)
        self.outline.remove_asked.connect(self.remove_asked)
        self.outline.move_asked.connect(self.move_asked)
        self.add.clicked.connect(self.add_asked)
        self.add_band.clicked.connect(self.band_asked)
        self.remove.clicked.connect(self.remove_asked)
        self.up.clicked.connect(lambda: self.move_asked.emit(-1))
        self.down.clicked.connect(lambda: self.move_asked.emit(1))
