"""A person's name from the stored columns, and the names of many people at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from app.basics.names import PersonName
from app.basics.sort_key import sort_key
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.work import ReadWork

NAME_COLUMNS = (
    Person.family_name,
    Person.given_names,
    Person.title,
    Person.post_nominals,
    Person.family_name_first,
    Person.native_name,
    Person.name_on_letters,
    Person.form_of_address,
)
"""What a query must select so that ``name_from`` can read the name of its row."""


def name_from(row: Any) -> PersonName:
    """The name in a Person, or in a row that has selected NAME_COLUMNS."""
    return PersonName(
        family=row.family_name,
        given=row.given_names,
        title=row.title,
        post_nominals=row.post_nominals,
        family_first=row.family_name_first,
        native=row.native_name or "",
        name_on_letters=row.name_on_letters or "",
        form_of_address=row.form_of_address or "",
    )


def names_of(work: ReadWork, person_ids: Iterable[int]) -> dict[int, PersonName]:
    """The names of these people, by id; those whom the reader may not see are left out."""
    work.require(Permission.MEMBER_READ)
    ids = set(person_ids)
    if not ids:
        return {}
    rows = work.session.execute(select(Person.id, *NAME_COLUMNS).where(Person.id.in_(ids)))
    return {row.id: name_from(row) for row in rows}


def set_sort_key(person: Person) -> None:
    """Bring the stored sort key in step with the name."""
    person.sort_key = sort_key(person.family_name, person.given_names)
