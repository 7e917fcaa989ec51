"""Who sees a row: its ``circle_id`` follows its parent's; here is which table follows which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True)
class Following:
    """Rows of ``child`` follow the circle of the ``parent`` row that ``column`` names.

    A parent's circle always wins; where the parent is open a row may have a circle of its own.
    """

    child: str
    parent: str
    column: str

    @property
    def of_parent(self) -> str:
        """SQL for the parent's circle, seen from the new child row."""
        return f"(SELECT p.circle_id FROM {self.parent} p WHERE p.id = new.{self.column})"


def followings(metadata: MetaData) -> Iterator[Following]:
    """Every child and its parent, by name of the child."""
    for name, table in sorted(metadata.tables.items()):
        if "circle_from" in table.info:
            parent, column = table.info["circle_from"]
            yield Following(name, parent, column)


def circled(metadata: MetaData) -> list[str]:
    """The tables whose rows only a circle may see, by name; ``circle_member`` says who that is and is open."""
    return sorted(
        name for name, table in metadata.tables.items() if "circle_id" in table.c and not table.c.circle_id.foreign_keys
    )
