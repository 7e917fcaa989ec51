"""The first desks and people of an office, put in by its owner: nobody is there yet who could do it as a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select, text, update

from app import PROGRAM
from app.basics.problems import BadInput, FieldProblem, NotFound, WorldProblem
from app.basics.text import clean_line
from app.staff.tables import Desk, LetterLayout, Role, Staff, StaffRole, Starter
from app.store.engines import bind_action
from app.store.guards.groups import GROUPS
from app.store.tables import Action
from letters.languages import LETTER_LANGUAGES


class LoginTaken(WorldProblem):
    """Somebody has that login already, here or in another office on the same server."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to begin work: ``desk_code`` names a desk that is there; no password means none is asked (demo)."""

    login: str
    name: str
    job_title: str
    role: Role
    desk_code: str
    email: str | None = None
    password: str | None = None


def begin_owners_action(connection: Connection, verb: str, reason: str, at: datetime) -> None:
    """Name what the owner does in this transaction, so that its changes do not stand there as direct SQL."""
    row = {"request_id": uuid4(), "verb": verb, "reason": reason, "at": at, "program": PROGRAM}
    action_id = connection.execute(insert(Action).values(row).returning(Action.id)).scalar_one()
    bind_action(connection, action_id, None)


_IF_NAMED = {
    "collection": "last_collection",
    "layout": "letter_layout",
    "unknown_language": "unknown_language",
}
_DESK = {
    "code": "code", "name": "name", "organisation": "organisation", "prefix": "reference_prefix", "country": "country",
    "phone": "phone", "email": "email", "website": "website", "hours": "opening_hours", "zone": "zone",
    "calendar": "calendar_code", "procedure": "procedure_code",
}  # fmt: skip


