"""An office that was made with another search form says so, and the upgrade makes anew all that is found by it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from app.admin_cli import main
from app.basics.search_form import SEARCH_FORM_VERSION
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import register
from app.members.find_people import search_people
from app.office import Office
from app.record.look_up import look_up
from app.store.faults import NewerDatabase, OlderDatabase
from tests.support.acting import as_owner
from tests.support.complaints import add_mei, log, prepare
from tests.support.databases import Database
from tests.support.offices import Enter

TABLES = ("search_token", "complaint_token", "letter_token")


def stored(database: Database) -> dict[str, list[Any]]:
    """Everything that is found by."""
    with as_owner(database) as connection:
        found = {name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")).all())) for name in TABLES}
        return found | {"sort keys": list(connection.execute(text("SELECT id, sort_key FROM person ORDER BY id")))}


def of_another_form(database: Database, version: int) -> None:
    """As another program would have left it."""
    with as_owner(database) as connection:
        for name in TABLES:
            connection.execute(text(f"UPDATE {name} SET token = 'x' || token"))
        connection.execute(text("UPDATE person SET sort_key = 'x' || sort_key"))
        connection.execute(text("UPDATE office_info SET search_form_version = :version"), {"version": version})


@pytest.fixture
def full(enter: Enter, database: Database) -> Office:
    """A person in a circle and one in none, a case and a letter."""
    prepare(enter("mia.manager"))
    ada = enter("ada.adviser")
    mei_id = add_mei(ada)
    complaint_id = log(ada, mei_id)
    ada.act(draft_letter, f"complaint:{complaint_id}", mei_id, "acknowledgement")
    closed_id = add_mei(ada)
    with as_owner(database) as connection:
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'closed')"))
        connection.execute(text("UPDATE person SET circle_id = 7 WHERE id = :one"), {"one": closed_id})
    return ada


def owner(database: Database) -> str:
    return database.owner_url.render_as_string(hide_password=False)


def test_an_older_form_is_told_and_written_anew(full: Office, enter: Enter, database: Database) -> None:
    before = stored(database)
    of_another_form(database, SEARCH_FORM_VERSION - 1)
    assert stored(database) != before
    with pytest.raises(OlderDatabase, match="office upgrade"):
        enter("ada.adviser")
    assert main(["office", "upgrade", "--url", owner(database)]) == 0
    assert stored(database) == before
    ada = enter("ada.adviser")
    assert [len(ada.read(search_people, "mei")), len(ada.read(register, "acknowl")), len(ada.read(look_up, "C26"))] == [
        1,
        1,
        1,
    ]


def test_an_upgrade_writes_nothing_anew_where_the_form_is_ours(full: Office, database: Database) -> None:
    of_another_form(database, SEARCH_FORM_VERSION)
    left = stored(database)
    assert main(["office", "upgrade", "--url", owner(database)]) == 0
    assert stored(database) == left


def test_a_newer_form_is_refused_and_left(
    full: Office, enter: Enter, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    of_another_form(database, SEARCH_FORM_VERSION + 1)
    left = stored(database)
    with pytest.raises(NewerDatabase):
        enter("ada.adviser")
    assert main(["office", "upgrade", "--url", owner(database)]) == 2
    assert "newer Fairhand" in capsys.readouterr().err
    assert stored(database) == left
