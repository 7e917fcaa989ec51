"""The audit of a case in words: who did what to it, its points, clocks and letters, when, why, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, Table, and_, literal, select, union_all

from app.basics.money import currency_of
from app.complaints.find_record import stored_complaint
from app.complaints.tables import Complaint, Remedy
from app.correspondence.tables import Letter
from app.knowledge.find import procedure
from app.record.case_words import CaseWords
from app.record.history import DIRECT
from app.record.verb_words import verb_words
from app.staff.permissions import Permission
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork
from app.store.base import Base
from app.store.tables import Action, Change


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: ``what`` was done, as it follows a name, and a line for each row that it changed."""

    at: datetime
    who: str
    what: str
    why: str
    changes: tuple[str, ...]


def deeds_of_case(work: ReadWork, complaint_id: int, limit: int = 2_000) -> list[Deed]:
    """Every deed on a case, oldest first; of a longer history the newest."""
    work.require(Permission.HISTORY_READ)
    words = _words(work, stored_complaint(work, complaint_id))
    rows = union_all(*_rows_of(complaint_id)).subquery()
    query = (
        select(Change, Action.verb, Action.reason, Staff.display_name)
        .join(rows, and_(Change.table_name == rows.c.table_name, Change.row_id == rows.c.row_id))
        .outerjoin(Action, Action.id == Change.action_id)
        .outerjoin(Staff, Staff.id == Action.staff_id)
        .order_by(Change.id.desc())
        .limit(limit)
    )
    found: dict[int, Deed] = {}
    paid = _paid(work, complaint_id)
    for change, verb, why, who in reversed(work.session.execute(query).all()):
        key = -change.id if change.action_id is None else change.action_id
        new = Deed(change.at, who or DIRECT, verb_words(verb), why or "", ())
        before = found.get(key, new)
        found[key] = replace(before, changes=(*before.changes, *_told(words, change, paid)))
    return list(found.values())


def _words(work: ReadWork, complaint: Complaint) -> CaseWords:
    desk = work.session.get_one(Desk, complaint.desk_id)
    return CaseWords(work.actor.zone, currency_of(desk.country), procedure(work, complaint.procedure_version_id))


def _paid(work: ReadWork, complaint_id: int) -> dict[int, str | None]:
    """In what each remedy's sum is, for a change that says the sum alone."""
    query = select(Remedy.id, Remedy.currency).where(Remedy.complaint_id == complaint_id)
    return dict(work.session.execute(query).all())


def _told(words: CaseWords, change: Change, paid: dict[int, str | None]) -> list[str]:
    """What a change did; it leaves in ``paid`` what the sum of its remedy is in from then on."""
    payload = change.payload or {}
    tell = words.added if change.kind == "insert" else words.changed
    if change.table_name != Remedy.__tablename__:
        return tell(change.table_name, payload)
    told = tell(change.table_name, payload, paid.get(change.row_id) or "")
    if "currency" in payload:
        paid[change.row_id] = payload["currency"][1]
    return told


def _rows_of(complaint_id: int) -> Iterator[Select[str, int]]:
    """The case's own row, the rows that name it, its letters and theirs: each once, found by an index of its table."""
    tables = Base.metadata.tables
    case, letter = tables[Complaint.__tablename__], tables[Letter.__tablename__]
    of_case = letter.c.subject == f"complaint:{complaint_id}"
    yield _keys(case).where(case.c.id == complaint_id)
    yield _keys(letter).where(of_case)
    for table in rows_of_a_case():
        if "complaint_id" in table.c:
            yield _keys(table).where(table.c.complaint_id == complaint_id)
        elif "letter_id" in table.c:
            yield _keys(table).where(table.c.letter_id.in_(select(letter.c.id).where(of_case)))


def rows_of_a_case() -> list[Table]:
    """The tables that hold a case, its letters, and what belongs to either."""
    audited = [one for one in Base.metadata.tables.values() if "unaudited" not in one.info and "id" in one.c]
    own = (Complaint.__tablename__, Letter.__tablename__)
    return [one for one in audited if one.name in own or "complaint_id" in one.c or "letter_id" in one.c]


def _keys(table: Table) -> Select[str, int]:
    return select(literal(table.name).label("table_name"), table.c.id.label("row_id"))
