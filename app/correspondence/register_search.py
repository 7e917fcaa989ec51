"""Which letters the register means by what is typed: by stored tokens, so that rare words cost no more than common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, false, func, or_, select, union_all

from app.basics.search_form import parse_query
from app.basics.search_form import words as words_of
from app.correspondence.rules import STATE_WORDS
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter, LetterDecision, LetterToken
from app.members.tables import SearchToken
from app.members.tokens import TokenKind
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.search_tokens import begins

COMMON = 5_000
"""From so many letters on a word is not where the search begins: going through the newest letters finds it soon."""

WALKED = 4_000
"""So many of the newest letters tell whether common words meet often enough for that; PAGE of them must have all."""
PAGE = 100

_OF_ADDRESSEE = (TokenKind.NAME, TokenKind.NATIVE, TokenKind.FORMER, TokenKind.NUMBER)


@dataclass(frozen=True, slots=True)
class _Sought:
    """One word, with the colleagues and the states whose names begin with it."""

    word: str
    staff: tuple[int, ...]
    states: tuple[LetterState, ...]

    @property
    def in_row(self) -> ColumnElement[bool]:
        """Whether a letter at hand has the word; asked of letter after letter."""
        own = _one(LetterToken.token, LetterToken.letter_id == Letter.id, begins(LetterToken.token, self.word))
        name = _one(SearchToken.token, SearchToken.person_id == Letter.addressee_id, self._of_addressee)
        approved = _one(LetterDecision.id, LetterDecision.revision_id == Letter.approved_revision_id, self._by_staff)
        ways: list[ColumnElement[bool]] = [own, name]
        if self.states:
            ways.append(Letter.state.in_(self.states))
        if self.staff:
            ways += [Letter.author_id.in_(self.staff), approved]
        return or_(*ways)

    @property
    def ids(self) -> CompoundSelect[int]:
        """The ids of all letters that have the word, in any order and some of them twice."""
        return union_all(*self._ways())

    def _ways(self) -> Iterator[Select[int]]:
        yield select(LetterToken.letter_id).where(begins(LetterToken.token, self.word))
        yield (
            select(Letter.id).join(SearchToken, SearchToken.person_id == Letter.addressee_id).where(self._of_addressee)
        )
        if self.states:
            yield select(Letter.id).where(Letter.state.in_(self.states))
        if self.staff:
            yield select(Letter.id).where(Letter.author_id.in_(self.staff))
            yield (
                select(Letter.id)
                .join(LetterDecision, LetterDecision.revision_id == Letter.approved_revision_id)
                .where(self._by_staff)
            )

    @property
    def _of_addressee(self) -> ColumnElement[bool]:
        return begins(SearchToken.token, self.word) & SearchToken.kind.in_(_OF_ADDRESSEE)

    @property
    def _by_staff(self) -> ColumnElement[bool]:
        return LetterDecision.decided_by_id.in_(self.staff)


def found_in_register(work: ReadWork, text: str) -> list[ColumnElement[bool]]:
    """Conditions on ``Letter``: each word of ``text`` begins a word of its reference, title, kind or state, or of the
    names of addressee, author and approver, or the addressee's member number.

    The rarest word's letters are gathered from the indexes, and the others asked of those. Words that are all common
    are looked for from the newest letter on, unless they hardly ever meet: then the letters of each are gathered.
    """
    if not text.strip():
        return []
    sought = _sought(work, parse_query(text).words)
    if not sought:
        return [false()]
    counts = [_count(work, one) for one in sought]
    rarest = counts.index(min(counts))
    if counts[rarest] < COMMON:
        return [Letter.id.in_(one.ids) if at == rarest else one.in_row for at, one in enumerate(sought)]
    if len(sought) == 1 or _meet_often(work, sought):
        return [one.in_row for one in sought]
    return [Letter.id.in_(one.ids) for one in sought]


def _sought(work: ReadWork, words: tuple[str, ...]) -> list[_Sought]:
    names = [(row.id, words_of(row.display_name)) for row in work.session.execute(select(Staff.id, Staff.display_name))]
    states = [(state, words_of(said)) for state, said in STATE_WORDS.items()]
    return [
        _Sought(
            word,
            tuple(key for key, parts in names if _any_begins(parts, word)),
            tuple(key for key, parts in states if _any_begins(parts, word)),
        )
        for word in words
    ]


def _any_begins(parts: list[str], word: str) -> bool:
    return any(part.startswith(word) for part in parts)


def _one(column: Any, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is such a row. Not EXISTS: for that PostgreSQL first gathers the letters of a whole word."""
    return select(column).where(*which).limit(1).scalar_subquery().is_not(None)


def _meet_often(work: ReadWork, sought: list[_Sought]) -> bool:
    """Whether the newest letters alone fill a page with those that have every word."""
    newest = work.session.scalar(select(func.max(Letter.id))) or 0
    every = select(Letter.id).where(Letter.id > newest - WALKED, *(one.in_row for one in sought)).limit(PAGE).subquery()
    return work.session.scalar(select(func.count()).select_from(every)) == PAGE


def _count(work: ReadWork, sought: _Sought) -> int:
    """How many letters have the word, counted no further than matters."""
    few = sought.ids.limit(COMMON).subquery()
    return work.session.scalar(select(func.count()).select_from(few)) or 0
