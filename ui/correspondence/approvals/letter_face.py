"""The letter on the desk: its head and page in the middle, what speaks for and against it beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.correspondence.find_approvals import ForApproval
from app.correspondence.read_afterwards import AfterwardsRow
from ui.correspondence.approvals.afterwards import AfterwardsBar
from ui.correspondence.approvals.decision_bar import DecisionBar
from ui.correspondence.approvals.opening import OnDesk
from ui.correspondence.approvals.page_state import (
    called,
    decision_on,
    first_reason,
    half_edited,
    next_part,
    subline,
    warning_sentences,
)
from ui.correspondence.approvals.side_tabs import COMMENTS, SideTabs
from ui.correspondence.envelope import envelope_group
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.headline import Headline, Warnings
from ui.kit.layout import column, text
from ui.kit.table_data import Status
from ui.parts.page_picture import PagePicture

NOTHING_BESIDE = Empty("Nothing to weigh yet", "The facts, checks and comments of the chosen letter stand here.")
NOT_CHOSEN = Empty("No letter chosen", "Choose one at the left to read it.", icon="file-text")
OPENING = Empty("Opening…", icon="file-text")
OPENING_AFTER_MS = 200
NO_LETTER = "No letter is chosen."


class LetterFace(QWidget):
    """The middle panel; ``beside`` is the right one. It decides nothing: ``found`` is what can be decided on now."""

    shown = Signal(object)
    """The OnDesk whose page is put into the picture now, or None."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: OnDesk | None = None
        """The letter that is shown; None while there is none, and while one is decided on or another is opened."""
        self.why_none = NO_LETTER
        """Why there is none, for whoever would do something with one."""
        self.headline = Headline()
        self.note = text("", "muted", name="author_note", wrap=True)
        self.warnings = Warnings()
        self.picture = PagePicture("approval_page", desk.preferences)
        self.decision, self.read_bar = DecisionBar(), AfterwardsBar()
        self.tabs, self.nothing_beside = SideTabs(), EmptyState(NOTHING_BESIDE)
        self.beside = QWidget()
        self._shown: OnDesk | None = None
        self._part = ""
        self._late = QTimer(self, singleShot=True, interval=OPENING_AFTER_MS)
        self._late.timeout.connect(lambda: self._clear(OPENING))
        self._lay_out()

    def _lay_out(self) -> None:
        head = column(self.headline, self.note, self.warnings, gap=4)
        head.setContentsMargins(16, 16, 16, 8)
        self.above_page = column(gap=0)
        middle = column(head, self.above_page, self.picture, self.decision, self.read_bar, gap=0)
        middle.setStretch(2, 1)
        self.setLayout(middle)
        beside = column(self.tabs, self.nothing_beside, gap=0)
        beside.setContentsMargins(8, 12, 0, 0)
        self.beside.setLayout(beside)
        self.beside.setMinimumWidth(300)

    # ---- a letter, or none

    def show_letter(
        self, found: OnDesk, typed: dict[str, str], chips: Sequence[Status], drawn: AfterwardsRow | None
    ) -> None:
        """Show it; where it is shown already, page, part and what is typed stay.

        ``typed`` is what is half typed on it by field, ``drawn`` why it is read afterwards, if it is.
        """
        before, letter = self._shown, found.letter
        is_same = before is not None and before.letter.revision_id == letter.revision_id
        own = self.tabs.comments.edits if before is not None and before.letter.letter_id == letter.letter_id else {}
        self._late.stop()
        self.found = self._shown = found
        self._show_head(letter, chips, len(found.pages.enclosed))
        if not is_same:
            self.tabs.begin_reading(letter)
        self.tabs.show_envelope(envelope_group(found.pages, self._desk, self.picture, self, letter.new_enclosures))
        self.tabs.show_letter(found)
        self.tabs.comments.setEnabled(True)
        decision = decision_on(letter, found.with_it)
        if is_same:
            self.decision.show_decision(letter, decision)
            return
        self._choose("")
        self.tabs.comments.show_half_typed(typed.get("comment", ""), half_edited(typed) | own)
        self._show_page(found)
        self.decision.show_letter(letter, decision, typed.get("reason", "") or first_reason(letter))
        self.decision.setVisible(drawn is None)
        self.read_bar.setVisible(drawn is not None)
        if drawn is not None:
            self.read_bar.show_row(drawn)

    def show_opening(self, *, at_once: bool) -> None:
        """Another letter is being read: nothing can be done with the one that is still in sight."""
        if self._shown is not None:
            self.show_busy("Opening…")
        self._shown, self.why_none = None, "This letter is being opened."
        if at_once:
            self._clear(OPENING)
        else:
            self._late.start()

    def show_busy(self, sentence: str) -> None:
        """Something is under way with the letter that is shown, which says ``sentence``: nothing else can be done."""
        self.found, self.why_none = None, sentence
        self.tabs.comments.setEnabled(False)
        self.decision.show_busy(sentence)
        self.read_bar.hide()

    def show_again(self) -> None:
        """What was under way came to nothing: the letter is as it was."""
        if self._shown is not None:
            self.found = self._shown
            self.tabs.comments.setEnabled(True)
            self.decision.show_decision(self.found.letter, decision_on(self.found.letter, self.found.with_it))

    def show_nothing(self, why: Empty = NOT_CHOSEN) -> None:
        """No letter, and why."""
        self._late.stop()
        self.why_none = NO_LETTER
        self._clear(why)

    def _clear(self, why: Empty) -> None:
        self.found = self._shown = None
        self.headline.setVisible(False)
        self.note.setVisible(False)
        self.warnings.show_warnings([])
        self.picture.clear(why)
        self.shown.emit(None)
        self.tabs.setVisible(False)
        self.nothing_beside.setVisible(True)
        self.decision.clear()
        self.read_bar.hide()

    def _show_head(self, letter: ForApproval, chips: Sequence[Status], enclosures: int) -> None:
        self.headline.show_title(letter.title, subline(letter, enclosures), letter.reference)
        self.headline.setVisible(True)
        self.note.setText(f"{called(letter.noted_by)} says: {letter.note}" if letter.note else "")
        self.note.setVisible(bool(letter.note))
        self.headline.show_chips(chips)
        self.warnings.show_warnings(warning_sentences(letter))
        self.tabs.setVisible(True)
        self.nothing_beside.setVisible(False)

    def _show_page(self, found: OnDesk) -> None:
        """The page of the letter before is taken away first: its picture would stand under another name."""
        self.picture.view.clear()
        self.picture.show_pdf(found.pages.pdf, found.pages.boxes, found.pages.words, layout=found.pages.layout)
        self.shown.emit(found)
        self.picture.mark()
        self.picture.view.go_to_page(1)

    # ---- a part of it

    @property
    def part(self) -> str:
        """The part that is chosen: what C comments on and E edits; empty where none is."""
        return self._part

    def step(self, by: int) -> None:
        """Choose the next part of the letter (-1: the one before) and bring it into sight."""
        if self.found is not None:
            self.choose_part(next_part(list(self.found.titles), self._part, by))

    def choose_part(self, block_id: str, *, scroll: bool = True) -> None:
        """Mark a part, and name it beside the field for comments; an empty id only takes the mark away."""
        self.picture.mark(*([block_id] if block_id else []), scroll=scroll)
        if block_id:
            self._choose(block_id)

    def comment_on(self, block_id: str, *, scroll: bool = False) -> None:
        """Begin a comment on a part: what is typed next belongs to it."""
        self.choose_part(block_id, scroll=scroll)
        self.tabs.setCurrentIndex(COMMENTS)
        self.tabs.comments.editor.setFocus()

    def begin_edit(self) -> None:
        """Put the words of the part that is chosen into the field, to be changed."""
        self.tabs.setCurrentIndex(COMMENTS)
        self.tabs.comments.begin_edit()

    def rest(self) -> None:
        """The field for comments rests until a part is chosen again."""
        self._choose("")

    def _choose(self, block_id: str) -> None:
        self._part = block_id if self.found is not None else ""
        titles = self.found.titles if self.found is not None else {}
        self.tabs.comments.choose(self._part, titles.get(self._part, self._part))
