"""A real office on SQLite with letters in it, a desk on it, and a window's shell that remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.subjects import WithoutFiles
from app.correspondence.submit_letter import submit_letter
from app.members.add_person import add_person
from app.office import Office
from app.staff.work import Deciders, Due, EasedCheck, ReadWork
from app.wiring import WIRING
from letters.block_text import with_text
from letters.compose import compose
from letters.content import from_json, to_json
from letters.typeset import Typeset, typeset
from tests.support.databases import Database
from tests.support.postgres import PASSWORD
from ui.kit.desk import Desk
from ui.kit.notices import Notice
from ui.kit.preferences import Preferences
from ui.parts.workers import drawing_runner

EXAMPLES = Path(__file__).parents[3] / "letters" / "examples"
FACTS = json.loads((EXAMPLES / "facts-first-stage-response.json").read_text(encoding="utf-8"))
ADDRESS: dict[str, Any] = {"line1": "7 Elm Road", "locality": "Leeds", "postcode": "LS1 4AP", "country": "GB"}


@pytest.fixture(scope="session")
def pages() -> Typeset:
    """The worked example of a first-stage response, four pages of it."""
    return typeset(compose(FACTS))


@dataclass
class Case(WithoutFiles):
    """A complaint as correspondence sees it, ``matter:1``; a test may change its facts."""

    facts: dict[str, Any] = field(default_factory=lambda: json.loads(json.dumps(FACTS)))

    def title(self, _work: ReadWork, _subject_id: int) -> str:
        return "The late certificate"

    def letter_facts(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Mapping[str, Any]:
        return {part: self.facts[part] for part in ("complaint", "next_step")}

    def due_days(self, _work: ReadWork, subject_ids: Sequence[int]) -> Mapping[int, Due]:
        return dict.fromkeys(subject_ids, Due(date.fromisoformat(self.facts["complaint"]["due_on"]), None))

    def eased_checks(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Sequence[EasedCheck]:
        return ()

    def deciders(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Deciders:
        return Deciders()


@dataclass
class Letters:
    """The office of a test, and what is put into it."""

    enter: Callable[[str], Office]
    case: Case
    people: dict[str, int] = field(default_factory=dict)

    def person(self, family: str, given: str) -> int:
        """Somebody who lives in Leeds."""
        if family not in self.people:
            values = {"family_name": family, "given_names": given, "title": "Dr", "territory": "GB"}
            email = f"{family.lower()}@example.org"
            self.people[family] = self.enter("ada.adviser").act(add_person, values, email=email, address=ADDRESS).result
        return self.people[family]

    def reply(
        self, person_id: int, answer: str, author: str = "ada.adviser", note: str = "", to: int | None = None
    ) -> int:
        """A general reply that waits for approval, ``to`` whoever acts for the person or to them."""
        office = self.enter(author)
        letter_id = office.act(draft_letter, None, person_id, "general-reply", addressee_id=to).result
        content = from_json(office.read(letter_for_editing, letter_id).content)
        changed = content.with_block(with_text(content.block("answer"), answer))
        office.keep(keep_letter_draft, letter_id, to_json(changed))
        office.act(submit_letter, letter_id, note)
        return letter_id

    def response(self, person_id: int) -> int:
        """A first-stage response that waits for approval."""
        office = self.enter("ada.adviser")
        letter_id = office.act(draft_letter, "matter:1", person_id, "first-stage-response").result
        office.act(submit_letter, letter_id)
        return letter_id


@pytest.fixture
def letters(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, clock: SetClock) -> Iterator[Letters]:
    opened: dict[str, Office] = {}
    url = sqlite_database.owner_url.render_as_string(hide_password=False)

    def enter(login: str) -> Office:
        if login not in opened:
            opened[login] = Office.sign_in(url, login, PASSWORD, clock=clock)
        return opened[login]

    case = Case()
    case.facts["complaint"]["due_on"] = date(2026, 11, 23).isoformat()
    monkeypatch.setitem(WIRING.subjects, "matter", case)
    yield Letters(enter, case)
    for office in opened.values():
        office.close()


class RecordingShell:
    """The window around a page: remembers notices and where it was asked to go."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.notices: list[Notice] = []
        self.places: list[tuple[str, str]] = []
        desk.problem.connect(self.problem)
        self.problems: list[Exception] = []

    def problem(self, error: Exception) -> None:
        self.problems.append(error)

    def go(self, page: str, subject: str = "") -> bool:
        self.places.append((page, subject))
        return True

    def back(self) -> None:
        self.places.append(("back", ""))

    def notify(self, notice: Notice) -> None:
        self.notices.append(notice)

    def set_running(self, key: str, text: str = "") -> None:
        """Nothing runs long here."""


@pytest.fixture
def shell_of(qtbot: QtBot, letters: Letters, preferences: Preferences) -> Iterator[Callable[[str], RecordingShell]]:
    """``shell_of("lea.leader")``: a window's shell on the office as somebody, with real workers."""
    desks: list[Desk] = []

    def make(login: str) -> RecordingShell:
        desk = Desk(letters.enter(login), preferences)
        desks.append(desk)
        return RecordingShell(desk)

    yield make
    assert drawing_runner().shut_down()
    for desk in desks:
        assert desk.shut_down(), "a call to the office outlived its test"
        desk.deleteLater()
