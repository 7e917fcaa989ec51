"""Names: order, marking, salutation, and the key lists are sorted by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.names import PersonName, latin_only
from app.basics.sort_key import SORT_KEY_LIMIT, sort_key

TAN = PersonName("Tan", "Mei Ling", "Dr", "FRCS", family_first=True)
SMITH = PersonName("Smith", "Mary")
CHAN = PersonName("陳", "大文", "Dr", family_first=True, name_on_letters="Chan Tai Man")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (TAN, ("Tan Mei Ling", "Dr Tan Mei Ling FRCS", "TAN Mei Ling, Dr", "TAN Mei Ling", "Dear Dr Tan")),
        (SMITH, ("Mary Smith", "Mary Smith", "SMITH Mary", "Mary SMITH", "Dear Mary Smith")),
        (CHAN, ("陳 大文", "Dr Chan Tai Man", "陳 大文, Dr", "陳 大文", "Dear Dr Chan Tai Man")),
        (PersonName("Suharto"), ("Suharto", "Suharto", "Suharto", "Suharto", "Dear Suharto")),
        (
            PersonName("Smith", "Mary", "Dr", form_of_address="Mary"),
            ("Mary Smith", "Dr Mary Smith", "SMITH Mary, Dr", "Mary SMITH", "Dear Mary"),
        ),
        (
            PersonName("陳", "大文", "Dr", name_on_letters="Dr Chan Tai Man"),
            ("大文 陳", "Dr Chan Tai Man", "陳 大文, Dr", "大文 陳", "Dear Dr Chan Tai Man"),
        ),
        (
            PersonName("Smith", "Mary", "Ms", "RN", name_on_letters="M. Smith"),
            ("Mary Smith", "Ms M. Smith", "SMITH Mary, Ms", "Mary SMITH", "Dear Ms Smith"),
        ),
    ],
)
def test_how_a_person_is_called(name: PersonName, shown: tuple[str, str, str, str, str]) -> None:
    assert (name.full_name, name.formal_name, name.list_name, name.marked_name, name.salutation) == shown


def test_the_family_name_is_marked() -> None:
    assert TAN.marked_parts() == [("Tan", True), ("Mei Ling", False)]
    assert SMITH.marked_parts() == [("Mary", False), ("Smith", True)]
    assert PersonName("", "Mononym").marked_parts() == [("Mononym", False)]


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        (TAN, False),
        (CHAN, False),
        (PersonName("陳", "大文"), True),
        (PersonName("Chan", "大文"), True),
        (PersonName("陳", "大文", name_on_letters="陳大文"), True),
        (PersonName("Łukasz", "Đặng"), False),
        (PersonName("O’Brien", "Siân"), False),
    ],
)
def test_who_needs_a_name_for_letters(name: PersonName, needs: bool) -> None:
    assert name.needs_name_on_letters is needs


@pytest.mark.parametrize(
    ("text", "is_latin"),
    [("", True), ("Tan 3rd", True), ("Þórð’ur ʻOkina", True), ("Иван", False), ("Σ", False), ("ＴＡＮ", False)],
)
def test_latin(text: str, is_latin: bool) -> None:
    assert latin_only(text) is is_latin


def test_the_order_of_a_list() -> None:
    in_order = [
        ("de Souza", "Ana"),
        ("Łaski", "Bo"),
        ("MacDonald", "A"),
        ("Müller", "Anna"),
        ("Muller", "Bernd"),
        ("Müller", "Bernd"),
        ("O'Brien", "Una"),
        ("Obrien", "Vera"),
        ("Tan", "Mei"),
        ("tan", "mei ling"),
        ("Tan Ah", "Kow"),
        ("TANG", "A"),
    ]
    keys = [sort_key(*name) for name in in_order]
    assert keys == sorted(keys)


NAMES = st.text(max_size=80)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20)


@given(NAMES, NAMES)
def test_a_key_fits_its_column_and_both_engines(family: str, given_names: str) -> None:
    key = sort_key(family, given_names)
    assert len(key) <= SORT_KEY_LIMIT
    key.encode()
    assert "\x00" not in key


@given(LETTERS, LETTERS, NAMES, NAMES)
def test_the_family_name_decides_first_whatever_its_case(first: str, second: str, one: str, other: str) -> None:
    if first < second:
        assert sort_key(first.upper(), one) < sort_key(second, other)
        assert sort_key(first, one) < sort_key(second.title(), other)
