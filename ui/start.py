"""`fairhand`: arguments, logging, the last net, signing in, and the window."""

from __future__ import annotations

import argparse
import logging
import logging.handlers
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from app import VERSION

LOG_BYTES = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status."""
    options = _parser().parse_args(arguments)
    _start_log()
    # A worker gives the window its turn ten times sooner than Python's own 5 ms, so that it never stutters.
    sys.setswitchinterval(0.0005)
    if options.tour is not None:
        from ui.tour.command import run_tour

        return run_tour(Path(options.tour))
    from ui.program import Program

    return Program(demo=options.demo, profile=options.profile).run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fairhand", description="The desk of member operations and complaints.")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--demo", action="store_true", help="open the demo office of this computer, without a password")
    where.add_argument("--profile", metavar="NAME", default="", help="sign in to the office of this profile")
    where.add_argument(
        "--tour", metavar="DIR", help="do the main job off screen in an office of its own; leave pictures in DIR"
    )
    parser.add_argument("--version", action="version", version=f"Fairhand {VERSION}")
    return parser


def _start_log() -> None:
    """A file of this person's that support can ask for, never more than three times a megabyte; no record in it."""
    folder = platformdirs.user_log_path("fairhand", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    to_file = logging.handlers.RotatingFileHandler(
        folder / "fairhand.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
    )
    to_screen = logging.StreamHandler()
    to_screen.setLevel(logging.WARNING)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=[to_file, to_screen]
    )


if __name__ == "__main__":
    sys.exit(main())
