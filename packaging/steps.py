"""What every step of the set-up shares: saying what it does, running a program, stopping with a sentence."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Stopped(Exception):  # noqa: N818 (it is no error of ours: it ends the set-up with a sentence)
    """The set-up cannot go on; the message says what is wrong and what to do."""


def say(sentence: str) -> None:
    """Print one line about what happens now, at once even when the output is a file."""
    print(f"* {sentence}", flush=True)


def run(command: Sequence[str | Path], *, folder: Path = ROOT, environment: Mapping[str, str] | None = None) -> int:
    """Run a program with its output shown and nothing to read, and return its exit status.

    `environment` is added to this process's own. Raises Stopped when the program is not there.
    """
    try:
        return subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
    except OSError as error:
        raise Stopped(f"{command[0]} could not be started: {error}.") from error


def answer(command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a program quietly; return its exit status and what it printed, errors included."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout.strip()
