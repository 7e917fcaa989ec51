"""Deadlines: conventions of the bodies that set them, holds, and a sum that reads as sentences and survives storing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendars.deadline import Hold, add_months, work_out
from app.calendars.deadline_rule import Anchor, Counts, DeadlineRule, Receipt, Roll, Unit
from app.calendars.rules import CalendarNotConfirmed, is_working_day
from app.calendars.trace import StepKind, Trace, TraceNotReadable, explain
from tests.support.calendars import working_calendar

YEARS = (2025, 2026, 2027, 2028)
ZONES = {
    "ENG": "Europe/London",
    "SCT": "Europe/London",
    "HK": "Asia/Hong_Kong",
    "SG": "Asia/Singapore",
    "IE": "Europe/Dublin",
    "NZ": "Pacific/Auckland",
    "ZA": "Africa/Johannesburg",
    "MY": "Asia/Kuala_Lumpur",
}
PLACES = {
    "ENG": working_calendar("gb-eng", "England", "GB", "ENG", YEARS),
    "SCT": working_calendar("gb-sct", "Scotland", "GB", "SCT", YEARS),
    "MY": working_calendar("my-14", "Kuala Lumpur", "MY", "14", YEARS),
} | {code: working_calendar(code.lower(), code, code, None, YEARS) for code in ("HK", "SG", "IE", "NZ", "ZA")}

TEN_DAYS = DeadlineRule("First response", Unit.WORKING_DAYS, 10)
FIVE_DAYS = DeadlineRule("Acknowledgement", Unit.WORKING_DAYS, 5)
EIGHT_WEEKS = DeadlineRule("Final response", Unit.WEEKS, 8, roll=Roll.STAYS)
SUBJECT_ACCESS = DeadlineRule("Subject access", Unit.MONTHS, 1, receipt=Receipt.AS_IT_COMES)
THIRTY_DAYS = DeadlineRule("Data complaint", Unit.CALENDAR_DAYS, 30, receipt=Receipt.AS_IT_COMES)
UTC_LATE = datetime(2026, 4, 2, 16, 5, tzinfo=UTC)  # Maundy Thursday, 17:05 in London


def due(place: str, rule: DeadlineRule, received: date, *holds: Hold) -> date | None:
    return work_out(rule, received, PLACES[place], ZONES[place], holds).due_on


@pytest.mark.parametrize(
    ("place", "rule", "received", "expected"),
    [
        ("ENG", TEN_DAYS, date(2026, 11, 20), date(2026, 12, 4)),
        ("ENG", TEN_DAYS, date(2026, 4, 2), date(2026, 4, 20)),
        ("ENG", TEN_DAYS, UTC_LATE, date(2026, 4, 21)),
        ("SCT", TEN_DAYS, UTC_LATE, date(2026, 4, 20)),  # Easter Monday is worked
        ("ENG", TEN_DAYS, datetime(2026, 4, 2, 16, 0, 59, tzinfo=UTC), date(2026, 4, 20)),  # 17:00 is in time
        ("ENG", TEN_DAYS, date(2026, 4, 4), date(2026, 4, 21)),  # a Saturday counts as Tuesday
        ("ENG", FIVE_DAYS, date(2026, 12, 24), date(2027, 1, 5)),
        ("SCT", FIVE_DAYS, date(2026, 12, 24), date(2027, 1, 6)),
        ("SCT", FIVE_DAYS, date(2027, 12, 24), date(2028, 1, 6)),
        ("HK", FIVE_DAYS, date(2026, 4, 2), date(2026, 4, 14)),
        ("SG", FIVE_DAYS, date(2026, 4, 2), date(2026, 4, 10)),
        ("IE", FIVE_DAYS, date(2026, 4, 2), date(2026, 4, 10)),
        ("NZ", FIVE_DAYS, date(2027, 1, 29), date(2027, 2, 5)),
        ("ZA", FIVE_DAYS, date(2026, 4, 2), date(2026, 4, 13)),
        ("MY", FIVE_DAYS, date(2026, 5, 29), date(2026, 6, 9)),
        # 09:30 in London on the 20th is 17:30 in Hong Kong and 22:30 in Auckland: after hours there.
        ("HK", FIVE_DAYS, datetime(2026, 11, 20, 9, 30, tzinfo=UTC), date(2026, 11, 30)),
        ("ENG", FIVE_DAYS, datetime(2026, 11, 20, 9, 30, tzinfo=UTC), date(2026, 11, 27)),
        # 23:30 in London in summer time is the same day there, although the next one in UTC.
        ("ENG", THIRTY_DAYS, datetime(2026, 7, 1, 22, 30, tzinfo=UTC), date(2026, 7, 31)),
        ("ENG", THIRTY_DAYS, datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 8, 3)),
        ("ENG", EIGHT_WEEKS, date(2026, 3, 2), date(2026, 4, 27)),
        ("ENG", SUBJECT_ACCESS, date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        ("ENG", SUBJECT_ACCESS, date(2025, 9, 3), date(2025, 10, 3)),
        ("ENG", SUBJECT_ACCESS, date(2028, 1, 30), date(2028, 2, 29)),
        ("ENG", SUBJECT_ACCESS, date(2026, 1, 30), date(2026, 3, 2)),  # 28 February is a Saturday
    ],
)
def test_due_days(place: str, rule: DeadlineRule, received: date, expected: date) -> None:
    assert due(place, rule, received) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, date(2026, 4, 28)),
        ({"anchor": Anchor.ACKNOWLEDGED}, date(2026, 4, 27)),  # our own act counts on its day, a Saturday too
        ({"receipt": Receipt.AS_IT_COMES}, date(2026, 4, 27)),
        ({"counts": Counts.SAME_DAY}, date(2026, 4, 27)),
        ({"anchor": Anchor.DAY_AFTER_RECEIVED, "counts": Counts.SAME_DAY}, date(2026, 4, 28)),
        ({"anchor": Anchor.DAY_AFTER_RECEIVED}, date(2026, 4, 29)),
        ({"unit": Unit.CALENDAR_DAYS}, date(2026, 4, 30)),
        ({"unit": Unit.CALENDAR_DAYS, "amount": 12}, date(2026, 5, 5)),  # Sat 2 May; Monday is a holiday
        ({"unit": Unit.CALENDAR_DAYS, "amount": 12, "roll": Roll.PREVIOUS_WORKING_DAY}, date(2026, 5, 1)),
        ({"unit": Unit.CALENDAR_DAYS, "amount": 12, "roll": Roll.STAYS}, date(2026, 5, 2)),
        ({"unit": Unit.WEEKS, "amount": 1, "counts": Counts.SAME_DAY}, date(2026, 4, 27)),
        ({"unit": Unit.MONTHS, "amount": 1}, date(2026, 5, 20)),
        ({"unit": Unit.MONTHS, "amount": 1, "counts": Counts.SAME_DAY}, date(2026, 5, 19)),
    ],
)
def test_conventions(change: dict[str, object], expected: date) -> None:
    """All from Saturday 18 April 2026, which counts as received on Monday the 20th unless said otherwise."""
    settings: dict[str, object] = {"unit": Unit.WORKING_DAYS, "amount": 10, "counts": Counts.NEXT_DAY} | change
    if settings["unit"] is Unit.WORKING_DAYS:
        settings["amount"] = 6
    rule = DeadlineRule("Answer", **settings)  # type: ignore[arg-type]
    assert due("ENG", rule, date(2026, 4, 18)) == expected


def test_the_whole_sum_reads_as_sentences() -> None:
    hold = Hold("consent", "waiting for consent", date(2026, 4, 16), date(2026, 4, 20))
    worked = work_out(TEN_DAYS, UTC_LATE, PLACES["ENG"], "Europe/London", [hold])
    assert worked.starts_on == date(2026, 4, 7)
    assert explain(worked.trace) == [
        (
            "Received Thu 2 Apr 2026 at 17:05, after 17:00, so it counts as received on Tue 7 Apr 2026; "
            "not worked: Fri 3 Apr (Good Friday), Sat 4 Apr, Sun 5 Apr, Mon 6 Apr (Easter Monday)."
        ),
        "First response: 10 working days, day 1 being the next working day, by the calendar of England.",
        "Days 1 to 3: Wed 8 to Fri 10 Apr 2026.",
        "Not counted: Sat 11 Apr, Sun 12 Apr.",
        "Days 4 to 6: Mon 13 to Wed 15 Apr 2026.",
        "Not counted: Thu 16 to Sun 19 Apr 2026, while the clock stood (waiting for consent).",
        "Days 7 to 10: Mon 20 to Thu 23 Apr 2026.",
        "Due Thu 23 Apr 2026.",
    ]


def test_a_month_reads_as_sentences_and_says_why_it_moves() -> None:
    worked = work_out(SUBJECT_ACCESS, date(2026, 1, 30), PLACES["ENG"], "Europe/London")
    assert explain(worked.trace) == [
        "Received Fri 30 Jan 2026.",
        (
            "Subject access: 1 month, ending on the corresponding day, in a shorter month its last, "
            "by the calendar of England."
        ),
        "Days 1 to 29: Sat 31 Jan to Sat 28 Feb 2026.",
        "Not worked: Sat 28 Feb, Sun 1 Mar, so the day moves.",
        "Due Mon 2 Mar 2026.",
    ]


def test_an_open_hold_leaves_no_due_date_and_says_so() -> None:
    worked = work_out(
        TEN_DAYS, date(2026, 4, 7), PLACES["ENG"], "Europe/London", [Hold("consent", "no consent", date(2026, 4, 9))]
    )
    assert worked.due_on is None
    assert explain(worked.trace)[-1] == (
        "The clock has stood since Thu 9 Apr 2026 (no consent): there is no due date until it runs again."
    )
    assert worked.trace.steps[-1].count == 1


@pytest.mark.parametrize(
    ("rule", "holds", "expected"),
    [
        (TEN_DAYS, [(date(2026, 11, 23), date(2026, 11, 25))], date(2026, 12, 8)),
        (TEN_DAYS, [(date(2026, 11, 21), date(2026, 11, 23))], date(2026, 12, 4)),  # over a weekend only
        (TEN_DAYS, [(date(2026, 12, 7), None)], date(2026, 12, 4)),  # begins after the due day
        (TEN_DAYS, [(date(2026, 11, 24), date(2026, 11, 24))], date(2026, 12, 4)),  # no day at all
        (TEN_DAYS, [(date(2026, 11, 25), date(2026, 11, 27)), (date(2026, 11, 23), date(2026, 11, 26))],
         date(2026, 12, 10)),
        (EIGHT_WEEKS, [(date(2026, 12, 1), date(2026, 12, 8))], date(2027, 1, 22)),
        (EIGHT_WEEKS, [(date(2027, 1, 10), date(2027, 1, 20))], date(2027, 1, 25)),
        (SUBJECT_ACCESS, [(date(2026, 12, 1), date(2026, 12, 4))], date(2026, 12, 23)),
    ],
)  # fmt: skip
def test_holds_stop_the_clock(rule: DeadlineRule, holds: list[tuple[date, date | None]], expected: date) -> None:
    """All received on Friday 20 November 2026 in England."""
    stops = [Hold("wait", "waiting", since, until) for since, until in holds]
    assert due("ENG", rule, date(2026, 11, 20), *stops) == expected


def test_a_sum_keeps_its_calendar_and_survives_storing() -> None:
    trace = work_out(TEN_DAYS, UTC_LATE, PLACES["ENG"], "Europe/London").trace
    stored = json.loads(json.dumps(trace.to_json()))
    assert Trace.from_json(stored) == trace
    assert stored["calendar"] == {"code": "gb-eng", "name": "England"}
    assert DeadlineRule.from_json(stored["rule"]) == TEN_DAYS


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ({"version": 99}, "form 99"),
        ({"steps": [["counted", "nonsense", "2026-01-01", "", 1]]}, "damaged"),
        ({"steps": [["nonsense", "2026-01-01", "2026-01-01", "", 1]]}, "damaged"),
        ({"steps": [["due"]]}, "damaged"),
        ({"calendar": None}, "damaged"),
    ],
)
def test_a_stored_sum_that_cannot_be_read_says_so(spoil: dict[str, object], sentence: str) -> None:
    stored = work_out(TEN_DAYS, UTC_LATE, PLACES["ENG"], "Europe/London").trace.to_json() | spoil
    with pytest.raises(TraceNotReadable, match=sentence):
        Trace.from_json(stored)


@pytest.mark.parametrize(
    "data",
    [
        {"name": "x", "unit": "fortnights", "amount": 1},
        {"name": "x", "unit": "weeks", "amount": 0},
        {"name": "x", "unit": "weeks", "amount": 9999},
        {"name": "x", "unit": "weeks", "amount": 1, "calendar": "UK"},
        {"name": "x", "unit": "weeks", "amount": 1, "closes_at": "soon"},
    ],
)
def test_a_rule_that_is_none_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        DeadlineRule.from_json(data)


def test_refusals() -> None:
    with pytest.raises(ValueError, match="instant with its zone"):
        due("ENG", TEN_DAYS, datetime(2026, 4, 2, 9, 0))  # noqa: DTZ001 -- the naive instant is the point
    with pytest.raises(ValueError, match="ends before it begins"):
        Hold("wait", "waiting", date(2026, 4, 2), date(2026, 4, 1))
    with pytest.raises(CalendarNotConfirmed, match="2029"):
        due("ENG", TEN_DAYS, date(2028, 12, 28))
    open_all_hours = DeadlineRule("Answer", Unit.WORKING_DAYS, 1, closes_at=None)
    assert due("ENG", open_all_hours, datetime(2026, 11, 20, 23, 0, tzinfo=UTC)) == date(2026, 11, 23)
    assert time(17) == TEN_DAYS.closes_at


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(1, 60))
def test_a_month_on_keeps_the_day_or_is_the_months_last(day: date, amount: int) -> None:
    later = add_months(day, amount)
    assert (later.year - day.year) * 12 + later.month - day.month == amount
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).month != later.month)


STARTS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
HOLDS = st.lists(st.tuples(STARTS, st.integers(0, 30)), max_size=4)


@given(st.sampled_from(sorted(PLACES)), STARTS, st.integers(1, 40), HOLDS)
def test_what_is_counted_is_the_amount_and_never_a_closed_or_held_day(
    place: str, received: date, amount: int, holds: list[tuple[date, int]]
) -> None:
    stops = [Hold("wait", "waiting", since, since + timedelta(days=length)) for since, length in holds]
    rule = DeadlineRule("Answer", Unit.WORKING_DAYS, amount)
    worked = work_out(rule, received, PLACES[place], ZONES[place], stops)
    counted = [
        step.on + timedelta(days=number)
        for step in worked.trace.steps
        if step.kind is StepKind.COUNTED
        for number in range((step.until - step.on).days + 1)
    ]
    assert len(counted) == amount
    assert counted[-1] == worked.due_on
    assert all(is_working_day(PLACES[place], day) for day in counted)
    assert not any(stop.covers(day) for stop in stops for day in counted)
    assert len(explain(worked.trace)) >= 4
