"""The desk: what every page talks to when it wants to know or to do something."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any, Concatenate, NewType, ParamSpec, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.basics.problems import DatabaseAway, WorldProblem
from app.office import InDoubt
from app.staff.permissions import Permission
from app.staff.why_not import why_not
from app.staff.work import Actor
from ui.kit.background import BackgroundRunner, Runner
from ui.kit.preferences import Preferences

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

Changed = frozenset[str]
Ticket = NewType("Ticket", int)
OnFailure = Callable[[Exception], bool | None]
_Asked = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any], str]
_Thing = tuple[Callable[..., Any], int | str | None]
"""A verb and the record it works on."""

MOST_UNANSWERED = 50
IN_DOUBT_FOR = 300.0
"""Seconds in which the same act is the one that may have been saved already; later it is a wish of its own."""

log = logging.getLogger(__name__)


class Done(Protocol[R_co]):
    """What an act answers: its result, and what it changed as ``kind:id``, or ``kind:*`` for many."""

    @property
    def result(self) -> R_co: ...

    @property
    def changed(self) -> frozenset[str]: ...


class OfficeDoor(Protocol):
    """The office as the window sees it; each call blocks, and is therefore made on workers only."""

    @property
    def actor(self) -> Actor: ...

    def read(self, finder: Callable[Concatenate[Any, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R: ...

    def act_once(
        self,
        request_id: uuid.UUID,
        reason: str,
        verb: Callable[Concatenate[Any, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[R]: ...

    def keep(self, verb: Callable[Concatenate[Any, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R: ...


def touches(changed: Changed, *subjects: str) -> bool:
    """Whether any of ``subjects`` (``kind:id``, or ``kind:*`` for any of a kind) is among what changed.

    ``*`` alone among what changed means: anything may have, as after a lost connection.
    """
    if "*" in changed:
        return True
    kinds = {subject.partition(":")[0] for subject in changed}
    for subject in subjects:
        kind, _, number = subject.partition(":")
        if subject in changed or f"{kind}:*" in changed or (number == "*" and kind in kinds):
            return True
    return False


class Desk(QObject):
    """Reads three at a time, acts one by one in order; answers arrive on the GUI thread."""

    changed = Signal(object)
    """frozenset of ``kind:id``: after every act of this window, and from the change feed of other desks."""
    problem = Signal(object)
    """An Exception that no page dealt with."""
    settled = Signal(object)
    """The Exception for which something was not saved, where the same thing is saved now."""
    saved = Signal()
    lost = Signal()
    """The database cannot be reached."""
    found_again = Signal()
    """The first answer after ``lost``: what is shown may be old and should be read again."""
    acting = Signal()
    """An act began; ``acted`` follows when none is left under way."""
    acted = Signal()
    """Every answer is there and was dealt with: nothing is being saved, and what was not is known."""
    half_typed = Signal()
    """Something half typed was kept, forgotten or taken in hand: what lists it should read again."""

    def __init__(
        self,
        door: OfficeDoor,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        reads: Runner | None = None,
        acts: Runner | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self._door = door
        self._reads = reads if reads is not None else BackgroundRunner(self, workers=3)
        self._acts = acts if acts is not None else BackgroundRunner(self, workers=1)
        self._now = now
        self._unanswered: list[tuple[_Asked, uuid.UUID, float]] = []
        """Acts whose answer was lost on the way, each with the id it was sent under, and when it was lost."""
        self._unsettled: dict[_Thing, Exception] = {}
        """What failed to be saved, with its failure, until the same thing is saved."""
        self._acts_under_way = 0
        self._is_reachable = True
        self._is_shut = False

    def read(
        self,
        owner: QObject | None,
        finder: Callable[..., R],
        /,
        *args: Any,
        then: Callable[[R], None],
        failed: OnFailure | None = None,
        **kwargs: Any,
    ) -> Ticket:
        """Call ``finder(work, *args, **kwargs)`` on a worker and give ``then`` its answer.

        Nothing is called once ``owner`` is deleted. ``failed`` takes the problem; if it is missing or returns
        False the problem goes the common way, to the notice bar.
        """
        if self._is_shut:
            return Ticket(0)
        return Ticket(
            self._reads.submit(
                lambda: self._door.read(finder, *args, **kwargs),
                on_done=lambda answer: self._answered(then, answer),
                on_error=lambda error: self._failed(error, failed),
                owner=owner,
            )
        )

    def act(
        self,
        owner: QObject | None,
        verb: Callable[..., R],
        /,
        *args: Any,
        why: str = "",
        then: Callable[[R], None] | None = None,
        failed: OnFailure | None = None,
        **kwargs: Any,
    ) -> None:
        """Do ``verb(work, *args, **kwargs)`` as one transaction, after all acts asked for earlier.

        ``why`` stands in the history of what it changes. ``then`` gets the result, afterwards ``changed`` is emitted,
        also when ``owner`` is gone by then. Where the connection broke in mid-save, the same act asked for again goes
        under the same request id, so that it is never done twice.
        """
        if self._is_shut:
            return
        asked = (verb, args, kwargs, why)
        request_id = self._request_id(asked)
        self._acts_under_way += 1
        self.acting.emit()
        self._acts.submit(
            lambda: self._door.act_once(request_id, why, verb, *args, **kwargs),
            on_done=lambda done: self._acted(done, _thing(verb, args), owner, then),
            on_error=lambda error: self._not_acted(error, asked, request_id, owner, failed),
        )

    def keep(
        self,
        owner: QObject | None,
        verb: Callable[..., R],
        /,
        *args: Any,
        then: Callable[[R], None] | None = None,
        failed: OnFailure | None = None,
        **kwargs: Any,
    ) -> None:
        """Write what is unaudited by decision (drafts, leases), in order with the acts; other desks hear nothing."""
        if self._is_shut:
            return
        self._acts_under_way += 1
        self._acts.submit(
            lambda: self._door.keep(verb, *args, **kwargs),
            on_done=lambda result: self._kept(result, _thing(verb, args), owner, then),
            on_error=lambda error: self._act_failed(error, _thing(verb, args), owner, failed),
        )

    def why_not(self, permission: Permission) -> str:
        """Why the person may not, and who may; empty where they may. Every screen asks this, and none a role."""
        return why_not(self._door.actor, permission)

    def forget(self, ticket: Ticket | None) -> None:
        """Ignore the answer of an earlier read, so that an old answer never overwrites a new one."""
        if ticket is not None:
            self._reads.forget(ticket)

    def changed_elsewhere(self, changed: Changed) -> None:
        """The change feed's way in: what other desks changed."""
        self.changed.emit(changed)

    @property
    def is_acting(self) -> bool:
        """Whether something is still being saved; the window closes only afterwards."""
        return self._acts_under_way > 0

    def shut_down(self, msecs: int = 5000) -> bool:
        """Drop what has not begun and wait for the rest; false if something still runs after ``msecs``.

        What is asked for afterwards, while a window goes, is not begun: there is nobody any more to answer.
        """
        self._is_shut = True
        acts_ended = self._acts.shut_down(msecs)
        return self._reads.shut_down(msecs) and acts_ended

    def _answered(self, then: Callable[[R], None], answer: R) -> None:
        self._note_reachable(reachable=True)
        then(answer)

    def _failed(self, error: Exception, failed: OnFailure | None) -> bool:
        """Whether it went the common way, to the notice bar."""
        if isinstance(error, DatabaseAway):
            self._note_reachable(reachable=False)
        if not isinstance(error, WorldProblem):
            log.error("A call to the office failed in a way nobody expected.", exc_info=error)
        is_told = failed is None or failed(error) is False
        if is_told:
            self.problem.emit(error)
        return is_told

    def _acted(self, done: Done[R], thing: _Thing, owner: QObject | None, then: Callable[[R], None] | None) -> None:
        self._settle(thing)
        self._note_reachable(reachable=True)
        try:
            if then is not None and _is_alive(owner):
                then(done.result)
        finally:
            self.saved.emit()
            self.changed.emit(done.changed)
            self._act_ended()

    def _kept(self, result: R, thing: _Thing, owner: QObject | None, then: Callable[[R], None] | None) -> None:
        self._settle(thing)
        self._note_reachable(reachable=True)
        try:
            if then is not None and _is_alive(owner):
                then(result)
        finally:
            self.half_typed.emit()
            self._act_ended()

    def _request_id(self, asked: _Asked) -> uuid.UUID:
        """A new id; the old one for what was asked for a little before and may have been saved or not."""
        since = self._now() - IN_DOUBT_FOR
        self._unanswered = [one for one in self._unanswered if one[2] > since]
        for at, (before, request_id, _lost_at) in enumerate(self._unanswered):
            if before == asked:
                del self._unanswered[at]
                return request_id
        return uuid.uuid4()

    def _not_acted(
        self, error: Exception, asked: _Asked, request_id: uuid.UUID, owner: QObject | None, failed: OnFailure | None
    ) -> None:
        if isinstance(error, InDoubt):
            self._unanswered = [*self._unanswered, (asked, request_id, self._now())][-MOST_UNANSWERED:]
        self._act_failed(error, _thing(*asked[:2]), owner, failed)

    def _act_failed(self, error: Exception, thing: _Thing, owner: QObject | None, failed: OnFailure | None) -> None:
        before = self._unsettled.get(thing)
        if isinstance(before, InDoubt):
            self.settled.emit(before)  # this is what is known now
            before = None
        self._unsettled[thing] = error
        try:
            if not self._failed(error, failed if _is_alive(owner) else None) and before is not None:
                self._unsettled[thing] = before  # it is what stands there, and is over when the thing is saved
        finally:
            self._act_ended()

    def _settle(self, thing: _Thing) -> None:
        problem = self._unsettled.pop(thing, None)
        if problem is not None:
            self.settled.emit(problem)

    def _act_ended(self) -> None:
        self._acts_under_way -= 1
        if not self._acts_under_way:
            self.acted.emit()

    def _note_reachable(self, *, reachable: bool) -> None:
        if reachable != self._is_reachable:
            self._is_reachable = reachable
            (self.found_again if reachable else self.lost).emit()


def _thing(verb: Callable[..., Any], args: tuple[Any, ...]) -> _Thing:
    """What a verb works on: the record that it is given first, whatever shall stand there."""
    first = args[0] if args and isinstance(args[0], int | str | None) else None
    return verb, first


def _is_alive(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)
