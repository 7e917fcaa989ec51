"""What was promised, and by when: a line each, the time in words and read back as a date."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.basics.card_numbers import has_card_number, refusal
from app.contacts.rules import Promise
from app.contacts.when import WhenNotUnderstood, parse_when, show_when
from ui.kit.layout import redress, row, text


class PromiseRow(QWidget):
    """One promise."""

    edited = Signal()
    entered = Signal()

    def __init__(
        self,
        number: int,
        parse: Callable[[str], datetime],
        show: Callable[[datetime], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parse, self._show = parse, show
        self.what, self.when = QLineEdit(), QLineEdit()
        self.what.setObjectName(f"promise_what_{number}")
        self.what.setAccessibleName(f"Promise {number + 1}: what")
        self.what.setPlaceholderText("What we will do")
        self.when.setObjectName(f"promise_when_{number}")
        self.when.setAccessibleName(f"Promise {number + 1}: by when")
        self.when.setPlaceholderText("tomorrow 15:00")
        self.told = text("", "muted-small", name=f"promise_told_{number}", wrap=True)
        line = row(self.what, self.when)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.told)
        self.told.hide()
        for field in (self.what, self.when):
            field.textEdited.connect(self._on_edited)
        self.when.returnPressed.connect(self.entered)

    def is_empty(self) -> bool:
        return not (self.what.text().strip() or self.when.text().strip())

    def promise(self) -> Promise | None:
        """The promise, or None where the line is empty or its time is not understood."""
        if self.is_empty():
            return None
        try:
            return Promise(self.what.text(), self._parse(self.when.text()))
        except WhenNotUnderstood:
            return None

    def tell(self, sentence: str, *, bad: bool) -> None:
        """Say under the line how its time was read, or what is wrong with it."""
        self.told.setText(f"▲ {sentence}" if bad and sentence else sentence)
        self.told.setVisible(bool(sentence))
        redress(self.told, "field-problem" if bad else "muted-small")

    def check(self) -> bool:
        """Read the time back; false where it is not understood."""
        if self.is_empty():
            self.tell("", bad=False)
            return True
        if has_card_number(f"{self.what.text()}\n{self.when.text()}"):
            self.tell(refusal("The promise"), bad=True)
            return False
        try:
            self.tell(f"by {self._show(self._parse(self.when.text()))}", bad=False)
        except WhenNotUnderstood as problem:
            self.tell(str(problem), bad=True)
            return False
        return True

    def _on_edited(self) -> None:
        if self.when.text().strip() or has_card_number(self.what.text()):
            self.check()
        self.edited.emit()


class PromiseRows(QWidget):
    """As many lines as are filled, and one more; Enter goes to the next."""

    edited = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: list[PromiseRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        caption: QLabel = text("Promised", "field-label")
        self._layout.addWidget(caption)
        self._add()

    def promises(self) -> list[Promise]:
        """What is promised; call ``check`` first."""
        return [promise for line in self._rows if (promise := line.promise()) is not None]

    def check(self) -> bool:
        """Whether every line that is begun can be read; shows what cannot and goes to the first."""
        wrong = [line for line in self._rows if not line.check()]
        if wrong:
            wrong[0].when.setFocus()
        return not wrong

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Problems of the office, by ``promises.0.what``; numbers count the lines that are filled."""
        filled = [line for line in self._rows if not line.is_empty()]
        for key, sentence in problems.items():
            parts = key.split(".")
            if parts[0] == "promises" and int(parts[1]) < len(filled):
                filled[int(parts[1])].tell(sentence, bad=True)

    def parked(self) -> str:
        """What stands in the lines, word for word; empty where nothing does."""
        lines = [[line.what.text(), line.when.text()] for line in self._rows if not line.is_empty()]
        return json.dumps(lines, ensure_ascii=False) if lines else ""

    def restore(self, parked: str) -> None:
        """Bring back what ``parked`` gave."""
        lines: list[list[Any]] = json.loads(parked) if parked else []
        for what, when in lines:
            line = self._rows[-1]
            line.what.setText(str(what))
            line.when.setText(str(when))
            line.check()
            self._add()

    def _add(self) -> None:
        line = PromiseRow(len(self._rows), self._parse, partial(show_when, zone=self._zone))
        line.edited.connect(partial(self._on_edited, line))
        line.entered.connect(partial(self._next, line))
        self._rows.append(line)
        self._layout.addWidget(line)
        if len(self._rows) > 1:
            QWidget.setTabOrder(self._rows[-2].when, line.what)

    def _parse(self, words: str) -> datetime:
        return parse_when(words, datetime.now(UTC), self._zone)

    def _on_edited(self, line: PromiseRow) -> None:
        if line is self._rows[-1] and not line.is_empty():
            self._add()
        self.edited.emit()

    def _next(self, line: PromiseRow) -> None:
        at = self._rows.index(line) + 1
        if at < len(self._rows):
            self._rows[at].what.setFocus()
