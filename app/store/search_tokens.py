"""Stored tokens that something is found by: the range of a word, and keeping one row's tokens in step."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

_BEYOND = "\U0010ffff"


def begins(token: Any, word: str) -> ColumnElement[bool]:
    """Whether a token's column begins with a word in search form: a range of its index on both engines."""
    return and_(token >= word, token < word + _BEYOND)


def keep_in_step(
    session: Session,
    token: InstrumentedAttribute[str],
    owner: InstrumentedAttribute[int],
    owner_id: int,
    wanted: Collection[str],
) -> None:
    """Make ``wanted`` the tokens of one row, by as few statements as changed: none where they are the same."""
    table: Any = token.class_
    stored = set(session.scalars(select(token).where(owner == owner_id)))
    gone, new = stored - set(wanted), sorted(set(wanted) - stored)
    if gone:
        session.execute(delete(table).where(owner == owner_id, token.in_(gone)))
    if new:
        session.execute(insert(table), [{token.key: text, owner.key: owner_id} for text in new])
