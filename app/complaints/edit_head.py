"""Record what was found on a point: the facts, the standard, whether it was met, the fault, finding, effect."""

from __future__ import annotations

from app.basics.problems import BadInput, FieldProblem
from app.complaints.being_worked_on import investigation_began, sum_up
from app.complaints.fields import HEAD_FIELDS, checked
from app.complaints.head_steps import standing_head
from app.complaints.of_procedure import not_in_procedure
from app.complaints.states import Outcome
from app.complaints.tables import ComplaintHead
from app.knowledge.find import not_in_force, standards_by_id
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work

_FOUND_OUT = frozenset(
    {"what_happened", "standard_version_id", "what_should_have_happened", "met", "fault", "outcome", "reason"}
)

_BY_ITS_OWN_VERB = {
    Outcome.WITHDRAWN: "A point is withdrawn by whoever raised it: use “Withdraw the point”.",
    Outcome.REDIRECTED: "A point goes elsewhere by a route of the procedure: use “Redirect the point”.",
}


def edit_head(work: Work, head_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed.

    The first thing found out moves the complaint to *investigating*. A standard must be the version in force on the
    day of the event, where that day is known; faults and levels are those of the complaint's procedure.
    Raises BadInput, Conflict, NotInThisState once it is answered, or for a point that is not looked into by itself.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = standing_head(work, head_id)
    clean = checked(HEAD_FIELDS, {field: new for field, (_, new) in edits.items()}, work.today())
    if (outcome := clean.get("outcome")) in _BY_ITS_OWN_VERB:
        raise BadInput.one("outcome", _BY_ITS_OWN_VERB[outcome])
    if problems := not_in_procedure(work, complaint, clean):
        raise BadInput(problems)
    changed = apply_edits(work, head, {field: (edits[field][0], new) for field, new in clean.items()})
    if changed & {"standard_version_id", "event_on"}:
        _check_standard(work, head)
    if changed & _FOUND_OUT:
        investigation_began(complaint)
    sum_up(work, complaint)
    return sorted(changed)


def _check_standard(work: Work, head: ComplaintHead) -> None:
    if head.standard_version_id is None:
        return
    standard = standards_by_id(work, {head.standard_version_id}).get(head.standard_version_id)
    if standard is None:
        raise BadInput.one("standard_version_id", "This standard is not in the library: choose another.")
    if head.event_on is not None and not standard.in_force_on(head.event_on):
        raise BadInput(
            [
                FieldProblem(
                    "standard_version_id",
                    not_in_force(standard, head.event_on),
                )
            ]
        )
