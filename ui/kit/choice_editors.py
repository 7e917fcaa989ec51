"""Editors that choose: a list, radio buttons, a check box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit.editor import Editor
from ui.kit.field import Choice, Field
from ui.kit.layout import as_is

_NARROWEST = 120
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


def in_lines(words: str, room: int, width_of: Callable[[str], int]) -> str:
    """The words with their lines broken at blanks so that each is no wider than the room, but for a longer word."""
    lines: list[str] = []
    for given in words.splitlines():
        line = ""
        for word in given.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width_of(longer) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "\n".join(lines)


class ChoiceEditor(Editor):
    """One of several in a list that can be searched by typing any part of a label."""

    def __init__(self, field: Field) -> None:
        self._box = QComboBox()
        super().__init__(self._box)
        self._placeholder = field.placeholder or "Choose…"
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._box.setMinimumContentsLength(12)
        self.set_choices(field.choices)
        self._box.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show other choices; the one chosen stays if it is among them."""
        chosen = self._box.currentData()
        self._choices: tuple[Choice, ...] = tuple(choices)
        self._box.clear()
        for choice in self._choices:
            self._box.addItem(choice.label, choice.value)
            self._box.setItemData(self._box.count() - 1, choice.hint, Qt.ItemDataRole.ToolTipRole)
        self._box.setPlaceholderText(self._placeholder)
        self.show_value(chosen)

    def value(self) -> Any:
        return self._box.currentData() if self._box.currentIndex() >= 0 else None

    def show_value(self, value: Any) -> None:
        numbers = [n for n, choice in enumerate(self._choices) if choice.value == value]
        self._box.setCurrentIndex(numbers[0] if numbers else -1)

    def raw(self) -> str:
        return self._box.currentText() if self._box.currentIndex() >= 0 else ""

    def show_raw(self, text: str) -> None:
        self._box.setCurrentIndex(self._box.findText(text) if text else -1)

    def _on_activated(self) -> None:
        self.edited.emit()
        self.left.emit()


class _Radio(QRadioButton):
    """Tab enters a group at what is chosen, or at the first; an arrow chooses also where nothing is chosen yet.

    Words that are longer than the place is wide go on in the next line, which no button of Qt does by itself.
    """

    def __init__(self, words: str) -> None:
        super().__init__(as_is(words))
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            room = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, self).width()
            self.setText(as_is(in_lines(self._words, room, self.fontMetrics().horizontalAdvance)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        entry = self._entry()
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_tab and entry is not self:
            entry.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = [button for button in self.group().buttons() if button.isEnabled()]
        following = buttons[(buttons.index(self) + step) % len(buttons)]
        following.setFocus(Qt.FocusReason.OtherFocusReason)
        following.click()

    def _entry(self) -> QAbstractButton:
        return self.group().checkedButton() or self.group().buttons()[0]


class RadioEditor(Editor):
    """A few choices, all seen at once."""

    def __init__(self, field: Field) -> None:
        holder = QWidget()
        super().__init__(holder)
        self._choices = tuple(field.choices)
        self._group = QButtonGroup(holder)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for number, choice in enumerate(self._choices):
            button = _Radio(choice.label)
            button.setToolTip(choice.hint)
            button.setObjectName(f"{field.key}_{choice.value}")
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)

    def value(self) -> Any:
        number = self._group.checkedId()
        return self._choices[number].value if number >= 0 else None

    def show_value(self, value: Any) -> None:
        self._group.setExclusive(False)
        for number, choice in enumerate(self._choices):
            self._group.button(number).setChecked(choice.value == value and value is not None)
        self._group.setExclusive(True)

    def raw(self) -> str:
        number = self._group.checkedId()
        return self._choices[number].label if number >= 0 else ""

    def show_raw(self, text: str) -> None:
        self.show_value(next((choice.value for choice in self._choices if choice.label == text), None))

    def focus(self) -> None:
        widgets = self.focus_widgets()
        if widgets:
            chosen = self._group.checkedButton() or widgets[0]
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_widgets(self) -> list[QWidget]:
        return list(self._group.buttons())

    def _on_clicked(self) -> None:
        self.edited.emit()
        self.left.emit()


class CheckEditor(Editor):
    """Yes or no; its label stands beside the box."""

    def __init__(self, field: Field) -> None:
        self._check = QCheckBox(as_is(field.label))
        super().__init__(self._check)
        self._check.clicked.connect(self.edited)

    def value(self) -> Any:
        return self._check.isChecked()

    def show_value(self, value: Any) -> None:
        self._check.setChecked(bool(value))

    def raw(self) -> str:
        return "yes" if self._check.isChecked() else ""

    def show_raw(self, text: str) -> None:
        self._check.setChecked(text == "yes")
