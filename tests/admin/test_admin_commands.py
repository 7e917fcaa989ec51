"""The administrator's tool by its command lines: what it says, and the status it ends with."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.admin_cli import main
from app.basics.problems import NotAllowed
from app.office import Office
from app.schema import METADATA
from app.staff.permissions import Permission
from app.staff.tables import Role
from app.store.engines import write_transaction
from app.store.faults import WrongPassword
from app.store.guards.catalogue import generate
from tests.support.databases import Database

NEW_PASSWORD = "three small words"


def owner(database: Database) -> str:
    return database.owner_url.render_as_string(hide_password=False)


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_help_needs_neither_database_nor_engine() -> None:
    code = "import sys; from app.admin_cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([name for name in ('sqlalchemy', 'reportlab', 'phonenumbers') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
    assert "office" in done.stdout


@pytest.mark.parametrize("url", ["foo", "mysql://x/y", "sqlite"])
def test_a_url_that_is_none_is_told(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["guards", "check", "--url", url])
    assert ended.value.code == 2
    assert "no database of Fairhand" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["office", "check", "--url", f"sqlite:///{tmp_path / 'nothing.db'}"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("There is no office in the file")
    assert said.out == ""


def test_a_server_that_is_away_is_told_as_a_command_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["office", "check", "--url", "postgresql://owner:secret@127.0.0.1:1/office"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("The database cannot be reached. Check that its server runs")
    assert "typed" not in told
    assert "saved" not in told


def test_guards_are_checked(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guards", "check", "--url", owner(database)]) == 0
    assert "All guards stand." in capsys.readouterr().out
    taken = next(guard for guard in generate(METADATA, database.kind) if guard.shown.kind == "trigger")
    engine = database.engine()
    with write_transaction(engine) as connection:
        on_table = f" ON {taken.table}" if database.kind == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER {taken.name}{on_table}"))
    engine.dispose()
    assert main(["office", "check", "--url", owner(database)]) == 1
    assert taken.name in capsys.readouterr().out
    assert main(["office", "upgrade", "--url", owner(database)]) == 0
    assert main(["guards", "check", "--url", owner(database)]) == 0


@pytest.mark.parametrize("revision", ["0001_strange", "0000_past"])
def test_an_office_of_tables_that_nobody_knows_is_told(
    database: Database, revision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = database.engine()
    with write_transaction(engine) as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    engine.dispose()
    assert main(["office", "upgrade", "--url", owner(database)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("This office was made by a Fairhand whose tables")
    assert revision in said
    assert "Traceback" not in said


def test_somebody_is_added_and_comes_in(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, NEW_PASSWORD)
    about = ["--name", "Nia Newcomer", "--job-title", "Adviser", "--role", "adviser", "--desk", "MAIN"]
    assert main(["staff", "add", "nia", *about, "--url", owner(database)]) == 0
    assert main(["staff", "list", "--url", owner(database)]) == 0
    assert "Nia Newcomer" in capsys.readouterr().out
    office = Office.sign_in(as_person(database, "nia", NEW_PASSWORD), "nia", NEW_PASSWORD)
    assert office.actor.may(Permission.COMPLAINT_LOG)
    office.close()
    type_in(monkeypatch, NEW_PASSWORD)
    assert main(["staff", "add", "nia", *about, "--url", owner(database)]) == 2
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize("role", Role)
def test_somebody_of_any_role_comes_in(database: Database, monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    type_in(monkeypatch, NEW_PASSWORD)
    about = ["--name", "Nia Newcomer", "--job-title", "New", "--role", role.value, "--desk", "MAIN"]
    assert main(["staff", "add", "nia", *about, "--url", owner(database)]) == 0
    office = Office.sign_in(as_person(database, "nia", NEW_PASSWORD), "nia", NEW_PASSWORD)
    assert office.actor.roles == {role}
    office.close()


def test_a_new_password_takes_the_place_of_the_old(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, NEW_PASSWORD)
    about = ["--name", "Nia Newcomer", "--job-title", "Adviser", "--role", "adviser", "--desk", "MAIN"]
    assert main(["staff", "add", "nia", *about, "--url", owner(database)]) == 0
    type_in(monkeypatch, "four quite small words")
    assert main(["staff", "password", "nia", "--url", owner(database)]) == 0
    Office.sign_in(as_person(database, "nia", "four quite small words"), "nia", "four quite small words").close()
    with pytest.raises(WrongPassword):
        Office.sign_in(as_person(database, "nia", NEW_PASSWORD), "nia", NEW_PASSWORD)
    type_in(monkeypatch, NEW_PASSWORD)
    assert main(["staff", "password", "nobody", "--url", owner(database)]) == 2
    assert "Nobody here signs in" in capsys.readouterr().err


def test_who_has_left_comes_in_no_more(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody of this test alone: a login is known to the whole server, and the other databases need theirs."""
    type_in(monkeypatch, NEW_PASSWORD)
    about = ["--name", "Lou Leaver", "--job-title", "Adviser", "--role", "adviser", "--desk", "MAIN"]
    assert main(["staff", "add", "lou", *about, "--url", owner(database)]) == 0
    at_work = Office.sign_in(as_person(database, "lou", NEW_PASSWORD), "lou", NEW_PASSWORD)
    assert main(["staff", "leave", "lou", "--url", owner(database)]) == 0
    with pytest.raises(WrongPassword):
        Office.sign_in(as_person(database, "lou", NEW_PASSWORD), "lou", NEW_PASSWORD)
    with pytest.raises(NotAllowed, match="no role here today"):
        at_work.act(lambda _work: None)
    at_work.close()
    capsys.readouterr()
    assert main(["staff", "list", "--url", owner(database)]) == 0
    (lous,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("lou")]
    assert "no role, desk MAIN, left on" in lous
    assert main(["staff", "leave", "nobody", "--url", owner(database)]) == 2
    assert "Nobody here signs in" in capsys.readouterr().err


