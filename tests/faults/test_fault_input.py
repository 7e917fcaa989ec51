"""What people type by mistake, or paste: refused with a sentence about its field, or taken as it is meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.basics.problems import BadInput
from app.complaints.log_complaint import log_complaint
from app.contacts.find import contact
from app.contacts.log_contact import log_contact
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letters_of
from app.correspondence.find_editing import letter_choices
from app.correspondence.problems import LetterRefused
from app.knowledge.load_seed import add_seeds
from app.knowledge.seed_files import Seed
from app.knowledge.tables import LibraryKind
from app.members.add_contact_point import add_contact_point
from app.members.add_person import add_person
from app.members.find import person_record
from app.members.kinds import PointKind
from app.members.letter_facts import letter_problems
from app.office import Office
from app.staff.drafts import drafts_of, keep_draft
from tests.support.complaints import COMPLAINT, add_mei, ready
from tests.support.offices import Enter

__all__ = ["ready"]

TAN: dict[str, Any] = {"family_name": "Tan", "given_names": "Mei Ling", "territory": "GB"}
TOMORROW = date(2026, 11, 21)


def problems(caught: pytest.ExceptionInfo[BadInput]) -> dict[str, str]:
    return {problem.field: problem.sentence for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"family_name": "x" * 201}, "family_name", "201 characters; at most 200 fit"),
        ({"born_on": TOMORROW}, "born_on", "in the future"),
        ({"born_on": date(1850, 1, 1)}, "born_on", "Check the year"),
        ({"died_on": TOMORROW}, "died_on", "in the future"),
        ({"born_on": date(1980, 5, 5), "died_on": date(1980, 5, 4)}, "died_on", "before the date of birth"),
    ],
)
def test_a_person_that_cannot_be(office: Office, changed: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        office.act(add_person, TAN | changed)
    assert words in problems(caught)[field]


def test_everything_wrong_is_told_at_once(office: Office) -> None:
    with pytest.raises(BadInput) as caught:
        office.act(
            add_person,
            TAN | {"family_name": "", "born_on": TOMORROW},
            phone="12",
            email="mei at example",
            address={"line1": "1 High Street", "postcode": "nowhere", "country": "GB"},
        )
    assert {"family_name", "born_on", "phone", "email", "postcode", "locality"} <= set(problems(caught))


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ({"line1": "", "locality": "York", "postcode": "YO1 7EP", "country": "GB"}, "line1"),
        ({"line1": "12 High Street", "locality": "York", "postcode": "", "country": "GB"}, "postcode"),
        ({"line1": "12 High Street", "locality": "York", "postcode": "ABC", "country": "GB"}, "postcode"),
        ({"line1": "12 High Street", "locality": "York", "postcode": "YO1 7EP", "country": "QQ"}, "country"),
    ],
)
def test_an_address_that_no_letter_can_reach(office: Office, address: dict[str, str], field: str) -> None:
    person = office.act(add_person, TAN).result
    with pytest.raises(BadInput) as caught:
        office.act(add_contact_point, person, PointKind.ADDRESS, address)
    assert field in problems(caught)
    assert office.read(person_record, person).points == ()


def test_somebody_without_an_address_is_told_beside_the_draft(ready: Office) -> None:
    person = ready.act(add_person, TAN).result
    assert [problem.field for problem in ready.read(letter_problems, person, "GB")] == ["address"]


def test_a_complaint_that_reached_us_tomorrow(ready: Office) -> None:
    person = add_mei(ready)
    soon = datetime(2026, 11, 20, 10, tzinfo=UTC) + timedelta(days=1)
    with pytest.raises(BadInput) as caught:
        ready.act(log_complaint, person, **(COMPLAINT | {"received_at": soon, "raised_on": TOMORROW}))
    assert set(problems(caught)) & {"raised_on", "received_at"}


SLIP = """---
code: general-reply
title: A slip
version: 9
kind: reply
language: en-GB
---
```block b
```
Dear {{ person.nickname }}
"""


def test_a_template_with_an_unknown_field_names_it_and_drafts_nothing(ready: Office, enter: Enter) -> None:
    """An office's own template, newer than the shipped one, with a slip of the pen in it."""
    seed = Seed(LibraryKind.TEMPLATE, "general-reply", "en-GB", "A slip", SLIP, in_force_from=date(2026, 1, 1))
    enter("mia.manager").act(add_seeds, [seed])
    person = add_mei(ready)
    with pytest.raises(LetterRefused, match=r"person\.nickname"):
        ready.act(draft_letter, None, person, "general-reply")
    assert ready.read(letters_of, person_id=person) == []
    choices = {choice.template_code: choice.missing for choice in ready.read(letter_choices, None, person)}
    assert "person.nickname" in choices["general-reply"]
    assert choices["membership-enquiry"] == "", "the others are offered as before"


WORD = "\ufeff\u201cDear Sir\u201d\u00a0\u2013 it\u2019s\x0b\r\n\u2022\tfirst\u2028second\x00\x07 o\u0308"


def test_what_is_pasted_from_word_is_kept_as_writing(office: Office) -> None:
    person = office.act(add_person, TAN).result
    logged = office.act(log_contact, person, channel="email", wanted=WORD).result
    kept = office.read(contact, logged).wanted
    assert kept.startswith("\u201cDear Sir\u201d")
    assert kept.endswith("second ö")
    assert not set(kept) & set("\x00\x07\x0b\r\u2028\ufeff")


@pytest.mark.parametrize("field", ["wanted", "said", "dissatisfied_about"])
def test_a_note_of_a_million_characters_is_refused_and_nothing_is_lost(office: Office, field: str) -> None:
    person = office.act(add_person, TAN).result
    texts: dict[str, Any] = {"wanted": "her certificate", field: "word " * 200_000}
    with pytest.raises(BadInput, match="1,000,000 characters") as caught:
        office.act(log_contact, person, channel="call", **texts)
    assert set(problems(caught)) == {field}


def test_a_draft_of_a_million_characters_is_told_rather_than_cut(office: Office) -> None:
    with pytest.raises(BadInput):
        office.keep(keep_draft, "contact:new:1", {"wanted": "x" * 1_000_000})
    assert office.read(drafts_of, "contact:new:1") == {}
