"""The office's procedures with all their versions: what each says, since when it counts, and who made it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.basics.clock import today_in
from app.basics.problems import NotFound
from app.knowledge.find import LANGUAGE
from app.knowledge.procedure import parse_procedure
from app.knowledge.procedure.changes import changes
from app.knowledge.procedure.told import Chapter, tell
from app.knowledge.tables import LibraryKind, LibraryVersion, LibraryWithdrawal
from app.staff.permissions import Permission
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork


class VersionState(enum.StrEnum):
    """How a version stands on a day."""

    IN_FORCE = "in_force"
    TO_COME = "to_come"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ProcedureVersion:
    """One version of a procedure. ``in_force_until`` is its last day, None while none follows.

    ``made_by`` is empty for what was shipped, ``desks`` are those that work by this procedure.
    """

    id: int
    code: str
    version: int
    title: str
    state: VersionState
    in_force_from: date
    in_force_until: date | None
    made_at: datetime
    made_by: str
    reason: str
    came_from_id: int | None
    withdrawn_because: str
    desks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureText:
    """A version to be read, and to make another from.

    ``changes`` are against the version it came from. ``data`` is all that it says, its name and source with it;
    ``newest_id`` is the newest version that stands,
    or the newest of all where none does.
    """

    version: ProcedureVersion
    chapters: tuple[Chapter, ...]
    changes: tuple[str, ...]
    data: dict[str, Any]
    newest_id: int
    templates: dict[str, str]


def procedure_versions(work: ReadWork) -> list[ProcedureVersion]:
    """Every version of every procedure: the procedures by name, of each the newest first."""
    work.require(Permission.LIBRARY_READ)
    query = (
        select(LibraryVersion, Staff.display_name, LibraryWithdrawal.reason)
        .outerjoin(Staff, Staff.id == LibraryVersion.added_by_id)
        .outerjoin(LibraryWithdrawal, LibraryWithdrawal.version_id == LibraryVersion.id)
        .where(LibraryVersion.kind == LibraryKind.PROCEDURE, LibraryVersion.language == LANGUAGE)
        .order_by(LibraryVersion.code, LibraryVersion.in_force_from, LibraryVersion.version)
    )
    desks = _desks_by_code(work.session)
    found: list[list[ProcedureVersion]] = []
    for code, rows in groupby(work.session.execute(query).all(), key=lambda row: row.LibraryVersion.code):
        found.append(_versions(rows, desks.get(code, ()), work.today()))
    found.sort(key=lambda versions: versions[0].title)
    return [version for versions in found for version in versions]


def procedure_text(work: ReadWork, version_id: int) -> ProcedureText:
    """One version, in words and as data. Raises NotFound, or ProcedureNotValid where its data cannot be used."""
    versions = procedure_versions(work)
    chosen = next((one for one in versions if one.id == version_id), None)
    if chosen is None:
        raise NotFound("This version of a procedure is not there.", "Choose another one.")
    stored = work.session.get_one(LibraryVersion, version_id)
    data = {**stored.data, "title": stored.title, "citation": stored.citation}
    told = _told(stored)
    before = _told(work.session.get_one(LibraryVersion, stored.came_from_id)) if stored.came_from_id else told
    return ProcedureText(
        version=chosen,
        chapters=told,
        changes=tuple(changes(before, told)),
        data=data,
        newest_id=newest_of(versions, stored.code).id,
        templates=template_kinds(work),
    )


def _told(stored: LibraryVersion) -> tuple[Chapter, ...]:
    return tuple(tell(parse_procedure(stored.code, stored.title, stored.data), stored.citation))


def newest_of(versions: Iterable[ProcedureVersion], code: str) -> ProcedureVersion:
    """The version of a procedure that was made last and was not withdrawn; the last of all where none stands."""
    of_code = [one for one in versions if one.code == code]
    standing = [one for one in of_code if one.state is not VersionState.WITHDRAWN]
    return max(standing or of_code, key=lambda one: one.version)


def template_kinds(work: ReadWork) -> dict[str, str]:
    """The kind of letter of each template of the library that counts today, by its code."""
    work.require(Permission.LIBRARY_READ)
    query = select(LibraryVersion.code, LibraryVersion.data, LibraryVersion.in_force_until).where(
        LibraryVersion.kind == LibraryKind.TEMPLATE, LibraryVersion.in_force_from <= work.today()
    )
    today = work.today()
    return {
        row.code: (row.data or {}).get("kind", "")
        for row in work.session.execute(query.order_by(LibraryVersion.version))
        if row.in_force_until is None or row.in_force_until >= today
    }


def first_day_open(work: ReadWork) -> date:
    """The first day that has begun at no desk yet: until then a version may still be withdrawn."""
    work.require(Permission.LIBRARY_READ)
    zones = work.session.scalars(select(Desk.zone).distinct())
    return max([today_in(work.clock, zone) for zone in zones], default=work.today()) + timedelta(days=1)


def _desks_by_code(session: Session) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, name in session.execute(select(Desk.procedure_code, Desk.name).order_by(Desk.name)):
        found[code] = (*found.get(code, ()), name)
    return found


def _versions(rows: Iterable[Any], desks: tuple[str, ...], today: date) -> list[ProcedureVersion]:
    """Of one procedure, in the order in which they count; the newest comes first in the answer."""
    ordered = list(rows)
    standing = [row.LibraryVersion for row in ordered if row.reason is None]
    return sorted(
        (_version(row, _last_day(row.LibraryVersion, standing), desks, today) for row in ordered),
        key=lambda one: one.version,
        reverse=True,
    )


def _last_day(row: LibraryVersion, standing: Sequence[LibraryVersion]) -> date | None:
    at = standing.index(row) if row in standing else len(standing)
    ended = [one.in_force_from - timedelta(days=1) for one in standing[at + 1 : at + 2]]
    return min([*ended, *filter(None, [row.in_force_until])], default=None)


def _version(row: Any, until: date | None, desks: tuple[str, ...], today: date) -> ProcedureVersion:
    stored: LibraryVersion = row.LibraryVersion
    if row.reason is not None:
        state = VersionState.WITHDRAWN
    elif stored.in_force_from > today:
        state = VersionState.TO_COME
    else:
        state = VersionState.ENDED if until is not None and until < today else VersionState.IN_FORCE
    return ProcedureVersion(
        id=stored.id,
        code=stored.code,
        version=stored.version,
        title=stored.title,
        state=state,
        in_force_from=stored.in_force_from,
        in_force_until=until,
        made_at=stored.added_at,
        made_by=(row.display_name or "") if stored.came_from_id else "",
        reason=stored.reason,
        came_from_id=stored.came_from_id,
        withdrawn_because=row.reason or "",
        desks=desks,
    )
