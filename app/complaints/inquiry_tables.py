"""What an inquiry gathers: lines of the chronology, evidence with its files, questions to colleagues."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.basics.file_types import FileType
from app.complaints.states import QuestionOutcome
from app.complaints.tables import FROM_COMPLAINT
from app.store.base import NOTE, PROSE, Base, Circled, Identified, Versioned, Words, append_only, choice


class ChronologyLine(Base, Identified, Versioned, Circled):
    """Something that happened, put into the chronology by hand; one that was wrong is struck out and stays."""

    __tablename__ = "chronology_line"
    __table_args__ = (Index(None, "complaint_id", "happened_on"), {"info": FROM_COMPLAINT})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    happened_on: Mapped[date]
    happened_at: Mapped[str] = mapped_column(Words(5), default="")  # "14:05", as its source has it
    what: Mapped[str] = mapped_column(Words(NOTE))
    source: Mapped[str] = mapped_column(default="")
    struck_on: Mapped[date | None]
    struck_why: Mapped[str] = mapped_column(Words(NOTE), default="")


class Pile(Base, Identified, Circled):
    """A scanned pile that was split into documents: what it was, so that each part can be traced to its pages."""

    __tablename__ = "pile"
    __table_args__ = ({"info": FROM_COMPLAINT | append_only()},)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(Words(64))
    size: Mapped[int]
    pages: Mapped[int]


class Evidence(Base, Identified, Versioned, Circled):
    """An item that was looked at. Its file never changes; one that does not belong here is set aside and stays."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, "complaint_id", "sha256"), {"info": FROM_COMPLAINT})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    title: Mapped[str]
    dated_on: Mapped[date | None]  # the day that it bears
    from_whom: Mapped[str] = mapped_column(default="")
    shows: Mapped[str] = mapped_column(Words(NOTE), default="")
    file_type: Mapped[FileType] = mapped_column(choice(FileType))
    file_name: Mapped[str]
    blob_id: Mapped[int] = mapped_column(ForeignKey("blob.id"), index=True)
    sha256: Mapped[str] = mapped_column(Words(64))
    size: Mapped[int]
    pages: Mapped[int | None]  # of a PDF
    added_on: Mapped[date]
    pile_id: Mapped[int | None] = mapped_column(ForeignKey("pile.id"), index=True)
    first_page: Mapped[int | None]  # these two: its pages in the pile
    last_page: Mapped[int | None]
    set_aside_on: Mapped[date | None]
    set_aside_why: Mapped[str] = mapped_column(Words(NOTE), default="")


class EvidenceHead(Base, Identified, Versioned, Circled):
    """That an item bears on a point; no longer so where it does not hold."""

    __tablename__ = "evidence_head"
    __table_args__ = (UniqueConstraint("evidence_id", "head_id"), {"info": FROM_COMPLAINT})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    head_id: Mapped[int] = mapped_column(ForeignKey("complaint_head.id"), index=True)
    holds: Mapped[bool] = mapped_column(default=True)


class StaffQuestion(Base, Identified, Versioned, Circled):
    """A question to somebody who knows what happened and is no user here: it goes out and comes back as an e-mail.

    The reference stands in the subject of each e-mail, and so finds the question for an answer that comes back.
    """

    __tablename__ = "staff_question"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index(None, "complaint_id", "ended_on"),
        {"info": FROM_COMPLAINT},
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    reference: Mapped[str] = mapped_column(Words(20))
    of_whom: Mapped[str]
    email: Mapped[str] = mapped_column(Words(320))
    question: Mapped[str] = mapped_column(Words(NOTE))
    asked_on: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    due_on: Mapped[date]
    chased_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    outcome: Mapped[QuestionOutcome | None] = mapped_column(choice(QuestionOutcome))
    answer: Mapped[str] = mapped_column(Words(PROSE), default="")
    answered_by: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)  # the answer as it came
    ended_why: Mapped[str] = mapped_column(Words(NOTE), default="")


class QuestionHead(Base, Identified, Circled):
    """A point that a question is about."""

    __tablename__ = "question_head"
    __table_args__ = (UniqueConstraint("question_id", "head_id"), {"info": FROM_COMPLAINT | append_only()})

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("staff_question.id"))
    head_id: Mapped[int] = mapped_column(ForeignKey("complaint_head.id"), index=True)
