"""What a letter may say of a person, and what keeps it from arriving."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from app.basics.references import show_member_number
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.agree_adjustment import agree_adjustment
from app.members.edit_person import edit_person
from app.members.find import person_record
from app.members.letter_facts import addressee_facts, letter_problems, person_facts, representative_facts
from app.members.set_warning import set_warning
from app.office import Office

LEEDS = {"line1": "4 Mill Lane", "locality": "Leeds", "postcode": "ls1 4dy", "country": "GB"}


def add(office: Office, address: dict[str, str] | None = LEEDS, **changed: Any) -> int:
    person = {"family_name": "Smith", "given_names": "Mary", "title": "Dr", "territory": "GB"} | changed
    return office.act(add_person, person, address=address).result


def test_a_letter_at_home_has_no_country_line(office: Office) -> None:
    facts = office.read(addressee_facts, add(office), "GB")
    assert facts == {
        "name_on_letters": "Dr Mary Smith",
        "salutation": "Dear Dr Smith",
        "address_lines": ["4 Mill Lane", "LEEDS", "LS1 4DY"],
        "country": "GB",
        "language": "und",
        "adjustments": [],
    }


def test_a_letter_abroad_ends_with_the_country(office: Office) -> None:
    facts = office.read(addressee_facts, add(office), "SG")
    assert facts["address_lines"][-1] == "UNITED KINGDOM"


def test_only_what_paper_can_keep_is_told_to_the_letter(office: Office) -> None:
    person = add(office)
    for kind in ("large_print", "phone_first"):
        office.act(agree_adjustment, person, {"kind": kind})
    assert office.read(addressee_facts, person, "GB")["adjustments"] == ["large_print"]


def test_an_organisation_is_greeted_without_a_name(office: Office) -> None:
    firm = add(office, kind="organisation", family_name="A & B <Ltd>", given_names="", title="")
    assert office.read(addressee_facts, firm, "GB")["salutation"] == "Dear Sir or Madam"


def test_the_person_brings_the_member_number_as_printed(office: Office) -> None:
    membership = {
        "kind": "ordinary",
        "territory": "GB",
        "grade": "Consultant",
        "state": "active",
        "joined_on": date(2020, 1, 1),
        "started_on": date(2026, 1, 1),
    }
    person = {"family_name": "Smith", "given_names": "Mary", "territory": "GB"}
    person_id = office.act(add_person, person, membership=membership).result
    (line,) = office.read(person_record, person_id).memberships
    assert office.read(person_facts, person_id) == {
        "full_name": "Mary Smith",
        "member_number": show_member_number(line.member_number),
    }


@pytest.mark.parametrize(
    ("consent", "given_on", "expires_on", "state"),
    [
        ("requested", None, None, "asked"),
        ("valid", date(2026, 1, 1), None, "given"),
        ("valid", date(2026, 1, 1), date(2026, 11, 20), "given"),
        ("withdrawn", date(2026, 1, 1), None, "withdrawn"),
        ("expired", date(2026, 1, 1), date(2026, 2, 1), "expired"),
        ("expired", None, None, "expired"),
    ],
)
def test_a_representative_brings_the_consent(
    office: Office, consent: str, given_on: date | None, expires_on: date | None, state: str
) -> None:
    person, daughter = add(office), add(office, given_names="Ann")
    assert office.read(representative_facts, person, daughter) is None
    values = {
        "relationship_kind": "daughter",
        "scope": "Everything about the complaint",
        "consent": consent,
        "given_on": given_on,
        "expires_on": expires_on,
    }
    office.act(add_representative, person, daughter, values)
    facts = office.read(representative_facts, person, daughter)
    assert facts is not None
    assert (facts["name"], facts["authority"]["state"]) == ("Dr Ann Smith", state)


def test_a_person_who_can_be_written_to_has_no_problems(office: Office) -> None:
    assert office.read(letter_problems, add(office), "GB") == []


def test_what_keeps_a_letter_from_arriving_is_data(office: Office) -> None:
    person = add(office, address=None, family_name="陳", given_names="大文")
    office.act_once(uuid4(), "Her son rang", edit_person, person, {"died_on": (None, date(2026, 11, 1))})
    office.act_once(uuid4(), "She asked", set_warning, person, {"kind": "do_not_write", "text": "Asked on 2 Nov."})
    problems = {problem.field: problem.sentence for problem in office.read(letter_problems, person, "GB")}
    assert problems == {
        "name_on_letters": "The name has no Latin form for letters. Type one.",
        "address": "There is no current address.",
        "died_on": "Died on 1 Nov 2026: write to whoever acts for the estate.",
        "warnings": "Do not write. Asked on 2 Nov.",
    }
    assert office.read(addressee_facts, person, "GB")["address_lines"] == []
