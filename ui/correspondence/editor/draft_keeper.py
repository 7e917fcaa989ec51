"""Keeps the words: on this machine within a blink, until the office has them, which it does at every pause."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.basics.problems import DiskFull, NotNow, WorldProblem
from app.correspondence.keep_letter_draft import fingerprint, keep_letter_draft
from app.correspondence.problems import DraftOvertaken, LetterInUse, LetterMoved
from app.staff.work import Work
from letters.content import Letter, to_json
from letters.problems import TextRefused
from ui.correspondence.editor.local_copy import KeptCopy, LocalCopies
from ui.correspondence.editor.page_state import Save
from ui.kit.desk import Desk
from ui.kit.pause import Pause
from ui.parts.owed_words import owed_words
from ui.parts.own_file import CannotKeepHere

PAUSE_MS, MOST_MS = 600, 4000
HERE_MS = 250
"""As soon after a key the words are on this machine, whether or not anybody pauses."""
TRY_AGAIN_MS = 10_000
KNOWN = 8


def keep_words(work: Work, letter_id: int, letter: Letter, known: deque[str]) -> str:
    """Store the letter as the working copy; returns what tells it from another.

    On the worker, where saves follow one another. Each is known before it is sent: it may arrive though its answer
    does not.
    """
    content, seen = to_json(letter), tuple(known)
    known.append(fingerprint(content))
    return keep_letter_draft(work, letter_id, content, seen)


class DraftKeeper(QObject):
    """``words`` gives the letter as it stands on screen; it may raise TextRefused."""

    changed = Signal()
    """What ``state``, ``since`` or ``why`` say is another by now."""
    kept = Signal()
    """The office has every word that was there when it was asked."""
    lost_the_letter = Signal(object)
    """A WorldProblem: the letter is not this person's to write any more."""
    overtaken = Signal(object)
    """A DraftOvertaken: another window wrote the letter; the words of this one are kept on this machine."""

    def __init__(self, desk: Desk, words: Callable[[], Letter], copies: LocalCopies, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._words, self._copies = desk, words, copies
        self._letter_id, self._key = 0, ""
        self._based_on = ""
        self._known: deque[str] = deque(maxlen=KNOWN)
        """What may stand in the office and is no news here: what was read last, and what was sent since."""
        self._dirty = False
        self._under_way: dict[str, int] = {}
        """By the letter's key the newest of its saves, until that one is answered; earlier ones end before it."""
        self._left: dict[str, Callable[[], None]] = {}
        """What sends the words of a letter that was left again, by its key: nobody else has them."""
        self.saves = 0
        """How often words were sent to the office: what was read before the last time may be older than the screen."""
        self.state: Save = "saved"
        self.since: datetime | None = None
        self.why = ""
        self._pause = Pause(self, PAUSE_MS, MOST_MS)
        self._pause.over.connect(self._save)
        self._soon = QTimer(self, singleShot=True, interval=HERE_MS)
        self._soon.timeout.connect(self._keep_here_now)
        self._again = QTimer(self, singleShot=True, interval=TRY_AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        desk.found_again.connect(self._on_found_again)

    def begin(self, letter_id: int, key: str, content: Mapping[str, Any]) -> KeptCopy | None:
        """Keep this letter from now on; returns words that stayed on this machine because the office was away."""
        self.stop()
        self._left.pop(key, None)  # its words are offered here
        self._letter_id, self._key = letter_id, key
        self.stored_now(content)
        self._show("saved", None)
        copy = self._copies.find(key)
        if copy is not None and fingerprint(copy.content) == self._based_on:
            self._copies.forget(key)
            return None
        return copy

    def is_based_on(self, copy: KeptCopy) -> bool:
        """Whether nobody has written the letter since the copy's words were typed over it."""
        return copy.based_on == self._based_on

    def stored_now(self, content: Mapping[str, Any]) -> None:
        """The office's draft is another one by now, with no word of ours missing in it."""
        self._based_on = fingerprint(content)
        self._known = deque([self._based_on], KNOWN)

    def stop(self) -> None:
        """Save what waits, and keep no letter any more."""
        self.flush()
        self._rest()
        self._letter_id, self._dirty = 0, False
        self._tell_owed(self._key)
        if self._left:
            self._again.start()

    def typed(self) -> None:
        """Words changed on screen."""
        self._dirty = True
        self._pause.typed()
        if not self._soon.isActive():
            self._soon.start()
        if self.state == "saved":
            self._show("typing", self.since)

    def flush(self) -> None:
        """Save now what waits for a pause; acts that are asked for afterwards come after it."""
        self._pause.cancel()
        if self._dirty:
            self._save()

    @property
    def is_dirty(self) -> bool:
        """Whether the office lacks words that are on screen."""
        return self._dirty or bool(self._under_way)

    def _save(self) -> None:
        if not self._letter_id or not self._dirty:
            return
        try:
            letter = self._words()
        except TextRefused as refusal:
            self._show("refused", self.since, str(refusal))
            return
        self._dirty = False
        self._soon.stop()
        self._send(self._letter_id, self._key, letter, self._based_on, self._known)

    def _send(self, letter_id: int, key: str, letter: Letter, based_on: str, known: deque[str]) -> None:
        self.saves += 1
        save = self._under_way[key] = self.saves
        not_kept_here = self._keep_here(key, letter, based_on)
        again = partial(self._send, letter_id, key, letter, based_on, known)
        self._desk.keep(
            self,
            keep_words,
            letter_id,
            letter,
            known,
            then=lambda stored: self._on_kept(letter_id, key, save, stored),
            failed=lambda error: (
                self._on_failed(letter_id, key, save, error, not_kept_here)
                if letter_id == self._letter_id or not not_kept_here
                else self._on_left_failed(key, save, error, again)
            ),
        )

    def _on_left_failed(self, key: str, save: int, error: Exception, again: Callable[[], None]) -> bool:
        """Told once; as soon as the office takes anything its words are sent again, unless it is opened before."""
        if self._answered(key, save) and isinstance(error, NotNow):
            is_news = key not in self._left
            self._left[key] = again
            self._again.start()
            return not is_news
        self._left.pop(key, None)
        return False

    def _try_again(self) -> None:
        self._save()
        for key, send in list(self._left.items()):
            if key not in self._under_way:
                send()

    def _keep_here_now(self) -> None:
        """Nobody paused yet; where it cannot be, the next save says so."""
        if self._letter_id and self._dirty:
            with suppress(TextRefused):
                self._keep_here(self._key, self._words(), self._based_on)

    def _rest(self) -> None:
        for timer in (self._soon, self._again):
            timer.stop()
        self._pause.cancel()

    def _keep_here(self, key: str, letter: Letter, based_on: str) -> str:
        """Keep a copy on this machine; returns a sentence when it cannot be."""
        try:
            self._copies.keep(key, KeptCopy(to_json(letter), based_on, datetime.now(UTC)))
        except CannotKeepHere as problem:
            return str(problem)
        return ""

    def _on_kept(self, letter_id: int, key: str, save: int, stored: str) -> None:
        is_newest = self._answered(key, save)
        is_here = letter_id == self._letter_id
        if is_here:
            self._based_on = stored
            self._known.append(stored)
            self._again.stop()
        if is_newest and not (is_here and self._dirty):
            self._copies.forget(key)
            self._left.pop(key, None)
            self._tell_owed(key)
        if is_here:
            self._show("typing" if self.is_dirty else "saved", datetime.now(UTC))
            self.kept.emit()

    def _answered(self, key: str, save: int) -> bool:
        """Whether this was the newest save of the letter, so that no other is under way."""
        is_newest = self._under_way.get(key) == save
        if is_newest:
            del self._under_way[key]
        return is_newest

    def _on_failed(self, letter_id: int, key: str, save: int, error: Exception, not_kept_here: str) -> bool:
        self._answered(key, save)
        before = self.state
        if letter_id == self._letter_id:
            self._dirty = True
            if isinstance(error, DraftOvertaken) and not not_kept_here:
                self._give_way(error)
                return True
            if isinstance(error, NotNow):
                self._again.start()
            state: Save = "nowhere" if not_kept_here else "away" if isinstance(error, NotNow) else "refused"
            self._show(state, self.since, not_kept_here or str(error))
        if isinstance(error, LetterInUse | LetterMoved):
            self.lost_the_letter.emit(error)
        is_news = self.state != before and (bool(not_kept_here) or isinstance(error, DiskFull))
        return isinstance(error, WorldProblem) and not is_news

    def _give_way(self, overtaken: DraftOvertaken) -> None:
        """Every word on screen is on this machine now; ``begin`` finds it, beside what the office has."""
        try:
            not_kept_here = self._keep_here(self._key, self._words(), self._based_on)
        except TextRefused as refusal:
            not_kept_here = str(refusal)
        if not_kept_here:
            self._show("refused", self.since, not_kept_here)
            return
        self._rest()
        self._letter_id, self._dirty = 0, False
        self.overtaken.emit(overtaken)

    def _on_found_again(self) -> None:
        self._try_again()

    def _tell_owed(self, key: str) -> None:
        """Whether this window is all that has words of a letter."""
        is_here = key == self._key and bool(self._letter_id) and self.state == "nowhere"
        is_so = is_here or self._copies.is_in_window_alone(key)
        owed_words(self._desk).only_on_screen(key, is_so=is_so)

    def _show(self, state: Save, since: datetime | None, why: str = "") -> None:
        self.state, self.since, self.why = state, since, why
        self._tell_owed(self._key)
        self.changed.emit()
