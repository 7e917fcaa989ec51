"""A window closes only when all is saved, printed and sent, and keeps what is typed meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.basics.problems import DatabaseAway, DatabaseBusy
from tests.ui.fakes import FakeDoor, HeldRunner
from tests.ui.shell.sheets import sheet
from ui.kit.desk import Desk
from ui.kit.notices import Notice
from ui.parts.owed_words import owed_words
from ui.shell.leaving import OWED, RUNS
from ui.shell.window import MainWindow


def test_the_window_closes_only_when_all_is_saved(
    qtbot: QtBot, open_window: Callable[[Desk], MainWindow], held_desk: Desk, held: HeldRunner
) -> None:
    window = open_window(held_desk)
    held_desk.act(None, lambda _work: None)
    assert not window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.closing):
        held.let_go()
    assert not window.isVisible()


def test_what_is_typed_while_the_window_closes_is_kept_too(
    qtbot: QtBot, open_window: Callable[[Desk], MainWindow], held_desk: Desk, held: HeldRunner
) -> None:
    window = open_window(held_desk)
    page, asked = sheet(window), list[str]()
    window.leaving.connect(lambda: asked.append(page.line.text()))
    held_desk.act(None, lambda _work: None)
    assert not window.close()
    page.line.setText("Typed on")
    page.closes = False
    held.let_go()
    assert window.isVisible(), "the page was asked again, and does not let go"
    page.closes = True
    held_desk.act(None, lambda _work: None)
    assert not window.close()
    page.line.setText("Typed once more")
    with qtbot.waitSignal(window.closing):
        held.let_go()
    assert asked == ["", "Typed on", "Typed once more"]


def test_the_window_stays_while_anything_is_printed(qtbot: QtBot, window: MainWindow) -> None:
    """Two pages may print at a time."""

    def why() -> list[Notice]:
        return [notice for notice in window.notices.notices() if notice.key == RUNS]

    window.set_running("first", "Printing 3 letters")
    window.set_running("second", "Printing L26-000001-10")
    window.set_running("first")
    assert not window.close()
    (notice,) = why()
    assert notice.sentence.startswith("Printing L26-000001-10 is not done")
    window.set_running("second")
    assert (window.isVisible(), why()) == (True, [])
    with qtbot.waitSignal(window.closing):
        window.close()


def test_a_print_that_never_ends_keeps_nobody_in(
    qtbot: QtBot, window: MainWindow, desk: Desk, door: FakeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left behind is asked one after another, each once."""

    def away(*_asked: object) -> None:
        raise DatabaseAway("The database cannot be reached.")

    def leave(key: str) -> None:
        (notice,) = (one for one in window.notices.notices() if one.key == key)
        assert notice.do is not None
        notice.do()

    monkeypatch.setattr(door, "keep", away)
    owed_words(desk).send("person:new", {"said": "Typed while it was away"})
    window.set_running("printing", "Printing 3 letters")
    assert not window.close()
    leave(RUNS)
    assert window.isVisible()
    with qtbot.waitSignal(window.closing):
        leave(OWED)


def test_the_window_stays_while_the_office_lacks_words(
    qtbot: QtBot, window: MainWindow, desk: Desk, door: FakeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_asked: object) -> None:
        raise DatabaseAway("The database cannot be reached.")

    monkeypatch.setattr(door, "keep", away)
    owed_words(desk).send("person:new", {"said": "Typed while it was away"})
    assert not window.close()
    assert window.isVisible()
    notice = next(one for one in window.notices.notices() if one.key == "owed-words")
    assert "only in this window" in notice.sentence
    assert notice.do is not None
    monkeypatch.setattr(door, "keep", lambda *_asked: None)
    owed_words(desk).send_again()
    assert "owed-words" not in [one.key for one in window.notices.notices()], "it is kept, and no longer so"


def test_what_only_the_window_has_is_left_behind_when_its_person_says_so(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    """As a letter that neither the office nor this machine could keep."""
    owed_words(desk).only_on_screen("LON/L26-000001-10", is_so=True)
    assert not window.close()
    notice = next(one for one in window.notices.notices() if one.key == "owed-words")
    assert "only in this window" in notice.sentence
    assert notice.do is not None
    with qtbot.waitSignal(window.closing):
        notice.do()


def test_the_window_stays_where_the_words_typed_last_do_not_arrive_while_it_closes(
    qtbot: QtBot, open_window: Callable[[Desk], MainWindow], held_desk: Desk, held: HeldRunner, door: FakeDoor
) -> None:
    def away(_work: object, *_asked: object) -> None:
        raise DatabaseAway("The database cannot be reached.")

    window = open_window(held_desk)
    owed_words(held_desk).send("person:new", {"said": "Typed before the window was closed"})
    door.keep = away  # type: ignore[method-assign]
    assert not window.close(), "it waits for the answer"
    held.let_go()
    assert window.isVisible()
    notice = next(one for one in window.notices.notices() if one.key == "owed-words")
    assert notice.do is not None
    with qtbot.waitSignal(window.closing):
        notice.do()
        held.let_go()


def test_the_window_stays_where_a_save_fails_while_it_closes(
    open_window: Callable[[Desk], MainWindow], held_desk: Desk, held: HeldRunner
) -> None:
    def locked(_work: object) -> None:
        raise DatabaseBusy("Somebody else's work held the record too long; nothing was saved.")

    window = open_window(held_desk)
    held_desk.act(None, locked)
    assert not window.close()
    held.let_go()
    assert window.isVisible()
    assert [one.key for one in window.notices.notices()] == ["DatabaseBusy"]
    assert window.close()


def test_closing_sends_the_words_that_are_owed(
    window: MainWindow, desk: Desk, door: FakeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[object] = []

    def away_once(_verb: object, *words: object) -> None:
        kept.append(words)
        if len(kept) == 1:
            raise DatabaseAway("The database cannot be reached.")

    monkeypatch.setattr(door, "keep", away_once)
    owed_words(desk).send("person:new", {"said": "Typed while it was away"})
    assert window.close()
    assert kept == [("person:new", {"said": "Typed while it was away"})] * 2
