"""Phones: any way of writing becomes one number, and each refusal says what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.members.phones import PhoneNotValid, PhoneState, check_phone, show_phone, typing_phone


@pytest.mark.parametrize(
    ("typed", "territory", "e164"),
    [
        ("020 7946 0018", "GB", "+442079460018"),
        ("+44 (0)20 7946 0018", "SG", "+442079460018"),
        ("0044 20-7946-0018", "gb", "+442079460018"),
        ("٠٢٠ ٧٩٤٦ ٠٠١٨", "GB", "+442079460018"),
        ("9123 4567", "HK", "+85291234567"),
        ("+852 2123 4567", "GB", "+85221234567"),
        ("07700 900123", "GB", "+447700900123"),  # of a range that no operator has
        ("021 123 4567", "NZ", "+64211234567"),
    ],
)
def test_a_number_becomes_e164(typed: str, territory: str, e164: str) -> None:
    assert check_phone(typed, territory) == e164


@pytest.mark.parametrize(
    ("typed", "territory", "sentence"),
    [
        ("abc", "GB", "has the letter “a”"),
        ("call 020 7946 0018", "GB", "has the letter “c”"),
        ("020 7946 0018 ext 12", "GB", "has an extension. Keep it in the label"),
        ("020 7946 0018 x12", "GB", "has an extension"),
        ("79460018", "GB", "lacks its area code"),
        ("999", "GB", "too few digits"),
        ("020 7946 00189", "GB", "too many digits"),
        ("+999 123456", "GB", "country code that does not exist"),
        ("020 7946", "ZZ", "“ZZ” is no territory with phones"),
        ("", "GB", "no phone number"),
        ("+", "GB", "no phone number"),
        ("1" * 1_000_000, "GB", "“11111111111111111111…” has too many digits"),
    ],
)
def test_what_cannot_be_called_is_refused(typed: str, territory: str, sentence: str) -> None:
    with pytest.raises(PhoneNotValid, match=sentence):
        check_phone(typed, territory)


@pytest.mark.parametrize(
    ("typed", "state", "hint"),
    [
        ("  ", PhoneState.EMPTY, ""),
        ("020", PhoneState.INVALID, "“020” has too few digits."),
        ("02079460018", PhoneState.POSSIBLE, "020 7946 0018"),
        ("07700900123", PhoneState.POSSIBLE, "No such range of numbers is known: read it back."),
    ],
)
def test_while_typing(typed: str, state: PhoneState, hint: str) -> None:
    shown = typing_phone(typed, "GB")
    assert (shown.state, shown.hint) == (state, hint)
    assert bool(shown.e164) is (state is PhoneState.POSSIBLE)


@pytest.mark.parametrize(
    ("e164", "home", "shown"),
    [
        ("+442079460018", "GB", "020 7946 0018"),
        ("+442079460018", "HK", "+44 20 7946 0018"),
        ("+85291234567", "hk", "9123 4567"),
        ("what an import left", "GB", "what an import left"),
    ],
)
def test_shown_as_people_at_home_read_it(e164: str, home: str, shown: str) -> None:
    assert show_phone(e164, home) == shown


@given(st.text(max_size=30), st.sampled_from(["GB", "HK", "SG", "ZZ", ""]))
def test_any_text_is_taken_or_refused_and_what_is_taken_stays(typed: str, territory: str) -> None:
    shown = typing_phone(typed, territory)
    if shown.state is PhoneState.POSSIBLE:
        assert check_phone(shown.e164, "SG") == shown.e164
