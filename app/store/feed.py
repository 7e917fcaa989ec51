"""What other desks change: a thread that hears of each committed action and passes on its keys."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing

import sqlalchemy as sa
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.basics.problems import DatabaseAway
from app.store.tables import Action

CHANNEL = "fairhand"
log = logging.getLogger(__name__)

Heard = Callable[[frozenset[str]], None]
"""Called on the feed's own thread with ``kind:id`` keys; ``{"*"}`` means: re-read all that is open."""


def payload(sender: str, keys: frozenset[str]) -> str:
    """What PostgreSQL carries: the sender, so that a desk can skip its own echo, and the keys."""
    return f"{sender}|{','.join(sorted(keys))}"


class Feed:
    """Listens until stopped; ``ready`` is set once it does.

    After a connection was lost and found again it says ``*``, since what was sent meanwhile is gone.
    """

    def __init__(self, engine: Engine, sender: str, heard: Heard, *, every: float = 1.0) -> None:
        self._engine, self._sender, self._heard, self._every = engine, sender, heard, every
        self.ready = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="change feed", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; returns when it is gone."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        listen = self._listen if self._engine.dialect.name == "postgresql" else self._poll
        first = True
        while not self._stop.is_set():
            try:
                listen(say_all=not first)
            except Exception as error:  # the feed outlives a fault of ours as well, and says whose it is
                if _is_lost(error):
                    log.info("the change feed lost its connection and tries again: %s", error)
                else:
                    log.exception("the change feed failed in a way nobody expected and begins again")
                self._stop.wait(2 * self._every)
            first = False

    def _listen(self, *, say_all: bool) -> None:
        import psycopg

        raw = self._engine.raw_connection()
        connection = raw.driver_connection
        if not isinstance(connection, psycopg.Connection):
            raise TypeError("the feed needs psycopg")
        raw.detach()  # it is the feed's own from here: the pool would roll back what is closed already, and log it
        with closing(connection):
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._begun(say_all=say_all)
            while not self._stop.is_set():
                for note in connection.notifies(timeout=0.25):
                    self._pass_on(note.payload)

    def _begun(self, *, say_all: bool) -> None:
        if say_all:
            self._heard(frozenset({"*"}))
        self.ready.set()

    def _pass_on(self, text: str) -> None:
        sender, _, keys = text.partition("|")
        if sender != self._sender and keys:
            self._heard(frozenset(keys.split(",")))

    def _poll(self, *, say_all: bool) -> None:
        with self._engine.connect() as connection:
            last = connection.scalar(select(sa.func.coalesce(sa.func.max(Action.id), 0))) or 0
        self._begun(say_all=say_all)
        while not self._stop.wait(self._every):
            with self._engine.connect() as connection:
                query = select(Action.id, Action.touched).where(Action.id > last).order_by(Action.id)
                rows = connection.execute(query).all()
            for row in rows:
                last = row.id
                self._pass_on(row.touched or "")


def _is_lost(error: Exception) -> bool:
    """Whether the connection is at fault; psycopg is known by its name, since a window on SQLite never loads it."""
    homes = {base.__module__.partition(".")[0] for base in type(error).__mro__}
    return "psycopg" in homes or isinstance(error, DBAPIError | DatabaseAway | PoolTimeout | OSError)
