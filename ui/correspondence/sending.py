"""The way of an approved letter out of the office: print, export, open as e-mail, post."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.basics.problems import BadInput
from app.correspondence.confirm_address import confirm_address
from app.correspondence.correct_letter import correct_letter
from app.correspondence.note_tracked import note_tracked
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.states import LetterState
from app.correspondence.stop_letters import stop_letter
from app.correspondence.take_back_approval import take_back_approval
from app.correspondence.tracking import show_tracked
from app.staff.permissions import Permission
from ui.correspondence.handing_out import HandingOut
from ui.correspondence.outgoing import Outgoing, Ways, is_posted
from ui.correspondence.posting import AddressStep, DayStep, PostingStep, ReturnedMailStep, TakingBackStep, TrackedStep
from ui.correspondence.sending_state import Sending, sending_of, went
from ui.kit.dates import show_date
from ui.kit.flow import Flow
from ui.kit.icons import icon
from ui.kit.layout import button, column, redress, text
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

_STILL_WRITTEN = frozenset({LetterState.EDITING, LetterState.RETURNED, LetterState.APPROVED})


class SendingBar(QFrame):
    """Buttons for one letter, and the steps that ask for something first."""

    redate_asked = Signal(int)
    """The letter's id: its posting day has passed."""

    def __init__(self, shell: Shell, ways: Ways | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sending")
        self.setProperty("part", "raised")
        self._shell, self._desk = shell, shell.desk
        self.handing_out = HandingOut(shell, ways or Ways(), self)
        self._letter: Outgoing | None = None
        self._is_overtaken = False
        """A step was done with this letter, and it was not read again yet."""
        self._why = text("", "muted", name="sending_why", wrap=True)
        self.print = button("Print", "print_letter", icon_name="printer", tip="Print  Ctrl+P")
        self.export = button("Export PDF", "export_letter", icon_name="download", tip="Export PDF  Ctrl+Shift+S")
        self.email = button("Open as e-mail", "email_letter", icon_name="mail")
        self.post = button("Post…", "post_letter", "main", icon_name="mail-check", tip="Say when it went out")
        self.came_back = button("It came back…", "letter_came_back", icon_name="undo", tip="The post returned it")
        self.track = button("Tracked number…", "letter_tracked", icon_name="tag", tip="Forgotten or mistyped")
        self.correct = button("Correct this letter…", "correct_letter", icon_name="file-pen")
        self.take_back = button(
            "Take back approval…", "take_back_approval", icon_name="undo", tip="Approved by mistake"
        )
        self.redate = button(
            "Re-date", "redate_letter", "main", icon_name="calendar-clock", tip="Only its dates change"
        )
        self.send_back = button("Send back to its author", "stop_letter", "main", icon_name="undo")
        self.address = button("The address is right…", "confirm_address", icon_name="check", tip="Somebody looked")
        self.posting, self.returned, self.taking_back = PostingStep(), ReturnedMailStep(), TakingBackStep()
        self.address_right, self.tracked = AddressStep(), TrackedStep()
        self._steps: tuple[DayStep, ...] = (
            *(self.posting, self.returned, self.taking_back),
            *(self.address_right, self.tracked),
        )
        self._buttons = QWidget()
        self.open = button("Open the letter", "open_letter", "quiet", icon_name="file-pen", shortcut="Ctrl+O")
        out = (self.email, self.export, self.print, self.post, self.redate, self.send_back)
        once_posted = (self.address, self.track, self.correct, self.came_back)
        buttons = Flow(self.open, self.take_back, *out, *once_posted, to_right=True)
        self._buttons.setLayout(column(self._why, buttons, gap=8))
        layout = column(*self._steps, self._buttons, gap=8)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.open.clicked.connect(self._open)
        self.print.clicked.connect(self.begin_print)
        self.export.clicked.connect(self.begin_export)
        self.email.clicked.connect(self.begin_email)
        self.post.clicked.connect(self.begin_post)
        self.came_back.clicked.connect(self.begin_returned_mail)
        self.correct.clicked.connect(self.begin_correction)
        self.track.clicked.connect(self.begin_tracked)
        self.tracked.done.connect(self._on_tracked)
        self.redate.clicked.connect(self._on_redate)
        self.posting.done.connect(self._on_posted)
        self.returned.done.connect(self._on_returned)
        self.take_back.clicked.connect(self.begin_taking_back)
        self.taking_back.done.connect(self._on_taken_back)
        self.send_back.clicked.connect(self.stop)
        self.address.clicked.connect(self.begin_address)
        self.address_right.done.connect(self._on_address_right)
        self.handing_out.busy_changed.connect(self._enable)
        for step in self._steps:
            step.left.connect(self._buttons.show)

    def show_letter(self, letter: Outgoing | None) -> None:
        """Another letter, or none."""
        if letter is None or self._letter is None or letter.record.letter.id != self._letter.record.letter.id:
            for step in self._steps:
                step.leave()
        self._letter, self._is_overtaken = letter, False
        self.setVisible(letter is not None)
        self.open.setVisible(letter is not None and letter.record.letter.state in _STILL_WRITTEN)
        self._enable()

    @property
    def state(self) -> Sending:
        """What can be done now."""
        if self._letter is None:
            return Sending("No letter is chosen.", "No letter is chosen.")
        if self._is_overtaken:
            return Sending("This letter is being read again.", "This letter is being read again.")
        letter = self._letter
        return sending_of(
            letter.record,
            may_print=letter.may_print,
            untrue=letter.untrue,
            day_passed=letter.day_passed,
        )

    def _enable(self) -> None:
        state = self.state
        for made in (self.print, self.export, self.email):
            made.setEnabled(not state.why_not_print and not self.handing_out.is_busy)
        self.post.setEnabled(not state.why_not_post)
        self.came_back.setVisible(state.may_come_back)
        self.track.setVisible(state.may_come_back)
        letter = self._letter
        is_untrue = letter is not None and bool(letter.untrue)
        self.take_back.setVisible(letter is not None and letter.may_take_back and not is_untrue)
        self.address.setVisible(letter is not None and letter.to_look_into)
        may_write = not self._desk.why_not(Permission.LETTER_WRITE)
        self.correct.setVisible(is_posted(letter) and may_write)
        self.redate.setVisible(state.must_be_redated)
        is_main = not state.must_be_redated
        redress(self.post, "main" if is_main else "plain")
        self.post.setIcon(icon("mail-check", "accent_text" if is_main else "text"))
        self.send_back.setVisible(is_untrue and not self._desk.why_not(Permission.LETTER_WRITE))
        self.post.setVisible(not state.may_come_back and not is_untrue)
        self._why.setText(state.why_not_print or state.why_not_post)
        self._why.setVisible(bool(self._why.text()))

    def _on_redate(self) -> None:
        if self._letter is not None:
            self.redate_asked.emit(self._letter.record.letter.id)

    def _open(self) -> None:
        if self._letter is not None:
            self._shell.go("letters", f"letter:{self._letter.record.letter.id}")

    # ---- hand out

    def begin_print(self) -> None:
        """Ask for a printer and print on a worker."""
        letter = self._letter
        if letter is not None and not self.state.why_not_print and not self.handing_out.is_busy:
            self.handing_out.print(letter)

    def begin_export(self) -> None:
        """Ask where, save, and put it on record."""
        if self._letter is not None and not self.state.why_not_print:
            self.handing_out.export(self._letter)

    def begin_email(self) -> None:
        """Make the draft and open it in the person's mail program."""
        if self._letter is not None and not self.state.why_not_print:
            self.handing_out.email(self._letter)

    # ---- post

    def begin_post(self) -> None:
        """Ask for the day."""
        if self._letter is not None and not self.state.why_not_post:
            self._buttons.setVisible(False)
            today = self._letter.today
            self.posting.begin(today, posted_on=max(today, self._letter.record.letter.planned_on or today))

    def begin_returned_mail(self) -> None:
        """Ask when it came back and why."""
        if self._letter is not None and self.state.may_come_back:
            self._buttons.setVisible(False)
            self.returned.begin(self._letter.today, came_back_on=self._letter.today)

    def begin_tracked(self) -> None:
        """Ask for the number of its label, beginning with the one that it has."""
        if self._letter is not None and self.state.may_come_back:
            self._buttons.setVisible(False)
            self.tracked.begin(self._letter.today, tracked=show_tracked(self._letter.record.letter.tracked))

    def begin_taking_back(self) -> None:
        """Ask why the approval is taken back."""
        if self._letter is not None and self._letter.may_take_back:
            self._buttons.setVisible(False)
            self.taking_back.begin(self._letter.today)

    def stop(self) -> None:
        """Send a letter that is no longer true back to its author."""
        if self._letter is not None and self._letter.untrue:
            known = self._letter.record.letter
            notice = Notice(f"{known.reference} went back to {known.author}.", "good", key="sending")
            self._desk.act(self, stop_letter, known.id, then=lambda _none: self._shell.notify(notice))

    def begin_correction(self) -> None:
        """Draft the letter that corrects this one, and open it."""
        if self._letter is not None and is_posted(self._letter):
            self._desk.act(self, correct_letter, self._letter.record.letter.id, then=self._on_corrected)

    def _on_corrected(self, letter_id: int) -> None:
        self._shell.go("letters", f"letter:{letter_id}")

    def begin_address(self) -> None:
        """Ask how one knows that the address is right."""
        if self._letter is not None and self._letter.to_look_into:
            self._buttons.setVisible(False)
            self.address_right.begin(self._letter.today)

    def _on_address_right(self, values: dict[str, Any]) -> None:
        if self._letter is not None:
            known = self._letter.record.letter
            told = f"Letters may go to the address of {known.reference} again."
            self._step(self.address_right, told, confirm_address, known.id, values["how"])

    def _on_taken_back(self, values: dict[str, Any]) -> None:
        if self._letter is not None:
            known, revision_id = self._letter.record.letter, self._letter.pages.revision_id
            told = f"{known.reference} waits for approval again."
            self._step(self.taking_back, told, take_back_approval, known.id, revision_id, values["reason"])

    def _on_posted(self, values: dict[str, Any]) -> None:
        if self._letter is not None:
            known, day = self._letter.record.letter, values["posted_on"]
            told = f"{known.reference} {went(day, self._letter.today)}."
            self._step(self.posting, told, post_letter, known.id, day)

    def _on_tracked(self, values: dict[str, Any]) -> None:
        if self._letter is not None:
            known = self._letter.record.letter
            told = f"The number of {known.reference} is on record."
            self._step(self.tracked, told, note_tracked, known.id, values["tracked"] or "")

    def _on_returned(self, values: dict[str, Any]) -> None:
        if self._letter is not None:
            known, day = self._letter.record.letter, values["came_back_on"]
            told = f"{known.reference} came back on {show_date(day)}."
            self._step(self.returned, told, record_returned_mail, known.id, day, values["why"])

    def _step(self, step: DayStep, told: str, verb: Callable[..., None], letter_id: int, *values: Any) -> None:
        def done(_none: None) -> None:
            self._is_overtaken = self._letter is not None and self._letter.record.letter.id == letter_id
            self._enable()
            step.leave()
            self._shell.notify(Notice(told, "good", key="sending"))

        def failed(error: Exception) -> bool:
            if isinstance(error, BadInput):
                step.show_problems(error.problems)
            return isinstance(error, BadInput)

        self._desk.act(self, verb, letter_id, *values, then=done, failed=failed)
