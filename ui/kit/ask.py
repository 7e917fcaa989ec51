"""The one way to ask a question that must be answered: verbs on the buttons, and what will happen said first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.kit.layout import button, column, row, text


@dataclass(frozen=True, slots=True)
class Answer:
    """A button: its verb, and whether what it does cannot be undone."""

    key: str
    verb: str
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """``title`` asks, ``what_happens`` says what each answer leads to. Esc is always the way out: ``leave``."""

    title: str
    what_happens: str
    answers: Sequence[Answer]
    leave: str = "Go back"


class QuestionBox(QDialog):
    """Shows a question; ``chosen`` is the key of the answer, empty for the way out."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(question.title)
        self.setModal(True)
        self.setMinimumWidth(400)
        self.chosen = ""
        words = text(question.what_happens, name="question_words", wrap=True)
        leave = button(question.leave, "answer_leave")
        leave.clicked.connect(self.reject)
        buttons = row(None, leave)
        main_given = False
        for answer in question.answers:
            part = "danger" if answer.danger else "plain" if main_given else "main"
            main_given = main_given or not answer.danger
            made = button(answer.verb, f"answer_{answer.key}", part)  # type: ignore[arg-type]
            made.clicked.connect(lambda _=False, key=answer.key: self._choose(key))
            made.setDefault(part == "main")
            buttons.addWidget(made)
        self.setLayout(column(text(question.title, "section", wrap=True), words, 16, buttons, edge=24))
        if not main_given:
            leave.setDefault(True)
            leave.setFocus()

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()


Asker = Callable[[Question, QWidget | None], str]


def _show(question: Question, parent: QWidget | None) -> str:
    box = QuestionBox(question, parent)
    box.exec()
    box.deleteLater()
    return box.chosen


def ask(question: Question, parent: QWidget | None = None) -> str:
    """The key of the answer, or an empty text where the person left the question. Blocks until then.

    ``answer_with`` replaces the box, so that no test starts a loop of its own.
    """
    asker: Asker = QApplication.instance().property("asker") or _show  # type: ignore[union-attr]
    return asker(question, parent)


def answer_with(asker: Asker | None) -> None:
    """Let ``asker`` answer all questions from now on; None brings the box back."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty("asker", asker)
