"""Tables of store in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import AT, ID, JSON, given, may, need, words


def make_blob() -> None:
    op.create_table(
        "blob",
        need("id", ID),
        need("subject", words(80)),
        need("sha256", words(64)),
        need("kept_as", words(72)),
        need("media_type", words(80)),
        need("size", ID),
        need("content", sa.LargeBinary()),
        may("circle_id", ID),
        sa.UniqueConstraint("subject", "kept_as", "sha256"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_blob_circle_id", "blob", ["circle_id"])


def make_office_info() -> None:
    op.create_table(
        "office_info",
        given("id", ID),
        need("name", words(200)),
        need("uid", sa.Uuid()),
        need("is_demo", sa.Boolean()),
        need("test_mode", sa.Boolean()),
        need("search_form_version", ID),
        may("guards_sha256", words(64)),
        need("draw_salt", words(64)),
        sa.PrimaryKeyConstraint("id"),
    )


def make_reference_series() -> None:
    op.create_table(
        "reference_series",
        need("id", ID),
        need("kind", words(12)),
        need("year", ID),
        need("last_number", ID),
        sa.UniqueConstraint("kind", "year"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_action() -> None:
    op.create_table(
        "action",
        need("id", ID),
        need("request_id", sa.Uuid()),
        need("verb", words(80)),
        need("reason", words(4000)),
        may("staff_id", ID, sa.ForeignKey("staff.id")),
        need("at", AT),
        need("program", words(40)),
        may("subject", words(80)),
        may("result", JSON),
        may("touched", JSON),
        sa.UniqueConstraint("request_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_action_subject_id", "action", ["subject", "id"])


def make_draft_text() -> None:
    op.create_table(
        "draft_text",
        need("id", ID),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need("subject", words(80)),
        need("field", words(140)),
        need("text", words(50000)),
        need("updated_at", AT),
        sa.UniqueConstraint("staff_id", "subject", "field"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_lease() -> None:
    op.create_table(
        "lease",
        need("id", ID),
        need("subject", words(80)),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need("taken_at", AT),
        need("expires_at", AT),
        sa.UniqueConstraint("subject"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_change() -> None:
    op.create_table(
        "change",
        need("id", ID),
        may("action_id", ID, sa.ForeignKey("action.id")),
        need("table_name", words(60)),
        need("row_id", ID),
        need("kind", words(6)),
        need("at", AT),
        may("payload", JSON),
        may("salt", words(64)),
        may("digest", words(64)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_change_action_id", "change", ["action_id"])
    op.create_index("ix_change_table_name_row_id_id", "change", ["table_name", "row_id", "id"])
