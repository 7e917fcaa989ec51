"""``office``: make one from a set-up file, bring one up to this program, look whether one is whole."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.admin_cli.guards_command import check_guards
from app.admin_cli.setup_file import read_setup
from app.admin_cli.terminal import add_url, group, new_password, say

if TYPE_CHECKING:
    from app.staff.first_people import NewPerson


def add_to(commands: Any) -> None:
    """Add the commands."""
    actions = group(commands, "office", "an office's database")
    create = actions.add_parser("create", help="make an office in an empty database; asks for passwords")
    create.add_argument(
        "setup", type=Path, metavar="SETUP.toml", help="desks, calendars and people; see `office example`"
    )
    create.set_defaults(carry_out=_create)
    upgrade = actions.add_parser("upgrade", help="bring the office up to this program")
    upgrade.set_defaults(carry_out=_upgrade)
    check = actions.add_parser("check", help="say whether office and program fit each other and all guards stand")
    check.set_defaults(carry_out=check_guards)
    for parser in (create, upgrade, check):
        add_url(parser)
    example = actions.add_parser("example", help="print a set-up file to begin from")
    example.set_defaults(carry_out=_example)


def _create(options: argparse.Namespace) -> int:
    from app.office import Office
    from app.schema import METADATA
    from app.staff.first_people import add_desks, add_people, begin_owners_action
    from app.store.engines import installing, make_engine, write_transaction
    from app.store.installation import create_office

    found = read_setup(options.setup)
    people = [_person(person) for person in found["person"]]
    administrator = next(person for person in people if person.role == "administrator")
    now = datetime.now(UTC)
    create_office(options.url, found["name"], METADATA)
    engine = make_engine(options.url)
    try:
        with write_transaction(engine) as connection, installing(connection):
            begin_owners_action(connection, "office.create", f"Set up from {options.setup.name}.", now)
            add_desks(connection, found["desk"])
            add_people(connection, people, now.date())
    finally:
        engine.dispose()
    office = Office.sign_in(_as_person(options.url), administrator.login, administrator.password or "")
    try:
        _set_up_rules(office, found["calendar"], now.year)
    finally:
        office.close()
    say(f"{found['name']} is ready. {administrator.name} may sign in as {administrator.login}.")
    return 0


def _set_up_rules(office: Any, calendars: list[dict[str, Any]], year: int) -> None:
    from app.calendars.confirm_year import add_calendar, confirm_year
    from app.knowledge.load_seed import load_library

    for place in calendars:
        names = (place["code"], place["name"], place["country"])
        office.act(add_calendar, *names, place.get("subdivision"), place.get("weekend"))
        for confirmed in (year - 1, year, year + 1):
            office.act(confirm_year, place["code"], confirmed)
    office.act(load_library)


def _person(found: dict[str, Any]) -> NewPerson:
    from app.staff.first_people import NewPerson
    from app.staff.tables import Role

    password = new_password(f"{found['name']} ({found['login']})")
    return NewPerson(
        found["login"], found["name"], found["title"], Role(found["role"]), found["desk"], found.get("email"), password
    )


def _as_person(url: str) -> str:
    """The same database without the owner's login."""
    from sqlalchemy import make_url

    return make_url(url).set(username=None, password=None).render_as_string(hide_password=False)


def _upgrade(options: argparse.Namespace) -> int:
    from app.record.rewrite_search import rewrite_search
    from app.schema import METADATA
    from app.store.installation import upgrade

    upgrade(options.url, METADATA, rewrite_search)
    say("The office fits this program, and its guards are in.")
    return 0


def _example(_options: argparse.Namespace) -> int:
    from importlib.resources import files

    say((files("app.admin_cli") / "example-office.toml").read_text(encoding="utf-8").rstrip())
    return 0
