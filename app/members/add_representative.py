"""Somebody may act for a person: who, how related, on whose word, for what, until when."""

from __future__ import annotations

from app.basics.problems import FieldProblem
from app.members.edits import Values, tidy
from app.members.find import stored_person
from app.members.rules import consent_problems, refuse, text_problems
from app.members.tables import ConsentState, Representative
from app.staff.permissions import Permission
from app.staff.work import Work


def add_representative(work: Work, person_id: int, representative_person_id: int, values: Values) -> int:
    """Record a representative and return the id of the relation, not of the person.

    ``values``: ``relationship_kind``, ``consent`` (asked for, if left out), ``scope``, ``given_on``, ``expires_on``
    (last day). Raises BadInput with every problem.
    """
    work.require(Permission.MEMBER_EDIT)
    stored_person(work, person_id)
    stored_person(work, representative_person_id)
    ready = {"consent": ConsentState.REQUESTED, "scope": ""} | tidy(Representative, values)
    problems = [*text_problems(Representative, ready), *consent_problems(ready, work.today())]
    if person_id == representative_person_id:
        problems.append(FieldProblem("representative_person_id", "Nobody is their own representative."))
    refuse(problems)
    row = Representative(person_id=person_id, representative_person_id=representative_person_id, **ready)
    work.session.add(row)
    work.session.flush()
    return row.id
