"""Which records a transaction touched, as ``kind:id``: what open pages and other desks refresh by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

MANY = 50
# A change of a child row shows on the pages of these roots.
_ROOTS = ("person", "complaint", "letter", "contact")


def watch(session: Session) -> set[str]:
    """Collect, from now on, what the session's flushes touch; the set fills as it goes.

    A row that was set to the value it already had is untouched.
    """
    keys: set[str] = set()

    def collect(flushed: Session, _context: Any) -> None:
        changed = filter(flushed.is_modified, flushed.dirty)
        for row in (*flushed.new, *changed, *flushed.deleted):
            keys.update(_keys_of(row))

    event.listen(session, "after_flush", collect)
    return keys


def _keys_of(row: Any) -> Iterator[str]:
    table = inspect(row).mapper.local_table
    if table.info.get("unaudited"):
        return
    if "id" in table.c:
        yield f"{table.name}:{row.id}"
    for root in _ROOTS:
        column = f"{root}_id"
        if column in table.c and getattr(row, column) is not None:
            yield f"{root}:{getattr(row, column)}"
    if "subject" in table.c and row.subject:
        yield str(row.subject)


def shorten(keys: set[str]) -> frozenset[str]:
    """At most fifty keys: beyond that the kinds with the most of them become ``kind:*``, one after another."""
    while len(keys) > MANY:
        ((kind, count),) = Counter(key.partition(":")[0] for key in keys).most_common(1)
        if count == 1:
            return frozenset({"*"})
        keys = {key for key in keys if key.partition(":")[0] != kind} | {f"{kind}:*"}
    return frozenset(keys)
