"""Words kept on this machine until the office has them: for their person only, found after any end, gone in time."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.basics.problems import DatabaseAway, DatabaseBusy
from tests.ui.fakes import FakeDoor
from ui.kit.desk import Desk
from ui.parts.keeping import Keeper
from ui.parts.owed_words import owed_words
from ui.parts.own_file import CannotKeepHere
from ui.parts.words_here import MOST_SUBJECTS, WordsHere

CARD = "4111 1111 1111 1111"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OPEN: list[WordsHere] = []
Open = Callable[..., WordsHere]


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Opens somebody's words on this machine; what is not closed by then is let go of after the test."""

    def make(whose: str = "office|ada", at: datetime = NOON) -> WordsHere:
        OPEN.append(WordsHere(whose, tmp_path, now=lambda: at))
        return OPEN[-1]

    yield make
    while OPEN:
        OPEN.pop().close()


def files(folder: Path) -> list[Path]:
    for here in OPEN:
        if not here._writer._is_closed:
            here._writer.rest()
    return sorted(folder.glob("*.json"))


def left(here: WordsHere) -> dict[str, dict[str, str]]:
    return {subject: dict(one.fields) for subject, one in here.left.items()}


def test_what_did_not_arrive_is_left_for_its_person_alone(window: Open, tmp_path: Path) -> None:
    first = window()
    first.keep("person:new", {"family_name": "Łódź", "title": "Dr"})
    first.keep("person:new", {"title": ""})
    first.keep("contact:new:1", {"words.wanted": "A receipt"})
    first.settle("contact:new:1", {"words.wanted": "A receipt"})
    first.close()
    assert left(window("office|ben")) == {}
    again = window()
    assert left(again) == {"person:new": {"family_name": "Łódź", "title": ""}}
    assert again.left["person:new"].typed_at == NOON
    again.drop_left("person:new")
    assert files(tmp_path) == []


def test_what_was_typed_since_it_was_sent_stays(window: Open) -> None:
    here = window()
    here.keep("person:new", {"family_name": "Ta"})
    here.keep("person:new", {"family_name": "Tan"})
    here.settle("person:new", {"family_name": "Ta"})
    here.close()
    assert left(window()) == {"person:new": {"family_name": "Tan"}}


def test_what_is_sent_again_is_no_newer_for_it(window: Open) -> None:
    clock = [NOON]
    here = window()
    here._now = lambda: clock[0]
    here.keep("person:new", {"family_name": "Tan"})
    clock[0] = NOON.replace(hour=13)
    here.keep("contact:new:1", {"words.wanted": "A receipt"})
    clock[0] = NOON.replace(hour=14)
    here.keep("person:new", {"family_name": "Tan"})
    here.close()
    assert {subject: one.typed_at.hour for subject, one in window().left.items()} == {
        "person:new": 12,
        "contact:new:1": 13,
    }


def test_what_is_saved_or_emptied_leaves_nothing(window: Open, tmp_path: Path) -> None:
    here = window()
    here.keep("person:new", {"family_name": "Tan"})
    here.forget("person:new")
    assert files(tmp_path) == []
    here.keep("person:new", {"family_name": ""})
    here.close()
    assert left(window()) == {}


def test_the_words_of_a_window_that_is_open_are_not_offered(window: Open) -> None:
    first = window()
    first.keep("person:new", {"family_name": "Tan"})
    second = window()
    assert left(second) == {}
    second.keep("person:7:edit_phone:3", {"number": "+65"})
    first.close()
    second.close()
    third = window()
    assert set(left(third)) == {"person:new", "person:7:edit_phone:3"}


def test_later_words_of_a_form_stand_over_earlier_ones(window: Open, tmp_path: Path) -> None:
    first, second = window(), window(at=NOON.replace(hour=13))
    first.keep("person:new", {"family_name": "Ta", "title": "Dr"})
    second.keep("person:new", {"family_name": "Tan"})
    first.close()
    second.close()
    assert left(window()) == {"person:new": {"family_name": "Tan", "title": "Dr"}}
    assert len(files(tmp_path)) == 1


