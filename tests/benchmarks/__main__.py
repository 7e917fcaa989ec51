"""``python -m tests.benchmarks [--members 20000,1000000] [--engine both] [--only search,open]``: how quick it all is.

Prints figures and never judges them. Demo offices are made once and kept in this person's cache folder.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from app import VERSION
from tests.benchmarks import bench_letters
from tests.benchmarks.figures import Table, say
from tests.benchmarks.kept_offices import LOGIN, PASSWORD, Kept, folder, offices
from tests.benchmarks.through_office import MEASURES

STARTS = 5
PARTS = ("start", *MEASURES, "letters", "tour", "actions")
AIMS = "Aims: start 1.5 s, search p95 50 ms, no gap of the event loop over 50 ms, 300 MB."


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for."""
    options = _parser().parse_args(arguments)
    engines = ["sqlite", "postgres"] if options.engine == "both" else [options.engine]
    say(f"Fairhand {VERSION}, Python {sys.version.split()[0]}, {os.cpu_count()} processors. Offices in {folder()}.")
    for members in options.members:
        with offices(engines, members) as kept:
            _measure(kept, members, options.only)
    if "letters" in options.only:
        say("\nLetters")
        for what, figure in bench_letters.run():
            say(f"{what:<58}{figure}")
    if "tour" in options.only:
        _tour()
    if "actions" in options.only:
        _actions()
    say(f"\n{AIMS}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Prints how quick Fairhand is.")
    parser.add_argument("--members", type=_numbers, default=[20_000], help="how many, with commas between (20000)")
    parser.add_argument("--engine", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--only", type=_parts, default=list(PARTS), help=f"some of {', '.join(PARTS)}")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(part.replace("_", "")) for part in text.split(",")]


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    if strange := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"there is no {', '.join(sorted(strange))}; there are {', '.join(PARTS)}")
    return parts


def _measure(kept: list[Kept], members: int, only: list[str]) -> None:
    table = Table([one.column for one in kept])
    for one in kept:
        if "start" in only:
            _start(one, table)
        office = one.enter()
        try:
            for part in [part for part in MEASURES if part in only]:
                MEASURES[part](office, table, one.column)
        finally:
            office.close()
    say(f"\n{members:,} members")
    for line in table.lines():
        say(line)


def _start(kept: Kept, table: Table) -> None:
    """A cold interpreter each time; the files it reads are warm but for the first."""
    runs = [_one_start(kept.signed) for _ in range(STARTS)]
    seconds, busy = [run.seconds for run in runs], median(run.processor for run in runs)
    table.put(
        "start → first rows (median / best / first)",
        kept.column,
        f"{median(seconds):.2f} / {min(seconds):.2f} / {seconds[0]:.2f} s",
    )
    table.put("  of it the processor's time, whatever else runs here", kept.column, f"{busy:.2f} s")
    table.put("most memory with every page open", kept.column, f"{max(run.memory_mb for run in runs)} MB")


@dataclass(frozen=True, slots=True)
class Started:
    """One start: seconds from the command to the first rows, the processor's share, and the most memory."""

    seconds: float
    processor: float
    memory_mb: int


def _one_start(url: str) -> Started:
    command = [sys.executable, "-m", "tests.benchmarks.first_rows", url, LOGIN, PASSWORD]
    # Compiled as an installed program is, also where this machine was told to write no bytecode.
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    compiled["PYTHONPYCACHEPREFIX"] = str(folder() / "bytecode")
    began = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=compiled) as program:
        first = program.stdout.readline() if program.stdout is not None else ""
        seconds = perf_counter() - began
        rest = program.stdout.readline() if program.stdout is not None else ""
    said, _, processor = first.partition(" ")
    if said != "rows":
        raise RuntimeError("the window showed no rows")
    return Started(seconds, float(processor), int(rest))


def _actions() -> None:
    """In a process of its own: it opens the window."""
    say("\nWhat a complaint of four points takes of a person")
    done = subprocess.run([sys.executable, "-m", "tests.benchmarks.stop_watch"], check=False)
    if done.returncode:
        say(f"The stop watch ended with status {done.returncode}.")


def _tour() -> None:
    """The main job through the window; it measures its own event loop and memory."""
    say("\nThe tour")
    with tempfile.TemporaryDirectory() as pictures:
        command = [sys.executable, "-m", "ui.start", "--tour", pictures]
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    for line in told.stdout.splitlines():
        say(line)
    if told.returncode:
        say(f"The tour ended with status {told.returncode}.")


if __name__ == "__main__":
    sys.exit(main())
