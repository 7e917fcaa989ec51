"""Set a warning that everyone sees before anything else of a person."""

from __future__ import annotations

from typing import Any

from app.basics.dates import show_date
from app.basics.problems import FieldProblem
from app.members.edits import Values, tidy
from app.members.find import stored_person
from app.members.reasons import reason_problems, reason_to_warn
from app.members.rules import refuse, text_problems
from app.members.tables import PersonWarning, WarningKind
from app.staff.permissions import Permission
from app.staff.work import Work

_NEED_TEXT = {
    WarningKind.SUPPORT_NEED: "Say what support is needed: what to do, not a diagnosis.",
    WarningKind.DIFFICULT_CONTACT: "Say what happened and how to go about it: facts, not a judgement.",
}


def set_warning(work: Work, person_id: int, values: Values) -> int:
    """Record a warning and return its id: ``kind``, ``text``, ``since_on`` (today, if left out).

    Raises BadInput with every problem; not to be written to any more needs a reason.
    """
    work.require(Permission.MEMBER_EDIT)
    stored_person(work, person_id)
    ready: dict[str, Any] = {"kind": None, "text": "", "since_on": None} | tidy(PersonWarning, values)
    kind, since = ready["kind"], ready["since_on"] or work.today()
    ready["since_on"] = since
    problems = text_problems(PersonWarning, ready)
    if kind is None:
        problems.append(FieldProblem("kind", "Choose the kind of warning."))
    elif kind in _NEED_TEXT and not ready["text"]:
        problems.append(FieldProblem("text", _NEED_TEXT[kind]))
    problems += reason_problems(reason_to_warn(kind), work.reason)
    if since > work.today():
        problems.append(FieldProblem("since_on", f"A warning counts at once; {show_date(since)} is in the future."))
    refuse(problems)
    row = PersonWarning(person_id=person_id, **ready)
    work.session.add(row)
    work.session.flush()
    return row.id
