"""Rows as a CSV file that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.basics.problems import WorldProblem

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class CannotWriteFile(WorldProblem):
    """The file cannot be written where it was wanted."""


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    OWASP, CSV injection. Plain numbers such as -12.50 stay numbers.
    """
    if not text.startswith(_STARTS_A_FORMULA):
        return text
    plain = text.replace(",", "").replace(".", "", 1)
    return text if plain[:1] in "+-" and plain[1:].isascii() and plain[1:].isdigit() else f"'{text}"


def write_csv(file: Path, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write titles and rows as UTF-8 with a mark, as spreadsheets expect. Raises CannotWriteFile."""
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([safe_cell(title) for title in titles])
            writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWriteFile(f"{file.name} cannot be written ({reason}).", "Choose another folder.") from error
