"""Look at a file before it is kept: what it is, whether it is there already, and whose question it answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.basics.file_names import plain_name
from app.basics.file_types import MESSAGES, FileType, pdf_pages, type_of
from app.basics.messages import MailMessage, read_message
from app.basics.read_file import read_bytes
from app.complaints.find_evidence import same_file
from app.complaints.find_questions import OpenQuestion, open_questions, questions_by_reference
from app.complaints.question_rules import references_in
from app.complaints.states import QuestionOutcome
from app.staff.permissions import Permission
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file that may be kept. ``twin`` is the title of the same file in the case, empty where there is none.

    ``question`` is the one that a message answers; where its reference names none, ``others`` are those waited for.
    """

    path: Path
    content: bytes
    file_type: FileType
    pages: int | None
    twin: str = ""
    message: MailMessage | None = None
    question: OpenQuestion | None = None
    others: tuple[OpenQuestion, ...] = ()

    @property
    def name(self) -> str:
        return plain_name(self.path.name)


def look_at_file(work: ReadWork, path: Path, complaint_id: int | None = None) -> FileSeen:
    """Read a file and say what it is. Its size is asked before it is read.

    ``complaint_id`` is the case that is open, None where none is. Raises FileRefused, MessageNotRead.
    """
    work.require(Permission.COMPLAINT_READ)
    name, content = plain_name(path.name), read_bytes(path)
    kind = type_of(content, name)
    pages = pdf_pages(content, name) if kind is FileType.PDF else None
    twin = same_file(work, complaint_id, hashlib.sha256(content).hexdigest()) if complaint_id else ""
    if kind not in MESSAGES:
        return FileSeen(path, content, kind, pages, twin)
    message = read_message(content, kind, name)
    named = questions_by_reference(work, references_in(message))
    waiting = [one for one in named if one.outcome is not QuestionOutcome.ANSWERED]
    question = next(iter(waiting or named), None)
    others = () if question is not None else tuple(open_questions(work, complaint_id))
    return FileSeen(path, content, kind, pages, twin, message, question, others)
