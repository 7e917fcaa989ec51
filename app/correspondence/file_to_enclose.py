"""A file that may go into an envelope: what it is, and its pages, before anything is locked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.basics.file_types import LARGEST_FILE, PICTURES, FileRefused, FileType, type_of
from app.basics.problems import NotFound
from app.basics.read_file import read_bytes
from app.basics.text import clean_line
from app.correspondence.letter_rows import letter_row
from app.correspondence.tables import Letter
from app.staff.permissions import Permission
from app.staff.work import MatterFile, ReadWork
from app.store.base import LINE
from letters.paper import CannotPrint, Paper, paper_of


@dataclass(frozen=True, slots=True)
class FileToEnclose:
    """``paper`` is None where the office prints no such file: it is added by hand. ``title`` is a proposal."""

    name: str
    content: bytes
    file_type: FileType
    paper: Paper | None
    title: str
    source: str = ""


def file_to_enclose(name: str, content: bytes, *, title: str = "", source: str = "") -> FileToEnclose:
    """What these bytes are. Raises FileRefused for what no office keeps, and for a PDF or picture without pages."""
    name = clean_line(name)[-LINE:] or "file"
    kind = type_of(content, name)
    return FileToEnclose(name, content, kind, _paper(content, kind, name), clean_line(title) or _said(name), source)


def look_at_file_to_enclose(work: ReadWork, path: Path) -> FileToEnclose:
    """A file from somebody's disk. Raises FileRefused."""
    work.require(Permission.LETTER_WRITE)
    return file_to_enclose(path.name, read_bytes(path))


def files_of_matter(work: ReadWork, letter_id: int) -> list[MatterFile]:
    """What of the papers of its matter a letter may enclose."""
    work.require(Permission.LETTER_READ)
    kind, number = subject_of(letter_row(work, letter_id))
    return [file for file in work.wiring.subject(kind).files(work, number) if not file.set_aside]


def look_at_paper_of_matter(work: ReadWork, letter_id: int, source: str) -> FileToEnclose:
    """One of the papers of its matter. Raises NotFound where it is not, or no longer, among them; FileRefused."""
    work.require(Permission.LETTER_WRITE)
    known = next((file for file in files_of_matter(work, letter_id) if file.source == source), None)
    if known is None:
        raise NotFound("This file is no longer among the papers of the matter.", "Choose another.")
    name, content = work.wiring.subject(subject_of(letter_row(work, letter_id))[0]).file_content(work, source)
    return file_to_enclose(name, content, title=known.title, source=source)


def subject_of(letter: Letter) -> tuple[str, int]:
    """The kind and the id of what a letter is about."""
    kind, _, number = (letter.subject or f"person:{letter.person_id}").partition(":")
    return kind, int(number)


def _paper(content: bytes, kind: FileType, name: str) -> Paper | None:
    if kind is not FileType.PDF and kind not in PICTURES:
        return None
    try:
        paper = paper_of(content, "pdf" if kind is FileType.PDF else "picture")
    except CannotPrint as problem:
        raise FileRefused(
            f"“{name}” {problem}", "Ask for another copy, or print it and attach it as paper."
        ) from problem
    if len(paper.pdf) > LARGEST_FILE:
        raise FileRefused(f"“{name}” is too large as pages for the printer.", "Scan it at a lower resolution.")
    return paper


def _said(name: str) -> str:
    """What a file is called by somebody who reads the letter: its name without the ending."""
    stem = name.rpartition(".")[0] or name
    words = " ".join(stem.replace("_", " ").split())
    return words[:1].upper() + words[1:]