def test_a_starters_letters_are_all_read(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    url = ["--url", owner(database)]
    assert main(["staff", "starter", "ada.adviser", "2099-01-31", *url]) == 0
    assert "need a second person until 31 Jan 2099" in capsys.readouterr().out
    assert main(["staff", "starter", "nobody", "2099-01-31", *url]) == 2
    with pytest.raises(SystemExit):
        main(["staff", "starter", "ada.adviser", "soon", *url])


def test_authority_is_granted_listed_and_ended(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    url = ("--url", owner(database))
    assert main(["staff", "grant", "consolatory", "GBP 500.00", "--role", "team_leader", *url]) == 0
    number = capsys.readouterr().out.split(":")[0].removeprefix("Grant ")
    assert main(["staff", "grants", *url]) == 0
    assert "up to     GBP 500.00 a case  every team leader" in capsys.readouterr().out
    assert main(["staff", "end-grant", number, *url]) == 0
    assert main(["staff", "end-grant", number, *url]) == 2
    assert "This grant ended on" in capsys.readouterr().err
    assert main(["staff", "grant", "refund", "500", "--login", "lea.leader", *url]) == 2
    assert "is no amount" in capsys.readouterr().err
    assert main(["staff", "grant", "refund", "GBP 500", "--login", "nobody", *url]) == 2
    assert "Nobody here signs in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("login", "name", "email", "told"),
    [
        ("", "Nia", "nia@example.org", "is no login"),
        ("nia; drop", "Nia", "nia@example.org", "is no login"),
        ("nia", " ", "nia@example.org", "needs a name"),
        ("nia", "Nia", "nia", "is no e-mail address"),
    ],
)
def test_somebody_without_a_name_or_way_in_is_refused(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    login: str,
    name: str,
    email: str,
    told: str,
) -> None:
    type_in(monkeypatch, NEW_PASSWORD)
    about = ["--name", name, "--job-title", "Adviser", "--role", "adviser", "--desk", "MAIN", "--email", email]
    assert main(["staff", "add", login, *about, "--url", owner(database)]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("typed", [[], ["short"]])
def test_a_poor_password_is_refused(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: list[str]
) -> None:
    type_in(monkeypatch, *typed)
    assert main(["staff", "password", "ada.adviser", "--url", owner(sqlite_database)]) == 2
    assert "password" in capsys.readouterr().err.lower()


def test_an_unknown_desk_is_told(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, NEW_PASSWORD)
    about = ["--name", "X", "--job-title", "X", "--role", "adviser", "--desk", "MOON"]
    assert main(["staff", "add", "x", *about, "--url", owner(sqlite_database)]) == 2
    assert "MOON" in capsys.readouterr().err


def as_person(database: Database, login: str, password: str) -> str:
    if database.kind == "sqlite":
        return owner(database)
    return database.owner_url.set(username=login, password=password).render_as_string(hide_password=False)


def make_setup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["office", "example"]) == 0
    path = tmp_path / "setup.toml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def test_an_office_is_made_from_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setup, url = make_setup(tmp_path, capsys), f"sqlite:///{tmp_path / 'office.db'}"
    type_in(monkeypatch, NEW_PASSWORD)
    assert main(["office", "create", str(setup), "--url", url]) == 0
    assert main(["office", "check", "--url", url]) == 0
    type_in(monkeypatch, NEW_PASSWORD)
    assert main(["calendar", "confirm", "england", "2039", "--login", "admin", "--url", url]) == 0
    type_in(monkeypatch, NEW_PASSWORD)
    assert main(["calendar", "confirm", "england", "2039", "--login", "admin", "--url", url]) == 2
    assert "confirmed already" in capsys.readouterr().err
    type_in(monkeypatch, NEW_PASSWORD)
    assert main(["office", "create", str(setup), "--url", url]) == 2
    assert "tables in this database already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda good: "name = ", "cannot be read"),
        (lambda good: good.replace('name = "The Example Society"', "", 1), "the office's name"),
        (lambda good: good.replace('zone = "Europe/London"', ""), "needs “zone”"),
        (lambda good: good.replace('# layout = "uk-dl"', 'layout = "us-10"'), "write notify, uk-c5, uk-dl"),
        (lambda good: good.replace('# unknown_language = "cy-GB+', 'unknown_language = "fr+'), "cy-GB+en-GB"),
        (lambda good: good.replace('role = "administrator"', 'role = "adviser"'), "must be an administrator"),
        (lambda good: good.replace('role = "administrator"', ""), "needs “role”"),
        (lambda good: good.replace("administrator", "king"), "“king” is no role"),
        (lambda good: good.replace("Europe/London", "Mars/Base"), "unknown zone, “Mars/Base”"),
        (lambda good: good.replace('calendar = "england"', 'calendar = "wonderland"'), "there are england"),
        (lambda good: good.replace("public-service", "any"), "unknown procedure, “any”; there are"),
        (lambda good: good.replace('country = "GB"', 'country = "ZZ"'), "unknown country, “ZZ”"),
        (lambda good: good.replace('subdivision = "ENG"', 'subdivision = "XX"'), "Calendar 1"),
        (lambda good: good.replace('desk = "MAIN"', 'desk = "MOON"'), "there are MAIN"),
        (lambda good: good.replace('["1 Example Street", "London", "SW1A 1AA"]', '"1 Example Street"'), "in brackets"),
        (lambda good: good.replace('name = "The Example Society"', "name = 5", 1), "must be text"),
        (lambda good: good.replace("[[desk]]", "[desk]"), "under a line [[desk]]"),
        (lambda good: good.replace('code = "MAIN"', "code = 7"), "“code” as text"),
        (lambda good: good.replace('login = "admin"', 'login = "the admin"'), "is no login"),
        (lambda good: good.replace("zone =", "zonne ="), "has “zonne”, which no desk has"),
        (lambda good: f"{good}\n{good[good.index('[[person]]') :]}", "as login of 2 persons"),
    ],
)
def test_a_set_up_file_that_lacks_something_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], spoil: object, told: str
) -> None:
    setup = make_setup(tmp_path, capsys)
    setup.write_text(spoil(setup.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    type_in(monkeypatch, NEW_PASSWORD)
    assert main(["office", "create", str(setup), "--url", f"sqlite:///{tmp_path / 'office.db'}"]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "office.db").exists(), "nothing is made of a file that is refused"


def test_the_engine_alone_is_mounted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["letter", "templates"]) == 0
    assert "first-stage-response" in capsys.readouterr().out


def test_the_rules_of_letters_are_listed_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checks", "list"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("C01      certain    answers every point")
    assert "LGSCO Complaint Handling Code 6.7" in said[0]


def test_where_no_reading_was_kept_it_is_said(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checks", "used", "--url", owner(database)]) == 0
    assert capsys.readouterr().out == "No reading was ever kept.\n"
