"""Search tokens of a person: what each part gives, and keeping the stored ones in step with the parts."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.basics.names import latin_only
from app.basics.search_form import (
    TOKEN_LIMIT,
    email_tokens,
    name_tokens,
    phone_tokens,
    postcode_token,
    reference_token,
    words,
)
from app.members.tables import ContactPoint, FormerName, Membership, Person, PointKind, SearchToken
from app.staff.work import Work


class TokenKind(enum.StrEnum):
    """By what a person was found; shown beside the result where it is not the present name."""

    NAME = "name"
    NATIVE = "native"
    FORMER = "former"
    NUMBER = "number"
    REGISTRATION = "reg"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "post"


Token = tuple[str, TokenKind]
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Findable:
    """All of a person that can be searched for; phones are E.164, numbers as stored."""

    family: str
    given: str = ""
    native: str = ""
    on_letters: str = ""
    former: tuple[str, ...] = ()
    member_numbers: tuple[str, ...] = ()
    registration_body: str = ""
    registration_number: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


def tokens_of(parts: Findable) -> set[Token]:
    """Every token with its kind; none is a mere prefix of another, for search is by prefix."""
    by_kind = {
        TokenKind.NAME: _name_tokens(parts.family, parts.given) | _one_name(parts.on_letters),
        TokenKind.NATIVE: _one_name(parts.native),
        TokenKind.FORMER: _union(_one_name(name) for name in parts.former),
        TokenKind.NUMBER: {reference_token(number) for number in parts.member_numbers},
        TokenKind.REGISTRATION: _registration_tokens(parts.registration_body, parts.registration_number),
        TokenKind.PHONE: _union(phone_tokens(phone) for phone in parts.phones),
        TokenKind.EMAIL: _union(email_tokens(email) for email in parts.emails),
        TokenKind.POSTCODE: {postcode_token(postcode) for postcode in parts.postcodes},
    }
    return _without_prefixes({(token, kind) for kind, tokens in by_kind.items() for token in tokens if token})


def token_rows(person_id: int, parts: Findable, circle_id: int | None = None) -> list[dict[str, Any]]:
    """Rows of ``search_token`` for one person, in order: for loading many people at once."""
    return [
        {"token": token, "person_id": person_id, "kind": kind.value, "circle_id": circle_id}
        for token, kind in sorted(tokens_of(parts))
    ]


def keep_tokens(work: Work, person_id: int) -> None:
    """Bring a person's stored tokens in step with the parts as they stand now, in this transaction."""
    work.session.flush()
    person = work.session.get_one(Person, person_id)
    wanted = {(token, kind.value) for token, kind in tokens_of(findable(work, person))}
    stored = {
        (row.token, row.kind): row
        for row in work.session.scalars(select(SearchToken).where(SearchToken.person_id == person_id))
    }
    for key in stored.keys() - wanted:
        work.session.delete(stored[key])
    for token, kind in sorted(wanted - stored.keys()):
        work.session.add(SearchToken(token=token, person_id=person_id, kind=kind, circle_id=person.circle_id))
    work.session.flush()


def findable(work: Work, person: Person) -> Findable:
    """The searchable parts of a stored person; ended contact points are still found."""
    return findables(work.session, [person])[person.id]


def findables(session: Session, people: Sequence[Person]) -> dict[int, Findable]:
    """The searchable parts of many people by id, in three queries however many they are."""
    ids = [person.id for person in people]
    points = _by_person(session, select(ContactPoint.person_id, ContactPoint).where(ContactPoint.person_id.in_(ids)))
    former = _by_person(session, select(FormerName.person_id, FormerName.name).where(FormerName.person_id.in_(ids)))
    numbers = _by_person(
        session, select(Membership.person_id, Membership.member_number).where(Membership.person_id.in_(ids))
    )
    return {
        person.id: _parts_of(person, points[person.id], tuple(former[person.id]), tuple(numbers[person.id]))
        for person in people
    }


def _by_person(session: Session, query: Select[int, R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for person_id, part in session.execute(query):
        found[person_id].append(part)
    return found


def _parts_of(
    person: Person, points: Sequence[ContactPoint], former: tuple[str, ...], numbers: tuple[str, ...]
) -> Findable:
    return Findable(
        family=person.family_name,
        given=person.given_names,
        native=person.native_name or "",
        on_letters=person.name_on_letters or "",
        former=former,
        member_numbers=numbers,
        registration_body=person.registration_body or "",
        registration_number=person.registration_number or "",
        phones=tuple(point.value or "" for point in points if point.kind == PointKind.PHONE),
        emails=tuple(point.value or "" for point in points if point.kind == PointKind.EMAIL),
        postcodes=tuple(point.postcode or "" for point in points if point.kind == PointKind.ADDRESS),
    )


def _name_tokens(family: str, given: str) -> set[str]:
    """Each word followed by those around it, so that the index itself stands in the order of names.

    "Tan, Mei Ling" gives "tan mei ling", "mei ling tan" and "ling tan mei": who types "tan" reads the Tans
    before the Tanakas, and by given name. Joined and otherwise spelled forms ("meiling", "mueller") follow
    with the other part behind them.
    """
    tokens = set(_rotations([*words(family), *words(given)]))
    for part, other in ((family, given), (given, family)):
        rest = " ".join(words(other))
        for form in name_tokens(part):
            if not any(token.startswith(form) for token in tokens):
                tokens.add(f"{form} {rest}".strip()[:TOKEN_LIMIT])
    if given and not latin_only(family) and not latin_only(given):
        tokens |= name_tokens(family + given)  # 陳 and 大文 are typed as one: 陳大文
    return tokens


def _one_name(name: str) -> set[str]:
    return _name_tokens(name, "")


def _rotations(parts: list[str]) -> Iterator[str]:
    for start in range(len(parts)):
        yield " ".join(parts[start:] + parts[:start])[:TOKEN_LIMIT].rstrip()


def _registration_tokens(body: str, number: str) -> set[str]:
    return {reference_token(number), reference_token(f"{body}{number}")} if number else set()


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def _without_prefixes(tokens: set[Token]) -> set[Token]:
    """Only the longest of tokens that begin alike; of equal ones the first kind of ``TokenKind``."""
    kinds = list(TokenKind)
    kept: list[Token] = []
    for token, kind in sorted(tokens, key=lambda pair: (pair[0], -kinds.index(pair[1])), reverse=True):
        if not kept or not kept[-1][0].startswith(token):
            kept.append((token, kind))
    return set(kept)
