"""What was settled at first contact counts only if the same matter does not come back within ten working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.calendars.rules import WorkingCalendar, is_working_day
from app.complaints.repeats import Matter, came_back, last_day_to_come_back, same_subject
from tests.support.calendars import working_calendar

YEARS = (2026, 2027)
PLACES: dict[str, tuple[WorkingCalendar, str]] = {
    name: (working_calendar(name, name, country, part, YEARS), zone)
    for name, country, part, zone in (
        ("England", "GB", "ENG", "Europe/London"),
        ("Scotland", "GB", "SCT", "Europe/London"),
        ("Hong Kong", "HK", None, "Asia/Hong_Kong"),
        ("Singapore", "SG", None, "Asia/Singapore"),
        ("Kelantan", "MY", "03", "Asia/Kuala_Lumpur"),
        ("Selangor", "MY", "10", "Asia/Kuala_Lumpur"),
        ("Ireland", "IE", None, "Europe/Dublin"),
        ("New Zealand", "NZ", None, "Pacific/Auckland"),
        ("South Africa", "ZA", None, "Africa/Johannesburg"),
    )
}


@pytest.mark.parametrize(
    ("place", "settled_on", "last"),
    [
        ("England", date(2026, 11, 20), date(2026, 12, 4)),
        ("England", date(2026, 11, 21), date(2026, 12, 4)),
        ("England", date(2026, 12, 18), date(2027, 1, 6)),
        ("Scotland", date(2026, 12, 18), date(2027, 1, 7)),
        ("England", date(2027, 3, 19), date(2027, 4, 6)),
        ("Ireland", date(2026, 12, 18), date(2027, 1, 5)),
        ("Hong Kong", date(2027, 2, 1), date(2027, 2, 17)),
        ("Singapore", date(2027, 2, 1), date(2027, 2, 16)),
        ("Kelantan", date(2026, 11, 19), date(2026, 12, 3)),
        ("Selangor", date(2026, 11, 19), date(2026, 12, 3)),
        ("New Zealand", date(2026, 12, 18), date(2027, 1, 7)),
        ("South Africa", date(2026, 12, 11), date(2026, 12, 29)),
    ],
)
def test_the_last_day_by_the_calendar_of_the_desk(place: str, settled_on: date, last: date) -> None:
    of, zone = PLACES[place]
    assert last_day_to_come_back(settled_on, of, zone) == last
    between = [settled_on + timedelta(days=at) for at in range(1, (last - settled_on).days + 1)]
    assert sum(is_working_day(of, day) for day in between) == 10
    assert is_working_day(of, last)


def test_a_closure_moves_it_and_a_year_that_nobody_confirmed_leaves_it_open() -> None:
    closed = working_calendar("ENG", "England", "GB", "ENG", (2026,), {date(2026, 12, 3): "staff day"})
    assert last_day_to_come_back(date(2026, 11, 20), closed, "Europe/London") == date(2026, 12, 7)
    assert last_day_to_come_back(date(2026, 12, 18), closed, "Europe/London") is None


SETTLED = Matter.of(1, date(2026, 11, 20), "the certificate that never came", ["delay"])
UNTIL = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("again", "until", "repeat"),
    [
        (Matter.of(1, date(2026, 12, 4), "the renewal letter", ["delay"]), UNTIL, True),
        (Matter.of(1, date(2026, 12, 5), "the certificate", ["delay"]), UNTIL, False),
        (Matter.of(1, date(2026, 12, 5), "the certificate", ["delay"]), None, True),
        (Matter.of(2, date(2026, 12, 1), "the certificate that never came", ["delay"]), UNTIL, False),
        (Matter.of(1, date(2026, 12, 1), "the certificate that never came", ["conduct"]), UNTIL, False),
        (Matter.of(1, date(2026, 12, 1), "no Certificates yet"), UNTIL, True),
        (Matter.of(1, date(2026, 12, 1), "the fee of this renewal"), UNTIL, False),
        (Matter.of(1, date(2026, 12, 1), "again"), UNTIL, False),
        (Matter.of(1, date(2026, 11, 20), "the certificate"), UNTIL, True),
        (Matter.of(1, date(2026, 11, 19), "the certificate"), UNTIL, False),
    ],
    ids=[
        *("same symptom on the last day", "a day too late", "no end known", "somebody else", "another symptom"),
        *("words without a symptom", "other words", "no telling word", "the same day", "before"),
    ],
)
def test_the_same_person_with_the_same_subject_in_time(again: Matter, until: date | None, repeat: bool) -> None:
    assert came_back(SETTLED, again, until) is repeat


def test_half_of_the_words_of_the_shorter_are_enough() -> None:
    long = Matter.of(1, date(2026, 11, 20), "refund of the joining fee refused")
    assert same_subject(long, Matter.of(1, date(2026, 11, 20), "refund refused by post"))
    assert not same_subject(long, Matter.of(1, date(2026, 11, 20), "refund promised, wrong telephone number"))
