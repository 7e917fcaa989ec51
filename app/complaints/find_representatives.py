"""Who may act for a complainant, and who does."""

from __future__ import annotations

from sqlalchemy import select

from app.members.person_name import names_of
from app.members.tables import Representative
from app.staff.permissions import Permission
from app.staff.work import ReadWork


def representatives_of(work: ReadWork, person_id: int) -> list[tuple[int, str]]:
    """Who may complain for a person: (representative id, name); those whom the reader may not see are left out."""
    work.require(Permission.MEMBER_READ)
    rows = work.session.execute(
        select(Representative.id, Representative.representative_person_id)
        .where(Representative.person_id == person_id)
        .order_by(Representative.id)
    ).all()
    names = names_of(work, [row.representative_person_id for row in rows])
    return [
        (row.id, names[row.representative_person_id].formal_name)
        for row in rows
        if row.representative_person_id in names
    ]


def representative_name(work: ReadWork, representative_id: int | None) -> str:
    """Who acts in the complaint, empty where nobody does."""
    if representative_id is None:
        return ""
    person_id = work.session.scalar(
        select(Representative.representative_person_id).where(Representative.id == representative_id)
    )
    name = names_of(work, [person_id]).get(person_id) if person_id else None
    return name.formal_name if name else ""
