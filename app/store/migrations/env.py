"""What Alembic runs: the caller hands over an open connection and the metadata; there is no alembic.ini."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, MetaData, text

# Any number that no other program on the server uses: two upgrades at once would wait for one another.
_ADVISORY_LOCK = 4_614_326_801


def run() -> None:
    """Migrate on the connection in ``config.attributes``, in the caller's transaction."""
    connection: Connection = context.config.attributes["connection"]
    metadata: MetaData = context.config.attributes["metadata"]
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    context.run_migrations()


run()
