"""Talking with whoever runs a command: lines out, passwords in without showing them."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from app.basics.problems import WorldProblem

_SHORTEST = 12


class NoPassword(WorldProblem):
    """A password is needed and none came, or none that will do."""


def say(sentence: str) -> None:
    """Print one line, at once even when the output is a file."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def add_url(parser: argparse.ArgumentParser) -> None:
    """The database that a command is about."""
    parser.add_argument(
        "--url",
        required=True,
        type=_url,
        help="sqlite:///FILE, or postgresql://OWNER:PASSWORD@HOST/DATABASE signing in as the owner of the tables",
    )


def _url(text: str) -> str:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        kind = make_url(text).get_backend_name()
    except ArgumentError:
        kind = ""
    if kind not in ("sqlite", "postgresql"):
        sentence = "this is no database of Fairhand; write sqlite:///FILE or postgresql://HOST/DATABASE"
        raise argparse.ArgumentTypeError(sentence)
    return text


def new_password(whose: str) -> str:
    """A new password, asked twice at a terminal, else read as one line. Raises NoPassword."""
    password = ask_password(f"New password for {whose}: ")
    if len(password) < _SHORTEST:
        raise NoPassword(f"A password has at least {_SHORTEST} characters.", "Three or four words make a good one.")
    if sys.stdin.isatty() and getpass.getpass("Once more: ") != password:
        raise NoPassword("The two are not the same.", "Begin again.")
    return password


def ask_password(prompt: str) -> str:
    """A password, without showing it at a terminal, else the next line of the input. Raises NoPassword."""
    password = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if not password:
        raise NoPassword("No password was given.", "Type it, or put it on the command's input as one line.")
    return password


def group(commands: Any, name: str, what: str) -> Any:
    """A command with commands of its own."""
    parser = commands.add_parser(name, help=what, description=what.capitalize() + ".")
    return parser.add_subparsers(required=True, metavar="COMMAND")
