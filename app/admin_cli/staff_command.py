"""``staff``: list, add, give a new password, grant authority. The URL signs in as the owner of the tables."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from app.admin_cli.terminal import add_url, group, new_password, say

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SUMS = ("refund", "actual_loss", "consolatory", "ex_gratia")
_ROLES = ("adviser", "senior_adviser", "team_leader", "manager", "administrator", "auditor", "post_room")


def add_to(commands: Any) -> None:
    """Add the commands."""
    actions = group(commands, "staff", "the people who work in an office")
    listed = actions.add_parser("list", help="who works here")
    listed.set_defaults(carry_out=_list)
    add = actions.add_parser("add", help="add somebody; asks for the password")
    add.add_argument("login", help="what they sign in with; on PostgreSQL a login of the server")
    add.add_argument("--name", required=True, help="as it stands under letters")
    add.add_argument("--job-title", required=True, help="as it stands under letters")
    add.add_argument("--role", required=True, choices=_ROLES)
    add.add_argument("--desk", required=True, metavar="CODE", help="the desk's code")
    add.add_argument("--email", help="at work")
    add.set_defaults(carry_out=_add)
    password = actions.add_parser("password", help="give somebody a new password; asks for it")
    password.add_argument("login")
    password.set_defaults(carry_out=_password)
    leave = actions.add_parser("leave", help="close the way in for somebody who has left, from today")
    leave.add_argument("login")
    leave.set_defaults(carry_out=_leave)
    starter = actions.add_parser("starter", help="until a day all letters of somebody who starts need a second person")
    starter.add_argument("login")
    starter.add_argument(
        "until", metavar="DAY", type=date.fromisoformat, help="the last day: 2027-01-31; one that is over ends it"
    )
    starter.set_defaults(carry_out=_starter)
    _add_grants(actions)
    for parser in (
        listed,
        add,
        password,
        leave,
        starter,
        *(actions.choices[name] for name in ("grant", "end-grant", "grants")),
    ):
        add_url(parser)


def _add_grants(actions: Any) -> None:
    grants = actions.add_parser("grants", help="who may decide on which sums")
    grants.set_defaults(carry_out=_grants)
    grant = actions.add_parser("grant", help="let somebody, or a role, decide on sums of a kind, up to a limit a case")
    grant.add_argument("kind", choices=_SUMS)
    grant.add_argument("limit", metavar="LIMIT", help='with its currency: "GBP 500.00"')
    whose = grant.add_mutually_exclusive_group(required=True)
    whose.add_argument("--login", default="", help="one person")
    whose.add_argument("--role", choices=_ROLES, help="everybody of a role")
    grant.set_defaults(carry_out=_grant)
    end = actions.add_parser("end-grant", help="end an authority, from today")
    end.add_argument("number", type=int, help="as “grants” shows it")
    end.set_defaults(carry_out=_end_grant)


def _list(options: argparse.Namespace) -> int:
    from sqlalchemy import select

    from app.basics.dates import show_date
    from app.staff.permissions import ROLE_NAMES
    from app.staff.tables import Desk, Staff, StaffRole

    query = (
        select(Staff.login, Staff.display_name, StaffRole.role, Desk.code, Staff.ended_on)
        .join(Desk, Desk.id == Staff.desk_id)
        .outerjoin(StaffRole, (StaffRole.staff_id == Staff.id) & StaffRole.until_on.is_(None))
        .order_by(Staff.login)
    )
    with owner(options.url) as connection:
        for row in connection.execute(query):
            role = ROLE_NAMES[row.role] if row.role else "no role"
            left = f", left on {show_date(row.ended_on)}" if row.ended_on else ""
            say(f"{row.login:<14} {row.display_name:<28} {role}, desk {row.code}{left}")
    return 0


def _add(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from app.staff.first_people import NewPerson, add_people, begin_owners_action
    from app.staff.tables import Role

    person = NewPerson(
        login=options.login,
        name=options.name,
        job_title=options.job_title,
        role=Role(options.role),
        desk_code=options.desk,
        email=options.email,
        password=new_password(options.name),
    )
    now = datetime.now(UTC)
    with owner(options.url) as connection:
        begin_owners_action(connection, "staff.add_people", f"Added {options.login}.", now)
        add_people(connection, [person], now.date())
    say(f"{options.name} may sign in as {options.login}.")
    return 0


def _password(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from app.staff.first_people import begin_owners_action, change_password

    password = new_password(options.login)
    with owner(options.url) as connection:
        begin_owners_action(connection, "staff.change_password", f"For {options.login}.", datetime.now(UTC))
        change_password(connection, options.login, password)
    say(f"{options.login} has a new password.")
    return 0


def _grants(options: argparse.Namespace) -> int:
    from app.basics.dates import show_date
    from app.staff.grant_authority import grants_of

    with owner(options.url) as connection:
        for one in grants_of(connection):
            until = f", until {show_date(one.until_on)}" if one.until_on else ""
            since = f"from {show_date(one.from_on)}{until}"
            say(f"{one.id:>4}  {one.kind:<12} up to {one.limit!s:>14} a case  {one.whose}, {since}")
    return 0


def _grant(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from app.basics.money import Money
    from app.staff.first_people import begin_owners_action
    from app.staff.grant_authority import grant_authority
    from app.staff.tables import Role

    limit, now = Money.parse(options.limit), datetime.now(UTC)
    whose = options.login or options.role
    role = Role(options.role) if options.role else None
    with owner(options.url) as connection:
        begin_owners_action(connection, "staff.grant_authority", f"{options.kind} up to {limit} for {whose}.", now)
        number = grant_authority(connection, options.kind, limit, now.date(), login=options.login, role=role)
    say(f"Grant {number}: {whose} may decide on {options.kind} up to {limit} a case.")
    return 0


def _end_grant(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from app.staff.first_people import begin_owners_action
    from app.staff.grant_authority import end_authority

    now = datetime.now(UTC)
    with owner(options.url) as connection:
        begin_owners_action(connection, "staff.end_authority", f"Grant {options.number} ended.", now)
        end_authority(connection, options.number, now.date())
    say(f"Grant {options.number} counts no more.")
    return 0


def _leave(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from app.staff.first_people import begin_owners_action, end_person

    now = datetime.now(UTC)
    with owner(options.url) as connection:
        begin_owners_action(connection, "staff.end_person", f"{options.login} left.", now)
        end_person(connection, options.login, now.date())
    say(f"{options.login} can no longer sign in. What they did keeps their name.")
    return 0


def _starter(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from app.basics.dates import show_date
    from app.staff.first_people import begin_owners_action, read_all_letters_of

    until, now = options.until, datetime.now(UTC)
    with owner(options.url) as connection:
        begin_owners_action(connection, "staff.set_starter", f"{options.login} until {until}.", now)
        read_all_letters_of(connection, options.login, until, now)
    say(f"All letters of {options.login} need a second person until {show_date(until)}.")
    return 0


@contextmanager
def owner(url: str) -> Iterator[Connection]:
    """One transaction of the owner of an office that fits this program."""
    from app.store.engines import installing, make_engine, write_transaction
    from app.store.installation import check_version

    engine = make_engine(url)
    try:
        check_version(engine)
        with write_transaction(engine) as connection, installing(connection):
            yield connection
    finally:
        engine.dispose()
