"""``fairhand-admin``: jobs without a window. Status 0 done, 1 a check found something, 2 it could not be done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from app.admin_cli import calendar_command, checks_command, demo_command, guards_command, office_command, staff_command
from app.basics.problems import DatabaseAway, WorldProblem
from letters.command import add_letter_commands
from letters.command import run as run_letter

CANNOT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line; what the world has against it is said on the error stream."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.carry_out(options))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped by you.\n")
    except Exception as error:
        problem = _as_problem(error)
        if problem is None:
            raise
        sys.stderr.write(f"{problem.at_command if isinstance(problem, DatabaseAway) else problem}\n")
    return CANNOT


def _as_problem(error: Exception) -> WorldProblem | None:
    """The world's problem in what was raised; None where the fault is ours."""
    from app.store.faults import as_problem

    return as_problem(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fairhand-admin", description="Fairhand without a window.")
    commands = parser.add_subparsers(
        required=True, metavar="demo | office | staff | calendar | guards | letter | checks"
    )
    for part in (demo_command, office_command, staff_command, calendar_command, guards_command):
        part.add_to(commands)
    add_letter_commands(commands)
    commands.choices["letter"].set_defaults(carry_out=run_letter)
    checks_command.add_to(commands)
    return parser
