"""The whole demo office, made on each engine: alive on its day, every letter whole, every guard in its place."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Connection, Engine, func, select, text

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.complaints.find import worklist
from app.complaints.find_settled import settled_shares
from app.complaints.states import ComplaintState
from app.complaints.tables import Complaint, SlaClock
from app.contacts.find import my_day
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import stored_pdf
from app.correspondence.tables import Letter, LetterRevision
from app.demo.load_members import public_ids
from app.demo.make_demo import Made, make_demo
from app.demo.replace import NotADemo
from app.demo.setting import office_name
from app.knowledge.find import standards_by_id
from app.members.find_people import search_people
from app.members.tables import Membership, Person, SearchToken
from app.office import Office
from app.record.rewrite_search import rewrite_search
from app.schema import METADATA
from app.staff.work import ReadWork
from app.store.engines import installing, make_engine, writer
from app.store.guards.catalogue import differences
from app.store.installation import NotEmpty, create_office
from app.store.tables import Action, Change, OfficeInfo
from tests.support.postgres import drop_login

MEMBERS, TODAY = 1_100, date(2026, 11, 20)
# Two whole offices are made: on a busy machine that takes its time.
pytestmark = pytest.mark.timeout(400)
MORNING = SetClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Demo:
    """A made demo; ``url`` is the owner's."""

    url: URL
    made: Made

    def enter(self, login: str) -> Office:
        url = self.url.set(username=login, password=self.made.password) if self.made.password else self.url
        return Office.sign_in(url.render_as_string(hide_password=False), login, self.made.password or "", clock=MORNING)


@pytest.fixture(scope="module")
def sqlite_demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    url = URL.create("sqlite", database=str(tmp_path_factory.mktemp("demo") / "demo.db"))
    return Demo(url, make_demo(url, MEMBERS, today=TODAY))


@pytest.fixture(scope="module")
def postgres_demo(postgres_owner: Engine) -> Iterator[Demo]:
    with postgres_owner.connect() as connection:
        connection.execute(text("create database a_demo"))
    url = postgres_owner.url.set(database="a_demo")
    made = make_demo(url, MEMBERS, today=TODAY, password="a demo password")
    yield Demo(url, made)
    with postgres_owner.connect() as connection:
        connection.execute(text("drop database a_demo with (force)"))
        for login in made.logins:
            drop_login(connection, login)


@pytest.fixture
def demo(database_kind: str, request: pytest.FixtureRequest) -> Demo:
    made: Demo = request.getfixturevalue("sqlite_demo" if database_kind == "sqlite" else "postgres_demo")
    return made


@contextmanager
def closing_engine(engine: Engine) -> Iterator[None]:
    try:
        yield
    finally:
        engine.dispose()


def all_complaints(work: ReadWork) -> list[Complaint]:
    return list(work.session.scalars(select(Complaint)))


def states_of_letters(work: ReadWork) -> set[LetterState]:
    return set(work.session.scalars(select(Letter.state)))


def revisions(work: ReadWork) -> list[LetterRevision]:
    return list(work.session.scalars(select(LetterRevision)))


def test_the_office_is_whole_and_its_guards_stand(demo: Demo) -> None:
    engine = make_engine(demo.url)
    with closing_engine(engine), engine.connect() as connection:
        assert differences(connection, METADATA) == []
        info = connection.execute(select(OfficeInfo.name, OfficeInfo.is_demo, OfficeInfo.test_mode)).one()
        assert tuple(info) == (office_name(), True, False)
        count = connection.scalar(select(func.count()).select_from(Membership)) or 0
        assert MEMBERS <= count <= MEMBERS + 20
        assert connection.scalar(select(func.count()).select_from(Change).where(Change.action_id.is_(None))) == 0
        load = connection.execute(select(Action.reason, Action.result).where(Action.verb == "demo.load_members")).one()
        assert "suspended" in load.reason
        assert load.result["members"] == MEMBERS


