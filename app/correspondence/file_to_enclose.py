"""A file that may go into an envelope: what it is, and its pages, before anything is locked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from app.basics.file_names import plain_name
from app.basics.file_types import LARGEST_FILE, PICTURES, FileRefused, FileType, type_of
from app.basics.problems import NotFound
from app.basics.read_file import read_bytes
from app.basics.text import clean_line
from app.correspondence.letter_rows import letter_row
from app.correspondence.tables import Letter
from app.staff.permissions import Permission
from app.staff.work import MatterFile, ReadWork
from letters.paper import CannotPrint, Paper, paper_of


@dataclass(frozen=True, slots=True)
class FileToEnclose:
    """``paper`` is None until its pages are made, and where the office prints no such file: it is added by hand.

    ``title`` is a proposal.
    """

    name: str
    content: bytes
    file_type: FileType
    paper: Paper | None
    title: str
    source: str = ""

    @property
    def prints_as(self) -> Literal["pdf", "picture"] | None:
        """What its pages are made from, None where the office prints no such file."""
        if self.file_type in PICTURES:
            return "picture"
        return "pdf" if self.file_type is FileType.PDF else None


def file_to_enclose(name: str, content: bytes, *, title: str = "", source: str = "") -> FileToEnclose:
    """What these bytes are, with their pages. Raises FileRefused for what is not kept, and where there are none."""
    file = _seen(name, content, title, source)
    if file.prints_as is None:
        return file
    try:
        return with_pages(file, paper_of(content, file.prints_as))
    except CannotPrint as problem:
        raise not_printed(file, str(problem)) from problem


def with_pages(file: FileToEnclose, paper: Paper) -> FileToEnclose:
    """The file with its pages, which were made meanwhile. Raises FileRefused for what no printer is sent."""
    if len(paper.pdf) > LARGEST_FILE:
        raise FileRefused(f"“{file.name}” is too large as pages for the printer.", "Scan it at a lower resolution.")
    return replace(file, paper=paper)


def not_printed(file: FileToEnclose, why: str) -> FileRefused:
    """Why a file makes no pages, as the end of a sentence that begins with its name."""
    return FileRefused(f"“{file.name}” {why}", "Ask for another copy, or print it and attach it as paper.")


def look_at_file_to_enclose(work: ReadWork, path: Path) -> FileToEnclose:
    """A file from somebody's disk, its pages not made yet. Raises FileRefused."""
    work.require(Permission.LETTER_WRITE)
    return _seen(path.name, read_bytes(path))


def files_of_matter(work: ReadWork, letter_id: int) -> list[MatterFile]:
    """What of the papers of its matter a letter may enclose."""
    work.require(Permission.LETTER_READ)
    kind, number = subject_of(letter_row(work, letter_id))
    return [file for file in work.wiring.subject(kind).files(work, number) if not file.set_aside]


def look_at_paper_of_matter(work: ReadWork, letter_id: int, source: str) -> FileToEnclose:
    """One of the papers of its matter, its pages not made yet.

    Raises NotFound where it is not, or no longer, among them; FileRefused.
    """
    work.require(Permission.LETTER_WRITE)
    known = next((file for file in files_of_matter(work, letter_id) if file.source == source), None)
    if known is None:
        raise NotFound("This file is no longer among the papers of the matter.", "Choose another.")
    name, content = work.wiring.subject(subject_of(letter_row(work, letter_id))[0]).file_content(work, source)
    return _seen(name, content, known.title, source)


def subject_of(letter: Letter) -> tuple[str, int]:
    """The kind and the id of what a letter is about."""
    kind, _, number = (letter.subject or f"person:{letter.person_id}").partition(":")
    return kind, int(number)


def _seen(name: str, content: bytes, title: str = "", source: str = "") -> FileToEnclose:
    name = plain_name(name)
    return FileToEnclose(name, content, type_of(content, name), None, clean_line(title) or _said(name), source)


def _said(name: str) -> str:
    """What a file is called by somebody who reads the letter: its name without the ending."""
    stem = name.rpartition(".")[0] or name
    words = " ".join(stem.replace("_", " ").split())
    return words[:1].upper() + words[1:]
