"""What people are found by: every part gives its tokens, none of them for nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.search_form import TOKEN_LIMIT, parse_query
from app.members.tokens import Findable, TokenKind, token_rows, tokens_of

TAN = Findable(
    family="Tan",
    given="Mei Ling",
    native="陳美玲",
    former=("Ng Mei Ling",),
    member_numbers=("1048827143",),
    registration_body="SMC",
    registration_number="M07123H",
    phones=("+6561234567",),
    emails=("mei.tan@example.org",),
    postcodes=("018956",),
)


def is_found(parts: Findable, text: str) -> bool:
    tokens = {token for token, _kind in tokens_of(parts)}
    query = parse_query(text)
    by_words = all(any(token.startswith(word) for token in tokens) for word in query.words)
    return by_words or bool(query.whole and any(token.startswith(query.whole) for token in tokens))


@pytest.mark.parametrize(
    "typed",
    [
        "tan mei ling",
        "Mei Ling Tan",
        "meiling",
        "ling ta",
        "TAN, M",
        "陳美玲",
        "美玲",
        "ng mei",
        "1048 8271 43",
        "10488271",
        "SMC M07123H",
        "m07123h",
        "+65 6123 4567",
        "6123 4567",
        "0065 6123 4567",
        "mei.tan@example.org",
        "mei.tan@",
        "018956",
    ],
)
def test_one_person_is_found_by_anything_they_are_known_by(typed: str) -> None:
    assert is_found(TAN, typed)


@pytest.mark.parametrize("typed", ["tang", "mei lin g", "1048 8271 44", "7123 4567", "陳玲"])
def test_and_by_nothing_else(typed: str) -> None:
    assert not is_found(TAN, typed)


@pytest.mark.parametrize(
    ("family", "given_names", "typed"),
    [
        ("O'Brien", "Seán", "obrien sean"),
        ("O’Brien", "Seán", "o'brien"),
        ("O'Brien", "Seán", "brien"),
        ("Müller", "Hans", "mueller"),
        ("Müller", "Hans", "muller h"),
        ("Taylor-Smith", "Mary", "taylorsmith"),
        ("Taylor-Smith", "Mary", "smith mary"),
        ("Łódź", "Adam", "lodz"),
        ("A & B <Ltd>", "", "a b ltd"),
        ("# not a heading", "", "not a heading"),
        ("陳", "大文", "陳大文"),
    ],
)
def test_names_are_found_however_they_are_spelled(family: str, given_names: str, typed: str) -> None:
    assert is_found(Findable(family, given_names), typed)


def test_tokens_stand_in_the_order_of_names() -> None:
    people = [("Tanaka", "Aiko"), ("Tan", "Wei"), ("Tan", "Ai Ling"), ("Tang", "Bo")]
    found = sorted(
        (token, family, given_names)
        for family, given_names in people
        for token, _kind in tokens_of(Findable(family, given_names))
        if token.startswith("tan")
    )
    assert [(family, given_names) for _token, family, given_names in found] == [
        ("Tan", "Ai Ling"),
        ("Tan", "Wei"),
        ("Tanaka", "Aiko"),
        ("Tang", "Bo"),
    ]


def test_no_token_is_a_prefix_of_another() -> None:
    tokens = sorted(token for token, _kind in tokens_of(TAN))
    assert not [token for before, token in itertools.pairwise(tokens) if token.startswith(before)]


def test_a_former_name_is_told_as_such() -> None:
    kinds = {kind for token, kind in tokens_of(TAN) if token.startswith("ng ")}
    assert kinds == {TokenKind.FORMER}


# A query joins numbers to their neighbours and reads @ as an e-mail; any other name must find itself.
_NAMES = st.text(st.characters(exclude_categories=("Cs", "Nd", "Nl", "No"), exclude_characters="@"), max_size=120)


@given(_NAMES, _NAMES)
def test_any_name_gives_storable_tokens_and_finds_itself(family: str, given_names: str) -> None:
    rows = token_rows(7, Findable(family, given_names))
    keys = [(row["token"], row["kind"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert all(0 < len(row["token"]) <= TOKEN_LIMIT for row in rows)
    assert is_found(Findable(family, given_names), f"{given_names} {family}"[:60]) or not rows
