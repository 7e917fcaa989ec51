"""Take a request for the next stage: what was found stands as the answer of its stage, and is decided anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from app.basics.problems import BadInput, FieldProblem
from app.calendars.deadline import work_out
from app.calendars.find import calendar
from app.complaints.being_worked_on import NotInThisState, go_to, note_hand, require_own_matter
from app.complaints.clocks import start_clocks
from app.complaints.fields import LETTER_TEXT, Day, Field, Text, check_each
from app.complaints.find import latest_letters
from app.complaints.find_record import stored_complaint
from app.complaints.find_stages import owner_problem
from app.complaints.likeness import forget_likeness
from app.complaints.rules import AT_WORK
from app.complaints.stage_tables import StageAnswer, StageFinding
from app.complaints.states import SET_APART, ComplaintState
from app.complaints.tables import Complaint, ComplaintHead
from app.complaints.wording import show_date
from app.knowledge.find import procedure
from app.knowledge.procedure import Stage
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork, Work
from app.store.base import NOTE

_FIELDS: dict[str, Field] = {
    "they_say": Text("What they do not accept, and why", LETTER_TEXT, required=True, prose=True),
    "asked_on": Day("The day on which the request reached us", required=True),
    "late_reason": Text("Why a late request is taken", NOTE, prose=True),
}


def ask_for_stage(
    work: Work, complaint_id: int, they_say: str, asked_on: date, owner_id: int, late_reason: str = ""
) -> str:
    """Bring an answered complaint to the next stage of its procedure; returns that stage's name.

    ``asked_on`` is the day on which the request reached us: the new stage's clocks count from it. What was found
    is kept as the answer of the stage that ends; the findings are empty again, what happened stays. Points that
    were withdrawn, redirected or joined stay so.

    Raises BadInput, NotInThisState when there is no answer or no further stage, or the case is joined with another.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id, hold=True)
    require_own_matter(work, complaint, "Take the request there: its next stage looks into both.")
    stage = _next_stage(work, complaint)
    clean, problems = check_each(
        _FIELDS, {"they_say": they_say, "asked_on": asked_on, "late_reason": late_reason}, work.today()
    )
    if not problems:
        problems = _time_problems(work, complaint, asked_on, clean["late_reason"])
    if problems:
        raise BadInput(problems)
    _keep_answer(work, complaint)
    forget_likeness(work, complaint)
    _begin(complaint, stage, owner_id, clean)
    work.session.flush()
    if problem := owner_problem(work, complaint, stage, owner_id):
        raise BadInput([problem])
    note_hand(work, complaint, owner_id)
    start_clocks(work, complaint, stage)
    return stage.name


def last_day_to_ask(work: ReadWork, complaint: Complaint) -> date | None:
    """The last day on which the next stage may be asked for, None where nothing was answered or nothing follows."""
    step = procedure(work, complaint.procedure_version_id).stage(complaint.stage).next_step
    if step is None or complaint.responded_on is None:
        return None
    desk = work.session.get_one(Desk, complaint.desk_id)
    since = complaint.limit_from_on or complaint.responded_on
    return work_out(step.limit, since, calendar(work, desk.calendar_code), desk.zone).due_on


def _next_stage(work: Work, complaint: Complaint) -> Stage:
    if complaint.state in AT_WORK or complaint.responded_on is None:
        raise NotInThisState(
            f"{complaint.reference} has no posted answer yet, so there is nothing to look at again.",
            "Answer it first; what the person adds meanwhile belongs to its points.",
        )
    if latest_letters(work, [complaint.id]):
        raise NotInThisState(
            f"A letter of {complaint.reference} is not posted yet, and it would answer the stage that is over.",
            "Post it or withdraw it first.",
        )
    stage = procedure(work, complaint.procedure_version_id).stage_after(complaint.stage)
    if stage is None:
        raise NotInThisState(
            f"{complaint.reference} had the last answer of its procedure.",
            "What comes next is outside: the last answer says where to go.",
        )
    return stage


def _time_problems(work: Work, complaint: Complaint, asked_on: date, late_reason: str) -> list[FieldProblem]:
    if complaint.responded_on and asked_on < complaint.responded_on:
        sentence = f"It was answered on {show_date(complaint.responded_on)}; the request cannot have come before."
        return [FieldProblem("asked_on", sentence)]
    last = last_day_to_ask(work, complaint)
    if last is not None and asked_on > last and not late_reason:
        sentence = f"It could be asked for until {show_date(last)}. Say why the late request is taken."
        return [FieldProblem("late_reason", sentence)]
    return []


def _keep_answer(work: Work, complaint: Complaint) -> None:
    answer = StageAnswer(
        complaint_id=complaint.id,
        stage=complaint.stage,
        asked_on=complaint.asked_on,
        they_say=complaint.they_say,
        late_reason=complaint.late_reason,
        owner_id=complaint.owner_id,
        acknowledged_on=complaint.acknowledged_on,
        answered_on=complaint.responded_on,
        outcome=complaint.outcome,
        ended_at=work.now(),
    )
    work.session.add(answer)
    work.session.flush()
    heads = work.session.scalars(select(ComplaintHead).where(ComplaintHead.complaint_id == complaint.id)).all()
    for head in heads:
        work.session.add(
            StageFinding(
                complaint_id=complaint.id,
                stage_answer_id=answer.id,
                head_id=head.id,
                met=head.met,
                fault=head.fault,
                effect_level=head.effect_level,
                outcome=head.outcome,
                finding=head.finding,
                reason=head.reason,
                effect=head.effect,
            )
        )
        if head.outcome not in SET_APART:
            head.met, head.fault, head.effect_level = None, None, None
            head.outcome, head.finding, head.reason, head.effect = None, "", "", ""


def _begin(complaint: Complaint, stage: Stage, owner_id: int, asked: Mapping[str, Any]) -> None:
    go_to(complaint, ComplaintState.REOPENED)
    complaint.stage = stage.code
    complaint.asked_on = asked["asked_on"]
    complaint.they_say, complaint.late_reason = asked["they_say"], asked["late_reason"]
    complaint.owner_id = owner_id
    complaint.outcome = complaint.out_of_scope_route = None
    complaint.acknowledged_on = complaint.responded_on = complaint.closed_on = complaint.limit_from_on = None
    complaint.settled_at_once = False
    complaint.holding_reason, complaint.holding_until, complaint.holding_kind = "", None, None
