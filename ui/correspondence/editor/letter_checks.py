"""What the checks say of the letter on screen: run at every pause, shown where it was found and in the last line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QTextCursor

from app.basics.problems import DatabaseAway
from app.correspondence.find_editing import check_draft
from app.correspondence.weigh_letter import needs_second_person
from app.staff.work import ReadWork
from letters.checks import Finding
from letters.content import Letter, to_json
from letters.languages import ENGLISH
from letters.versions import language_of
from ui.correspondence.editor.approver_words import names
from ui.correspondence.editor.checks_panel import marks_of
from ui.correspondence.editor.editor_layout import EditorLayout
from ui.correspondence.editor.opening import Opened
from ui.correspondence.editor.page_state import last_line
from ui.correspondence.editor.word_menu import unlearnt, word_menu
from ui.kit.desk import Ticket
from ui.kit.notices import notice_of
from ui.kit.pause import Pause
from ui.parts.spell_check import dictionary
from ui.shell.navigation import Shell

CHECKS_MS, CHECKS_AT_LEAST_MS = 500, 3000


@dataclass(frozen=True, slots=True)
class CheckedWords:
    """What submitting would find in the letter as it stands on screen, and why it needs a second person."""

    findings: list[Finding]
    second_person: str


def check_words(work: ReadWork, letter_id: int, letter: Letter) -> CheckedWords:
    """Check it as it stands on screen."""
    content = to_json(letter)
    return CheckedWords(check_draft(work, letter_id, content), needs_second_person(work, letter_id, content))


class EditingChecked(Protocol):
    """The editor as its checks see it."""

    parts: EditorLayout
    letter_id: int

    @property
    def opened(self) -> Opened | None: ...

    @property
    def is_editable(self) -> bool: ...

    def letter_now(self) -> Letter | None: ...

    def show_outline(self, letter: Letter) -> None: ...


class LetterChecks(QObject):
    """``pause`` is told of every key."""

    def __init__(self, shell: Shell, owner: QObject, editing: EditingChecked) -> None:
        super().__init__(owner)
        self._desk, self._editing, self._parts = shell.desk, editing, editing.parts
        self.findings: tuple[Finding, ...] | None = None
        """What the checks said last; None while nothing has been checked."""
        self._goes_alone = False
        self._checking: Ticket | None = None
        self._own = dictionary().own_words(self._desk.preferences)
        self._own.changed.connect(self._on_learnt)
        self.pause = Pause(self, CHECKS_MS, CHECKS_AT_LEAST_MS)
        self.pause.over.connect(self.check)

    def check(self) -> None:
        """Check the letter as it stands on screen."""
        letter = self._editing.letter_now()
        if letter is None:
            if self._parts.text.has_letter:
                self._parts.checks.show_failure("A part of the letter is too long.")
            return
        self._desk.forget(self._checking)
        if not self._editing.is_editable:
            self.show_findings([])
            self._parts.checks.show_resting()
            return
        self._checking = self._desk.read(
            self, check_words, self._editing.letter_id, letter, then=self._on_checked, failed=self._on_not_checked
        )

    def _on_checked(self, checked: CheckedWords) -> None:
        is_mine = self._editing.opened is not None and self._editing.opened.me == self._editing.opened.letter.author_id
        self._goes_alone = is_mine and not checked.second_person
        self.show_findings(checked.findings)

    def _on_not_checked(self, error: Exception) -> bool:
        """The line of the database's state tells too that it is away: no notice is needed for that."""
        self._parts.checks.show_failure(notice_of(error).sentence)
        self._parts.foot.show_line("The letter could not be checked.", "warn")
        return isinstance(error, DatabaseAway)

    def forget(self) -> None:
        """The letter is another one: what was found, or not found, in the one before says nothing of it."""
        self._desk.forget(self._checking)
        self.findings, self._goes_alone = None, False
        self._parts.checks.show_checking()
        self._parts.text.show_marks({})
        self._parts.foot.alone.hide()
        self._parts.foot.show_line(*last_line(None, (), editable=self._editing.is_editable))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show everything that was found, where it was found and in the last line."""
        self.findings = findings = unlearnt(findings, self._editing.letter_now(), self._own)
        self._parts.checks.show_findings(findings)
        self._parts.text.show_marks(marks_of(findings))
        letter = self._editing.letter_now()
        if letter is not None:
            self._editing.show_outline(letter)
        opened = self._editing.opened
        approvers, kept_back = (names(opened.letter), opened.letter.kept_back) if opened else ((), "")
        alone = self._goes_alone and self._editing.is_editable and not any(finding.blocks for finding in findings)
        self._parts.foot.alone.setVisible(alone)
        line = last_line(findings, approvers, editable=self._editing.is_editable, alone=alone, kept_back=kept_back)
        self._parts.foot.show_line(*line)

    def go_to(self, finding: Finding) -> None:
        """To the words that it is about."""
        if finding.block_id is None or not self._parts.text.go_to(finding.block_id, finding.start, finding.end):
            self._parts.text.focus_current()

    def show_menu(self, block_id: str, cursor: QTextCursor, where: QPoint) -> None:
        """What may be meant by a word that is not known."""
        letter = self._editing.letter_now()
        language = language_of(letter, block_id) if letter is not None else ENGLISH
        look_up = partial(dictionary().suggest, language=language)
        word_menu(self._parts.text.row(block_id).words, cursor, look_up, self._own).popup(where)

    def _on_learnt(self) -> None:
        """A word was added here or in a form: let the checks pass it."""
        if self.findings is not None:
            self.show_findings(self.findings)
