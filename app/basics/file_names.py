"""Names of files that any system takes, made from words that anybody may have typed."""

from __future__ import annotations

import re

from app.basics.file_types import ENDINGS, FileType
from app.basics.text import clean_line

LONGEST_NAME = 200
"""Characters; of what is longer the end is kept, where the ending stands."""

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def plain_name(name: str) -> str:
    """What a file is called on screen and on record: no folders before it, and no marks that turn its letters round."""
    last = re.split(r"[/\\]", name)[-1]
    return clean_line(_DIRECTION.sub("", last))[-LONGEST_NAME:] or "file"


def in_file_name(words: str) -> str:
    """The words without what means something in a path: slashes of either kind, colons, wildcards, marks of direction.

    A dot does not begin or end them, so that the file is neither hidden nor above its folder.
    """
    return _NOT_IN_NAMES.sub(" ", clean_line(words)).strip(" .")


def safe_name(name: str, file_type: FileType) -> str:
    """The name with the ending of its content: “letter.pdf.exe” that is plain text becomes “letter.pdf.exe.txt”."""
    name, ending = in_file_name(name), ENDINGS[file_type]
    known = {ending, file_type.value} | ({"jpeg", "jpg", "jpe"} if file_type is FileType.JPEG else set())
    known |= {"tiff"} if file_type is FileType.TIFF else set()
    return name if name.rpartition(".")[2].lower() in known and "." in name else f"{name}.{ending}"
