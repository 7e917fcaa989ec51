"""All that is stored to be found by and sorted by, made anew: for an office that was made with another search form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.basics.sort_key import sort_key
from app.complaints import case_tokens
from app.complaints.likeness import likeness_rows
from app.complaints.states import ComplaintState
from app.complaints.tables import (
    Complaint,
    ComplaintLikeness,
    ComplaintParty,
    ComplaintReference,
    ComplaintToken,
)
from app.correspondence import letter_tokens
from app.correspondence.tables import Letter, LetterToken
from app.members.tables import Person, SearchToken
from app.members.tokens import findables, token_rows

_AT_ONCE = 2_000

Rows = list[dict[str, Any]]


def rewrite_search(connection: Connection) -> None:
    """Write every search token and sort key again, in the owner's transaction, while no guard stands.

    What it writes follows from other rows, so it leaves no audit.
    """
    with Session(connection) as session:
        for table in (SearchToken, ComplaintToken, ComplaintLikeness, LetterToken):
            session.execute(delete(table))
        for people in _all(session, Person):
            _sort(session, people)
            parts = findables(session, people)
            _add(session, SearchToken, people, lambda one: token_rows(one.id, parts[one.id], one.circle_id))  # noqa: B023
        for cases in _all(session, Complaint):
            parties, references = (_standing(session, cases, table) for table in (ComplaintParty, ComplaintReference))
            _add(session, ComplaintToken, cases, lambda one: _of_case(one, parties[one.id], references[one.id]))  # noqa: B023
            like = likeness_rows(session, [one for one in cases if one.state is ComplaintState.CLOSED])
            _add(session, ComplaintLikeness, cases, lambda one: _like(one, like.get(one.id)))  # noqa: B023
        for letters in _all(session, Letter):
            _add(session, LetterToken, letters, _of_letter)


def _all(session: Session, kind: type[Any]) -> Iterator[Sequence[Any]]:
    """Every row of a table in order of ids, so many at once; they are let go of after each run."""
    last = 0
    while rows := session.scalars(select(kind).where(kind.id > last).order_by(kind.id).limit(_AT_ONCE)).all():
        last = rows[-1].id
        yield rows
        session.expunge_all()


def _sort(session: Session, people: Sequence[Person]) -> None:
    person = Person.__table__
    keys = [{"of": one.id, "new": sort_key(one.family_name, one.given_names)} for one in people]
    statement = update(person).where(person.c.id == bindparam("of")).values(sort_key=bindparam("new"))  # type: ignore[arg-type]
    session.connection().execute(statement, keys)


def _add(session: Session, table: type[Any], owners: Sequence[Any], rows_of: Callable[[Any], Rows]) -> None:
    rows = [row for owner in owners for row in rows_of(owner)]
    if rows:
        session.connection().execute(insert(table), rows)


def _standing(session: Session, cases: Sequence[Complaint], table: type[Any]) -> defaultdict[int, list[Any]]:
    """A case's rows of such a list, those that were not taken out, by the case's id."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    ids = [one.id for one in cases]
    for row in session.scalars(select(table).where(table.complaint_id.in_(ids), table.ended_on.is_(None))):
        found[row.complaint_id].append(row)
    return found


def _of_case(case: Complaint, parties: Sequence[ComplaintParty], references: Sequence[ComplaintReference]) -> Rows:
    tokens = case_tokens.tokens_of(case, parties, references)
    return [{"complaint_id": case.id, "token": token, "circle_id": case.circle_id} for token in tokens]


def _like(case: Complaint, found: tuple[str, frozenset[str]] | None) -> Rows:
    """A closed case by what others are like it."""
    process, tokens = found or ("", frozenset[str]())
    return [
        {"complaint_id": case.id, "token": token, "procedure": process, "circle_id": case.circle_id} for token in tokens
    ]


def _of_letter(letter: Letter) -> Rows:
    tokens = letter_tokens.tokens_of(letter)
    return [{"letter_id": letter.id, "token": token, "circle_id": letter.circle_id} for token in tokens]
