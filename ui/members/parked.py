"""Sheets that were put down half typed: the subject each is kept under, and the sheet that it opens again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from app.members.kinds import PointKind
from app.members.person_name import names_of
from app.staff.drafts import drafts_of
from app.staff.work import ReadWork
from ui.members.contact_sheet import Logged, contact_sheet, read_logged
from ui.members.opening import Opened
from ui.members.sheet import Sheet
from ui.members.sheets import (
    add_point_sheet,
    adjustment_sheet,
    consent_sheet,
    edit_person_sheet,
    edit_point_sheet,
    membership_sheet,
    replace_point_sheet,
    representative_sheet,
    warning_sheet,
)


@dataclass(frozen=True, slots=True)
class Parked:
    """What ``person:12:edit_phone:34`` names: sheet and row of a person; ``name`` is whom the row names, if a person.

    ``words`` is what was half typed, by field.
    """

    person_id: int
    sheet: str
    row_id: int
    name: str
    words: Mapping[str, str]
    logged: Logged | None = None
    """The contact that was being corrected."""


def person_and_sheet(subject: str) -> tuple[int, str, int] | None:
    """(person, sheet, row or 0) in ``person:12:edit_phone:34``; None for any other subject."""
    kind, number, sheet, row = [*subject.split(":"), "", "", "", ""][:4]
    if kind != "person" or not number.isdigit() or not sheet:
        return None
    return int(number), sheet, int(row) if row.isdigit() else 0


def read_parked(work: ReadWork, subject: str) -> Parked | None:
    """What was put down under a subject; None where it names no sheet of a person on record."""
    found = person_and_sheet(subject)
    if found is None:
        return None
    person_id, sheet, row_id = found
    name = names_of(work, [row_id]).get(row_id) if sheet == "add_representative" else None
    logged = read_logged(work, row_id) if sheet == "correct_contact" else None
    return Parked(person_id, sheet, row_id, name.full_name if name else "", drafts_of(work, subject), logged)


def sheet_again(opened: Opened, parked: Parked) -> Sheet | None:
    """The sheet that was put down, as the record stands now; None where what it changed is no longer there."""
    record, row_id = opened.record, parked.row_id
    if parked.sheet == "add_representative":
        return representative_sheet(opened, row_id, parked.name) if parked.name else None
    if parked.logged is not None:
        return contact_sheet(parked.logged)
    plain: dict[str, Callable[[Opened], Sheet]] = {
        "edit_person": edit_person_sheet,
        "set_warning": warning_sheet,
        "agree_adjustment": adjustment_sheet,
        "add_membership": partial(membership_sheet, line=None),
    }
    plain |= {f"add_{kind.value}": partial(add_point_sheet, kind=kind) for kind in PointKind}
    if parked.sheet in plain:
        return plain[parked.sheet](opened)
    made = [edit_point_sheet(opened, point) for point in record.points if point.id == row_id]
    made += [replace_point_sheet(opened, point) for point in record.points if point.id == row_id and point.holds]
    made += [membership_sheet(opened, line) for line in record.memberships if line.id == row_id]
    made += [consent_sheet(opened, line) for line in record.representatives if line.id == row_id]
    return next((sheet for sheet in made if sheet.name == parked.sheet), None)
