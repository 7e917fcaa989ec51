"""The program from one person to the next: the demo opens on a worker, and nothing is kept of who was here."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.staff.tables import Staff
from app.store.engines import installing, make_engine, write_transaction
from app.store.tables import OfficeInfo
from tests.support.databases import Database
from ui import program as programs
from ui.program import Program, demo_file
from ui.session import Session

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """The program as ``fairhand --demo`` starts it, where Ada worked in the demo last."""
    made = Program(demo=True)
    made.preferences.keep("demo/login", "ada.adviser")
    made.preferences.keep("demo/welcomed", True)
    yield made
    if made.session is not None:
        with qtbot.waitSignal(made.over):
            made.session.window.close()
    made.deleteLater()


@pytest.fixture
def demo(database: Database) -> None:
    """The test office as the demo of this computer, where nobody has a password."""
    demo_file().parent.mkdir(parents=True)
    shutil.copy(str(database.owner_url.database), demo_file())
    engine = make_engine(f"sqlite:///{demo_file().as_posix()}")
    with write_transaction(engine) as connection, installing(connection):
        connection.execute(update(OfficeInfo).values(is_demo=True))
        connection.execute(update(Staff).values(password_hash=None))
    engine.dispose()


def begun(program: Program, qtbot: QtBot) -> Session:
    """Whoever sits at the window, once it is whole."""
    qtbot.waitUntil(lambda: program.session is not None and program.session.line is not None)
    assert program.session is not None
    return program.session


def _leave_for(program: Program, login: str) -> list[weakref.ref[object]]:
    """Go on as somebody else; what was there of who worked before."""
    session = program.session
    assert session is not None
    session.switch_to(login)
    return [weakref.ref(thing) for thing in (session, session.window, session.office, session.desk)]


@pytest.mark.usefixtures("demo")
def test_the_demo_opens_on_a_worker(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    entering, where = programs.enter_demo, list[threading.Thread]()

    def spied(login: str) -> object:
        where.append(threading.current_thread())
        return entering(login)

    monkeypatch.setattr(programs, "enter_demo", spied)
    program.begin()
    assert begun(program, qtbot).office.actor.login == "ada.adviser"
    assert where
    assert threading.main_thread() not in where


@pytest.mark.usefixtures("demo")
def test_nothing_is_kept_of_who_was_here(program: Program, qtbot: QtBot) -> None:
    program.begin()
    while begun(program, qtbot).window.navigator.make_ahead():
        """Every page, with every part of it that will be wanted."""
    before = _leave_for(program, "ben.adviser")
    qtbot.waitUntil(lambda: program.session is None)
    assert begun(program, qtbot).office.actor.login == "ben.adviser"

    def is_gone() -> bool:
        gc.collect()
        return not any(kept() for kept in before)

    qtbot.waitUntil(is_gone)


@pytest.mark.usefixtures("demo")
def test_who_signs_out_waits_for_no_answer_of_the_office(program: Program, qtbot: QtBot) -> None:
    """What hangs there is waited for where nobody sees it, and the session with it."""
    answers = threading.Event()
    program.begin()
    session = begun(program, qtbot)
    gone: list[bool] = []
    session.destroyed.connect(lambda: gone.append(True))
    session.desk.read(None, lambda _work: answers.wait(30), then=lambda _answer: None)
    with qtbot.waitSignal(session.signed_out, timeout=3_000):
        session.window.sign_out_asked.emit()
    assert program._sign_in is not None
    assert (program._sign_in.isVisible(), program.session) == (True, None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not gone
    answers.set()
    qtbot.waitUntil(lambda: bool(gone))
    with qtbot.waitSignal(program.over):
        program._sign_in.reject()
    assert program._sign_in.shut_down()
    qtbot.addWidget(program._sign_in)


def test_without_a_demo_it_is_said_and_the_program_ends(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    program.begin()
    qtbot.waitUntil(lambda: isinstance(qapp.activeModalWidget(), QMessageBox))
    told = qapp.activeModalWidget()
    assert isinstance(told, QMessageBox)
    assert str(demo_file()) in told.text()
    with qtbot.waitSignal(program.over) as over:
        told.accept()
    del told
    assert over.args == [1]
