"""Tables of contacts in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import AT, ID, JSON, may, need, one_of, words


def make_contact() -> None:
    op.create_table(
        "contact",
        need("id", ID),
        may("person_id", ID, sa.ForeignKey("person.id")),
        need("desk_id", ID, sa.ForeignKey("desk.id")),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need("channel", one_of("channel", 40, "call", "email", "letter", "chat", "visit")),
        need("direction", one_of("direction", 40, "in", "out")),
        need("happened_at", AT),
        need("wanted", words(50000)),
        need("said", words(50000)),
        need(
            "caller_kind",
            one_of(
                "callerkind",
                40,
                "member",
                "prospective_member",
                "public_user",
                "legal_professional",
                "representative",
                "elected_member",
                "partner",
                "unknown",
            ),
        ),
        need("caller_name", words(200)),
        need("caller_check", one_of("callercheck", 40, "passed", "failed", "not_done", "not_needed")),
        may("caller_checked", JSON),
        need("dissatisfied", sa.Boolean()),
        need("dissatisfied_about", words(4000)),
        may("complaint_wanted", one_of("complaintwanted", 40, "yes", "no", "asked")),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_contact_circle_id", "contact", ["circle_id"])
    op.create_index("ix_contact_person_id_happened_at", "contact", ["person_id", "happened_at"])
    op.create_index("ix_contact_staff_id_happened_at", "contact", ["staff_id", "happened_at"])


def make_task() -> None:
    op.create_table(
        "task",
        need("id", ID),
        need("reference", words(20)),
        need("kind", one_of("taskkind", 40, "promise", "action", "translation", "other")),
        may("person_id", ID, sa.ForeignKey("person.id")),
        may("contact_id", ID, sa.ForeignKey("contact.id")),
        may("subject", words(80)),
        need("what", words(4000)),
        need("due_at", AT),
        need("owner_id", ID, sa.ForeignKey("staff.id")),
        may("done_at", AT),
        may("done_by_id", ID, sa.ForeignKey("staff.id")),
        need("done_note", words(4000)),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.UniqueConstraint("reference"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_task_circle_id", "task", ["circle_id"])
    op.create_index("ix_task_contact_id", "task", ["contact_id"])
    op.create_index("ix_task_owner_id_done_at_due_at", "task", ["owner_id", "done_at", "due_at"])
    op.create_index("ix_task_person_id", "task", ["person_id"])
    op.create_index("ix_task_subject", "task", ["subject"])
