"""Quotation marks as a printer sets them: the typed ones become typographic when the page is drawn."""

from __future__ import annotations

import re

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\s|[.,;:!?)]|$)")
_PAIR = re.compile(r'(?<![\w"])"(?=\S)([^"\n]*)(?<=\S)"(?!\w)')
_PREFIX = re.compile(r"(?<!\S)'(?=\S)([^'\n]*)(?<=\S)'(?!\w)")


def typographic(text: str) -> str:
    """The text with straight quotation marks that are surely quotes or apostrophes set as curled ones."""
    if "'" not in text and '"' not in text:
        return text
    text = _PAIR.sub("“\\1”", text)
    return _APOSTROPHE.sub("’", _PREFIX.sub("‘\\1’", text))
