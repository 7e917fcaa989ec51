"""Tables of knowledge in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import AT, ID, JSON, may, need, one_of, words


def make_library_version() -> None:
    op.create_table(
        "library_version",
        need("id", ID),
        need("kind", one_of("librarykind", 40, "template", "clause", "standard", "procedure", "cause", "article")),
        need("code", words(60)),
        need("language", words(12)),
        need("version", ID),
        need("title", words(200)),
        need("citation", words(200)),
        need("body", words(50000)),
        may("data", JSON),
        need("sha256", words(64)),
        need("in_force_from", sa.Date()),
        may("in_force_until", sa.Date()),
        need("default_to_review", sa.Boolean()),
        need("added_at", AT),
        may("added_by_id", ID, sa.ForeignKey("staff.id")),
        may("came_from_id", ID, sa.ForeignKey("library_version.id")),
        need("reason", words(4000)),
        sa.UniqueConstraint("kind", "code", "language", "version"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_library_version_kind_code_in_force_from", "library_version", ["kind", "code", "in_force_from"])


def make_library_withdrawal() -> None:
    op.create_table(
        "library_withdrawal",
        need("id", ID),
        need("version_id", ID, sa.ForeignKey("library_version.id")),
        need("withdrawn_at", AT),
        need("withdrawn_by_id", ID, sa.ForeignKey("staff.id")),
        need("reason", words(4000)),
        sa.UniqueConstraint("version_id"),
        sa.PrimaryKeyConstraint("id"),
    )
