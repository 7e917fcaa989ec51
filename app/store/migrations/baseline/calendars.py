"""Tables of calendars in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import ID, may, need, one_of, words


def make_calendar() -> None:
    op.create_table(
        "calendar",
        need("id", ID),
        need("code", words(40)),
        need("name", words(200)),
        need("country", words(2)),
        may("subdivision", words(12)),
        need("categories", words(200)),
        need("weekend", words(20)),
        sa.UniqueConstraint("code"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_closed_day() -> None:
    op.create_table(
        "closed_day",
        need("id", ID),
        need("calendar_id", ID, sa.ForeignKey("calendar.id")),
        need("day", sa.Date()),
        need("name", words(200)),
        need("kind", one_of("closeddaykind", 40, "public", "own")),
        sa.UniqueConstraint("calendar_id", "day"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_calendar_year() -> None:
    op.create_table(
        "calendar_year",
        need("id", ID),
        need("calendar_id", ID, sa.ForeignKey("calendar.id")),
        need("year", ID),
        need("confirmed_on", sa.Date()),
        may("confirmed_by_id", ID, sa.ForeignKey("staff.id")),
        sa.UniqueConstraint("calendar_id", "year"),
        sa.PrimaryKeyConstraint("id"),
    )
