"""Words that stayed on this machine because they never reached the office: put in again, or offered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from letters.content import from_json
from ui.correspondence.editor.draft_edits import with_words_of
from ui.correspondence.editor.draft_keeper import DraftKeeper
from ui.correspondence.editor.local_copy import KeptCopy
from ui.correspondence.editor.own_paragraphs import Editing
from ui.kit.dates import show_time
from ui.kit.notices import Notice
from ui.shell.navigation import Shell


class EditingKept(Editing, Protocol):
    """The editor as these words see it."""

    keeper: DraftKeeper


class WordsLeftHere:
    """They are put in only while the letter may be changed."""

    def __init__(self, shell: Shell, editing: EditingKept) -> None:
        self._shell, self._editing = shell, editing

    def offer(self, copy: KeptCopy) -> None:
        """Words that never reached the office: back at once, unless somebody wrote the letter since."""
        when = show_time(copy.kept_at)
        if self._editing.keeper.is_based_on(copy):
            self._put_in(copy.content)
            sentence = f"Words of {when} that were only on this machine are in the letter again."
            self._shell.notify(Notice(sentence, "good", key="letter-kept"))
            return
        sentence = f"Words of {when} on this machine never reached the office, and the letter has changed since."
        self._shell.notify(
            Notice(sentence, "warn", "Put them in place of these", partial(self._put_in, copy.content), "letter-kept")
        )

    def _put_in(self, content: Mapping[str, Any]) -> None:
        letter = self._editing.letter_now()
        if letter is not None and not self._editing.why_not_editable:
            self._editing.change_letter(with_words_of(letter, from_json(content)))
