"""Is it one of these? Reasons in words, strongest first; strangers are left in peace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.members.add_person import add_person
from app.members.edit_person import edit_person
from app.members.likely_same import LikelySame, Likeness, likely_same
from app.office import Office

MARY: dict[str, Any] = {
    "family_name": "Taylor-Smith",
    "given_names": "Mary Anne",
    "territory": "GB",
    "born_on": date(1979, 3, 14),
    "registration_body": "GMC",
    "registration_number": "7123456",
    "native_name": None,
}


@pytest.fixture
def mary(office: Office) -> int:
    for given_names in ("Paul", "John"):
        office.act(add_person, {"family_name": "Smith", "given_names": given_names, "territory": "GB"})
    return office.act(add_person, MARY, phone="020 7946 0018", email="mary@example.org").result


def asked(office: Office, draft: Likeness) -> list[LikelySame]:
    return office.read(likely_same, draft)


@pytest.mark.parametrize(
    ("draft", "reasons"),
    [
        (Likeness("Taylor-Smith", "Mary Anne"), ("Same name",)),
        (Likeness("taylor smith", "mary anne"), ("Same name",)),
        (Likeness("Taylor-Smith", "M"), ("Name nearly the same",)),
        (
            Likeness("Tayler-Smith", "Mary Anne", born_on=date(1979, 3, 14)),
            ("Same date of birth", "Name nearly the same"),
        ),
        (Likeness("Taylor-Smith", "Mary Anne", born_on=date(1979, 3, 14)), ("Same name", "Same date of birth")),
        (Likeness("Taylor-Smith", "Mary Anne", born_on=date(2001, 1, 1)), ("Same name", "Another date of birth")),
        (Likeness("Taylor-Smith", "Mary Anne", phone="12", email="a@b", territory="GB"), ("Same name",)),
        (Likeness("Taylor-Smiht", "Mary Anne"), ("Name nearly the same",)),
        (Likeness("Taylor-Smith", "Nary Anne"), ("Name nearly the same",)),
        (Likeness("Jones", "Bo", phone="+44 20 7946 0018", territory="SG"), ("Same phone +44 20 7946 0018",)),
        (Likeness("Jones", "Bo", email="Mary@Example.org"), ("Same e-mail Mary@Example.org",)),
        (Likeness(registration_number="712 3456"), ("Same registration number 712 3456",)),
    ],
)
def test_who_it_may_be_and_why(office: Office, mary: int, draft: Likeness, reasons: tuple[str, ...]) -> None:
    (same,) = asked(office, draft)
    assert (same.hit.person_id, same.reasons) == (mary, reasons)


@pytest.mark.parametrize(
    "draft",
    [
        Likeness(),
        Likeness("Taylor-Smith"),
        Likeness("Taylor", "Elizabeth"),
        Likeness("Taylor-Smith", "Bo"),
        Likeness("Taylor-Smith", "M", born_on=date(2001, 1, 1)),
        Likeness(phone="020", territory="GB", email="mary@"),
        Likeness("陳", "大文"),
    ],
)
def test_a_stranger_is_nobody_on_record(office: Office, mary: int, draft: Likeness) -> None:
    assert asked(office, draft) == []


@pytest.mark.parametrize(
    ("family", "given"),
    [("Rahmann", "Farah"), ("Rahma", "Farah"), ("Kahman", "Farah"), ("Rahamn", "Farah"), ("Ramhan", "Farah"),
     ("Arahman", "Farah"), ("Rahman", "Sarah"), ("Rahman", "Frah"), ("RÁHMANN", "Farah Noor")],
)  # fmt: skip
def test_one_missed_letter_hides_nobody(office: Office, mary: int, family: str, given: str) -> None:
    given_names = given if " " in given else "Farah"
    values = MARY | {"family_name": "Rahman", "given_names": given_names, "registration_number": "1"}
    farah = office.act(add_person, values).result
    assert [same.hit.person_id for same in asked(office, Likeness(family, given))] == [farah]


def test_a_former_name_counts(office: Office, mary: int) -> None:
    office.act(edit_person, mary, {"family_name": ("Taylor-Smith", "Jones")}, keep_former_name=True)
    (same,) = asked(office, Likeness("Taylor-Smith", "Mary Anne"))
    assert same.reasons == ("Had this name before",)
