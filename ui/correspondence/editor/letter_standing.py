"""Where the letter in the editor stands: its title, its banner, and which parts of the editor are on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.correspondence.editor.draft_keeper import DraftKeeper
from ui.correspondence.editor.editor_layout import EditorLayout
from ui.correspondence.editor.opening import Opened
from ui.correspondence.editor.page_state import goes_out, printed_otherwise, save_sentence
from ui.correspondence.editor.standing_state import NOT_OPEN, Standing, standing_of


class LetterStanding(QObject):
    """Nothing is known of it before it is shown first."""

    def __init__(self, parts: EditorLayout, keeper: DraftKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._keeper = parts, keeper
        self._standing: Standing | None = None

    @property
    def is_editable(self) -> bool:
        """Whether the words may be changed now."""
        return self._standing is not None and self._standing.editable

    @property
    def why_not_editable(self) -> str:
        """Why not, in a sentence, or empty."""
        if self._standing is None:
            return NOT_OPEN
        return "" if self._standing.editable else self._standing.banner.sentence or "This letter cannot be changed now."

    def show(self, opened: Opened, holder: str) -> None:
        """Show the letter as it was read; ``holder`` is whoever else writes it now, empty for nobody."""
        parts, letter = self._parts, opened.letter
        standing = self._standing = standing_of(opened, holder)
        parts.head.show_title(letter.title, _subline(opened), letter.reference)
        parts.head.show_chips([standing.chip])
        parts.banner.show_banner(standing.banner)
        parts.foot.setVisible(standing.editable)
        parts.foot.show_approvers(letter.approvers)
        parts.add.setVisible(standing.editable)
        parts.enclosures.show_lines(letter.enclosed, editable=standing.editable)
        parts.language.show_languages(letter.languages, letter.content["language"], editable=standing.editable)
        self.show_saved()

    def show_saved(self) -> None:
        """Where the words are by now, of a letter that may be changed."""
        keeper = self._keeper
        sentence = save_sentence(keeper.state, keeper.since, keeper.why) if self.is_editable else ""
        self._parts.saved.setText(sentence if len(sentence) < 60 else f"{sentence[:58]}…")
        self._parts.saved.setToolTip(f"{sentence}. {keeper.why}" if keeper.state == "nowhere" else sentence)


def _subline(opened: Opened) -> str:
    letter = opened.letter
    recipient = letter.content["recipient"]["name"]
    is_about_them = letter.subject is None or letter.subject.startswith("person:")
    about = "" if is_about_them else letter.subject_title
    return " · ".join(filter(None, (f"To {recipient}", about, *printed_otherwise(letter.content), goes_out(letter))))
