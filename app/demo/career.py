"""A career and a membership whose dates and states belong together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.calendars.deadline import add_months
from app.demo.territory import Grade, Territory, Weighted
from app.members.tables import MembershipState

_S = MembershipState
_STATES = Weighted.of(
    [
        (_S.ACTIVE, 845.0),
        (_S.IN_ARREARS, 32),
        (_S.PENDING_PAYMENT, 14),
        (_S.LAPSED, 52),
        (_S.DEFERRED, 22),
        (_S.RESIGNED, 27),
        (_S.DECEASED, 8),
    ]
)
_KINDS = {"Retired": "Retired member", "Foundation doctor": "Trainee member", "Intern": "Trainee member",
          "House officer": "Trainee member", "Core trainee": "Trainee member"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Career:
    """Who somebody is at work, and how their membership stands on the day of the demo."""

    grade: Grade
    kind: str
    specialty: str
    letters: str
    born_on: date
    died_on: date | None
    state: MembershipState
    joined_on: date
    started_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class _Dates:
    joined_on: date
    started_on: date
    ends_on: date | None
    died_on: date | None = None


def invent_career(random: Random, where: Territory, today: date) -> Career:
    """A grade for the age, and dates for the state."""
    grade = where.grades.pick(random)
    age = random.randint(grade.from_age, grade.to_age)
    born_on = today - timedelta(days=int(age * 365.25) + random.randrange(365))
    state = _S.RETIRED if grade.name == "Retired" else _STATES.pick(random)
    years = max(0, min(age - 24, int(random.expovariate(1 / 8))))
    dates = _dates(random, state, years, today)
    return Career(
        grade=grade,
        kind=_KINDS.get(grade.name, "Full member"),
        specialty=random.choice(grade.specialties) if grade.specialties else "",
        letters=random.choice(grade.letters) if grade.letters else "",
        born_on=born_on,
        died_on=dates.died_on,
        state=state,
        joined_on=dates.joined_on,
        started_on=dates.started_on,
        ends_on=dates.ends_on,
    )


def _dates(random: Random, state: MembershipState, years: int, today: date) -> _Dates:
    """When it began, when the present period did, and when it ends or ended: after so many whole years."""
    if state is _S.PENDING_PAYMENT:
        started_on = _ago(random, today, 0, 18)
        return _Dates(started_on, started_on, add_months(started_on, 12))
    if state is _S.IN_ARREARS:
        started_on = _ago(random, today, 8, 45)
        return _Dates(add_months(started_on, -12 * max(1, years)), started_on, add_months(started_on, 12))
    if state in (_S.LAPSED, _S.RESIGNED):
        ended_on = _ago(random, today, 1, 1100)
        started_on = add_months(ended_on, -12)
        return _Dates(add_months(started_on, -12 * years), started_on, ended_on)
    if state is _S.DECEASED:
        died_on = _ago(random, today, 3, 700)
        started_on = add_months(died_on, -7)
        return _Dates(add_months(started_on, -12 * years), started_on, died_on, died_on)
    started_on = _ago(random, today, 1, 365)
    ends_on = None if state in (_S.DEFERRED, _S.RETIRED) else add_months(started_on, 12)
    return _Dates(add_months(started_on, -12 * years), started_on, ends_on)


def _ago(random: Random, today: date, fewest: int, most: int) -> date:
    return today - timedelta(days=random.randrange(fewest, most))


def invent_title(random: Random, where: Territory, career: Career, *, woman: bool) -> str:
    """Surgeons of Britain and Ireland are no doctors by title, and some people want none."""
    plain = random.choice(("Ms", "Miss", "Mrs")) if woman else "Mr"
    if career.grade.profession == "nurse":
        return plain if random.random() < 0.9 else ""
    if where.has_surgeons_titles and (
        "FRCS" in career.letters or "MRCS" in career.letters or "FRCOG" in career.letters
    ):
        return plain
    chance = random.random()
    if career.grade.name.startswith(("Consultant", "Specialist")) and chance < 0.04:
        return "Prof"
    if career.grade.profession == "dentist" and where.has_surgeons_titles and chance < 0.35:
        return plain
    return "" if chance > 0.985 else "Dr"
