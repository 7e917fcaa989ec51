"""Invented people: each name, address, phone and date must be one that could be, and nobody's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.names import PersonName, latin_only
from app.basics.references import parse_member_number
from app.basics.text import clean_text
from app.demo.career import invent_career
from app.demo.chunks import Runs, all_runs
from app.demo.columns import COLUMNS, new_batch
from app.demo.contacts import Writer, Writers, write_contacts
from app.demo.members import Setting, write_member
from app.demo.names import invent_name
from app.demo.others import write_other
from app.demo.places import fill_digits, invent_address, invent_email
from app.demo.shipped import files_in
from app.demo.territory import territories, territory
from app.members.addresses import check_address, envelope_lines
from app.members.emails import check_email
from app.members.local_time import is_zone
from app.members.phones import check_phone
from app.members.tables import MembershipState
from app.schema import METADATA
from app.store.base import Words

TODAY = date(2026, 11, 20)
CODES = [one.code for one in territories().things]
CULTURES = [path.removeprefix("names/") for path in files_in("names")]
SEEDS = st.integers(min_value=0, max_value=10**9)


@pytest.mark.parametrize("culture", CULTURES)
@pytest.mark.parametrize("woman", [True, False])
def test_a_name_of_each_culture_can_stand_on_a_letter(culture: str, woman: bool) -> None:
    random = Random(culture)
    for _ in range(60):
        name = invent_name(random, culture, woman=woman)
        shown = PersonName(
            name.family, name.given, family_first=name.family_first, name_on_letters=name.on_letters or ""
        )
        assert shown.full_name.strip()
        assert not shown.needs_name_on_letters
        assert "_" not in shown.full_name
        assert "  " not in shown.full_name
        assert name.native is None or not latin_only(name.native)


@pytest.mark.parametrize("culture", ["malay", "tamil", "single"])
def test_whoever_has_no_family_name_is_not_called_by_one(culture: str) -> None:
    random = Random(1)
    for _ in range(40):
        name = invent_name(random, culture, woman=True)
        assert name.called is None or name.called in name.family
        assert culture != "malay" or " binti " in name.family


def test_polish_families_follow_who_bears_them() -> None:
    random = Random(2)
    women = {invent_name(random, "polish", woman=True).family for _ in range(300)}
    men = {invent_name(random, "polish", woman=False).family for _ in range(300)}
    assert not any(part.endswith(("ski", "cki")) for name in women for part in name.split("-"))
    assert not any(part.endswith(("ska", "cka")) for name in men for part in name.split("-"))


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS)
def test_every_address_reaches_somebody(code: str, seed: int) -> None:
    random, where = Random(seed), territory(code)
    address = invent_address(random, where, where.places.pick(random))
    assert address.country == code
    assert check_address(address, "GB") == []
    assert check_address(address, "SG") == []
    assert len(envelope_lines(replace(address, recipient="Dr Tan Mei Ling"), "GB")) <= 7


@pytest.mark.parametrize("code", CODES)
def test_every_number_can_be_dialled(code: str) -> None:
    random, where = Random(3), territory(code)
    for place in where.places.things:
        for pattern in (*where.mobiles, place.landline):
            number = fill_digits(random, pattern)
            assert check_phone(number, code) == number


def test_british_numbers_are_those_kept_free_for_drama() -> None:
    free = ("+447700900", "+441632960", "+442079460", "+442890180", "+442920180", "+441914980")
    where = territory("GB")
    for pattern in (*where.mobiles, *(place.landline for place in where.places.things)):
        number = fill_digits(Random(4), pattern)
        assert number.startswith(free) or (number.startswith("+441") and number[6:10] == "4960"), number


@given(seed=SEEDS)
def test_every_mailbox_is_in_a_domain_kept_free(seed: int) -> None:
    random = Random(seed)
    name = invent_name(random, random.choice(CULTURES), woman=True)
    email = invent_email(random, name.mailbox)
    assert check_email(email) == email
    assert email.rpartition("@")[2].endswith(("example.org", "example.com", "example.net"))


@pytest.mark.parametrize("code", CODES)
def test_every_territory_has_what_a_member_needs(code: str) -> None:
    where = territory(code)
    assert is_zone(where.zone)
    for grade in where.grades.things:
        assert grade.profession in where.registers
        assert 20 <= grade.from_age < grade.to_age
    for culture in where.cultures.things:
        assert culture in CULTURES


@given(seed=SEEDS, code=st.sampled_from(CODES))
def test_dates_and_state_of_a_membership_belong_together(seed: int, code: str) -> None:
    career = invent_career(Random(seed), territory(code), TODAY)
    assert career.born_on < career.joined_on <= career.started_on <= TODAY
    assert career.ends_on is None or career.started_on < career.ends_on
    ended = career.ends_on is not None and career.ends_on <= TODAY
    gone = {MembershipState.LAPSED, MembershipState.RESIGNED, MembershipState.DECEASED}
    assert ended == (career.state in gone)
    assert (career.died_on is not None) == (career.state is MembershipState.DECEASED)


def test_rows_fit_their_columns() -> None:
    random, batch = Random(5), new_batch()
    setting = Setting(TODAY, {"SG": 1})
    writers = Writers([Writer(1, 1)], [Writer(2, 2)])
    for person_id in range(1, 401):
        member = write_member(random, batch, setting, person_id, 1_000 + person_id)
        write_contacts(random, batch, writers, member, TODAY)
        parse_member_number(member.number)
    write_other(random, batch, territory("GB"), 5_000, TODAY)
    assert set(batch) == set(COLUMNS)
    for table, rows in batch.items():
        columns = [METADATA.tables[table].c[name] for name in COLUMNS[table]]
        for row in rows:
            assert len(row) == len(columns)
            for column, value in zip(columns, row, strict=True):
                assert value is not None or column.nullable, (table, column.name)
                if isinstance(value, str) and isinstance(column.type, Words):
                    assert len(value) <= column.type.limit
                    assert clean_text(value) == value


@pytest.mark.parametrize("table", list(COLUMNS))
def test_columns_left_out_may_be_left_out(table: str) -> None:
    for column in METADATA.tables[table].c:
        needed = not column.nullable and not column.primary_key
        assert column.name in COLUMNS[table] or not needed, f"{table}.{column.name} is needed by every row"


def test_chance_is_the_same_for_the_same_seed() -> None:
    def once() -> dict[str, object]:
        random, batch = Random("1:1"), new_batch()
        for person_id in range(1, 60):
            write_member(random, batch, Setting(TODAY, {}), person_id, 100 + person_id)
        return {table: sorted(map(repr, rows)) for table, rows in batch.items()}

    assert once() == once()


def test_runs_made_by_child_processes_are_the_same() -> None:
    runs = Runs(3, 4_100, Setting(TODAY, {"SG": 1}), Writers([Writer(1, 1)], [Writer(2, 2)]))

    def sizes(workers: int) -> list[tuple[int, object]]:
        return [(len(batch["person"]), max(batch["membership"])) for batch in all_runs(runs, workers)]

    assert sizes(0) == sizes(2)
