"""Log a complaint of one point that was settled at first contact: its finding, what was done, and its letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.problems import BadInput, FieldProblem, WorldProblem
from app.complaints.add_remedy import add_remedy
from app.complaints.complete_remedy import complete_remedy
from app.complaints.edit_head import edit_head
from app.complaints.fields import CAUSE_FIELDS, HEAD_FIELDS, REMEDY_FIELDS, Field, check_each
from app.complaints.find_record import stored_complaint
from app.complaints.log_complaint import log_complaint
from app.complaints.name_causes import name_causes
from app.complaints.new_matter import NewHead
from app.complaints.rules import WITH_FAULT
from app.complaints.settle_time import CONFIRMATION, last_day_to_settle, too_late, why_no_confirmation
from app.complaints.states import RemedyKind
from app.complaints.tables import Complaint, ComplaintHead
from app.contacts.tables import CallerKind
from app.correspondence.draft_letter import draft_letter
from app.knowledge.find import procedure
from app.members.tables import Channel, Representative
from app.staff.permissions import Permission
from app.staff.work import Work

_FOUND = ("event_on", "outcome", "fault", "reason", "standard_version_id")
_FIELDS: dict[str, Field] = {
    **{key: HEAD_FIELDS[key] for key in _FOUND},
    **CAUSE_FIELDS,
    "apology": REMEDY_FIELDS["text"],
    "put_right": REMEDY_FIELDS["text"],
}


class TooLateToSettle(WorldProblem):
    """What is settled now was not settled at first contact, as the procedure counts it."""


def settle_at_once(
    work: Work,
    person_id: int,
    *,
    complainant_kind: CallerKind | str,
    channel: Channel | str,
    received_at: datetime,
    title: str,
    in_their_words: str,
    outcome: str | None,
    reason: str,
    fault: str | None = None,
    apology: str = "",
    put_right: str = "",
    event_on: date | None = None,
    standard_version_id: int | None = None,
    symptom: str | None = None,
    root_cause: str | None = None,
    corrective_action: str | None = None,
    representative_id: int | None = None,
    from_contact_id: int | None = None,
    in_full: bool = False,
) -> int:
    """Log it with its one point, what was found and what was done, and draft the letter that confirms it.

    ``reason`` is what went wrong and what was done, in full sentences; ``apology`` follows “We are sorry”, and
    ``put_right`` “We agreed to”. With ``in_full`` the same goes into a complaint that is investigated as any other,
    and no letter is drafted. Returns the complaint's id. Raises BadInput with every problem, TooLateToSettle.
    """
    for needed in (Permission.COMPLAINT_LOG, Permission.COMPLAINT_WORK, Permission.LETTER_WRITE):
        work.require(needed)
    found = {
        "event_on": event_on,
        "outcome": outcome,
        "fault": fault,
        "reason": reason,
        "standard_version_id": standard_version_id,
    }
    causes = {"symptom": symptom, "root_cause": root_cause, "corrective_action": corrective_action}
    said, given = found | causes, {"apology": apology, "put_right": put_right}
    _require_sound(work, said, given, in_full=in_full)
    if not in_full:
        _require_in_time(work, received_at)
    complaint_id = log_complaint(
        work,
        person_id,
        complainant_kind=complainant_kind,
        title=title,
        in_their_words=in_their_words,
        heads=[NewHead(title[:1].upper() + title[1:], in_their_words, event_on)],
        channel=channel,
        raised_on=received_at.astimezone(ZoneInfo(work.actor.zone)).date(),
        received_at=received_at,
        representative_id=representative_id,
        from_contact_id=from_contact_id,
    )
    _find(work, complaint_id, said, given)
    if not in_full:
        _confirm(work, complaint_id)
    return complaint_id


def _require_sound(work: Work, said: Mapping[str, Any], given: Mapping[str, str], *, in_full: bool) -> None:
    """Raises BadInput with every problem; in full, what was found may still be missing."""
    written = {key: text for key, text in given.items() if text.strip()}
    problems = check_each(_FIELDS, {**said, **written}, work.today())[1]
    problems += [] if in_full else _lacking(said, given)
    if problems:
        raise BadInput(problems)


def _lacking(said: Mapping[str, Any], given: Mapping[str, str]) -> list[FieldProblem]:
    lacking = []
    if not said["outcome"]:
        lacking.append(FieldProblem("outcome", "Choose the finding."))
    if not said["reason"].strip():
        lacking.append(FieldProblem("reason", "Say what went wrong and what was done: the letter says it."))
    if said["outcome"] in WITH_FAULT and not given["apology"].strip():
        lacking.append(FieldProblem("apology", "Something was our fault: say what we are sorry for."))
    return lacking


def _require_in_time(work: Work, received_at: datetime) -> None:
    last = last_day_to_settle(work, received_at)
    if last is not None and work.today() > last:
        raise TooLateToSettle(too_late(last), "Log it in full: all that you typed goes with it.")


def _find(work: Work, complaint_id: int, said: Mapping[str, Any], given: Mapping[str, str]) -> None:
    """Keep on the point what was found and what was done."""
    head_id = work.session.scalars(select(ComplaintHead.id).where(ComplaintHead.complaint_id == complaint_id)).one()
    empty: dict[str, Any] = {"reason": ""}
    edit_head(work, head_id, {key: (empty.get(key), said[key]) for key in _FOUND if key != "event_on" and said[key]})
    name_causes(work, head_id, {axis: (None, said[axis]) for axis in CAUSE_FIELDS if said[axis]})
    if given["apology"].strip():
        add_remedy(work, head_id, RemedyKind.APOLOGY, given["apology"])
    if given["put_right"].strip():
        done = add_remedy(work, head_id, RemedyKind.CORRECTION, given["put_right"], work.actor.desk_name, work.today())
        complete_remedy(work, done, work.today())


def _confirm(work: Work, complaint_id: int) -> None:
    """Count it as settled at first contact, and draft the letter that says so."""
    complaint = stored_complaint(work, complaint_id)
    process = procedure(work, complaint.procedure_version_id)
    letter = process.letter(CONFIRMATION, complaint.stage)
    if letter is None:
        raise TooLateToSettle(
            why_no_confirmation(process, complaint.stage), "Log it in full: all that you typed goes with it."
        )
    complaint.settled_at_once = True
    work.session.flush()
    draft_letter(
        work,
        f"complaint:{complaint_id}",
        complaint.person_id,
        letter.template,
        addressee_id=_acting(work, complaint),
    )


def _acting(work: Work, complaint: Complaint) -> int | None:
    if complaint.representative_id is None:
        return None
    return work.session.get_one(Representative, complaint.representative_id).representative_person_id
