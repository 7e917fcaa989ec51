"""Tables of members in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import ID, by_bytes, may, need, one_of, words


def make_partner() -> None:
    op.create_table(
        "partner",
        need("id", ID),
        need("code", words(12)),
        need("name", words(200)),
        need("territory", words(8)),
        may("email", words(254)),
        may("phone", words(40)),
        need("version", sa.Integer()),
        sa.UniqueConstraint("code"),
        sa.PrimaryKeyConstraint("id"),
    )


def make_person() -> None:
    op.create_table(
        "person",
        need("id", ID),
        need("kind", one_of("personkind", 40, "person", "organisation")),
        need("family_name", words(200)),
        need("given_names", words(200)),
        need("family_name_first", sa.Boolean()),
        may("native_name", words(200)),
        may("name_on_letters", words(200)),
        need("title", words(40)),
        need("post_nominals", words(200)),
        may("form_of_address", words(200)),
        may("born_on", sa.Date()),
        may("died_on", sa.Date()),
        may("preferred_channel", one_of("channel", 40, "call", "email", "letter", "chat", "visit")),
        need("language", words(12)),
        may("zone", words(60)),
        need("territory", words(8)),
        may("registration_body", words(60)),
        may("registration_number", words(40)),
        need("sort_key", by_bytes(300)),
        may("merged_into_id", ID, sa.ForeignKey("person.id")),
        may("ended_on", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_person_circle_id", "person", ["circle_id"])
    op.create_index("ix_person_sort_key_id", "person", ["sort_key", "id"])


def make_adjustment() -> None:
    op.create_table(
        "adjustment",
        need("id", ID),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need(
            "kind",
            one_of(
                "adjustmentkind",
                40,
                "clear_print",
                "large_print_16",
                "large_print",
                "large_print_22",
                "braille",
                "audio",
                "easy_read",
                "bsl_relay",
                "phone_only",
                "phone_first",
                "longer_time",
                "named_contact",
                "other_language",
            ),
        ),
        need("detail", words(4000)),
        need("from_on", sa.Date()),
        may("review_on", sa.Date()),
        may("until_on", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_adjustment_circle_id", "adjustment", ["circle_id"])
    op.create_index("ix_adjustment_person_id", "adjustment", ["person_id"])


def make_contact_point() -> None:
    op.create_table(
        "contact_point",
        need("id", ID),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need("kind", one_of("pointkind", 40, "address", "phone", "email")),
        need("label", words(60)),
        need("position", sa.Double()),
        need("is_preferred", sa.Boolean()),
        may("value", words(254)),
        may("organisation", words(200)),
        may("line1", words(200)),
        may("line2", words(200)),
        may("line3", words(200)),
        may("sublocality", words(200)),
        may("locality", words(200)),
        may("region", words(200)),
        may("postcode", words(20)),
        may("country", words(2)),
        may("from_on", sa.Date()),
        may("until_on", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_contact_point_circle_id", "contact_point", ["circle_id"])
    op.create_index("ix_contact_point_person_id_kind", "contact_point", ["person_id", "kind"])


def make_former_name() -> None:
    op.create_table(
        "former_name",
        need("id", ID),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need("name", words(200)),
        may("until_on", sa.Date()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_former_name_circle_id", "former_name", ["circle_id"])
    op.create_index("ix_former_name_person_id", "former_name", ["person_id"])


def make_membership() -> None:
    op.create_table(
        "membership",
        need("id", ID),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need("member_number", words(10)),
        need("kind", words(40)),
        need("territory", words(8)),
        need("grade", words(60)),
        need("specialty", words(80)),
        need(
            "state",
            one_of(
                "membershipstate",
                40,
                "pending_payment",
                "active",
                "in_arrears",
                "lapsed",
                "deferred",
                "retired",
                "resigned",
                "deceased",
            ),
        ),
        need("joined_on", sa.Date()),
        need("started_on", sa.Date()),
        may("ends_on", sa.Date()),
        may("partner_id", ID, sa.ForeignKey("partner.id")),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.UniqueConstraint("member_number"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_membership_circle_id", "membership", ["circle_id"])
    op.create_index("ix_membership_partner_id", "membership", ["partner_id"])
    op.create_index("ix_membership_person_id", "membership", ["person_id"])


def make_person_warning() -> None:
    op.create_table(
        "person_warning",
        need("id", ID),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need("kind", one_of("warningkind", 40, "deceased", "support_need", "difficult_contact", "do_not_write")),
        need("text", words(4000)),
        need("since_on", sa.Date()),
        may("until_on", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_person_warning_circle_id", "person_warning", ["circle_id"])
    op.create_index("ix_person_warning_person_id", "person_warning", ["person_id"])


def make_representative() -> None:
    op.create_table(
        "representative",
        need("id", ID),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need("representative_person_id", ID, sa.ForeignKey("person.id")),
        need("relationship_kind", words(60)),
        need("consent", one_of("consentstate", 40, "requested", "valid", "expired", "withdrawn")),
        need("scope", words(4000)),
        may("given_on", sa.Date()),
        may("expires_on", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_representative_circle_id", "representative", ["circle_id"])
    op.create_index("ix_representative_person_id", "representative", ["person_id"])
    op.create_index("ix_representative_representative_person_id", "representative", ["representative_person_id"])


def make_search_token() -> None:
    op.create_table(
        "search_token",
        need("token", by_bytes(80)),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need("kind", words(8)),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("token", "person_id", "kind"),
    )
    op.create_index("ix_search_token_person", "search_token", ["person_id", "token"], postgresql_include=["circle_id"])
    op.create_index(
        "ix_search_token_token", "search_token", ["token", "person_id", "kind"], postgresql_include=["circle_id"]
    )