def test_what_is_loaded_in_bulk_is_found_as_if_it_were_typed(demo: Demo) -> None:
    """Tokens and sort keys are those that an upgrade to another search form would write."""
    engine = make_engine(demo.url)
    with closing_engine(engine), writer(engine).connect() as connection, installing(connection):
        loaded = found_by(connection)
        rewrite_search(connection)
        anew = found_by(connection)
        connection.rollback()
    assert all(len(rows) > 20 for rows in loaded.values())
    assert [loaded[name] ^ anew[name] for name in loaded] == [set()] * len(loaded)


def found_by(connection: Connection) -> dict[str, set[Any]]:
    """Everything that is found by and sorted by."""
    tables = ("search_token", "complaint_token", "letter_token")
    found = {name: {tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))} for name in tables}
    return found | {"sort keys": {tuple(row) for row in connection.execute(text("SELECT id, sort_key FROM person"))}}


def test_nothing_happens_after_the_day_of_the_demo(demo: Demo) -> None:
    office = demo.enter("ruth")
    midnight = datetime(2026, 11, 20, tzinfo=UTC)

    def latest(work: ReadWork) -> list[datetime | None]:
        acted = select(func.max(Action.at)).where(Action.verb.not_in(["demo.load_members"]), Action.at < midnight)
        changed = select(func.max(Letter.created_at))
        return [work.session.scalar(acted), work.session.scalar(changed)]

    assert all(at is not None and midnight - timedelta(days=5) < at < midnight for at in office.read(latest))
    office.close()


def test_every_complaint_and_letter_state_is_there(demo: Demo) -> None:
    office = demo.enter("asha")
    complaints = office.read(all_complaints)
    wanted = set(ComplaintState) - {ComplaintState.REOPENED}
    assert {row.state for row in complaints} >= wanted
    assert office.read(states_of_letters) >= set(LetterState) - {LetterState.WITHDRAWN}
    open_clocks = [row.respond_by for row in complaints if row.respond_by]
    assert min(open_clocks) < TODAY < max(open_clocks)
    office.close()


def rare_letters(work: ReadWork) -> set[str]:
    templates = set(work.session.scalars(select(Letter.template_code)))
    both = work.session.scalars(select(Letter.id).where(Letter.language.contains("+"), Letter.posted_on.is_not(None)))
    return templates | {"in two languages" for _ in both}


def test_one_letter_of_each_of_the_rarer_kinds_is_there(demo: Demo) -> None:
    office = demo.enter("carys")
    assert office.read(rare_letters) >= {
        *("extension", "correction", "condolence", "restricted-contact", "review-response", "authority-request"),
        *("first-contact-confirmation", "in two languages"),
    }
    shares = {one.desk_name: one for one in office.read(settled_shares)}
    assert [one.settled for one in (shares["Member Relations"].this_month, shares["Member Relations"].last_month)] == [
        2,
        1,
    ]
    office.close()


def test_the_first_advisers_day_is_alive(demo: Demo) -> None:
    office = demo.enter("asha")
    rows = office.read(worklist)
    days = [row.days_left for row in rows if row.days_left is not None]
    assert any(left < 0 for left in days)
    assert any(left in (0, 1) for left in days)
    assert any(row.letter_state == "returned" for row in rows)
    tasks = office.read(my_day)
    due = [task.due_at for task in tasks]
    assert min(due) < MORNING.at < max(due)
    assert any(at.date() == TODAY for at in due)
    office.close()


def test_every_stored_letter_is_what_was_submitted(demo: Demo) -> None:
    office = demo.enter("carys")
    found = office.read(revisions)
    assert len(found) >= 20
    for revision in found:
        assert office.read(stored_pdf, revision.id).startswith(b"%PDF-")
        assert not [finding for finding in revision.findings if finding["severity"] == "block"]
    office.close()


def test_every_clock_keeps_its_sum(demo: Demo) -> None:
    office = demo.enter("helena")

    def clocks(work: ReadWork) -> list[SlaClock]:
        return list(work.session.scalars(select(SlaClock)))

    for clock in office.read(clocks):
        assert clock.trace["steps"][-1][0] == "due"
        assert clock.trace["calendar"]["code"] in ("england", "singapore")
    office.close()


