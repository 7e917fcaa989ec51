"""Who sees a row: its ``circle_id`` follows its parents'; here is which table follows which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import MetaData

Dialect = Literal["sqlite", "postgresql"]

SUBJECT = "subject"

# What a ``subject`` (``kind:id``) may name, the most special first.
_NAMED_BY_SUBJECT = ("letter", "complaint", "contact", "person")


@dataclass(frozen=True, slots=True)
class Following:
    """Rows of ``child`` follow the circle of the ``parent`` row that ``column`` names, by id or as ``parent:id``.

    A parent's circle always wins; where the parent is open a row may have a circle of its own.
    """

    child: str
    parent: str
    column: str

    def of_parent(self, dialect: Dialect) -> str:
        """SQL for the parent's circle, seen from the new child row; NULL where it names another kind of parent."""
        return f"(SELECT p.circle_id FROM {self.parent} p WHERE {self._named(dialect)})"

    def _named(self, dialect: Dialect) -> str:
        if self.column != SUBJECT:
            return f"p.id = new.{self.column}"
        start = f"{self.parent}:"
        if dialect == "postgresql":
            return f"p.id = substring(new.{SUBJECT} FROM '^{start}([0-9]{{1,18}})$')::bigint"
        number = f"CAST(substr(new.{SUBJECT}, {len(start) + 1}) AS INTEGER)"
        return f"substr(new.{SUBJECT}, 1, {len(start)}) = '{start}' AND p.id = {number}"

    @property
    def of_this_parent(self) -> str:
        """SQL that is true of the child rows of the new parent row."""
        return f"{self.column} = '{self.parent}:' || new.id" if self.column == SUBJECT else f"{self.column} = new.id"


def followings(metadata: MetaData) -> Iterator[Following]:
    """Every child and its parents, by name of the child; what it is about comes before whom it is about."""
    for name, table in sorted(metadata.tables.items()):
        if "circle_from" in table.info:
            if SUBJECT in table.c:
                parents = (parent for parent in _NAMED_BY_SUBJECT if parent in metadata.tables and parent != name)
                yield from (Following(name, parent, SUBJECT) for parent in parents)
            parent, column = table.info["circle_from"]
            if column != SUBJECT:
                yield Following(name, parent, column)


def by_child(metadata: MetaData) -> dict[str, list[Following]]:
    """The same by child."""
    found: dict[str, list[Following]] = defaultdict(list)
    for following in followings(metadata):
        found[following.child].append(following)
    return found


def circle_of_parents(parents: Sequence[Following], dialect: Dialect) -> str:
    """SQL for the circle that the parents give the new child row, or NULL: the first that has one."""
    circles = [parent.of_parent(dialect) for parent in parents]
    return circles[0] if len(circles) == 1 else f"coalesce({', '.join(circles)})"


def circled(metadata: MetaData) -> list[str]:
    """The tables whose rows only a circle may see, by name; ``circle_member`` says who that is and is open."""
    return sorted(
        name for name, table in metadata.tables.items() if "circle_id" in table.c and not table.c.circle_id.foreign_keys
    )
