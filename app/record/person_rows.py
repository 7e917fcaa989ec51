"""Which rows of which tables make up a person's record, so that their changes can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
        if part not in (ContactPoint, Representative):
            ids[table] = list(work.session.scalars(select(part.id).where(part.person_id == person_id)))
    kinds = _pairs(work, ContactPoint.id, ContactPoint.kind, ContactPoint.person_id == person_id)
    acting = _pairs(
        work, Representative.id, Representative.representative_person_id, Representative.person_id == person_id
    )
    ids |= {ContactPoint.__tablename__: sorted(kinds), Representative.__tablename__: sorted(acting)}
    names = names_of(work, acting.values())
    known = Known(
        home=work.session.scalars(select(Desk.country).where(Desk.id == work.actor.desk_id)).one(),
        point_kinds={number: kind.value for number, kind in kinds.items()},
        partners={row[0]: row[1] for row in work.session.execute(select(Partner.id, Partner.name))},
        people={number: name.full_name for number, name in names.items()},
    )
    return PersonRows(ids, known)


def _pairs(work: ReadWork, key: Any, value: Any, which: ColumnElement[bool]) -> dict[int, Any]:
    return {row[0]: row[1] for row in work.session.execute(select(key, value).where(which))}
