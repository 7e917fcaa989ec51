"""Below the head of a version: why it is withdrawn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.layout import button, column, row
from ui.parts.growing import grow_with_text

REASON = "reason"


class WithdrawStrip(QWidget):
    """Ctrl+Enter withdraws, Esc leaves it."""

    submitted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("withdraw_strip")
        self.form = Form(
            (Field(REASON, "Why it is withdrawn", "prose", required=True, lines=2, limit=4_000),),
            name="withdraw_form",
        )
        grow_with_text(self.form)
        leave = button("Leave it", "withdraw_leave", tip="Leave it  Esc")
        go = button("Withdraw", "withdraw_do", "danger", tip="Withdraw  Ctrl+Enter")
        leave.clicked.connect(self._leave)
        go.clicked.connect(self._submit)
        self.form.submitted.connect(self._submit)
        self.setLayout(column(self.form, row(None, leave, go)))
        self.hide()

    def begin(self) -> None:
        """Ask."""
        self.form.show_values({})
        self.show()
        self.form.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _submit(self) -> None:
        if self.form.check():
            self.submitted.emit(self.form.values()[REASON])