@pytest.mark.parametrize(
    ("typed", "family"),
    [("tan mei", "Tan"), ("陳大文", "陳"), ("luczak", "Łuczak-Żuławska"), ("suharyanto", "Suharyanto")],
)
def test_the_cast_is_found(demo: Demo, typed: str, family: str) -> None:
    office = demo.enter("tom")
    found = office.read(search_people, typed)
    rows = getattr(found, "rows", found)
    assert any(family in str(row) for row in rows)
    office.close()


def test_everybody_may_come_in(demo: Demo) -> None:
    assert demo.made.logins[0] == "asha"
    for login in demo.made.logins:
        demo.enter(login).close()


def test_a_loaded_person_has_the_tokens_the_office_would_make(demo: Demo) -> None:
    from app.members.tokens import findable, tokens_of

    office = demo.enter("piotr")

    def differing(work: ReadWork) -> list[int]:
        wrong = []
        for person in work.session.scalars(select(Person).where(Person.id <= 60)):
            stored = work.session.execute(
                select(SearchToken.token, SearchToken.kind).where(SearchToken.person_id == person.id)
            )
            wanted = {(token, kind.value) for token, kind in tokens_of(findable(work, person))}  # type: ignore[arg-type]
            if {tuple(row) for row in stored} != wanted:
                wrong.append(person.id)
        return wrong

    assert office.read(differing) == []
    office.close()


def test_heads_cite_standards_in_force(demo: Demo) -> None:
    office = demo.enter("niamh")

    def checked(work: ReadWork) -> int:
        from app.complaints.tables import ComplaintHead

        heads = [head for head in work.session.scalars(select(ComplaintHead)) if head.standard_version_id]
        standards = standards_by_id(work, {head.standard_version_id for head in heads if head.standard_version_id})
        for head in heads:
            assert head.event_on is not None
            assert head.standard_version_id is not None
            assert standards[head.standard_version_id].in_force_on(head.event_on)
        return len(heads)

    assert office.read(checked) > 20
    office.close()


def test_a_demo_is_made_over_a_demo_and_over_nothing_else(tmp_path: Path) -> None:
    url = URL.create("sqlite", database=str(tmp_path / "office.db"))
    create_office(url, "A real office", METADATA)
    with pytest.raises(NotEmpty):
        make_demo(url, 300)
    with pytest.raises(NotADemo):
        make_demo(url, 300, replace=True)
    other = tmp_path / "letters.txt"
    other.write_text("no database", encoding="utf-8")
    with pytest.raises(Exception, match=r"not a database|not an office|damaged"):
        make_demo(URL.create("sqlite", database=str(other)), 300, replace=True)
    assert other.read_text(encoding="utf-8") == "no database"


@pytest.mark.parametrize("members", [0, 199, 2_000_001])
def test_a_number_of_members_that_makes_no_office_is_refused(tmp_path: Path, members: int) -> None:
    with pytest.raises(BadInput, match="200 to 2,000,000"):
        make_demo(URL.create("sqlite", database=str(tmp_path / "x.db")), members)
    assert list(tmp_path.iterdir()) == []


def test_the_same_seed_makes_the_same_office(tmp_path: Path) -> None:
    """Also one file, closed and whole: it may be moved; and the second time over the first."""
    path = tmp_path / "again.db"
    url = URL.create("sqlite", database=str(path))
    said: list[list[tuple[object, ...]]] = []
    for replace in (False, True):
        make_demo(url, 200, seed=7, today=TODAY, replace=replace)
        assert [file.name for file in tmp_path.iterdir()] == ["again.db"]
        with sqlite3.connect(path) as connection:
            queries = (
                "select family_name, given_names, sort_key from person order by id",
                "select reference, title, person_id, state, raised_on, respond_by from complaint order by id",
                "select reference, state, posted_on from letter order by id",
                "select request_id, verb from action where verb <> 'demo.set_up' order by id",
            )
            said.append(list(itertools.chain.from_iterable(connection.execute(query) for query in queries)))
    assert said[0] == said[1]


def test_the_public_comes_after_everybody_else() -> None:
    assert public_ids(2_000)[0] == 4_001
    assert len(public_ids(1_000_000)) == 400
