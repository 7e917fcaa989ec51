"""What a case waits for, on both engines: the clock stands where the procedure says so, and runs on by those days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.complaints.ask_for import ask_for
from app.complaints.being_worked_on import NotInThisState
from app.complaints.chase_request import chase_request
from app.complaints.edit_complaint import edit_complaint
from app.complaints.end_request import go_on_without, request_came
from app.complaints.find import WorklistFilter, worklist
from app.complaints.letter_progress import letter_posted
from app.complaints.note_delay import note_delay
from app.complaints.record import ClockRow, RequestRow
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.rules import why_here
from app.complaints.states import ClockKind, ClockState, RequestOutcome
from app.correspondence.draft_letter import draft_letter
from app.correspondence.events import LetterPosted
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.submit_letter import submit_letter
from app.knowledge.procedure import ProcedureNotValid
from app.office import Office
from app.staff.work import Work
from letters.block_text import to_plain
from letters.content import from_json
from tests.complaints.test_stages import post
from tests.support.complaints import add_mei, log, record_of

TODAY, DUE = date(2026, 11, 20), date(2026, 11, 30)


def ask(office: Office, case_id: int, pause: str = "consent", **changed: Any) -> int:
    """Ask Dr Tan for her note, with what a test changes in it."""
    given = {"what": "your signed note", "of_whom": "Dr Tan", "otherwise": "we will answer from what we have"} | changed
    result: int = office.act(ask_for, case_id, pause, **given).result
    return result


def acknowledge(work: Work, complaint_id: int) -> None:
    """What correspondence tells when an acknowledgement goes out."""
    letter_posted(work, LetterPosted(1, f"complaint:{complaint_id}", "acknowledgement", "L26-1", TODAY))


def answer_clock(office: Office, case_id: int) -> ClockRow:
    found = record_of(office, case_id).clock(ClockKind.RESPOND)
    assert found is not None
    return found


def only_request(office: Office, case_id: int) -> RequestRow:
    [request] = record_of(office, case_id).requests
    return request


def test_the_clock_stands_until_it_has_come_and_runs_on_by_the_working_days(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    request_id = ask(ready, case_id)
    case, held = record_of(ready, case_id), answer_clock(ready, case_id)
    assert (held.state, held.days_left, case.respond_by) == (ClockState.HELD, None, None)
    assert held.sum[-1] == (
        "The clock has stood since Fri 20 Nov 2026 (waiting for written authority of the person): "
        "there is no due date until it runs again."
    )
    clock.advance(timedelta(days=7))
    ready.act(request_came, request_id, date(2026, 11, 26), "Her note.")
    runs, case = answer_clock(ready, case_id), record_of(ready, case_id)
    assert (runs.state, runs.due_on, case.respond_by) == (ClockState.RUNNING, date(2026, 12, 4), date(2026, 12, 4))
    assert (
        "Not counted: Fri 20 to Wed 25 Nov 2026, while the clock stood (waiting for written authority of the person)."
        in runs.sum
    )
    assert runs.sum[-1] == "Due Fri 4 Dec 2026."


@pytest.mark.parametrize(("pause", "due_on"), [("information", date(2026, 12, 4)), ("proof", date(2026, 12, 18))])
def test_what_stops_no_clock_is_waited_for_all_the_same(ready: Office, pause: str, due_on: date) -> None:
    case_id = log(ready, add_mei(ready))
    ask(ready, case_id, pause)
    assert (answer_clock(ready, case_id).state, record_of(ready, case_id).respond_by) == (ClockState.RUNNING, DUE)
    request = only_request(ready, case_id)
    assert (request.asked_on, request.due_on, request.is_open) == (TODAY, due_on, True)


def test_two_at_once_stop_the_clock_once(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    first, second = ask(ready, case_id), ask(ready, case_id)
    clock.advance(timedelta(days=7))
    ready.act(request_came, first, date(2026, 11, 24))
    assert answer_clock(ready, case_id).state is ClockState.HELD
    ready.act(go_on_without, second, "The first says it all.")
    assert answer_clock(ready, case_id).due_on == date(2026, 12, 7)


def test_an_extended_day_moves_on_by_the_days_the_clock_stood(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(note_delay, case_id, "We wait for a file.", date(2026, 12, 14))
    clock.advance(timedelta(days=3))
    request_id = ask(ready, case_id)
    assert answer_clock(ready, case_id).state is ClockState.HELD
    with pytest.raises(BadInput, match="there is no day to put off"):
        ready.act(note_delay, case_id, "We wait.", date(2026, 12, 28))
    clock.advance(timedelta(days=2))
    ready.act(request_came, request_id, date(2026, 11, 25))
    runs = answer_clock(ready, case_id)
    assert (runs.state, runs.due_on) == (ClockState.EXTENDED, date(2026, 12, 16))
    assert runs.sum[-1] == "Due Wed 16 Dec 2026."
    assert "Extended to 14 Dec 2026 by Ada Adviser on 20 Nov 2026, notified to them: We wait for a file." in runs.sum


def test_an_answer_posted_while_the_clock_stands_is_in_time_and_ends_the_waiting(
    ready: Office, clock: SetClock
) -> None:
    case_id = log(ready, add_mei(ready))
    ask(ready, case_id)
    clock.advance(timedelta(days=20))
    ready.act(post, case_id, date(2026, 12, 9))
    assert answer_clock(ready, case_id).state is ClockState.MET
    assert only_request(ready, case_id).outcome is RequestOutcome.OVERTAKEN
    assert record_of(ready, case_id).respond_by is None


def test_a_case_sent_elsewhere_waits_for_nothing_and_its_clock_runs(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    ask(ready, case_id)
    ready.act(route_out_of_scope, case_id, "data-protection")
    assert only_request(ready, case_id).outcome is RequestOutcome.OVERTAKEN
    assert record_of(ready, case_id).respond_by == DUE


def test_another_first_day_leaves_the_clock_standing(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    request_id = ask(ready, case_id)
    ready.act(edit_complaint, case_id, {"raised_on": (date(2026, 11, 16), date(2026, 11, 10))})
    assert answer_clock(ready, case_id).state is ClockState.HELD
    clock.advance(timedelta(days=4))
    ready.act(request_came, request_id, date(2026, 11, 24))
    assert answer_clock(ready, case_id).due_on == date(2026, 11, 26)


def test_asking_again_moves_the_day_and_ends_no_hold(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    request_id = ask(ready, case_id)
    clock.advance(timedelta(days=28))
    assert ready.act(chase_request, request_id).result == "15 Jan 2027"
    request = only_request(ready, case_id)
    assert (request.asked_on, request.chased_on, request.due_on) == (TODAY, date(2026, 12, 18), date(2027, 1, 15))
    assert answer_clock(ready, case_id).state is ClockState.HELD


def test_the_chronology_tells_what_was_asked_and_came(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    request_id = ask(ready, case_id)
    clock.advance(timedelta(days=3))
    ready.act(request_came, request_id, date(2026, 11, 23), "Her note of 22 November")
    lines = [(line.on, line.text) for line in record_of(ready, case_id).chronology]
    assert (TODAY, "Asked Dr Tan for your signed note, by 18 Dec 2026; the clock stands") in lines
    assert (
        date(2026, 11, 23),
        "Written authority of the person: it has come: Her note of 22 November",
    ) in lines


def test_the_worklist_says_what_it_waits_for_and_brings_it_forward_on_its_day(ready: Office, clock: SetClock) -> None:
    person_id = add_mei(ready)
    waits, runs = log(ready, person_id), log(ready, person_id)
    ask(ready, waits)

    def rows() -> list[Any]:
        return ready.read(worklist, WorklistFilter.MINE)

    assert [row.due_on for row in rows()] == [date(2026, 11, 18)] * 2, "both are to be acknowledged first"
    for case_id in (runs, waits):
        ready.act(acknowledge, case_id)
    assert [(row.id, row.due_on) for row in rows()] == [(runs, date(2026, 11, 30)), (waits, date(2026, 12, 18))]
    today = TODAY
    assert "Waits for written authority of the person since 20 Nov, due 18 Dec" in why_here(rows()[1], today)
    assert ready.read(worklist, WorklistFilter.MINE, rows()[0].key)[0].id == waits
    ready.act(note_delay, runs, "We wait.", date(2026, 12, 14))
    clock.advance(timedelta(days=25))
    ready.act(note_delay, runs, "We wait.", date(2026, 12, 22))
    clock.advance(timedelta(days=3))
    first = rows()[0]
    assert first.id == waits
    assert why_here(first, date(2026, 12, 18))[0] == (
        "Written authority of the person was due 18 Dec: chase it, or go on without"
    )


@pytest.mark.parametrize(
    ("changed", "field"), [({"what": " "}, "what"), ({"of_whom": ""}, "of_whom"), ({"otherwise": ""}, "otherwise")]
)
def test_a_request_says_what_of_whom_and_what_otherwise(ready: Office, changed: dict[str, Any], field: str) -> None:
    case_id = log(ready, add_mei(ready))
    with pytest.raises(BadInput) as refused:
        ask(ready, case_id, **changed)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert record_of(ready, case_id).requests == ()


def test_what_cannot_be_is_refused(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    with pytest.raises(ProcedureNotValid, match="has no pause “moon”"):
        ask(ready, case_id, "moon")
    request_id = ask(ready, case_id)
    with pytest.raises(BadInput, match="asked for on 20 Nov 2026: it cannot have come before"):
        ready.act(request_came, request_id, date(2026, 11, 19))
    with pytest.raises(BadInput, match="still to come"):
        ready.act(request_came, request_id, date(2026, 11, 21))
    with pytest.raises(BadInput, match="Why we go on without it is needed"):
        ready.act(go_on_without, request_id, "")
    ready.act(go_on_without, request_id, "He rang.")
    for verb in (chase_request, request_came, go_on_without):
        with pytest.raises(NotInThisState, match="the waiting ended on 20 Nov 2026 already"):
            ready.act(verb, request_id, *({chase_request: (), request_came: (TODAY,)}.get(verb, ("Why.",))))


def test_the_letter_asks_for_it_with_its_day_and_what_otherwise(ready: Office) -> None:
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    ask(ready, case_id)
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "information-request").result
    content = from_json(ready.read(letter_for_editing, letter_id).content)
    words = "\n".join(to_plain(block) for block in content.blocks)
    for part in (
        "your signed note",
        "The time for our answer stands still until we have it.",
        "If we do not have it by 18 December 2026, we will answer from what we have.",
    ):
        assert part in words
    ready.act(submit_letter, letter_id)
