"""What is said of the words of a letter: comments, suggestions, and readings that stand by a reason."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.correspondence.tables import FROM_LETTER
from app.store.base import NOTE, PROSE, Base, Circled, Identified, Json, Versioned, Words, append_only, choice


class SlipKind(enum.StrEnum):
    """What of a letter whoever approves may mend and still decide on it."""

    SPELLING = "spelling"
    COMMA = "comma"
    DOUBLED_WORD = "doubled_word"
    CAPITAL = "capital"
    SPACE = "space"


class LetterSuggestion(Base, Identified, Versioned, Circled):
    """An approver's words for a part, beside the author's: the author takes or declines them.

    A slip that the approver mended is one as well: ``slip`` is its kind, ``was`` and ``now`` what it changed between
    ``text_before`` and ``text_behind``; in ``mended_revision_id`` nothing else is changed (the database asks).
    """

    __tablename__ = "letter_suggestion"
    __table_args__ = ({"info": FROM_LETTER},)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("letter_revision.id"))
    block_id: Mapped[str] = mapped_column(Words(120))
    words: Mapped[str] = mapped_column(Words(PROSE))
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    is_taken: Mapped[bool] = mapped_column(default=False)
    reply: Mapped[str] = mapped_column(Words(NOTE), default="")
    slip: Mapped[SlipKind | None] = mapped_column(choice(SlipKind))
    was: Mapped[str] = mapped_column(Words(60), default="")
    now: Mapped[str] = mapped_column(Words(60), default="")
    text_before: Mapped[str] = mapped_column(Words(60), default="")
    text_behind: Mapped[str] = mapped_column(Words(60), default="")
    mended_revision_id: Mapped[int | None] = mapped_column(ForeignKey("letter_revision.id"))


class LetterKeptReading(Base, Identified, Circled):
    """A reading of language that stands by its author's reason, as long as the words are the ones it is about.

    ``fingerprint`` is the hexadecimal SHA-256 of those words; ``words`` begins them. Let go of: ``let_go_at`` is set.
    """

    __tablename__ = "letter_kept_reading"
    __table_args__ = (
        UniqueConstraint("letter_id", "rule", "block_id", "fingerprint"),
        Index(None, "rule"),
        {"info": FROM_LETTER},
    )

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    rule: Mapped[str] = mapped_column(Words(20))
    block_id: Mapped[str] = mapped_column(Words(120))
    fingerprint: Mapped[str] = mapped_column(Words(64))
    words: Mapped[str] = mapped_column(Words(200))
    reason: Mapped[str] = mapped_column(Words(NOTE))
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kept_at: Mapped[datetime]
    let_go_at: Mapped[datetime | None]


class LetterReadingConfirmed(Base, Identified, Circled):
    """An approver read a kept reading and its reason, and lets it stand in this revision."""

    __tablename__ = "letter_reading_confirmed"
    __table_args__ = (
        UniqueConstraint("revision_id", "rule", "block_id", "fingerprint", "by_id"),
        {"info": FROM_LETTER | append_only()},
    )

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("letter_revision.id"))
    rule: Mapped[str] = mapped_column(Words(20))
    block_id: Mapped[str] = mapped_column(Words(120))
    fingerprint: Mapped[str] = mapped_column(Words(64))
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class LetterComment(Base, Identified, Circled):
    """A comment pinned to a block of a letter; settled by whoever mended it.

    ``from_whom`` said it of a copy, and is no user here: ``by_id`` put it in. None yet submitted: no ``revision_id``.
    """

    __tablename__ = "letter_comment"
    __table_args__ = ({"info": FROM_LETTER},)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("letter_revision.id"))
    block_id: Mapped[str] = mapped_column(Words(120))
    text: Mapped[str] = mapped_column(Words(NOTE))
    from_whom: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class LetterCommentCopy(Base, Identified, Circled):
    """A draft that went out to be commented on: ``block_ids`` in their order are the numbers that stand on it."""

    __tablename__ = "letter_comment_copy"
    __table_args__ = ({"info": FROM_LETTER | append_only()},)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    block_ids: Mapped[Any] = mapped_column(Json)
    pdf_sha256: Mapped[str] = mapped_column(Words(64))
    to_whom: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
