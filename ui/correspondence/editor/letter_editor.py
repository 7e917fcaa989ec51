"""One letter being written: reads it, keeps it, has the page set and the checks run at every pause, submits it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.basics.problems import DatabaseAway, WorldProblem
from letters.checks import Finding
from letters.content import Letter, from_json, to_json
from letters.problems import TextRefused
from ui.correspondence.editor.draft_keeper import DraftKeeper
from ui.correspondence.editor.editor_layout import EditorLayout
from ui.correspondence.editor.enclosure_deeds import EnclosureDeeds
from ui.correspondence.editor.followed_page import FollowedPage
from ui.correspondence.editor.language_choice import LanguageChoice
from ui.correspondence.editor.letter_checks import LetterChecks
from ui.correspondence.editor.letter_deeds import LetterDeeds
from ui.correspondence.editor.letter_lease import LetterLease
from ui.correspondence.editor.letter_standing import LetterStanding
from ui.correspondence.editor.live_pages import LivePages, page_runner
from ui.correspondence.editor.local_copy import LocalCopies
from ui.correspondence.editor.new_facts import NewFacts
from ui.correspondence.editor.opening import Opened, open_letter
from ui.correspondence.editor.outline_state import outline_of
from ui.correspondence.editor.own_paragraphs import OwnParagraphs
from ui.correspondence.editor.standing_state import NOT_OPEN, needs_other_print, why_not_comment
from ui.correspondence.editor.words_left_here import WordsLeftHere
from ui.correspondence.for_comment import ForComment
from ui.kit.background import Runner
from ui.kit.desk import Changed, Ticket, touches
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.notices import Notice
from ui.kit.paged_table import LoadingShape
from ui.kit.pause import Pause
from ui.shell.navigation import Shell

SETTLES_MS, SETS_AT_LEAST_MS = 40, 400
"""The page is set after so short a pause, and while somebody types on, this often."""
LOADING_AFTER_MS = 200


class LetterEditor(QStackedWidget):
    """Opened on a letter by its id; everything else follows from what is read."""

    titled = Signal(str)

    def __init__(
        self,
        shell: Shell,
        copies: LocalCopies | None = None,
        parent: QWidget | None = None,
        *,
        runner: Runner | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell, self._desk = shell, shell.desk
        self.letter_id = 0
        self._opened: Opened | None = None
        self._words_want_focus = False
        self._reading: Ticket | None = None
        self.parts = EditorLayout(shell.desk.preferences, runner)
        self._problem, self._loading = EmptyState(Empty("")), LoadingShape()
        for face in (self.parts, self._problem, self._loading):
            self.addWidget(face)
        self.keeper = DraftKeeper(self._desk, self.parts.text.letter_now, copies or LocalCopies(), self)
        self._standing = LetterStanding(self.parts, self.keeper, self)
        self.lease = LetterLease(self._desk, self)
        self.pages = LivePages(self, runner=runner if runner is not None else page_runner(self))
        self._followed = FollowedPage(self.parts, self)
        self._checks = LetterChecks(shell, self, self)
        self._left_here = WordsLeftHere(shell, self)
        self.facts = NewFacts(shell, self, self)
        self.deeds = LetterDeeds(shell, self, self)
        self.enclosing = EnclosureDeeds(shell, self, self)
        self.commenting = ForComment(shell, self, lambda: self.letter_id, self._once_saved)
        for strip in (self.commenting.copy, self.commenting.comment):
            self.parts.below_head.addWidget(strip)
        self.own = OwnParagraphs(shell, self)
        self.languages = LanguageChoice(shell, self, self)
        self._set_pause = Pause(self, SETTLES_MS, SETS_AT_LEAST_MS)
        self._late = QTimer(self, singleShot=True, interval=LOADING_AFTER_MS)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        parts.text.built.connect(self._on_built)
        parts.text.edited.connect(self._on_edited)
        parts.text.in_hand.connect(self._on_in_hand)
        parts.text.refused.connect(lambda sentence: self._shell.notify(Notice(sentence, "warn", key="letter-paste")))
        parts.text.take_asked.connect(self.facts.take)
        parts.text.keep_asked.connect(self.facts.keep)
        parts.text.settle_asked.connect(self.deeds.settle)
        parts.text.suggestion_taken.connect(self.deeds.take_words)
        parts.text.suggestion_declined.connect(self.deeds.decline_words)
        parts.text.menu_wanted.connect(self._checks.show_menu)
        parts.outline.asked.connect(parts.text.go_to)
        parts.checks.asked.connect(self._checks.go_to)
        parts.checks.keep_asked.connect(self.deeds.keep_or_let_go)
        parts.page.block_clicked.connect(parts.text.go_to)
        parts.foot.submitted.connect(self.deeds.submit)
        parts.foot.alone_asked.connect(self.deeds.send_alone)
        parts.banner.asked.connect(self.deeds.do)
        parts.add.clicked.connect(self.own.add)
        self.commenting.numbers_changed.connect(parts.text.show_numbers)
        parts.language.activated.connect(self.languages.choose)
        self.keeper.changed.connect(self._standing.show_saved)
        self.keeper.kept.connect(lambda: self._obey_print(has_written=True))
        self._desk.found_again.connect(self._checks.pause.typed)
        self.keeper.lost_the_letter.connect(lambda _problem: self.read_again())
        self.keeper.overtaken.connect(self._on_overtaken)
        self.lease.refused.connect(self._on_held)
        self.pages.ready.connect(self._followed.show_pages)
        self.pages.failed.connect(self._desk.problem)
        self._set_pause.over.connect(self._set_page)
        self._late.timeout.connect(lambda: self.setCurrentWidget(self._loading))

    # ---- opening and leaving

    def open(self, letter_id: int) -> None:
        """Show a letter; the one before is saved first."""
        if letter_id != self.letter_id:
            self.leave()
            self.commenting.leave()
            self.enclosing.leave()
            self.keeper.stop()
            self.pages.forget()
            self.letter_id, self._opened = letter_id, None
            self.forget_findings()
            self.parts.text.clear()
            self.parts.finder.hide()
            self._words_want_focus = True
            self.parts.outline.show_lines([])
            self.parts.page.clear(Empty("The page appears here", icon="file-text"))
            self._late.start()
        self.read_again()

    def leave(self) -> None:
        """Save what waits and let others write the letter."""
        self.keeper.flush()
        for pause in (self._set_pause, self._checks.pause):
            pause.cancel()
        self._late.stop()
        self.facts.let_go()
        self.lease.release()

    def read_again(self) -> None:
        """Read the letter as it is in the office; words typed here that it lacks stay."""
        if not self.letter_id:
            return
        self._desk.forget(self._reading)
        saves = self.keeper.saves
        self._reading = self._desk.read(
            self,
            open_letter,
            self.letter_id,
            then=lambda opened: self._on_opened(opened, words_are_new=saves == self.keeper.saves),
            failed=self._on_not_opened,
        )

    def _once_saved(self, read: Callable[[], object]) -> None:
        """Do this when the office has every word."""
        self.keeper.flush()
        self.deeds.once_saved(read)

    def refresh(self, changed: Changed) -> None:
        """Read again when the letter, its matter or its person changed."""
        if self._opened is None:
            return
        letter = self._opened.letter
        shown = [f"letter:{letter.letter_id}", f"person:{letter.person_id}", letter.subject or "desk:*", "desk:*"]
        if touches(changed, *shown):
            self.read_again()

    def _on_held(self, holder: str) -> None:
        """Somebody else began to write it in the same moment."""
        if self._opened is not None:
            self._standing.show(self._opened, holder)
        self.parts.text.set_editable(editable=self.is_editable)

    def _on_not_opened(self, error: Exception) -> bool:
        self._late.stop()
        if self._opened is None and isinstance(error, WorldProblem):
            title = "This letter cannot be opened"
            self._problem.show_empty(Empty(title, str(error), "Try again", self.read_again, "circle-alert"))
            self.setCurrentWidget(self._problem)
            return True
        return isinstance(error, DatabaseAway)

    def _on_opened(self, opened: Opened, *, words_are_new: bool) -> None:
        self._late.stop()
        is_first = self._opened is None
        self._opened = opened
        holder = opened.letter.holder
        self._standing.show(opened, holder.name if holder is not None and holder.staff_id != opened.me else "")
        self.titled.emit(f"{opened.letter.reference} {opened.letter.title}")
        if is_first:
            self._show_first(opened)
        elif words_are_new and not self.keeper.is_dirty:
            self._show_again(opened)
        else:
            self.parts.text.set_editable(editable=self.is_editable)
            self.parts.text.show_enclosures(opened.letter.content["enclosures"])
            self._set_page()
            self._checks.check()
        self.parts.text.show_changes(opened.letter.changed)
        self.parts.text.show_comments(opened.letter.comments)
        self.parts.text.show_suggestions(opened.letter.suggestions, may_take=self.deeds.may_take_suggestions)
        if self.commenting.is_numbered:
            self.commenting.show_numbers(shown=True)
        self.setCurrentWidget(self.parts)
        self._focus_words()
        if self.is_editable and self.isVisible():
            self.lease.take(self.letter_id)
        self.facts.tell_print(opened.letter.content)
        self._obey_print(has_written=opened.has_written)

    def _obey_print(self, *, has_written: bool) -> None:
        """Between two words, never while somebody types one: the letter is read again for it."""
        if self._opened is None or self.keeper.is_dirty or not has_written:
            return
        if needs_other_print(self._opened):
            self.facts.obey_print()

    def _show_again(self, opened: Opened) -> None:
        """What the office has by now; of other words than those on screen no check has said anything yet."""
        content = from_json(opened.letter.content)
        if content != self.letter_now():
            self.forget_findings()
        self._show_words(content)
        self.keeper.stored_now(opened.letter.content)

    def _show_first(self, opened: Opened) -> None:
        content = opened.letter.content
        left_here = self.keeper.begin(self.letter_id, self._copy_key(opened), content)
        self._show_words(from_json(content))
        if left_here is not None and self.is_editable:
            self._left_here.offer(left_here)

    def _copy_key(self, opened: Opened) -> str:
        """What names the letter on this machine: two offices may have given one reference to two people."""
        recipient = opened.letter.content["recipient"]["name"]
        return f"{opened.letter.reference}|{opened.me}|{recipient}"

    def _on_overtaken(self, problem: Exception) -> None:
        """Show what the office has by now, and offer the words that were typed here."""
        self._shell.notify(Notice(str(problem), "warn", key="letter-overtaken"))
        self._opened = None
        self.read_again()

    # ---- what is shown

    @property
    def opened(self) -> Opened | None:
        """What was read last of the letter that is shown."""
        return self._opened

    @property
    def findings(self) -> tuple[Finding, ...] | None:
        """What the checks said last; None while nothing has been checked."""
        return self._checks.findings

    @property
    def is_editable(self) -> bool:
        """Whether the words may be changed now."""
        return self._standing.is_editable

    @property
    def why_not_editable(self) -> str:
        """Why not, in a sentence, or empty."""
        return self._standing.why_not_editable

    def why_not_comment(self) -> str:
        """Why neither a copy for comment is made nor a comment put in, or empty."""
        return why_not_comment(self._opened) if self._opened is not None else NOT_OPEN

    def _show_words(self, letter: Letter) -> None:
        self.parts.text.show_letter(letter, editable=self.is_editable)
        self.show_outline(letter)

    def _on_built(self) -> None:
        """The words come first, then the page and what the checks say of them."""
        letter = self.letter_now()
        if letter is not None:
            self.pages.ask(letter)
            self._checks.check()
        self._focus_words()

    def _focus_words(self) -> None:
        """Once after opening, as soon as the words are both there and shown: before that they take no focus."""
        text = self.parts.text
        if self._words_want_focus and text.isVisible() and text.has_letter and text.is_built:
            self._words_want_focus = False
            text.focus_current()

    def show_outline(self, letter: Letter) -> None:
        """The parts of the letter, each with the gravest thing that was found there."""
        comments = self._opened.letter.comments if self._opened else ()
        self.parts.outline.show_lines(outline_of(letter, self.findings or (), comments))
        self.parts.outline.mark_current(self.parts.text.current)

    def letter_now(self) -> Letter | None:
        """The letter on screen; a sentence is shown instead when a block holds too much."""
        try:
            return self.parts.text.letter_now() if self.parts.text.has_letter else None
        except TextRefused as refusal:
            self._shell.notify(Notice(str(refusal), "warn", key="letter-long"))
            return None

    # ---- while somebody writes

    def _on_edited(self, _block_id: str) -> None:
        self.keeper.typed()
        self._set_pause.typed()
        self._checks.pause.typed()

    def _on_in_hand(self, block_id: str) -> None:
        self.parts.outline.mark_current(block_id)
        self._followed.follow(block_id)

    def _set_page(self) -> None:
        letter = self.letter_now()
        if letter is not None:
            self.pages.ask(letter)
            self.show_outline(letter)

    def forget_findings(self) -> None:
        """The letter is another one: what was found in the one before says nothing of it."""
        self._checks.forget()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show everything that was found, where it was found and in the last line."""
        self._checks.show_findings(findings)

    def submit(self) -> None:
        """Ask for approval, with the note at the foot."""
        self.deeds.submit(self.parts.foot.note.text())

    def unsaved_words(self) -> dict[str, str]:
        """The letter as it stands on screen, where the office lacks some of it."""
        letter = self.letter_now() if self.keeper.is_dirty else None
        return {f"letter:{self.letter_id}": json.dumps(to_json(letter))} if letter is not None else {}

    def change_letter(self, letter: Letter) -> None:
        """Show another letter made here, and keep it like anything typed."""
        self._show_words(letter)
        self._on_edited("")
