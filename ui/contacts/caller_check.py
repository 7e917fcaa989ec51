"""The caller check: what to ask of this kind of caller, ticked as it is answered."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.contacts.caller_checks import carried_over, points_for
from app.contacts.callers import Callers, why_no_pass
from ui.kit.layout import redress, text


class CallerCheckBox(QWidget):
    """Points change with the kind of caller; what was ticked stays ticked where it is asked again in the same words."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("caller_check")
        self._boxes: dict[str, QCheckBox] = {}
        self._kind, self._needed = "", 0
        self._callers: Callers | None = None
        self._caller_name, self._day = "", date.min
        self._caption = text("Caller check", "field-label")
        self._told = text("", "muted-small", name="caller_check_told", wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(self._caption)
        self._layout.addWidget(self._told)

    def show_kind(self, kind: str) -> None:
        """Ask what this kind of caller is asked; where it is asked already, the boxes stay, and the focus in them."""
        if kind == self._kind and self._boxes:
            self._say()
            return
        ticked = carried_over(self._kind or kind, kind, self.checked())
        self._kind = kind
        for box in self._boxes.values():
            self._layout.removeWidget(box)
            box.deleteLater()
        points, self._needed = points_for(kind)
        self._boxes = {point.key: QCheckBox(point.text) for point in points}
        for at, (key, box) in enumerate(self._boxes.items()):
            box.setObjectName(f"check_{key}")
            box.setAccessibleName(f"Caller check: {box.text()}")
            box.setChecked(key in ticked)
            box.toggled.connect(self._on_toggled)
            self._layout.insertWidget(1 + at, box)
        self.setVisible(bool(points))
        self._say()

    def show_callers(self, callers: Callers | None, caller_name: str, day: date) -> None:
        """What the record says of who may be calling on that day; None while nobody is chosen."""
        self._callers, self._caller_name, self._day = callers, caller_name, day
        self._say()

    def focus_widgets(self) -> list[QWidget]:
        """The boxes, in the order in which they are asked."""
        return list(self._boxes.values())

    def checked(self) -> list[str]:
        """The keys of what was right."""
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def restore(self, keys: list[str]) -> None:
        """Tick these again."""
        for key, box in self._boxes.items():
            box.setChecked(key in keys)

    def _on_toggled(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        why_not = why_no_pass(self._callers, self._kind, self._caller_name, self._day)
        right = len(self.checked())
        if why_not:
            self._told.setText(f"▲ {why_not} The check does not pass: say nothing of the record.")
        elif right >= self._needed:
            self._told.setText("✓ Passed")
        else:
            self._told.setText(f"○ {right} of {self._needed} needed: say nothing of the record until then")
        redress(self._told, "field-problem" if why_not else "muted-small")
