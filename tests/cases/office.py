"""An office for the published cases: who may decide on which sums, and which procedure its desk has."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from app.basics.clock import SetClock
from app.basics.money import Money
from app.complaints.states import WITH_MONEY
from app.office import Office
from app.staff.grant_authority import grant_authority
from app.staff.tables import Desk, Role
from app.store.engines import installing
from tests.cases.play import Play
from tests.cases.published import PublishedCase
from tests.support.acting import as_owner
from tests.support.complaints import prepare
from tests.support.databases import Database
from tests.support.offices import str_of
from tests.support.postgres import PASSWORD

LIMITS = {Role.TEAM_LEADER: Money(30000, "GBP"), Role.MANAGER: Money(500000, "GBP")}
"""How far each role may go in a case, for each kind of payment."""


class CaseOffice:
    """One office in which the cases are played, each at its own time; closed by its owner."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: list[Office] = []
        prepare(self._sign_in("mia.manager", SetClock()))
        with as_owner(database) as connection, installing(connection):
            for kind in sorted(WITH_MONEY):
                for role, limit in LIMITS.items():
                    grant_authority(connection, kind, limit, date(2026, 1, 1), role=role)

    def play(self, found: PublishedCase) -> Play:
        """The case, not begun yet; one is played to its end before the next."""
        with as_owner(self._database) as connection, installing(connection):
            connection.execute(update(Desk).values(procedure_code=found.procedure))
        clock = SetClock()
        return Play(found, lambda login: self._sign_in(login, clock), clock)

    def close(self) -> None:
        for office in self._open:
            office.close()

    def _sign_in(self, login: str, clock: SetClock) -> Office:
        office = Office.sign_in(str_of(self._database, login), login, PASSWORD, clock=clock)
        self._open.append(office)
        return office
