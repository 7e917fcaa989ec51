"""Reading the library: what was in force on a day, standards to choose from, a procedure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import JSON, ColumnElement, Select, and_, exists, or_, select, type_coerce
from sqlalchemy.orm import aliased

from app.basics.dates import show_date
from app.basics.problems import NotFound
from app.basics.search_form import words
from app.knowledge.procedure import Procedure, parse_procedure
from app.knowledge.tables import LibraryKind, LibraryVersion, LibraryWithdrawal
from app.staff.permissions import Permission
from app.staff.work import ReadWork

LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard in one version. ``in_force_until`` is its last day, None while it stands.

    ``welsh_title`` is what the office calls it in Welsh, "" where it has no name of its own there.
    """

    version_id: int
    code: str
    version: int
    title: str
    citation: str
    text: str
    in_force_from: date
    in_force_until: date | None
    default_to_review: bool
    welsh_title: str = ""

    def in_force_on(self, day: date) -> bool:
        """Whether this version was the one that counted on that day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


def standards_on(work: ReadWork, day: date, text: str = "", language: str = LANGUAGE) -> list[StandardRow]:
    """The standards in force on a day that have every word of ``text``, by title.

    A word may be the beginning of one; accents and case do not count. A library is small: it is read whole.
    """
    work.require(Permission.LIBRARY_READ)
    sought = words(text)
    rows = [row for row in all_standards(work, language) if row.in_force_on(day) and _has(row, sought)]
    return sorted(rows, key=lambda row: (row.title, row.code))


def standards_beside(work: ReadWork, day: date, text: str = "", language: str = LANGUAGE) -> list[StandardRow]:
    """What one may read beside a case: the standards of the day first, then versions of other days with these words.

    A version of another day is shown so that nobody looks for it in vain; ``not_in_force`` says from when it holds.
    """
    work.require(Permission.LIBRARY_READ)
    sought = words(text)
    others = [row for row in all_standards(work, language) if not row.in_force_on(day) and _has(row, sought)]
    return standards_on(work, day, text, language) + sorted(others, key=lambda row: (row.title, row.in_force_from))


def not_in_force(standard: StandardRow, day: date) -> str:
    """Why a version of a standard does not count on a day, and when it does."""
    until = f" to {show_date(standard.in_force_until)}" if standard.in_force_until else ""
    return (
        f"This version of “{standard.title}” was not in force on {show_date(day)}: it holds from "
        f"{show_date(standard.in_force_from)}{until}. Choose the one that was."
    )


def all_standards(work: ReadWork, language: str = LANGUAGE) -> list[StandardRow]:
    """Every version of every standard, each with the day on which its successor ended it."""
    work.require(Permission.LIBRARY_READ)
    query = (
        select(LibraryVersion)
        .where(LibraryVersion.kind == LibraryKind.STANDARD, LibraryVersion.language == language)
        .order_by(LibraryVersion.code, LibraryVersion.in_force_from.desc(), LibraryVersion.version.desc())
    )
    rows: list[StandardRow] = []
    for stored in work.session.scalars(query):
        later = rows[-1] if rows and rows[-1].code == stored.code else None
        rows.append(_standard(stored, later))
    return rows


def standards_by_id(work: ReadWork, version_ids: set[int]) -> dict[int, StandardRow]:
    """These versions of standards by their ids, for the points that rest on them."""
    work.require(Permission.LIBRARY_READ)
    if not version_ids:
        return {}
    return {row.version_id: row for row in all_standards(work) if row.version_id in version_ids}


def procedure(work: ReadWork, version_id: int) -> Procedure:
    """A version of a procedure, read. Raises NotFound, or ProcedureNotValid where its data cannot be used."""
    work.require(Permission.LIBRARY_READ)
    stored = work.session.get(LibraryVersion, version_id)
    if stored is None or stored.kind is not LibraryKind.PROCEDURE:
        raise NotFound("The complaint's procedure is not in the library.", "Tell an administrator.")
    return _parsed(stored.code, stored.title, json.dumps(stored.data))


@lru_cache(maxsize=32)
def _parsed(code: str, title: str, data: str) -> Procedure:
    """By everything that is parsed, so that it is never stale: each reading of a case asks for its procedure anew."""
    return parse_procedure(code, title, json.loads(data))


def version_number(work: ReadWork, version_id: int) -> int:
    """Which version of its code a row of the library is, as people count them."""
    work.require(Permission.LIBRARY_READ)
    return work.session.scalar(select(LibraryVersion.version).where(LibraryVersion.id == version_id)) or 0


def procedure_in_force(work: ReadWork, code: str, day: date) -> int:
    """The id of the version of a procedure that counts on a day. Raises NotFound when there is none."""
    work.require(Permission.LIBRARY_READ)
    found = work.session.scalar(_in_force(LibraryKind.PROCEDURE, code, LANGUAGE, day))
    if found is None:
        raise NotFound(
            f"The library has no procedure “{code}” in force on {show_date(day)}.",
            "Ask an administrator to load the library, or to give the desk another procedure.",
        )
    return found


def external_versions(work: ReadWork) -> list[int]:
    """The versions of procedures that name another system for each case to be entered in: the database looks."""
    work.require(Permission.LIBRARY_READ)
    # The bare type of JSON of each engine: the column's own, which looks for card numbers, cannot be looked into.
    named = type_coerce(LibraryVersion.data, JSON)["external"].as_string().is_not(None)
    return list(
        work.session.scalars(select(LibraryVersion.id).where(LibraryVersion.kind == LibraryKind.PROCEDURE, named))
    )


def _in_force(kind: LibraryKind, code: str, language: str, day: date) -> Select[int]:
    row = aliased(LibraryVersion)
    return (
        select(row.id)
        .where(row.kind == kind, row.code == code, row.language == language, _stands(row, day))
        .order_by(row.in_force_from.desc(), row.version.desc(), row.id)
        .limit(1)
    )


def _stands(row: type[LibraryVersion], day: date) -> ColumnElement[bool]:
    withdrawn = exists().where(LibraryWithdrawal.version_id == row.id)
    return and_(row.in_force_from <= day, or_(row.in_force_until.is_(None), row.in_force_until >= day), ~withdrawn)


def _standard(stored: LibraryVersion, later: StandardRow | None) -> StandardRow:
    until = stored.in_force_until
    if later is not None:
        ended = later.in_force_from - timedelta(days=1)
        until = ended if until is None else min(until, ended)
    return StandardRow(
        version_id=stored.id,
        code=stored.code,
        version=stored.version,
        title=stored.title,
        citation=stored.citation,
        text=stored.body,
        in_force_from=stored.in_force_from,
        in_force_until=until,
        default_to_review=stored.default_to_review,
        welsh_title=(stored.data or {}).get("welsh_title", ""),
    )


def _has(row: StandardRow, sought: list[str]) -> bool:
    there = words(f"{row.title} {row.citation} {row.text} {row.code}")
    return all(any(word.startswith(wanted) for word in there) for wanted in sought)
