"""Which letters that went without a second person are to be read, asked of the office by who may read them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Integer, func, literal_column, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session


def is_to_read(
    session: Session, release_id: ColumnElement[int] | InstrumentedAttribute[int], actor_id: int
) -> ColumnElement[bool]:
    """Whether a release of another is drawn, as a condition of a query."""
    if session.get_bind().dialect.name == "sqlite":
        drawn = "fairhand_drawn(f.letter_id, o.draw_salt, f.sample_percent)"
        mine = f"SELECT f.id FROM letter_release f, office_info o WHERE {drawn} AND f.released_by_id <> :actor"
        return release_id.in_(text(mine).bindparams(actor=actor_id).columns(literal_column("id", Integer)))
    return release_id.in_(select(func.unnest(func.fairhand_to_read())))
