"""What goes into the envelope with a letter: as it is being put together, and as each submission of it holds it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.basics.file_types import FileType
from app.correspondence.tables import FROM_LETTER
from app.store.base import Base, Circled, Identified, Versioned, Words, append_only, choice


class KeptFile:
    """A file and its pages for the printer, each by its hash; none of it where it is paper that is laid in by hand.

    ``pages`` is 0 where nothing of it is printed with the letter.
    """

    title: Mapped[str] = mapped_column(sort_order=20)
    file_type: Mapped[FileType | None] = mapped_column(choice(FileType), sort_order=21)
    file_name: Mapped[str] = mapped_column(default="", sort_order=22)
    blob_id: Mapped[int | None] = mapped_column(ForeignKey("blob.id"), index=True, sort_order=23)
    sha256: Mapped[str] = mapped_column(Words(64), default="", sort_order=24)
    size: Mapped[int] = mapped_column(default=0, sort_order=25)
    paper_blob_id: Mapped[int | None] = mapped_column(ForeignKey("blob.id"), index=True, sort_order=26)
    paper_sha256: Mapped[str] = mapped_column(Words(64), default="", sort_order=27)
    pages: Mapped[int] = mapped_column(default=0, sort_order=28)


class LetterEnclosure(KeptFile, Base, Identified, Versioned, Circled):
    """One enclosure of a letter that is being written; taken out, it stays on record.

    ``source`` is the ``kind:id`` of what it was taken from among the papers of the matter, else empty.
    """

    __tablename__ = "letter_enclosure"
    __table_args__ = ({"info": FROM_LETTER},)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    place: Mapped[int]
    source: Mapped[str] = mapped_column(Words(80), default="")
    added_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime]
    taken_out_at: Mapped[datetime | None]


class LetterRevisionEnclosure(KeptFile, Base, Identified, Circled):
    """What a submission encloses, to the byte: what is approved, printed and posted."""

    __tablename__ = "letter_revision_enclosure"
    __table_args__ = (UniqueConstraint("revision_id", "number"), {"info": FROM_LETTER | append_only()})

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("letter_revision.id"))
    enclosure_id: Mapped[int] = mapped_column(ForeignKey("letter_enclosure.id"), index=True)
    number: Mapped[int]
