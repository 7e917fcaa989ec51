"""A letter is a mutable head, append-only revisions, decisions and events, and one working copy."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.correspondence.states import LETTER_TRANSITIONS, LetterState
from app.members.tables import FROM_PERSON
from app.staff.permissions import Permission, roles_with
from app.store.base import (
    NOTE,
    Base,
    Circled,
    FoundBy,
    Identified,
    Json,
    Versioned,
    Words,
    append_only,
    choice,
    covering,
    unaudited,
    written_by,
)

FROM_LETTER = {"circle_from": ("letter", "letter_id")}


class Verdict(enum.StrEnum):
    APPROVED = "approved"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"  # the approval before it, by whoever gave it, while nothing has left the office


class LetterEventKind(enum.StrEnum):
    """What happened to the paper; clocks listen to ``posted`` alone."""

    EXPORTED = "exported"
    EMAIL_DRAFTED = "email_drafted"
    PRINTED = "printed"
    PRINT_FAILED = "print_failed"
    REPRINTED = "reprinted"
    POSTED = "posted"
    TRACKED = "tracked"  # its number was noted or put right after it was posted
    APPROVAL_TAKEN_BACK = "approval_taken_back"
    REOPENED = "reopened"  # approved, but opened again for a change: what was approved may not leave
    RE_DATED = "re_dated"  # its posting day passed: a version that differs in its dates alone waits for approval
    STOPPED = "stopped"  # no longer true: back to its author, and the page of then was not sent
    RETURNED_MAIL = "returned_mail"
    ADDRESS_CONFIRMED = "address_confirmed"  # post came back, but the address is right
    WITHDRAWN = "withdrawn"
    COPIED_FOR_COMMENT = "copied_for_comment"  # a draft, marked as one, went to somebody who was asked what they think
    CORRECTED = "corrected"  # another letter, posted, says what was wrong in this one


LEFT_THE_OFFICE = (
    LetterEventKind.EXPORTED,
    LetterEventKind.EMAIL_DRAFTED,
    LetterEventKind.PRINTED,
    LetterEventKind.PRINT_FAILED,
    LetterEventKind.REPRINTED,
    LetterEventKind.POSTED,
)
"""After any of these somebody outside may have read the letter: a print that failed may have begun."""


class Letter(Base, Identified, Versioned, Circled):
    """The head of a letter. ``subject`` is ``kind:id`` of the matter that it answers."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index(None, "subject"),
        Index(None, "state", "submitted_at"),
        {"info": FROM_PERSON | {"transitions": ("state", LETTER_TRANSITIONS)}},
    )

    reference: Mapped[str] = mapped_column(Words(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    subject: Mapped[str | None] = mapped_column(Words(80))
    desk_id: Mapped[int] = mapped_column(ForeignKey("desk.id"))
    kind: Mapped[str] = mapped_column(Words(40))  # acknowledgement, holding, first_stage_response …
    title: Mapped[str]
    template_code: Mapped[str] = mapped_column(Words(60))
    language: Mapped[str] = mapped_column(Words(12))
    state: Mapped[LetterState] = mapped_column(choice(LetterState), default=LetterState.EDITING)
    author_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    approved_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("letter_revision.id", use_alter=True, name="fk_letter_approved_revision_id")
    )
    # The day it is to be posted, which it bears as its date: of a draft as it was last worked out.
    planned_on: Mapped[date | None] = mapped_column(index=True)
    posted_on: Mapped[date | None]
    # The posted letter that this one corrects; both stay as they are.
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    tracked: Mapped[str] = mapped_column(Words(13), default="")  # the number of its label, of tracked post
    # Why it is no longer true, in words, until it is submitted again; empty where nothing stopped it.
    stopped_because: Mapped[str] = mapped_column(Words(NOTE), default="")


class LetterToken(Base, FoundBy):
    """What the register finds a letter by: see ``app.correspondence.letter_tokens``."""

    __tablename__ = "letter_token"
    __table_args__ = (
        covering("ix_letter_token_token", "token", "letter_id", also="circle_id"),
        {"info": FROM_LETTER | unaudited("derived from audited rows and rebuilt from them")},
    )

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)


