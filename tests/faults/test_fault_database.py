"""The database away, damaged, full, of another version: a sentence each, nothing half saved, and work goes on after."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import URL, text

from app.basics.problems import DatabaseAway, DatabaseBusy, DiskFull, WorldProblem
from app.members.add_person import add_person
from app.members.find_people import search_people
from app.office import InDoubt, Office
from app.staff.work import ReadWork, Work
from app.store.faults import (
    DatabaseMissing,
    NewerDatabase,
    NotAnOffice,
    OlderDatabase,
    WrongPassword,
)
from app.store.tables import Action
from tests.support.acting import as_owner
from tests.support.databases import Database
from tests.support.offices import Enter, str_of
from tests.support.postgres import PASSWORD

TAN = {"family_name": "Tan", "given_names": "Mei Ling", "territory": "GB"}


def found(office: Office) -> int:
    return len(office.read(search_people, "tan mei"))


def actions(work: ReadWork) -> int:
    return work.session.scalar(sa.select(sa.func.count()).select_from(Action)) or 0


def refused(
    kind: type[WorldProblem], url: str | URL, login: str = "ada.adviser", password: str = PASSWORD
) -> WorldProblem:
    """What signing in is told; it must be this problem, whole sentences, and something to do."""
    whole = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    with pytest.raises(kind) as told:
        Office.sign_in(whole, login, password)
    assert told.value.sentence.endswith(".")
    assert told.value.what_to_do.endswith(".")
    return told.value


@pytest.mark.parametrize(("login", "password"), [("ada.adviser", "guess"), ("ada.adviser", ""), ("nobody", PASSWORD)])
def test_a_wrong_name_or_password(database: Database, login: str, password: str) -> None:
    told = refused(WrongPassword, database.url_for(login).set(password=password or " "), login, password)
    assert "Caps Lock" in told.what_to_do


@pytest.mark.parametrize(("revision", "kind"), [("9999_later", NewerDatabase), ("0000_before", OlderDatabase)])
def test_an_office_of_another_version(database: Database, revision: str, kind: type[WorldProblem]) -> None:
    with as_owner(database) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    refused(kind, str_of(database, "ada.adviser"))


def test_a_server_that_is_not_there_at_start() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused at once
        url = URL.create("postgresql", None, None, "127.0.0.1", taken.getsockname()[1], "office")
        told = refused(DatabaseAway, url)
    assert told.sentence == "The database cannot be reached.", "nothing was typed yet that could be saved"
    assert "address" in told.what_to_do


def test_a_file_that_is_not_there_at_start(tmp_path: Path) -> None:
    told = refused(DatabaseMissing, f"sqlite:///{(tmp_path / 'gone.fairhand').as_posix()}")
    assert "gone.fairhand" in told.sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 " * 500, "Łódź".encode() * 4000], ids=["empty", "a letter", "words"]
)
def test_a_file_that_is_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "office.fairhand"
    path.write_bytes(content)
    refused(NotAnOffice, f"sqlite:///{path.as_posix()}")
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "office.fairhand"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    refused(NotAnOffice, f"sqlite:///{path.as_posix()}")


@pytest.mark.only_on("sqlite")
def test_a_damaged_file_is_told_when_it_is_met(database: Database) -> None:
    """Its first page is whole, the rest is not: the office opens or not, and says what is wrong either way."""
    path = Path(str(database.owner_url.database))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    refused(NotAnOffice, str_of(database, "ada.adviser"))


@pytest.mark.only_on("sqlite")
def test_a_full_disk_saves_nothing_and_everything_once_there_is_room(enter: Enter) -> None:
    ada = enter("ada.adviser")
    limit = f"PRAGMA max_page_count = {_pages_used(ada)}"
    sa.event.listen(ada._engine, "begin", lambda connection: connection.exec_driver_sql(limit))
    before = ada.read(actions)
    with pytest.raises(DiskFull, match="nothing was saved"):
        add_many(ada, 200)
    saved = found(ada)
    assert ada.read(actions) - before == saved
    limit = "PRAGMA max_page_count = 1000000"
    ada.act(add_person, TAN)
    assert found(ada) == min(saved + 1, 50)


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("instead", [False, True], ids=["gone", "another in its place"])
def test_a_file_that_is_moved_away_is_missed_at_once(database: Database, enter: Enter, instead: bool) -> None:
    ada = enter("ada.adviser")
    ada.act(add_person, TAN)
    path = Path(str(database.owner_url.database))
    moved = path.with_name("moved.fairhand")
    path.rename(moved)
    if instead:
        shutil.copyfile(moved, path)
    for deed in (lambda: ada.read(actions), lambda: ada.act(add_person, TAN)):
        with pytest.raises(DatabaseAway, match=r"nothing was saved.*start Fairhand again") as told:
            deed()
        assert not isinstance(told.value, InDoubt)
    moved.replace(path)
    assert found(ada) == 1, "nothing was written to the file that was moved away"
    ada.act(add_person, TAN)
    assert found(ada) == 2


def test_only_what_broke_at_the_commit_is_in_doubt_and_stays_so_until_somebody_can_look(enter: Enter) -> None:
    ada, request = enter("ada.adviser"), uuid4()
    away: set[str] = {"begin"}

    def breaks(at: str) -> None:
        if at in away:
            raise DatabaseAway("The database cannot be reached; nothing was saved.")

    for at in ("begin", "commit"):
        sa.event.listen(ada._engine, at, lambda _connection, at=at: breaks(at))
    with pytest.raises(DatabaseAway, match="nothing was saved") as told:
        ada.act_once(request, "", add_person, TAN)
    assert not isinstance(told.value, InDoubt), "it was never sent"
    away.clear()

    def then_nobody_answers(work: Work) -> int:
        person = add_person(work, TAN)
        away.update({"begin", "commit"})
        return person

    for verb in (then_nobody_answers, lambda work: add_person(work, TAN)):
        with pytest.raises(InDoubt, match="not known yet"):
            ada.act_once(request, "", verb)
    away.clear()
    ada.act_once(request, "", add_person, TAN)
    assert found(ada) == 1


@pytest.mark.only_on("sqlite")
def test_a_copy_that_is_put_back_is_worked_with_after_a_new_start(database: Database, enter: Enter) -> None:
    ada = enter("ada.adviser")
    ada.act(add_person, TAN)
    path = Path(str(database.owner_url.database))
    ada.close()
    ada = enter("ada.adviser")
    shutil.copyfile(path, path.with_name("copy.fairhand"))
    path.with_name("copy.fairhand").replace(path)
    with pytest.raises(DatabaseAway, match=r"a copy, stands where the office was.*start Fairhand again"):
        ada.read(actions)
    assert found(enter("ada.adviser")) == 1


def add_many(office: Office, count: int) -> None:
    for _ in range(count):
        office.act(add_person, TAN | {"native_name": "x" * 150})


def _pages_used(office: Office) -> int:
    with office._engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def add_while(work: Work, happens: str) -> int:
    """Add somebody while something happens to the connection between the first row and the last."""
    person = add_person(work, TAN)
    work.session.execute(text(happens))
    return person


@pytest.mark.only_on("postgresql")
def test_a_server_that_goes_away_in_mid_save(enter: Enter, database: Database) -> None:
    ada = enter("ada.adviser")
    before = ada.read(actions)
    with pytest.raises(DatabaseAway, match="nothing was saved"):
        ada.act(losing_its_connection, database)
    assert (ada.read(actions), found(ada)) == (before, 0)
    ada.act(add_person, TAN)
    assert found(ada) == 1


def losing_its_connection(work: Work, database: Database) -> int:
    """Add somebody; then the server ends this very connection."""
    backend = work.session.scalar(text("SELECT pg_backend_pid()"))
    person = add_person(work, TAN)
    engine = database.engine()
    with engine.connect() as owner:
        owner.execute(text("SELECT pg_terminate_backend(:backend, 5000)"), {"backend": backend})
    engine.dispose()
    work.session.execute(text("SELECT 1"))
    return person


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize(("state", "kind"), [("53100", DiskFull), ("57P01", DatabaseAway), ("40P01", DatabaseBusy)])
def test_what_the_server_reports_in_mid_save(enter: Enter, state: str, kind: type[WorldProblem]) -> None:
    ada = enter("ada.adviser")
    before = ada.read(actions)
    raising = f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}', MESSAGE = 'as it happens'; END $$"
    with pytest.raises(kind, match="nothing was saved"):
        ada.act(add_while, raising)
    assert (ada.read(actions), found(ada)) == (before, 0)
