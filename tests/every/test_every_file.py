"""Every file says its job in a line, stays readable, and keeps the house's own rules that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from app.schema import METADATA
from app.store.base import Base
from tests.every.rooms import OURS, ROOT, sources, tree, where

MOST_LINES = 600
LONGEST = 60
LAYOUT = {"__init__", "_build", "_lay_out"}
"""Functions that only put widgets beside each other may be longer."""
SCHEMA = ("app/store/migrations/baseline", "app/store/migrations/versions")
"""Tables as they were, column after column, and one after another."""
NOWHERE = {"utils", "util", "helpers", "helper", "manager", "managers", "service", "services", "misc", "common"}
IN_BULK = {
    "app/staff/first_people.py": "a password set by the administrator's tool, as who owns the database",
    "app/staff/grant_authority.py": "a grant ended by the administrator's tool, as who owns the database",
}
"""Where an audited table is changed by a statement of SQL, with the reason."""

SHIPPED = sources(*OURS)
FILES = [*SHIPPED, *sources("tests")]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def calls(paths: list[Path]) -> Iterator[tuple[Path, str, ast.Call]]:
    """Every call with the last part of what it calls."""
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                func = node.func
                yield path, (func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")), node


def test_every_file_says_its_job() -> None:
    silent = [where(path, tree(path)) for path in FILES if tree(path).body and not _says_its_job(path)]
    assert silent == []


def _says_its_job(path: Path) -> bool:
    told = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
    return len(told.split()) >= 3 and told.endswith((".", ":"))


def test_every_file_is_short_enough_to_read() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert [where(path, tree(path)) for path, lines in lengths.items() if lines > MOST_LINES] == []


def test_every_function_is_short_enough_to_read() -> None:
    too_long = [
        f"{where(path, node)} {node.name}"
        for path in FILES
        if not any(part in path.as_posix() for part in SCHEMA)
        for node in ast.walk(tree(path))
        if isinstance(node, Function) and node.name not in LAYOUT
        if (node.end_lineno or 0) - node.lineno >= LONGEST
    ]
    assert too_long == []


def test_no_file_is_named_after_nothing() -> None:
    assert [where(path, tree(path)) for path in FILES if path.stem in NOWHERE or path.parent.name in NOWHERE] == []


def test_nobody_waits_by_the_clock_or_pumps_events() -> None:
    pumping = {"processEvents", "sleep", "msleep", "usleep", "qWait"}
    assert [where(path, call) for path, name, call in calls(FILES) if name in pumping] == []


def test_what_goes_wrong_is_never_swallowed() -> None:
    swallowed = [
        where(path, node)
        for path in SHIPPED
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body)
    ]
    assert swallowed == []


def test_words_to_translate_are_plain() -> None:
    """A translator never sees what an f-string or a sum of strings becomes."""
    built = [
        where(path, call)
        for path, name, call in calls(sources("ui"))
        if name in {"tr", "translate"} and any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in call.args)
    ]
    assert built == []


def test_no_audited_table_is_changed_in_bulk() -> None:
    """Two people at one record would not be noticed, and no open page would be told."""
    audited = {mapper.class_.__name__ for mapper in Base.registry.mappers if _is_audited(str(mapper.local_table))}
    bulk = {
        path.relative_to(ROOT).as_posix()
        for path, name, call in calls(SHIPPED)
        if name in {"update", "delete"} and any(isinstance(arg, ast.Name) and arg.id in audited for arg in call.args)
    }
    assert bulk == set(IN_BULK)


def _is_audited(table: str) -> bool:
    return "unaudited" not in METADATA.tables[table].info
