"""`fairhand`: arguments, logging, the last net, signing in, and the window."""

from __future__ import annotations

import argparse
import gc
import logging
import logging.handlers
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import platformdirs

from app import VERSION

LOG_BYTES = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status."""
    options = _parser().parse_args(arguments)
    _start_log()
    import_program()
    let_the_window_run()
    if options.tour is not None:
        from ui.tour.command import run_tour

        return run_tour(Path(options.tour))
    from ui.program import Program

    return Program(demo=options.demo, profile=options.profile).run()


def import_program() -> None:
    """Import what the window needs, the office first, and search none of it for garbage, now or later.

    PySide6 reads and keeps the source of what is imported after it: 19 MB for the office's libraries. The searches
    take a fifth of the time, and find nothing: what is imported stays.
    """
    gc.disable()
    import_module("app.office")
    import_module("ui.program")
    import_module("ui.contacts.today_page")  # which nearly everybody sees first
    gc.freeze()
    gc.enable()


def let_the_window_run() -> None:
    """Python's own settings are made for programs that nobody watches; these keep a window from stuttering.

    A worker gives the window its turn after 0.5 ms, not 5. A full collection of garbage goes through everything that
    was imported and stops every thread for 0.1 s and more: it comes thirty times as seldom as usual. What waits for it
    is little: a few thousand small things for each window that was closed.
    """
    sys.setswitchinterval(0.0005)
    gc.set_threshold(2_000, 10, 100)


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


class LogFile(logging.handlers.RotatingFileHandler):
    """A line that the disk does not take is let go: nobody's work waits for the log."""

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(folder / "fairhand.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", delay=True)

    def handleError(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def _start_log() -> None:
    """A file of this person's that support can ask for, never more than three times a megabyte; no record in it."""
    to_file = LogFile(platformdirs.user_log_path("fairhand", appauthor=False))
    to_screen = logging.StreamHandler()
    to_screen.setLevel(logging.WARNING)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=[to_file, to_screen]
    )


if __name__ == "__main__":
    sys.exit(main())
