"""The real window on a real office, with letters of Ada's in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.subjects import WithoutFiles
from app.office import Office
from app.staff.work import Deciders, Due, EasedCheck, ReadWork
from app.wiring import WIRING
from letters.block_text import with_text
from letters.content import from_json, to_json
from tests.correspondence.conftest import ADDED, WRITTEN
from tests.support.offices import Enter
from tests.support.prepared import Past, Shelf, begins_after, given_by
from ui.correspondence.editor.letter_editor import LetterEditor
from ui.correspondence.editor.letters_page import LettersPage
from ui.correspondence.editor.local_copy import LocalCopies
from ui.kit.desk import Desk, Ticket
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.preferences import Preferences
from ui.shell.navigation import Page, PageWidget, Shell
from ui.shell.person_menu import Person
from ui.shell.window import MainWindow

EXAMPLES = Path(__file__).parents[3] / "letters" / "examples"
ADDRESS: dict[str, Any] = {"line1": "7 Elm Road", "locality": "Leeds", "postcode": "LS1 4AP", "country": "GB"}
PERSON: dict[str, Any] = {"family_name": "Tan", "given_names": "Mei Ling", "title": "Dr", "territory": "GB"}


@dataclass
class Case(WithoutFiles):
    """A complaint as letters see it: facts that a test may change under a draft."""

    facts: dict[str, Any] = field(default_factory=dict)

    def title(self, _work: ReadWork, _subject_id: int) -> str:
        return "The late certificate"

    def letter_facts(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Mapping[str, Any]:
        copied: dict[str, Any] = json.loads(json.dumps(self.facts))
        return copied

    def due_days(self, _work: ReadWork, subject_ids: Sequence[int]) -> Mapping[int, Due]:
        return dict.fromkeys(subject_ids, Due(date.fromisoformat(self.facts["complaint"]["due_on"]), None))

    def eased_checks(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Sequence[EasedCheck]:
        return ()

    def deciders(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Deciders:
        return Deciders()


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Case:
    """The worked example of a first-stage response as the facts of ``matter:1``, which no room handles."""
    return worked_example(monkeypatch)


def worked_example(patch: pytest.MonkeyPatch) -> Case:
    """The same, for as long as the patch lasts."""
    document = json.loads((EXAMPLES / "facts-first-stage-response.json").read_text(encoding="utf-8"))
    case = Case({part: document[part] for part in ("complaint", "next_step") if part in document})
    patch.setitem(WIRING.subjects, "matter", case)
    return case


@pytest.fixture
def ada(enter: Enter) -> Office:
    """The author of letters."""
    return enter("ada.adviser")


def _respond(enter: Enter, _clock: SetClock, person_id: int) -> int:
    with pytest.MonkeyPatch.context() as patch:
        worked_example(patch)
        return enter("ada.adviser").act(draft_letter, "matter:1", person_id, "first-stage-response").result


RESPONDED = Past(_respond, after=ADDED)

person_id = given_by("person_id", ADDED)
"""Dr Tan Mei Ling of Leeds."""
reply_id = given_by("reply_id", WRITTEN)
"""A general reply whose answer is written: nothing stands in its way."""


@pytest.fixture
@begins_after(RESPONDED)
def response_id(case: Case, shelf: Shelf) -> int:
    """A first-stage response with three points: some sixty blocks on four pages."""
    letter_id: int = shelf.given(RESPONDED)[0]
    return letter_id


def write(office: Office, letter_id: int, block_id: str, text: str) -> None:
    """Type these words into a block of the stored draft, past any editor."""
    content = from_json(office.read(letter_for_editing, letter_id).content)
    office.keep(keep_letter_draft, letter_id, to_json(content.with_block(with_text(content.block(block_id), text))))


class Elsewhere(PageWidget):
    """Any other page of the window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.subject = ""
        self.empty = EmptyState(Empty("Another page"), self)

    def opened(self, subject: str) -> None:
        self.subject = subject


@dataclass
class Window:
    """The window of one person, with the page of letters and another one."""

    main: MainWindow
    desk: Desk
    qtbot: QtBot
    copies: LocalCopies

    @property
    def page(self) -> LettersPage:
        page = self.main.navigator.current()
        assert isinstance(page, LettersPage)
        return page

    @property
    def editor(self) -> LetterEditor:
        return self.page.editor

    def open(self, subject: str) -> None:
        """Go to a subject of the page of letters."""
        self.main.go("letters", subject)

    def edit(self, letter_id: int) -> LetterEditor:
        """Open a letter and wait until it is built, checked and set."""
        self.open(f"letter:{letter_id}")
        return self.wait_for_letter()

    def wait_for_letter(self) -> LetterEditor:
        editor = self.editor
        self.qtbot.waitUntil(lambda: editor.opened is not None and editor.parts.text.is_built)
        self.qtbot.waitUntil(lambda: editor.findings is not None and not self.desk.is_acting)
        self.qtbot.waitUntil(lambda: editor.parts.page.view.is_sharp and not editor.pages.is_busy)
        self.qtbot.waitUntil(lambda: all(row.height() >= row.words.height() for row in editor.parts.text.rows()))
        return editor

    def saved(self) -> None:
        """Wait until the office has every word."""
        self.qtbot.waitUntil(lambda: not self.editor.keeper.is_dirty, timeout=10_000)

    def notices(self) -> list[str]:
        return [notice.sentence for notice in self.main.notices.notices()]


OpenWindow = Callable[[Office], Window]


def late_reads(window: Window, name: str, monkeypatch: pytest.MonkeyPatch) -> list[partial[Ticket]]:
    """What the window reads by the finder of this name, each kept until a test calls it."""
    read, late = window.desk.read, list[partial[Ticket]]()

    def or_later(owner: Any, finder: Any, *args: Any, **kwargs: Any) -> Any:
        if finder.__name__ != name:
            return read(owner, finder, *args, **kwargs)
        late.append(partial(read, owner, finder, *args, **kwargs))
        return None

    monkeypatch.setattr(window.desk, "read", or_later)
    return late


@pytest.fixture
def copies(tmp_path: Path) -> LocalCopies:
    return LocalCopies(tmp_path / "kept")


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, copies: LocalCopies) -> Iterator[OpenWindow]:
    """Opens the window on an office, as whoever signed in to it."""
    opened: list[Window] = []

    def make(office: Office) -> Window:
        desk = Desk(office, Preferences(tmp_path / f"window-{len(opened)}.ini"))
        pages = [
            Page("letters", "Letters", "mail", lambda shell: LettersPage(shell, copies=copies)),
            Page("register", "Register", "book-open", Elsewhere),
        ]
        person = Person(office.actor.name, office.actor.job_title, "The Test Society")
        main = MainWindow(desk, person, pages, use_shipped_fonts=True)
        main.resize(1366, 740)
        main.show()
        main.activateWindow()
        opened.append(Window(main, desk, qtbot, copies))
        return opened[-1]

    yield make
    for window in opened:
        window.main.navigator.may_close()
        close_window(window)


def close_window(window: Window) -> None:
    """Leave the window as a person does: what waits is saved first."""
    window.main.navigator.may_close()
    window.qtbot.waitUntil(lambda: not window.desk.is_acting)
    window.main.close()
    window.main.deleteLater()
    assert window.desk.shut_down(), "a call to the office outlived its test"
