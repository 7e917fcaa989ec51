"""The library on both engines: loaded once, added to by an upgrade, asked by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.basics.problems import BadInput, NotAllowed, NotFound
from app.calendars.confirm_year import add_calendar, confirm_year
from app.calendars.find import calendar
from app.calendars.sources import CalendarSourceNotKnown
from app.knowledge.find import all_standards, procedure, procedure_in_force, standards_on
from app.knowledge.load_seed import add_seeds, load_library
from app.knowledge.seed_files import Seed, shipped_seeds
from app.knowledge.tables import LibraryKind
from app.office import Office
from app.staff.work import Work
from letters.library import shipped_terms
from tests.support.offices import Enter


def add(work: Work, seed: Seed) -> dict[str, int]:
    return add_seeds(work, [seed])


def test_loading_again_adds_nothing(ready: Office, enter: Enter) -> None:
    assert enter("mia.manager").act(load_library).result == {}


def test_an_adviser_does_not_load_the_library(ready: Office) -> None:
    with pytest.raises(NotAllowed):
        ready.act(load_library)


def test_what_ships_is_what_is_there(ready: Office) -> None:
    standards = [seed for seed in shipped_seeds() if seed.kind is LibraryKind.STANDARD]
    assert len(ready.read(all_standards)) == len(standards)
    assert len({seed.code for seed in standards}) >= 20
    assert all(
        len([seed for seed in standards if seed.code == code]) >= 2 for code in {seed.code for seed in standards}
    )
    assert all(seed.citation and seed.default_to_review for seed in standards)


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2018, 12, 31), 0), (date(2019, 4, 1), 1), (date(2024, 3, 31), 1), (date(2024, 4, 1), 2)],
)
def test_a_standard_is_found_in_the_version_of_the_day(ready: Office, day: date, version: int) -> None:
    found = [row.version for row in ready.read(standards_on, day, "answering letters")]
    assert found == ([version] if version else [])


@pytest.mark.parametrize("text", ["fees help", "HELP  with", "remission", "fee-remiss"])
def test_any_words_find_a_standard(ready: Office, text: str) -> None:
    assert "fee-remission" in [row.code for row in ready.read(standards_on, date(2026, 1, 1), text)]
    assert ready.read(standards_on, date(2026, 1, 1), text + " zzz") == []


def test_an_upgrade_ends_the_version_before_and_replaces_none(ready: Office, enter: Enter) -> None:
    manager = enter("mia.manager")
    before = ready.read(all_standards)
    old = next(seed for seed in shipped_seeds() if seed.code == "member-reply" and seed.in_force_until is None)
    new = replace(old, body="We reply within 3 working days.", in_force_from=date(2026, 6, 1))
    assert manager.act(add, new).result == {"standard": 1}
    assert manager.act(add, new).result == {}
    rows = {row.version: row for row in ready.read(all_standards) if row.code == "member-reply"}
    assert sorted(rows) == [1, 2, 3]
    assert rows[2].in_force_until == date(2026, 5, 31)
    assert {row.version_id for row in before} < {row.version_id for row in ready.read(all_standards)}
    [on_last_day] = ready.read(standards_on, date(2026, 5, 31), "replying to members")
    [on_first_day] = ready.read(standards_on, date(2026, 6, 1), "replying to members")
    assert (on_last_day.version, on_first_day.version) == (2, 3)


def test_no_two_versions_of_a_standard_count_on_one_day(ready: Office) -> None:
    day = date(2007, 1, 1)
    while day < date(2027, 1, 1):
        codes = [row.code for row in ready.read(standards_on, day)]
        assert len(codes) == len(set(codes)), day
        day += timedelta(days=397)


def test_the_procedure_of_a_day(ready: Office) -> None:
    version_id = ready.read(procedure_in_force, "public-service", date(2026, 11, 20))
    assert ready.read(procedure, version_id).stages[0].code == "first"
    with pytest.raises(NotFound, match="no procedure “other”"):
        ready.read(procedure_in_force, "other", date(2026, 11, 20))
    with pytest.raises(NotFound, match="no procedure “public-service” in force on 1 Jan 2001"):
        ready.read(procedure_in_force, "public-service", date(2001, 1, 1))
    with pytest.raises(NotFound):
        ready.read(procedure, 999_999)


def test_a_confirmed_year_has_its_holidays_and_our_closures(ready: Office, enter: Enter) -> None:
    manager = enter("mia.manager")
    manager.act(confirm_year, "england", 2028, {date(2028, 6, 2): "staff day"})
    england = ready.read(calendar, "england")
    assert england.holidays[date(2028, 4, 14)] == "Good Friday"
    assert england.closures == {date(2028, 6, 2): "staff day"}
    assert england.confirmed_years == frozenset({2025, 2026, 2027, 2028})


@pytest.mark.parametrize(
    ("place", "weekend"),
    [
        (("GB", "ENG"), {6, 7}),
        (("MY", "KDH"), {5, 6}),
        (("MY", "KUL"), {6, 7}),
        (("EG", None), {5, 6}),
        (("HK", None), {6, 7}),
        (("EG", None, "5"), {5}),
        (("GB", "ENG", "7, 6"), {6, 7}),
    ],
)
def test_the_weekend_is_that_of_the_place_unless_another_is_said(
    ready: Office, enter: Enter, place: tuple[str, ...], weekend: set[int]
) -> None:
    enter("mia.manager").act(add_calendar, "there", "There", *place)
    assert ready.read(calendar, "there").weekend == weekend


@pytest.mark.parametrize("weekend", ["sat", "", "0,1", "8", "6;7", "1,2,3,4,5,6,7", "²"])
def test_a_weekend_that_is_none_is_refused(ready: Office, enter: Enter, weekend: str) -> None:
    with pytest.raises(BadInput) as refused:
        enter("mia.manager").act(add_calendar, "there", "There", "GB", "ENG", weekend)
    assert [problem.field for problem in refused.value.problems] == ["weekend"]
    with pytest.raises(NotFound):
        ready.read(calendar, "there")


def test_what_cannot_be_confirmed_is_said(ready: Office, enter: Enter) -> None:
    manager = enter("mia.manager")
    with pytest.raises(BadInput, match="2026 is confirmed already"):
        manager.act(confirm_year, "england", 2026)
    with pytest.raises(BadInput, match="is not in 2028"):
        manager.act(confirm_year, "england", 2028, {date(2027, 6, 2): "staff day"})
    with pytest.raises(BadInput, match="between 2000 and 2100"):
        manager.act(confirm_year, "england", 20_028)
    with pytest.raises(NotFound, match="no calendar “mars”"):
        manager.act(confirm_year, "mars", 2028)
    with pytest.raises(BadInput, match="already"):
        manager.act(add_calendar, "england", "Again", "GB", "ENG")
    with pytest.raises(CalendarSourceNotKnown, match="differ from place to place"):
        manager.act(add_calendar, "britain", "Great Britain", "GB")
    with pytest.raises(CalendarSourceNotKnown, match="No public holidays are known"):
        manager.act(add_calendar, "mars", "Mars", "XX")
    with pytest.raises(NotAllowed):
        ready.act(confirm_year, "england", 2028)
    with pytest.raises(NotFound):
        ready.read(calendar, "mars")


_SAID_IN_LETTERS = frozenset({"stage", "body", "text", "how", "what_they_do", "contact", "limit"})


def _said(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _said(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner, key)
    elif isinstance(value, str) and key in _SAID_IN_LETTERS:
        yield value


def test_what_the_public_service_says_in_letters_has_its_welsh() -> None:
    (procedure,) = [
        seed for seed in shipped_seeds() if seed.kind is LibraryKind.PROCEDURE and seed.code == "public-service"
    ]
    terms = shipped_terms("cy-GB")
    said = {text.strip().rstrip(".").casefold() for text in _said(procedure.data)}
    assert said
    assert said - set(terms) == set()
