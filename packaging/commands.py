"""The commands of the bootstrap: set up, run the demo, run every test, measure."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import checks
import environment
import system_packages
from steps import ROOT, Stopped, answer, run, say

DEMO_MEMBERS = 2000
TOUR_FOLDER = "tour"
# The window's own `--demo` opens the same file.
_WHERE_DATA_LIES = "import platformdirs; print(platformdirs.user_data_path('Fairhand', appauthor=False))"


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line and return the exit status: 0 only when all of it worked."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command not in {"test", "bench"}:
        parser.error(f"unknown: {' '.join(rest)}")
    try:
        return int(options.carry_out(rest))
    except Stopped as stop:
        print(f"\nStopped: {stop}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("\nStopped by you; it can be started again.", file=sys.stderr, flush=True)
    return 1


def has_display(environ: Mapping[str, str], system: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux when a display is named."""
    return system in {"win32", "darwin"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="packaging/bootstrap.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="run | test | bench | setup")
    for name, carry_out, told in (
        ("run", _run, "set up, make the demo office unless it is there, open the window"),
        ("test", _test, "set up with what tests need, run every check and test; what follows goes to pytest"),
        ("bench", _bench, "set up with what tests need, print the measurements; what follows goes to them"),
        ("setup", _setup, "only set up"),
    ):
        commands.add_parser(name, help=told, description=told).set_defaults(carry_out=carry_out)
    return parser


def _run(_: Sequence[str]) -> int:
    screen = has_display(os.environ, sys.platform)
    _prepare("run", screen=screen)
    if not screen:
        return _tour()
    _make_demo()
    say("Opening the window. Close it to end.")
    return _told(run([environment.program("fairhand"), "--demo"]))


def _tour() -> int:
    pictures = Path.cwd() / TOUR_FOLDER
    say("There is no display here, so the main job is done in the real window off screen.")
    status = run(
        [environment.program("fairhand"), "--tour", TOUR_FOLDER],
        folder=Path.cwd(),
        environment={"QT_QPA_PLATFORM": "offscreen"},
    )
    if status == 0:
        say(f"A picture of every step and the letter's PDF are in {pictures}.")
    return _told(status)


def _told(status: int) -> int:
    if status != 0:
        say(f"Fairhand ended with status {status}; the lines above say why.")
    return status


def _test(rest: Sequence[str]) -> int:
    _prepare("test", screen=False)
    return checks.run_checks(rest)


def _bench(rest: Sequence[str]) -> int:
    _prepare("test", screen=False)
    say("Measuring.")
    return run(
        [environment.program("python"), "-m", "tests.benchmarks", *rest],
        environment={"QT_QPA_PLATFORM": "offscreen"},
    )


def _setup(_: Sequence[str]) -> int:
    _prepare("run", screen=has_display(os.environ, sys.platform))
    say(f"Ready. The programs fairhand and fairhand-admin are in {environment.program('python').parent}.")
    return 0


def _prepare(purpose: str, *, screen: bool) -> None:
    environment.prepare(purpose)
    system_packages.provide_qt(environment.program("python"), screen=screen)


def _make_demo() -> None:
    status, printed = answer([environment.program("python"), "-c", _WHERE_DATA_LIES])
    if status != 0:
        raise Stopped(f"The folder for data could not be found out: {printed}")
    office = Path(printed) / "demo.db"
    if office.exists():
        say(f"The demo office is in {office}.")
        return
    say(f"Making the demo office, {DEMO_MEMBERS} invented members, in {office}.")
    making = office.with_name("demo-making.db")
    office.parent.mkdir(parents=True, exist_ok=True)
    for left_over in office.parent.glob("demo-making.db*"):
        left_over.unlink()
    command: list[str | Path] = [environment.program("fairhand-admin"), "demo", "--members"]
    if run([*command, str(DEMO_MEMBERS), "--url", f"sqlite:///{making.as_posix()}"], folder=ROOT) != 0:
        raise Stopped("The demo office could not be made; the lines above say why.")
    making.replace(office)
