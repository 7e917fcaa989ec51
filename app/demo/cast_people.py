"""Who complains in the demo: a person of the right kind and place, chosen by chance among those loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import ColumnElement, or_, select

from app.demo.case_files import CaseFile
from app.demo.load_members import public_ids
from app.demo.rehearsal import Rehearsal
from app.members.tables import (
    Adjustment,
    AdjustmentKind,
    ConsentState,
    Membership,
    MembershipState,
    Person,
    PersonWarning,
    Representative,
)

_TRIES = 4_000
_BEFORE = timedelta(days=330)


@dataclass(frozen=True, slots=True)
class Complainant:
    """The person, and who acts for them if anybody does."""

    person_id: int
    representative_id: int | None = None
    addressee_id: int | None = None


class Casting:
    """Nobody complains twice, and nobody is chosen whom an English letter on paper would not suit."""

    def __init__(self, rehearsal: Rehearsal, random: Random, members: int, today: date) -> None:
        self._session = rehearsal.session
        self._random = random
        self._members = members
        self._today = today
        self._public = list(public_ids(members))
        self._taken: set[int] = set()

    def choose(self, case: CaseFile) -> Complainant | None:
        """Somebody for the case; None when nobody is left who fits."""
        if case.who in ("public_user", "legal_professional", "prospective_member"):
            return Complainant(self._public.pop(self._random.randrange(len(self._public)))) if self._public else None
        if case.who == "representative":
            return self._represented()
        return self.member(case.territories)

    def member(self, where: tuple[str, ...]) -> Complainant | None:
        """Somebody whose membership is active in one of these territories."""
        for _ in range(_TRIES):
            person_id = self._random.randint(1, self._members)
            if person_id not in self._taken and self._fits(person_id, Membership.territory.in_(where)):
                self._taken.add(person_id)
                return Complainant(person_id)
        return None

    def _fits(self, person_id: int, condition: ColumnElement[bool]) -> bool:
        long_since = Membership.joined_on < self._today - _BEFORE
        found = self._session.scalar(
            select(Membership.id)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.person_id == person_id, Membership.state == MembershipState.ACTIVE, long_since)
            .where(condition, Person.language == "en-GB")
        )
        return found is not None and not self._is_delicate(person_id)

    def _is_delicate(self, person_id: int) -> bool:
        """Phone only, braille or audio ask for another way than the letters of the demo."""
        kinds = [AdjustmentKind.PHONE_ONLY, AdjustmentKind.AUDIO, AdjustmentKind.BRAILLE, AdjustmentKind.EASY_READ]
        adjusted = select(Adjustment.id).where(Adjustment.person_id == person_id, Adjustment.kind.in_(kinds))
        warned = select(PersonWarning.id).where(PersonWarning.person_id == person_id)
        return self._session.scalar(adjusted) is not None or self._session.scalar(warned) is not None

    def _represented(self) -> Complainant | None:
        rows = self._session.execute(
            select(Representative.id, Representative.person_id, Representative.representative_person_id)
            .where(
                Representative.consent == ConsentState.VALID,
                Representative.given_on < self._today - _BEFORE,
                or_(Representative.expires_on.is_(None), Representative.expires_on > self._today + _BEFORE / 10),
            )
            .order_by(Representative.id)
            .limit(200)
        ).all()
        free = [
            row for row in rows if row.person_id not in self._taken and self._fits(row.person_id, Membership.id > 0)
        ]
        if not free:
            return None
        row = self._random.choice(free)
        self._taken.add(row.person_id)
        return Complainant(row.person_id, row.id, row.representative_person_id)
