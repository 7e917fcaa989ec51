"""One case being played: who, whose desk, how far, and on which days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import select

from app.calendars.deadline_rule import Unit
from app.calendars.find import calendar
from app.demo.calendar_days import DeskDays
from app.demo.case_files import AsideFile, CaseFile, HeadFile
from app.demo.cast_people import Complainant
from app.demo.plans import Plan
from app.demo.rehearsal import Rehearsal
from app.knowledge.find import procedure, procedure_in_force
from app.staff.tables import Desk

OWNERS = {"LON": ("niamh", "asha", "tom"), "SGP": ("meiling",), "EMT": ("joy",)}
LEADERS = {"LON": "carys", "SGP": "farid", "EMT": "victor"}


@dataclass(frozen=True, slots=True)
class DemoDesk:
    """A desk with its days and the working days in which it answers."""

    code: str
    days: DeskDays
    answer_days: int


@dataclass(slots=True)
class Scene:
    """``answer_on`` is the day the answer was, or is to be, written; ``head_ids`` follow the case file's order."""

    rehearsal: Rehearsal
    random: Random
    desk: DemoDesk
    case: CaseFile
    plan: Plan
    owner: str
    raised_on: date
    answer_on: date
    who: Complainant | None = None
    complaint_id: int = 0
    head_ids: list[int] = field(default_factory=list)

    @property
    def days(self) -> DeskDays:
        return self.desk.days

    @property
    def complainant(self) -> Complainant:
        """Who complains, once somebody was chosen."""
        if self.who is None:
            raise ValueError(f"nobody was chosen for {self.case.code}")
        return self.who

    @property
    def leader(self) -> str:
        """Who decides on the letters."""
        return LEADERS[self.case.desk]

    def event_of(self, head: HeadFile | AsideFile) -> date:
        """The working day on which the point happened."""
        return self.days.worked_before(self.raised_on - timedelta(days=head.before))

    def words(self, head: HeadFile | None = None) -> dict[str, date]:
        """The days that texts may name."""
        event = self.raised_on if head is None else self.event_of(head)
        return {"raised": self.raised_on, "event": event, "now": self.answer_on}


def demo_desk(rehearsal: Rehearsal, code: str, today: date) -> DemoDesk:
    """A desk as its calendar and procedure have it."""
    desk = rehearsal.session.scalars(select(Desk).where(Desk.code == code)).one()
    login, at = OWNERS[code][0], datetime.combine(today, time(12), UTC)
    days = DeskDays(rehearsal.read(login, at, calendar, desk.calendar_code), desk.zone, today)
    version = rehearsal.read(login, at, procedure_in_force, desk.procedure_code, today)
    rule = rehearsal.read(login, at, procedure, version).stages[0].respond
    if rule.unit is not Unit.WORKING_DAYS:
        raise ValueError(f"the demo counts in working days, and {desk.procedure_code} does not")
    return DemoDesk(code, days, rule.amount)


def set_scene(rehearsal: Rehearsal, random: Random, desk: DemoDesk, case: CaseFile, plan: Plan, owner: str) -> Scene:
    """The case on its days: raised so long ago that it stands as planned on the day of the demo."""
    days = desk.days
    ago = plan.ago if plan.left is None else desk.answer_days - plan.left
    raised_on = days.ago(max(1, ago + (random.randrange(6) if plan.closed else 0)))
    if plan.answered_after:
        answer_on = days.after(raised_on, plan.answered_after)
    else:
        answer_on = days.ago(1) if plan.answer else days.freely_after(raised_on, desk.answer_days - 1)
    return Scene(rehearsal, random, desk, case, plan, owner, raised_on, answer_on)
