"""An approved letter as an e-mail draft (``.eml``) that the person's own mail program opens for sending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from app.basics.dates import show_long_date
from app.basics.file_names import in_file_name
from app.basics.file_types import MEDIA_TYPES, FileType
from app.basics.text import clean_line
from app.correspondence.enclosed import EnclosedFile, enclosed_in, files_of
from app.correspondence.gather_facts import desk_of
from app.correspondence.letter_rows import approved_revision, letter_row
from app.correspondence.posting_day import require_day
from app.correspondence.still_true import require_true
from app.correspondence.stored_pdf import checked_pdf
from app.members.emails import wire_email
from app.members.find import points_of
from app.members.tables import PointKind
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from letters.content import Letter as Content
from letters.content import from_json


@dataclass(frozen=True, slots=True)
class EmailDraft:
    """The file for the mail program; ``to`` is empty where the addressee has no e-mail address."""

    file_name: str
    to: str
    content: bytes
    revision_id: int
    by_hand: tuple[str, ...] = ()
    """What goes with the letter on paper alone, so that it is not in the draft."""


def email_draft(work: ReadWork, letter_id: int) -> EmailDraft:
    """The approved letter as a draft to its addressee: its stored PDF and the files that it encloses, hash by hash.

    Raises PostingDayPassed, and NoLongerTrue where something in it is no longer so.
    """
    work.require(Permission.LETTER_PRINT)
    letter = letter_row(work, letter_id)
    revision = approved_revision(work, letter)
    require_true(work, letter)
    require_day(work, letter)
    content = from_json(revision.content)
    to = _address(work, letter.addressee_id)
    files, enclosed = files_of(work, revision.id), enclosed_in(work, [revision.id]).get(revision.id, ())
    message = make_email(content, to, desk_of(work, letter).email, checked_pdf(work, revision), files)
    on_paper = tuple(one.title for one in enclosed if not one.is_file)
    return EmailDraft(file_name(content, "eml"), to, message, revision.id, on_paper)


def make_email(content: Content, to: str, sender: str, pdf: bytes, files: Sequence[EnclosedFile] = ()) -> bytes:
    """The message as bytes; ``X-Unsent`` makes mail programs open it for writing.

    An international domain is written in its ASCII form: a header can hold no other, and one that is spelled in any
    other way reaches nobody. Raises EmailNotValid for an address that has no such form.

    Line breaks in any value are folded to blanks first, so that none can begin a header of its own.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sender:
        message["From"] = wire_email(clean_line(sender))
    if to:
        message["To"] = wire_email(clean_line(to))
    message["Subject"] = clean_line(f"{content.subject} ({content.reference})")
    message.set_content(_words(content))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name(content, "pdf"))
    for file in files:
        # A message as it came is a file like any other: as a part of its own kind it would be written anew.
        known = "application/octet-stream" if file.file_type is FileType.EML else MEDIA_TYPES[file.file_type]
        kind, _, subtype = known.partition("/")
        # Of a PDF the pages that the printer takes: nothing that somebody else put into theirs runs at the reader's.
        sent = file.paper if file.file_type is FileType.PDF else file.content
        message.add_attachment(sent, maintype=kind, subtype=subtype, filename=file.safe_name)
    return message.as_bytes()


def file_name(content: Content, ending: str) -> str:
    """A file name that sorts by reference and says to whom: "L26-000042-17 Dr Tan Mei Ling.pdf"."""
    name = in_file_name(content.recipient.name)
    reference = content.reference.replace("/", "-")
    return f"{reference} {name}"[:120].strip() + f".{ending}"


def _words(content: Content) -> str:
    salutation = next((block for block in content.blocks if block.role == "salutation"), None)
    greeting = salutation.paragraphs[0].text.rstrip(",") if salutation else f"Dear {content.recipient.name}"
    signature = next((block for block in content.blocks if block.role == "signature"), None)
    signed = "\n".join(paragraph.text for paragraph in signature.paragraphs) if signature else content.sender.name
    printed = show_long_date(content.date)
    return (
        f"{greeting},\n\nPlease find attached our letter of {printed}, reference {content.reference}.\n\n"
        f"{signed}\n{content.sender.organisation}\n"
    )


def _address(work: ReadWork, person_id: int) -> str:
    """The preferred e-mail address that holds today, else the first, else an empty text."""
    points = [point for point in points_of(work, person_id) if point.kind == PointKind.EMAIL and point.holds]
    best = next((point for point in points if point.is_preferred), points[0] if points else None)
    return best.value or "" if best else ""
