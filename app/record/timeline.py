"""One timeline of a person: contacts, complaints, letters and what happened to them, and changes of the record."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, SQLColumnExpression, and_, cast, func, literal, or_, select

from app.complaints.tables import Complaint
from app.contacts.corrections import corrections_of
from app.contacts.tables import CallerCheck, Contact, Direction
from app.correspondence.event_words import EVENT_WORDS
from app.correspondence.tables import Letter, LetterEvent
from app.members.labels import in_words
from app.members.tables import Channel
from app.record.change_words import added_in_words, changed_fields
from app.record.history import DIRECT
from app.record.person_rows import PersonRows, person_rows
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.tables import Action, Change


class EntryKind(enum.StrEnum):
    """What an entry tells of; the order breaks ties at one instant, later ones standing nearer to the top."""

    CHANGE = "change"
    CONTACT = "contact"
    COMPLAINT = "complaint"
    LETTER = "letter"
    LETTER_EVENT = "letter_event"


Before = tuple[datetime, str, int]
"""Where the next page begins: instant, kind and id of the last entry."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened; ``at`` is an instant (UTC).

    ``subject`` (``kind:id``) is what opening the entry shows; a change has its person. ``detail`` says more of the
    kind: channel and direction of a contact ("call in"), the event of a letter ("posted"). ``body`` is the whole
    text. ``dissatisfied`` marks a contact that was an expression of dissatisfaction.
    """

    kind: EntryKind
    id: int
    at: datetime
    subject: str
    title: str
    body: str
    who: str
    detail: str = ""
    dissatisfied: bool = False

    @property
    def before(self) -> Before:
        """What asks for the entries older than this one."""
        return (self.at, self.kind.value, self.id)


def timeline(
    work: ReadWork,
    person_id: int,
    before: Before | None = None,
    limit: int = 50,
    kinds: Sequence[EntryKind] = tuple(EntryKind),
) -> list[TimelineEntry]:
    """The newest entries of these kinds, older than ``before``, newest first."""
    work.require(Permission.MEMBER_READ)
    readers = {
        EntryKind.CHANGE: _changes,
        EntryKind.CONTACT: _contacts,
        EntryKind.COMPLAINT: _complaints,
        EntryKind.LETTER: _letters,
        EntryKind.LETTER_EVENT: _letter_events,
    }
    found = chain.from_iterable(readers[kind](work, person_id, before, limit) for kind in dict.fromkeys(kinds))
    return sorted(found, key=lambda entry: entry.before, reverse=True)[:limit]


_At = SQLColumnExpression[datetime]
_Number = SQLColumnExpression[int]


def _older(at: _At, number: _Number, kind: EntryKind, before: Before | None) -> ColumnElement[bool]:
    """The rows of one kind that stand below ``before``, in the order of (instant, kind, id)."""
    if before is None:
        return literal(value=True)
    when, before_kind, before_id = before
    instant = literal(when, Change.at.type)
    if kind.value == before_kind:
        return or_(at < instant, and_(at == instant, number < before_id))
    return at <= instant if kind.value < before_kind else at < instant


def _newest(query: Select[*tuple[Any, ...]], at: Any, number: Any, limit: int) -> Select[*tuple[Any, ...]]:
    return query.order_by(at.desc(), number.desc()).limit(limit)


def _contacts(work: ReadWork, person_id: int, before: Before | None, limit: int) -> Iterator[TimelineEntry]:
    query = (
        select(Contact, Staff.display_name)
        .join(Staff, Staff.id == Contact.staff_id)
        .where(Contact.person_id == person_id, _older(Contact.happened_at, Contact.id, EntryKind.CONTACT, before))
    )
    rows = work.session.execute(_newest(query, Contact.happened_at, Contact.id, limit)).all()
    corrected = corrections_of(work, [row.id for row, _who in rows if row.version > 1])
    for row, who in rows:
        corrections = [correction.in_words() for correction in corrected.get(row.id, ())]
        yield TimelineEntry(
            EntryKind.CONTACT,
            row.id,
            row.happened_at,
            f"contact:{row.id}",
            title=f"{_way(row.channel, row.direction)}: {_first_line(row.wanted)}",
            body=_paragraphs(_rest(row.wanted), row.said, _about(row), _check(row), *corrections),
            who=who,
            detail=f"{row.channel.value} {row.direction.value}",
            dissatisfied=row.dissatisfied,
        )


def _rest(wanted: str) -> str:
    """The whole of what was wanted, where the title does not say all of it."""
    return "" if _first_line(wanted) == wanted else wanted


def _about(row: Contact) -> str:
    return f"Dissatisfied about: {row.dissatisfied_about}" if row.dissatisfied and row.dissatisfied_about else ""


def _check(row: Contact) -> str:
    return "The caller did not pass the check." if row.caller_check is CallerCheck.FAILED else ""


def _way(channel: Channel, direction: Direction) -> str:
    if channel in (Channel.VISIT, Channel.CHAT):
        return in_words(channel)
    return f"{in_words(channel)} {direction.value}"


def _complaints(work: ReadWork, person_id: int, before: Before | None, limit: int) -> Iterator[TimelineEntry]:
    query = (
        select(Complaint, Staff.display_name)
        .join(Staff, Staff.id == Complaint.owner_id)
        .where(
            Complaint.person_id == person_id,
            _older(Complaint.received_at, Complaint.id, EntryKind.COMPLAINT, before),
        )
    )
    for row, owner in work.session.execute(_newest(query, Complaint.received_at, Complaint.id, limit)):
        yield TimelineEntry(
            EntryKind.COMPLAINT,
            row.id,
            row.received_at,
            f"complaint:{row.id}",
            title=f"Complaint {row.reference}: {row.title}",
            body=row.in_their_words,
            who=owner,
            detail=row.state.value,
        )


def _letters(work: ReadWork, person_id: int, before: Before | None, limit: int) -> Iterator[TimelineEntry]:
    query = (
        select(Letter, Staff.display_name)
        .join(Staff, Staff.id == Letter.author_id)
        .where(Letter.person_id == person_id, _older(Letter.created_at, Letter.id, EntryKind.LETTER, before))
    )
    for row, author in work.session.execute(_newest(query, Letter.created_at, Letter.id, limit)):
        yield TimelineEntry(
            EntryKind.LETTER,
            row.id,
            row.created_at,
            f"letter:{row.id}",
            title=f"Letter {row.reference} begun: {row.title}",
            body="",
            who=author,
            detail=row.state.value,
        )


def _letter_events(work: ReadWork, person_id: int, before: Before | None, limit: int) -> Iterator[TimelineEntry]:
    query = (
        select(LetterEvent, Letter.reference, Letter.title, Staff.display_name)
        .join(Letter, Letter.id == LetterEvent.letter_id)
        .join(Staff, Staff.id == LetterEvent.by_id)
        .where(Letter.person_id == person_id, _older(LetterEvent.at, LetterEvent.id, EntryKind.LETTER_EVENT, before))
    )
    for row, reference, title, who in work.session.execute(_newest(query, LetterEvent.at, LetterEvent.id, limit)):
        yield TimelineEntry(
            EntryKind.LETTER_EVENT,
            row.id,
            row.at,
            f"letter:{row.letter_id}",
            title=f"Letter {reference} {EVENT_WORDS[row.kind]}: {title}",
            body=row.detail,
            who=who,
            detail=row.kind.value,
        )


def _changes(work: ReadWork, person_id: int, before: Before | None, limit: int) -> Iterator[TimelineEntry]:
    """One entry for all that one action changed in the record; each change by direct SQL is one by itself."""
    rows = person_rows(work, person_id)
    group: ColumnElement[int] = func.coalesce(Change.action_id, -cast(Change.id, BigInteger))
    at, last = func.max(Change.at), func.max(Change.id)
    groups = (
        select(group, at, last)
        .where(rows.changes())
        .group_by(group)
        .having(_older(at, last, EntryKind.CHANGE, before))
        .order_by(at.desc(), last.desc())
        .limit(limit)
    )
    found = {row[0]: (row[1], row[2]) for row in work.session.execute(groups)}
    parts = _parts(work, rows, list(found))
    for key, (_at, number) in found.items():
        lines, who = _in_lines(parts[key], rows)
        if lines:
            yield TimelineEntry(
                EntryKind.CHANGE,
                number,
                parts[key][-1][0].at,
                f"person:{person_id}",
                title=lines[0] if len(lines) == 1 else _headline(parts[key], lines),
                body="\n".join(lines) if len(lines) > 1 else "",
                who=who,
                detail="direct_sql" if key < 0 else "",
            )


_Part = tuple[Change, str | None]


def _parts(work: ReadWork, rows: PersonRows, keys: list[int]) -> dict[int, list[_Part]]:
    """The change rows of these groups, oldest first, with who did them."""
    of_actions, direct = [key for key in keys if key > 0], [-key for key in keys if key < 0]
    query = (
        select(Change, Staff.display_name)
        .outerjoin(Action, Action.id == Change.action_id)
        .outerjoin(Staff, Staff.id == Action.staff_id)
        .where(
            rows.changes(),
            or_(Change.action_id.in_(of_actions), Change.id.in_(direct)),
        )
        .order_by(Change.id)
    )
    parts: dict[int, list[_Part]] = {key: [] for key in keys}
    for change, who in work.session.execute(query):
        parts[change.action_id if change.action_id is not None else -change.id].append((change, who))
    return parts


def _in_lines(parts: list[_Part], rows: PersonRows) -> tuple[list[str], str]:
    lines = []
    for change, _who in parts:
        if change.kind == "insert":
            lines.append(added_in_words(change.table_name, change.row_id, change.payload, rows.known))
        else:
            fields = changed_fields(change.table_name, change.row_id, change.payload, rows.known)
            lines += [field.sentence for field in fields]
    change, who = parts[0]
    return lines, who or (DIRECT if change.action_id is None else "")


def _headline(parts: list[_Part], lines: list[str]) -> str:
    if any(change.table_name == "person" and change.kind == "insert" for change, _who in parts):
        return "Record begun"
    return f"{lines[0]}, and {len(lines) - 1} more"


def _first_line(text: str, limit: int = 120) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, (text.strip() for text in texts)))
