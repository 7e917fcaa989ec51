"""Editors of one line: text, e-mail, phone, date, money, number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.basics.text import clean_line
from ui.kit.dates import NotADateError, read_date, show_date, today_here
from ui.kit.editor import Editor, too_long
from ui.kit.field import Field

MOST_PASTED = 1_000_000
"""All that is pasted stays to be seen and shortened; Qt by itself would cut it at 32,767 without a word."""


class LineEditor(Editor):
    """One line of text; ends are trimmed and runs of blanks folded when it is read."""

    def __init__(self, field: Field) -> None:
        self._line = QLineEdit()
        super().__init__(self._line)
        self._limit, self._label = field.limit, field.label
        self._line.setMaxLength(MOST_PASTED)
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

    def problem(self) -> str | None:
        length = len(self._line.text() if self._secret else clean_line(self._line.text()))
        return too_long(self._label, length, self._limit) if self._limit else None

    def set_read_only(self, *, read_only: bool) -> None:
        self._line.setReadOnly(read_only)
        self._line.style().unpolish(self._line)
        self._line.style().polish(self._line)


class EmailEditor(LineEditor):
    """An e-mail address: one @, a name before it, a domain with a dot after it."""

    def problem(self) -> str | None:
        text = self.value()
        name, at, domain = text.rpartition("@")
        labels = domain.split(".")
        if not text or (at and name and len(labels) > 1 and all(labels) and " " not in text):
            return super().problem()
        return f"“{text}” is not an e-mail address. It needs a name, @ and a domain, such as a.tan@example.org."


class PhoneEditor(LineEditor):
    """A phone number as people write it; the office reads the country's form when it is saved."""

    def problem(self) -> str | None:
        text = self.value()
        digits = sum(character.isdigit() for character in text)
        long = super().problem()
        if long or not text or (5 <= digits <= 20 and all(c.isdigit() or c in "+()-./ x#" for c in text)):
            return long
        return "This is not a phone number. Type digits, with + and the country for one abroad: +65 6123 4567."


class DateEditor(LineEditor):
    """A date typed freely and shown as 21 Nov 2026; empty is allowed."""

    def __init__(self, field: Field, today: Callable[[], date] = today_here) -> None:
        super().__init__(field)
        self._today = today
        if not field.placeholder:
            self._line.setPlaceholderText("Day month year")
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
