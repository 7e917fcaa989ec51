"""Reading complaints: the worklist in the order of its urgency, and what must be known about each case on it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, case, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.calendars.find import calendar
from app.calendars.rules import CalendarNotConfirmed, WorkingCalendar, working_days_between
from app.complaints.find_questions import asked_in
from app.complaints.find_requests import waiting_for
from app.complaints.rules import OPEN_STATES
from app.complaints.states import SET_APART, ClockKind, ClockState, RemedyKind, RemedyState
from app.complaints.tables import Complaint, ComplaintHead, Remedy, SlaClock
from app.complaints.worklist_row import NO_DAY, WorklistKey, WorklistRow
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter
from app.correspondence.waits_with import waiting_letters
from app.members.person_name import names_of
from app.members.tables import PersonWarning, WarningKind
from app.staff.absences import away_now, with_absence
from app.staff.permissions import Permission, roles_with
from app.staff.tables import Desk, Staff, StaffRole
from app.staff.work import ReadWork


class WorklistFilter(enum.StrEnum):
    """Whose cases: my own, those of my desk, or all."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


def worklist(
    work: ReadWork, whose: WorklistFilter = WorklistFilter.MINE, after: WorklistKey | None = None, limit: int = 100
) -> list[WorklistRow]:
    """Open cases by the first day on which their acknowledgement or answer is due; ``after`` is ``row.key``.

    Where no clock of ours runs, the first day counts on which something is to come; those without any stand last.
    """
    work.require(Permission.COMPLAINT_READ)
    ours = case((SlaClock.due_on < Complaint.respond_by, SlaClock.due_on), else_=Complaint.respond_by)
    due = func.coalesce(ours, SlaClock.due_on, Complaint.waits_until, literal(NO_DAY, Date))
    query = worklist_cases().outerjoin(SlaClock, _to_acknowledge()).where(Complaint.state.in_(OPEN_STATES))
    query = query.order_by(due, Complaint.id).limit(limit)
    query = only(work, query, whose)
    if after is not None:
        query = query.where(tuple_(due, Complaint.id) > tuple_(literal(after[0], Date), after[1]))
    return worklist_rows(work, query)


def only(work: ReadWork, query: Select[*tuple[Any, ...]], whose: WorklistFilter) -> Select[*tuple[Any, ...]]:
    """The cases of that filter alone."""
    match whose:
        case WorklistFilter.MINE:
            return query.where(Complaint.owner_id == work.actor.staff_id)
        case WorklistFilter.TEAM:
            return query.where(Complaint.desk_id == work.actor.desk_id)
    return query


def worklist_counts(work: ReadWork) -> dict[WorklistFilter, int]:
    """How many open cases each filter holds."""
    work.require(Permission.COMPLAINT_READ)
    mine = func.count(case((Complaint.owner_id == work.actor.staff_id, 1)))
    team = func.count(case((Complaint.desk_id == work.actor.desk_id, 1)))
    counts = work.session.execute(
        select(mine, team, func.count()).select_from(Complaint).where(Complaint.state.in_(OPEN_STATES))
    ).one()
    return dict(zip(WorklistFilter, counts, strict=True))


def cases_of_person(work: ReadWork, person_id: int) -> list[WorklistRow]:
    """Every case of a person, open and closed, the newest first."""
    work.require(Permission.COMPLAINT_READ)
    query = (
        worklist_cases()
        .where(Complaint.person_id == person_id)
        .order_by(Complaint.raised_on.desc(), Complaint.id.desc())
    )
    return worklist_rows(work, query)


def possible_owners(work: ReadWork, desk_id: int | None = None) -> list[tuple[int, str]]:
    """Who works here today and may work on a case, by name: (staff id, name with when they are away).

    All desks where none is given.
    """
    work.require(Permission.COMPLAINT_READ)
    today = work.today()
    able = select(StaffRole.staff_id).where(
        StaffRole.role.in_(roles_with(Permission.COMPLAINT_WORK)),
        StaffRole.from_on <= today,
        or_(StaffRole.until_on.is_(None), StaffRole.until_on > today),
    )
    query = (
        select(Staff.id, Staff.display_name)
        .where(Staff.started_on <= today, or_(Staff.ended_on.is_(None), Staff.ended_on > today), Staff.id.in_(able))
        .order_by(Staff.display_name, Staff.id)
    )
    if desk_id is not None:
        query = query.where(Staff.desk_id == desk_id)
    away = away_now(work)
    return [(one, with_absence(name, away.get(one))) for one, name in work.session.execute(query)]


def worklist_cases() -> Select[*tuple[Any, ...]]:
    """What a row of the worklist has of its case, to be narrowed and put in order."""
    lead = aliased(Complaint)
    return (
        select(
            Complaint.id,
            Complaint.reference,
            Complaint.title,
            Complaint.person_id,
            Complaint.complainant_kind,
            Complaint.state,
            Complaint.owner_id,
            Staff.display_name.label("owner_name"),
            Complaint.raised_on,
            Complaint.respond_by,
            Complaint.responded_on,
            Complaint.outcome,
            Desk.calendar_code,
            lead.reference.label("joined_with"),
        )
        .join(Staff, Staff.id == Complaint.owner_id)
        .join(Desk, Desk.id == Complaint.desk_id)
        .outerjoin(lead, lead.id == Complaint.joined_to_id)
    )


