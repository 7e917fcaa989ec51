"""Tables of correspondence in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import AT, ID, JSON, by_bytes, may, need, one_of, words


def make_letter() -> None:
    op.create_table(
        "letter",
        need("id", ID),
        need("reference", words(20)),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need("addressee_id", ID, sa.ForeignKey("person.id")),
        may("subject", words(80)),
        need("desk_id", ID, sa.ForeignKey("desk.id")),
        need("kind", words(40)),
        need("title", words(200)),
        need("template_code", words(60)),
        need("language", words(12)),
        need("state", one_of("letterstate", 40, "editing", "submitted", "returned", "approved", "posted", "withdrawn")),
        need("author_id", ID, sa.ForeignKey("staff.id")),
        need("created_at", AT),
        may("submitted_at", AT),
        may(
            "approved_revision_id",
            ID,
            sa.ForeignKey("letter_revision.id", use_alter=True, name="fk_letter_approved_revision_id"),
        ),
        may("planned_on", sa.Date()),
        may("posted_on", sa.Date()),
        may("corrects_id", ID, sa.ForeignKey("letter.id")),
        need("tracked", words(13)),
        need("stopped_because", words(4000)),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.UniqueConstraint("reference"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_addressee_id", "letter", ["addressee_id"])
    op.create_index("ix_letter_author_id", "letter", ["author_id"])
    op.create_index("ix_letter_circle_id", "letter", ["circle_id"])
    op.create_index("ix_letter_corrects_id", "letter", ["corrects_id"])
    op.create_index("ix_letter_person_id", "letter", ["person_id"])
    op.create_index("ix_letter_planned_on", "letter", ["planned_on"])
    op.create_index("ix_letter_state_submitted_at", "letter", ["state", "submitted_at"])
    op.create_index("ix_letter_subject", "letter", ["subject"])


def make_letter_comment_copy() -> None:
    op.create_table(
        "letter_comment_copy",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("block_ids", JSON),
        need("pdf_sha256", words(64)),
        need("to_whom", words(200)),
        need("made_by_id", ID, sa.ForeignKey("staff.id")),
        need("made_at", AT),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_comment_copy_circle_id", "letter_comment_copy", ["circle_id"])
    op.create_index("ix_letter_comment_copy_letter_id", "letter_comment_copy", ["letter_id"])


def make_letter_draft() -> None:
    op.create_table(
        "letter_draft",
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("content", JSON),
        need("facts", JSON),
        need("saved_at", AT),
        need("saved_by_id", ID, sa.ForeignKey("staff.id")),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("letter_id"),
    )
    op.create_index("ix_letter_draft_circle_id", "letter_draft", ["circle_id"])


def make_letter_enclosure() -> None:
    op.create_table(
        "letter_enclosure",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("place", ID),
        need("source", words(80)),
        need("added_by_id", ID, sa.ForeignKey("staff.id")),
        need("added_at", AT),
        may("taken_out_at", AT),
        need("title", words(200)),
        may(
            "file_type",
            one_of("filetype", 40, "pdf", "png", "jpeg", "tiff", "text", "eml", "msg", "docx", "xlsx", "odt", "ods"),
        ),
        need("file_name", words(200)),
        may("blob_id", ID, sa.ForeignKey("blob.id")),
        need("sha256", words(64)),
        need("size", ID),
        may("paper_blob_id", ID, sa.ForeignKey("blob.id")),
        need("paper_sha256", words(64)),
        need("pages", ID),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_enclosure_blob_id", "letter_enclosure", ["blob_id"])
    op.create_index("ix_letter_enclosure_circle_id", "letter_enclosure", ["circle_id"])
    op.create_index("ix_letter_enclosure_letter_id", "letter_enclosure", ["letter_id"])
    op.create_index("ix_letter_enclosure_paper_blob_id", "letter_enclosure", ["paper_blob_id"])


def make_letter_kept_reading() -> None:
    op.create_table(
        "letter_kept_reading",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("rule", words(20)),
        need("block_id", words(120)),
        need("fingerprint", words(64)),
        need("words", words(200)),
        need("reason", words(4000)),
        need("kept_by_id", ID, sa.ForeignKey("staff.id")),
        need("kept_at", AT),
        may("let_go_at", AT),
        may("circle_id", ID),
        sa.UniqueConstraint("letter_id", "rule", "block_id", "fingerprint"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_kept_reading_circle_id", "letter_kept_reading", ["circle_id"])
    op.create_index("ix_letter_kept_reading_rule", "letter_kept_reading", ["rule"])


def make_letter_revision() -> None:
    op.create_table(
        "letter_revision",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("number", ID),
        need("content", JSON),
        need("content_sha256", words(64)),
        need("facts", JSON),
        need("facts_sha256", words(64)),
        may("template_version_id", ID, sa.ForeignKey("library_version.id")),
        need("pdf_blob_id", ID, sa.ForeignKey("blob.id")),
        need("pdf_sha256", words(64)),
        need("page_count", ID),
        need("findings", JSON),
        need("submitted_by_id", ID, sa.ForeignKey("staff.id")),
        need("submitted_at", AT),
        need("note", words(4000)),
        may("words_of_id", ID, sa.ForeignKey("letter_revision.id")),
        may("circle_id", ID),
        sa.UniqueConstraint("letter_id", "number"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_revision_circle_id", "letter_revision", ["circle_id"])


def make_letter_sent_to() -> None:
    op.create_table(
        "letter_sent_to",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        may("to_id", ID, sa.ForeignKey("staff.id")),
        need("office", words(200)),
        need("note", words(4000)),
        need("by_id", ID, sa.ForeignKey("staff.id")),
        need("at", AT),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_sent_to_circle_id", "letter_sent_to", ["circle_id"])
    op.create_index("ix_letter_sent_to_letter_id", "letter_sent_to", ["letter_id"])


def make_letter_token() -> None:
    op.create_table(
        "letter_token",
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("token", by_bytes(80)),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("letter_id", "token"),
    )
    op.create_index("ix_letter_token_token", "letter_token", ["token", "letter_id"], postgresql_include=["circle_id"])


def make_letter_writer() -> None:
    op.create_table(
        "letter_writer",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need("since", AT),
        may("circle_id", ID),
        sa.UniqueConstraint("letter_id", "staff_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_writer_circle_id", "letter_writer", ["circle_id"])


def make_letter_comment() -> None:
    op.create_table(
        "letter_comment",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        may("revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need("block_id", words(120)),
        need("text", words(4000)),
        need("from_whom", words(200)),
        need("by_id", ID, sa.ForeignKey("staff.id")),
        need("at", AT),
        may("settled_at", AT),
        may("settled_by_id", ID, sa.ForeignKey("staff.id")),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_comment_circle_id", "letter_comment", ["circle_id"])
    op.create_index("ix_letter_comment_letter_id", "letter_comment", ["letter_id"])


def make_letter_decision() -> None:
    op.create_table(
        "letter_decision",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need("number", ID),
        need("verdict", one_of("verdict", 40, "approved", "returned", "taken_back")),
        need("reason", words(4000)),
        need("decided_by_id", ID, sa.ForeignKey("staff.id")),
        need("decided_at", AT),
        may("in_place_of_id", ID, sa.ForeignKey("staff.id")),
        may("circle_id", ID),
        sa.UniqueConstraint("revision_id", "number"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_decision_circle_id", "letter_decision", ["circle_id"])
    op.create_index("ix_letter_decision_decided_by_id", "letter_decision", ["decided_by_id"])
    op.create_index("ix_letter_decision_letter_id", "letter_decision", ["letter_id"])


def make_letter_event() -> None:
    op.create_table(
        "letter_event",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        may("revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need(
            "kind",
            one_of(
                "lettereventkind",
                40,
                "exported",
                "email_drafted",
                "printed",
                "print_failed",
                "reprinted",
                "posted",
                "tracked",
                "approval_taken_back",
                "reopened",
                "re_dated",
                "stopped",
                "returned_mail",
                "address_confirmed",
                "withdrawn",
                "copied_for_comment",
                "corrected",
            ),
        ),
        need("at", AT),
        need("by_id", ID, sa.ForeignKey("staff.id")),
        need("detail", words(4000)),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_event_circle_id", "letter_event", ["circle_id"])
    op.create_index("ix_letter_event_letter_id_at", "letter_event", ["letter_id", "at"])


def make_letter_reading_confirmed() -> None:
    op.create_table(
        "letter_reading_confirmed",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need("rule", words(20)),
        need("block_id", words(120)),
        need("fingerprint", words(64)),
        need("by_id", ID, sa.ForeignKey("staff.id")),
        need("at", AT),
        may("circle_id", ID),
        sa.UniqueConstraint("revision_id", "rule", "block_id", "fingerprint", "by_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_reading_confirmed_circle_id", "letter_reading_confirmed", ["circle_id"])
    op.create_index("ix_letter_reading_confirmed_letter_id", "letter_reading_confirmed", ["letter_id"])


def make_letter_release() -> None:
    op.create_table(
        "letter_release",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need("procedure_version_id", ID, sa.ForeignKey("library_version.id")),
        need("own_words", ID),
        need("rule", words(4000)),
        need("released_by_id", ID, sa.ForeignKey("staff.id")),
        need("released_at", AT),
        need("sample_percent", ID),
        may("circle_id", ID),
        sa.UniqueConstraint("revision_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_release_circle_id", "letter_release", ["circle_id"])
    op.create_index("ix_letter_release_letter_id", "letter_release", ["letter_id"])


def make_letter_revision_enclosure() -> None:
    op.create_table(
        "letter_revision_enclosure",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need("enclosure_id", ID, sa.ForeignKey("letter_enclosure.id")),
        need("number", ID),
        need("title", words(200)),
        may(
            "file_type",
            one_of("filetype", 40, "pdf", "png", "jpeg", "tiff", "text", "eml", "msg", "docx", "xlsx", "odt", "ods"),
        ),
        need("file_name", words(200)),
        may("blob_id", ID, sa.ForeignKey("blob.id")),
        need("sha256", words(64)),
        need("size", ID),
        may("paper_blob_id", ID, sa.ForeignKey("blob.id")),
        need("paper_sha256", words(64)),
        need("pages", ID),
        may("circle_id", ID),
        sa.UniqueConstraint("revision_id", "number"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_revision_enclosure_blob_id", "letter_revision_enclosure", ["blob_id"])
    op.create_index("ix_letter_revision_enclosure_circle_id", "letter_revision_enclosure", ["circle_id"])
    op.create_index("ix_letter_revision_enclosure_enclosure_id", "letter_revision_enclosure", ["enclosure_id"])
    op.create_index("ix_letter_revision_enclosure_letter_id", "letter_revision_enclosure", ["letter_id"])
    op.create_index("ix_letter_revision_enclosure_paper_blob_id", "letter_revision_enclosure", ["paper_blob_id"])


def make_letter_suggestion() -> None:
    op.create_table(
        "letter_suggestion",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need("block_id", words(120)),
        need("words", words(50000)),
        need("by_id", ID, sa.ForeignKey("staff.id")),
        need("at", AT),
        may("settled_at", AT),
        may("settled_by_id", ID, sa.ForeignKey("staff.id")),
        need("is_taken", sa.Boolean()),
        need("reply", words(4000)),
        may("slip", one_of("slipkind", 40, "spelling", "comma", "doubled_word", "capital", "space")),
        need("was", words(60)),
        need("now", words(60)),
        need("text_before", words(60)),
        need("text_behind", words(60)),
        may("mended_revision_id", ID, sa.ForeignKey("letter_revision.id")),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_suggestion_circle_id", "letter_suggestion", ["circle_id"])
    op.create_index("ix_letter_suggestion_letter_id", "letter_suggestion", ["letter_id"])


def make_letter_read_afterwards() -> None:
    op.create_table(
        "letter_read_afterwards",
        need("id", ID),
        need("letter_id", ID, sa.ForeignKey("letter.id")),
        need("release_id", ID, sa.ForeignKey("letter_release.id")),
        need("remark", words(4000)),
        need("read_by_id", ID, sa.ForeignKey("staff.id")),
        need("read_at", AT),
        may("circle_id", ID),
        sa.UniqueConstraint("release_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_read_afterwards_circle_id", "letter_read_afterwards", ["circle_id"])
    op.create_index("ix_letter_read_afterwards_letter_id", "letter_read_afterwards", ["letter_id"])
