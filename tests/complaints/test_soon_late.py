"""What will soon be late is told two working days before, and before closed days; put off with its letter drafted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.complaints.find import WorklistFilter
from app.complaints.find_soon_late import SoonLate, soon_late
from app.complaints.hold_and_draft import hold_and_draft
from app.complaints.note_delay import note_delay
from app.complaints.states import ClockKind, ClockState, ExtensionKind
from app.office import Office
from tests.complaints.test_requests import ask
from tests.record.test_statements import counted
from tests.support.complaints import add_mei, log, record_of

# The answer is due on Monday 30 November 2026; it is Friday the 20th.


def soon(office: Office) -> list[SoonLate]:
    return office.read(soon_late, WorklistFilter.MINE)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (5, None),
        (6, "Answer due in 2 working days"),
        (9, "Answer due in 1 working day"),
        (10, "Answer due today"),
        (11, None),
    ],
)
def test_it_is_told_two_working_days_before(ready: Office, clock: SetClock, days: int, why: str | None) -> None:
    log(ready, add_mei(ready))
    clock.advance(timedelta(days=days))
    assert [one.why for one in soon(ready)] == ([why] if why else [])


def test_it_is_told_before_closed_days(ready: Office, clock: SetClock) -> None:
    """On 22 December, of what is due on the second working day after Christmas."""
    case_id = log(ready, add_mei(ready))
    ready.act(note_delay, case_id, "We wait.", date(2026, 12, 14))
    ready.act(note_delay, case_id, "We wait.", date(2026, 12, 30))
    clock.advance(timedelta(days=31))
    assert soon(ready) == []
    clock.advance(timedelta(days=1))
    [one] = soon(ready)
    assert one.why == "Answer due in 4 working days; the office is closed Fri 25 to Mon 28 Dec 2026"
    assert one.room.why_not.startswith("It was put off twice already")


def test_ten_cost_what_two_cost(ready: Office, clock: SetClock) -> None:
    mei = add_mei(ready)
    costs = []
    for more in (2, 8):
        for _ in range(more):
            log(ready, mei)
        clock.at = datetime(2026, 11, 27, 9, tzinfo=UTC)
        soon(ready)  # what a first question reads for good is read before
        with counted(ready) as sent:
            costs.append((len(soon(ready)), len(sent)))
    (two, few), (ten, many) = costs
    assert (two, ten, many) == (2, 10, few)


def test_what_waits_for_somebody_else_is_not_soon_late(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    ask(ready, case_id)
    clock.advance(timedelta(days=10))
    assert soon(ready) == []


def test_it_is_put_off_and_its_letter_drafted_together(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    letter_id = ready.act(hold_and_draft, case_id, "We wait for a file.", date(2026, 12, 14)).result
    case = record_of(ready, case_id)
    clock = case.clock(ClockKind.RESPOND)
    assert clock is not None
    assert (clock.state, clock.due_on) == (ClockState.EXTENDED, date(2026, 12, 14))
    assert [(letter.id, letter.kind, letter.state) for letter in case.letters] == [(letter_id, "holding", "editing")]


def test_it_is_put_off_as_they_agreed(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(hold_and_draft, case_id, "We wait for a file.", date(2026, 12, 14), "agreed")
    assert record_of(ready, case_id).holding_kind is ExtensionKind.AGREED


def test_where_it_cannot_be_put_off_no_letter_is_drafted(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    before = record_of(ready, case_id)
    with pytest.raises(BadInput, match="does not allow"):
        ready.act(hold_and_draft, case_id, "We wait for a file.", date(2026, 12, 15))
    assert record_of(ready, case_id) == before
