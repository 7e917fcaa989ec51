"""Names of files that any system takes, made from words that anybody may have typed."""

from __future__ import annotations

import re

from app.basics.text import clean_line

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def in_file_name(words: str) -> str:
    """The words without what means something in a path: slashes of either kind, colons, wildcards, marks of direction.

    A dot does not begin or end them, so that the file is neither hidden nor above its folder.
    """
    return _NOT_IN_NAMES.sub(" ", clean_line(words)).strip(" .")
