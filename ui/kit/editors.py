"""The editors of a form's fields: each shows, reads and parks one value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.basics.text import clean_line
from ui.kit.dates import NotADateError, read_date, show_date, today_here
from ui.kit.field import Choice, Field
from ui.kit.text_editor import TextEditor


class Editor(QObject):
    """One value on the screen; ``raw`` is what stands there word for word, to be parked half typed."""

    edited = Signal()
    left = Signal()
    submitted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget

    def value(self) -> Any:
        """The value, or None where the text cannot be read (then ``problem`` says why)."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        raise NotImplementedError

    def raw(self) -> str:
        raise NotImplementedError

    def show_raw(self, text: str) -> None:
        raise NotImplementedError

    def problem(self) -> str | None:
        """Why the text cannot be read as a value of its kind."""
        return None

    def focus(self) -> None:
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, *, read_only: bool) -> None:
        self.widget.setEnabled(not read_only)

    def focus_widgets(self) -> list[QWidget]:
        """What the Tab key visits, in order."""
        return [self.widget]


class LineEditor(Editor):
    """One line of text; ends are trimmed and runs of blanks folded when it is read."""

    def __init__(self, field: Field) -> None:
        self._line = QLineEdit()
        super().__init__(self._line)
        if field.limit:
            self._line.setMaxLength(field.limit)
        if field.kind == "secret":
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setPlaceholderText(field.placeholder)
        self._secret = field.kind == "secret"
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self.left)

    def value(self) -> Any:
        return self._line.text() if self._secret else clean_line(self._line.text())

    def show_value(self, value: Any) -> None:
        self._line.setText("" if value is None else str(value))
        self._line.setCursorPosition(0)

    def raw(self) -> str:
        return "" if self._secret else self._line.text()

    def show_raw(self, text: str) -> None:
        self._line.setText(text)

    def set_read_only(self, *, read_only: bool) -> None:
        self._line.setReadOnly(read_only)


class EmailEditor(LineEditor):
    """An e-mail address: one @, a name before it, a domain with a dot after it."""

    def problem(self) -> str | None:
        text = self.value()
        name, at, domain = text.rpartition("@")
        labels = domain.split(".")
        if not text or (at and name and len(labels) > 1 and all(labels) and " " not in text):
            return None
        return f"“{text}” is not an e-mail address. It needs a name, @ and a domain, such as a.tan@example.org."


class PhoneEditor(LineEditor):
    """A phone number as people write it; the office reads the country's form when it is saved."""

    def problem(self) -> str | None:
        text = self.value()
        digits = sum(character.isdigit() for character in text)
        if not text or (5 <= digits <= 20 and all(c.isdigit() or c in "+()-./ x#" for c in text)):
            return None
        return "This is not a phone number. Type digits, with + and the country for one abroad: +65 6123 4567."


class DateEditor(LineEditor):
    """A date typed freely and shown as 21 Nov 2026; empty is allowed."""

    def __init__(self, field: Field, today: Callable[[], date] = today_here) -> None:
        super().__init__(field)
        self._today = today
        if not field.placeholder:
            self._line.setPlaceholderText("21 Nov 2026")
        self._line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        try:
            return read_date(self._line.text(), self._today())
        except NotADateError:
            return None

    def show_value(self, value: Any) -> None:
        super().show_value(show_date(value))

    def problem(self) -> str | None:
        try:
            read_date(self._line.text(), self._today())
        except NotADateError as error:
            return str(error)
        return None

    def _tidy(self) -> None:
        day = self.value()
        if day is not None and not self._line.isReadOnly():
            self._line.setText(show_date(day))


class MoneyEditor(LineEditor):
    """An amount in a fixed currency, held in minor units."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._currency, self._decimals = field.currency, field.decimals
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        amount = self._amount()
        return None if amount is None else int(amount.scaleb(self._decimals))

    def show_value(self, value: Any) -> None:
        super().show_value("" if value is None else f"{Decimal(value).scaleb(-self._decimals):,.{self._decimals}f}")

    def problem(self) -> str | None:
        if not self._line.text().strip() or self._amount() is not None:
            return None
        example = f"{Decimal(123450).scaleb(-self._decimals):,.{self._decimals}f}"
        return f"This is not an amount. Type it such as {example}, in {self._currency}."

    def _amount(self) -> Decimal | None:
        text = self._line.text().replace(self._currency, "").replace(",", "").replace(" ", "")
        try:
            amount = Decimal(text)
        except InvalidOperation:
            return None
        if not amount.is_finite() or abs(amount) >= Decimal(10) ** 13:
            return None
        return amount if amount == round(amount, self._decimals) else None

    def _tidy(self) -> None:
        value = self.value()
        if value is not None:
            self.show_value(value)


class NumberEditor(LineEditor):
    """A whole number."""

    def value(self) -> Any:
        text = self._line.text().replace(",", "").strip()
        return int(text) if self._is_number(text) else None

    def problem(self) -> str | None:
        text = self._line.text().replace(",", "").strip()
        return None if not text or self._is_number(text) else "Type a whole number in digits."

    @staticmethod
    def _is_number(text: str) -> bool:
        return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) <= 15


class ProseEditor(Editor):
    """Plain paragraphs."""

    def __init__(self, field: Field) -> None:
        self.text_editor = TextEditor(lines=field.lines, limit=field.limit or 20_000)
        super().__init__(self.text_editor)
        self.text_editor.setPlaceholderText(field.placeholder)
        self.text_editor.textChanged.connect(self.edited)
        self.text_editor.left.connect(self.left)
        self.text_editor.submitted.connect(self.submitted)

    def value(self) -> Any:
        return self.text_editor.text().strip()

    def show_value(self, value: Any) -> None:
        self.text_editor.set_text("" if value is None else str(value))

    def raw(self) -> str:
        return self.text_editor.toPlainText()

    def show_raw(self, text: str) -> None:
        self.text_editor.set_text(text)

    def problem(self) -> str | None:
        return self.text_editor.length_problem()

    def set_read_only(self, *, read_only: bool) -> None:
        self.text_editor.setReadOnly(read_only)


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

    def set_choices(self, choices: Any) -> None:
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
            button = QRadioButton(choice.label)
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
        self._check = QCheckBox(field.label)
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


_EDITORS: dict[str, Callable[[Field], Editor]] = {
    "line": LineEditor,
    "secret": LineEditor,
    "email": EmailEditor,
    "phone": PhoneEditor,
    "money": MoneyEditor,
    "number": NumberEditor,
    "prose": ProseEditor,
    "choice": ChoiceEditor,
    "radio": RadioEditor,
    "check": CheckEditor,
}


def editor_for(field: Field, today: Callable[[], date]) -> Editor:
    """The editor for a field's kind; ``today`` is what the word “today” means in a date."""
    editor = DateEditor(field, today) if field.kind == "date" else _EDITORS[field.kind](field)
    editor.widget.setObjectName(field.key)
    editor.widget.setAccessibleName(field.label)
    editor.widget.setAccessibleDescription(field.hint)
    if field.read_only:
        editor.set_read_only(read_only=True)
    return editor
