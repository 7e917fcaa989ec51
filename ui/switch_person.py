"""Choose the colleague of the demo to go on as: no password, Enter chooses, Esc stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from app.staff.find import StaffLine
from ui.kit.layout import button, column, row, text


class SwitchPerson(QDialog):
    """Says who each one is and what they may do; emits the login that was chosen."""

    chosen = Signal(str)

    def __init__(self, people: Sequence[StaffLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("switch_person")
        self.setWindowTitle("Switch person")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setObjectName("switch_person_list")
        self.list.setAccessibleName("Colleagues")
        for line in people:
            item = QListWidgetItem(f"{line.name}\n{', '.join(line.roles).capitalize()} · {line.desk}")
            item.setData(Qt.ItemDataRole.UserRole, line.login)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._choose)
        go = button("Go on as this person", "switch_person_go", "main")
        go.setDefault(True)
        go.clicked.connect(self._choose)
        stay = button("Stay", "switch_person_stay")
        stay.clicked.connect(self.reject)
        self.setLayout(
            column(
                text("Go on as a colleague", "group"),
                text("What is half typed is kept, and is here again when you come back.", "muted", wrap=True),
                8,
                self.list,
                8,
                row(None, stay, go),
                edge=24,
            )
        )
        self.resize(420, 440)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
