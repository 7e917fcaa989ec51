"""Is it one of these? Who on record may be the person that is being added, and why we think so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio
from sqlalchemy import or_, select

from app.basics.search_form import (
    email_tokens,
    phone_tokens,
    reference_token,
    search_form,
    words,
)
from app.members.find_people import PersonHit, former_names_of, hits_of, ids_of_all_words
from app.members.phones import PhoneState, typing_phone
from app.members.tables import Person, SearchToken
from app.members.tokens import TokenKind
from app.staff.permissions import Permission
from app.staff.work import ReadWork

CLOSE_NAME = 88
"""How alike two names in search form must be, of 100, to count as nearly the same."""

_ONE_LETTER_OFF_FROM = 8
"""Fewest letters of two names that count as nearly the same with one letter missed: Mei Tan is not Wei Tan."""

_SHORTEST_MISSPELT = 4
"""Fewest letters of a name that is looked for with one letter missed."""

_MOST_NAMESAKES = 200
_MOST_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known so far of a person who is being added; phone and e-mail as typed."""

    family: str = ""
    given: str = ""
    native: str = ""
    born_on: date | None = None
    territory: str = ""
    phone: str = ""
    email: str = ""
    registration_number: str = ""


@dataclass(frozen=True, slots=True)
class LikelySame:
    """Somebody on record who may be the same, with the reasons in words, strongest first."""

    hit: PersonHit
    reasons: tuple[str, ...]
    score: int


def likely_same(work: ReadWork, draft: Likeness, limit: int = 5) -> list[LikelySame]:
    """People who may be the one that is being typed, most likely first; nobody while too little is typed.

    A name alone counts with its family name and a given name or initial; a shared phone, e-mail or registration
    number counts by itself.
    """
    work.require(Permission.MEMBER_READ)
    shared = _shared(work, draft)
    namesakes = _namesakes(work, draft)
    ids = dict.fromkeys([*shared, *namesakes])
    hits = hits_of(work, [(person_id, "") for person_id in ids])
    former = former_names_of(work, [hit.person_id for hit in hits])
    judged = [_judge(hit, draft, shared.get(hit.person_id, []), former.get(hit.person_id, [])) for hit in hits]
    likely = [same for same in judged if same is not None]
    return sorted(likely, key=lambda same: (-same.score, same.hit.person_id))[:limit]


_Reason = tuple[int, str]


def _shared(work: ReadWork, draft: Likeness) -> dict[int, list[_Reason]]:
    """Who has the same registration number, phone or e-mail, by id."""
    wanted: list[tuple[TokenKind, str, _Reason]] = []
    if draft.registration_number:
        token = reference_token(draft.registration_number)
        wanted.append((TokenKind.REGISTRATION, token, (90, f"Same registration number {draft.registration_number}")))
    phone = typing_phone(draft.phone, draft.territory[:2] or "GB")
    if phone.state == PhoneState.POSSIBLE:
        token = max(phone_tokens(phone.e164), key=len)
        wanted.append((TokenKind.PHONE, token, (60, f"Same phone {draft.phone.strip()}")))
    if "@" in draft.email.strip().strip("@"):
        token = max(email_tokens(draft.email), key=len)
        wanted.append((TokenKind.EMAIL, token, (60, f"Same e-mail {draft.email.strip()}")))
    found: dict[int, list[_Reason]] = {}
    for kind, token, reason in wanted:
        for person_id in _with_token(work, kind, token):
            found.setdefault(person_id, []).append(reason)
    return found


def _with_token(work: ReadWork, kind: TokenKind, token: str) -> Iterable[int]:
    query = (
        select(SearchToken.person_id)
        .join(Person, Person.id == SearchToken.person_id)
        .where(SearchToken.token == token, SearchToken.kind == kind.value, Person.merged_into_id.is_(None))
        .order_by(SearchToken.person_id)
        .limit(20)
    )
    return work.session.scalars(query) if token else ()


