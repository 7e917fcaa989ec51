"""Every check and test of the project, in order, with one summary at the end."""

from __future__ import annotations

from collections.abc import Sequence

from environment import program
from steps import ROOT, run, say

# Cheap ones first. mypy reads its folders from pyproject.toml; packaging has no package of its own, so it is named.
CHECKS: dict[str, list[list[str]]] = {
    "format": [["ruff", "format", "--check", "."]],
    "lint": [["ruff", "check", "."]],
    "import rules": [["lint-imports"]],
    "types": [["mypy"], ["mypy", "packaging"]],
    # Two at a time on the two cores of a small machine; a file stays together, so that its fixtures are made once, and
    # the order is that of tests/conftest.py, the longest first.
    "tests": [["pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder"]],
}


def run_checks(pytest_arguments: Sequence[str]) -> int:
    """Run all groups until one fails, say how each went, and return 0 only when all passed."""
    outcomes = dict.fromkeys(CHECKS, "not run")
    for name, commands in CHECKS.items():
        say(f"Checking: {name}.")
        added = list(pytest_arguments) if name == "tests" else []
        passed = all(_passes([*command, *added]) for command in commands)
        outcomes[name] = "passed" if passed else "FAILED"
        if not passed:
            break
    say(summary(outcomes))
    return 0 if all(outcome == "passed" for outcome in outcomes.values()) else 1


def summary(outcomes: dict[str, str]) -> str:
    """One line that names every group and how it went."""
    return "Checks: " + ", ".join(f"{name} {outcome}" for name, outcome in outcomes.items()) + "."


def _passes(command: list[str]) -> bool:
    # The scripts of packaging/ import each other by their bare names, as Python itself finds them.
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "MYPYPATH": "packaging"}
    return run([program(command[0]), *command[1:]], folder=ROOT, environment=surroundings) == 0
