"""At most fifty keys go out; beyond that the largest kinds go whole."""

from __future__ import annotations

import pytest

from app.members.add_person import add_person
from app.members.tables import Person
from app.office import Office
from app.staff.work import Work
from app.store.touched import MANY, shorten


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"person:1"}, {"person:1"}),
        ({f"person:{n}" for n in range(MANY + 1)} | {"letter:7"}, {"person:*", "letter:7"}),
        ({f"kind{n}:1" for n in range(MANY + 1)}, {"*"}),
    ],
)
def test_keys_are_shortened_by_their_largest_kind(keys: set[str], expected: set[str]) -> None:
    assert shorten(keys) == expected


def test_a_row_set_to_what_it_had_is_untouched(office: Office) -> None:
    """Pages would read themselves anew for nothing."""
    person = office.act(add_person, {"family_name": "Tan", "given_names": "Mei Ling", "territory": "SG"}).result

    def same_again(work: Work, title: str) -> None:
        row = work.session.get_one(Person, person)
        row.family_name, row.title = "Tan", title

    assert office.act(same_again, "").changed == frozenset()
    assert office.act(same_again, "Dr").changed == {f"person:{person}"}
