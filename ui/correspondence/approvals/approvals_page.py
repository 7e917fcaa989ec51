"""The approval desk: the queue at the left, the page in the middle, what speaks for and against it at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput, WorldProblem
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.comment_on_block import comment_on_block, settle_comment
from app.correspondence.find_approvals import ForApproval
from app.correspondence.keep_reading import confirm_reading
from app.correspondence.mend_slip import mend_slip
from app.correspondence.read_afterwards import AfterwardsRow, read_afterwards
from app.correspondence.send_to_approver import send_to_approver
from app.correspondence.states import LetterState
from app.correspondence.suggest_edit import suggest_edit
from app.correspondence.take_back_approval import take_back_approval
from app.staff.drafts import forget_draft, keep_draft
from app.staff.permissions import Permission
from letters.checks import Finding
from letters.checks.kept import reading_key
from letters.content import from_json
from ui.correspondence.approvals.afterwards import AfterwardsBar, AfterwardsList
from ui.correspondence.approvals.decision_bar import DecisionBar
from ui.correspondence.approvals.opening import OnDesk, QueueRow, draft_subject, load_letter, load_queue
from ui.correspondence.approvals.overruled import OverruledDialog
from ui.correspondence.approvals.page_state import (
    called,
    decision_on,
    edit_field,
    first_reason,
    half_edited,
    subline,
    warning_sentences,
)
from ui.correspondence.approvals.several import Several
from ui.correspondence.approvals.side_tabs import COMMENTS, SideTabs, block_titles
from ui.correspondence.approver_menu import offer_approvers
from ui.correspondence.kinds import kind_words
from ui.correspondence.redating import RedatingStrip
from ui.correspondence.waited import waited
from ui.kit.desk import Changed, Ticket, touches
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.headline import Headline, Warnings
from ui.kit.layout import SidePanels, column, text
from ui.kit.notices import Notice
from ui.kit.paged_table import Column, PagedTable
from ui.kit.table_data import Status
from ui.parts.page_picture import PagePicture
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell

SLIP = "Approved by mistake."
"""The reason on record when an approval is undone at once."""

NOTHING_WAITS = Empty(
    "No letters wait for approval", "Letters come here when their authors submit them.", icon="check-check"
)
NOTHING_BESIDE = Empty("Nothing to weigh yet", "The facts, checks and comments of the chosen letter stand here.")
NOT_CHOSEN = Empty("No letter chosen", "Choose one at the left to read it.", icon="file-text")


def waiting_words(row: QueueRow) -> str:
    """How long it waits, and with whom: "with Carys Lloyd, 2 days"."""
    sent = row.letter.waits_with
    if sent is None:
        return f"waits {waited(row.letter.submitted_at, row.now)}"
    return f"with {sent.name}, {waited(sent.since, row.now)}"


def tip_of(row: QueueRow) -> str:
    """The whole of a row: its reference and title, with whom it waits, and whether they are away."""
    sent = row.letter.waits_with
    waits = sent.said(waited(sent.since, row.now)) if sent else waiting_words(row).capitalize()
    return f"{row.letter.reference}  {row.letter.title}\n{waits}"


QUEUE_COLUMNS: Sequence[Column[QueueRow]] = (
    Column(
        "letter",
        "Letter",
        lambda row: row.letter.addressee,
        second=lambda row: f"{kind_words(row.letter.kind)} · {row.letter.author}{' (you)' if row.letter.own else ''}",
        face="strong",
        stretch=True,
        tip=tip_of,
    ),
    Column(
        "clock",
        "Answer",
        lambda row: row.clock.word if row.clock else "No clock",
        second=waiting_words,
        status=lambda row: row.clock,
        width=176,
    ),
)


class ApprovalsPage(PageWidget):
    """A approves, R returns, ↑ and ↓ go on, all while the queue has the focus."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._shown: OnDesk | None = None
        self._wanted: int | None = None
        self._awaits_queue = False
        """Until the queue was read: a list that comes into sight with the focus marks its first row by itself."""
        self._ticket: Ticket | None = None
        self._is_deciding = False
        self.queue: PagedTable[QueueRow] = PagedTable(
            self.desk,
            "approval_queue",
            QUEUE_COLUMNS,
            load_queue,
            id_of=lambda row: row.letter.id,
            empty=NOTHING_WAITS,
        )
        self.headline = Headline()
        self.note = text("", "muted", name="author_note", wrap=True)
        self.warnings = Warnings()
        self.picture = PagePicture("approval_page", self.desk.preferences)
        self.tabs, self.nothing_beside = SideTabs(), EmptyState(NOTHING_BESIDE)
        self.decision = DecisionBar()
        self.redating = RedatingStrip(shell)
        self.several = Several(self.desk)
        self.afterwards, self.read_bar = AfterwardsList(self.desk), AfterwardsBar()
        self._drawn: AfterwardsRow | None = None
        """What is shown to be read afterwards; None while something waits for a decision."""
        self._lay_out()
        self._connect()
        self._show_nothing()

    # ---- what the window asks

    def opened(self, subject: str) -> None:
        """Show the queue; on ``letter:12`` that letter, also when it no longer waits."""
        kind, _, number = subject.partition(":")
        self._wanted = int(number) if kind == "letter" and number.isdigit() else None
        self._awaits_queue = True
        self.queue.start()
        self.redating.look()
        self.afterwards.read()
        if self._wanted is not None:
            self._read_letter(self._wanted)

    def refresh(self, changed: Changed) -> None:
        if touches(changed, "letter:*"):
            self.queue.refresh()
            self.redating.look()
            self.afterwards.read()
        if self._shown is not None and not self._is_deciding:
            letter = self._shown.letter
            if touches(changed, "letter:*", "person:*", letter.subject or "person:*"):
                self._read_letter(letter.letter_id)

    def may_close(self) -> bool:
        """A reason or comment that is half typed is kept and found again."""
        self.decision.reason.flush()
        self.tabs.comments.editor.flush()
        return True

    def unsaved_words(self) -> dict[str, str]:
        return {"reason": self.decision.reason.text(), "comment": self.tabs.comments.comment}

    def page_actions(self) -> Sequence[Action]:
        approve, send_back = "Approve this letter (A in the list)", "Return this letter (R in the list)"
        return (
            Action("approve_letter", approve, self.approve, "check", why_not=self._why_not_approve),
            Action(
                "approve_several", "Approve those marked (Shift+A in the list)", self.several.approve, "check-check"
            ),
            Action("edit_words", "Edit the words of a part (E in the list)", self.begin_edit, "pencil"),
            Action("confirm_kept", "Confirm what the author kept", self.show_kept, "check-check"),
            Action("send_to", "Send to another…", self.ask_send, "send", why_not=self._why_not_send),
            Action(
                "redate_letter",
                "Re-date this letter (D in the list)",
                self.redate,
                "calendar-clock",
                why_not=self._why_not_redate,
            ),
            Action("overruled", "How often checks were overruled…", self.show_overruled, "chart-column"),
            Action("return_letter", send_back, self.begin_return, "undo", why_not=self._why_not_return),
        )

    def focus_first(self) -> None:
        self.queue.view.setFocus()

    # ---- what a person does

    def approve(self) -> None:
        """Approve what is shown, as it is shown."""
        if self._shown is not None and not self._is_deciding and not self._why_not_approve():
            letter = self._shown.letter
            undo = partial(self._take_back, letter.letter_id, letter.revision_id)
            notice = Notice(f"{letter.reference} is approved.", "good", "Undo", undo, key="decision")
            self._decide(notice, approve_letter, letter.letter_id, letter.revision_id)

    def _take_back(self, letter_id: int, revision_id: int) -> None:
        """Undo an approval that was a slip: the letter waits again and is shown."""
        self.desk.act(
            self,
            take_back_approval,
            letter_id,
            revision_id,
            SLIP,
            then=lambda _none: self.opened(f"letter:{letter_id}"),
        )

    def show_overruled(self) -> None:
        """The checks that authors overruled, and what approvers made of it."""
        OverruledDialog(self.desk, self).open()

    def show_kept(self) -> None:
        """Go to what the author kept and this reader has still to confirm."""
        self.tabs.show_checks()

    def _confirm(self, finding: Finding) -> None:
        if self._shown is not None:
            letter = self._shown.letter
            key = reading_key(finding, from_json(letter.content))
            named = (key.rule, key.block_id, key.fingerprint)
            self.desk.act(self, confirm_reading, letter.letter_id, letter.revision_id, *named)

    def ask_send(self) -> None:
        """Offer who else may decide on what is shown."""
        if self._shown is not None and not self._why_not_send():
            offer_approvers(self.decision, self._shown.letter.approvers, "", self._send_to)

    def _send_to(self, staff_id: int | None) -> None:
        if self._shown is not None and staff_id is not None:
            self.desk.act(self, send_to_approver, self._shown.letter.letter_id, staff_id)

    def _why_not_send(self) -> str:
        if self._shown is None:
            return "No letter is chosen."
        letter = self._shown.letter
        if letter.state is not LetterState.SUBMITTED:
            return "This letter is not waiting for approval."
        return "" if letter.approvers else "Nobody else here may decide on it."

    def begin_return(self) -> None:
        """Open the reason for returning what is shown."""
        self.decision.begin_return()

    def redate(self) -> None:
        """Date what is shown for the day on which it can go now."""
        if self._shown is not None and not self._why_not_redate():
            self.redating.redate([self._shown.letter.letter_id])

    def _why_not_redate(self) -> str:
        if self._shown is None:
            return "No letter is chosen."
        passed = self._shown.letter.date_fault
        return self.desk.why_not(Permission.LETTER_PRINT) or ("" if passed else "Its posting day has not passed.")

    def send_back(self, reason: str) -> None:
        """Return what is shown with this reason."""
        if self._shown is not None and not self._is_deciding:
            letter = self._shown.letter
            told = f"{letter.reference} went back to {called(letter.author)}."
            notice = Notice(told, "good", key="decision")
            self._decide(notice, return_letter, letter.letter_id, letter.revision_id, reason)

    def _decide(self, notice: Notice, verb: Callable[..., None], letter_id: int, revision_id: int, *more: str) -> None:
        self._is_deciding = True
        self.desk.act(
            self,
            verb,
            letter_id,
            revision_id,
            *more,
            then=lambda _none: self._decided(letter_id, notice),
            failed=self._not_decided,
        )

    def _decided(self, letter_id: int, notice: Notice) -> None:
        self._is_deciding = False
        self.desk.keep(self, forget_draft, draft_subject(letter_id))
        self.shell.notify(notice)
        self._shown = None
        if not (self.queue.choose_next() or self.queue.choose_next(-1)):
            self._show_nothing()
        self.queue.view.setFocus()

    def _not_decided(self, error: Exception) -> bool:
        self._is_deciding = False
        if isinstance(error, BadInput):
            self.decision.show_problem(str(error))
            return True
        if isinstance(error, WorldProblem) and self._shown is not None:
            self._read_letter(self._shown.letter.letter_id)
            self.queue.refresh()
        return False

    def _add_comment(self, block_id: str, words: str) -> None:
        if self._shown is not None:
            letter_id = self._shown.letter.letter_id
            self.queue.view.setFocus()  # the comment's field rests until another part is chosen
            self.tabs.comments.editor.set_text("")
            self.tabs.comments.choose("", "")
            self._keep_words("comment", "")
            failed = self._comment_failed(block_id, words)
            self.desk.act(self, comment_on_block, letter_id, block_id, words, failed=failed)

    def _comment_failed(self, block_id: str, words: str) -> Callable[[Exception], bool]:
        def put_back(_error: Exception) -> bool:
            self._choose_block(block_id)
            self.tabs.comments.editor.set_text(words)
            return False

        return put_back

    def begin_edit(self) -> None:
        """Edit the words of the part that is chosen, to suggest them or to mend a slip."""
        self.tabs.setCurrentIndex(COMMENTS)
        self.tabs.comments.begin_edit()

    def _change_words(self, verb: Callable[..., int], told: str, block_id: str, words: str) -> None:
        if self._shown is not None:
            letter = self._shown.letter
            self.desk.act(
                self,
                verb,
                letter.letter_id,
                letter.revision_id,
                block_id,
                words,
                then=lambda _id: self._words_changed(told),
                failed=self._words_refused,
            )

    def _words_changed(self, told: str) -> None:
        self.tabs.comments.end_edit()
        self.shell.notify(Notice(told, "good", key="decision"))
        self.queue.view.setFocus()

    def _words_refused(self, error: Exception) -> bool:
        if isinstance(error, BadInput):
            self.tabs.comments.show_problem(str(error))
            return True
        return False

    def _settle(self, comment_id: int) -> None:
        self.desk.act(self, settle_comment, comment_id)

    def _keep_words(self, field: str, words: str) -> None:
        if self._shown is not None:
            self.desk.keep(self, keep_draft, draft_subject(self._shown.letter.letter_id), {field: words})

    # ---- what is shown

    def _lay_out(self) -> None:
        self.picture.clear(NOT_CHOSEN)
        below = (self.several, self.afterwards)
        left = column(text("Approvals", "page-name"), self.redating, self.queue, *below, gap=12, edge=16)
        left.setStretch(2, 1)
        head = column(self.headline, self.note, self.warnings, gap=4)
        head.setContentsMargins(16, 16, 16, 8)
        middle = column(head, self.picture, self.decision, self.read_bar, gap=0)
        middle.setStretch(1, 1)
        panels = []
        for layout in (left, middle):
            ground = QWidget()
            ground.setLayout(layout)
            panels.append(ground)
        panels[0].setMinimumWidth(300)
        beside = column(self.tabs, self.nothing_beside, gap=0)
        beside.setContentsMargins(8, 12, 0, 0)
        self._beside = QWidget()
        self._beside.setLayout(beside)
        self._beside.setMinimumWidth(300)
        widths = ((panels[0], 376), (panels[1], 580), (self._beside, 320))
        self.setLayout(column(SidePanels("approvals", self.desk.preferences, widths, grows=1), gap=0))

    def _connect(self) -> None:
        self.queue.chosen.connect(self._on_chosen)
        self.queue.loaded.connect(self._on_loaded)
        self.queue.view.selectionModel().selectionChanged.connect(lambda *_: self._on_marked())
        self.several.approved.connect(self._on_several)
        self.afterwards.chosen.connect(self._show_drawn)
        self.read_bar.read_asked.connect(self._mark_read)
        self.picture.view.every_page_shown.connect(self._on_read_through)
        self.tabs.block_asked.connect(self._on_block_asked)
        self.tabs.confirm_asked.connect(self._confirm)
        self.picture.block_clicked.connect(self.comment_here)
        self.decision.approve_asked.connect(self.approve)
        self.decision.return_asked.connect(self.send_back)
        self.decision.left.connect(self.focus_first)
        self.decision.half_typed.connect(lambda words: self._keep_words("reason", words))
        self.tabs.comments.added.connect(self._add_comment)
        self.tabs.comments.settled.connect(self._settle)
        self.tabs.comments.suggested.connect(partial(self._change_words, suggest_edit, "Suggested to the author."))
        self.tabs.comments.mended.connect(partial(self._change_words, mend_slip, "Mended, and on record as yours."))
        self.tabs.comments.half_typed.connect(lambda words: self._keep_words("comment", words))
        self.tabs.comments.half_edited.connect(lambda block_id, words: self._keep_words(edit_field(block_id), words))
        for key, do in (
            ("A", self.approve),
            ("R", self.begin_return),
            ("E", self.begin_edit),
            ("D", self.redate),
            ("S", self.tabs.show_everything),
            ("Shift+A", self.several.approve),
        ):
            shortcut = QShortcut(QKeySequence(key), self.queue.view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)

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

    def _on_marked(self) -> None:
        self.several.show_marked([row.letter for row in self.queue.selected()])

    def _on_read_through(self) -> None:
        if self._shown is not None:
            self.several.note_shown(self._shown.letter.letter_id, self._shown.letter.revision_id)

    def _on_several(self, count: int) -> None:
        told = "1 letter is approved." if count == 1 else f"{count} letters are approved."
        self.shell.notify(Notice(told, "good" if count else "warn", key="decision"))
        self.queue.refresh()

    def _on_chosen(self, row: QueueRow | None) -> None:
        if row is None or self._awaits_queue:
            return
        if self._shown is None or self._shown.letter.letter_id != row.letter.id:
            self._wanted = self._drawn = None
            self._read_letter(row.letter.id)

    def _read_letter(self, letter_id: int) -> None:
        self.desk.forget(self._ticket)
        self._ticket = self.desk.read(self, load_letter, letter_id, then=self._on_read, failed=self._on_unread)

    def _on_unread(self, error: Exception) -> bool:
        self._show_nothing()
        self.picture.clear(Empty("This letter cannot be shown", str(error), icon="circle-alert"))
        return isinstance(error, WorldProblem)

    def _on_read(self, found: OnDesk) -> None:
        before, letter = self._shown, found.letter
        is_same = before is not None and before.letter.revision_id == letter.revision_id
        self.tabs.comments.editor.flush()  # what is half typed belongs to the letter that was shown
        self._shown = found
        self._show_head(letter)
        decision = decision_on(letter, found.with_it)
        may_settle = not letter.why_not
        if not is_same:
            self.tabs.begin_reading(letter)
        self.tabs.show_letter(letter, found.with_it, may_settle=may_settle)
        if is_same:
            self.decision.show_decision(letter, decision)
            return
        self.tabs.comments.choose("", "")
        own = self.tabs.comments.edits if before is not None and before.letter.letter_id == letter.letter_id else {}
        edits = half_edited(found.half_typed) | own
        self.tabs.comments.show_half_typed(found.half_typed.get("comment", ""), edits)
        self.picture.show_pdf(found.pages.pdf, found.pages.boxes, found.pages.words, layout=found.pages.layout)
        self.picture.mark()
        self.picture.view.go_to_page(1)
        self.decision.show_letter(letter, decision, found.half_typed.get("reason", "") or first_reason(letter))
        self._show_bar(letter)
        self.title_changed.emit(letter.reference)

    def _show_bar(self, letter: ForApproval) -> None:
        """What is read afterwards is marked as read; all else is decided on."""
        drawn = self._drawn if self._drawn is not None and self._drawn.letter_id == letter.letter_id else None
        self.decision.setVisible(drawn is None)
        self.read_bar.setVisible(drawn is not None)
        if drawn is not None:
            self.read_bar.show_row(drawn)

    def _show_head(self, letter: ForApproval) -> None:
        self.headline.show_title(letter.title, subline(letter), letter.reference)
        self.headline.setVisible(True)
        self.note.setText(f"{called(letter.noted_by)} says: {letter.note}" if letter.note else "")
        self.note.setVisible(bool(letter.note))
        self.headline.show_chips(self._chips(letter))
        self.warnings.show_warnings(warning_sentences(letter))
        self.tabs.setVisible(True)
        self.nothing_beside.setVisible(False)

    def _chips(self, letter: ForApproval) -> list[Status]:
        row = self.queue.current()
        if row is None or row.letter.id != letter.letter_id:
            return []
        return [row.clock] if row.clock else []

    def _show_nothing(self) -> None:
        self._shown = None
        self.headline.setVisible(False)
        self.note.setVisible(False)
        self.warnings.show_warnings([])
        self.picture.clear(NOT_CHOSEN)
        self.tabs.setVisible(False)
        self.nothing_beside.setVisible(True)
        self.decision.clear()
        self.read_bar.hide()

    def _on_block_asked(self, block_id: str) -> None:
        self.picture.mark(*([block_id] if block_id else []))
        self._choose_block(block_id)

    def _choose_block(self, block_id: str) -> None:
        if self._shown is not None and block_id:
            titles = block_titles(self._shown.letter)
            self.tabs.comments.choose(block_id, titles.get(block_id, block_id))

    def comment_here(self, block_id: str) -> None:
        """Begin a comment on a part: what is typed next belongs to it."""
        self.picture.mark(block_id, scroll=False)
        self._choose_block(block_id)
        self.tabs.setCurrentIndex(COMMENTS)
        self.tabs.comments.editor.setFocus()

    def _why_not_approve(self) -> str:
        return (
            decision_on(self._shown.letter, self._shown.with_it).why_not_approve
            if self._shown
            else "No letter is chosen."
        )

    def _why_not_return(self) -> str:
        return decision_on(self._shown.letter).why_not_return if self._shown else "No letter is chosen."
