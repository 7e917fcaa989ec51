"""Half-typed words that a machine kept when its window ended unexpectedly: what they belong to, and what came since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app.correspondence.tables import Letter
from app.record.put_down import Matter, matter_of
from app.staff.drafts import DraftRow, my_drafts
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.tables import Action, Change

_ROWS = {
    "edit_address": "contact_point",
    "edit_phone": "contact_point",
    "edit_email": "contact_point",
    "replace_address": "contact_point",
    "replace_phone": "contact_point",
    "replace_email": "contact_point",
    "edit_membership": "membership",
    "change_consent": "representative",
    "correct_contact": "contact",
}
"""The row that a form over a person's record changes, by the form's name."""


@dataclass(frozen=True, slots=True)
class LeftMatter:
    """``matter`` is None where what they belong to is gone, or no longer this person's to see.

    ``changed`` says who else changed the record since and when, empty where nobody did. ``newer`` are the fields in
    which the same person went on elsewhere since, ``newer_at`` when. ``is_kept``: the office has exactly these words.
    """

    subject: str
    matter: Matter | None
    changed_by: str = ""
    changed_at: datetime | None = None
    newer: Mapping[str, str] = field(default_factory=dict)
    newer_at: datetime | None = None
    is_kept: bool = False


def left_here(work: ReadWork, left: Mapping[str, tuple[Mapping[str, str], datetime]]) -> list[LeftMatter]:
    """What these words belong to, by the subject of their draft, typed last at that instant; the latest first."""
    work.require(Permission.CONTACT_READ)
    latest = sorted(left.items(), key=lambda one: one[1][1], reverse=True)
    kept = my_drafts(work)
    return [_left(work, subject, *typed, [row for row in kept if row.subject == subject]) for subject, typed in latest]


def _left(
    work: ReadWork, subject: str, fields: Mapping[str, str], typed_at: datetime, kept: list[DraftRow]
) -> LeftMatter:
    typed = [DraftRow(subject, name, words, typed_at) for name, words in fields.items() if words]
    rows = [*(row for row in kept if row.field not in fields), *typed]
    matter = matter_of(work, subject, rows) or _on_letter(work, subject, typed)
    in_office = {row.field: row.text for row in kept}
    newer = {
        row.field: row for row in kept if row.updated_at > typed_at and fields.get(row.field, row.text) != row.text
    }
    who, at = _changed_since(work, subject, typed_at)
    return LeftMatter(
        subject,
        matter,
        who,
        at,
        {name: row.text for name, row in newer.items()},
        max((row.updated_at for row in newer.values()), default=None),
        all(in_office.get(name, "") == words for name, words in fields.items()),
    )


def _on_letter(work: ReadWork, subject: str, rows: list[DraftRow]) -> Matter | None:
    """What an approver began to say of a letter; it is no matter that is put down, it waits with the letter."""
    kind, number, _what = [*subject.split(":", 2), "", ""][:3]
    if kind != "letter" or not number.isdigit() or not rows:
        return None
    reference = work.session.scalar(select(Letter.reference).where(Letter.id == int(number)))
    longest = max((row.text for row in rows), key=len)
    if reference is None:
        return None
    return Matter(subject, f"decision:{number}", f"Your words on {reference}", longest, rows[0].updated_at)


def _changed_since(work: ReadWork, subject: str, since: datetime) -> tuple[str, datetime | None]:
    table, row_id = _row_of(subject)
    if not row_id:
        return "", None
    query = (
        select(Staff.display_name, Change.at)
        .select_from(Change)
        .outerjoin(Action, Action.id == Change.action_id)
        .outerjoin(Staff, Staff.id == Action.staff_id)
        .where(Change.table_name == table, Change.row_id == row_id, Change.at > since)
        .where(Action.staff_id.is_distinct_from(work.actor.staff_id))  # their own deed tells them nothing
        .order_by(Change.id.desc())
        .limit(1)
    )
    found = work.session.execute(query).one_or_none()
    return ("", None) if found is None else (found.display_name or "somebody", found.at)


def _row_of(subject: str) -> tuple[str, int]:
    """The table and row that saving the form would change; no row where it makes a new one."""
    kind, number, form, row = [*subject.split(":"), "", "", ""][:4]
    if kind == "person" and form:
        table = _ROWS.get(form, "person" if form == "edit_person" else "")
        number = row if table != "person" else number
        return table, int(number) if table and number.isdigit() else 0
    return kind.removesuffix("_deed"), int(number) if number.isdigit() else 0
