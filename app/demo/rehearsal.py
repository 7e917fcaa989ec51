"""Acting as the people of the demo at moments of the past, through the office's own verbs and guards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from random import Random
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

import app.schema  # noqa: F401 - every mapper must be known before the first query
from app import PROGRAM
from app.basics.clock import SetClock
from app.staff.permissions import permissions_of
from app.staff.tables import Desk, Staff, StaffRole
from app.staff.work import Actor, ReadWork, Work
from app.store.engines import bind_action, installing, writer
from app.store.tables import Action
from app.wiring import WIRING

P = ParamSpec("P")
R = TypeVar("R")


class Rehearsal:
    """One owner's connection that acts in many names; every act leaves its action and changes, at its own time.

    The office must be in test mode meanwhile: only then do the guards date a change by its action.
    """

    def __init__(self, session: Session, seed: str) -> None:
        self.session = session
        self.actors = _actors(session)
        self._random = Random(seed)

    def act(
        self, login: str, at: datetime, verb: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Do one thing as somebody, at that instant."""
        return self.because("", login, at, verb, *args, **kwargs)

    def because(
        self,
        why: str,
        login: str,
        at: datetime,
        verb: Callable[Concatenate[Work, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Do one thing for a reason that is put on record."""
        actor = self.actors[login]
        room = verb.__module__.removeprefix("app.").partition(".")[0]
        action = Action(
            request_id=UUID(int=self._random.getrandbits(128), version=4),
            verb=f"{room}.{verb.__name__}",
            staff_id=actor.staff_id,
            at=at,
            program=PROGRAM,
            reason=why,
        )
        self.session.add(action)
        self.session.flush()
        bind_action(self.session.connection(), action.id, actor.staff_id)
        work = Work(self.session, actor, SetClock(at), WIRING, why, action.request_id, action.id)
        result = verb(work, *args, **kwargs)
        self.session.flush()
        action.result = result if isinstance(result, int | str) else None
        self.session.flush()
        return result

    def read(
        self, login: str, at: datetime, finder: Callable[Concatenate[ReadWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Ask a finder as somebody, as of that instant."""
        return finder(ReadWork(self.session, self.actors[login], SetClock(at), WIRING), *args, **kwargs)

    @contextmanager
    def scene(self) -> Iterator[None]:
        """One transaction of several acts."""
        with self.session.begin(), installing(self.session.connection()):
            yield
        self.session.expunge_all()


@contextmanager
def rehearsing(engine: Engine, seed: str) -> Iterator[Rehearsal]:
    """A rehearsal on the owner's engine."""
    with Session(writer(engine), expire_on_commit=False) as session:
        with session.begin():
            rehearsal = Rehearsal(session, seed)
        yield rehearsal


def _actors(session: Session) -> Mapping[str, Actor]:
    """Everybody of the demo with the role they have."""
    rows = session.execute(
        select(Staff, StaffRole.role, Desk.name, Desk.zone)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .join(Desk, Desk.id == Staff.desk_id)
    ).all()
    return {
        staff.login: Actor(
            staff_id=staff.id,
            login=staff.login,
            name=staff.display_name,
            job_title=staff.job_title,
            desk_id=staff.desk_id,
            desk_name=desk,
            zone=zone,
            roles=frozenset({role}),
            permissions=permissions_of(frozenset({role})),
        )
        for staff, role, desk, zone in rows
    }
