"""One search as you type: people by name in any order, number, phone, e-mail, postcode or registration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.basics.names import PersonName
from app.basics.search_form import parse_query
from app.basics.search_form import words as name_words
from app.members.person_name import NAME_COLUMNS, name_from
from app.members.tables import (
    ContactPoint,
    FormerName,
    Membership,
    MembershipState,
    Person,
    PersonKind,
    PersonWarning,
    PointKind,
    SearchToken,
    WarningKind,
)
from app.members.tokens import TokenKind
from app.staff.permissions import Permission
from app.staff.work import ReadWork

After = tuple[str, int]
"""Where the next page begins: the token and person id of the last row."""

TITLES = frozenset({"dr", "doctor", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "rev"})
_BEYOND = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One person found, with what tells two of the same name apart.

    ``member_number`` is as stored (ten digits); ``state`` is that of the latest membership, None for people
    who never were members. ``found_by`` says by what, where the present name alone would not have been found,
    ``found_as`` the former name that was, and ``found_in`` the reference of a case or letter of theirs. ``after`` asks
    for what follows.
    """

    person_id: int
    kind: PersonKind
    name: PersonName
    member_number: str | None
    born_on: date | None
    died_on: date | None
    territory: str
    town: str
    grade: str
    specialty: str
    state: MembershipState | None
    registration_number: str | None
    ended_on: date | None
    warnings: tuple[WarningKind, ...]
    after: After
    found_by: TokenKind = TokenKind.NAME
    found_as: str = ""
    found_in: str = ""


def search_people(work: ReadWork, text: str, after: After | None = None, limit: int = 50) -> list[PersonHit]:
    """People who match every word of ``text`` by prefix, in the order of the names that matched.

    An empty text finds nobody. Pages follow the token and the id of the row before.
    """
    work.require(Permission.MEMBER_READ)
    query = parse_query(text)
    if not query:
        return []
    said = _without_titles(work, query.words)
    found: list[Found] = []
    if query.whole and after is None:
        found += _run(work, _matching((query.whole,), query.whole), limit)
    statement = _matching(said, max(said, key=len))
    if query.whole:
        statement = statement.where(not_(_has_token(query.whole)))
    if after is not None:
        statement = statement.where(tuple_(SearchToken.token, SearchToken.person_id) > after)
    found += _run(work, statement, limit - len(found))
    return _say_how(work, hits_of(work, found), said)


def _without_titles(work: ReadWork, said: Sequence[str]) -> Sequence[str]:
    """ "dr tan" is said for Tan: a title is left out where nobody is called so ("Drew Tan" is found by "dr tan")."""
    names = [word for word in said if word not in TITLES]
    if not names or len(names) == len(said) or _run(work, _matching(said, max(said, key=len)), 1):
        return said
    return names


def _say_how(work: ReadWork, hits: list[PersonHit], words: Sequence[str]) -> list[PersonHit]:
    """Say of each hit by what it was found, where a word is none of the present name."""
    ids = [hit.person_id for hit in hits if not _is_named(hit, words)]
    if not ids:
        return hits
    tokens: dict[int, list[tuple[str, str]]] = {}
    rows = work.session.execute(
        select(SearchToken.person_id, SearchToken.token, SearchToken.kind).where(SearchToken.person_id.in_(ids))
    )
    for person_id, token, kind in rows:
        tokens.setdefault(person_id, []).append((token, kind))
    told = [replace(hit, found_by=_kind_of_match(tokens.get(hit.person_id, []), words)) for hit in hits]
    former = former_names_of(work, [hit.person_id for hit in told if hit.found_by == TokenKind.FORMER])
    return [replace(hit, found_as=", ".join(former.get(hit.person_id, ()))) for hit in told]


def _is_named(hit: PersonHit, words: Sequence[str]) -> bool:
    """Whether every word begins a word of the present name: the usual case, which needs no further look."""
    parts = name_words(f"{hit.name.family} {hit.name.given}")
    return all(any(part.startswith(word) for part in parts) for word in words)


def _kind_of_match(tokens: list[tuple[str, str]], words: Sequence[str]) -> TokenKind:
    for word in words:
        kinds = {kind for token, kind in tokens if token.startswith(word)}
        if kinds and TokenKind.NAME not in kinds:
            return next(kind for kind in TokenKind if kind in kinds)
    return TokenKind.NAME


def former_names_of(work: ReadWork, ids: Sequence[int]) -> dict[int, list[str]]:
    """The former names of these people, by id."""
    if not ids:
        return {}
    found: dict[int, list[str]] = {}
    rows = work.session.execute(
        select(FormerName.person_id, FormerName.name).where(FormerName.person_id.in_(ids)).order_by(FormerName.id)
    )
    for person_id, name in rows:
        found.setdefault(person_id, []).append(name)
    return found


def ids_of_all_words(work: ReadWork, words: Sequence[str], limit: int, *also: ColumnElement[bool]) -> list[int]:
    """Ids of at most ``limit`` people who match every word (in search form), in the order of names."""
    longest = max(words, key=len)
    statement = _matching(words, longest).where(*also)
    return [person_id for person_id, _token in _run(work, statement, limit)]


