"""Rows onto pages: as many as fit, ending only where a page may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letters.rows import Row


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and the distance of its top from the top of the page's text, in points."""

    row: Row
    top: float


def paginate(rows: Sequence[Row], first_height: float, later_height: float) -> list[list[Placed]]:
    """Pages of placed rows. Where nothing on a page allows its end (a keep longer than a page), it ends when full."""
    pages: list[list[Placed]] = []
    start = 0
    while start < len(rows) or not pages:
        page = _filled(rows, start, later_height if pages else first_height)
        pages.append(page)
        start += max(len(page), 1)
    return pages


def _filled(rows: Sequence[Row], start: int, height: float) -> list[Placed]:
    page: list[Placed] = []
    top = 0.0
    for row in rows[start:]:
        if page and row.starts_page:
            return page
        top += row.gap if page else 0.0
        if page and top + row.height > height:
            return page[: _last_end(rows, start, len(page))]
        page.append(Placed(row, top))
        top += row.height
    return page


def _last_end(rows: Sequence[Row], start: int, full: int) -> int:
    """How many rows stay: up to the last place at or before the full page where a break is allowed."""
    for count in range(full, 0, -1):
        if rows[start + count].may_break:
            return count
    return full
