"""One after another, where what two people do at the same moment lies in no row that both would change."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def hold_alone(session: Session, what: str) -> None:
    """Nobody else holds ``what`` until this transaction ends: who comes second waits, and then reads what was saved.

    On SQLite one transaction writes at a time in any case.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))
