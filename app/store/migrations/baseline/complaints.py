"""Tables of complaints in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import AT, ID, JSON, by_bytes, may, need, one_of, words


def make_complaint() -> None:
    op.create_table(
        "complaint",
        need("id", ID),
        need("reference", words(20)),
        need("person_id", ID, sa.ForeignKey("person.id")),
        need(
            "complainant_kind",
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
        may("representative_id", ID, sa.ForeignKey("representative.id")),
        need("desk_id", ID, sa.ForeignKey("desk.id")),
        need("owner_id", ID, sa.ForeignKey("staff.id")),
        need("procedure_version_id", ID, sa.ForeignKey("library_version.id")),
        need("stage", words(40)),
        may("asked_on", sa.Date()),
        need("they_say", words(50000)),
        need("late_reason", words(4000)),
        need(
            "state",
            one_of(
                "complaintstate",
                40,
                "received",
                "acknowledged",
                "investigating",
                "drafting",
                "in_approval",
                "responded",
                "closed",
                "reopened",
                "out_of_scope",
            ),
        ),
        need("title", words(200)),
        need("channel", one_of("channel", 40, "call", "email", "letter", "chat", "visit")),
        need("raised_on", sa.Date()),
        need("raised_where", words(200)),
        need("raised_with", words(200)),
        need("raised_tried", words(4000)),
        need("received_at", AT),
        need("their_reference", words(60)),
        need("case_number", words(60)),
        need("court", words(200)),
        may("hearing_on", sa.Date()),
        need("in_their_words", words(50000)),
        need("outcome_sought", words(4000)),
        need("looked_at", words(4000)),
        may("from_contact_id", ID, sa.ForeignKey("contact.id")),
        may(
            "outcome",
            one_of("outcome", 40, "upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn", "redirected"),
        ),
        may("respond_by", sa.Date()),
        may("acknowledged_on", sa.Date()),
        may("responded_on", sa.Date()),
        may("limit_from_on", sa.Date()),
        may("closed_on", sa.Date()),
        need("closed_reason", words(4000)),
        need("reopened_reason", words(4000)),
        may("out_of_scope_route", words(60)),
        need("holding_reason", words(4000)),
        may("holding_until", sa.Date()),
        may("holding_kind", one_of("extensionkind", 40, "agreed", "notified")),
        may("joined_to_id", ID, sa.ForeignKey("complaint.id")),
        may("joined_on", sa.Date()),
        may("external_reference", words(60)),
        may("entered_at", AT),
        may("entered_by_id", ID, sa.ForeignKey("staff.id")),
        need("settled_at_once", sa.Boolean()),
        may("waits_until", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.UniqueConstraint("desk_id", "external_reference"),
        sa.UniqueConstraint("reference"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_complaint_circle_id", "complaint", ["circle_id"])
    op.create_index(
        "ix_complaint_desk_id_entered_at_raised_on_id", "complaint", ["desk_id", "entered_at", "raised_on", "id"]
    )
    op.create_index("ix_complaint_from_contact_id", "complaint", ["from_contact_id"])
    op.create_index("ix_complaint_joined_to_id", "complaint", ["joined_to_id"])
    op.create_index("ix_complaint_owner_id_state", "complaint", ["owner_id", "state"])
    op.create_index("ix_complaint_person_id", "complaint", ["person_id"])
    op.create_index("ix_complaint_state_respond_by_id", "complaint", ["state", "respond_by", "id"])


def make_chronology_line() -> None:
    op.create_table(
        "chronology_line",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("happened_on", sa.Date()),
        need("happened_at", words(5)),
        need("what", words(4000)),
        need("source", words(200)),
        may("struck_on", sa.Date()),
        need("struck_why", words(4000)),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chronology_line_circle_id", "chronology_line", ["circle_id"])
    op.create_index("ix_chronology_line_complaint_id_happened_on", "chronology_line", ["complaint_id", "happened_on"])


def make_complaint_hand() -> None:
    op.create_table(
        "complaint_hand",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("stage", words(40)),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        may("circle_id", ID),
        sa.UniqueConstraint("complaint_id", "stage", "staff_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_complaint_hand_circle_id", "complaint_hand", ["circle_id"])


def make_complaint_head() -> None:
    op.create_table(
        "complaint_head",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("position", sa.Double()),
        need("title", words(200)),
        need("what_they_say", words(50000)),
        may("event_on", sa.Date()),
        need("what_happened", words(50000)),
        may("standard_version_id", ID, sa.ForeignKey("library_version.id")),
        need("what_should_have_happened", words(50000)),
        may("met", one_of("met", 40, "met", "partly", "not_met")),
        may("fault", words(60)),
        may(
            "outcome",
            one_of("outcome", 40, "upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn", "redirected"),
        ),
        need("finding", words(50000)),
        need("reason", words(50000)),
        may("effect_level", ID),
        need("effect", words(50000)),
        may("symptom", words(60)),
        may("root_cause", words(60)),
        may("corrective_action", words(60)),
        may("redirected_to", words(60)),
        may("joined_to_id", ID, sa.ForeignKey("complaint_head.id")),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_complaint_head_circle_id", "complaint_head", ["circle_id"])
    op.create_index("ix_complaint_head_complaint_id_position", "complaint_head", ["complaint_id", "position"])
    op.create_index("ix_complaint_head_joined_to_id", "complaint_head", ["joined_to_id"])
    op.create_index("ix_complaint_head_symptom", "complaint_head", ["symptom"])


def make_complaint_likeness() -> None:
    op.create_table(
        "complaint_likeness",
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("procedure", words(60)),
        need("token", by_bytes(80)),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("complaint_id", "token"),
    )
    op.create_index(
        "ix_complaint_likeness_token",
        "complaint_likeness",
        ["procedure", "token", "complaint_id"],
        postgresql_include=["circle_id"],
    )


def make_complaint_party() -> None:
    op.create_table(
        "complaint_party",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("position", sa.Double()),
        need(
            "role",
            one_of("partyrole", 40, "claimant", "defendant", "applicant", "respondent", "appellant", "firm", "other"),
        ),
        need("name", words(200)),
        need("acts_for", words(200)),
        need("fee_earner", words(200)),
        need("dx", words(60)),
        may("ended_on", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_complaint_party_circle_id", "complaint_party", ["circle_id"])
    op.create_index("ix_complaint_party_complaint_id_position", "complaint_party", ["complaint_id", "position"])


def make_complaint_reference() -> None:
    op.create_table(
        "complaint_reference",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("position", sa.Double()),
        need("whose", words(200)),
        need("number", words(60)),
        may("ended_on", sa.Date()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_complaint_reference_circle_id", "complaint_reference", ["circle_id"])
    op.create_index("ix_complaint_reference_complaint_id_position", "complaint_reference", ["complaint_id", "position"])


def make_complaint_token() -> None:
    op.create_table(
        "complaint_token",
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("token", by_bytes(80)),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("complaint_id", "token"),
    )
    op.create_index(
        "ix_complaint_token_token", "complaint_token", ["token", "complaint_id"], postgresql_include=["circle_id"]
    )


def make_pile() -> None:
    op.create_table(
        "pile",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("file_name", words(200)),
        need("sha256", words(64)),
        need("size", ID),
        need("pages", ID),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pile_circle_id", "pile", ["circle_id"])
    op.create_index("ix_pile_complaint_id", "pile", ["complaint_id"])


def make_request() -> None:
    op.create_table(
        "request",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("stage", words(40)),
        need("pause", words(60)),
        need("name", words(200)),
        need("stops_clock", sa.Boolean()),
        need("what", words(4000)),
        need("of_whom", words(200)),
        need("otherwise", words(4000)),
        need("asked_on", sa.Date()),
        need("due_on", sa.Date()),
        may("chased_on", sa.Date()),
        may("ended_on", sa.Date()),
        may("outcome", one_of("requestoutcome", 40, "came", "without", "overtaken")),
        need("ended_why", words(4000)),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_request_circle_id", "request", ["circle_id"])
    op.create_index("ix_request_complaint_id_ended_on", "request", ["complaint_id", "ended_on"])


def make_sla_clock() -> None:
    op.create_table(
        "sla_clock",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("kind", one_of("clockkind", 40, "acknowledge", "respond")),
        need("stage", words(40)),
        need("state", one_of("clockstate", 40, "running", "met", "missed", "extended", "held", "stopped")),
        need("started_on", sa.Date()),
        need("due_on", sa.Date()),
        may("met_on", sa.Date()),
        need("trace", JSON),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.UniqueConstraint("complaint_id", "kind", "stage"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sla_clock_circle_id", "sla_clock", ["circle_id"])
    op.create_index("ix_sla_clock_state_due_on", "sla_clock", ["state", "due_on"])


def make_stage_answer() -> None:
    op.create_table(
        "stage_answer",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("stage", words(40)),
        may("asked_on", sa.Date()),
        need("they_say", words(50000)),
        need("late_reason", words(4000)),
        need("owner_id", ID, sa.ForeignKey("staff.id")),
        may("acknowledged_on", sa.Date()),
        need("answered_on", sa.Date()),
        may(
            "outcome",
            one_of("outcome", 40, "upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn", "redirected"),
        ),
        need("ended_at", AT),
        may("circle_id", ID),
        sa.UniqueConstraint("complaint_id", "stage"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_stage_answer_circle_id", "stage_answer", ["circle_id"])


def make_whole_file() -> None:
    op.create_table(
        "whole_file",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("made_by_id", ID, sa.ForeignKey("staff.id")),
        need("made_at", AT),
        need("pages", ID),
        need("sha256", words(64)),
        need("left_out", words(50000)),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_whole_file_circle_id", "whole_file", ["circle_id"])
    op.create_index("ix_whole_file_complaint_id", "whole_file", ["complaint_id"])


def make_complaint_head_step() -> None:
    op.create_table(
        "complaint_head_step",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("head_id", ID, sa.ForeignKey("complaint_head.id")),
        need("kind", one_of("headstep", 40, "added", "withdrawn", "redirected", "joined", "separated", "taken_up")),
        need("stage", words(40)),
        need("noted_on", sa.Date()),
        need("staff_id", ID, sa.ForeignKey("staff.id")),
        need("reason", words(50000)),
        may(
            "outcome",
            one_of("outcome", 40, "upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn", "redirected"),
        ),
        need("finding_reason", words(50000)),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_complaint_head_step_circle_id", "complaint_head_step", ["circle_id"])
    op.create_index("ix_complaint_head_step_complaint_id", "complaint_head_step", ["complaint_id"])
    op.create_index("ix_complaint_head_step_head_id_id", "complaint_head_step", ["head_id", "id"])


def make_evidence() -> None:
    op.create_table(
        "evidence",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("title", words(200)),
        may("dated_on", sa.Date()),
        need("from_whom", words(200)),
        need("shows", words(4000)),
        need(
            "file_type",
            one_of("filetype", 40, "pdf", "png", "jpeg", "tiff", "text", "eml", "msg", "docx", "xlsx", "odt", "ods"),
        ),
        need("file_name", words(200)),
        need("blob_id", ID, sa.ForeignKey("blob.id")),
        need("sha256", words(64)),
        need("size", ID),
        may("pages", ID),
        need("added_on", sa.Date()),
        may("pile_id", ID, sa.ForeignKey("pile.id")),
        may("first_page", ID),
        may("last_page", ID),
        may("set_aside_on", sa.Date()),
        need("set_aside_why", words(4000)),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_evidence_blob_id", "evidence", ["blob_id"])
    op.create_index("ix_evidence_circle_id", "evidence", ["circle_id"])
    op.create_index("ix_evidence_complaint_id_sha256", "evidence", ["complaint_id", "sha256"])
    op.create_index("ix_evidence_pile_id", "evidence", ["pile_id"])


def make_remedy() -> None:
    op.create_table(
        "remedy",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("head_id", ID, sa.ForeignKey("complaint_head.id")),
        need(
            "kind",
            one_of(
                "remedykind", 40, "apology", "correction", "action", "refund", "actual_loss", "consolatory", "ex_gratia"
            ),
        ),
        need("stage", words(40)),
        need("text", words(4000)),
        need("owner", words(200)),
        may("due_on", sa.Date()),
        need("state", one_of("remedystate", 40, "proposed", "approved", "done", "withdrawn")),
        may("done_on", sa.Date()),
        may("amount_minor", sa.BigInteger()),
        may("currency", words(3)),
        need("proof", words(4000)),
        may("task_id", ID, sa.ForeignKey("task.id")),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_remedy_circle_id", "remedy", ["circle_id"])
    op.create_index("ix_remedy_complaint_id", "remedy", ["complaint_id"])
    op.create_index("ix_remedy_head_id", "remedy", ["head_id"])
    op.create_index("ix_remedy_task_id", "remedy", ["task_id"])


def make_stage_finding() -> None:
    op.create_table(
        "stage_finding",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("stage_answer_id", ID, sa.ForeignKey("stage_answer.id")),
        need("head_id", ID, sa.ForeignKey("complaint_head.id")),
        may("met", one_of("met", 40, "met", "partly", "not_met")),
        may("fault", words(60)),
        may("effect_level", ID),
        may(
            "outcome",
            one_of("outcome", 40, "upheld", "partly_upheld", "not_upheld", "no_finding", "withdrawn", "redirected"),
        ),
        need("finding", words(50000)),
        need("reason", words(50000)),
        need("effect", words(50000)),
        may("circle_id", ID),
        sa.UniqueConstraint("stage_answer_id", "head_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_stage_finding_circle_id", "stage_finding", ["circle_id"])
    op.create_index("ix_stage_finding_complaint_id", "stage_finding", ["complaint_id"])
    op.create_index("ix_stage_finding_head_id", "stage_finding", ["head_id"])


def make_evidence_head() -> None:
    op.create_table(
        "evidence_head",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("evidence_id", ID, sa.ForeignKey("evidence.id")),
        need("head_id", ID, sa.ForeignKey("complaint_head.id")),
        need("holds", sa.Boolean()),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.UniqueConstraint("evidence_id", "head_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_evidence_head_circle_id", "evidence_head", ["circle_id"])
    op.create_index("ix_evidence_head_complaint_id", "evidence_head", ["complaint_id"])
    op.create_index("ix_evidence_head_head_id", "evidence_head", ["head_id"])


def make_staff_question() -> None:
    op.create_table(
        "staff_question",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("reference", words(20)),
        need("of_whom", words(200)),
        need("email", words(320)),
        need("question", words(4000)),
        need("asked_on", sa.Date()),
        need("asked_by_id", ID, sa.ForeignKey("staff.id")),
        need("due_on", sa.Date()),
        may("chased_on", sa.Date()),
        may("ended_on", sa.Date()),
        may("outcome", one_of("questionoutcome", 40, "answered", "given_up", "overtaken")),
        need("answer", words(50000)),
        need("answered_by", words(200)),
        may("evidence_id", ID, sa.ForeignKey("evidence.id")),
        need("ended_why", words(4000)),
        need("version", sa.Integer()),
        may("circle_id", ID),
        sa.UniqueConstraint("reference"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_staff_question_circle_id", "staff_question", ["circle_id"])
    op.create_index("ix_staff_question_complaint_id_ended_on", "staff_question", ["complaint_id", "ended_on"])
    op.create_index("ix_staff_question_evidence_id", "staff_question", ["evidence_id"])


def make_question_head() -> None:
    op.create_table(
        "question_head",
        need("id", ID),
        need("complaint_id", ID, sa.ForeignKey("complaint.id")),
        need("question_id", ID, sa.ForeignKey("staff_question.id")),
        need("head_id", ID, sa.ForeignKey("complaint_head.id")),
        may("circle_id", ID),
        sa.UniqueConstraint("question_id", "head_id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_question_head_circle_id", "question_head", ["circle_id"])
    op.create_index("ix_question_head_complaint_id", "question_head", ["complaint_id"])
    op.create_index("ix_question_head_head_id", "question_head", ["head_id"])
