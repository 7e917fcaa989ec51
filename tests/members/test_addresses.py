"""Addresses of the territories that members live in: what is asked, what is refused, and what the envelope shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.names import latin_only
from app.members.address_forms import CountryNotKnown, address_form
from app.members.addresses import (
    Address,
    check_address,
    envelope_lines,
    fields_for,
    normalise_address,
    normalise_postcode,
)
from app.members.countries import countries, country_name

LEEDS = Address("Dr Mei Tan", "", "1 High Street", locality="Leeds", postcode="ls11aa", country="GB")


def address(country: str, line1: str = "1 Main Street", **parts: str) -> Address:
    return Address(recipient="Dr A Tan", line1=line1, country=country, **parts)


@pytest.mark.parametrize(
    ("written", "home", "lines"),
    [
        (LEEDS, "GB", ["LEEDS", "LS1 1AA"]),
        (LEEDS, "HK", ["LEEDS", "LS1 1AA", "UNITED KINGDOM"]),
        (address("HK", locality="Tsim Sha Tsui", region="Kowloon"), "GB", ["Tsim Sha Tsui", "Kowloon", "HONG KONG"]),
        (address("SG", locality="Singapore", postcode="238823"), "GB", ["Singapore 238823", "SINGAPORE"]),
        (
            address("MY", sublocality="Taman Desa", locality="Kuala Lumpur", region="Selangor", postcode="50 450"),
            "MY",
            ["Taman Desa", "50450 KUALA LUMPUR", "SELANGOR"],
        ),
        (
            address("ZA", sublocality="Gardens", locality="Cape Town", postcode="8001"),
            "ZA",
            ["Gardens", "Cape Town", "8001"],
        ),
        (
            address("NZ", sublocality="Ponsonby", locality="Auckland", postcode="1011"),
            "NZ",
            ["Ponsonby", "Auckland 1011"],
        ),
        (
            address("IE", locality="Dublin", region="Co. Dublin", postcode="d02x285"),
            "GB",
            ["Dublin", "Co. Dublin", "D02 X285", "IRELAND"],
        ),
        (address("BM", locality="Hamilton", postcode="hm12"), "BM", ["Hamilton HM 12"]),
        (address("JM", locality="Kingston 6", region="St. Andrew"), "JM", ["Kingston 6", "St. Andrew"]),
        (
            address("BB", locality="Bridgetown", region="St. Michael", postcode="bb 11000"),
            "BB",
            ["Bridgetown, St. Michael BB11000"],
        ),
        (address("KY", region="Grand Cayman", postcode="ky11100"), "KY", ["Grand Cayman KY1-1100"]),
        (address("BS", locality="Nassau", region="New Providence"), "BS", ["Nassau, New Providence"]),
        (address("BS", locality="Nassau"), "BS", ["Nassau"]),
        (address("TT", locality="Port of Spain", postcode="100123"), "TT", ["Port of Spain", "100123"]),
        (
            address("US", locality="Springfield", region="IL", postcode="62701"),
            "GB",
            ["SPRINGFIELD, IL 62701", "UNITED STATES"],
        ),
        (address("GG", locality="St Peter Port", postcode="gy11aa"), "GB", ["ST PETER PORT", "GUERNSEY", "GY1 1AA"]),
        (address("GG", locality="St Peter Port", postcode="gy11aa"), "HK", ["ST PETER PORT", "GY1 1AA", "GUERNSEY"]),
    ],
)
def test_last_lines_by_country(written: Address, home: str, lines: list[str]) -> None:
    assert check_address(written, home) == []
    shown = envelope_lines(written, home)
    assert shown[:2] == [written.recipient, written.line1]
    assert shown[2:] == lines


def test_an_address_in_chinese_runs_from_the_area_to_the_name() -> None:
    written = Address("陳大文", "", "彌敦道12號", "3樓", locality="尖沙咀", region="九龍", country="HK")
    assert envelope_lines(written, "HK") == ["九龍", "尖沙咀", "彌敦道12號", "3樓", "陳大文"]


def test_the_forces_have_no_town_and_no_country() -> None:
    written = address("GB", "HMS Example", postcode="bfpo123")
    assert check_address(written) == []
    assert envelope_lines(written, "HK") == ["Dr A Tan", "HMS Example", "BFPO 123"]


def test_a_part_that_the_country_does_not_use_is_printed_all_the_same() -> None:
    written = address("GB", sublocality="Headingley", locality="Leeds", region="Yorkshire", postcode="LS6 1AA")
    assert envelope_lines(written, "GB")[2:] == ["Headingley", "Yorkshire", "LEEDS", "LS6 1AA"]


@pytest.mark.parametrize(
    ("written", "problems"),
    [
        (Address(), {"country": "Choose a country."}),
        (Address(country="QQ"), {"country": "“QQ” is no country that has post."}),
        (Address(country="nonsense"), {"country": "“NONSENSE” is no country that has post."}),
        (
            Address(recipient="Dr A Tan", country="GB"),
            {"line1": "Address is missing.", "locality": "Town is missing.", "postcode": "Postcode is missing."},
        ),
        (
            address("GB", locality="Leeds", postcode="ZZ1 1AA"),
            {"postcode": "Postcode “ZZ1 1AA” does not fit United Kingdom. One looks like EC1Y 8SY."},
        ),
        (
            address("SG", postcode="12345"),
            {"postcode": "Postcode “12345” does not fit Singapore. One looks like 546080."},
        ),
        (
            address("GB", "/1 High Street", locality="Leeds", postcode="LS1 1AA"),
            {"line1": "“/1 High Street” begins with “/”, which the post cannot read."},
        ),
        (
            address("GB", "No Fixed Abode", locality="Leeds", postcode="LS1 1AA"),
            {"line1": "“No Fixed Abode” is no place a letter can go to."},
        ),
        (
            address("GB", "NFA", locality="Leeds", postcode="LS1 1AA"),
            {"line1": "“NFA” is no place a letter can go to."},
        ),
        (address("GB", "--", locality="Leeds", postcode="LS1 1AA"), {"line1": "“--” has no letter or number."}),
        (
            Address("a", "b", "c", "d", "e", "f", "Leeds", "", "LS1 1AA", "GB"),
            {"line3": "An envelope holds 7 lines; this address has 9. Join two of them."},
        ),
        (address("SG", "", postcode="238823"), {"line1": "Address is missing."}),
    ],
)
def test_what_keeps_a_letter_from_arriving(written: Address, problems: dict[str, str]) -> None:
    assert {problem.field: problem.sentence for problem in check_address(written)} == problems


def test_too_few_lines_is_a_problem() -> None:
    written = Address(line1="1 Orchard Road", postcode="238823", country="SG")
    assert [problem.sentence for problem in check_address(written, "SG")] == [
        "An envelope needs at least 3 lines; this has 2."
    ]


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("sw1a1aa", "GB", "SW1A 1AA"),
        (" sw1a  1AA ", "GB", "SW1A 1AA"),
        ("m1 1ae", "gb", "M1 1AE"),
        ("sw1a", "GB", "SW1A"),  # half typed: left alone
        ("bfpo12", "GB", "BFPO 12"),
        ("k1a0b1", "CA", "K1A 0B1"),
        ("1234ab", "NL", "1234 AB"),
        ("238 823", "SG", "238823"),
        ("n/a", "HK", "N/A"),
        ("12345", "QQ", "12345"),
        ("", "GB", ""),
    ],
)
def test_postcodes_as_they_are_kept(typed: str, country: str, kept: str) -> None:
    assert normalise_postcode(typed, country) == kept


def test_forms_say_what_each_country_asks() -> None:
    asked = {field.key: field for field in fields_for("IE")}
    assert asked["postcode"].label == "Eircode"
    assert asked["postcode"].example == "A65 F4E2"
    assert not asked["postcode"].is_required
    assert "Co. Dublin" in asked["region"].choices
    assert "postcode" not in {field.key for field in fields_for("HK")}
    assert {field.key for field in fields_for("HK") if field.is_required} == {"line1", "region"}
    with pytest.raises(CountryNotKnown):
        fields_for("")


def test_every_country_has_a_form_and_a_name() -> None:
    for code in countries():
        form = address_form(code)
        assert form.fields[0].key == "recipient"
        assert {field.key for field in form.fields} <= set(Address.__dataclass_fields__)
    assert country_name("hk") == "Hong Kong"
    assert country_name("??") == "??"
    assert list(countries().values()).index("Åland Islands") < list(countries().values()).index("Albania")


PART = st.text(max_size=12)


@given(st.builds(Address, PART, PART, PART, PART, PART, PART, PART, PART, PART, st.sampled_from(sorted(countries()))))
def test_checking_and_laying_out_never_fail_and_lose_nothing(written: Address) -> None:
    check_address(written)
    tidy = normalise_address(written)
    assert normalise_address(tidy) == tidy
    shown = "\n".join(envelope_lines(written, "GB")).casefold()
    assert all(envelope_lines(written, "GB"))
    if latin_only(tidy.line1):
        for part in (tidy.recipient, tidy.organisation, tidy.line1, tidy.line2, tidy.line3):
            assert part.casefold() in shown
