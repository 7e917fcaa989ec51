"""The queue of approvals tells of now, and stays quick however many letters were ever written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Select, event, text
from sqlalchemy.orm import ORMExecuteState, Session

from app.basics.clock import SetClock
from app.complaints.note_delay import note_delay
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letters_of
from app.correspondence.find_approvals import approval_queue
from app.correspondence.recall_letter import recall_letter
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_facts import take_facts
from app.office import Office
from app.staff.work import Due, ReadWork
from tests.support.complaints import add_mei, log, prepare
from tests.support.offices import Enter


def test_the_day_is_that_of_the_clock_as_it_stands_now(ada: Office, enter: Enter) -> None:
    prepare(enter("mia.manager"))
    mei_id = add_mei(ada)
    complaint_id = log(ada, mei_id)
    letter_id = ada.act(draft_letter, f"complaint:{complaint_id}", mei_id, "acknowledgement").result
    ada.act(submit_letter, letter_id)
    assert [row.due for row in ada.read(approval_queue)] == [Due(date(2026, 11, 30), 6)]
    ada.act(note_delay, complaint_id, "The file is away.", date(2026, 12, 10))
    assert ada.read(approval_queue) == [], "it says the day that no longer holds, so it went back to its author"
    ada.keep(take_facts, letter_id)
    ada.act(submit_letter, letter_id)
    assert [row.due for row in ada.read(approval_queue)] == [Due(date(2026, 12, 10), 14)]


def test_a_letter_without_a_clock_has_no_day_and_stands_by_its_newest_submission(
    ada: Office, submitted_id: int, clock: SetClock
) -> None:
    ada.act(recall_letter, submitted_id)
    clock.advance(timedelta(hours=1))
    ada.act(submit_letter, submitted_id)
    [row] = ada.read(approval_queue)
    assert (row.id, row.revision_number, row.due) == (submitted_id, 2, None)


@pytest.mark.only_on("sqlite")  # PostgreSQL plans by the size of its tables
@pytest.mark.parametrize(
    ("finder", "values"), [(approval_queue, {}), (letters_of, {"person_id": 1})], ids=["queue", "letters of a person"]
)
def test_no_table_of_letters_is_read_from_end_to_end(ada: Office, finder: Any, values: dict[str, Any]) -> None:
    for line in ada.read(_plan, finder, values):
        assert not line.startswith(("SCAN letter", "SCAN person")), line


def _plan(work: ReadWork, finder: Any, values: dict[str, Any]) -> list[str]:
    """What SQLite says of how it answers each question of a finder."""
    asked: list[Select[Any]] = []

    def note(state: ORMExecuteState) -> None:
        if isinstance(state.statement, Select):
            asked.append(state.statement)

    event.listen(work.session, "do_orm_execute", note)
    try:
        finder(work, **values)
    finally:
        event.remove(work.session, "do_orm_execute", note)
    return [line for statement in asked for line in _explained(work.session, statement)]


def _explained(session: Session, statement: Select[Any]) -> list[str]:
    plain = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    return [row.detail for row in session.connection().execute(text(f"EXPLAIN QUERY PLAN {plain}"))]
