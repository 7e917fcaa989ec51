"""The invented body's own complaints procedure, beside what ships with every office."""

from __future__ import annotations

from app.demo.shipped import data, files_in
from app.knowledge.seed_files import Seed, with_shared_lists
from app.knowledge.tables import LibraryKind

_ABOUT = frozenset({"code", "title", "citation", "in_force_from", "summary"})


def demo_seeds() -> list[Seed]:
    """The procedure for members' complaints."""
    return [_procedure(path) for path in files_in("library")]


def _procedure(path: str) -> Seed:
    found = data(path)
    return Seed(
        kind=LibraryKind.PROCEDURE,
        code=found["code"],
        language="en-GB",
        title=found["title"],
        body=found["summary"],
        citation=found["citation"],
        in_force_from=found["in_force_from"],
        data=with_shared_lists({key: value for key, value in found.items() if key not in _ABOUT or key == "summary"}),
    )
