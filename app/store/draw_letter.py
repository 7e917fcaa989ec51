"""Whether a letter that is about to go is read afterwards, asked of the office."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.draw import is_drawn
from app.store.tables import OfficeInfo


def draw(session: Session, letter_id: int, percent: int) -> bool:
    """Whether a submitted letter of who is signed in is among so many in a hundred of this office's."""
    if session.get_bind().dialect.name == "sqlite":
        return is_drawn(letter_id, session.scalars(select(OfficeInfo.draw_salt)).one(), percent)
    return bool(session.scalar(select(func.fairhand_drawn(letter_id, percent))))
