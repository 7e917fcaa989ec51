"""Correct or complete what was logged of a complaint."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.complaints.being_worked_on import complaint_at_work
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.clocks import work_out_again
from app.complaints.fields import COMPLAINT_FIELDS, checked
from app.complaints.log_complaint import received_problems
from app.complaints.possible_representative import representative_problem
from app.knowledge.find import procedure
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import Work


def edit_complaint(work: Work, complaint_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed. Another day first raised works the clocks out anew.

    Raises BadInput, Conflict, NotInThisState once it is answered.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_at_work(work, complaint_id)
    clean = checked(COMPLAINT_FIELDS, {field: new for field, (_, new) in edits.items()}, work.today())
    changed = apply_edits(work, complaint, {field: (edits[field][0], new) for field, new in clean.items()})
    desk = work.session.get_one(Desk, complaint.desk_id)
    problems = received_problems(work, desk, complaint.raised_on, complaint.received_at)
    wrong = representative_problem(work, complaint.person_id, complaint.representative_id)
    if problems or wrong:
        raise BadInput([*problems, *([wrong] if wrong else [])])
    keep_case_tokens(work, complaint)
    if "raised_on" in changed:
        stage = procedure(work, complaint.procedure_version_id).stage(complaint.stage)
        work_out_again(work, complaint, stage)
    return sorted(changed)
