"""Card numbers are seen however they are written, and other long numbers are not taken for one."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.card_numbers import has_card_number, refusal
from app.basics.problems import BadInput
from app.basics.references import ReferenceKind, make_member_number, make_reference, show_member_number
from app.basics.text import fit

CARDS = [
    "4111111111111111",
    "card 4111-1111-1111-1111.",
    "3782 822463 10005",
    "3056 930902 5904",
    "6011 0009 9013 9424",
    "2223 0031 2200 3222",
    "4222222222222",
    "4111 1111 1111 1111 12/28",
    "4111 1111 1111 1111 123",
    "4111111111111111 123",
    "4111111111111111123",
    "4111 1111 1111 1111123",
    "card 5 4111111111111111",
    "5 4111 1111 1111 1111",
    "no4111111111111111",
    "4111111111111111x",
    "4111.1111.1111.1111",
    "4111/1111/1111/1111",
    "4111\N{NO-BREAK SPACE}1111\N{NO-BREAK SPACE}1111\N{NO-BREAK SPACE}1111",
    "4111\N{ZERO WIDTH SPACE}1111\N{ZERO WIDTH SPACE}1111\N{ZERO WIDTH SPACE}1111",
    "4111  1111 1111   1111",
    "4111\n1111 1111 1111",
    "4111 - 1111 - 1111 - 1111",
    "4111–1111–1111–1111",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "\N{FULLWIDTH DIGIT FOUR}" + "\N{FULLWIDTH DIGIT ONE}" * 15,
    "\N{ARABIC-INDIC DIGIT FOUR}" + "\N{ARABIC-INDIC DIGIT ONE}" * 15,
    "Ring +1 212 555 0100 4111 1111 1111 1111",
    "On 21/11/2026 4111 1111 1111 1111",
    "Member 1000 0000 28 4111 1111 1111 1111",
    "GB82 WEST 1234 5698 7654 32 4111 1111 1111 1111",
]

OTHERS = [
    "",
    "4111111111111112",
    "0000000000000000",
    "the last four are 1111",
    "IBAN GB82WEST12345698765432",
    "IBAN GB82 WEST 1234 5698 7654 32",
    "DE89 3704 0044 0532 0130 00",
    "de89370400440532013000",
    "NL91 ABNA 0417 1643 00",
    "FR14 2004 1010 0505 0001 3M02 606",
    "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    "+4915112345674",
    "+49 1511 2345674, +62 812 3456 7890",
    "0049 1511 2345674",
    "020 7946 0018 or 020 7946 0019",
    "0161 496 0000\n0161 496 0001\n0161 496 0002",
    "23/11/2026 24/11/2026 25/11/2026",
    "23.11.2026 - 24.11.2026",
    "2026-11-23 2026-11-24 2026-11-25",
    "45.00 55.00 32.10 20.05 41.10 12.34",
    "4,111,111,111,111,111 rupiah",
    "sort code 40-12-34 12345678",
    "4501015800087",
    "d41d8cd98f00b204e9800998ecf8427e4111111111111111",
    "case C26-004217-58, letter L26-004218-72, V26-411111-11",
    "0800 1111 then 0300 123 1001",
]


@pytest.mark.parametrize("text", CARDS)
def test_a_card_number_is_seen(text: str) -> None:
    assert has_card_number(text)


@pytest.mark.parametrize("text", OTHERS)
def test_another_long_number_is_none(text: str) -> None:
    assert not has_card_number(text)


def with_check_digit(body: str) -> str:
    total = sum((d * 2 - 9 if d * 2 > 9 else d * 2) if at % 2 == 0 else d for at, d in enumerate(map(int, body[::-1])))
    return f"{body}{-total % 10}"


@given(st.integers(0, 10**14 - 1), st.sampled_from(["", " ", "  ", "-", "\n", ".", "\N{NO-BREAK SPACE}"]))
def test_every_number_of_a_scheme_with_its_check_digit_is_seen(rest: int, gap: str) -> None:
    card = with_check_digit(f"4{rest:014d}")
    shown = gap.join((card[:4], card[4:8], card[8:12], card[12:]))
    assert has_card_number(f"pay {shown} 12/28 today")


@given(st.lists(st.integers(0, 10**8 - 1), min_size=2, max_size=8), st.sampled_from(["\n", " ", ", "]))
def test_lists_of_our_own_numbers_hold_none(serials: list[int], between: str) -> None:
    numbers = [make_member_number(serial) for serial in serials]
    references = [make_reference(ReferenceKind.CASE, 2026, serial + 1, "LON") for serial in serials]
    assert not has_card_number(between.join(numbers))
    assert not has_card_number(between.join(map(show_member_number, numbers)))
    assert not has_card_number(between.join(references))


@given(st.lists(st.dates(date(1900, 1, 1), date(2099, 12, 31)), min_size=2, max_size=8))
def test_lists_of_days_hold_none(days: list[date]) -> None:
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"):
        assert not has_card_number(" ".join(format(day, form) for day in days))


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    assert has_card_number(text) in (True, False)


def test_much_text_is_read_in_no_time() -> None:
    began = time.perf_counter()
    for text in ("1 " * 25_000, "0" * 50_000, "ab12 " * 10_000, "+1" * 25_000, "0-" * 25_000, "a1 b2\n" * 8_000):
        has_card_number(text)
    assert time.perf_counter() - began < 5


def test_text_that_fits_is_refused_with_a_card_number_and_the_number_is_not_repeated() -> None:
    with pytest.raises(BadInput) as refused:
        fit("reason", "The reason", "paid by 4111 1111 1111 1111 exp 12/28", 100)
    [problem] = refused.value.problems
    assert (problem.field, problem.sentence) == ("reason", refusal("The reason"))
    assert "4111" not in str(refused.value)
