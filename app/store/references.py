"""The next number and reference of a kind: counted in the database, so that no two desks ever get the same one."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.basics.references import ReferenceKind, make_reference

# One statement that both engines read alike: the row stays locked until the transaction ends.
_COUNT = sa.text(
    "INSERT INTO reference_series (kind, year, last_number) VALUES (:kind, :year, :first) "
    "ON CONFLICT (kind, year) DO UPDATE SET last_number = reference_series.last_number + 1 "
    "RETURNING last_number"
)


def next_number(session: Session, kind: str, year: int, first: int = 1) -> int:
    """The next number of a kind in a year (0 for a series of all years), beginning with ``first``.

    A transaction that fails leaves no gap; who asks for a second one meanwhile waits for it.
    """
    number: int = session.execute(_COUNT, {"kind": kind, "year": year, "first": first}).scalar_one()
    return number


def next_reference(session: Session, kind: ReferenceKind, year: int, desk_prefix: str = "") -> str:
    """The next reference of a kind in a year, as printed ("C26-004217-58"); a prefix gives "LON/C26-…".

    All desks count in one series, so that a reference typed without its prefix still names one thing.
    """
    return make_reference(kind, year, next_number(session, kind.value, year), desk_prefix)
