"""Making the demo office from nothing to a full desk, with a line for each step."""

from __future__ import annotations

import secrets
import time as stopwatch
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import URL, Engine, make_url, update

from app.basics.problems import BadInput
from app.demo.bulk import tidy_up
from app.demo.cases import play_cases
from app.demo.desk_work import play_desk_work
from app.demo.load_members import load_members
from app.demo.other_letters import play_other_letters
from app.demo.rehearsal import rehearsing
from app.demo.replace import make_room
from app.demo.setting import logins, office_name, set_up_people, set_up_rules
from app.schema import METADATA
from app.staff.first_people import begin_owners_action
from app.store.engines import installing, make_engine, write_transaction
from app.store.installation import create_office
from app.store.tables import OfficeInfo

FEWEST, MOST = 200, 2_000_000
_BEFORE_WORK = time(6, 0)
_SET_UP_BEFORE = 400

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made. ``password`` is everybody's on PostgreSQL, None on SQLite, where nobody is asked for one."""

    members: int
    people: int
    cases: int
    letters: int
    seconds: float
    logins: list[str]
    password: str | None


def make_demo(
    url: str | URL,
    members: int = 20_000,
    *,
    seed: int = 1,
    today: date | None = None,
    password: str | None = None,
    replace: bool = False,
    say: Say = lambda _sentence: None,
) -> Made:
    """Make the demo office at a database URL: an empty database, a new file, or (``replace``) over an older demo.

    The same seed, number and day give the same people, cases and dates; ``today`` is today where it is left out.
    Raises BadInput for a number of members that makes no office, NotEmpty, NotADemo, LoginTaken, and what the
    database reports.
    """
    if not FEWEST <= members <= MOST:
        raise BadInput.one("members", f"A demo has {FEWEST:,} to {MOST:,} members, not {members:,}.")
    began = stopwatch.perf_counter()
    target, day = make_url(url), today or datetime.now(UTC).date()
    on_server = target.get_backend_name() != "sqlite"
    shared = (password or secrets.token_urlsafe(9)) if on_server else None
    if replace:
        make_room(target)
    create_office(target, office_name(), METADATA, demo=True, test_mode=True)
    engine = make_engine(target)
    try:
        say("Made the office with its tables and guards.")
        morning = datetime.combine(day, _BEFORE_WORK, UTC) - timedelta(days=_SET_UP_BEFORE)
        with write_transaction(engine) as connection, installing(connection):
            begin_owners_action(connection, "demo.set_up", "The demo's desks and people.", morning)
            set_up_people(connection, day, shared, reuse_logins=replace)
        with rehearsing(engine, f"{seed}:rules") as rehearsal:
            set_up_rules(rehearsal, morning, day)
        say("Put in desks, people, calendars and the library.")
        people = load_members(engine, members, seed, day, say)
        with rehearsing(engine, f"{seed}:cases") as rehearsal:
            cases, letters = play_cases(rehearsal, Random(f"{seed}:cases"), members, day, say)
        with rehearsing(engine, f"{seed}:letters") as rehearsal:
            play_other_letters(rehearsal, Random(f"{seed}:letters"), members, day)
        with rehearsing(engine, f"{seed}:desk") as rehearsal:
            play_desk_work(rehearsal, Random(f"{seed}:desk"), members, day)
        say("Made the promises and tasks of these days.")
        _open(engine)
    finally:
        engine.dispose()
    return Made(members, people, cases, letters, stopwatch.perf_counter() - began, logins(), shared)


def _open(engine: Engine) -> None:
    """From now on the clock is the real one; what was loaded is counted for the planner."""
    with write_transaction(engine) as connection:
        connection.execute(update(OfficeInfo).values(test_mode=False))
    tidy_up(engine)