_LOGIN = re.compile(r"[\w.@\\-]{1,60}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def add_desks(connection: Connection, desks: Sequence[Mapping[str, Any]]) -> None:
    """Add desks as a set-up file has them: the keys of ``_DESK``, and ``address`` as a list of lines.

    ``layout`` (of its letters, else GOV.UK Notify's), ``unknown_language`` (of a letter to somebody whose language
    nobody knows yet, else English) and ``collection`` (when the post is last fetched, else "17:30"; empty: whenever a
    letter is ready) may be left out.

    The caller's transaction is the owner's, under ``installing``. Raises BadInput as ``bad_choices`` has it.
    """
    problems = [problem for at, desk in enumerate(desks, 1) for problem in bad_choices(at, desk)]
    if problems:
        raise BadInput(problems)
    for desk in desks:
        row = {column: desk[key] for key, column in _DESK.items()}
        row |= {column: desk[key] for key, column in _IF_NAMED.items() if key in desk}
        connection.execute(insert(Desk).values(row | {"address_lines": "\n".join(desk["address"]), "version": 1}))


def bad_choices(at: int, desk: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """What of a desk's layout, language and hour of the post is none of those that there are."""
    choices = {"layout": {layout.value for layout in LetterLayout}, "unknown_language": LETTER_LANGUAGES}
    for key, allowed in choices.items():
        if key in desk and desk[key] not in allowed:
            sentence = f"Desk {at} of the set-up file has “{key}” {desk[key]!r}; write {', '.join(sorted(allowed))}."
            yield FieldProblem(f"desk.{at}.{key}", sentence)
    collection = desk.get("collection")
    if collection and not _TIME.fullmatch(collection):
        yield FieldProblem(f"desk.{at}.collection", f"Desk {at}: “{collection}” is no time of day like 17:30.")


def add_people(
    connection: Connection, people: Sequence[NewPerson], started_on: date, *, reuse_logins: bool = False
) -> dict[str, int]:
    """Add people with their role from ``started_on``; returns their ids by login.

    The caller's transaction is the owner's, under ``installing``. On PostgreSQL each gets a login of the server with
    the password; ``reuse_logins`` takes over a login that Fairhand made there before. On SQLite the password's scrypt
    hash is stored. Raises LoginTaken, NotFound for an unknown desk, and BadInput as ``person_problems`` has it.
    """
    told = (person_problems(person.login, person.name, person.job_title, person.email) for person in people)
    problems = [problem for of_one in told for problem in of_one]
    if problems:
        raise BadInput(problems)
    desks = {row.code: row.id for row in connection.execute(select(Desk.code, Desk.id))}
    ids: dict[str, int] = {}
    for person in people:
        if person.desk_code not in desks:
            raise NotFound(f"There is no desk “{person.desk_code}”.", f"There are: {', '.join(sorted(desks))}.")
        _refuse_taken(connection, person.login)
        row = connection.execute(insert(Staff).values(_row(connection, person, desks, started_on)).returning(Staff.id))
        ids[person.login] = staff_id = row.scalar_one()
        connection.execute(insert(StaffRole).values(staff_id=staff_id, role=person.role, from_on=started_on))
        if connection.dialect.name == "postgresql":
            _server_login(connection, person, reuse=reuse_logins)
    return ids


def person_problems(login: str, name: str, job_title: str, email: str | None) -> Iterator[FieldProblem]:
    """What is wrong with how somebody signs in, is called and is reached."""
    if not _LOGIN.fullmatch(login):
        sentence = f"“{login}” is no login: it has up to 60 letters, digits, dots, hyphens, _, @ or \\, and no blanks."
        yield FieldProblem("login", sentence)
    for key, value in (("name", name), ("job title", job_title)):
        if not clean_line(value):
            yield FieldProblem(key, f"“{login}” needs a {key}: it stands under letters.")
    if email and not _EMAIL.fullmatch(email):
        yield FieldProblem("email", f"“{email}” is no e-mail address.")


def change_password(connection: Connection, login: str, password: str) -> None:
    """Give somebody of the office a new password. Raises NotFound."""
    _known(connection, login)
    if connection.dialect.name == "postgresql":
        from app.staff.logins import set_password

        set_password(connection, login, password)
        return
    from app.staff.passwords import hash_password

    connection.execute(update(Staff).where(Staff.login == login).values(password_hash=hash_password(password)))


def end_person(connection: Connection, login: str, on: date) -> None:
    """Somebody leaves: from this day their roles are over and nothing lets them in; their name stays on what they did.

    Raises NotFound.
    """
    staff_id = _known(connection, login)
    left = {"ended_on": on, "password_hash": None, "version": Staff.version + 1}
    connection.execute(update(Staff).where(Staff.id == staff_id, Staff.ended_on.is_(None)).values(left))
    held = (StaffRole.staff_id == staff_id, StaffRole.until_on.is_(None))
    connection.execute(update(StaffRole).where(*held).values(until_on=on))
    if connection.dialect.name == "postgresql":
        from app.staff.logins import close_login

        close_login(connection, login)


def read_all_letters_of(connection: Connection, login: str, until_on: date, at: datetime) -> None:
    """Until this day (the last) all letters of somebody need a second person. Raises NotFound."""
    row = {"staff_id": _known(connection, login), "until_on": until_on, "set_at": at}
    connection.execute(insert(Starter).values(row))


def _known(connection: Connection, login: str) -> int:
    staff_id = connection.scalar(select(Staff.id).where(Staff.login == login))
    if staff_id is None:
        raise NotFound(f"Nobody here signs in as “{login}”.")
    return staff_id


def _refuse_taken(connection: Connection, login: str) -> None:
    if connection.scalar(select(Staff.id).where(Staff.login == login)) is not None:
        raise LoginTaken(f"Somebody here signs in as “{login}” already.", "Choose another login.")


def _row(connection: Connection, person: NewPerson, desks: dict[str, int], started_on: date) -> dict[str, object]:
    return {
        "login": clean_line(person.login),
        "display_name": clean_line(person.name),
        "job_title": clean_line(person.job_title),
        "email": person.email,
        "desk_id": desks[person.desk_code],
        "password_hash": _hashed(connection, person.password),
        "started_on": started_on,
        "version": 1,
    }


def _hashed(connection: Connection, password: str | None) -> str | None:
    if password is None or connection.dialect.name == "postgresql":
        return None
    from app.staff.passwords import hash_password

    return hash_password(password)


def _server_login(connection: Connection, person: NewPerson, *, reuse: bool) -> None:
    from app.staff.logins import create_login, set_group, set_password

    if person.password is None:
        raise ValueError(f"the login {person.login} needs a password on PostgreSQL")
    groups = _groups_of(connection, person.login)
    if groups is None:
        create_login(connection, person.login, person.password, person.role)
        return
    if not reuse or not groups & set(GROUPS):
        raise LoginTaken(
            f"The server has a login “{person.login}” already.",
            "Choose another, or remove that one if it is left over from a demo.",
        )
    set_password(connection, person.login, person.password)
    set_group(connection, person.login, person.role)


def _groups_of(connection: Connection, login: str) -> set[str] | None:
    """The groups a login of the server is in; None where there is no such login."""
    known = connection.execute(text("select oid from pg_roles where rolname = :login"), {"login": login}).scalar()
    if known is None:
        return None
    query = "select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = :known"
    return set(connection.execute(text(query), {"known": known}).scalars())
