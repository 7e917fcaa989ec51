"""What stands in for threads and for the office in the tests of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from app.staff.permissions import Permission
from app.staff.work import Actor
from ui.kit.gallery_desk import AtOnceRunner


class HeldRunner:
    """Keeps work until the test lets it go, in any order: for late answers."""

    def __init__(self) -> None:
        self.held: dict[int, Callable[[], object]] = {}
        self._last = 0

    def submit(
        self,
        work: Callable[[], Any],
        *,
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], object],
        owner: QObject | None = None,
    ) -> int:
        self._last += 1
        runner = AtOnceRunner()
        self.held[self._last] = partial(runner.submit, work, on_done=on_done, on_error=on_error, owner=owner)
        return self._last

    def forget(self, ticket: int) -> None:
        self.held.pop(ticket, None)

    def shut_down(self, msecs: int = 5000) -> bool:
        self.held.clear()
        return True

    def let_go(self, ticket: int | None = None) -> None:
        """Run one, or all that are held now."""
        for number in [ticket] if ticket is not None else list(self.held):
            self.held.pop(number)()


@dataclass(frozen=True)
class FakeDone:
    """What the fake door's acts answer."""

    result: Any
    changed: frozenset[str] = frozenset()


EVERYBODY = Actor(
    0,
    "any.body",
    "Any Body",
    "",
    0,
    "",
    "Europe/London",
    frozenset(),
    frozenset(permission for permission in Permission),
)
"""Somebody who may do everything."""


@dataclass
class FakeDoor:
    """An office with nothing behind it: finders and verbs are called with ``work``; ``act`` says what changed."""

    work: Any = None
    actor: Actor = EVERYBODY
    changed: frozenset[str] = frozenset()
    acts: list[tuple[Any, ...]] = field(default_factory=list)
    requests: list[tuple[UUID, str]] = field(default_factory=list)
    kept: list[tuple[Any, ...]] = field(default_factory=list)

    def read(self, finder: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return finder(self.work, *args, **kwargs)

    def act_once(
        self, request_id: UUID, reason: str, verb: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> FakeDone:
        self.requests.append((request_id, reason))
        self.acts.append((verb, args, kwargs))
        return FakeDone(verb(self.work, *args, **kwargs), self.changed)

    def keep(self, verb: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        self.kept.append((verb, args, kwargs))
        return verb(self.work, *args, **kwargs)
