"""``calendar``: confirm a year, after which deadlines may fall in it."""

from __future__ import annotations

import argparse
from typing import Any

from app.admin_cli.terminal import add_url, ask_password, group, say


def add_to(commands: Any) -> None:
    """Add the command."""
    actions = group(commands, "calendar", "working calendars")
    confirm = actions.add_parser("confirm", help="store the public holidays of a year; asks for your password")
    confirm.add_argument("code", help="the calendar, such as england")
    confirm.add_argument("year", type=int, help="the year")
    confirm.add_argument("--login", required=True, help="who confirms: a manager or administrator of the office")
    add_url(confirm)
    confirm.set_defaults(carry_out=_confirm)


def _confirm(options: argparse.Namespace) -> int:
    from app.calendars.confirm_year import confirm_year
    from app.office import Office

    office = Office.sign_in(options.url, options.login, ask_password(f"Password of {options.login}: "))
    try:
        days = office.act(confirm_year, options.code, options.year).result
    finally:
        office.close()
    say(f"Confirmed {options.year} of {options.code}: {days} days are closed.")
    return 0
