"""Member numbers and references: any slip of the hand is caught, any way of writing is taken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.basics.references import (
    Reference,
    ReferenceKind,
    ReferenceNotValid,
    check_digits,
    make_member_number,
    make_reference,
    parse_member_number,
    parse_reference,
    show_member_number,
)

SERIALS = st.integers(0, 10**8 - 1)
DESKS = st.sampled_from(["", "LON", "HK", "DUBLN"])
REFERENCES = st.builds(
    Reference, st.sampled_from(ReferenceKind), st.integers(2000, 2099), st.integers(1, 10**9 - 1), DESKS
)


def test_how_they_look() -> None:
    assert show_member_number(make_member_number(10488271)) == "1048 8271 48"
    assert make_reference(ReferenceKind.CASE, 2026, 4217) == "C26-004217-79"
    assert make_reference(ReferenceKind.LETTER, 2026, 4217, "LON").startswith("LON/L26-004217-")


@given(SERIALS)
def test_a_member_number_is_read_back_however_it_is_written(serial: int) -> None:
    number = make_member_number(serial)
    shown = show_member_number(number)
    for written in (number, shown, f" {shown} ", shown.replace(" ", "-"), shown.replace(" ", "\u00a0")):
        assert parse_member_number(written) == number


@given(SERIALS, st.integers(0, 9), st.integers(1, 9))
def test_each_wrong_digit_is_caught(serial: int, place: int, by: int) -> None:
    number = make_member_number(serial)
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(ReferenceNotValid, match="do not fit"):
        parse_member_number(wrong)


@given(SERIALS, st.integers(0, 8))
def test_each_swap_of_neighbours_is_caught(serial: int, place: int) -> None:
    number = make_member_number(serial)
    assume(number[place] != number[place + 1])
    with pytest.raises(ReferenceNotValid, match="do not fit"):
        parse_member_number(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(REFERENCES)
def test_a_reference_is_read_back_however_it_is_written(reference: Reference) -> None:
    shown = str(reference)
    for written in (shown, shown.lower(), shown.replace("-", " "), shown.replace("-", "").replace("/", "")):
        assert parse_reference(written) == reference


@given(REFERENCES, st.data())
def test_each_wrong_digit_or_swap_in_a_reference_is_caught(reference: Reference, data: st.DataObject) -> None:
    written = str(reference)
    digits = [place for place, char in enumerate(written) if char.isdigit()]
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != written[place]]))
    assert _is_refused(written[:place] + other + written[place + 1 :])
    first, second = data.draw(st.sampled_from(list(pairwise(digits))))
    if written[first] != written[second]:
        swapped = list(written)
        swapped[first], swapped[second] = written[second], written[first]
        assert _is_refused("".join(swapped))


@given(REFERENCES, st.sampled_from(ReferenceKind))
def test_another_kind_letter_is_caught(reference: Reference, kind: ReferenceKind) -> None:
    assume(kind is not reference.kind)
    bare = str(Reference(reference.kind, reference.year, reference.number))
    assert _is_refused(kind.value + bare[1:])


def _is_refused(written: str) -> bool:
    try:
        parse_reference(written)
    except ReferenceNotValid:
        return True
    return False


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1048 8271", "has 10 digits, but “1048 8271” has 8"),
        ("1048 8271 481", "has 11"),
        ("1048 82X1 48", "digits only, but “1048 82X1 48” has “x”"),
        ("1048 8271 49", "do not fit the others. Look for a wrong digit"),
        ("", "has 0"),
    ],
)
def test_a_member_number_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(ReferenceNotValid, match=sentence):
        parse_member_number(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "is no reference. One looks like"),
        ("C26-4217-79", "is no reference. One looks like"),
        ("X26-004217-79", "its letter X is none of C .case."),
        ("C26-004217-78", "do not fit the others"),
        ("LONDON/C26-004217-79", "is no reference"),
        ("C26-000000-" + check_digits("C26000000"), "numbers begin at 1"),
    ],
)
def test_a_reference_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(ReferenceNotValid, match=sentence):
        parse_reference(typed)


@pytest.mark.parametrize("serial", [-1, 10**8])
def test_no_member_number_beyond_eight_digits(serial: int) -> None:
    with pytest.raises(ValueError, match="has no 8 digits"):
        make_member_number(serial)


@pytest.mark.parametrize(
    ("year", "number", "desk"), [(1999, 1, ""), (2026, 0, ""), (2026, 10**9, ""), (2026, 1, "lon")]
)
def test_what_makes_no_reference(year: int, number: int, desk: str) -> None:
    with pytest.raises(ValueError, match="no reference can be made"):
        make_reference(ReferenceKind.CASE, year, number, desk)
