"""The members of the demo, however many, in runs of a constant size."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select

from app import PROGRAM
from app.basics.references import ReferenceKind
from app.demo.bulk import Load, bulk_load
from app.demo.chunks import Runs, all_runs
from app.demo.columns import COLUMNS, new_batch
from app.demo.members import Setting
from app.demo.others import write_other
from app.demo.setting import ADMINISTRATOR, partners, writers
from app.demo.territory import territory
from app.members.add_membership import FIRST_SERIAL, MEMBER_SERIES
from app.staff.tables import Staff
from app.store.tables import Action, ReferenceSeries

_TOLD_EVERY = 50_000
_YEARS_OF_TASKS = 3
_REASON = (
    "Bulk load of invented people. The guards were suspended for this one transaction by decision: its rows have no "
    "change rows of their own."
)


def load_members(engine: Engine, count: int, seed: int, today: date, say: Callable[[str], None]) -> int:
    """Write that many members, those who act for them and the public; returns how many persons these are."""
    began = time.perf_counter()
    people = 0
    with bulk_load(engine, list(COLUMNS)) as (connection, load):
        setting = Setting(today, partners(connection))
        written = 0
        for batch in all_runs(Runs(seed, count, setting, writers(connection))):
            load.write(batch)
            people += len(batch["person"])
            written += len(batch["membership"])
            if written % _TOLD_EVERY == 0 and written < count:
                say(f"{written:,} members, {written / (time.perf_counter() - began):,.0f} a second.")
        people += _others(load, seed, count, setting)
        say(f"All rows written after {time.perf_counter() - began:.1f} s; now their order, indexes and foreign keys.")
        _put_on_record(connection, seed, today, count, people)
    took = time.perf_counter() - began
    say(f"Loaded {people:,} people, {count:,} of them members, in {took:.1f} s ({count / took:,.0f} a second).")
    return people


def public_ids(members: int) -> range:
    """The ids of the people who are no members: users of the courts, who come after everybody else."""
    first = 2 * members + 1
    return range(first, first + max(60, min(400, members // 100)))


def _others(load: Load, seed: int, count: int, setting: Setting) -> int:
    random, batch = Random(f"{seed}:public"), new_batch()
    for person_id in public_ids(count):
        write_other(random, batch, territory("GB"), person_id, setting.today)
    load.write(batch)
    return len(batch["person"])


def _put_on_record(connection: Connection, seed: int, today: date, count: int, people: int) -> None:
    """One action says what was done without guards; numbers go on where the load ended."""
    connection.execute(
        insert(Action).values(
            request_id=UUID(int=Random(f"{seed}:load").getrandbits(128), version=4),
            verb="demo.load_members",
            reason=_REASON,
            staff_id=connection.scalar(select(Staff.id).where(Staff.login == ADMINISTRATOR)),
            at=datetime.now(UTC),
            program=PROGRAM,
            result={"members": count, "people": people, "seed": seed},
        )
    )
    series = [{"kind": MEMBER_SERIES, "year": 0, "last_number": FIRST_SERIAL + count - 1}]
    series += [
        {"kind": ReferenceKind.TASK.value, "year": year, "last_number": count}
        for year in range(today.year - _YEARS_OF_TASKS, today.year + 1)
    ]
    connection.execute(insert(ReferenceSeries), series)
