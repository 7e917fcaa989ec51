"""The page of letters: my letters, the choice of a new one, and the editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.basics.problems import WorldProblem
from app.correspondence.draft_letter import draft_letter
from app.correspondence.states import LetterState
from ui.correspondence.editor.choose_letter import ChooseLetter
from ui.correspondence.editor.letter_editor import LetterEditor
from ui.correspondence.editor.local_copy import LocalCopies
from ui.correspondence.editor.my_letters import MyLetters
from ui.correspondence.editor.opening import Matter, matter_of, open_letter
from ui.correspondence.editor.page_actions import page_actions
from ui.kit.background import Runner
from ui.kit.desk import Changed
from ui.kit.late_part import LatePart
from ui.kit.layout import column
from ui.kit.notices import Notice
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell

PAGE = "letters"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a subject asks for: a letter, a new one on a matter (of a template, when one is named), or the list."""

    letter_id: int = 0
    is_new: bool = False
    matter: str = ""
    template: str = ""


def asked_by(subject: str) -> Asked:
    """Reads ``letter:ID``, ``letter:new``, ``letter:new:KIND:ID`` and ``letter:new:KIND:ID:TEMPLATE``.

    Anything else, also an empty text, asks for the list.
    """
    match subject.split(":"):
        case ["letter", "new", *rest]:
            matter = ":".join(rest[:2]) if len(rest) >= 2 and rest[1].isdigit() else ""
            return Asked(is_new=True, matter=matter, template=rest[2] if len(rest) > 2 and matter else "")
        case ["letter", number] if number.isdigit():
            return Asked(letter_id=int(number))
        case _:
            return Asked()


class LettersPage(PageWidget):
    """Opened on what ``asked_by`` reads; the list without a subject."""

    def __init__(
        self,
        shell: Shell,
        parent: QWidget | None = None,
        *,
        copies: LocalCopies | None = None,
        runner: Runner | None = None,
    ) -> None:
        super().__init__(shell, parent)
        self.mine = MyLetters(self.desk)
        self.choice = ChooseLetter(self.desk)
        self._copies, self._runner = copies, runner
        self._faces = QStackedWidget()
        for face in (self.mine, self.choice):
            self._faces.addWidget(face)
        self._editor = LatePart(self._faces, self._make_editor)
        self.setLayout(column(self._faces, gap=0))
        self._drafted: dict[str, int] = {}
        self._subject = ""
        self.mine.opened.connect(lambda letter_id: shell.go(PAGE, f"letter:{letter_id}"))
        self.mine.register_asked.connect(lambda: shell.go("register"))
        self.choice.chosen.connect(self._draft)

    @property
    def editor(self) -> LetterEditor:
        """Where a letter is written."""
        return self._editor.wanted()

    def make_ahead(self) -> bool:
        """The editor."""
        return self._editor.step()

    def _make_editor(self) -> LetterEditor:
        made = LetterEditor(self.shell, self._copies, runner=self._runner)
        made.titled.connect(self.title_changed)
        return made

    def opened(self, subject: str) -> None:
        asked = asked_by(subject)
        self._subject = subject
        if asked.letter_id:
            self._edit(asked.letter_id)
        elif asked.template:
            self._draft_once(subject, asked)
        elif asked.is_new:
            self._faces.setCurrentWidget(self.choice)
            self.choice.open(asked.matter)
        else:
            self._faces.setCurrentWidget(self.mine)
            self.mine.table.start()

    def _edit(self, letter_id: int) -> None:
        self._faces.setCurrentWidget(self.editor)
        self.editor.open(letter_id)

    def _draft_once(self, subject: str, asked: Asked) -> None:
        """Draft what is asked for; going back to here finds the letter that was drafted, and makes no second one."""
        self._faces.setCurrentWidget(self.editor)
        drafted = self._drafted.get(subject)
        if drafted is None:
            self._draft(asked.matter, asked.template, None)
            return
        self.desk.read(
            self,
            open_letter,
            drafted,
            then=lambda opened: (
                self._edit(drafted)
                if opened.letter.state is LetterState.EDITING
                else self._draft(asked.matter, asked.template, None)
            ),
        )

    def _draft(self, matter: str, template: str, addressee_id: int | None) -> None:
        subject = self._subject
        self.desk.read(
            self,
            matter_of,
            matter,
            then=lambda found: self._draft_to(subject, template, found, addressee_id),
            failed=lambda error: self._on_not_drafted(matter, error),
        )

    def _draft_to(self, subject: str, template: str, matter: Matter, addressee_id: int | None) -> None:
        """To whom the answer usually goes, unless somebody else was chosen."""
        self.desk.act(
            self,
            draft_letter,
            matter.subject,
            matter.person_id,
            template,
            addressee_id=addressee_id or matter.addressees[0].person_id,
            then=lambda letter_id: self._on_drafted(subject, letter_id),
            failed=lambda error: self._on_not_drafted(matter.subject, error),
        )

    def _on_drafted(self, subject: str, letter_id: int) -> None:
        if asked_by(subject).template:
            self._drafted[subject] = letter_id
            if subject == self._subject:
                self._edit(letter_id)
        else:
            self.shell.go(PAGE, f"letter:{letter_id}")

    def _on_not_drafted(self, matter: str, error: Exception) -> bool:
        """Say what the record lacks, and show what else could be written."""
        if not isinstance(error, WorldProblem):
            return False
        self.shell.notify(Notice(str(error), "warn", key="letter-not-drafted"))
        self._faces.setCurrentWidget(self.choice)
        self.choice.open(matter)
        return True

    def may_close(self) -> bool:
        """Nothing is asked: what was typed is saved, here or on this machine."""
        if self._editor.there is not None:
            self._editor.there.leave()
        return True

    def refresh(self, changed: Changed) -> None:
        if self._faces.currentWidget() is self.mine and self.isVisible():
            self.mine.table.refresh()
        if self._editor.there is not None:
            self._editor.there.refresh(changed)

    def unsaved_words(self) -> dict[str, str]:
        return self._editor.there.unsaved_words() if self._editor.there is not None else {}

    def takes_files_now(self) -> bool:
        return self._is_editor_shown() and self.editor.is_editable

    def take_files(self, paths: Sequence[Path]) -> None:
        self.editor.enclosing.take_files(paths)

    def page_actions(self) -> Sequence[Action]:
        return page_actions(self.editor, self._is_editor_shown, self.shell.notify)

    def _is_editor_shown(self) -> bool:
        return isinstance(self._faces.currentWidget(), LetterEditor)

    def focus_first(self) -> None:
        """The words, the list of kinds, or the list of letters."""
        if self._is_editor_shown():
            self.editor.parts.text.focus_current()
        elif self._faces.currentWidget() is self.choice:
            self.choice.list.setFocus()
        else:
            self.mine.table.setFocus()
