"""The change feed outlives what goes wrong, and tells a lost connection from a fault of ours."""

from __future__ import annotations

import logging
import threading

import pytest
import sqlalchemy as sa

from app.store.engines import installing, make_engine
from app.store.feed import CHANNEL, Feed
from tests.support.acting import as_owner, new_action
from tests.support.databases import Database


def announce(database: Database, keys: str) -> None:
    """Another desk did something."""
    with as_owner(database) as connection, installing(connection):
        action = new_action(connection, "ada.adviser")
        told = sa.text("UPDATE action SET touched = :told WHERE id = :id").bindparams(id=action)
        if database.kind == "postgresql":
            connection.execute(sa.select(sa.func.pg_notify(CHANNEL, f"other|{keys}")))
        else:
            connection.execute(told, {"told": f'"other|{keys}"'})


def test_a_fault_of_ours_is_logged_as_one_and_the_feed_goes_on(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    again = threading.Event()

    def hear(keys: frozenset[str]) -> None:
        if keys == {"*"}:
            again.set()
        else:
            raise ValueError("this page was never asked")

    engine = database.engine("ada.adviser")
    feed = Feed(engine, "mine", hear, every=0.05)
    assert feed.ready.wait(10)
    announce(database, "person:1")
    assert again.wait(10)
    feed.stop()
    engine.dispose()
    (fault,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert fault.exc_info is not None
    assert isinstance(fault.exc_info[1], ValueError)
    caplog.clear()


def test_a_lost_connection_is_no_fault_and_is_told(
    postgres_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    again = threading.Event()
    engine = postgres_database.engine("ada.adviser")
    feed = Feed(engine, "mine", lambda _keys: again.set(), every=0.05)
    assert feed.ready.wait(10)
    with as_owner(postgres_database) as connection:
        connection.execute(sa.text(_CUT))
    assert again.wait(10)
    feed.stop()
    engine.dispose()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


_CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_a_line_on_which_nothing_is_said_is_tried_all_the_same() -> None:
    engine = make_engine("postgresql://server/office")
    seen: dict[str, object] = {}

    @sa.event.listens_for(engine, "do_connect")
    def keep(_dialect: object, _record: object, _args: object, settings: dict[str, object]) -> None:
        seen.update(settings)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        engine.connect()
    assert (seen["keepalives_idle"], seen["keepalives_interval"], seen["keepalives_count"]) == (30, 10, 3)
