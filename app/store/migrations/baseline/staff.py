"""Tables of staff in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import AT, ID, may, need, one_of, words


def make_circle() -> None:
    op.create_table(
        "circle",
        need("id", ID),
        need("name", words(200)),
        sa.UniqueConstraint("name"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_desk() -> None:
    op.create_table(
        "desk",
        need("id", ID),
        need("code", words(12)),
        need("name", words(200)),
        need("organisation", words(200)),
        need("reference_prefix", words(6)),
        need("address_lines", words(4000)),
        need("country", words(2)),
        need("phone", words(40)),
        need("email", words(254)),
        need("website", words(200)),
        need("opening_hours", words(200)),
        need("last_collection", words(5)),
        need("zone", words(60)),
        need("calendar_code", words(40)),
        need("procedure_code", words(60)),
        need("letter_layout", one_of("letterlayout", 40, "notify", "uk-dl", "uk-c5")),
        need("unknown_language", words(12)),
        need("version", sa.Integer()),
        sa.UniqueConstraint("code"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_staff() -> None:
    op.create_table(
        "staff",
        need("id", ID),
        need("login", words(60)),
        need("display_name", words(200)),
        need("job_title", words(200)),
        may("email", words(254)),
        need("desk_id", ID, sa.ForeignKey("desk.id")),
        may("password_hash", words(200)),
        need("started_on", sa.Date()),
        may("ended_on", sa.Date()),
        need("version", sa.Integer()),
        sa.UniqueConstraint("login"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_absence() -> None:
    op.create_table(
        "absence",
        need("id", ID),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need("from_on", sa.Date()),
        need("last_on", sa.Date()),
        may("cover_id", ID, sa.ForeignKey("staff.id")),
        need("set_by_id", ID, sa.ForeignKey("staff.id")),
        need("set_at", AT),
        may("ended_at", AT),
        need("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_absence_staff_id_last_on", "absence", ["staff_id", "last_on"])


def make_authority_grant() -> None:
    op.create_table(
        "authority_grant",
        need("id", ID),
        need("kind", words(40)),
        may("staff_id", ID, sa.ForeignKey("staff.id")),
        may(
            "role",
            one_of(
                "role",
                40,
                "adviser",
                "senior_adviser",
                "team_leader",
                "manager",
                "administrator",
                "auditor",
                "post_room",
            ),
        ),
        may("currency", words(3)),
        may("limit_minor", sa.BigInteger()),
        may("territory", words(8)),
        need("from_on", sa.Date()),
        may("until_on", sa.Date()),
        sa.PrimaryKeyConstraint("id"),
    )


def make_circle_member() -> None:
    op.create_table(
        "circle_member",
        need("id", ID),
        need("circle_id", ID, sa.ForeignKey("circle.id")),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        sa.UniqueConstraint("circle_id", "staff_id"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_staff_role() -> None:
    op.create_table(
        "staff_role",
        need("id", ID),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need(
            "role",
            one_of(
                "role",
                40,
                "adviser",
                "senior_adviser",
                "team_leader",
                "manager",
                "administrator",
                "auditor",
                "post_room",
            ),
        ),
        need("from_on", sa.Date()),
        may("until_on", sa.Date()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_staff_role_staff_id_from_on", "staff_role", ["staff_id", "from_on"])


def make_starter() -> None:
    op.create_table(
        "starter",
        need("id", ID),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need("until_on", sa.Date()),
        may("set_by_id", ID, sa.ForeignKey("staff.id")),
        need("set_at", AT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_starter_staff_id", "starter", ["staff_id"])
