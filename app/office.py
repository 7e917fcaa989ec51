"""The one door: an Office is a connection and a signed-in person."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria
from sqlalchemy.orm.exc import StaleDataError

import app.schema  # noqa: F401 - every mapper must be known before the first query
from app import PROGRAM
from app.basics.clock import Clock, ServerClock
from app.basics.events import RecordTouched
from app.basics.problems import Conflict, DatabaseAway, NotAllowed, WorldProblem
from app.staff.signing_in import actor_of, as_of_now
from app.staff.tables import Role
from app.staff.work import Actor, ReadWork, Work
from app.store.base import Circled
from app.store.engines import bind_action, make_engine, server_offset, writer
from app.store.faults import as_problem
from app.store.feed import CHANNEL, Feed, Heard, payload
from app.store.installation import check_version
from app.store.tables import Action
from app.store.touched import shorten, watch
from app.wiring import WIRING, OfficeWiring

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What a verb returned, and what it changed, as ``kind:id`` keys."""

    result: R
    changed: frozenset[str]


class InDoubt(DatabaseAway):
    """The connection broke while something was being saved, and nobody can tell yet whether it was."""


class Office:
    """Reads through finders, acts through verbs; nobody else opens a session or names an actor."""

    def __init__(self, engine: Engine, actor: Actor, clock: Clock, wiring: OfficeWiring = WIRING) -> None:
        self.actor = actor
        self.clock = clock
        self._engine = engine
        self._wiring = wiring
        self._sender = uuid.uuid4().hex[:12]
        self._feed: Feed | None = None
        self._sent: set[uuid.UUID] = set()
        """Requests whose commit was sent and not answered yet: all others were surely not saved."""
        self._reading = sessionmaker(engine, expire_on_commit=False)
        self._writing = sessionmaker(writer(engine), expire_on_commit=False)
        if engine.dialect.name == "sqlite":
            for sessions in (self._reading, self._writing):
                sa.event.listen(sessions, "do_orm_execute", self._within_circles)

    @classmethod
    def sign_in(cls, url: str, login: str = "", password: str = "", *, clock: Clock | None = None) -> Self:
        """Open the office at a database URL as one person.

        Raises DatabaseAway, WrongPassword, NewerDatabase or OlderDatabase, each with a sentence. A demo office on
        SQLite takes no password.
        """
        try:
            with _as_problems():
                return cls._enter(url, login, password, clock)
        except DatabaseAway as away:
            raise away.at_start() from away

    @classmethod
    def _enter(cls, url: str, login: str, password: str, clock: Clock | None) -> Self:
        engine = make_engine(url, login=login, password=password)
        try:
            check_version(engine)
            with Session(engine) as session:
                at = clock or ServerClock(server_offset(engine))
                actor = actor_of(session, login, password, at)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, actor, at)

    @property
    def place(self) -> str:
        """Which database this is, told apart from every other; no password in it."""
        return self._engine.url.render_as_string(hide_password=True)

    def read(self, finder: Callable[Concatenate[ReadWork, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask a finder, in a transaction of its own that changes nothing."""
        with _as_problems(), self._reading() as session:
            return finder(ReadWork(session, self.actor, self.clock, self._wiring), *args, **kwargs)

    def act(self, verb: Callable[Concatenate[Work, P], R], /, *args: P.args, **kwargs: P.kwargs) -> Done[R]:
        """Do one thing, whole or not at all, under one new action row."""
        return self.act_once(uuid.uuid4(), "", verb, *args, **kwargs)

    def act_once(
        self,
        request_id: uuid.UUID,
        reason: str,
        verb: Callable[Concatenate[Work, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[R]:
        """Like ``act``, for a request that may be sent twice: the second time returns the first one's result.

        ``reason`` stands in the history of what it changes.
        """
        self._refuse_readers()
        try:
            try:
                return self._attempt(request_id, reason, verb, *args, **kwargs)
            except StaleDataError:
                # A row was saved elsewhere between our reading and our writing. Once more, over what stands now:
                # the verb merges what nobody else touched, or names each field that somebody did.
                return self._attempt(request_id, reason, verb, *args, **kwargs)
        except StaleDataError as error:
            raise Conflict("", []) from error
        except IntegrityError as error:
            if "request_id" not in str(error.orig):
                raise
            return self._done_before(request_id) or _never(error)
        except DatabaseAway as lost:
            if request_id not in self._sent:
                raise
            return self._settle(request_id, lost)

    def keep(self, verb: Callable[Concatenate[Work, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Write what is unaudited by decision (drafts, leases): no action row, no notice to other desks."""
        self._refuse_readers()
        with _as_problems(), self._writing() as session, session.begin():
            sa.event.listen(session, "after_flush", _refuse_audited)
            bind_action(session.connection(), None, self.actor.staff_id)
            return verb(Work(session, self.actor, self.clock, self._wiring), *args, **kwargs)

    def watch(self, heard: Heard) -> Feed:
        """Hear what other desks change, on a thread of the feed's own, until its ``stop`` or ``close`` here."""
        self._feed = Feed(self._engine, self._sender, heard)
        return self._feed

    def close(self) -> None:
        """Let go of every connection, and of the office: what SQLAlchemy listens with it would keep for good."""
        if self._feed is not None:
            self._feed.stop()
        self._engine.dispose()
        for sessions in (self._reading, self._writing):
            if sa.event.contains(sessions, "do_orm_execute", self._within_circles):
                sa.event.remove(sessions, "do_orm_execute", self._within_circles)

    def _refuse_readers(self) -> None:
        """Who only reads leaves no row at all, not even the action's: the database would refuse it as well."""
        if self.actor.only_reads:
            raise NotAllowed("You may read everything here and write nothing.", "Ask somebody at a desk to do it.")

    def _attempt(
        self,
        request_id: uuid.UUID,
        reason: str,
        verb: Callable[Concatenate[Work, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[R]:
        with _as_problems(), self._writing() as session, session.begin():
            done = self._act(session, request_id, reason, verb, *args, **kwargs)
            self._sent.add(request_id)
        self._sent.discard(request_id)
        return done

    def _act(
        self,
        session: Session,
        request_id: uuid.UUID,
        reason: str,
        verb: Callable[Concatenate[Work, P], R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[R]:
        self.actor = as_of_now(session, self.actor, self.clock)
        action = Action(
            request_id=request_id,
            verb=_name(verb),
            reason=reason,
            staff_id=self.actor.staff_id,
            at=self.clock.now(),
            program=PROGRAM,
        )
        session.add(action)
        session.flush()
        bind_action(session.connection(), action.id, self.actor.staff_id)
        touched = watch(session)
        work = Work(session, self.actor, self.clock, self._wiring, reason, request_id, action.id)
        result = verb(work, *args, **kwargs)
        session.flush()
        work.raise_event(RecordTouched(frozenset(touched)))
        session.flush()
        changed = shorten(touched)
        action.result = result
        action.touched = payload(self._sender, changed)
        session.flush()
        if self._engine.dialect.name == "postgresql" and changed:
            session.execute(sa.select(sa.func.pg_notify(CHANNEL, action.touched)))
        return Done(result, changed)

    def _done_before(self, request_id: uuid.UUID) -> Done[Any] | None:
        """What this request did, if it was carried out."""
        with _as_problems(), self._reading() as session:
            query = sa.select(Action.result).where(Action.request_id == request_id)
            found = session.execute(query).one_or_none()
        return None if found is None else Done(found.result, frozenset({"*"}))

    def _settle(self, request_id: uuid.UUID, lost: DatabaseAway) -> Done[Any]:
        """The connection broke at the commit: look whether it was saved before saying that it was not."""
        try:
            done = self._done_before(request_id)
        except WorldProblem as still_away:
            raise InDoubt(
                "The connection was lost while this was being saved; whether it was saved is not known yet.",
                "What you typed is kept here. Save again once the connection is back: it is never saved twice.",
            ) from still_away
        self._sent.discard(request_id)
        if done is None:
            raise lost
        return done

    def _within_circles(self, state: ORMExecuteState) -> None:
        """On SQLite the finders add the predicate that PostgreSQL's policies enforce."""
        own = state.is_select and not state.is_column_load and not state.is_relationship_load
        if own and Role.AUDITOR not in self.actor.roles:
            circles = self.actor.circles
            state.statement = state.statement.options(
                with_loader_criteria(
                    Circled,
                    lambda row: sa.or_(row.circle_id.is_(None), row.circle_id.in_(circles)),
                    include_aliases=True,
                )
            )


def _refuse_audited(session: Session, _context: Any) -> None:
    """What leaves an audit row must go through ``act``: without an action it would look like direct SQL."""
    for row in (*session.new, *session.dirty, *session.deleted):
        table = sa.inspect(row).mapper.local_table
        if not table.info.get("unaudited"):
            raise TypeError(f"a row of {table.name} is audited and cannot be kept outside an action")


def _never(error: IntegrityError) -> Any:
    raise error


def _name(verb: Callable[..., Any]) -> str:
    room = verb.__module__.removeprefix("app.").partition(".")[0]
    return f"{room}.{verb.__name__}"


@contextmanager
def _as_problems() -> Iterator[None]:
    """The driver's errors as the world's problems; what is ours goes through as it is."""
    try:
        yield
    except DBAPIError as error:
        problem = as_problem(error)
        if problem is None:
            raise
        raise problem from error
