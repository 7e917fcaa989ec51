"""The steps lead from nothing to the mapped tables, and back, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, MetaData, inspect, text

from app.record.rewrite_search import rewrite_search
from app.schema import METADATA
from app.store.base import ALSO
from app.store.engines import make_engine, writer
from app.store.guards.catalogue import differences, remove
from app.store.installation import migrate, upgrade
from app.store.migrations.head import HEAD
from tests.support.databases import Database

_ROOT = Path(__file__).parents[2]

_CONSTRAINTS = """
SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
_INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
_COLUMNS = """
SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, character_maximum_length, collation_name,
  column_default) FROM information_schema.columns WHERE table_schema = 'public'
"""
_CHECK = re.compile(r"CONSTRAINT (\w+) CHECK (\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))")


@pytest.fixture
def owner(database: Database) -> Iterator[Engine]:
    engine = database.engine()
    yield writer(engine)
    engine.dispose()


def test_head_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(_ROOT / "app" / "store" / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_new_office_has_the_mapped_tables(owner: Engine) -> None:
    with owner.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_each_check_key_and_index_is_as_mapped(owner: Engine) -> None:
    """Alembic compares neither checks nor collations, so the catalogue of both ways is compared whole."""
    with owner.begin() as connection:
        migrated = _shape(connection)
        assert any("CHECK" in row or "_fits" in row for row in migrated)
        remove(connection)
        migrate(connection, METADATA, "down")
        _copy_of_the_mapped_tables().create_all(connection)
        mapped = _shape(connection)
        assert set(migrated) ^ set(mapped) == set()
        assert len(migrated) == len(mapped)


def test_down_leaves_nothing(owner: Engine) -> None:
    with owner.begin() as connection:
        remove(connection)
        migrate(connection, METADATA, "down")
    assert inspect(owner).get_table_names() == ["alembic_version"]


def test_up_again_makes_the_same(owner: Engine) -> None:
    with owner.begin() as connection:
        before = _shape(connection)
        remove(connection)
        migrate(connection, METADATA, "down")
        migrate(connection, METADATA, "up")
        assert _shape(connection) == before


def test_an_upgrade_puts_lost_guards_in_again(database: Database, owner: Engine) -> None:
    with owner.begin() as connection:
        remove(connection)
        assert differences(connection, METADATA)
    upgrade(database.owner_url, METADATA, rewrite_search)
    with owner.connect() as connection:
        assert differences(connection, METADATA) == []


def test_a_table_made_anew_by_a_batch_keeps_rows_and_gets_its_guards_back(sqlite_database: Database) -> None:
    """SQLite's batch mode copies a table and drops its triggers without a word."""
    from alembic.operations import Operations

    engine = make_engine(sqlite_database.owner_url)
    with writer(engine).connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        with connection.begin():
            operations = Operations(MigrationContext.configure(connection))
            remove(connection)
            with operations.batch_alter_table("circle", recreate="always") as batch:
                batch.alter_column("name", nullable=True)
            with operations.batch_alter_table("circle", recreate="always") as batch:
                batch.alter_column("name", nullable=False)
    engine.dispose()
    upgrade(sqlite_database.owner_url, METADATA, rewrite_search)
    engine = make_engine(sqlite_database.owner_url)
    with engine.connect() as connection:
        assert differences(connection, METADATA) == []
        assert connection.execute(text("SELECT count(*) FROM staff")).scalar_one() > 0
    engine.dispose()


def _copy_of_the_mapped_tables() -> MetaData:
    """``create_all`` on PostgreSQL marks a key that is added later, and SQLite would then leave it out for good."""
    copy = MetaData(naming_convention=METADATA.naming_convention)
    for table in METADATA.tables.values():
        made = {index.name: index for index in table.to_metadata(copy).indexes}
        for index in table.indexes:
            if ALSO in index.info:
                made[index.name].dialect_options["postgresql"]["include"] = [index.info[ALSO]]
    return copy


def _shape(connection: Connection) -> list[str]:
    """All that the catalogue says of the office's tables, sorted."""
    if connection.dialect.name == "postgresql":
        queries = (_CONSTRAINTS, _INDEXES, _COLUMNS)
        rows = [row for query in queries for row in connection.execute(text(query)).scalars()]
        return sorted(row for row in rows if "alembic_version" not in row)
    shape = []
    for name, sql in connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all():
        if name != "alembic_version":
            shape += [f"{name} {check}" for check in _CHECK.findall(sql)]
            shape += [f"{name} {row}" for row in _pragmas(connection, name)]
    return sorted(shape)


def _pragmas(connection: Connection, table: str) -> Iterator[str]:
    """Columns, keys and indexes of a table of SQLite, without the numbers that it counts them by."""
    for column in connection.exec_driver_sql(f"PRAGMA table_info({table})").all():
        yield f"column {tuple(column)}"
    for key in connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").all():
        yield f"key {tuple(key[2:])}"
    for index in connection.exec_driver_sql(f"PRAGMA index_list({table})").all():
        columns = connection.exec_driver_sql(f"PRAGMA index_info({index[1]})").all()
        name = index[1] if index[3] == "c" else index[3]
        yield f"index {name} {index[2]} {[column[2] for column in columns]}"


def test_the_url_of_an_office_may_hold_any_character(tmp_path: Path) -> None:
    from app.store.installation import create_office

    folder = tmp_path / "50 % of Łódź & co"
    folder.mkdir()
    url = URL.create("sqlite", database=str(folder / "an office.fairhand"))
    create_office(url, "Łódź", METADATA)
    engine = make_engine(url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM office_info")).scalar_one() == "Łódź"
    engine.dispose()
