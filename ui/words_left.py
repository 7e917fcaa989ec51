"""Words that a window left on this machine when it ended unexpectedly: offered back in the form they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.record.left_here import LeftMatter, left_here
from app.staff.drafts import take_up_words
from app.staff.permissions import Permission
from ui.contacts.matters import Matters
from ui.kit.ask import Answer, Question, ask
from ui.kit.dates import show_moment, show_time, today_here
from ui.kit.notices import Notice
from ui.parts.words_here import WordsHere
from ui.shell.window import MainWindow

LEFT, GONE, CHANGED = "words-left", "words-of-nothing", "words-overtaken"


class WordsLeft(QObject):
    """Until they are picked up or discarded they stay on this machine, and are offered at each signing in."""

    def __init__(self, window: MainWindow, matters: Matters, here: WordsHere) -> None:
        super().__init__(window)
        self._window, self._desk, self._matters, self._here = window, window.desk, matters, here

    def offer(self) -> None:
        """One quiet line, where there are any."""
        if self._here.left and not self._desk.why_not(Permission.CONTACT_READ):
            left = {subject: (one.fields, one.typed_at) for subject, one in self._here.left.items()}
            self._desk.read(self, left_here, left, then=self._show)

    def _show(self, found: Sequence[LeftMatter]) -> None:
        self._discard([one for one in found if one.is_kept])  # they had arrived; only that they had was not noted
        still = self._still_left(found)
        there = [one for one in still if one.matter is not None]
        gone = [one for one in still if one.matter is None]
        if gone:
            sentence = f"Words from {self._when(gone)} belong to what is gone, or no longer yours to see."
            self._tell(GONE, sentence, ("Copy the words", partial(self._copy, gone)), gone)
        if there:
            where = f" in {len(there)} forms" if len(there) > 1 else ""
            sentence = f"Words from {self._when(there)}{where} were not saved."
            self._tell(LEFT, sentence, ("Pick up", partial(self._pick_up, there)), there)

    def _tell(self, key: str, sentence: str, way: tuple[str, partial[None]], about: Sequence[LeftMatter]) -> None:
        discard = partial(self._discard, about)
        self._window.notify(
            Notice(sentence, "warn", *way, key=key, or_else="Discard", do_else=discard, everywhere=True)
        )

    def _still_left(self, about: Sequence[LeftMatter]) -> list[LeftMatter]:
        """Those neither picked up nor discarded since: a notice is brought back from the list of past ones too."""
        return [one for one in about if one.subject in self._here.left]

    def _when(self, about: Sequence[LeftMatter]) -> str:
        """When they were typed last."""
        return moment_words(max(self._here.left[one.subject].typed_at for one in about))

    def _discard(self, about: Sequence[LeftMatter]) -> None:
        for one in about:
            self._here.drop_left(one.subject)

    def _copy(self, gone: Sequence[LeftMatter]) -> None:
        """Whoever has them on the clipboard may still need them: they are offered again until they are discarded."""
        words = (
            text for one in self._still_left(gone) for text in self._here.left[one.subject].fields.values() if text
        )
        if copied := "\n\n".join(words):
            QGuiApplication.clipboard().setText(copied)

    def _pick_up(self, there: Sequence[LeftMatter]) -> None:
        """The office has them as what was put down; the latest is opened, the others wait where such matters do."""
        wanted = [one for one in self._still_left(there) if self._is_still_wanted(one)]
        if wanted:
            self._desk.keep(
                self,
                take_up_words,
                {one.subject: self._here.left[one.subject].fields for one in wanted},
                then=lambda _kept: self._on_kept(wanted),
                failed=partial(self._not_kept, there),
            )

    def _on_kept(self, taken: Sequence[LeftMatter]) -> None:
        self._discard(taken)
        for one in taken:
            if one.matter is not None:
                # A form that is open already reads what is half typed again.
                self._desk.changed.emit(frozenset({":".join(one.matter.opens.split(":")[:2])}))
        self._tell_changed(taken)
        first = taken[0].matter
        if first is not None:
            self._matters.bring(first)

    def _not_kept(self, there: Sequence[LeftMatter], _error: Exception) -> bool:
        """Why is told in the common way; they are offered still."""
        self._show(there)
        return False

    def _tell_changed(self, taken: Sequence[LeftMatter]) -> None:
        changed = [changed_words(one) for one in taken if one.changed_at is not None]
        if changed:
            self._window.notify(Notice(" ".join(changed), "warn", key=CHANGED, everywhere=True))

    def _is_still_wanted(self, one: LeftMatter) -> bool:
        """Where the same person went on elsewhere since, they say which words are to stand."""
        if not one.newer or one.matter is None or one.newer_at is None:
            return True
        here, there = moment_words(self._here.left[one.subject].typed_at), moment_words(one.newer_at)
        answers = (
            Answer("here", f"Those from {here}"),
            Answer("there", f"Those from {there}", danger=True),
        )
        said = "You went on with it elsewhere. The words you choose stand in the form; the others are lost."
        chosen = ask(Question(f"{one.matter.title}: which words?", said, answers, "Decide later"), self._window)
        if chosen == "there":
            self._discard([one])
        return chosen == "here"


def changed_words(one: LeftMatter) -> str:
    """That the record is another than when the words were typed."""
    title = one.matter.title if one.matter is not None else ""
    return f"{title} was changed by {one.changed_by}, {moment_words(one.changed_at)}: look at it before you save."


def moment_words(moment: datetime | None) -> str:
    """The time, with its day where that is not today."""
    if moment is None:
        return ""
    return show_time(moment) if moment.astimezone().date() == today_here() else show_moment(moment)
