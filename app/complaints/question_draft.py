"""A question to a colleague as an e-mail draft: its reference in the subject brings the answer to the right case."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import select

from app.basics.dates import show_long_date
from app.basics.file_names import in_file_name
from app.basics.problems import NotFound
from app.basics.text import clean_line
from app.complaints.inquiry_tables import StaffQuestion
from app.complaints.question_rules import message_id
from app.complaints.tables import Complaint
from app.members.emails import wire_email
from app.staff.permissions import Permission
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """The file for the mail program, and the words for where there is none."""

    file_name: str
    to: str
    subject: str
    words: str
    content: bytes


def question_draft(work: ReadWork, question_id: int) -> QuestionDraft:
    """The e-mail that asks, or asks again once it was chased. Raises NotFound."""
    work.require(Permission.COMPLAINT_WORK)
    row = work.session.scalar(select(StaffQuestion).where(StaffQuestion.id == question_id))
    if row is None:
        raise NotFound("This question is not there, or is kept to a circle that you are not in.")
    of_case = select(Desk).join(Complaint, Complaint.desk_id == Desk.id).where(Complaint.id == row.complaint_id)
    desk = work.session.scalars(of_case).one()
    asker = work.session.scalars(select(Staff).where(Staff.id == row.asked_by_id)).one()
    words = _words(row, asker, desk)
    name = f"{row.reference.replace('/', '-')} {in_file_name(row.of_whom)}"[:100].strip()
    return QuestionDraft(f"{name}.eml", row.email, _subject(row), words, _message(row, desk, words))


def _message(row: StaffQuestion, desk: Desk, words: str) -> bytes:
    """``X-Unsent`` makes mail programs open it for writing; line breaks in any value are folded to blanks."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if desk.email:
        message["From"] = wire_email(clean_line(desk.email))
    message["To"] = wire_email(clean_line(row.email))
    message["Subject"] = _subject(row)
    domain = wire_email(desk.email).rpartition("@")[2] if desk.email else ""
    message["Message-ID"] = message_id(row.reference, 2 if row.chased_on else 1, domain)
    message.set_content(words)
    return message.as_bytes()


def _subject(row: StaffQuestion) -> str:
    asking = "We ask again: please answer" if row.chased_on else "A question: please answer"
    return f"{asking} by {show_long_date(row.due_on)} [{row.reference}]"


def _words(row: StaffQuestion, asker: Staff, desk: Desk) -> str:
    begin = (
        f"On {show_long_date(row.asked_on)} I asked you the question below, and have had no answer yet."
        if row.chased_on
        else "I am looking into a complaint and need to know what you can tell me."
    )
    signed = "\n".join(filter(None, (asker.display_name, asker.job_title, desk.organisation)))
    return (
        f"Dear {clean_line(row.of_whom)},\n\n{begin}\n\n{row.question.strip()}\n\n"
        f"Please answer this e-mail by {show_long_date(row.due_on)}, and leave {row.reference} in its subject: it "
        f"brings your answer to the right place.\n\nThank you.\n\n{signed}\n"
    )
