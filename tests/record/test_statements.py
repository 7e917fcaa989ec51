"""A list of twenty costs as many queries as a list of one, in both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from app.complaints.find import WorklistFilter, worklist
from app.correspondence.find_approvals import approval_queue
from app.correspondence.find_post import to_post
from app.correspondence.read_afterwards import to_read_afterwards
from app.correspondence.waits_with import waiting_letters
from app.office import Office
from app.record.deeds_of_case import deeds_of_case
from app.schema import METADATA
from app.staff.work import ReadWork
from app.store.engines import installing
from tests.support.acting import as_owner
from tests.support.complaints import add_mei, log, ready
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter
from tests.support.rows import add_one_row_everywhere, plain_row

__all__ = ["ready"]

ADA, LEA = staff_id("ada.adviser"), staff_id("lea.leader")
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
CASES, PEOPLE, FIRST = 1_000, 2_000, 3_000
KINDS = {"approved": 0, "released": 100, "submitted": 200}


def put(connection: Connection, table: str, **values: Any) -> None:
    connection.execute(insert(METADATA.tables[table]).values(plain_row(METADATA.tables[table]) | values))


def add(connection: Connection, numbers: Sequence[int]) -> None:
    """For each number a person, a case joined with the first one, and a letter of each kind to that person."""
    for number in numbers:
        person, case = PEOPLE + number, CASES + number
        put(connection, "person", id=person)
        put(connection, "contact_point", person_id=person, kind="address", line1=f"{number} High Street", country="GB")
        put(connection, "person_warning", person_id=person, kind="do_not_write", since_on=date(2026, 1, 1))
        joined_to = CASES if number else None
        put(connection, "complaint", id=case, reference=f"C{case}", person_id=person, joined_to_id=joined_to)
        for kind, offset in KINDS.items():
            letter, revision = FIRST + offset + number, FIRST + offset + number
            head = {"person_id": person, "addressee_id": person, "subject": f"complaint:{case}", "submitted_at": AT}
            head |= {"state": "submitted" if kind == "submitted" else "approved", "author_id": ADA}
            put(connection, "letter", id=letter, reference=f"L{letter}", **head)
            put(connection, "letter_revision", id=revision, letter_id=letter, content={}, facts={}, submitted_by_id=ADA)
            put(connection, "letter_event", letter_id=letter, revision_id=revision, kind="returned_mail", by_id=ADA)
            _settle(connection, kind, {"letter_id": letter, "revision_id": revision})
            if kind != "submitted":
                done = f"UPDATE letter SET approved_revision_id = {revision} WHERE id = {letter}"
                connection.execute(text(done))


def _settle(connection: Connection, kind: str, of_it: dict[str, int]) -> None:
    match kind:
        case "approved":
            put(connection, "letter_decision", **of_it, verdict="approved", decided_by_id=LEA)
        case "released":
            put(connection, "letter_release", **of_it, released_by_id=ADA, sample_percent=100)
        case "submitted":
            put(connection, "letter_sent_to", letter_id=of_it["letter_id"], to_id=LEA, by_id=ADA, at=AT)


@contextmanager
def counted(office: Office) -> Iterator[list[tuple[str, Any]]]:
    """Every statement that an office sends meanwhile, with its values."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        sent.append((statement, values))

    event.listen(office._engine, "before_cursor_execute", note)
    yield sent
    event.remove(office._engine, "before_cursor_execute", note)


def every_case(work: ReadWork) -> list[Any]:
    return list(worklist(work, WorklistFilter.ALL))


def every_wait(work: ReadWork) -> list[Any]:
    return list(waiting_letters(work, [f"complaint:{CASES + number}" for number in range(30)]))


FINDERS: dict[str, Callable[[ReadWork], Sequence[Any]]] = {
    "the day's post": to_post,
    "read afterwards": to_read_afterwards,
    "approvals": approval_queue,
    "the worklist": every_case,
    "with whom letters wait": every_wait,
}


def test_twenty_rows_cost_what_one_costs(database: Database, enter: Enter) -> None:
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        put(connection, "calendar", id=FIRST, code="england", weekend="6,7", categories="")
        add(connection, [0, 1])
    lea = enter("lea.leader")
    few = _costs(lea)
    with as_owner(database) as connection, installing(connection):
        add(connection, range(2, 21))
    many = _costs(lea)
    for name, (rows, statements) in many.items():
        assert rows > few[name][0] + 15, f"{name} shows what was added"
        assert statements == few[name][1], f"{name}: {statements} for {rows} rows, {few[name][1]} for {few[name][0]}"


def _costs(office: Office) -> dict[str, tuple[int, int]]:
    """Rows and statements of each finder; what a first question reads for good was read before."""
    found = {}
    for name, finder in FINDERS.items():
        office.read(finder)
        with counted(office) as sent:
            rows = len(office.read(finder))
        found[name] = rows, len(sent)
    return found


@pytest.mark.only_on("postgresql")
def test_the_deeds_of_a_case_are_found_by_an_index(database: Database, ready: Office, enter: Enter) -> None:
    """Among a hundred thousand changes of others, none of which is read."""
    complaint = log(ready, add_mei(ready))
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("ALTER TABLE change DISABLE TRIGGER USER"))
        connection.execute(
            text(
                "INSERT INTO change (table_name, row_id, kind, at) SELECT 'remedy', 1000 + n, 'update', now()"
                " FROM generate_series(1, 100000) n"
            )
        )
        connection.execute(text("ANALYZE change"))
    lea = enter("lea.leader")
    with counted(lea) as sent:
        assert lea.read(deeds_of_case, complaint)
    [(statement, values)] = [one for one in sent if "UNION ALL" in one[0]]
    with as_owner(database) as connection:
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars())
    assert "Seq Scan on change" not in plan, plan
