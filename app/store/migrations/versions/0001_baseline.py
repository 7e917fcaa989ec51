"""The baseline: all tables as they were when the first office was made. Written by ``remake``."""

from __future__ import annotations

from alembic import op

from app.store.migrations.baseline import (
    calendars,
    complaints,
    contacts,
    correspondence,
    knowledge,
    members,
    staff,
    store,
)

revision = "0001_582cca18"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "blob",
    "calendar",
    "circle",
    "desk",
    "office_info",
    "partner",
    "person",
    "reference_series",
    "adjustment",
    "closed_day",
    "contact_point",
    "former_name",
    "membership",
    "person_warning",
    "representative",
    "search_token",
    "staff",
    "absence",
    "action",
    "authority_grant",
    "calendar_year",
    "circle_member",
    "contact",
    "draft_text",
    "lease",
    "letter",
    "library_version",
    "staff_role",
    "starter",
    "change",
    "complaint",
    "letter_comment_copy",
    "letter_draft",
    "letter_enclosure",
    "letter_kept_reading",
    "letter_revision",
    "letter_sent_to",
    "letter_token",
    "letter_writer",
    "library_withdrawal",
    "task",
    "chronology_line",
    "complaint_hand",
    "complaint_head",
    "complaint_likeness",
    "complaint_party",
    "complaint_reference",
    "complaint_token",
    "letter_comment",
    "letter_decision",
    "letter_event",
    "letter_reading_confirmed",
    "letter_release",
    "letter_revision_enclosure",
    "letter_suggestion",
    "pile",
    "request",
    "sla_clock",
    "stage_answer",
    "whole_file",
    "complaint_head_step",
    "evidence",
    "letter_read_afterwards",
    "remedy",
    "stage_finding",
    "evidence_head",
    "staff_question",
    "question_head",
)


def upgrade() -> None:
    store.make_blob()
    calendars.make_calendar()
    staff.make_circle()
    staff.make_desk()
    store.make_office_info()
    members.make_partner()
    members.make_person()
    store.make_reference_series()
    members.make_adjustment()
    calendars.make_closed_day()
    members.make_contact_point()
    members.make_former_name()
    members.make_membership()
    members.make_person_warning()
    members.make_representative()
    members.make_search_token()
    staff.make_staff()
    staff.make_absence()
    store.make_action()
    staff.make_authority_grant()
    calendars.make_calendar_year()
    staff.make_circle_member()
    contacts.make_contact()
    store.make_draft_text()
    store.make_lease()
    correspondence.make_letter()
    knowledge.make_library_version()
    staff.make_staff_role()
    staff.make_starter()
    store.make_change()
    complaints.make_complaint()
    correspondence.make_letter_comment_copy()
    correspondence.make_letter_draft()
    correspondence.make_letter_enclosure()
    correspondence.make_letter_kept_reading()
    correspondence.make_letter_revision()
    correspondence.make_letter_sent_to()
    correspondence.make_letter_token()
    correspondence.make_letter_writer()
    knowledge.make_library_withdrawal()
    contacts.make_task()
    complaints.make_chronology_line()
    complaints.make_complaint_hand()
    complaints.make_complaint_head()
    complaints.make_complaint_likeness()
    complaints.make_complaint_party()
    complaints.make_complaint_reference()
    complaints.make_complaint_token()
    correspondence.make_letter_comment()
    correspondence.make_letter_decision()
    correspondence.make_letter_event()
    correspondence.make_letter_reading_confirmed()
    correspondence.make_letter_release()
    correspondence.make_letter_revision_enclosure()
    correspondence.make_letter_suggestion()
    complaints.make_pile()
    complaints.make_request()
    complaints.make_sla_clock()
    complaints.make_stage_answer()
    complaints.make_whole_file()
    complaints.make_complaint_head_step()
    complaints.make_evidence()
    correspondence.make_letter_read_afterwards()
    complaints.make_remedy()
    complaints.make_stage_finding()
    complaints.make_evidence_head()
    complaints.make_staff_question()
    complaints.make_question_head()
    if op.get_bind().dialect.name == "postgresql":
        op.create_foreign_key(
            "fk_letter_approved_revision_id", "letter", "letter_revision", ["approved_revision_id"], ["id"]
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_letter_approved_revision_id", "letter")
    for table in reversed(TABLES):
        op.drop_table(table)
