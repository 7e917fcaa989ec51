"""Search: whatever way a name, number or address is typed, it meets what was stored."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.search_form import (
    TOKEN_LIMIT,
    email_tokens,
    name_tokens,
    parse_query,
    phone_tokens,
    postcode_token,
    reference_token,
    search_form,
    words,
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Łódź", "lodz"),
        ("Ørsted-Ðôr", "orsted dor"),
        ("ĐẶNG Thị Ánh", "dang thi anh"),
        ("Straße", "strasse"),
        ("Æthelþryð Œuvre ŋ ħ ı İ", "aethelthryd oeuvre ng h i i"),
        ("O'Brien O’Brien O‘Brien Oʼbrien O´Brien OBrien", " ".join(["obrien"] * 6)),
        ("ＴＡＮ　１２", "tan 12"),
        ("陳大文", "陳大文"),
        ("김민수", "김민수"),
        (unicodedata.normalize("NFD", "김민수 Müller"), "김민수 muller"),
        ("Σωκράτης", "σωκρατησ"),
        ("Ёлкин", "елкин"),
        ("٠١٢", "012"),
        ("zero\u200bwidth soft\u00adhyphen", "zerowidth softhyphen"),
        ("A & B <Ltd>", "a b ltd"),
        ("\x00a\ud800b", "ab"),
        ("", ""),
    ],
)
def test_search_form(text: str, form: str) -> None:
    assert search_form(text).split() == form.split()


@pytest.mark.parametrize(
    ("names", "query"),
    [
        (["O'Brien"], "obrien"),
        (["O'Brien"], "O’Brien"),
        (["O'Brien"], "o brien"),
        (["O'Brien"], "brien"),
        (["OBrien"], "O'Brien"),
        (["Taylor-Smith", "Mary"], "taylorsmith"),
        (["Taylor-Smith", "Mary"], "smith mary"),
        (["Taylor Smith", "Mary"], "Taylor-Smith, M"),
        (["Tan", "Mei Ling"], "meiling tan"),
        (["Tan", "Meiling"], "tan mei"),
        (["Müller"], "mueller"),
        (["Müller"], "MULL"),
        (["Ødegård"], "oedegaard"),
        (["Ødegård"], "odegard"),
        (["陳大文"], "大文"),
        (["陳大文", "Chan", "Tai Man"], "文 chan"),
        (["Agency 007"], "agency 007"),
        (["van der Berg"], "vanderberg"),
        (["D’Souza"], "dsouza"),
    ],
)
def test_names_are_found(names: list[str], query: str) -> None:
    assert _finds(name_tokens(*names), query)


@pytest.mark.parametrize(
    "query",
    [
        "020 7946 0018",
        "+44 20 7946 0018",
        "+44 (0)20 7946 0018",
        "0044 2079460018",
        "79460018",
        "460018",
        "02079",
        "+44 207",
    ],
)
def test_phones_are_found_in_any_form(query: str) -> None:
    assert _finds(phone_tokens("+442079460018"), query)
    assert not _finds(phone_tokens("+442079460019"), "020 7946 0018")


def test_rows_of_a_phone() -> None:
    assert len(phone_tokens("+442079460018")) == 6  # a tail that begins with 0 is the next one
    assert len(phone_tokens("+85291234567")) == 6
    assert phone_tokens("") == set()


@pytest.mark.parametrize(
    ("tokens", "query"),
    [
        ({postcode_token("SW1A 1AA")}, "sw1a1aa"),
        ({postcode_token("SW1A 1AA")}, "SW1A 1"),
        ({postcode_token("HM 12")}, "hm 12"),
        ({postcode_token("0083")}, "0083"),
        ({reference_token("1048827148")}, "1048 8271 48"),
        ({reference_token("0012345678")}, "0012 345"),
        ({reference_token("C26-004217-58")}, "c26004217"),
        ({reference_token("C26-004217-58")}, "C26 / 004217 - 58"),
        ({reference_token("LON/C26-004217-58"), "lon"}, "LON/C26-004217-58"),
        (email_tokens("Mei.Tan@Example.org"), "mei.tan@exam"),
        (email_tokens("Mei.Tan@Example.org"), "MEI.TAN@EXAMPLE.ORG"),
        (email_tokens("Mei.Tan@Example.org"), "mei.tan"),
        (email_tokens("Mei.Tan@Example.org") | name_tokens("Tan"), "tan mei.tan@example.org"),
        ({reference_token("1048827148")} | name_tokens("Tan"), "tan 1048 8271"),
        ({postcode_token("SW1A 1AA")} | name_tokens("Tan"), "sw1a 1aa tan"),
    ],
)
def test_numbers_and_addresses_are_found(tokens: set[str], query: str) -> None:
    assert _finds(tokens, query)


@pytest.mark.parametrize(
    "typed",
    [
        "tel: +44 7700 900404",
        "tel 07700 900404",
        "TEL:+44-7700-900404;ext=12",
        "+44 (0) 7700 900 404 ext. 12",
        "+44 07700 900404 #3",
        "Mob. no: (07700) 900404",
        "07700900404 x 12",
        "Phone number 0044 (0)7700 900404, extension 7",
    ],
)
def test_a_phone_is_read_with_what_people_write_round_it(typed: str) -> None:
    tokens = phone_tokens("+447700900404")
    assert _finds(tokens, typed)
    assert _finds(tokens | name_tokens("Rahman"), f"Rahman {typed}")


@pytest.mark.parametrize(
    "typed", ["<meiling@a.example>", "mailto:Meiling@a.example", "(meiling@a.example).", '"meiling@a.example";']
)
def test_an_address_is_found_as_a_mail_program_gives_it(typed: str) -> None:
    assert parse_query(typed).words == ("meiling@a.example",)
    assert parse_query(f"Mei Tan {typed}").words == ("mei", "tan", "meiling@a.example")


def test_what_only_looks_like_a_label_or_an_extension_is_kept() -> None:
    assert [parse_query(text).words for text in ("Tel Aviv", "Telford 12", "T 12 ext 3", "1234567X12")] == [
        ("tel", "aviv"),
        ("telford", "12"),
        ("t", "12", "ext", "3"),
        ("1234567x12",),
    ]


def test_an_empty_query_looks_for_nothing() -> None:
    for text in ("", "   ", "-", "0", "&"):
        query = parse_query(text)
        assert not query
        assert query.longest == ""


def test_a_pasted_page_is_cut() -> None:
    query = parse_query("word" * 250_000)
    assert [len(word) for word in query.words] == [TOKEN_LIMIT]
    assert len(parse_query(" ".join(chr(97 + n) * 3 for n in range(20))).words) == 8


def test_the_longest_word_leads() -> None:
    assert parse_query("tan mei ling").longest == "ling"


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.text(max_size=60))
def test_the_form_is_plain_and_does_not_change_again(text: str) -> None:
    form = search_form(text)
    assert search_form(form) == form
    assert form == form.strip()
    assert "  " not in form
    assert search_form(text.upper().lower()) == search_form(text.upper())


@given(NAMES)
def test_composed_and_decomposed_text_meet(text: str) -> None:
    forms = {search_form(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(NAMES)
def test_each_name_is_found_by_itself_and_each_of_its_words(name: str) -> None:
    tokens = name_tokens(name)
    assert all(0 < len(token) <= TOKEN_LIMIT for token in tokens)
    for word in words(name)[:8]:
        query = parse_query(word)
        assert not query or _finds(tokens, word)


@given(st.text(max_size=300))
def test_any_query_is_taken(text: str) -> None:
    query = parse_query(text)
    assert all(0 < len(word) <= TOKEN_LIMIT and " " not in word for word in query.words)
    assert query.longest in {"", *query.words}
    assert len(query.whole) <= TOKEN_LIMIT


@given(st.integers(10**6, 10**12 - 1), st.integers(0, 6))
def test_a_phone_is_found_by_any_long_enough_tail(number: int, cut: int) -> None:
    digits = str(number)
    tail = digits[cut:]
    if len(tail) >= 6 and tail.strip("0"):
        assert _finds(phone_tokens(f"+{digits}"), tail)


def _finds(tokens: set[str], text: str) -> bool:
    query = parse_query(text)
    by_words = all(any(token.startswith(word) for token in tokens) for word in query.words)
    whole = bool(query.whole) and any(token.startswith(query.whole) for token in tokens)
    return bool(query) and (by_words or whole)
