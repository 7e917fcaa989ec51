"""The office before its members: desks, people, partners, calendars, library."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product

from sqlalchemy import Connection, insert, select

from app.basics.money import Money
from app.calendars.confirm_year import add_calendar, confirm_year
from app.demo.contacts import Writer, Writers
from app.demo.library import demo_seeds
from app.demo.rehearsal import Rehearsal
from app.demo.shipped import data
from app.knowledge.load_seed import add_seeds, load_library
from app.members.tables import Partner
from app.staff.first_people import NewPerson, add_desks, add_people
from app.staff.grant_authority import grant_authority
from app.staff.tables import Desk, Role, Staff

ADMINISTRATOR = "piotr"
_YEARS_BACK = 4
_YEARS_AHEAD = 2


def office_name() -> str:
    """The name of the invented body."""
    return str(data("offices")["name"])


def logins() -> list[str]:
    """Who may sign in to the demo, the first adviser first."""
    return [person["login"] for person in data("offices")["person"]]


def set_up_people(connection: Connection, today: date, password: str | None, *, reuse_logins: bool) -> None:
    """Desks, partners and people; the caller's transaction is the owner's, under ``installing``."""
    add_desks(connection, data("offices")["desk"])
    connection.execute(insert(Partner), [found | {"version": 1} for found in data("offices")["partner"]])
    people = [
        NewPerson(
            login=found["login"],
            name=found["name"],
            job_title=found["title"],
            role=Role(found["role"]),
            desk_code=found["desk"],
            email=f"{found['login']}@meridian.example.org",
            password=password,
        )
        for found in data("offices")["person"]
    ]
    begun = today - timedelta(days=2000)
    add_people(connection, people, begun, reuse_logins=reuse_logins)
    for found in data("offices")["authority"]:
        for kind, (role, limit), (currency, times) in product(
            found["kinds"], found["roles"].items(), found["currencies"].items()
        ):
            grant_authority(connection, kind, Money(limit * times, currency), begun, role=Role(role))


def set_up_rules(rehearsal: Rehearsal, at: datetime, today: date) -> None:
    """Calendars with their years confirmed, and the library, the office's own texts in it."""
    with rehearsal.scene():
        for found in data("offices")["calendar"]:
            place = (found["code"], found["name"], found["country"], found.get("subdivision"))
            rehearsal.act(ADMINISTRATOR, at, add_calendar, *place)
            for year in range(today.year - _YEARS_BACK, today.year + _YEARS_AHEAD + 1):
                rehearsal.act(ADMINISTRATOR, at, confirm_year, found["code"], year)
    with rehearsal.scene():
        rehearsal.act(ADMINISTRATOR, at, load_library)
        rehearsal.act(ADMINISTRATOR, at, add_seeds, demo_seeds())


def writers(connection: Connection) -> Writers:
    """The advisers whose names stand under the contacts of the past."""
    rows = connection.execute(
        select(Staff.login, Staff.id, Staff.desk_id, Desk.code).join(Desk, Desk.id == Staff.desk_id)
    ).all()
    by_login = {login: Writer(staff_id, desk_id) for login, staff_id, desk_id, _ in rows}
    return Writers(
        east=[by_login["meiling"], by_login["meiling"], by_login["farid"]],
        west=[by_login["asha"], by_login["tom"], by_login["tom"], by_login["niamh"]],
    )


def partners(connection: Connection) -> dict[str, int]:
    """The regional partner of each territory that has one."""
    return {row.territory: row.id for row in connection.execute(select(Partner.territory, Partner.id))}