def worklist_rows(work: ReadWork, query: Select[*tuple[Any, ...]]) -> list[WorklistRow]:
    """The rows of a page, with what stands in other tables fetched once a page, not once a row."""
    found = work.session.execute(query).all()
    ids = [row.id for row in found]
    codes = {row.id: row.calendar_code for row in found}
    people = {row.person_id for row in found}
    names = names_of(work, people)
    points = _points(work, ids)
    actions = _open_actions(work, ids)
    acknowledge = _acknowledge_by(work, ids)
    letters = latest_letters(work, ids)
    needs = _support_needs(work, people)
    left = DaysLeft(work)
    waits, asked = waiting_for(work, ids), asked_in(work, ids)
    sent = waiting_letters(work, [f"complaint:{complaint_id}" for complaint_id in ids])
    rows = []
    for row in found:
        letter_state, letter_kind = letters.get(row.id, (None, None))
        all_points, with_finding = points.get(row.id, (0, 0))
        rows.append(
            WorklistRow(
                id=row.id,
                reference=row.reference,
                title=row.title,
                person_id=row.person_id,
                person_name=names[row.person_id].marked_name if row.person_id in names else "",
                complainant_kind=row.complainant_kind,
                state=row.state,
                owner_id=row.owner_id,
                owner_name=row.owner_name,
                raised_on=row.raised_on,
                respond_by=row.respond_by,
                days_left=left.until(row.respond_by, row.calendar_code),
                acknowledge_by=acknowledge.get(row.id),
                points=all_points,
                points_found=with_finding,
                actions_open=actions.get(row.id, 0),
                letter_state=letter_state,
                letter_kind=letter_kind,
                support_need=row.person_id in needs,
                outcome=row.outcome,
                responded_on=row.responded_on,
                waits=waits.get(row.id, ()),
                asked=asked.get(row.id, ()),
                joined_with=row.joined_with or "",
                letter_with=sent[subject].by_day(work.today()) if (subject := f"complaint:{row.id}") in sent else "",
            )
        )
    return [replace(row, days_to_act=left.until(row.act_by, codes[row.id])) for row in rows]


class DaysLeft:
    """Working days from today, by each desk's calendar, which is read once."""

    def __init__(self, work: ReadWork) -> None:
        self._work = work
        self._calendars: dict[str, WorkingCalendar] = {}

    def until(self, day: date | None, code: str) -> int | None:
        """How many are left until a day in the calendar of that code; negative when it is over."""
        if day is None:
            return None
        if code not in self._calendars:
            self._calendars[code] = calendar(self._work, code)
        return days_left(self._calendars[code], self._work.today(), day)


def days_left(of: WorkingCalendar, today: date, day: date) -> int | None:
    """Working days from today to a day; None where a year on the way is not confirmed, so that nobody can say."""
    try:
        return working_days_between(of, today, day)
    except CalendarNotConfirmed:
        return None


def _points(work: ReadWork, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many points count in each case, and how many of them have a finding."""
    counts = or_(ComplaintHead.outcome.is_(None), ComplaintHead.outcome.not_in(SET_APART))
    query = (
        select(ComplaintHead.complaint_id, func.count(), func.count(ComplaintHead.outcome))
        .where(ComplaintHead.complaint_id.in_(ids), ComplaintHead.joined_to_id.is_(None), counts)
        .group_by(ComplaintHead.complaint_id)
    )
    return {complaint_id: (every, found) for complaint_id, every, found in work.session.execute(query)}


def _open_actions(work: ReadWork, ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Remedy.complaint_id, func.count())
        .where(
            Remedy.complaint_id.in_(ids),
            Remedy.kind != RemedyKind.APOLOGY,
            Remedy.state.in_((RemedyState.PROPOSED, RemedyState.APPROVED)),
        )
        .group_by(Remedy.complaint_id)
    )
    return dict(work.session.execute(query).all())


def _acknowledge_by(work: ReadWork, ids: Sequence[int]) -> dict[int, date]:
    query = select(SlaClock.complaint_id, SlaClock.due_on).join(Complaint, _to_acknowledge())
    return dict(work.session.execute(query.where(Complaint.id.in_(ids))).all())


def _to_acknowledge() -> ColumnElement[bool]:
    """A case and the clock that runs until its stage is acknowledged: one at most."""
    return and_(
        SlaClock.complaint_id == Complaint.id,
        SlaClock.kind == ClockKind.ACKNOWLEDGE,
        SlaClock.stage == Complaint.stage,
        SlaClock.state == ClockState.RUNNING,
    )


def latest_letters(work: ReadWork, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """State (or "stopped") and kind of the newest unfinished letter of each complaint, by complaint id."""
    wanted = [f"complaint:{complaint_id}" for complaint_id in ids]
    query = select(Letter.id, Letter.subject, Letter.state, Letter.kind, Letter.stopped_because).where(
        Letter.subject.in_(wanted), Letter.state.not_in((LetterState.POSTED, LetterState.WITHDRAWN))
    )
    # Put in order here: asked to do it, SQLite reads every letter by id rather than these few by their subject.
    rows = sorted(work.session.execute(query))
    return {
        int(str(subject).partition(":")[2]): ("stopped" if stopped else state.value, kind)
        for _, subject, state, kind, stopped in rows
    }


def _support_needs(work: ReadWork, people: Iterable[int]) -> set[int]:
    today = work.today()
    query = select(PersonWarning.person_id).where(
        PersonWarning.person_id.in_(list(people)),
        PersonWarning.kind == WarningKind.SUPPORT_NEED,
        PersonWarning.since_on <= today,
        or_(PersonWarning.until_on.is_(None), PersonWarning.until_on > today),
    )
    return set(work.session.scalars(query))
