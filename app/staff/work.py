"""The unit of work: what every finder and verb is given, built only by the Office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol, Self
from uuid import UUID

from sqlalchemy.orm import Session

from app.basics.clock import Clock, today_in
from app.basics.events import Event
from app.basics.file_types import FileType
from app.basics.problems import NotAllowed
from app.staff.permissions import READING, ROLE_NAMES, Permission, roles_with
from app.staff.tables import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in, as the office sees them today."""

    staff_id: int
    login: str
    name: str
    job_title: str
    desk_id: int
    desk_name: str
    zone: str
    roles: frozenset[Role]
    permissions: frozenset[Permission]
    circles: frozenset[int] = frozenset()

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def only_reads(self) -> bool:
        """Whether none of the person's rights is one to write: an auditor's."""
        return all(permission.value.endswith(".read") for permission in self.permissions)


@dataclass(frozen=True, slots=True)
class Due:
    """By when a matter must be answered, and how many working days of its own calendar are left: negative when late.

    ``days_left`` is None where a year on the way is not confirmed, so that nobody can say.
    """

    day: date
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decides on a letter of a matter, as its procedure says.

    ``roles`` may (empty: whoever may approve letters), ``barred`` (staff ids) may not because they had a hand in an
    earlier stage; ``stage`` names the stage. ``procedure_version_id`` is the library's version of the procedure, None
    where the sending desk's counts; ``promises`` and ``promises_money`` say whether the letter promises something.
    """

    roles: tuple[Role, ...] = ()
    barred: frozenset[int] = frozenset()
    stage: str = ""
    procedure_version_id: int | None = None
    promises: bool = False
    promises_money: bool = False


@dataclass(frozen=True, slots=True)
class EasedCheck:
    """A check that a matter's procedure leaves out or lets only warn: for points of these outcomes, none for all."""

    rule: str
    off: bool
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class MatterFile:
    """A file among the papers of a matter. ``source`` is its ``kind:id``; ``set_aside`` says why it counts no more."""

    source: str
    title: str
    file_type: FileType
    size: int
    sha256: str
    set_aside: str = ""


class Subject(Protocol):
    """What a letter may answer, seen from below: correspondence asks it for facts without knowing it."""

    def title(self, work: ReadWork, subject_id: int) -> str:
        """One line that names the matter."""
        ...

    def letter_facts(self, work: ReadWork, subject_id: int, letter_kind: str) -> Mapping[str, Any]:
        """The matter's part of ``letters/facts.schema.json``, as of now."""
        ...

    def due_days(self, work: ReadWork, subject_ids: Sequence[int]) -> Mapping[int, Due]:
        """By when each matter must be answered, as its clock stands now; those without such a day are left out."""
        ...

    def deciders(self, work: ReadWork, subject_id: int, letter_kind: str) -> Deciders:
        """Who decides on a letter of this kind as the matter stands now."""
        ...

    def eased_checks(self, work: ReadWork, subject_id: int, letter_kind: str) -> Sequence[EasedCheck]:
        """What the matter's procedure asks less of a letter of this kind."""
        ...

    def files(self, work: ReadWork, subject_id: int) -> Sequence[MatterFile]:
        """The files that a letter on it may enclose, those that were set aside too."""
        ...

    def file_content(self, work: ReadWork, source: str) -> tuple[str, bytes]:
        """The name and the bytes of one of them, its hash checked."""
        ...


class Wiring(Protocol):
    """How a verb reaches the rooms above its own: see ``app.wiring``."""

    def handle(self, work: Work, event: Event) -> None: ...

    def subject(self, kind: str) -> Subject: ...


@dataclass(frozen=True, slots=True)
class ReadWork:
    """One reading transaction of one person."""

    session: Session
    actor: Actor
    clock: Clock
    wiring: Wiring

    def require(self, permission: Permission) -> None:
        """Go on only if the person may; otherwise NotAllowed names who may."""
        if not self.actor.may(permission):
            who = " or ".join(ROLE_NAMES[role] for role in roles_with(permission)) or "nobody"
            thing, deed = permission.value.split(".")
            raise NotAllowed(
                f"You may not {deed} here: {thing} · {deed} is not among your rights.",
                f"Ask somebody who may: {who}.",
            )

    def judging(self) -> Self:
        """The same work, free to read what a rule must look at; of that only the rule's answer goes to the person."""
        return replace(self, actor=replace(self.actor, permissions=self.actor.permissions | READING))

    def now(self) -> datetime:
        """The instant, UTC, by the database server's clock."""
        return self.clock.now()

    def today(self) -> date:
        """The date at the person's own desk."""
        return today_in(self.clock, self.actor.zone)


@dataclass(frozen=True, slots=True)
class Work(ReadWork):
    """One writing transaction: it commits whole, with its action and change rows, or not at all."""

    reason: str = ""
    request_id: UUID | None = None
    action_id: int | None = None

    def raise_event(self, event: Event) -> None:
        """Tell the rooms above; their handlers run now, in this transaction."""
        self.wiring.handle(self, event)
