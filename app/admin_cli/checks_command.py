"""``checks``: the rules that letters are held against, and how often the authors of letters overruled each."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.admin_cli.terminal import add_url, group, say

if TYPE_CHECKING:
    from sqlalchemy import Connection

_GROUNDS = {"record": "certain", "reading": "a reading", "both": "either"}


def add_to(commands: Any) -> None:
    """Add the commands."""
    actions = group(commands, "checks", "the rules that letters are held against")
    listed = actions.add_parser("list", help="every rule, its source, and whether it is certain or a reading")
    listed.set_defaults(carry_out=_list)
    used = actions.add_parser("used", help="how often each reading was kept against its rule, and confirmed")
    used.set_defaults(carry_out=_used)
    add_url(used)


def _list(_options: argparse.Namespace) -> int:
    from letters.checks.book import BOOK

    for note in BOOK:
        say(f"{note.code:<8} {_GROUNDS[note.ground]:<10} {note.asks} ({note.source})")
    return 0


def _used(options: argparse.Namespace) -> int:
    from app.admin_cli.staff_command import owner
    from letters.checks.book import NOTES

    with owner(options.url) as connection:
        rows = _counted(connection)
    for rule, kept, letters, confirmed, refused in rows:
        asks = NOTES[rule].asks if rule in NOTES else ""
        say(f"{rule:<8} kept {kept} in {letters} letters, confirmed {confirmed}, refused {refused}: {asks}")
    if not rows:
        say("No reading was ever kept.")
    return 0


def _counted(connection: Connection) -> list[Any]:
    from app.correspondence.kept_readings import overruled_by_rule

    return list(connection.execute(overruled_by_rule()).all())
