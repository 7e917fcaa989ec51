"""An answer is put off as far as the procedure allows, on both engines: how often, how long, and never past its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.complaints.extensions import extension_room, room_words
from app.complaints.find_record import complaint_record, stored_complaint
from app.complaints.note_delay import note_delay
from app.complaints.record import ExtensionRoom
from app.complaints.states import ClockKind, ExtensionKind
from app.knowledge.procedure import Stage
from app.office import Office
from app.staff.work import ReadWork
from tests.support.complaints import add_mei, log, record_of

# The answer is due on 30 November 2026; the procedure allows two extensions of ten working days each.
FIRST, SECOND = date(2026, 12, 14), date(2026, 12, 30)
WHY = "We wait for the court's file."


def put_off(office: Office, case_id: int, until: date) -> None:
    office.act(note_delay, case_id, WHY, until)


def refusal(office: Office, case_id: int, until: date) -> str:
    with pytest.raises(BadInput) as refused:
        put_off(office, case_id, until)
    [problem] = refused.value.problems
    assert problem.field == "new_date"
    return problem.sentence


def test_an_answer_is_put_off_no_further_than_the_procedure_says(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    assert record_of(ready, case_id).room == ExtensionRoom(2, FIRST)
    assert refusal(ready, case_id, date(2026, 12, 15)) == (
        "The procedure does not allow 15 Dec 2026. Whoever works on it may put it off to 14 Dec 2026 at the latest; "
        "once more after that."
    )
    put_off(ready, case_id, FIRST)
    assert record_of(ready, case_id).room == ExtensionRoom(1, SECOND)
    put_off(ready, case_id, SECOND)
    room = record_of(ready, case_id).room
    assert (room.times_left, room.latest) == (0, None)
    assert room.why_not == (
        "It was put off twice already (notified to them), and the procedure lets nobody do it again in the "
        "stage “First answer”: it is due by 30 Dec 2026."
    )
    assert refusal(ready, case_id, date(2027, 1, 4)) == room.why_not


def test_each_extension_is_listed_and_stands_in_the_chronology(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    put_off(ready, case_id, FIRST)
    put_off(ready, case_id, SECOND)
    case = record_of(ready, case_id)
    respond = case.clock(ClockKind.RESPOND)
    assert respond is not None
    today = date(2026, 11, 20)
    assert [(one.on, one.since, one.until, one.by, one.reason) for one in respond.extensions] == [
        (today, date(2026, 11, 30), FIRST, "Ada Adviser", WHY),
        (today, FIRST, SECOND, "Ada Adviser", WHY),
    ]
    told = [line.text for line in case.chronology if line.text.startswith("Answer put off")]
    assert told == [
        f"Answer put off to {day} by Ada Adviser, notified to them: {WHY}" for day in ("14 Dec 2026", "30 Dec 2026")
    ]


def test_what_they_agreed_to_counts_as_much_and_is_told_apart(ready: Office) -> None:
    """Who agreed to a new day (Scottish model procedure) and who was told of one: each extension is one of the two."""
    case_id = log(ready, add_mei(ready))
    ready.act(note_delay, case_id, WHY, FIRST, "agreed")
    assert ready.read(clock_sum, case_id)[-1] == (
        f"Extended to 14 Dec 2026 by Ada Adviser on 20 Nov 2026, agreed with them: {WHY}"
    )
    put_off(ready, case_id, SECOND)
    respond = record_of(ready, case_id).clock(ClockKind.RESPOND)
    assert respond is not None
    assert [one.kind for one in respond.extensions] == [ExtensionKind.AGREED, ExtensionKind.NOTIFIED]
    assert "twice already (once agreed with them and once notified to them)" in record_of(ready, case_id).room.why_not


def clock_sum(work: ReadWork, case_id: int) -> tuple[str, ...]:
    respond = complaint_record(work, case_id).clock(ClockKind.RESPOND)
    assert respond is not None
    return respond.sum


def test_a_stage_may_put_an_answer_off_only_as_far_as_they_agree(
    ready: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = log(ready, add_mei(ready))
    known = record_of(ready, case_id).procedure
    first = known.stages[0]
    assert first.extension is not None
    strict = replace(first, extension=replace(first.extension, agreed_only=True))
    assert ready.read(room_in, case_id, strict) == ExtensionRoom(2, FIRST, agreed_only=True)
    changed = replace(known, stages=(strict, *known.stages[1:]))
    monkeypatch.setattr("app.complaints.note_delay.procedure", lambda _work, _version_id: changed)
    with pytest.raises(BadInput) as refused:
        put_off(ready, case_id, FIRST)
    assert [(one.field, one.sentence) for one in refused.value.problems] == [
        ("kind", "In the stage “First answer” an answer is put off only as far as they agree: ask them first.")
    ]
    ready.act(note_delay, case_id, WHY, FIRST, "agreed")
    assert record_of(ready, case_id).holding_kind is ExtensionKind.AGREED


@pytest.mark.parametrize(
    ("until", "why"),
    [(date(2026, 12, 12), "Saturday"), (date(2026, 12, 13), "Sunday")],
)
def test_no_day_is_promised_on_which_nobody_works(ready: Office, until: date, why: str) -> None:
    case_id = log(ready, add_mei(ready))
    assert f"is not worked ({why}): promise a day on which it can be posted" in refusal(ready, case_id, until)


def test_long_after_the_day_nothing_is_left_to_put_off(ready: Office, clock: SetClock) -> None:
    case_id = log(ready, add_mei(ready))
    clock.advance(timedelta(days=30))
    assert "leaves no room: answer it" in refusal(ready, case_id, date(2026, 12, 29))


def room_in(work: ReadWork, case_id: int, stage: Stage) -> ExtensionRoom:
    return extension_room(work, stored_complaint(work, case_id), stage)


def test_a_stage_may_allow_none_or_set_a_last_day(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    stage = record_of(ready, case_id).procedure.stage("first")
    assert stage.extension is not None
    for no_extension in (None, replace(stage.extension, times=0)):
        none = ready.read(room_in, case_id, replace(stage, extension=no_extension))
        assert none.why_not.startswith("The procedure lets nobody put the answer off in the stage “First answer”")
    must = replace(stage.respond, amount=12)
    assert ready.read(room_in, case_id, replace(stage, must=must)).latest == date(2026, 12, 2)
    over = ready.read(room_in, case_id, replace(stage, must=stage.respond))
    assert over.latest is None
    assert "30 Nov 2026, leaves no room" in over.why_not


@pytest.mark.parametrize(
    ("room", "sentence"),
    [
        (ExtensionRoom(1, FIRST), "to 14 Dec 2026 at the latest; it is the last time."),
        (ExtensionRoom(4, FIRST), "to 14 Dec 2026 at the latest; 3 times more after that."),
        (ExtensionRoom(1, FIRST, agreed_only=True), "at the latest, if they agree; it is the last time."),
        (ExtensionRoom(0, None, "No."), "No."),
    ],
)
def test_what_is_still_allowed_is_a_sentence(room: ExtensionRoom, sentence: str) -> None:
    assert room_words(room).endswith(sentence)
