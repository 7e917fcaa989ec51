"""Take a version of a procedure back before its first day: no case was ever worked by it."""

from __future__ import annotations

from app.basics.dates import show_date
from app.basics.problems import BadInput, FieldProblem, NotFound
from app.knowledge.find_procedures import VersionState, first_day_open, procedure_versions
from app.knowledge.tables import LibraryWithdrawal
from app.staff.permissions import Permission
from app.staff.work import Work


def withdraw_version(work: Work, version_id: int) -> None:
    """It stands as it was written and never counts; what was in force before goes on. ``work.reason`` says why.

    Raises BadInput from its first day on, by the clock of the desk where that day begins first.
    """
    work.require(Permission.LIBRARY_EDIT)
    version = next((one for one in procedure_versions(work) if one.id == version_id), None)
    if version is None:
        raise NotFound("This version of a procedure is not there.", "Choose another one.")
    problems = []
    if version.state is VersionState.WITHDRAWN:
        problems.append(FieldProblem("version", "This version is withdrawn already."))
    elif version.in_force_from < first_day_open(work):
        said = f"This version is in force since {show_date(version.in_force_from)}: put another one in force instead."
        problems.append(FieldProblem("version", said))
    if not work.reason.strip():
        problems.append(FieldProblem("reason", "Say why it is withdrawn."))
    if problems:
        raise BadInput(problems)
    row = LibraryWithdrawal(
        version_id=version_id,
        withdrawn_at=work.now(),
        withdrawn_by_id=work.actor.staff_id,
        reason=work.reason.strip(),
    )
    work.session.add(row)
    work.session.flush()
