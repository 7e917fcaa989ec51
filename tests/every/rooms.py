"""What there is to test in every room: found by itself, so that what is added tomorrow is tested tomorrow."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import app

ROOT = Path(app.__file__).parents[1]
ROOMS = ("staff", "calendars", "members", "knowledge", "contacts", "correspondence", "complaints", "record")
OURS = ("app", "letters", "resources", "ui")

STEPS = {
    "correspondence.approval_rules": "a step of naming who decides and of sending alone, which ask",
    "contacts.open_task": "a step of the verbs on tasks, which ask",
    "correspondence.gather_facts": "a step of drafting and checking, which ask",
    "correspondence.posting_day": "a step of drafting, submitting and approving, which ask",
    "correspondence.require_decider": "a step of approving and returning, which ask",
    "correspondence.require_either": "a step of commenting on a letter and of copying it for comment, which ask by it",
    "correspondence.require_true": "a step of approving, printing, sending and posting, which ask",
    "correspondence.writable": "a step of the verbs that write into a draft, and asks for them",
    "members.home_country": "the country of one's own desk is no secret",
    "record.person_rows": "a step of the timeline and the history, which ask",
    "record.why_found": "a step of the palette's search, which asks",
}
"""What looks like a verb or a finder and is a step of one, with the reason."""


@dataclass(frozen=True, slots=True)
class Job:
    """A public function of a room that is given a unit of work; ``name`` is the one its action rows bear."""

    name: str
    call: Callable[..., Any]
    takes: Literal["Work", "ReadWork"]

    def placeholders(self) -> tuple[list[object], dict[str, object]]:
        """Something for every argument that must be given: nothing that any rule could accept."""
        needed = [one for one in list(self._parameters())[1:] if one.default is one.empty]
        plain = [object() for one in needed if one.kind is not one.KEYWORD_ONLY]
        return plain, {one.name: object() for one in needed if one.kind is one.KEYWORD_ONLY}

    def _parameters(self) -> Iterator[inspect.Parameter]:
        return iter(inspect.signature(self.call).parameters.values())


def verbs() -> list[Job]:
    """All that may be done."""
    return _jobs("Work")


def finders() -> list[Job]:
    """All that may be asked."""
    return _jobs("ReadWork")


def sources(*folders: str) -> list[Path]:
    """Every Python file below these folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def where(path: Path, node: ast.AST) -> str:
    """File and line, as an editor opens it."""
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


@cache
def _jobs(takes: Literal["Work", "ReadWork"]) -> list[Job]:
    found = [job for module in _modules() for job in _jobs_of(module, takes)]
    return sorted((job for job in found if job.name not in STEPS), key=lambda job: job.name)


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        for path in sorted((ROOT / "app" / room).glob("*.py")):
            yield importlib.import_module(f"app.{room}.{path.stem}")


def _jobs_of(module: ModuleType, takes: Literal["Work", "ReadWork"]) -> Iterator[Job]:
    asking = _asking(module)
    for name, call in inspect.getmembers(module, inspect.isfunction):
        if name.startswith("_") or call.__module__ != module.__name__ or _takes(call) != takes:
            continue
        own_file = module.__name__.endswith(f".{name}")
        if own_file or name in asking or (module.__name__, name) in _imported_by_the_window():
            yield Job(f"{module.__name__.split('.')[1]}.{name}", call, takes)


def _takes(call: Callable[..., Any]) -> str:
    first = next(iter(inspect.signature(call).parameters.values()), None)
    return "" if first is None else str(first.annotation)


def _asking(module: ModuleType) -> set[str]:
    """The functions of a file that ask a permission, themselves or through others of the same file."""
    bodies = {node.name: node for node in tree(Path(str(module.__file__))).body if isinstance(node, ast.FunctionDef)}
    asking = {name for name, node in bodies.items() if "require" in _attributes_called(node)}
    while more := {name for name, node in bodies.items() if name not in asking and _names_called(node) & asking}:
        asking |= more
    return asking


def _attributes_called(node: ast.AST) -> set[str]:
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {call.attr for call in calls if isinstance(call, ast.Attribute)}


def _names_called(node: ast.AST) -> set[str]:
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {call.id for call in calls if isinstance(call, ast.Name)}


@cache
def _imported_by_the_window() -> set[tuple[str, str]]:
    return {
        (node.module, alias.name)
        for path in sources("ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
