"""People on both engines: added, found, told apart, changed, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput, Conflict, NotFound, WorldProblem
from app.basics.references import parse_member_number
from app.members.add_contact_point import add_contact_point
from app.members.add_membership import add_membership
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.agree_adjustment import agree_adjustment
from app.members.change_consent import change_consent
from app.members.edit_contact_point import edit_contact_point
from app.members.edit_membership import edit_membership
from app.members.edit_person import edit_person
from app.members.end_adjustment import end_adjustment
from app.members.end_contact_point import end_contact_point
from app.members.end_warning import end_warning
from app.members.find import person_record
from app.members.find_people import PersonHit, search_people
from app.members.move_contact_point import move_contact_point
from app.members.person_record import PersonRecord
from app.members.replace_contact_point import replace_contact_point
from app.members.set_warning import set_warning
from app.members.tables import (
    AdjustmentKind,
    ConsentState,
    MembershipState,
    PersonKind,
    PointKind,
    WarningKind,
)
from app.members.tokens import TokenKind
from app.office import Office
from app.record.history import person_history
from app.staff.editing import Edits
from tests.support.offices import Enter

TAN: dict[str, Any] = {
    "family_name": "Tan",
    "given_names": "Mei Ling",
    "family_name_first": True,
    "title": "Dr",
    "native_name": "陳美玲",
    "territory": "SG",
    "born_on": date(1979, 3, 14),
    "registration_body": "SMC",
    "registration_number": "M07123H",
}
SINGAPORE = {"line1": "12 Raffles Quay #08-01", "postcode": "048583", "country": "SG"}
FULL_MEMBER: dict[str, Any] = {
    "kind": "ordinary",
    "territory": "SG",
    "grade": "Consultant",
    "specialty": "Anaesthesia",
    "state": "active",
    "joined_on": date(2015, 1, 1),
    "started_on": date(2026, 1, 1),
    "ends_on": date(2027, 1, 1),
}


def add_tan(office: Office, **changed: Any) -> int:
    done = office.act(
        add_person,
        TAN | changed,
        phone="6123 4567",
        email="mei.tan@example.org",
        address=SINGAPORE,
        membership=FULL_MEMBER,
    )
    return done.result


def record(office: Office, person_id: int) -> PersonRecord:
    return office.read(person_record, person_id)


def search(office: Office, text: str) -> list[PersonHit]:
    return office.read(search_people, text)


def ids(office: Office, text: str) -> list[int]:
    return [hit.person_id for hit in search(office, text)]


def sentences(problem: BadInput) -> dict[str, str]:
    return {found.field: found.sentence for found in problem.problems}


@pytest.fixture
def tan(office: Office) -> int:
    return add_tan(office)


def test_a_person_is_added_whole(office: Office, tan: int) -> None:
    found = record(office, tan)
    assert found.name.marked_name == "TAN Mei Ling"
    assert found.membership is not None
    assert parse_member_number(found.membership.member_number)
    phone, email, address = (found.first_point(kind) for kind in (PointKind.PHONE, PointKind.EMAIL, PointKind.ADDRESS))
    assert phone is not None
    assert (phone.value, phone.shown, phone.is_preferred) == ("+6561234567", "+65 6123 4567", True)
    assert email is not None
    assert email.value == "mei.tan@example.org"
    assert address is not None
    assert address.shown == "12 Raffles Quay #08-01, 048583, Singapore"
    assert address.lines == ("12 Raffles Quay #08-01", "Singapore 048583", "SINGAPORE")
    assert found.local_time is not None
    assert found.local_time.isoformat() == "2026-11-20T18:00:00+08:00"


@pytest.mark.parametrize(
    "text",
    ["tan mei", "ling", "陳美玲", "M07123H", "6123 4567", "+65 6123 4567", "mei.tan@ex", "048583"],
)
def test_search_finds_by_anything(office: Office, tan: int, text: str) -> None:
    office.act(add_person, {"family_name": "Ng", "given_names": "Bo", "territory": "HK"})
    assert ids(office, text) == [tan]


def test_search_finds_by_member_number_however_it_is_typed(office: Office, tan: int) -> None:
    membership = record(office, tan).membership
    assert membership is not None
    number = membership.member_number
    assert ids(office, number) == ids(office, f"{number[:4]} {number[4:8]} {number[8:]}") == [tan]


@pytest.mark.parametrize("text", ["", "   ", "-", "%", "_", "tan%", "'; drop table person; --", "zz", "\x00"])
def test_what_names_nobody_finds_nobody(office: Office, tan: int, text: str) -> None:
    found = ids(office, text)
    assert found == ([tan] if text == "tan%" else [])


def test_two_of_a_name_are_told_apart(office: Office, tan: int) -> None:
    other = add_tan(office, born_on=date(1990, 5, 5), registration_number="M99999Z", native_name=None)
    office.act(edit_membership, _membership_id(office, other), {"specialty": ("Anaesthesia", "Surgery")})
    first, second = search(office, "tan mei ling")
    assert {first.person_id, second.person_id} == {tan, other}
    assert (first.specialty, second.specialty) == ("Anaesthesia", "Surgery")
    assert first.member_number != second.member_number
    assert (first.born_on, first.state, first.territory) == (date(1979, 3, 14), MembershipState.ACTIVE, "SG")


def _membership_id(office: Office, person_id: int) -> int:
    membership = record(office, person_id).membership
    assert membership is not None
    return membership.id


def test_pages_of_a_search_repeat_nobody_and_miss_nobody(office: Office) -> None:
    for given_names in ("Ai Ling", "Bo", "Chen", "Tan", "Wei Tan"):
        office.act(add_person, {"family_name": "Tan", "given_names": given_names, "territory": "SG"})
    office.act(add_person, {"family_name": "Tanaka", "given_names": "Aiko", "territory": "JP"})
    seen: list[str] = []
    after = None
    while page := office.read(search_people, "tan", after, 2):
        seen += [hit.name.list_name for hit in page]
        after = page[-1].after
    assert seen == ["TAN Ai Ling", "TAN Bo", "TAN Chen", "TAN Tan", "TAN Wei Tan", "TANAKA Aiko"]


def test_a_changed_name_is_found_by_the_new_one_and_as_a_former_one(office: Office, tan: int) -> None:
    office.act(edit_person, tan, {"family_name": ("Tan", "Lim")}, keep_former_name=True)
    assert ids(office, "lim mei") == [tan]
    (hit,) = search(office, "tan mei ling")
    assert (hit.found_by, hit.found_as, hit.name.family) == (TokenKind.FORMER, "Tan Mei Ling", "Lim")
    assert record(office, tan).former_names[0].name == "Tan Mei Ling"


def test_a_mended_spelling_leaves_no_former_name(office: Office, tan: int) -> None:
    office.act(edit_person, tan, {"family_name": ("Tan", "Tann")})
    assert ids(office, "tann") == [tan]
    assert [hit.found_by for hit in search(office, "tan")] == [TokenKind.NAME]


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"family_name": ""}, "family_name", "needs a family name"),
        ({"family_name": "x" * 201}, "family_name", "Family name has 201 characters; at most 200 fit"),
        ({"born_on": date(2030, 11, 21)}, "born_on", "21 Nov 2030, is in the future"),
        ({"born_on": date(1066, 10, 14)}, "born_on", "Check the year"),
        ({"died_on": date(1979, 3, 13)}, "died_on", "before the date of birth, 14 Mar 1979"),
        ({"died_on": date(2026, 11, 21)}, "died_on", "in the future"),
        ({"territory": "XX"}, "territory", "“XX” is no territory"),
        ({"language": "English please"}, "language", "is no language"),
        ({"zone": "Mars/Olympus"}, "zone", "is no time zone"),
        ({"name_on_letters": "陳美玲"}, "name_on_letters", "Latin letters"),
        ({"kind": "robot"}, "kind", "“robot” is no choice"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    office: Office, changed: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(BadInput) as refused:
        add_tan(office, **changed)
    assert words in sentences(refused.value)[field]
    assert ids(office, "tan") == []


def test_all_problems_come_at_once(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.act(
            add_person,
            {"family_name": "", "territory": "SG", "born_on": date(2030, 1, 1)},
            phone="12",
            email="mei.tan",
            address={"line1": "1 Road", "country": "GB", "postcode": "12345"},
            membership={"kind": "ordinary", "territory": "SG"},
        )
    assert set(sentences(refused.value)) >= {
        "family_name",
        "born_on",
        "phone",
        "email",
        "postcode",
        "membership_grade",
        "membership_joined_on",
    }


@pytest.mark.parametrize(
    "family", ["A & B <Ltd>", "Łódź", "O'Brien", "# not a heading", "{{ name }}", "Robert'); DROP TABLE person;--"]
)
def test_odd_names_are_kept_to_the_letter_and_found(office: Office, family: str) -> None:
    kind = PersonKind.ORGANISATION
    person_id = office.act(add_person, {"kind": kind, "family_name": family, "territory": "GB"}).result
    assert record(office, person_id).name.full_name == family
    assert ids(office, family) == [person_id]


def test_a_million_characters_are_refused_by_name(office: Office, tan: int) -> None:
    with pytest.raises(BadInput, match="What to know has 1,000,000 characters; at most 4,000 fit"):
        office.act(set_warning, tan, {"kind": "support_need", "text": "x" * 1_000_000})


def test_two_desks_change_different_fields_and_both_stand(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    tan = add_tan(ada)
    ben.act(edit_person, tan, {"title": ("Dr", "Prof")})
    ada.act(edit_person, tan, {"language": ("und", "zh-Hant")})
    found = record(ada, tan)
    assert (found.name.title, found.language) == ("Prof", "zh-Hant")


def test_two_desks_change_one_field_and_the_second_is_asked(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    tan = add_tan(ada)
    ben.act(edit_person, tan, {"title": ("Dr", "Prof")})
    with pytest.raises(Conflict) as conflict:
        ada.act(edit_person, tan, {"title": ("Dr", "Mrs"), "language": ("und", "zh-Hant")})
    assert [(c.field, c.theirs, c.yours) for c in conflict.value.conflicts] == [("title", "Prof", "Mrs")]
    assert conflict.value.changed_by == "Ben Adviser"
    assert record(ada, tan).language == "und"


@pytest.mark.parametrize(
    ("edits", "wrong"),
    [
        ({"title": ("Dr", "Mrs"), "born_on": (None, date(1066, 10, 14))}, "born_on"),
        ({"title": ("Dr", "Mrs"), "family_name": ("Tan", "")}, "family_name"),
    ],
)
def test_what_is_wrong_is_said_before_a_conflict_is_asked(enter: Enter, edits: Edits, wrong: str) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    tan = add_tan(ada)
    ben.act(edit_person, tan, {"title": ("Dr", "Prof")})
    with pytest.raises(BadInput) as told:
        ada.act(edit_person, tan, edits)
    assert [problem.field for problem in told.value.problems] == [wrong]


def test_an_empty_field_is_the_same_as_none(office: Office, tan: int) -> None:
    done = office.act(edit_person, tan, {"zone": ("", ""), "form_of_address": ("", "Mei Ling")})
    assert f"person:{tan}" in done.changed
    assert record(office, tan).name.salutation == "Dear Mei Ling"


def _phones(office: Office, person_id: int) -> list[tuple[str | None, bool]]:
    points = record(office, person_id).points
    return [(point.value, point.is_preferred) for point in points if point.kind == PointKind.PHONE and point.holds]


def _first_phone(office: Office, person_id: int) -> int:
    return next(point.id for point in record(office, person_id).points if point.kind == PointKind.PHONE)


def test_contact_points_keep_their_order_and_one_is_preferred(office: Office, tan: int) -> None:
    london = office.act(
        add_contact_point, tan, PointKind.PHONE, {"value": "+44 20 7946 0018", "label": "London"}
    ).result
    assert _phones(office, tan) == [("+6561234567", True), ("+442079460018", False)]
    office.act(move_contact_point, london, _first_phone(office, tan))
    office.act(edit_contact_point, london, {"is_preferred": (False, True)})
    assert _phones(office, tan) == [("+442079460018", True), ("+6561234567", False)]
    office.act(move_contact_point, london, None)
    assert _phones(office, tan) == [("+6561234567", False), ("+442079460018", True)]


def test_who_moves_has_the_old_address_until_that_day(office: Office, tan: int, clock: SetClock) -> None:
    old = _first_phone(office, tan)
    values = {"value": "9123 4567", "label": "mobile"}
    with pytest.raises(BadInput):
        office.act(replace_contact_point, old, values | {"value": "12"})
    assert _phones(office, tan) == [("+6561234567", True)]
    new = office.act(replace_contact_point, old, values | {"from_on": date(2026, 11, 25)}).result
    first = record(office, tan).first_point(PointKind.PHONE)
    assert first is not None
    assert first.id == old, "until that day the old one holds"
    clock.advance(timedelta(days=6))
    found = record(office, tan)
    first = found.first_point(PointKind.PHONE)
    assert first is not None
    assert (first.id, first.is_preferred, first.label) == (new, True, "mobile")
    assert [point.until_on for point in found.points if point.id == old] == [date(2026, 11, 25)]
    assert [hit.person_id for hit in search(office, "61234567")] == [tan]
    with pytest.raises(BadInput, match="add the new one instead"):
        office.act(replace_contact_point, old, values)


def test_an_ended_phone_gives_way_and_is_still_found(office: Office, tan: int, clock: SetClock) -> None:
    office.act(add_contact_point, tan, PointKind.PHONE, {"value": "9123 4567"})
    office.act(end_contact_point, _first_phone(office, tan), date(2026, 11, 20))
    assert _phones(office, tan) == [("+6591234567", True)]
    assert ids(office, "6123 4567") == [tan]


def test_the_same_number_typed_otherwise_is_no_change(office: Office, tan: int) -> None:
    done = office.act(
        edit_contact_point, _first_phone(office, tan), {"value": ("+6561234567", "+65 6123-4567"), "label": ("", "")}
    )
    assert done.changed == frozenset()


def test_a_changed_phone_is_found_by_the_new_number_alone(office: Office, tan: int) -> None:
    office.act(edit_contact_point, _first_phone(office, tan), {"value": ("+6561234567", "6765 4321")})
    assert ids(office, "6765 4321") == [tan]
    assert ids(office, "6123 4567") == []


@pytest.mark.parametrize(
    ("kind", "values", "field", "words"),
    [
        (PointKind.PHONE, {"value": "12"}, "value", "too few digits"),
        (PointKind.PHONE, {"value": ""}, "value", "Type the phone number"),
        (PointKind.EMAIL, {"value": "mei.tan"}, "value", "has no @"),
        (PointKind.ADDRESS, {"line1": "No fixed abode", "country": "GB"}, "line1", "no place a letter can go to"),
        (PointKind.ADDRESS, {"line1": "1 Road", "locality": "Leeds", "country": "GB"}, "postcode", "is missing"),
        (PointKind.ADDRESS, {}, "country", "Choose a country"),
        (
            PointKind.PHONE,
            {"value": "6123 4567", "from_on": date(2026, 5, 2), "until_on": date(2026, 5, 1)},
            "until_on",
            "before the beginning",
        ),
    ],
)
def test_a_contact_point_that_reaches_nobody_is_refused(
    office: Office, tan: int, kind: PointKind, values: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(BadInput) as refused:
        office.act(add_contact_point, tan, kind, values)
    assert words in sentences(refused.value)[field]


def test_an_address_is_checked_as_it_would_stand(office: Office, tan: int) -> None:
    point = record(office, tan).first_point(PointKind.ADDRESS)
    assert point is not None
    with pytest.raises(BadInput, match="does not fit Singapore"):
        office.act(edit_contact_point, point.id, {"postcode": ("048583", "SW1A 1AA")})
    office.act(edit_contact_point, point.id, {"postcode": ("048583", " 018956 ")})
    assert ids(office, "018956") == [tan]


def test_membership_dates_must_agree_and_numbers_stay(office: Office, tan: int) -> None:
    membership = _membership_id(office, tan)
    with pytest.raises(BadInput, match="ends before it begins"):
        office.act(edit_membership, membership, {"ends_on": (date(2027, 1, 1), date(2025, 1, 1))})
    with pytest.raises(BadInput, match="never changes"):
        office.act(edit_membership, membership, {"member_number": ("1", "2")})
    number = record(office, tan).memberships[0].member_number
    again = FULL_MEMBER | {"started_on": date(2027, 1, 1), "ends_on": None}
    office.act(add_membership, tan, again)
    numbers = [line.member_number for line in record(office, tan).memberships]
    assert len(set(numbers)) == 2
    assert numbers[1] == number


def test_consent_holds_to_its_last_day(office: Office, tan: int, clock: SetClock) -> None:
    daughter = office.act(add_person, {"family_name": "Tan", "given_names": "Hui", "territory": "SG"}).result
    values = {"relationship_kind": "daughter", "scope": "The complaint C26", "consent": "valid"}
    with pytest.raises(BadInput, match="from the day it was given"):
        office.act(add_representative, tan, daughter, values)
    with pytest.raises(BadInput, match="own representative"):
        office.act(add_representative, tan, tan, values | {"given_on": date(2026, 11, 1)})
    dates = {"given_on": date(2026, 11, 1), "expires_on": date(2026, 11, 21)}
    relation = office.act(add_representative, tan, daughter, values | dates).result
    assert record(office, tan).representatives[0].consent == ConsentState.VALID
    assert record(office, daughter).represents[0].name.full_name == "Tan Mei Ling"
    clock.advance(timedelta(days=2))
    assert record(office, tan).representatives[0].consent == ConsentState.EXPIRED
    office.act_once(uuid4(), "By e-mail", change_consent, relation, {"consent": ("valid", "withdrawn")})
    assert record(office, tan).representatives[0].consent == ConsentState.WITHDRAWN


def test_adjustments_and_warnings_hold_until_they_end(office: Office, tan: int) -> None:
    adjustment = office.act(agree_adjustment, tan, {"kind": "large_print"}).result
    warning = office.act_once(uuid4(), "She asked", set_warning, tan, {"kind": "do_not_write"}).result
    found = record(office, tan)
    assert [line.kind for line in found.adjustments] == [AdjustmentKind.LARGE_PRINT]
    assert [line.kind for line in found.warnings] == [WarningKind.DO_NOT_WRITE]
    assert search(office, "tan")[0].warnings == (WarningKind.DO_NOT_WRITE,)
    office.act(end_adjustment, adjustment)
    office.act(end_warning, warning)
    found = record(office, tan)
    assert (found.adjustments, found.warnings) == ((), ())
    with pytest.raises(BadInput, match="cannot end before"):
        office.act(end_warning, warning, date(2020, 1, 1))


def test_a_death_that_was_a_mistake_warns_nobody_any_more(office: Office, tan: int) -> None:
    office.act_once(uuid4(), "Her son rang", edit_person, tan, {"died_on": (None, date(2026, 11, 1))})
    office.act_once(uuid4(), "Her son rang", edit_person, tan, {"died_on": (date(2026, 11, 1), date(2026, 11, 3))})
    assert [line.since_on for line in record(office, tan).warnings] == [date(2026, 11, 3)]
    office.act_once(uuid4(), "Her son rang", edit_person, tan, {"died_on": (date(2026, 11, 3), None)})
    assert record(office, tan).warnings == ()
    office.act_once(uuid4(), "Her son rang", edit_person, tan, {"died_on": (None, date(2026, 11, 2))})
    assert [line.since_on for line in record(office, tan).warnings] == [date(2026, 11, 2)]


def test_the_warning_of_a_death_ends_with_the_day_of_death_alone(office: Office, tan: int) -> None:
    office.act_once(uuid4(), "Her son rang", edit_person, tan, {"died_on": (None, date(2026, 11, 1))})
    [warning] = record(office, tan).warnings
    with pytest.raises(BadInput, match="Take out the date of death"):
        office.act(end_warning, warning.id)


def test_a_form_over_a_person_does_not_merge_the_record(office: Office, tan: int) -> None:
    with pytest.raises(KeyError, match="merged_into_id"):
        office.act(edit_person, tan, {"merged_into_id": (None, tan)})
    assert len(search(office, "tan")) == 1


@pytest.mark.parametrize(
    ("field", "call"),
    [
        ("merged_into_id", lambda office, tan: office.act(add_person, TAN | {"merged_into_id": tan})),
        ("ended_on", lambda office, _tan: office.act(add_person, TAN | {"ended_on": date(2026, 1, 1)})),
        ("ended_on", lambda office, tan: office.act(edit_person, tan, {"ended_on": (None, date(2026, 1, 1))})),
        ("kind", lambda office, tan: office.act(edit_person, tan, {"kind": ("person", "organisation")})),
        (
            "position",
            lambda office, tan: office.act(
                add_contact_point, tan, PointKind.PHONE, {"value": "61234567", "position": 0.5}
            ),
        ),
        ("until_on", lambda office, tan: office.act(set_warning, tan, {"kind": "deceased", "until_on": None})),
        ("until_on", lambda office, tan: office.act(agree_adjustment, tan, {"kind": "braille", "until_on": None})),
        ("member_number", lambda office, tan: office.act(add_membership, tan, {"member_number": "1048827143"})),
        (
            "representative_person_id",
            lambda office, tan: office.act(
                change_consent, _relation(office, tan), {"representative_person_id": (1, 2)}
            ),
        ),
    ],
)
def test_what_another_verb_sets_no_form_may_send(
    office: Office, tan: int, field: str, call: Callable[[Office, int], object]
) -> None:
    with pytest.raises(KeyError, match=field):
        call(office, tan)


def _relation(office: Office, tan: int) -> int:
    other = office.act(add_person, {"family_name": "Lim", "territory": "SG"}).result
    return office.act(add_representative, tan, other, {"relationship_kind": "brother", "scope": "all"}).result


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("how we know", lambda tan, _of: (edit_person, tan, {"died_on": (None, date(2026, 11, 1))})),
        ("asked us not to write", lambda tan, _of: (set_warning, tan, {"kind": "do_not_write"})),
        ("withdrew the consent", lambda _tan, of: (change_consent, of, {"consent": ("requested", "withdrawn")})),
    ],
)
def test_what_weighs_most_needs_a_reason(
    office: Office, tan: int, words: str, call: Callable[[int, int], tuple[Any, ...]]
) -> None:
    verb, *asked = call(tan, _relation(office, tan))
    for reason in ("", "  "):
        with pytest.raises(BadInput, match=words) as refused:
            office.act_once(uuid4(), reason, verb, *asked)
        assert [problem.field for problem in refused.value.problems] == ["why"]
    office.act_once(uuid4(), "Her brother rang on 20 Nov", verb, *asked)
    assert "Her brother rang on 20 Nov" in {change.why for change in office.read(person_history, tan)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dr tan", ["Tan Mei Ling"]),
        ("Dr. Mei Ling Tan", ["Tan Mei Ling"]),
        ("dr lim", ["Drew Lim"]),
        ("dr", ["Drew Lim"]),
        ("mr nobody", []),
    ],
)
def test_a_title_hides_nobody(office: Office, tan: int, typed: str, found: list[str]) -> None:
    office.act(add_person, {"family_name": "Lim", "given_names": "Drew", "territory": "SG"})
    office.act(add_person, {"family_name": "Lim", "given_names": "Ann", "territory": "SG"})
    assert [hit.name.full_name for hit in search(office, typed)] == found


def test_a_death_warns_everyone(office: Office, tan: int) -> None:
    office.act_once(uuid4(), "Her son rang", edit_person, tan, {"died_on": (None, date(2026, 11, 1))})
    assert [line.kind for line in record(office, tan).warnings] == [WarningKind.DECEASED]
    assert search(office, "tan")[0].died_on == date(2026, 11, 1)


def test_who_may_only_read_changes_nothing(enter: Enter) -> None:
    tan = add_tan(enter("ada.adviser"))
    auditor = enter("oto.auditor")
    assert ids(auditor, "tan") == [tan]
    with pytest.raises(WorldProblem):
        auditor.act(edit_person, tan, {"title": ("Dr", "Prof")})
    assert record(auditor, tan).name.title == "Dr"


def test_nobody_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        record(office, 4711)


def test_a_field_that_no_form_may_send_is_our_own_fault(office: Office, tan: int) -> None:
    with pytest.raises(KeyError, match="sort_key"):
        office.act(edit_person, tan, {"sort_key": ("", "zzz")})
