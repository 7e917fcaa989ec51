"""The whole file of a case: what it can hold, the stored pages of it, and what is left out and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.dates import show_date
from app.basics.file_types import PICTURES, TYPE_WORDS, FileType
from app.basics.problems import WorldProblem
from app.complaints.find_evidence import evidence_file
from app.complaints.find_record import complaint_record
from app.complaints.inquiry_rows import EvidenceRow
from app.correspondence.enclosed import enclosed_in
from app.correspondence.rules import STATE_WORDS
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import stored_pdf
from app.correspondence.tables import Letter, LetterRevision
from app.record.deeds_of_case import deeds_of_case
from app.record.file_words import audit, chronology, clocks, cover, origin, points, questions
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from letters.dossier import Dossier, Part
from letters.dossier_words import Line


@dataclass(frozen=True, slots=True)
class FilePart:
    """One thing that the file can hold: words, or the stored pages of a letter or of an item of evidence.

    ``evidence_kind`` says whether that item is a PDF or a picture. ``why_not`` says why it cannot be in
    the file, whatever is chosen.
    """

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    revision_id: int | None = None
    pages: int = 0
    why_not: str = ""
    level: int = 0
    evidence_id: int | None = None
    evidence_kind: Literal["", "pdf", "picture"] = ""

    @property
    def kind(self) -> Literal["", "pdf", "picture"]:
        """What its stored pages are; empty for words alone."""
        return "pdf" if self.revision_id is not None else self.evidence_kind


@dataclass(frozen=True, slots=True)
class WholeFile:
    """All that is on the file of a case for this person's eyes; the first part is the cover."""

    complaint_id: int
    reference: str
    title: str
    organisation: str
    made_by: str
    made_at: datetime
    zone: str
    parts: tuple[FilePart, ...]

    @property
    def choices(self) -> tuple[FilePart, ...]:
        """What can be left out by choice: all but the cover."""
        return tuple(part for part in self.parts[1:] if not part.why_not)


def whole_file(work: ReadWork, complaint_id: int) -> WholeFile:
    """What the file of a case holds as it stands now. Raises NotFound for one that is not for this person's eyes."""
    work.require(Permission.COMPLAINT_READ)
    record = complaint_record(work, complaint_id)
    parts = [
        FilePart("cover", f"Complaint {record.reference}", cover(record)),
        FilePart("chronology", "Chronology", chronology(record)),
        FilePart("points", "The points and what was found", points(record)),
        *_letters(work, complaint_id),
        *_evidence(record.evidence),
        FilePart("questions", "Questions to colleagues and their answers", questions(record)),
        FilePart("origin", "Where the matter comes from", origin(record)),
        FilePart("dates", "The dates explained", clocks(record)),
        FilePart("audit", "Who did what", audit(deeds_of_case(work, complaint_id), work.actor.zone)),
    ]
    return WholeFile(
        complaint_id=record.id,
        reference=record.reference,
        title=record.title,
        organisation=record.desk_name,
        made_by=work.actor.name,
        made_at=work.now(),
        zone=work.actor.zone,
        parts=tuple(parts),
    )


def fetch_pages(work: ReadWork, parts: Sequence[FilePart], folder: str) -> dict[str, str]:
    """Write the stored pages of these parts into a folder, one at a time; why one could not be, by the part's key.

    A stored page that is no longer the one that was submitted is left out and named; the others are all written.
    """
    work.require(Permission.LETTER_READ)
    failed = {}
    for part in parts:
        try:
            if part.revision_id is not None:
                (Path(folder) / part.key).write_bytes(stored_pdf(work, part.revision_id))
            elif part.evidence_id is not None and part.evidence_kind:
                (Path(folder) / part.key).write_bytes(evidence_file(work, part.evidence_id).content)
        except WorldProblem as problem:
            failed[part.key] = str(problem)
    return failed


def dossier_of(
    file: WholeFile, chosen: Collection[str], reasons: Mapping[str, str], failed: Mapping[str, str]
) -> tuple[Dossier, tuple[str, ...]]:
    """The file as the letter engine sets it, and what it leaves out, a sentence each.

    ``chosen`` are the keys to put in; ``reasons`` say by key why others are not; ``failed`` what could not be read.
    """
    left_out = [_left_out(part, chosen, reasons, failed) for part in file.parts[1:]]
    told = tuple(sentence for sentence in left_out if sentence)
    kept = [part for part, sentence in zip(file.parts[1:], left_out, strict=True) if not sentence]
    parts = (_part(file.parts[0], (Line(_made(file), "quiet"),)), *(_part(part) for part in kept))
    under_index = tuple(Line(sentence, "item") for sentence in told) or (Line("Nothing was left out."),)
    title, by = f"{file.reference}: {file.title}", file.organisation
    return Dossier(title, file.reference, by, parts, (*under_index, Line(_RESTRICTED, "quiet"))), told


