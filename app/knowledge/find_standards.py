"""The standards of the library with all their versions, to be read and to make another from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.basics.problems import NotFound
from app.knowledge.find import StandardRow, all_standards
from app.knowledge.find_procedures import VersionState
from app.knowledge.tables import LibraryKind, LibraryVersion
from app.staff.drafts import drafts_of
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class StandardVersion:
    """One version: what it says, how it stands today, and who made it and why (empty for what was shipped)."""

    standard: StandardRow
    state: VersionState
    made_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenStandard:
    """A version to make another from: ``newest_id`` was made last, ``kept`` is what is half typed of the next."""

    version: StandardVersion
    newest_id: int
    kept: dict[str, str]
    today: date


def standard_subject(version_id: int) -> str:
    """Under what the words of the next version are kept."""
    return f"standard:{version_id}"


def standard_versions(work: ReadWork) -> list[StandardVersion]:
    """Every version of every standard: the standards by title, of each the newest first."""
    rows = all_standards(work)
    made = {
        row.id: row
        for row in work.session.execute(
            select(LibraryVersion.id, LibraryVersion.reason, LibraryVersion.came_from_id, Staff.display_name)
            .outerjoin(Staff, Staff.id == LibraryVersion.added_by_id)
            .where(LibraryVersion.kind == LibraryKind.STANDARD)
        )
    }
    title = {row.code: row.title for row in reversed(rows)}
    found = [
        StandardVersion(
            row,
            _state(row, work.today()),
            (made[row.version_id].display_name or "") if made[row.version_id].came_from_id else "",
            made[row.version_id].reason,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (title[one.standard.code], one.standard.code, -one.standard.version))


def open_standard(work: ReadWork, version_id: int) -> OpenStandard:
    """One version with what is half typed of the next. Raises NotFound."""
    work.require(Permission.LIBRARY_READ)
    versions = standard_versions(work)
    chosen = next((one for one in versions if one.standard.version_id == version_id), None)
    if chosen is None:
        raise NotFound("This version of a standard is not there.", "Choose another one.")
    newest = newest_of(versions, chosen.standard.code)
    kept = drafts_of(work, standard_subject(version_id))
    return OpenStandard(chosen, newest.standard.version_id, kept, work.today())


def newest_of(versions: list[StandardVersion], code: str) -> StandardVersion:
    """The version of a standard that was made last."""
    return max((one for one in versions if one.standard.code == code), key=lambda one: one.standard.version)


def _state(row: StandardRow, today: date) -> VersionState:
    if row.in_force_from > today:
        return VersionState.TO_COME
    return VersionState.IN_FORCE if row.in_force_on(today) else VersionState.ENDED
