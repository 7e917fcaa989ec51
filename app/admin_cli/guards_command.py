"""``guards``: hold what the database enforces against what this program expects."""

from __future__ import annotations

import argparse
from typing import Any

from app.admin_cli.terminal import add_url, group, say


def add_to(commands: Any) -> None:
    """Add the command."""
    actions = group(commands, "guards", "what the database itself enforces")
    check = actions.add_parser("check", help="name every guard that is missing, changed or not ours")
    add_url(check)
    check.set_defaults(carry_out=check_guards)


def check_guards(options: argparse.Namespace) -> int:
    """Name each difference; 1 when there is one."""
    from app.schema import METADATA
    from app.store.engines import make_engine
    from app.store.guards.catalogue import differences
    from app.store.installation import check_version

    engine = make_engine(options.url)
    try:
        check_version(engine)
        with engine.connect() as connection:
            wrong = differences(connection, METADATA)
    finally:
        engine.dispose()
    for line in wrong:
        say(line)
    say("All guards stand." if not wrong else "“office upgrade” puts the guards in again.")
    return 1 if wrong else 0