REASONS = (
    "It names or concerns somebody else",
    "It is legal advice, which is confidential",
    "It has nothing to do with what was asked for",
    "It stands in the file elsewhere",
    "It could put somebody at risk",
    "The person has it already",
)
"""Why parts are usually left out of a file; any other reason may be written."""


_RESTRICTED = "What is kept to a circle that the maker of this file is not in is not among its parts either."


def _part(part: FilePart, more: tuple[Line, ...] = ()) -> Part:
    return Part(part.title, (*part.lines, *more), part.key if part.kind else "", part.kind, part.level)


def _made(file: WholeFile) -> str:
    at = file.made_at.astimezone(ZoneInfo(file.zone))
    return f"This file was made by {file.made_by} on {show_date(at.date())} at {at:%H:%M}."


def _left_out(part: FilePart, chosen: Collection[str], reasons: Mapping[str, str], failed: Mapping[str, str]) -> str:
    """Why a part is not in the file, as a sentence; empty where it is."""
    why = part.why_not or failed.get(part.key, "")
    if not why and part.key in chosen:
        return ""
    why = why or reasons.get(part.key, "").strip() or "No reason was given."
    return f"{part.title}: {why}{'' if why.endswith(('.', '!', '?')) else '.'}"


def _letters(work: ReadWork, complaint_id: int) -> list[FilePart]:
    """The letters as they were sent; those that never left are named among what is left out."""
    query = (
        select(Letter, LetterRevision.id, LetterRevision.page_count)
        .outerjoin(LetterRevision, LetterRevision.id == Letter.approved_revision_id)
        .where(Letter.subject == f"complaint:{complaint_id}")
        .order_by(Letter.id)
    )
    found, rows = [], work.session.execute(query).all()
    enclosed = enclosed_in(work, [revision_id for _letter, revision_id, _pages in rows if revision_id])
    for letter, revision_id, pages in rows:
        title = f"{letter.reference}: {letter.title}"
        if letter.state is LetterState.POSTED:
            sent = f"{title}, posted on {show_date(letter.posted_on)}" if letter.posted_on else title
            with_it = tuple(
                Line(f"{line.title}: {line.what}{f', SHA-256 {line.sha256}' if line.sha256 else ''}", "item")
                for line in enclosed.get(revision_id, ())
            )
            lines = (Line("With this letter went:", "heading"), *with_it) if with_it else ()
            found.append(FilePart(f"letter-{letter.id}", sent, lines, revision_id, pages or 0, level=1))
        else:
            why = f"It was not sent: it is {STATE_WORDS[letter.state]}."
            found.append(FilePart(f"letter-{letter.id}", title, why_not=why, level=1))
    sent_any = any(not part.why_not for part in found)
    words = () if sent_any else (Line("No letter of this case has been posted."),)
    return [FilePart("letters", "Letters as sent", words), *found]


def _evidence(rows: Iterable[EvidenceRow]) -> Iterator[FilePart]:
    """Each item with what it is; PDF and pictures as pages, the others by name, size and hash alone."""
    rows = tuple(rows)
    yield FilePart("evidence", "Evidence", tuple(map(_listed, rows)) or (Line("There is no evidence."),))
    for row in rows:
        why_not = ""
        if row.set_aside_on is not None:
            why_not = f"It was set aside on {show_date(row.set_aside_on)}. {row.set_aside_why}".strip()
        elif row.file_type is not FileType.PDF and row.file_type not in PICTURES:
            why_not = f"A file of this type cannot be printed. {_file_words(row)}"
        yield FilePart(
            f"evidence-{row.id}",
            row.title,
            (Line(_file_words(row), "quiet"),) if row.file_type in PICTURES else (),
            pages=row.pages or 1,
            why_not=why_not,
            level=1,
            evidence_id=row.id,
            evidence_kind="picture" if row.file_type in PICTURES else "pdf",
        )


def _listed(row: EvidenceRow) -> Line:
    of = ", ".join(filter(None, (show_date(row.dated_on) if row.dated_on else "", row.from_whom, row.pile)))
    said = f"{row.title}{f' ({of})' if of else ''}. {row.shows}".strip()
    return Line(f"{said} {_file_words(row)}", "item")


def _file_words(row: EvidenceRow) -> str:
    return f"{TYPE_WORDS[row.file_type]}, {row.file_name}, {row.size:,} bytes, SHA-256 {row.sha256}"