class LetterDraft(Base, Circled):
    """The working copy: content and facts as JSON of the letter engine, kept every pause; one editor by lease."""

    __tablename__ = "letter_draft"
    __table_args__ = ({"info": FROM_LETTER | unaudited("a draft; what is submitted becomes a revision")},)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    content: Mapped[Any] = mapped_column(Json)
    facts: Mapped[Any] = mapped_column(Json)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class LetterWriter(Base, Identified, Circled):
    """Who has put words into a letter: none of them decides on it (the database refuses)."""

    __tablename__ = "letter_writer"
    __table_args__ = (
        UniqueConstraint("letter_id", "staff_id"),
        {"info": FROM_LETTER | append_only() | unaudited("kept with the draft, between actions; it only grows")},
    )

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    since: Mapped[datetime]


class LetterRevision(Base, Identified, Circled):
    """What was submitted, to the byte; decided once, by somebody who wrote none of it."""

    __tablename__ = "letter_revision"
    __table_args__ = (UniqueConstraint("letter_id", "number"), {"info": FROM_LETTER | append_only()})

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    number: Mapped[int]
    content: Mapped[Any] = mapped_column(Json)
    content_sha256: Mapped[str] = mapped_column(Words(64))
    facts: Mapped[Any] = mapped_column(Json)
    facts_sha256: Mapped[str] = mapped_column(Words(64))
    template_version_id: Mapped[int | None] = mapped_column(ForeignKey("library_version.id"))
    pdf_blob_id: Mapped[int] = mapped_column(ForeignKey("blob.id"))
    pdf_sha256: Mapped[str] = mapped_column(Words(64))
    page_count: Mapped[int]
    findings: Mapped[Any] = mapped_column(Json)  # what the checks said when it was submitted
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    submitted_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Words(NOTE), default="")  # the author's word to the approver
    # The revision whose words these are, where it was only dated anew: who re-dates wrote nothing and may decide.
    words_of_id: Mapped[int | None] = mapped_column(ForeignKey("letter_revision.id"))


class LetterSentTo(Base, Identified, Circled):
    """A letter that waits was sent to one who may approve it, or to an office above; the last since it waits counts."""

    __tablename__ = "letter_sent_to"
    __table_args__ = ({"info": FROM_LETTER | append_only()},)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    office: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Words(NOTE), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class LetterDecision(Base, Identified, Circled):
    """Approved or returned, never by who wrote of it (the database refuses); the last of a revision stands.

    ``number`` counts the decisions on a revision from 1: another follows only an approval that was taken back.
    """

    __tablename__ = "letter_decision"
    __table_args__ = (
        UniqueConstraint("revision_id", "number"),
        {"info": FROM_LETTER | append_only() | written_by(roles_with(Permission.LETTER_APPROVE))},
    )

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("letter_revision.id"))
    number: Mapped[int] = mapped_column(default=1)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    reason: Mapped[str] = mapped_column(Words(NOTE), default="")
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime]
    # Whom they covered for, where it was theirs to decide only because of that.
    in_place_of_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class LetterRelease(Base, Identified, Circled):
    """A revision that goes without a second person, by its author and by the rule of a procedure (the database asks).

    ``own_words`` is how many of its words in a hundred were the author's; ``rule`` says in words why it may. Whether it
    is read afterwards is drawn from ``sample_percent`` in a hundred and kept nowhere (``app.store.draw``).
    """

    __tablename__ = "letter_release"
    __table_args__ = (UniqueConstraint("revision_id"), {"info": FROM_LETTER | append_only()})

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("letter_revision.id"))
    procedure_version_id: Mapped[int] = mapped_column(ForeignKey("library_version.id"))
    own_words: Mapped[int]
    rule: Mapped[str] = mapped_column(Words(NOTE))
    released_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    released_at: Mapped[datetime]
    sample_percent: Mapped[int]


class LetterReadAfterwards(Base, Identified, Circled):
    """A letter that went without a second person was read by one; ``remark`` is what they say to its author."""

    __tablename__ = "letter_read_afterwards"
    __table_args__ = (
        UniqueConstraint("release_id"),
        {"info": FROM_LETTER | append_only() | written_by(roles_with(Permission.LETTER_APPROVE))},
    )

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("letter_release.id"))
    remark: Mapped[str] = mapped_column(Words(NOTE), default="")
    read_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    read_at: Mapped[datetime]


class LetterEvent(Base, Identified, Circled):
    """Printed, posted, exported, come back: what happened, when, by whom."""

    __tablename__ = "letter_event"
    __table_args__ = (Index(None, "letter_id", "at"), {"info": FROM_LETTER | append_only()})

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("letter_revision.id"))
    kind: Mapped[LetterEventKind] = mapped_column(choice(LetterEventKind))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    detail: Mapped[str] = mapped_column(Words(NOTE), default="")
