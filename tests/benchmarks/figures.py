"""Figures in a table: what was measured, on which database, beside what it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

WIDTH = 58


@dataclass(frozen=True, slots=True)
class Spread:
    """Times in milliseconds, from the shortest."""

    times: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time within which this share of all was done."""
        return self.times[min(len(self.times) - 1, int(len(self.times) * share))]

    def __str__(self) -> str:
        return f"{self.at(0.5):.1f} / {self.at(0.95):.1f} / {self.times[-1]:.1f} ms"


@dataclass(slots=True)
class Table:
    """Rows in the order of their first figure; ``columns`` are the databases."""

    columns: Sequence[str]
    rows: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(self, what: str, column: str, figure: str) -> None:
        """One figure; it is printed at once as well, since a whole run takes its time."""
        self.rows.setdefault(what, {})[column] = figure
        say(f"  {column}: {what}: {figure}")

    def lines(self) -> Iterable[str]:
        """The table, ready to be printed."""
        widths = [
            max(len(column), *(len(row.get(column, "")) for row in self.rows.values())) for column in self.columns
        ]
        pairs = list(zip(self.columns, widths, strict=True))
        yield " " * WIDTH + "  ".join(column.rjust(width) for column, width in pairs)
        for what, row in self.rows.items():
            yield what.ljust(WIDTH) + "  ".join(row.get(column, "–").rjust(width) for column, width in pairs)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that it took."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def spread(works: Iterable[Callable[[], object]]) -> Spread:
    """Each of them once, one after another."""
    return Spread(tuple(sorted(timed(work) for work in works)))


def say(line: str) -> None:
    """A line on the screen, at once."""
    print(line, flush=True)  # noqa: T201 - a command prints
