"""The groups of logins on PostgreSQL; what each may do in a table stands in ``grants.py``."""

from __future__ import annotations

from sqlalchemy import Connection, text

STAFF = "fairhand_staff"
ADMINISTRATOR = "fairhand_administrator"
AUDITOR = "fairhand_auditor"
POST_ROOM = "fairhand_post_room"
GROUPS = (STAFF, ADMINISTRATOR, AUDITOR, POST_ROOM)


def make_groups(connection: Connection) -> None:
    """Make the groups where they are missing; a server has them once, for all its offices."""
    there = connection.execute(text("select rolname from pg_roles where rolname like 'fairhand\\_%'")).scalars().all()
    for group in GROUPS:
        if group not in there:
            connection.execute(text(f"create role {group} nologin"))
