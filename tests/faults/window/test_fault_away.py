"""The database goes away while somebody saves: told in a sentence, no word lost, and saved once it is back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from app.basics.problems import DatabaseAway, DatabaseBusy
from app.contacts.find import contacts_of
from app.members.add_person import add_person
from app.office import Office
from app.staff.drafts import my_drafts
from tests.faults.window.conftest import Begin
from tests.support.databases import Database
from tests.support.offices import Enter
from ui.contacts.log_panel import LogPanel
from ui.parts.owed_words import NotKeptYet, owed_words
from ui.session import Session

WORDS = "Wants her certificate"


@contextmanager
def away(database: Database, owner: Engine | None) -> Iterator[None]:
    """Nobody gets through to the database; on SQLite another program holds the file."""
    if owner is None:
        holder = sqlite3.connect(str(database.owner_url.database), isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        yield
        holder.rollback()
        holder.close()
        return
    name = database.owner_url.database
    with owner.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        connection.execute(
            text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
        )
    yield
    with owner.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))


@pytest.fixture
def owner(database: Database, request: pytest.FixtureRequest) -> Engine | None:
    if database.kind == "sqlite":
        return None
    engine: Engine = request.getfixturevalue("postgres_owner")
    return engine


@pytest.fixture
def colleague(enter: Enter) -> Office:
    """Somebody who sees what was really saved, on a connection of their own."""
    return enter("ben.adviser")


def panel_of(session: Session) -> LogPanel:
    panel = session.matters.panel
    assert panel is not None
    return panel


def wanted(session: Session) -> QPlainTextEdit:
    field = panel_of(session).words.widget("wanted")
    assert isinstance(field, QPlainTextEdit)
    return field


def is_of_the_save(problem: Exception) -> bool:
    return not isinstance(problem, NotKeptYet)


def said(session: Session) -> list[str]:
    return [notice.sentence for notice in session.window.notices.notices()]


def test_a_save_that_meets_nobody_loses_nothing(
    qtbot: QtBot,
    database: Database,
    owner: Engine | None,
    begin: Begin,
    colleague: Office,
) -> None:
    person = colleague.act(add_person, {"family_name": "Rossi", "given_names": "Ada", "territory": "GB"}).result
    session = begin("ada.adviser")
    session.window.go("members", f"person:{person}")
    session.matters.log()
    qtbot.waitUntil(lambda: panel_of(session).person.person_id == person)
    with away(database, owner):
        QTest.keyClicks(wanted(session), WORDS)
        with qtbot.waitSignal(session.desk.problem, timeout=20_000, check_params_cb=is_of_the_save) as told:
            QTest.keyClick(wanted(session), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        (problem,) = told.args or [None]
        assert isinstance(problem, DatabaseAway | DatabaseBusy)
        assert problem.what_to_do
        qtbot.waitUntil(lambda: not session.desk.is_acting, timeout=20_000)
        assert wanted(session).toPlainText() == WORDS
        assert wanted(session).isEnabled()
    QTest.keyClick(wanted(session), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.matters.panel is None, timeout=20_000)
    assert [row.wanted for row in colleague.read(contacts_of, person)] == [WORDS]
    qtbot.waitUntil(lambda: said(session) == ["The contact is logged."], timeout=20_000)


@pytest.mark.only_on("postgresql")
def test_words_typed_while_the_office_is_away_keep_the_window_open(
    qtbot: QtBot, database: Database, owner: Engine | None, begin: Begin
) -> None:
    """It asks before it loses them; once the office is there again they are kept, and it closes."""
    session = begin("ada.adviser")
    session.matters.log()
    qtbot.waitUntil(lambda: not session.desk.is_acting)
    with away(database, owner):
        QTest.keyClicks(wanted(session), WORDS)
        assert not session.window.close()
        qtbot.waitUntil(lambda: not session.desk.is_acting, timeout=20_000)
        assert session.window.isVisible()
        assert "owed-words" in [notice.key for notice in session.window.notices.notices()]
    session.desk.read(None, my_drafts, then=lambda _drafts: None)
    qtbot.waitUntil(lambda: not owed_words(session.desk) and not session.desk.is_acting, timeout=20_000)
    assert [row.text for row in session.office.read(my_drafts) if row.field == "words.wanted"] == [WORDS]


@pytest.mark.only_on("sqlite")
def test_a_save_behind_words_that_meet_a_lock_says_one_thing_in_the_end(
    qtbot: QtBot, database: Database, begin: Begin, colleague: Office
) -> None:
    """The lock outlasts the keeping of the words and not the save that waits behind it."""
    person = colleague.act(add_person, {"family_name": "Rossi", "given_names": "Ada", "territory": "GB"}).result
    session = begin("ada.adviser")
    session.window.go("members", f"person:{person}")
    session.matters.log()
    qtbot.waitUntil(lambda: panel_of(session).person.person_id == person)
    with away(database, None):
        with qtbot.waitSignal(session.desk.problem, timeout=20_000):
            QTest.keyClicks(wanted(session), WORDS)
            panel_of(session).keeper.keep_now()
            panel_of(session).save()
        assert [notice.key for notice in session.window.notices.notices()] == ["NotKeptYet"]
    qtbot.waitUntil(lambda: session.matters.panel is None and not session.desk.is_acting, timeout=20_000)
    assert said(session) == ["The contact is logged."]
