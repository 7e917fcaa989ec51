"""Whose letters are all read before they go, because they are starting: until when, and said by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from app.basics.dates import show_date
from app.basics.problems import BadInput, NotFound
from app.staff.permissions import Permission
from app.staff.tables import Staff, Starter
from app.staff.work import ReadWork, Work


def starters(work: ReadWork) -> Mapping[int, date]:
    """By staff id the last day on which all their letters are read; who is over it is left out."""
    work.require(Permission.STAFF_READ)
    newest = select(func.max(Starter.id)).group_by(Starter.staff_id)
    query = select(Starter.staff_id, Starter.until_on).where(Starter.id.in_(newest), Starter.until_on >= work.today())
    return {row.staff_id: row.until_on for row in work.session.execute(query)}


def set_starter(work: Work, staff_id: int, until_on: date) -> None:
    """Until this day all letters of somebody need a second person; yesterday ends it at once.

    Raises BadInput for oneself, and NotFound.
    """
    work.require(Permission.STARTER_SET)
    if staff_id == work.actor.staff_id:
        raise BadInput.one("staff_id", "Somebody else says until when your letters are all read.")
    person = work.session.get(Staff, staff_id)
    if person is None:
        raise NotFound("There is nobody of that number here.")
    if until_on < person.started_on:
        raise BadInput.one(
            "until_on", f"{person.display_name} started on {show_date(person.started_on)}, after that day."
        )
    row = Starter(staff_id=staff_id, until_on=until_on, set_by_id=work.actor.staff_id, set_at=work.now())
    work.session.add(row)
    work.session.flush()
