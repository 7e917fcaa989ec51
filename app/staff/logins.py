"""The database logins of people on PostgreSQL: one a person, in the group that the person's role belongs to."""

from __future__ import annotations

from psycopg import sql
from sqlalchemy import Connection

from app.staff.tables import Role
from app.store.guards.groups import ADMINISTRATOR, AUDITOR, GROUPS, POST_ROOM, STAFF

GROUP_OF_ROLE = {
    Role.ADVISER: STAFF,
    Role.SENIOR_ADVISER: STAFF,
    Role.TEAM_LEADER: STAFF,
    Role.MANAGER: STAFF,
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.AUDITOR: AUDITOR,
    Role.POST_ROOM: POST_ROOM,
}


def create_login(connection: Connection, login: str, password: str, role: Role) -> None:
    """Make the login of a person; the caller's connection must own the office (CREATEROLE)."""
    _run(connection, "create role {login} login inherit nocreatedb nocreaterole", login)
    set_password(connection, login, password)
    set_group(connection, login, role)


def set_password(connection: Connection, login: str, password: str) -> None:
    """Give a login a new password; only its SCRAM verifier leaves this machine."""
    pgconn = connection.connection.driver_connection.pgconn  # type: ignore[union-attr]
    verifier = pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    _run(connection, "alter role {login} login password {verifier}", login, verifier=sql.Literal(verifier))


def set_group(connection: Connection, login: str, role: Role) -> None:
    """Put a login into the group of its role, and out of all others."""
    group = GROUP_OF_ROLE[role]
    for other in sorted(set(GROUPS) - {group}):
        _run(connection, "revoke {group} from {login}", login, group=sql.Identifier(other))
    _run(connection, "grant {group} to {login}", login, group=sql.Identifier(group))


def close_login(connection: Connection, login: str) -> None:
    """Somebody has left: the login stays as a name in the audit and lets nobody in."""
    _run(connection, "alter role {login} nologin password null", login)


def _run(connection: Connection, statement: str, login: str, **parts: sql.Composable) -> None:
    composed = sql.SQL(statement).format(login=sql.Identifier(login), **parts)
    connection.exec_driver_sql(composed.as_string(None))
