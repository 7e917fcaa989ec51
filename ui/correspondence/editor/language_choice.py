"""Writing the letter in hand in another language."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from app.correspondence.choose_language import choose_language
from letters.languages import said_in
from ui.correspondence.editor.draft_keeper import DraftKeeper
from ui.correspondence.editor.own_paragraphs import Editing
from ui.kit.notices import Notice
from ui.shell.navigation import Shell


class EditingLanguage(Editing, Protocol):
    """The editor as the choice of a language sees it."""

    keeper: DraftKeeper
    letter_id: int

    def read_again(self) -> None: ...

    def forget_findings(self) -> None: ...


class LanguageChoice:
    """Words that wait are saved first, and nobody types meanwhile."""

    def __init__(self, shell: Shell, owner: QObject, editing: EditingLanguage) -> None:
        self._shell, self._owner, self._editing = shell, owner, editing

    def choose(self) -> None:
        """Write the letter in the language that the box shows."""
        language = self._editing.parts.language.currentData()
        if self._editing.why_not_editable or language is None:
            return
        self._editing.keeper.flush()
        self._editing.parts.text.set_editable(editable=False)
        self._editing.forget_findings()
        self._shell.desk.act(
            self._owner,
            choose_language,
            self._editing.letter_id,
            language,
            then=lambda _none: self._on_chosen(language),
            failed=self._on_failed,
        )

    def _on_chosen(self, language: str) -> None:
        self._editing.read_again()
        self._shell.notify(Notice(f"The letter is in {said_in(language)}.", "good", key="letter-language"))

    def _on_failed(self, _error: Exception) -> bool:
        self._editing.read_again()
        return False
