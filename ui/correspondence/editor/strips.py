"""The strips of the editor: where the letter stands above it, a reason when one is needed, the line at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton

from app.correspondence.deciders import Approver
from ui.correspondence.editor.standing_state import ACTION_VERBS, Banner, BannerAction
from ui.kit.elided_label import ClampedLabel
from ui.kit.layout import button, redress, row, text
from ui.kit.table_data import Tone
from ui.kit.theme.apply import PAGE_EDGE

_LONGEST_REASON = 4000
ANYBODY = "To anyone who may"


class BannerStrip(QFrame):
    """A sentence and what can be done about it."""

    asked = Signal(str)
    """The key of an action of the banner."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letter_banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = text("", name="letter_banner_words", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: dict[BannerAction, QPushButton] = {}
        layout = row(gap=8)
        layout.addWidget(self._words, 1)
        for key, verb in ACTION_VERBS.items():
            made = button(verb, f"letter_{key}")
            made.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
            self._buttons[key] = made
            layout.addWidget(made)
        layout.setContentsMargins(PAGE_EDGE, 8, PAGE_EDGE, 8)
        self.setLayout(layout)
        self.hide()

    def button(self, key: BannerAction) -> QPushButton:
        """The button of an action, for what opens below it."""
        return self._buttons[key]

    def show_banner(self, banner: Banner) -> None:
        """Show where the letter stands; a banner without words is not shown."""
        self._words.setText(banner.sentence)
        for key, made in self._buttons.items():
            made.setVisible(key in banner.actions)
        redress(self, f"banner-{banner.tone}")
        self.setVisible(bool(banner.sentence))


class ReasonStrip(QFrame):
    """Asks for a reason in place; Enter does it, Esc leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letter_reason_strip")
        self.setProperty("part", "banner-plain")
        self._words = text("", name="letter_reason_words")
        self.field = QLineEdit()
        self.field.setObjectName("letter_reason")
        self.field.setMaxLength(_LONGEST_REASON)
        self._do = button("", "letter_reason_do", "main")
        leave = button("Leave it", "letter_reason_leave", "quiet")
        self._then: Callable[[str], None] | None = None
        layout = row(self._words, self.field, self._do, leave)
        layout.setStretchFactor(self.field, 1)
        layout.setContentsMargins(PAGE_EDGE, 8, PAGE_EDGE, 8)
        self.setLayout(layout)
        self._do.clicked.connect(self._on_given)
        self.field.returnPressed.connect(self._on_given)
        self.field.textChanged.connect(lambda given: self._do.setEnabled(bool(given.strip())))
        leave.clicked.connect(self.hide)
        self.hide()

    def ask(self, question: str, verb: str, then: Callable[[str], None], given: str = "") -> None:
        """Ask; ``then`` gets the answer. ``given`` stands there already, to be typed over."""
        self._then = then
        self._words.setText(question)
        self.field.setAccessibleName(question)
        self._do.setText(verb)
        self.field.setText(given)
        self.field.selectAll()
        self._do.setEnabled(bool(given))
        self.show()
        self.field.setFocus()

    def _on_given(self) -> None:
        reason = self.field.text().strip()
        if reason and self._then is not None:
            self.hide()
            self._then(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)


class FootStrip(QFrame):
    """What blocks or who will approve, a word to the approver, and Submit."""

    submitted = Signal(str)
    """The word to the approver, which may be empty."""
    alone_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letter_foot")
        self.setProperty("part", "raised")
        self._words = ClampedLabel("", "muted", name="letter_last_line")
        self.note = QLineEdit()
        self.note.setObjectName("letter_note")
        self.note.setAccessibleName("Note to the approver")
        self.note.setPlaceholderText("Note to the approver (optional)")
        self.note.setMaxLength(_LONGEST_REASON)
        self.note.setMaximumWidth(320)
        self.to = QComboBox()
        self.to.setObjectName("letter_to")
        self.to.setAccessibleName("Who is asked to approve it")
        self.to.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.to.setMinimumContentsLength(16)
        self.submit = button("Submit for approval", "letter_submit", "main", tip="Submit for approval  Ctrl+Enter")
        self.alone = button("Send without approval", "letter_alone", tip="The procedure lets it go without approval")
        self.alone.hide()
        self.alone.clicked.connect(self.alone_asked)
        layout = row(gap=12)
        layout.addWidget(self._words, 3)
        layout.addWidget(self.note, 2)
        layout.addWidget(self.to)
        layout.addWidget(self.alone)
        layout.addWidget(self.submit)
        layout.setContentsMargins(PAGE_EDGE, 8, 16, 8)
        self.setLayout(layout)
        self.submit.clicked.connect(lambda: self.submitted.emit(self.note.text()))

    def show_approvers(self, approvers: Sequence[Approver]) -> None:
        """Whom it can be sent to; nobody in particular is the usual case."""
        chosen = self.approver()
        self.to.clear()
        self.to.addItem(ANYBODY, None)
        for one in approvers:
            self.to.addItem(one.name, one.staff_id)
            self.to.setItemData(self.to.count() - 1, one.line, Qt.ItemDataRole.ToolTipRole)
        self.to.setCurrentIndex(max(0, self.to.findData(chosen)))
        self.to.setEnabled(bool(approvers))

    def approver(self) -> int | None:
        """The staff id of whom it goes to; None where whoever may is asked."""
        chosen = self.to.currentData()
        return int(chosen) if chosen is not None else None

    def show_line(self, words: str, tone: Tone) -> None:
        """Say what blocks, or who will approve; what two lines do not hold is whole in the tooltip."""
        shapes = {"bad": "■ ", "warn": "▲ ", "good": "✓ "}
        self._words.setText(f"{shapes.get(tone, '')}{words}")
        self._words.setAccessibleName(words)
        redress(self._words, f"line-{tone}")

    def show_submitting(self, *, under_way: bool) -> None:
        """Submitting takes a moment: nothing is asked twice meanwhile."""
        self.submit.setEnabled(not under_way)
        self.alone.setEnabled(not under_way)
        self.submit.setText("Submitting…" if under_way else "Submit for approval")
