"""What a posted answer promises is on its owner's list by its day, and is done with its task, whichever is ticked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.complaints.add_remedy import add_remedy
from app.complaints.complete_remedy import complete_remedy
from app.complaints.states import RemedyState
from app.contacts.find import open_tasks_of
from app.contacts.finish_task import finish_task
from app.office import Office
from tests.complaints.test_complaints import answer
from tests.support.complaints import add_mei, log, record_of

DUE = date(2026, 12, 4)


@pytest.fixture
def promised(ready: Office) -> tuple[int, int, int]:
    """The person, the case, and the refund that its posted answer promises, beside an apology."""
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    head = record_of(ready, case_id).heads[0]
    ready.act(add_remedy, head.id, "apology", "that we took it", "Our manager", DUE)
    refund = ready.act(add_remedy, head.id, "refund", "for the fee", "our payments team", DUE, "20").result
    ready.act(answer, case_id, date(2026, 11, 20))
    return person_id, case_id, refund


def test_a_promise_becomes_a_dated_task(ready: Office, promised: tuple[int, int, int]) -> None:
    person_id, case_id, _ = promised
    [task] = ready.read(open_tasks_of, person_id)
    reference = record_of(ready, case_id).reference
    assert task.what == f"{reference}: our payments team to pay GBP 20.00 for the fee. Done when the money has landed."
    assert datetime(2026, 12, 4, 12, tzinfo=UTC) < task.due_at < datetime(2026, 12, 4, tzinfo=UTC) + timedelta(days=1)
    assert task.subject == f"complaint:{case_id}"


def test_doing_the_task_does_what_was_promised(ready: Office, promised: tuple[int, int, int]) -> None:
    person_id, case_id, _ = promised
    [task] = ready.read(open_tasks_of, person_id)
    ready.act(finish_task, task.id, "It landed.")
    remedy = record_of(ready, case_id).heads[0].remedies[1]
    assert (remedy.state, remedy.done_on) == (RemedyState.DONE, date(2026, 11, 20))


def test_doing_what_was_promised_does_the_task(ready: Office, promised: tuple[int, int, int]) -> None:
    person_id, _, refund = promised
    ready.act(complete_remedy, refund, date(2026, 11, 20))
    assert ready.read(open_tasks_of, person_id) == []
