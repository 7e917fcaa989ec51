"""End a warning that no longer holds."""

from __future__ import annotations

from datetime import date

from app.basics.dates import show_date
from app.basics.problems import BadInput, NotFound
from app.members.find import stored_person
from app.members.tables import PersonWarning, WarningKind
from app.staff.permissions import Permission
from app.staff.work import Work


def end_warning(work: Work, warning_id: int, until_on: date | None = None) -> int:
    """From this day (today, if left out) the warning is no longer shown; returns its id.

    Raises NotFound, or BadInput for a day before it was set and for a death that stands in the record.
    """
    work.require(Permission.MEMBER_EDIT)
    row = work.session.get(PersonWarning, warning_id)
    if row is None:
        raise NotFound("This warning is not on record.", "Open the person again.")
    if row.kind == WarningKind.DECEASED and stored_person(work, row.person_id).died_on is not None:
        raise BadInput.one("until_on", "Take out the date of death first: this warning stands by it.")
    day = until_on or work.today()
    if day < row.since_on:
        raise BadInput.one("until_on", f"It was set on {show_date(row.since_on)}: it cannot end before.")
    row.until_on = day
    return row.id
