"""With whom a letter waits for approval: sent to one person, or to the level above where nobody here may."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from app.correspondence.states import LetterState
from app.correspondence.tables import Letter, LetterSentTo
from app.staff.absences import Away, away_now
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class WaitsWith:
    """Whom the letter was sent to, since when; ``staff_id`` is None where it went to an office above."""

    staff_id: int | None
    name: str
    since: datetime
    away: Away | None = None

    @property
    def words(self) -> str:
        """As a row says it: "With Carys Lloyd; away until 4 Dec 2026, Tom Bell covers"."""
        return self.said("")

    def by_day(self, today: date) -> str:
        """The same counted in days."""
        days = (today - self.since.date()).days
        return self.said("1 day" if days == 1 else f"{days} days") if days > 0 else self.words

    def said(self, waited: str) -> str:
        """The same with how long it has been there: "With Carys Lloyd for 2 days; …"."""
        since = f" for {waited}" if waited else ""
        away = f"; {self.away.words.replace('; ', ', ')}" if self.away else ""
        return f"With {self.name}{since}{away}"


def waits_with(work: ReadWork, letter_ids: Collection[int]) -> Mapping[int, WaitsWith]:
    """By letter, with whom it waits; letters that wait with nobody in particular are left out."""
    work.require(Permission.LETTER_READ)
    newest = (
        select(func.max(LetterSentTo.id).label("id"))
        .where(LetterSentTo.letter_id.in_(letter_ids))
        .group_by(LetterSentTo.letter_id)
        .subquery()
    )
    query = (
        select(Letter.id, LetterSentTo.to_id, LetterSentTo.office, LetterSentTo.at, Staff.display_name)
        .join(LetterSentTo, LetterSentTo.letter_id == Letter.id)
        .join(newest, newest.c.id == LetterSentTo.id)
        .outerjoin(Staff, Staff.id == LetterSentTo.to_id)
        .where(
            and_(Letter.id.in_(letter_ids), Letter.state == LetterState.SUBMITTED),
            LetterSentTo.at >= Letter.submitted_at,
        )
    )
    rows = work.session.execute(query).all()
    away = away_now(work) if rows else {}
    return {
        row.id: WaitsWith(row.to_id, row.display_name or row.office, row.at, away.get(row.to_id or 0)) for row in rows
    }


def waiting_letters(work: ReadWork, subjects: Collection[str]) -> Mapping[str, WaitsWith]:
    """By matter (``kind:id``), with whom a letter of it waits."""
    work.require(Permission.LETTER_READ)
    query = select(Letter.id, Letter.subject).where(Letter.subject.in_(subjects), Letter.state == LetterState.SUBMITTED)
    found = {row.id: row.subject for row in work.session.execute(query)}
    return {found[letter_id]: with_whom for letter_id, with_whom in waits_with(work, found).items()} if found else {}
