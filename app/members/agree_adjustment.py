"""Agree a reasonable adjustment with a person."""

from __future__ import annotations

from typing import Any

from app.basics.problems import FieldProblem
from app.members.edits import Values, tidy
from app.members.find import stored_person
from app.members.rules import refuse, span_problems, text_problems
from app.members.tables import Adjustment, AdjustmentKind
from app.staff.permissions import Permission
from app.staff.work import Work

_NEED_DETAIL = {
    AdjustmentKind.NAMED_CONTACT: "Name the person to ask for.",
    AdjustmentKind.LONGER_TIME: "Say how much longer the person has for an answer.",
    AdjustmentKind.OTHER_LANGUAGE: "Name the language.",
}


def agree_adjustment(work: Work, person_id: int, values: Values) -> int:
    """Record what was agreed and return its id: ``kind``, ``detail``, ``from_on`` (today), ``review_on``.

    Raises BadInput with every problem.
    """
    work.require(Permission.MEMBER_EDIT)
    stored_person(work, person_id)
    ready: dict[str, Any] = {"kind": None, "detail": "", "from_on": None, "review_on": None} | tidy(Adjustment, values)
    kind, ready["from_on"] = ready["kind"], ready["from_on"] or work.today()
    problems = [
        *text_problems(Adjustment, ready),
        *span_problems(ready["from_on"], "review_on", ready["review_on"]),
    ]
    if kind is None:
        problems.append(FieldProblem("kind", "Choose what was agreed."))
    elif kind in _NEED_DETAIL and not ready["detail"]:
        problems.append(FieldProblem("detail", _NEED_DETAIL[kind]))
    refuse(problems)
    row = Adjustment(person_id=person_id, **ready)
    work.session.add(row)
    work.session.flush()
    return row.id