Found = tuple[int, str]
"""The id of somebody found, and the token by which."""


def _run(work: ReadWork, statement: Select[int, str], limit: int) -> list[Found]:
    return [(row[0], row[1]) for row in work.session.execute(statement.limit(limit))] if limit > 0 else []


def _matching(words: Iterable[str], longest: str) -> Select[int, str]:
    """The range of the longest word, with EXISTS for each other: at a million people some 10 ms."""
    first = SearchToken
    statement = (
        select(first.person_id, first.token)
        .join(Person, Person.id == first.person_id)  # a person whom this reader may not see is not found
        .where(_begins(first, longest), Person.merged_into_id.is_(None), not_(_has_earlier(first, longest)))
        .order_by(first.token, first.person_id)
    )
    for word in words:
        if word != longest:
            statement = statement.where(_has_token(word))
    return statement


def _begins(token: type[SearchToken], word: str) -> ColumnElement[bool]:
    return and_(token.token >= word, token.token < word + _BEYOND)


def _has_token(word: str) -> ColumnElement[bool]:
    other = aliased(SearchToken)
    return exists().where(other.person_id == SearchToken.person_id, _begins(other, word))


def _has_earlier(first: type[SearchToken], word: str) -> ColumnElement[bool]:
    """Somebody who matches by several tokens is listed once, by the first of them."""
    earlier = aliased(SearchToken)
    return exists().where(
        earlier.person_id == first.person_id,
        earlier.token >= word,
        or_(earlier.token < first.token, and_(earlier.token == first.token, earlier.kind < first.kind)),
    )


def hits_of(work: ReadWork, found: Sequence[Found]) -> list[PersonHit]:
    """The rows of people that were found, in four queries however many there are."""
    ids = [person_id for person_id, _token in found]
    if not ids:
        return []
    people = {
        row.id: row
        for row in work.session.execute(
            select(
                Person.id,
                Person.kind,
                Person.born_on,
                Person.died_on,
                Person.territory,
                Person.registration_number,
                Person.ended_on,
                *NAME_COLUMNS,
            ).where(Person.id.in_(ids))
        )
    }
    memberships, towns, warnings = _memberships(work, ids), _towns(work, ids), _warnings(work, ids)
    hits = []
    for person_id, token in found:
        row = people.get(person_id)
        if row is None:
            continue
        membership = memberships.get(person_id)
        hits.append(
            PersonHit(
                person_id=person_id,
                kind=row.kind,
                name=name_from(row),
                member_number=membership.member_number if membership else None,
                born_on=row.born_on,
                died_on=row.died_on,
                territory=membership.territory if membership else row.territory,
                town=towns.get(person_id, ""),
                grade=membership.grade if membership else "",
                specialty=membership.specialty if membership else "",
                state=membership.state if membership else None,
                registration_number=row.registration_number,
                ended_on=row.ended_on,
                warnings=warnings.get(person_id, ()),
                after=(token, person_id),
            )
        )
    return hits


@dataclass(frozen=True, slots=True)
class _Member:
    member_number: str
    territory: str
    grade: str
    specialty: str
    state: MembershipState


def _memberships(work: ReadWork, ids: Sequence[int]) -> dict[int, _Member]:
    """The latest membership of each."""
    rows = work.session.execute(
        select(
            Membership.person_id,
            Membership.member_number,
            Membership.territory,
            Membership.grade,
            Membership.specialty,
            Membership.state,
        )
        .where(Membership.person_id.in_(ids))
        .order_by(Membership.started_on, Membership.id)
    )
    return {row[0]: _Member(*row[1:]) for row in rows}


def _towns(work: ReadWork, ids: Sequence[int]) -> dict[int, str]:
    """The town of each one's preferred address that still holds."""
    rows = work.session.execute(
        select(ContactPoint.person_id, ContactPoint.locality)
        .where(
            ContactPoint.person_id.in_(ids),
            ContactPoint.kind == PointKind.ADDRESS,
            ContactPoint.locality.is_not(None),
            or_(ContactPoint.from_on.is_(None), ContactPoint.from_on <= work.today()),
            or_(ContactPoint.until_on.is_(None), ContactPoint.until_on > work.today()),
        )
        .order_by(ContactPoint.is_preferred, ContactPoint.position.desc(), ContactPoint.id.desc())
    )
    return {person_id: town or "" for person_id, town in rows}


def _warnings(work: ReadWork, ids: Sequence[int]) -> dict[int, tuple[WarningKind, ...]]:
    rows = work.session.execute(
        select(PersonWarning.person_id, PersonWarning.kind)
        .where(
            PersonWarning.person_id.in_(ids),
            or_(PersonWarning.until_on.is_(None), PersonWarning.until_on > work.today()),
        )
        .order_by(PersonWarning.since_on, PersonWarning.id)
    )
    found: dict[int, tuple[WarningKind, ...]] = {}
    for person_id, kind in rows:
        found[person_id] = (*found.get(person_id, ()), kind)
    return found
