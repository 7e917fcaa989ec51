"""The approval desk: the queue at the left, the page in the middle, what speaks for and against it at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.basics.problems import WorldProblem
from app.correspondence.read_afterwards import AfterwardsRow, read_afterwards
from app.staff.permissions import Permission
from ui.correspondence.approvals.afterwards import AfterwardsList
from ui.correspondence.approvals.commented_page import CommentedPage
from ui.correspondence.approvals.deeds import ApprovalDeeds
from ui.correspondence.approvals.letter_face import LetterFace
from ui.correspondence.approvals.opening import OnDesk, QueueRow
from ui.correspondence.approvals.overruled import OverruledDialog
from ui.correspondence.approvals.queue import queue_table
from ui.correspondence.approvals.reading import Reader, subjects_of
from ui.correspondence.approvals.several import Several
from ui.correspondence.redating import RedatingStrip
from ui.kit.desk import Changed, touches
from ui.kit.empty_state import Empty
from ui.kit.held_key import once
from ui.kit.layout import column, text
from ui.kit.notices import Notice
from ui.kit.side_panels import SidePanels
from ui.kit.table_data import Status
from ui.shell.actions import Action, always
from ui.shell.navigation import PageWidget, Shell

Key = tuple[str, Callable[[], None], Callable[[], str]]
"""A key, what it does, and why it cannot be done now."""
LEAFING = ("N", "P")
"""What may be held: all else, held, would be done to letters that nobody has read."""


class ApprovalsPage(PageWidget):
    """A approves, R returns, ↑ and ↓ go on, all while the queue has the focus; N, P, C and E on the page too."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._wanted: int | None = None
        self._awaits_queue = False
        """Until the queue was read: a list that comes into sight with the focus marks its first row by itself."""
        self._drawn: AfterwardsRow | None = None
        """What is shown to be read afterwards; None while something waits for a decision."""
        self.queue = queue_table(self.desk)
        self.face = LetterFace(self.desk)
        self.picture, self.tabs, self.decision = self.face.picture, self.face.tabs, self.face.decision
        self.commented = CommentedPage(shell, self.face)
        self.deeds = ApprovalDeeds(shell, self.face, self)
        self.redating = RedatingStrip(shell)
        self.several = Several(self.desk)
        self.afterwards = AfterwardsList(self.desk)
        self._reader = Reader(self.desk, self._on_read, self._on_unread, self)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.face.show_nothing()

    # ---- what the window asks

    def opened(self, subject: str) -> None:
        """Show the queue; on ``letter:12`` that letter, also when it no longer waits, or ``decision:12``."""
        kind, _, number = subject.partition(":")
        self._wanted = int(number) if kind in ("letter", "decision") and number.isdigit() else None
        self._awaits_queue = True
        self.queue.start()
        self.redating.look()
        self.afterwards.read()
        if self._wanted is not None:
            self._read_letter(self._wanted)

    def refresh(self, changed: Changed) -> None:
        self._reader.note_changed(changed)
        if touches(changed, "letter:*"):
            self.queue.refresh()
            self.redating.look()
            self.afterwards.read()
        if touches(changed, "letter:*", *subjects_of(self.face.found)) and not self.deeds.is_deciding:
            self._reader.ask_again()

    def may_close(self) -> bool:
        """A reason or comment that is half typed is kept and found again."""
        self.decision.reason.flush()
        self.tabs.comments.editor.flush()
        return True

    def unsaved_words(self) -> dict[str, str]:
        return {"reason": self.decision.reason.text(), "comment": self.tabs.comments.comment}

    def page_actions(self) -> Sequence[Action]:
        deeds, face, no_letter = self.deeds, self.face, self._why_no_letter
        several, before = "Approve those marked (Shift+A in the list)", "The part before (P in the list)"
        approve, send_back = "Approve this letter (A in the list)", "Return this letter (R in the list)"
        following, comment = "The next part of the letter (N in the list)", "Comment on this part (C in the list)"
        redate = "Re-date this letter (D in the list)"
        return (
            Action("approve_letter", approve, self.approve, "check", why_not=deeds.why_not_approve),
            Action("approve_several", several, self.approve_several, "check-check"),
            Action("next_part", following, partial(face.step, 1), "arrow-down", why_not=no_letter),
            Action("part_before", before, partial(face.step, -1), "arrow-up", why_not=no_letter),
            Action("comment_part", comment, self.begin_comment, "message-square", why_not=no_letter),
            Action("edit_words", "Edit the words of this part (E in the list)", self.begin_edit, "pencil"),
            *self.commented.actions(),
            Action("confirm_kept", "Confirm what the author kept", self.tabs.show_checks, "check-check"),
            Action("send_to", "Send to another…", deeds.ask_send, "send", why_not=deeds.why_not_send),
            Action("redate_letter", redate, self.redate, "calendar-clock", why_not=self._why_not_redate),
            Action("overruled", "How often checks were overruled…", self.show_overruled, "chart-column"),
            Action("return_letter", send_back, self.decision.begin_return, "undo", why_not=deeds.why_not_return),
        )

    def focus_first(self) -> None:
        self.queue.view.setFocus()

    # ---- what a person does

    def approve(self) -> None:
        """Approve what is shown, as it is shown."""
        self.deeds.approve()

    def approve_several(self) -> None:
        """Approve those marked; what is typed about the one that is shown is asked for first."""
        found = self.face.found
        if found is not None and any(row.letter.id == found.letter.letter_id for row in self.queue.selected()):
            self.deeds.once_sent("approve", self.several.approve)
        else:
            self.several.approve()

    def show_overruled(self) -> None:
        """The checks that authors overruled, and what approvers made of it."""
        OverruledDialog(self.desk, self).open()

    def comment_here(self, block_id: str) -> None:
        """Begin a comment on the part that was clicked."""
        self.face.comment_on(block_id)

    def begin_comment(self) -> None:
        """Begin a comment on the part that is chosen, or on the first."""
        if not self.face.part:
            self.face.step(1)
        if self.face.part:
            self.face.comment_on(self.face.part, scroll=True)

    def begin_edit(self) -> None:
        """Edit the words of the part that is chosen, to suggest them or to mend a slip."""
        self.deeds.edit_words()

    def redate(self) -> None:
        """Date what is shown for the day on which it can go now."""
        if self.face.found is not None and not self._why_not_redate():
            self.redating.redate([self.face.found.letter.letter_id])

    def _why_not_redate(self) -> str:
        if self.face.found is None:
            return self.face.why_none
        passed = self.face.found.letter.date_fault
        return self.desk.why_not(Permission.LETTER_PRINT) or ("" if passed else "Its posting day has not passed.")

    def _why_no_letter(self) -> str:
        return "" if self.face.found is not None else self.face.why_none

    # ---- how it is put together

    def _lay_out(self) -> None:
        below = (self.several, self.afterwards)
        left = column(text("Approvals", "page-name"), self.redating, self.queue, *below, gap=12, edge=16)
        left.setStretch(2, 1)
        waiting = QWidget()
        waiting.setLayout(left)
        waiting.setMinimumWidth(300)
        widths = ((waiting, 376), (self.face, 580), (self.face.beside, 320))
        self.setLayout(column(SidePanels("approvals", self.desk.preferences, widths, grows=1, folds=True), gap=0))

    def _connect(self) -> None:
        self.queue.chosen.connect(self._on_chosen)
        self.queue.loaded.connect(self._on_loaded)
        self.queue.view.selectionModel().selectionChanged.connect(lambda *_: self._on_marked())
        self.several.asked.connect(self.approve_several)
        self.several.approved.connect(self._on_several)
        self.afterwards.chosen.connect(self._show_drawn)
        self.face.read_bar.read_asked.connect(self._mark_read)
        self.picture.view.every_page_shown.connect(self._on_read_through)
        self.picture.block_clicked.connect(self.comment_here)
        self.tabs.block_asked.connect(self.face.choose_part)
        for left in (self.decision.left, self.tabs.comments.left, self.deeds.done):
            left.connect(self.focus_first)
        self.deeds.decided.connect(self._on_decided)
        self.deeds.moved.connect(self._on_moved)
        self.deeds.show_asked.connect(lambda letter_id: self.opened(f"letter:{letter_id}"))

    def _bind_keys(self) -> None:
        no_letter = self._why_no_letter
        in_list: Sequence[Key] = (
            ("A", self.approve, self.deeds.why_not_approve),
            ("R", self.decision.begin_return, self.deeds.why_not_return),
            ("D", self.redate, self._why_not_redate),
            ("S", self.tabs.show_everything, no_letter),
            ("Shift+A", self.approve_several, always),
        )
        on_page: Sequence[Key] = (
            ("N", partial(self.face.step, 1), no_letter),
            ("P", partial(self.face.step, -1), no_letter),
            ("C", self.begin_comment, no_letter),
            ("E", self.begin_edit, no_letter),
        )
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for widget, keys in ((self.queue, (*in_list, *on_page)), (self.picture.view, on_page)):
            for key, do, why_not in keys:
                shortcut = QShortcut(QKeySequence(key), widget, context=within)
                shortcut.activated.connect(partial(self._do_by_key, do, why_not))
                if key not in LEAFING:
                    once(shortcut)

    def _do_by_key(self, do: Callable[[], None], why_not: Callable[[], str]) -> None:
        """As the window has it with its keys: what cannot be done says why."""
        sentence = why_not()
        if sentence:
            self.shell.notify(Notice(sentence, key="why_not"))
        else:
            do()

    # ---- the list

    def _on_loaded(self, count: int) -> None:
        is_first, self._awaits_queue = self._awaits_queue, False
        if self._wanted is not None:
            self.queue.choose(self._wanted)
        elif self.queue.current() is None and count:
            self.queue.choose_next()
        elif not count and self._drawn is None:
            self._show_nothing()
        elif is_first:
            self._on_chosen(self.queue.current())

    def _on_chosen(self, row: QueueRow | None) -> None:
        if row is None or self._awaits_queue or self.deeds.is_deciding:
            return
        if self.face.found is None or self.face.found.letter.letter_id != row.letter.id:
            self._wanted = self._drawn = None
            self._read_letter(row.letter.id)

    def _on_marked(self) -> None:
        self.several.show_marked([row.letter for row in self.queue.selected()])

    def _on_read_through(self) -> None:
        if self.face.found is not None:
            self.several.note_shown(self.face.found.letter.letter_id, self.face.found.letter.revision_id)

    def _on_several(self, count: int) -> None:
        told = "1 letter is approved." if count == 1 else f"{count} letters are approved."
        self.shell.notify(Notice(told, "good" if count else "warn", key="decision"))
        self.queue.refresh()

    def _on_decided(self, letter_id: int) -> None:
        """The next letter is shown, or the one before; the list leaves this one out when it is read again."""
        self.face.show_opening(at_once=True)
        current = self.queue.current()
        is_elsewhere = current is not None and current.letter.id != letter_id
        if is_elsewhere:
            self._on_chosen(current)
        elif not (self.queue.choose_next() or self.queue.choose_next(-1)):
            self._show_nothing()
        self.queue.view.setFocus()

    def _on_moved(self, letter_id: int) -> None:
        self._reader.ask(letter_id)
        self.queue.refresh()

    # ---- the letter

    def _read_letter(self, letter_id: int) -> None:
        self.tabs.comments.editor.flush()  # what is half typed belongs to the letter that was shown
        self.decision.reason.flush()
        self.face.show_opening(at_once=False)
        self._reader.ask(letter_id)

    def _on_read(self, found: OnDesk) -> None:
        if self.deeds.is_deciding:
            return
        letter = found.letter
        drawn = self._drawn if self._drawn is not None and self._drawn.letter_id == letter.letter_id else None
        self.tabs.comments.editor.flush()
        self.face.show_letter(found, self.deeds.typed_on(found), self._chips(letter.letter_id), drawn)
        self.title_changed.emit(letter.reference)
        following = self._following(letter.letter_id)
        if following is not None:
            self._reader.read_ahead(following)

    def _on_unread(self, error: Exception) -> None:
        sentence = str(error) if isinstance(error, WorldProblem) else ""
        self._show_nothing(Empty("This letter cannot be shown", sentence, icon="circle-alert"))

    def _following(self, letter_id: int) -> int | None:
        """Which letter is likely to be read next: the one below in the list, else the one above."""
        number = self.queue.model.number_of(letter_id)
        rows = self.queue.model.rows
        if number is None or len(rows) < 2:
            return None
        return rows[number + 1 if number + 1 < len(rows) else number - 1].letter.id

    def _chips(self, letter_id: int) -> list[Status]:
        row = self.queue.current()
        return [row.clock] if row is not None and row.letter.id == letter_id and row.clock else []

    def _show_nothing(self, why: Empty | None = None) -> None:
        self._reader.drop()
        if why is None:
            self.face.show_nothing()
        else:
            self.face.show_nothing(why)

    # ---- read afterwards

    def _show_drawn(self, one: AfterwardsRow) -> None:
        self._drawn = one
        self._read_letter(one.letter_id)

    def _mark_read(self, remark: str) -> None:
        if self._drawn is not None:
            done = f"{self._drawn.reference} is read."
            self.desk.act(
                self, read_afterwards, self._drawn.release_id, remark, then=lambda _none: self._was_read(done)
            )

    def _was_read(self, told: str) -> None:
        self.shell.notify(Notice(told, "good", key="decision"))
        self._drawn = None
        self._show_nothing()
        self.afterwards.read()
        self._on_chosen(self.queue.current())
        self.queue.view.setFocus()
