"""``demo``: make the invented office."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from app.admin_cli.terminal import add_url, say

_MEMBERS = 20_000


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo", help="make the demo office", description="Make an invented office to try and to test with."
    )
    parser.add_argument("--members", type=int, default=_MEMBERS, metavar="N", help=f"how many ({_MEMBERS:,})")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another number makes other people (1)")
    parser.add_argument("--today", type=date.fromisoformat, metavar="D", help="its day, as 2026-11-20 (today)")
    parser.add_argument("--replace", action="store_true", help="over an older demo; a real office is never replaced")
    parser.add_argument("--password", metavar="P", help="of everybody in a demo on PostgreSQL (one is made up)")
    add_url(parser)
    parser.set_defaults(carry_out=_make)


def _make(options: argparse.Namespace) -> int:
    from app.demo.make_demo import make_demo

    made = make_demo(
        options.url,
        options.members,
        seed=options.seed,
        today=options.today,
        password=options.password,
        replace=options.replace,
        say=say,
    )
    say(
        f"The demo office is ready: {made.members:,} members, {made.cases} complaints, {made.letters} letters, "
        f"in {made.seconds:.0f} s."
    )
    say(f"Sign in as {', '.join(made.logins[:-1])} or {made.logins[-1]}.")
    say(f"Everybody's password: {made.password}" if made.password else "Nobody is asked for a password.")
    return 0