def test_what_cannot_be_brought_together_stays_where_it_is(
    window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = window(), window()
    first.keep("person:new", {"family_name": "Tan"})
    second.keep("contact:new:1", {"words.wanted": "A receipt"})
    first.close()
    second.close()

    def full(*_asked: object) -> None:
        raise CannotKeepHere("This machine cannot keep a copy of your words: no space left.")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("ui.parts.words_here.write_own", full)
        window().close()
    assert set(left(window())) == {"person:new", "contact:new:1"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder of a person to that person")
def test_nobody_else_may_read_them_and_no_card_number_is_among_them(window: Open, tmp_path: Path) -> None:
    window().keep("person:new", {"family_name": "Tan", "said": f"Paid by {CARD}"})
    (file,) = files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "1111" not in file.read_text(encoding="utf-8")
    assert "ada" not in file.name


def test_a_file_never_grows_without_bound(window: Open) -> None:
    here = window()
    for number in range(MOST_SUBJECTS + 5):
        here.keep(f"contact:new:{number}", {"words.wanted": "A receipt"})
    here.close()
    kept = left(window())
    assert len(kept) == MOST_SUBJECTS
    assert "contact:new:4" not in kept


def test_what_nobody_came_back_for_is_gone_after_thirty_days(window: Open, tmp_path: Path) -> None:
    for whose in ("office|ada", "office|ben"):
        here = window(whose)
        here.keep("person:new", {"family_name": "Tan"})
        here.close()
    late = NOON + timedelta(days=29)
    assert set(left(window(at=late))) == {"person:new"}
    assert len(files(tmp_path)) == 2
    OPEN.pop().close()
    last = window(at=late + timedelta(days=2))
    assert left(last) == {}
    last.keep("person:new", {"family_name": ""})
    last.forget("person:new")
    assert files(tmp_path) == [], "of whoever else used this machine neither"


@pytest.mark.parametrize("broken", ["", "{", "{}", '[{"subject": "a"}, 3]'])
def test_a_broken_file_is_nobodys_words(
    window: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    here = window()
    here.keep("person:new", {"family_name": "Tan"})
    files(tmp_path)[0].write_text(broken)
    here.close()
    assert left(window()) == {}
    caplog.clear()


def test_a_disk_that_takes_nothing_is_known(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    here = WordsHere("office|ada", tmp_path / "file")
    here.keep("person:new", {"family_name": "Tan"})
    here.close()
    assert "cannot keep a copy" in here.why_not


class Away(FakeDoor):
    """An office that may be out of reach."""

    is_away = False

    def keep(self, verb: object, *args: object, **kwargs: object) -> None:
        if self.is_away:
            raise DatabaseAway("The database cannot be reached.")


@pytest.fixture
def door() -> Away:
    return Away()


def test_a_form_is_on_this_machine_until_the_office_has_it(
    desk: Desk, door: Away, window: Open, tmp_path: Path
) -> None:
    owed_words(desk).keep_here(window())
    words = {"said": "Typed"}
    keeper = Keeper(desk, lambda: dict(words), desk)
    keeper.watch("person:new", {})
    keeper.touched()
    keeper.keep_now()
    assert files(tmp_path) == []
    door.is_away = True
    words["said"] = "Typed while it was away"
    keeper.touched()
    keeper.keep_now()
    assert len(files(tmp_path)) == 1
    door.is_away = False
    keeper.keep_now()
    assert files(tmp_path) == []


def test_keys_without_a_pause_are_on_this_machine_and_what_is_taken_back_is_not(
    desk: Desk, window: Open, tmp_path: Path
) -> None:
    owed_words(desk).keep_here(window())
    words = {"said": "T"}
    keeper = Keeper(desk, lambda: dict(words), desk)
    keeper.watch("person:new", {})
    keeper.touched()
    keeper._soon.timeout.emit()
    assert '"said": "T"' in files(tmp_path)[0].read_text(encoding="utf-8")
    words.clear()
    keeper.touched()
    keeper.keep_now()
    assert files(tmp_path) == []


def test_words_behind_a_lock_are_told_as_on_this_machine_where_they_are(
    desk: Desk, door: Away, window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_asked: object) -> None:
        raise DatabaseBusy("Somebody else's work held the record too long; nothing was saved.")

    told: list[Exception] = []
    desk.problem.connect(told.append)
    owed = owed_words(desk)
    owed.keep_here(window())
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(door, "keep", locked)
        owed.send("person:new", {"said": "Typed"})
    owed.send_again()
    assert ["only on this machine" in str(problem) for problem in told] == [True]
    owed._again.stop()
