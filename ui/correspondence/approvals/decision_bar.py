"""Approve, or return with a reason written in place: never a dialog for the usual case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.correspondence.find_approvals import ForApproval
from ui.correspondence.approvals.page_state import REASONS, Decision, called
from ui.kit.flow import Flow
from ui.kit.layout import as_is, button, column, row, text
from ui.kit.text_editor import TextEditor


class DecisionBar(QFrame):
    """Shows what can be decided; the page decides."""

    approve_asked = Signal()
    return_asked = Signal(str)
    """The reason."""
    left = Signal()
    """The person gave up returning: the queue should have the focus again."""
    half_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("decision")
        self.setProperty("part", "raised")
        self._why = text("", "muted", name="decision_why", wrap=True)
        self.approve = button("Approve", "approve", "main", icon_name="check", tip="Approve  A")
        self.send_back = button("Return", "return", icon_name="undo", tip="Return with a reason  R")
        self._reason_label = text("", "field-label", name="return_label")
        self._problem = text("", "field-problem", name="return_problem", wrap=True)
        self.reason = TextEditor(lines=3, limit=4_000)
        self.reason.setObjectName("return_reason")
        self.reason.setMaximumHeight(self.reason.minimumHeight() + 24)
        self.really = button("Return", "return_now", "main", tip="Return it now  Ctrl+Enter")
        self.cancel = button("Keep reading", "return_cancel", tip="Esc")
        self._lay_out()
        self._connect()
        self.clear()

    def _lay_out(self) -> None:
        usual = Flow(gap=4)
        for number, (words, beginning) in enumerate(REASONS):
            made = button(words, f"reason_{number}", "quiet")
            made.clicked.connect(lambda _=False, begun=beginning: self._begin_reason(begun))
            usual.addWidget(made)
        self._writing = QWidget()
        buttons = row(None, self.cancel, self.really)
        self._writing.setLayout(column(self._reason_label, usual, self.reason, self._problem, buttons, gap=8))
        self._deciding = QWidget()
        self._deciding.setLayout(column(self._why, row(None, self.send_back, self.approve), gap=8))
        layout = column(self._writing, self._deciding, gap=0, edge=12)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.approve.clicked.connect(self.approve_asked)
        self.send_back.clicked.connect(self.begin_return)
        self.cancel.clicked.connect(self.end_return)
        self.really.clicked.connect(self._on_really)
        self.reason.submitted.connect(self._on_really)
        self.reason.paused.connect(self.half_typed)
        self.reason.textChanged.connect(lambda: self._problem.setText(self.reason.length_problem() or ""))

    def clear(self) -> None:
        """No letter: nothing to decide."""
        self.setVisible(False)
        self._writing.setVisible(False)

    def show_letter(self, letter: ForApproval, decision: Decision, begun_reason: str) -> None:
        """Another letter; a reason that was begun is there again."""
        self.show_decision(letter, decision)
        self.reason.set_text(begun_reason)
        self._problem.clear()
        self._show_writing(shown=False)
        self.setVisible(True)

    def show_decision(self, letter: ForApproval, decision: Decision) -> None:
        """What can be decided by now on the letter that is shown; what is typed stays."""
        name = called(letter.author)
        self._say(decision.sentence)
        self.approve.setEnabled(not decision.why_not_approve)
        self.send_back.setEnabled(not decision.why_not_return)
        self.send_back.setText(as_is(f"Return to {name}"))
        self.really.setText(as_is(f"Return to {name}"))
        for made in (self.really, self.cancel, self.reason):
            made.setEnabled(True)
        self._reason_label.setText(f"Why does it go back to {name}?")
        self.reason.setAccessibleName(f"Why it goes back to {name}")

    def show_busy(self, sentence: str) -> None:
        """Something is under way, as the sentence says: until then nothing can be decided."""
        self._say(sentence)
        self.really.setText(as_is(sentence))
        for made in (self.approve, self.send_back, self.really, self.cancel, self.reason):
            made.setEnabled(False)

    def _say(self, sentence: str) -> None:
        """What stands in the way, over the whole width; no line is taken where nothing does."""
        self._why.setText(sentence)
        self._why.setVisible(bool(sentence))

    def begin_return(self) -> None:
        """Open the reason, if the letter can be returned."""
        if self.send_back.isEnabled():
            self._show_writing(shown=True)
            self.reason.setFocus()

    def end_return(self) -> None:
        """Close the reason; its words stay."""
        self.reason.flush()
        self._show_writing(shown=False)
        self.left.emit()

    def show_problem(self, sentence: str) -> None:
        """What is wrong with the reason."""
        self._problem.setText(sentence)
        self.reason.setFocus()

    @property
    def is_writing(self) -> bool:
        return not self._writing.isHidden()

    def _show_writing(self, *, shown: bool) -> None:
        self._writing.setVisible(shown)
        self._deciding.setVisible(not shown)

    def _begin_reason(self, words: str) -> None:
        before = self.reason.text().rstrip()
        self.reason.setPlainText(f"{before}\n{words}".strip() + " " if before else words)
        self.reason.moveCursor(self.reason.textCursor().MoveOperation.End)
        self.reason.setFocus()

    def _on_really(self) -> None:
        if self.is_writing and self.really.isEnabled():
            self.return_asked.emit(self.reason.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_writing:
            self.end_return()
            return
        super().keyPressEvent(event)
