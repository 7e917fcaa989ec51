"""What somebody has put down half typed: each matter with enough words to know it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from app.complaints.tables import Complaint, ComplaintHead
from app.knowledge.procedure.words import PARTS
from app.knowledge.tables import LibraryVersion
from app.members.person_name import names_of
from app.staff.drafts import DraftRow, my_drafts
from app.staff.permissions import Permission
from app.staff.work import ReadWork

_WORDS = 60

SHEETS = {
    "edit_person": "The details",
    "add_address": "Another address",
    "add_phone": "Another phone",
    "add_email": "Another e-mail",
    "edit_address": "The address",
    "edit_phone": "The phone",
    "edit_email": "The e-mail",
    "replace_address": "The new address",
    "replace_phone": "The new phone",
    "replace_email": "The new e-mail",
    "correct_contact": "A correction of a contact",
    "add_membership": "A new membership",
    "edit_membership": "The membership",
    "set_warning": "A warning",
    "agree_adjustment": "An adjustment",
    "add_representative": "A representative",
    "change_consent": "The consent for a representative",
}
"""What is half typed on a person's record, by the name of its form."""

FORMS = {
    "hold": ("complaint:", "Answers to be put off"),
    "entry": ("complaint:", "An entry in the other system"),
    "came_back": ("post:", "Something that came back"),
    "tracked": ("post:", "A tracked number"),
}
"""Small forms that stand by themselves: on which page each is begun, and what it is."""


def form_subject(name: str, about: int = 0) -> str:
    """Under what the words of such a form are kept; ``about`` is the id of what it is about, if it is of one thing."""
    return f"form:{name}:{about}"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter; ``opens`` is the subject that brings it back, ``subject`` the one its draft is kept under."""

    subject: str
    opens: str
    title: str
    first_words: str
    kept_at: datetime


def put_down(work: ReadWork) -> list[Matter]:
    """The person's own half-typed matters, the latest first."""
    work.require(Permission.CONTACT_READ)
    drafts = sorted(my_drafts(work), key=lambda row: row.subject)
    matters = [matter_of(work, subject, list(rows)) for subject, rows in groupby(drafts, key=lambda row: row.subject)]
    return sorted(filter(None, matters), key=lambda matter: matter.kept_at, reverse=True)


def matter_of(work: ReadWork, subject: str, rows: list[DraftRow]) -> Matter | None:
    """What is half typed under a subject; None where that is not to be found or not put down as a matter."""
    fields = {row.field: row.text for row in rows}
    kept_at = max(row.updated_at for row in rows)
    kind, _, rest = subject.partition(":")
    if subject.startswith("contact:new:"):
        chosen, sought = fields.get("person", "").partition(" ")[2], fields.get("person.find", "")
        who = chosen or fields.get("head.caller_name", "") or sought
        wanted = fields.get("words.wanted", "")
        return Matter(subject, subject, f"Contact with {who or 'somebody'}", _short(wanted), kept_at)
    if subject.startswith("complaint:new"):
        return Matter(subject, subject, "A complaint to be logged", _longest(fields), kept_at)
    if kind == "person":
        return _of_person(work, subject, fields, kept_at)
    if kind in ("procedure", "standard") and rest.isdigit():
        return _of_library(work, subject, int(rest), fields, kept_at)
    if kind in ("complaint", "complaint_head") and rest.isdigit():
        return _of_complaint(work, subject, kind, int(rest), fields, kept_at)
    if kind == "form" and (form := FORMS.get(rest.partition(":")[0])):
        return Matter(subject, *form, _longest(fields), kept_at)
    if kind == "complaint_deed":
        return _of_deed(work, subject, fields, kept_at)
    return None


def _of_person(work: ReadWork, subject: str, fields: Mapping[str, str], kept_at: datetime) -> Matter | None:
    """``person:12:edit_phone:34`` is a sheet half typed on a record, ``person:new`` somebody not yet added."""
    _, number, sheet = [*subject.split(":", 2), ""][:3]
    if number == "new":
        name = " ".join(filter(None, (fields.get("given_names", ""), fields.get("family_name", "") or sheet)))
        return Matter(subject, subject, "A person to be added", _short(name) or _longest(fields), kept_at)
    who = names_of(work, [int(number)]).get(int(number)) if number.isdigit() else None
    what = SHEETS.get(sheet.partition(":")[0])
    if who is None or what is None:
        return None
    return Matter(subject, subject, f"{what} of {who.full_name}", _longest(fields), kept_at)


def _of_library(
    work: ReadWork, subject: str, version_id: int, fields: Mapping[str, str], kept_at: datetime
) -> Matter | None:
    """A version in the making: what is half typed of a procedure are its parts, by their names."""
    title = work.session.scalar(select(LibraryVersion.title).where(LibraryVersion.id == version_id))
    parts = ", ".join(words for part, words in PARTS.items() if part in fields)
    if title is None:
        return None
    words = _short(parts) if subject.startswith("procedure:") else _longest(fields)
    return Matter(subject, subject, f"A change of “{title}”", words, kept_at)


def _of_complaint(
    work: ReadWork, subject: str, kind: str, row_id: int, fields: Mapping[str, str], kept_at: datetime
) -> Matter | None:
    query = select(Complaint.id, Complaint.reference, Complaint.title)
    if kind == "complaint_head":
        query = query.join(ComplaintHead, ComplaintHead.complaint_id == Complaint.id).where(ComplaintHead.id == row_id)
    else:
        query = query.where(Complaint.id == row_id)
    found = work.session.execute(query).one_or_none()
    if found is None:
        return None
    place = f"head:{row_id}" if kind == "complaint_head" else "complaint"
    opens = f"complaint:{found.id}:{place}"
    return Matter(subject, opens, f"{found.reference} {found.title}", _longest(fields), kept_at)


def _of_deed(work: ReadWork, subject: str, fields: Mapping[str, str], kept_at: datetime) -> Matter | None:
    """``complaint_deed:3:ask:3`` is a small form that was begun on a case, or on a point or another row of it."""
    number, _, deed = subject.removeprefix("complaint_deed:").partition(":")
    case = _of_complaint(work, subject, "complaint", int(number), fields, kept_at) if number.isdigit() else None
    return None if case is None else replace(case, opens=f"complaint:{number}:deed:{deed}")


def _longest(fields: Mapping[str, str]) -> str:
    return _short(max(fields.values(), key=len, default=""))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1]}…"
