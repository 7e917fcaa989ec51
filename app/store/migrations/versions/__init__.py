"""The steps by which the tables change; each is a file that Alembic finds."""