def _namesakes(work: ReadWork, draft: Likeness) -> list[int]:
    """Who has the family name and begins with the given initial; or the same native name; or name and birthday."""
    ids: list[int] = []
    if words(draft.native):
        ids += ids_of_all_words(work, words(draft.native), _MOST_NAMESAKES)
    family, given = words(draft.family), words(draft.given)
    if family and given:
        ids += ids_of_all_words(work, [*family, given[0][:1]], _MOST_NAMESAKES)
        ids += ids_of_all_words(work, [*family, given[0]], _MOST_NAMESAKES)
        ids += _misspelt(work, given[0], family[-1]) + _misspelt(work, family[0], given[0])
    if family and draft.born_on:
        ids += ids_of_all_words(work, [family[0][:3]], _MOST_NAMESAKES, Person.born_on == draft.born_on)
    return list(dict.fromkeys(ids))


def _misspelt(work: ReadWork, certain: str, doubtful: str) -> list[int]:
    """Who has the one word of a name as typed, and the other with at most one letter missed.

    A token holds the whole name from each of its words on, so that the certain word is a range of the index and the
    other is looked for in the token itself: one missed letter leaves the first or the second half of it whole, but
    where two letters changed places in its middle.
    """
    middle = len(doubtful) // 2
    if len(doubtful) < _SHORTEST_MISSPELT:
        return []
    first, second = doubtful[:middle], doubtful[middle:]
    swapped = f"{first[:-1]}{second[0]}{first[-1]}{second[1:]}"
    token = SearchToken.token
    query = (
        select(SearchToken.person_id, token)
        .join(Person, Person.id == SearchToken.person_id)
        .where(
            token >= f"{certain} ",
            token < f"{certain}!",
            or_(token.contains(f" {first}"), token.contains(second), token.contains(f" {swapped}")),
            Person.merged_into_id.is_(None),
        )
        .order_by(token, SearchToken.person_id)
        .limit(_MOST_LOOKED_AT)
    )
    near = [
        person_id
        for person_id, name in work.session.execute(query)
        if any(OSA.distance(word, doubtful, score_cutoff=1) <= 1 for word in name.split())
    ]
    return near[:_MOST_NAMESAKES]


def _judge(hit: PersonHit, draft: Likeness, shared: list[_Reason], former: list[str]) -> LikelySame | None:
    """The reasons for one candidate; None where they do not make it likely."""
    reasons = [*shared]
    typed = search_form(f"{draft.family} {draft.given}")
    on_record = search_form(f"{hit.name.family} {hit.name.given}")
    alike = token_sort_ratio(typed, on_record) if draft.family else 0.0
    same_day = draft.born_on is not None and draft.born_on == hit.born_on
    other_day = draft.born_on is not None and hit.born_on is not None and not same_day
    if alike == 100:
        reasons.append((50, "Same name"))
    elif alike >= CLOSE_NAME or _one_letter_off(typed, on_record) or _initial_only(draft, hit):
        reasons.append((25, "Name nearly the same"))
    if draft.native and search_form(draft.native) == search_form(hit.name.native):
        reasons.append((50, f"Same name {draft.native}"))
    if any(token_sort_ratio(typed, search_form(name)) >= CLOSE_NAME for name in former):
        reasons.append((45, "Had this name before"))
    if same_day and reasons:
        reasons.append((45, "Same date of birth"))
    score = sum(weight for weight, _text in reasons) - (40 if other_day else 0)
    if not reasons or (score < 25 and alike < 100):
        return None
    if other_day and alike == 100:
        reasons.append((0, "Another date of birth"))
    ordered = sorted(reasons, key=lambda reason: -reason[0])
    return LikelySame(hit, tuple(text for _weight, text in ordered), score)


def _one_letter_off(typed: str, on_record: str) -> bool:
    """One letter missed, too many, another, or two that changed places."""
    return len(typed) >= _ONE_LETTER_OFF_FROM and OSA.distance(typed, on_record, score_cutoff=1) <= 1


def _initial_only(draft: Likeness, hit: PersonHit) -> bool:
    """M Smith may be Mary Smith: same family name, and one given name is only the other's initial."""
    mine, theirs = words(draft.given), words(hit.name.given)
    if not mine or not theirs or search_form(draft.family) != search_form(hit.name.family):
        return False
    return min(len(mine[0]), len(theirs[0])) == 1 and mine[0][0] == theirs[0][0]
