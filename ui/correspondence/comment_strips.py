"""Two strips about comments of people who are no users: make a copy for them, and put in what they say of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.kit.layout import button, column, row, text
from ui.kit.theme.apply import PAGE_EDGE

_LONGEST, _LONGEST_COMMENT = 200, 4_000


class _Strip(QFrame):
    """Esc leaves it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("part", "banner-plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._problem = text("", "field-problem", name=f"{name}_problem", wrap=True)
        self._problem.hide()
        self.hide()

    def show_problem(self, sentence: str) -> None:
        """Why it cannot be done as it was typed."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _lay_out(self, *fields: QHBoxLayout) -> None:
        """In two lines: beside a page there is little room."""
        whole = column(*fields, self._problem, gap=8)
        whole.setContentsMargins(PAGE_EDGE, 8, PAGE_EDGE, 8)
        self.setLayout(whole)

    def _begin(self, first: QWidget) -> None:
        self.show_problem("")
        self.show()
        first.setFocus()


class CopyStrip(_Strip):
    """To whom a copy goes, which may stay open, and as what."""

    save_asked = Signal(str, str)
    """To whom, and their e-mail address; so below."""
    email_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("comment_copy")
        self.to = _field("comment_copy_to", "To whom the copy goes", "To whom (if you like)", _LONGEST)
        self.email = _field("comment_copy_email", "E-mail address", "E-mail address", 320)
        self.save = button("Save as PDF…", "comment_copy_save", icon_name="download")
        self.open = button("Open as e-mail", "comment_copy_open", "main", icon_name="mail")
        leave = button("Leave it", "comment_copy_leave", "quiet", tip="Esc")
        fields = row(text("Copy for comment"), self.to, self.email)
        fields.setStretchFactor(self.to, 1)
        fields.setStretchFactor(self.email, 1)
        self._lay_out(fields, row(None, leave, self.save, self.open))
        self.save.clicked.connect(lambda: self.save_asked.emit(self.to.text(), self.email.text()))
        self.open.clicked.connect(lambda: self.email_asked.emit(self.to.text(), self.email.text()))
        for field in (self.to, self.email):
            field.returnPressed.connect(self.open.click)
        leave.clicked.connect(self.hide)

    def begin(self) -> None:
        """Ask to whom."""
        self._begin(self.to)


class CommentStrip(_Strip):
    """A number, who said it, and what: Enter goes on, and after the last begins the next comment."""

    pinned = Signal(int, str, str)
    """The number, the comment, and who said it."""

    def __init__(self) -> None:
        super().__init__("comment_back")
        self.number = _field("comment_number", "Number of the block", "Block", 4)
        self.number.setValidator(QIntValidator(1, 9_999, self))
        self.number.setMaximumWidth(72)
        self.who = _field("comment_who", "Who said it", "Who said it", _LONGEST)
        self.who.setMinimumWidth(200)
        self.words = _field("comment_words", "What they say", "What they say", _LONGEST_COMMENT)
        self.pin = button("Pin it", "comment_pin", "main", tip="Enter")
        leave = button("Done", "comment_back_leave", "quiet", tip="Esc")
        words = row(self.words, self.pin)
        words.setStretchFactor(self.words, 1)
        self._lay_out(row(text("A comment came back"), self.number, self.who, None, leave), words)
        self.number.returnPressed.connect(self.words.setFocus)
        self.who.returnPressed.connect(self.words.setFocus)
        self.words.returnPressed.connect(self._pin)
        self.pin.clicked.connect(self._pin)
        leave.clicked.connect(self.hide)

    def begin(self, who: str) -> None:
        """Ask for the first; ``who`` is to whom the copy went."""
        self.who.setText(who)
        self._begin(self.number)

    def next(self) -> None:
        """It is pinned: ask for the next of the same person."""
        self.number.clear()
        self.words.clear()
        self._begin(self.number)

    def _pin(self) -> None:
        if not self.number.text():
            self.show_problem("Type the number of the block that they speak of.")
            self.number.setFocus()
            return
        self.pinned.emit(int(self.number.text()), self.words.text(), self.who.text())


def _field(name: str, called: str, hint: str, limit: int) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(called)
    field.setPlaceholderText(hint)
    field.setMaxLength(limit)
    return field
