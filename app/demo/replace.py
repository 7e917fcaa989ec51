"""Making room where an older demo stands; a real office is never touched."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, inspect, select, text

from app.basics.problems import WorldProblem
from app.store.engines import make_engine, write_transaction
from app.store.tables import OfficeInfo


class NotADemo(WorldProblem):
    """What is to be replaced is no demo office."""


def make_room(url: URL) -> None:
    """Remove the demo office at the URL, if one is there. Raises NotADemo for anything else that is there."""
    if url.get_backend_name() == "sqlite":
        _remove_file(url)
        return
    engine = make_engine(url)
    try:
        with write_transaction(engine) as connection:
            if not inspect(connection).get_table_names():
                return
            if not (inspect(connection).has_table("office_info") and connection.scalar(select(OfficeInfo.is_demo))):
                raise _not_a_demo()
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
            connection.execute(text("GRANT USAGE ON SCHEMA public TO PUBLIC"))
    finally:
        engine.dispose()


def _remove_file(url: URL) -> None:
    path = Path(url.database or "")
    if not path.is_file():
        return
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table("office_info")
            if not (known and connection.scalar(select(OfficeInfo.is_demo))):
                raise _not_a_demo()
    finally:
        engine.dispose()
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _not_a_demo() -> NotADemo:
    return NotADemo(
        "What is there is no demo office, so it is not replaced.", "Choose another database or another file."
    )
