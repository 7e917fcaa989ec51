"""What is done at the approval desk with the letter that is shown: decide, confirm, comment, suggest, hand on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.basics.problems import BadInput, WorldProblem
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.comment_on_block import comment_on_block, settle_comment
from app.correspondence.keep_reading import confirm_reading
from app.correspondence.mend_slip import mend_slip
from app.correspondence.send_to_approver import send_to_approver
from app.correspondence.states import LetterState
from app.correspondence.suggest_edit import suggest_edit
from app.correspondence.take_back_approval import take_back_approval
from letters.checks import Finding
from letters.checks.kept import reading_key
from letters.content import from_json
from ui.correspondence.approvals.letter_face import LetterFace
from ui.correspondence.approvals.opening import OnDesk, draft_subject
from ui.correspondence.approvals.page_state import Unsent, called, decision_on, edit_field, unsent_words
from ui.correspondence.approver_menu import offer_approvers
from ui.kit.ask import Answer, Question, ask
from ui.kit.notices import Notice
from ui.parts.owed_words import owed_words
from ui.shell.navigation import Shell

SLIP = "Approved by mistake."
"""The reason on record when an approval is undone at once."""
COMMENT, REASON = "comment", "reason"
"""Under which fields a comment and the reason of a return are kept half typed."""


class ApprovalDeeds(QObject):
    """Nothing is done while a decision is under way: the face shows no letter then that could be decided on."""

    decided = Signal(int)
    """The letter that was decided on, by its id."""
    moved = Signal(int)
    """A letter could not be decided on because it is no longer as it was read: its id."""
    show_asked = Signal(int)
    """The letter to be shown, by its id."""
    done = Signal()
    """Words were sent: the list should have the focus again."""

    def __init__(self, shell: Shell, face: LetterFace, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._desk, self._face = shell, shell.desk, face
        self._owed = owed_words(self._desk)
        self._typed: dict[int, dict[str, str]] = {}
        """What was half typed here by letter: the office may not have it yet when the letter is read again."""
        self.is_deciding = False
        self._connect()

    def _connect(self) -> None:
        face, comments = self._face, self._face.tabs.comments
        face.decision.approve_asked.connect(self.approve)
        face.decision.return_asked.connect(self.send_back)
        face.decision.half_typed.connect(lambda words: self._keep(REASON, words))
        face.tabs.confirm_asked.connect(self._confirm)
        comments.added.connect(self._add_comment)
        comments.settled.connect(lambda comment_id: self._desk.act(self, settle_comment, comment_id))
        comments.suggested.connect(partial(self._change_words, suggest_edit, "Suggested to the author."))
        comments.mended.connect(partial(self._change_words, mend_slip, "Mended, and on record as yours."))
        comments.half_typed.connect(lambda words: self._keep(COMMENT, words))
        comments.half_edited.connect(lambda block_id, words: self._keep(edit_field(block_id), words))

    # ---- decide

    def approve(self) -> None:
        """Approve what is shown, as it is shown."""
        found = self._face.found
        if found is not None and not self.why_not_approve():
            self.once_sent("approve", lambda: self._approve(found))

    def _approve(self, found: OnDesk) -> None:
        letter = found.letter
        undo = partial(self._take_back, letter.letter_id, letter.revision_id)
        notice = Notice(f"{letter.reference} is approved.", "good", "Undo", undo, key="decision")
        self._decide(f"Approving {letter.reference}…", notice, approve_letter, found)

    def send_back(self, reason: str) -> None:
        """Return what is shown with this reason."""
        found = self._face.found
        if found is not None:
            self.once_sent("return", lambda: self._return(found, reason))

    def _return(self, found: OnDesk, reason: str) -> None:
        told = f"{found.letter.reference} went back to {called(found.letter.author)}."
        self._decide("Returning…", Notice(told, "good", key="decision"), return_letter, found, reason)

    def _decide(self, busy: str, notice: Notice, verb: Callable[..., None], found: OnDesk, *more: str) -> None:
        letter = found.letter
        self.is_deciding = True
        self._face.show_busy(busy)
        self._desk.act(
            self,
            verb,
            letter.letter_id,
            letter.revision_id,
            *more,
            then=lambda _none: self._on_decided(letter.letter_id, notice),
            failed=partial(self._on_not_decided, letter.letter_id),
        )

    def _on_decided(self, letter_id: int, notice: Notice) -> None:
        self.is_deciding = False
        typed = self._typed.pop(letter_id, {})
        self._owed.forget(draft_subject(letter_id), {COMMENT: "", REASON: ""} | typed)
        self._shell.notify(notice)
        self.decided.emit(letter_id)

    def _on_not_decided(self, letter_id: int, error: Exception) -> bool:
        self.is_deciding = False
        self._face.show_again()
        if isinstance(error, BadInput):
            self._face.decision.show_problem(str(error))
            return True
        if isinstance(error, WorldProblem):
            self.moved.emit(letter_id)
        return False

    def _take_back(self, letter_id: int, revision_id: int) -> None:
        """Undo an approval that was a slip: the letter waits again and is shown."""
        then = lambda _none: self.show_asked.emit(letter_id)  # noqa: E731
        self._desk.act(self, take_back_approval, letter_id, revision_id, SLIP, then=then)

    def why_not_approve(self) -> str:
        found = self._face.found
        return decision_on(found.letter, found.with_it).why_not_approve if found else self._face.why_none

    def why_not_return(self) -> str:
        found = self._face.found
        return decision_on(found.letter).why_not_return if found else self._face.why_none

    # ---- what is half typed

    def typed_on(self, found: OnDesk) -> dict[str, str]:
        """What is half typed about a letter, by field: as the office has it, and as it was typed here since."""
        return found.half_typed | self._typed.get(found.letter.letter_id, {})

    def once_sent(self, verb: str, do: Callable[[], None]) -> None:
        """Decide (``verb``), after asking what becomes of the words that are typed and were not sent."""
        unsent = self._unsent(verb)
        if unsent is None:
            do()
            return
        comments = self._face.tabs.comments
        has_place = bool(unsent.comment and comments.block_id)
        answers = (
            *([Answer("send", f"Add the comment, then {verb}")] if has_place else []),
            Answer("drop", f"{verb.capitalize()} without", danger=True),
        )
        chosen = ask(Question(unsent.title, unsent.sentence, answers, leave="Go back to it"), self._face.window())
        if chosen == "send":
            self._add_comment(comments.block_id, unsent.comment, then=do)
        elif chosen == "drop":
            do()
        else:
            self._go_back(unsent)

    def _go_back(self, unsent: Unsent) -> None:
        """To what is typed and was not sent: the comment, the words of a part, or the reason for returning."""
        if unsent.part and not unsent.comment:
            self._face.choose_part(unsent.part)
            self._face.begin_edit()
        elif unsent.comment:
            self._face.comment_on(self._face.part, scroll=True)
        else:
            self._face.decision.begin_return()

    def _unsent(self, verb: str) -> Unsent | None:
        found, comments, reason = self._face.found, self._face.tabs.comments, self._face.decision.reason
        if found is None:
            return None
        comments.editor.flush()
        typed = reason.text() if verb == "approve" else ""
        return unsent_words(verb, found.letter, comments.comment, comments.edits, found.titles, typed)

    def _keep(self, field: str, words: str) -> None:
        if self._face.found is not None:
            self._keep_on(self._face.found.letter.letter_id, field, words)

    def _keep_on(self, letter_id: int, field: str, words: str) -> None:
        self._typed.setdefault(letter_id, {})[field] = words
        self._owed.send(draft_subject(letter_id), {field: words})

    # ---- comment, suggest, mend, confirm, hand on

    def _add_comment(self, block_id: str, words: str, then: Callable[[], None] = lambda: None) -> None:
        if self._face.found is not None:
            letter_id = self._face.found.letter.letter_id
            self._face.tabs.comments.empty()
            self._face.rest()
            self._typed.setdefault(letter_id, {})[COMMENT] = ""
            self.done.emit()
            self._desk.act(
                self,
                comment_on_block,
                letter_id,
                block_id,
                words,
                then=lambda _id: self._on_added(letter_id, then),
                failed=lambda _error: self._put_back(letter_id, block_id, words),
            )

    def _on_added(self, letter_id: int, then: Callable[[], None]) -> None:
        """Only now the office forgets the words half typed: until here it had them nowhere else."""
        if not self._typed.get(letter_id, {}).get(COMMENT):
            self._keep_on(letter_id, COMMENT, "")
        then()

    def _put_back(self, letter_id: int, block_id: str, words: str) -> bool:
        """To the letter that they are about, shown or not, before what was typed on it since."""
        comments = self._face.tabs.comments
        is_shown = comments.letter_id == letter_id
        since = comments.comment if is_shown else self._typed.get(letter_id, {}).get(COMMENT, "")
        self._keep_on(letter_id, COMMENT, "\n".join(filter(None, (words, since))))
        if is_shown:
            comments.put_back(words)
            if self._face.found is not None and not since and not comments.edited:
                self._face.choose_part(block_id)
        return False

    def _change_words(self, verb: Callable[..., int], told: str, block_id: str, words: str) -> None:
        if self._face.found is not None:
            letter = self._face.found.letter
            self._desk.act(
                self,
                verb,
                letter.letter_id,
                letter.revision_id,
                block_id,
                words,
                then=lambda _id: self._on_changed(letter.letter_id, told, block_id, words),
                failed=partial(self._on_refused, letter.letter_id, block_id),
            )

    def _on_changed(self, letter_id: int, told: str, block_id: str, words: str) -> None:
        """What was sent is done with; what was begun since, here or in another letter, goes on."""
        comments, field = self._face.tabs.comments, edit_field(block_id)
        was_in_hand = comments.letter_id == letter_id and comments.end_edit(block_id, words)
        if self._typed.get(letter_id, {}).get(field, words).strip() == words:
            self._keep_on(letter_id, field, "")
        self._shell.notify(Notice(told, "good", key="decision"))
        if was_in_hand:
            self.done.emit()

    def _on_refused(self, letter_id: int, block_id: str, error: Exception) -> bool:
        comments = self._face.tabs.comments
        if isinstance(error, BadInput) and comments.letter_id == letter_id and comments.edited == block_id:
            comments.show_problem(str(error))
            return True
        return False

    def _confirm(self, finding: Finding) -> None:
        if self._face.found is not None:
            letter = self._face.found.letter
            key = reading_key(finding, from_json(letter.content))
            named = (key.rule, key.block_id, key.fingerprint)
            self._desk.act(self, confirm_reading, letter.letter_id, letter.revision_id, *named)

    def ask_send(self) -> None:
        """Offer who else may decide on what is shown."""
        if self._face.found is not None and not self.why_not_send():
            letter = self._face.found.letter
            offer_approvers(self._face.decision, letter.approvers, "", partial(self._send_to, letter.letter_id))

    def _send_to(self, letter_id: int, staff_id: int | None) -> None:
        if staff_id is not None:
            self._desk.act(self, send_to_approver, letter_id, staff_id)

    def why_not_send(self) -> str:
        if self._face.found is None:
            return self._face.why_none
        letter = self._face.found.letter
        if letter.state is not LetterState.SUBMITTED:
            return "This letter is not waiting for approval."
        return "" if letter.approvers else "Nobody else here may decide on it."

    def edit_words(self) -> None:
        """Edit the words of the part that is chosen, or say why they cannot be."""
        why_not = self._face.tabs.comments.why_not_edit()
        if self._face.found is not None and why_not:
            self._shell.notify(Notice(why_not, key="edit"))
        elif self._face.found is not None:
            self._face.begin_edit()
