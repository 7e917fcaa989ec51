"""Which rows of which tables make up a person's record, so that their changes can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from app.members.person_name import names_of
from app.members.tables import (
    Adjustment,
    ContactPoint,
    FormerName,
    Membership,
    Partner,
    PersonWarning,
    Representative,
)
from app.record.change_words import Known
from app.staff.tables import Desk
from app.staff.work import ReadWork
from app.store.tables import Change

PARTS = {
    part.__tablename__: part
    for part in (ContactPoint, Membership, Representative, Adjustment, PersonWarning, FormerName)
}
"""The tables of a person's parts, by name."""


@dataclass(frozen=True, slots=True)
class PersonRows:
    """Row ids by table name, and what their changes need to be put into words."""

    ids: Mapping[str, Sequence[int]]
    known: Known

    def changes(self) -> ColumnElement[bool]:
        """The condition that picks this person's change rows, each table by its index."""
        return or_(
            *(and_(Change.table_name == table, Change.row_id.in_(ids)) for table, ids in self.ids.items() if ids)
        )


def person_rows(work: ReadWork, person_id: int) -> PersonRows:
    """The rows of a person that this reader may see."""
    ids: dict[str, Sequence[int]] = {"person": [person_id]}
    for table, part in PARTS.items():
        query = select(part.id).where(part.person_id == person_id).order_by(part.id)
        ids[table] = list(work.session.scalars(query))
    kinds = work.session.execute(select(ContactPoint.id, ContactPoint.kind).where(ContactPoint.person_id == person_id))
    acting = work.session.scalars(
        select(Representative.representative_person_id).where(Representative.person_id == person_id)
    )
    names = names_of(work, acting)
    known = Known(
        home=work.session.scalars(select(Desk.country).where(Desk.id == work.actor.desk_id)).one(),
        point_kinds={row[0]: row[1].value for row in kinds},
        partners={row[0]: row[1] for row in work.session.execute(select(Partner.id, Partner.name))},
        people={number: name.full_name for number, name in names.items()},
    )
    return PersonRows(ids, known)
