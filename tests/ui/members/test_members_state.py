"""What the Members tab says of people, in milliseconds and without a widget."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.basics.names import PersonName
from app.members.find_people import PersonHit
from app.members.kinds import AdjustmentKind, ConsentState, MembershipState, PersonKind, WarningKind
from app.members.person_record import (
    AdjustmentLine,
    FormerNameLine,
    MembershipLine,
    PersonRecord,
    RepresentativeLine,
    WarningLine,
)
from app.members.tokens import TokenKind
from app.record.timeline import EntryKind, TimelineEntry
from ui.members import page_state
from ui.members.fields import address_parts, email_check, phone_check, phone_note
from ui.members.opening import Desk
from ui.members.sheets import add_person_sheet

TAN = PersonName("Tan", "Mei Ling", title="Dr", post_nominals="FRCA", family_first=True, native="陳美玲")
HIT = PersonHit(
    person_id=1,
    kind=PersonKind.PERSON,
    name=TAN,
    member_number="1048827143",
    born_on=date(1979, 3, 14),
    died_on=None,
    territory="SG",
    town="",
    grade="Consultant",
    specialty="Anaesthesia",
    state=MembershipState.ACTIVE,
    registration_number=None,
    ended_on=None,
    warnings=(),
    after=("tan mei ling", 1),
)
MEMBER = MembershipLine(
    1, "1048827143", "ordinary", "SG", "Consultant", "Anaesthesia", MembershipState.ACTIVE,
    date(2011, 1, 1), date(2026, 1, 1), date(2027, 1, 1), None, "SMA",
)  # fmt: skip
RECORD = PersonRecord(
    id=1,
    kind=PersonKind.PERSON,
    name=TAN,
    born_on=date(1979, 3, 14),
    died_on=None,
    preferred_channel=None,
    language="en-GB",
    zone="Asia/Singapore",
    territory="SG",
    registration_body="SMC",
    registration_number="M07123H",
    ended_on=None,
    merged_into_id=None,
    local_time=datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
    warnings=(),
    adjustments=(),
    points=(),
    memberships=(MEMBER,),
    representatives=(),
    represents=(),
    former_names=(FormerNameLine(1, "Ng Mei Ling", None),),
)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({}, "born 1979 · Singapore · Anaesthesia · Consultant"),
        ({"town": "Leeds", "territory": "GB"}, "born 1979 · Leeds · Anaesthesia · Consultant"),
        ({"born_on": None, "grade": "", "specialty": ""}, "Singapore"),
        ({"warnings": (WarningKind.DO_NOT_WRITE,), "born_on": None, "grade": ""},
         "▲ Do not write · Singapore · Anaesthesia"),
        ({"found_by": TokenKind.FORMER, "found_as": "Ng Mei Ling", "born_on": None, "grade": "", "specialty": ""},
         "was Ng Mei Ling · Singapore"),
        ({"found_by": TokenKind.PHONE, "born_on": None, "grade": "", "specialty": ""}, "found by phone · Singapore"),
    ],
)  # fmt: skip
def test_the_second_line_tells_people_apart(changed: dict[str, Any], line: str) -> None:
    assert page_state.hit_second_line(replace(HIT, **changed)) == line


@pytest.mark.parametrize("state", list(MembershipState))
def test_every_state_has_a_word_and_a_shape(state: MembershipState) -> None:
    status = page_state.state_status(state)
    assert status.word
    assert status.shape != "none"


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"died_on": date(2026, 1, 1)}, "Deceased"),
        ({"warnings": (WarningKind.DECEASED,)}, "Deceased"),
        ({"state": None}, "Not a member"),
        ({"state": None, "kind": PersonKind.ORGANISATION}, "Organisation"),
        ({"state": MembershipState.IN_ARREARS}, "In arrears"),
    ],
)
def test_death_goes_before_membership(changed: dict[str, Any], word: str) -> None:
    assert page_state.hit_status(replace(HIT, **changed)).word == word


def test_the_headline_marks_the_family_name() -> None:
    assert page_state.headline(RECORD) == (
        "Dr TAN Mei Ling FRCA",
        "陳美玲 · was Ng Mei Ling · born 14 Mar 1979 · SMC M07123H",
        "1048 8271 43",
    )


def test_warnings_stand_before_adjustments() -> None:
    record = replace(
        RECORD,
        died_on=date(2026, 11, 1),
        warnings=(
            WarningLine(1, WarningKind.DECEASED, "", date(2026, 11, 1), None),
            WarningLine(2, WarningKind.SUPPORT_NEED, "Speak slowly.", date(2026, 1, 1), None),
        ),
        adjustments=(
            AdjustmentLine(1, AdjustmentKind.LARGE_PRINT, "", date(2026, 1, 1), None, None, review_due=False),
            AdjustmentLine(2, AdjustmentKind.OTHER_LANGUAGE, "Welsh", date(2026, 1, 1), None, None, review_due=True),
        ),
    )
    assert page_state.warning_words(record) == (
        [
            "Deceased 1 Nov 2026",
            "Support need: Speak slowly.",
            "Large print, 18 point",
            "Other language (Welsh), look at it again",
        ],
        True,
    )
    assert page_state.warning_words(RECORD) == ([], False)


def test_the_member_s_own_time_names_its_place() -> None:
    assert page_state.local_time_words(RECORD) == "18:00 Fri, Singapore"
    assert page_state.local_time_words(replace(RECORD, local_time=None)) == ""


@pytest.mark.parametrize(("state", "words"), [(MembershipState.ACTIVE, "1 Jan 2027"), (MembershipState.LAPSED, "")])
def test_only_what_goes_on_renews(state: MembershipState, words: str) -> None:
    assert page_state.renews_words(replace(MEMBER, state=state)) == words


def test_consent_says_how_it_stands() -> None:
    line = RepresentativeLine(
        1, 2, TAN, "daughter", ConsentState.EXPIRED, ConsentState.VALID, "All", None, date(2026, 1, 1)
    )
    assert page_state.consent_status(line).word == "Consent expired"


@pytest.mark.parametrize(
    ("text", "count", "is_all", "hint"),
    [
        ("", 0, True, "Name, number, phone, e-mail, postcode, registration or reference"),
        ("x", 0, True, "Nobody found"),
        ("x", 1, True, "1 person"),
        ("x", 12, True, "12 people"),
        ("x", 50, False, "First 50: type more to narrow"),
    ],
)
def test_the_hint_counts_people(text: str, count: int, is_all: bool, hint: str) -> None:
    assert page_state.search_hint(text, count, is_all=is_all) == hint


@pytest.mark.parametrize(
    ("why_not", "record", "why"),
    [
        ("", RECORD, ""),
        ("You may not.", RECORD, "You may not."),
        ("", None, "Choose a person first."),
        ("", replace(RECORD, merged_into_id=2), "This record was merged into another one: change that one."),
    ],
)
def test_why_nothing_can_be_changed(why_not: str, record: PersonRecord | None, why: str) -> None:
    assert page_state.why_not_edit(why_not, record) == why


@pytest.mark.parametrize(
    ("subject", "number"), [("person:12", 12), ("person:new", None), ("complaint:12", None), ("", None)]
)
def test_only_a_person_is_opened_here(subject: str, number: int | None) -> None:
    assert page_state.person_of(subject) == number


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_entry_has_an_icon_that_ships(kind: EntryKind) -> None:
    import resources

    for detail in ("", "call in", "visit out", "posted", "returned_mail", "editing"):
        entry = TimelineEntry(kind, 1, datetime(2026, 1, 1, tzinfo=UTC), "person:1", "", "", "", detail)
        assert (resources.path("icons") / f"{page_state.entry_icon(entry)}.svg").is_file()


def test_a_phone_is_checked_and_read_back_as_the_territory_dials() -> None:
    assert phone_check("SG")("6123 4567") is None
    assert "too few digits" in (phone_check("SG")("61") or "")
    assert phone_note("6123 4567", "SG") == "6123 4567"
    assert phone_note("+6561234567", "GB") == "+65 6123 4567"
    assert "has no @" in (email_check("mei.tan") or "")


def test_an_address_has_the_fields_of_its_country() -> None:
    keys = {country: [field.key for field in address_parts(country)] for country in ("GB", "HK", "SG")}
    assert keys["GB"][-2:] == ["locality", "postcode"]
    assert "postcode" not in keys["HK"]
    (postcode,) = [field for field in address_parts("GB") if field.key == "postcode"]
    assert postcode.validate is not None
    assert "does not fit" in (postcode.validate("12345") or "")
    assert postcode.validate("SW1A 1AA") is None


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("lovelace", {"family_name": "Lovelace"}),
        ("O'Brien", {"family_name": "O'Brien"}),
        ("ada@example.org", {"email": "ada@example.org"}),
        ("1048 8271 43", {}),
        ("", {}),
    ],
)
def test_what_was_searched_in_vain_begins_the_form(typed: str, start: dict[str, str]) -> None:
    sheet = add_person_sheet(Desk(why_not_edit="", today=date(2026, 11, 20), home="GB", partners=()), typed)
    assert sheet.start == {"territory": "GB", "language": "und"} | start
