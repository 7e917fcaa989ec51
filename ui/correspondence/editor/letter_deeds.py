"""What changes where a letter stands: submit, take back, open for a change, withdraw, settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject

from app.correspondence.comment_on_block import settle_comment
from app.correspondence.keep_reading import keep_reading, let_go_of_reading
from app.correspondence.prepare_letter import Prepared, prepare_letter
from app.correspondence.problems import LetterBlocked, PreparedMoved
from app.correspondence.recall_letter import edit_approved_letter, recall_letter
from app.correspondence.rules import WRITABLE
from app.correspondence.send_alone import send_alone
from app.correspondence.send_to_approver import send_to_approver, send_to_next_level
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.suggest_edit import decline_suggestion, take_suggestion
from app.correspondence.withdraw_letter import withdraw_letter
from letters.checks import Finding
from letters.checks.kept import reading_key
from letters.content import Letter
from ui.correspondence.approver_menu import offer_approvers
from ui.correspondence.editor.approver_words import names, who_approves
from ui.correspondence.editor.draft_keeper import DraftKeeper
from ui.correspondence.editor.editor_layout import EditorLayout
from ui.correspondence.editor.new_facts import NewFacts
from ui.correspondence.editor.opening import Opened
from ui.correspondence.editor.standing_state import NOT_OPEN
from ui.kit.desk import OnFailure
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

Send = Callable[[Prepared, OnFailure], None]
"""What is done with a letter that is ready, and what to do where that fails."""

TRIES = 3
"""How often a letter is checked anew that changes while it is being checked, before the person is told."""

CERTAIN = "This is held against the record, so it cannot be kept: mend the words, or the record."


class Editing(Protocol):
    """The editor as its deeds see it."""

    parts: EditorLayout
    keeper: DraftKeeper
    facts: NewFacts
    letter_id: int

    @property
    def opened(self) -> Opened | None: ...

    @property
    def why_not_editable(self) -> str: ...

    def read_again(self) -> None: ...

    def letter_now(self) -> Letter | None: ...

    def show_findings(self, findings: Sequence[Finding]) -> None: ...


class LetterDeeds:
    """Words that wait are always saved first: acts follow one another in the order they were asked for."""

    def __init__(self, shell: Shell, owner: QObject, editing: Editing) -> None:
        self._shell, self._desk = shell, shell.desk
        self._owner, self._editing = owner, editing
        self._waiting: Callable[[], object] | None = None
        """What is to be done when all words are saved."""
        self._desk.acted.connect(self._on_saved)

    def submit(self, note: str = "") -> None:
        """Ask for approval; what stands in the way is listed, all of it."""
        self._send(partial(self._submit, note))

    def send_alone(self) -> None:
        """Let it go without a second person, as the procedure allows; what stands in the way is listed."""
        self._send(self._let_go)

    def _send(self, send: Send) -> None:
        if self._editing.why_not_editable:
            return
        self._editing.keeper.flush()
        self._editing.parts.foot.show_submitting(under_way=True)
        self._prepare(self._editing.letter_id, send, TRIES)

    def _prepare(self, letter_id: int, send: Send, tries: int) -> None:
        """Check the letter and set its pages in a read: nobody else who saves waits for that."""

        def failed(error: Exception) -> bool:
            if isinstance(error, PreparedMoved) and tries > 1:
                self._prepare(letter_id, send, tries - 1)
                return True
            return self._on_not_submitted(error)

        self.once_saved(
            lambda: self._desk.read(
                self._owner,
                prepare_letter,
                letter_id,
                then=lambda prepared: send(prepared, failed),
                failed=self._on_not_submitted,
            )
        )

    def _submit(self, note: str, prepared: Prepared, failed: OnFailure) -> None:
        letter_id = prepared.letter_id
        self._desk.act(
            self._owner,
            submit_letter,
            letter_id,
            note,
            prepared,
            self._editing.parts.foot.approver(),
            then=lambda _revision: self._on_submitted(letter_id),
            failed=failed,
        )

    def _let_go(self, prepared: Prepared, failed: OnFailure) -> None:
        letter_id = prepared.letter_id
        self._desk.act(
            self._owner,
            send_alone,
            letter_id,
            prepared,
            then=lambda _revision: self._on_sent_alone(letter_id),
            failed=failed,
        )

    def _on_sent_alone(self, letter_id: int) -> None:
        self._editing.parts.foot.show_submitting(under_way=False)
        self._editing.facts.let_go()
        opened = self._editing.opened
        if opened is not None and opened.letter.letter_id == letter_id:
            told = f"Letter {opened.letter.reference} may go without approval: print and post it from the register."
            self._shell.notify(Notice(told, "good", key=f"letter-alone-{letter_id}"))
        self._editing.read_again()

    def once_saved(self, read: Callable[[], object]) -> None:
        """Reads do not queue behind what is being saved, so this one waits for it."""
        self._waiting = read
        if not self._desk.is_acting:
            self._on_saved()

    def _on_saved(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and shiboken6.isValid(self._owner):
            waiting()

    def do(self, key: str) -> None:
        """An action of the banner."""
        deeds = {
            "take_all": self._editing.facts.take_all,
            "send_to": self.ask_send,
            "recall": self.recall,
            "reopen": self.ask_reopen,
            "register": self._show_register,
        }
        deeds.get(key, self._editing.read_again)()

    def ask_send(self) -> None:
        """Offer those who may approve it, each with why and whether they are away; or the level above."""
        opened = self._editing.opened
        if opened is not None:
            letter = opened.letter
            beside = self._editing.parts.banner.button("send_to")
            offer_approvers(beside, letter.approvers, letter.nobody_left, self._send_to)

    def _send_to(self, staff_id: int | None) -> None:
        if staff_id is None:
            self._act(send_to_next_level)
        else:
            self._act(send_to_approver, staff_id)

    def recall(self) -> None:
        """Take a letter back that waits for approval."""
        self._act(recall_letter)

    def ask_reopen(self) -> None:
        """Open an approved letter for a change, for a reason."""
        question = "Approval is asked again after a change. Why must it change?"
        self._editing.parts.reason.ask(
            question, "Open for a change", lambda reason: self._act(edit_approved_letter, reason)
        )

    def ask_withdraw(self) -> None:
        """Give the letter up, for a reason."""
        if not self.why_not_withdraw():
            question = "It stays on record and will not be sent. Why?"
            self._editing.parts.reason.ask(
                question, "Withdraw letter", lambda reason: self._act(withdraw_letter, reason)
            )

    def why_not_withdraw(self) -> str:
        """Why the letter cannot be withdrawn from here, or empty."""
        opened = self._editing.opened
        if opened is None:
            return NOT_OPEN
        if opened.letter.state not in WRITABLE:
            return "Only a letter being written is withdrawn here."
        return "" if opened.may_stop else "Only its author, or somebody who approves letters, withdraws a letter."

    def settle(self, comment_id: int) -> None:
        """Mark a comment as settled."""
        self._desk.act(self._owner, settle_comment, comment_id, then=lambda _: self._editing.read_again())

    @property
    def may_take_suggestions(self) -> bool:
        """Whether the words suggested may be taken or declined: while the letter waits by whoever may take it back."""
        opened = self._editing.opened
        if opened is None:
            return False
        if opened.letter.state is LetterState.SUBMITTED:
            return opened.may_stop
        return not self._editing.why_not_editable

    def take_words(self, suggestion_id: int) -> None:
        """Put the words suggested in place of one's own; a letter that waits comes back to be submitted again."""
        self._editing.keeper.flush()
        self._desk.act(self._owner, take_suggestion, suggestion_id, then=lambda _: self._editing.read_again())

    def decline_words(self, suggestion_id: int) -> None:
        """Leave the words as they are, with a word to whoever suggested others."""

        def decline(reply: str) -> None:
            self._desk.act(
                self._owner,
                decline_suggestion,
                suggestion_id,
                reply,
                then=lambda _: self._editing.read_again(),
            )

        self._editing.parts.reason.ask("Why does it stay as it is?", "Decline", decline)

    def keep_or_let_go(self, finding: Finding) -> None:
        """Let a reading stand for a reason, or have the checks tell it again; what is certain must be mended."""
        letter = self._editing.letter_now()
        why_not = self._editing.why_not_editable or (CERTAIN if finding.certain else "")
        if why_not or letter is None:
            self._shell.notify(Notice(why_not, "warn", key="letter-why-not"))
            return
        key = reading_key(finding, letter)
        named = (key.rule, key.block_id, key.fingerprint)
        if finding.kept_because:
            self._act(let_go_of_reading, *named)
            return
        self._editing.parts.reason.ask(
            "Why may these words stand? The approver reads it.",
            "Keep",
            lambda reason: self._act(keep_reading, *named, reason),
        )

    def _act(self, verb: Any, *args: object) -> None:
        self._editing.keeper.flush()
        self._desk.act(self._owner, verb, self._editing.letter_id, *args, then=lambda _: self._editing.read_again())

    def _on_submitted(self, letter_id: int) -> None:
        self._editing.parts.foot.show_submitting(under_way=False)
        self._editing.parts.foot.note.clear()
        self._editing.facts.let_go()
        opened = self._editing.opened
        if opened is not None and opened.letter.letter_id == letter_id:
            letter = opened.letter
            who = who_approves(names(letter), letter.nobody_left)
            sentence = f"Letter {letter.reference} waits for approval. {who}"
            take_back = partial(self._take_back, letter_id)
            self._shell.notify(Notice(sentence, "good", "Take back", take_back, f"letter-submitted-{letter_id}"))
        self._editing.read_again()

    def _take_back(self, letter_id: int) -> None:
        self._desk.act(self._owner, recall_letter, letter_id)

    def _on_not_submitted(self, error: Exception) -> bool:
        self._editing.parts.foot.show_submitting(under_way=False)
        if isinstance(error, LetterBlocked):
            self._editing.show_findings(error.findings)
            self._editing.parts.checks.focus_first()
            return True
        return False

    def _show_register(self) -> None:
        self._shell.go("register", f"letter:{self._editing.letter_id}")
