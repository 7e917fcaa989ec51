"""Text as a letter keeps it: what Word and the web bring along is cleaned, the words stay as they are."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x90\x95-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff\ufffe\uffff]"
)
_BREAKS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"})
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Windows-1252 quotes that arrived as C1 controls.
_QUOTES = str.maketrans({"\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”"})
_BULLET = re.compile("(?m)^[ ]*[•·▪◦●‣\uf0b7\uf0a7][ ]*|^[ ]*o[ ]{2,}")
_SPACES = re.compile(" {2,}")
_LINE_ENDS = re.compile("(?m)[ ]+$|^[ ]+")


def clean(text: str) -> str:
    """NFC text with plain blanks and line feeds; controls, invisible marks and soft hyphens are dropped.

    Bullets that a word processor wrote as characters become ``- ``. Typographic quotes and dashes stay.
    """
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text
    text = text.replace("\r\n", "\n").translate(_BREAKS).translate(_QUOTES)
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    text = _BULLET.sub("- ", _BLANKS.sub(" ", _bullet_tabs(text)))
    return _LINE_ENDS.sub("", _SPACES.sub(" ", text)).strip("\n")


def clean_line(text: str) -> str:
    """Clean text on one line, for names, references and table cells."""
    return " ".join(clean(text).split())


def _bullet_tabs(text: str) -> str:
    """The bullet "o" of a word processor is told from the word by its tab: keep two blanks after it."""
    return re.sub(r"(?m)^([ \t]*o)\t", r"\1  ", text)
