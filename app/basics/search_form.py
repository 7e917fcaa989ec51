"""The one form that names, numbers, phones and queries are brought to before they are stored or sought.

Search is by prefix of stored tokens: "tan" finds the token "tanaka". ``parse_query`` and the token makers
must agree letter for letter: a change of their output raises ``SEARCH_FORM_VERSION``, and the store makes its
tokens anew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.basics.dates import show_long_date

SEARCH_FORM_VERSION = 1
TOKEN_LIMIT = 64
"""Longest token, in characters; the store's column is as wide and longer words are cut on both sides."""

PHONE_TAIL = 6
"""Fewest last digits of a phone number that find it: a British number without its area code."""

_QUERY_LIMIT = 200
_WORDS_LIMIT = 8

# Letters that NFKD leaves whole although people type them with plain keys.
_PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ŋ": "ng", "ŧ": "t",
    "æ": "ae", "œ": "oe", "þ": "th", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ǝ": "e",
    "ə": "a", "ɛ": "e", "ƒ": "f", "ɠ": "g", "ǥ": "g", "ɨ": "i", "ƙ": "k", "ƚ": "l", "ɲ": "n",
    "ɵ": "o", "ɔ": "o", "ƥ": "p", "ʉ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z", "ȥ": "z", "ʒ": "z",
}  # fmt: skip

# Marks that stand for an apostrophe, among them the letters of Hawaiian, Ukrainian and Arabic transcription.
_APOSTROPHES = frozenset("'’‘‛`´′ʹʻʼʽʾʿˈ＇")
_SILENT = frozenset("ـ")  # the Arabic stretching line

# How the same names are spelled by people without the key: Müller, Mueller; Håkon, Haakon.
_SPELLED_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)

_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_CJK}]+|[^ {_CJK}]+")
_CJK_WORD = re.compile(f"[{_CJK}]")
_TRUNK_ZERO = re.compile(r"[(\[]\s*0\s*[)\]]|(?<=\+44)\s*0")
# What people write round the digits of a phone number: "tel: +44 7700 900404", "020 7946 0018 ext. 12".
_MAILTO = "mailto:"
_PHONE_LABEL = re.compile(
    r"(?<![^\W_])(?:telephone|phone|tel|mobile|mob|cell|fax)(?:[\s.]*(?:no|number)(?=[\s.:]))?[\s.:]*(?=[+(\[]?\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"(?<=\d)(?:[\s,;.]*(?:ext(?:n|ension)?|#)|[\s,;.]+x)[\s.:=]*\d{1,6}\s*$", re.IGNORECASE)


def _fold_one(char: str) -> str:
    """What one character becomes: nothing, a blank between words, or its plain letters."""
    if char in _APOSTROPHES or char in _SILENT:
        return ""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return unicodedata.normalize("NFC", "".join(_plain(part) for part in folded))


def _plain(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    category = unicodedata.category(char)
    if unicodedata.combining(char) or category in {"Cf", "Cs"} or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0100":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return char if category[0] in "LMN" and char not in _APOSTROPHES else " "


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that works each character out once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_one(chr(code))
        return folded


_FOLDING = _Folding()


def search_form(text: str) -> str:
    """Plain lower-case words with one blank between them: no accents, case, apostrophes or punctuation.

    A hyphen parts words. Chinese, Japanese and Korean are kept. Idempotent, never raises.
    """
    folded = text.translate(_FOLDING)
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    return " ".join(folded.split())


def words(text: str) -> list[str]:
    """The words of the search form in their order; a change to or from Chinese script parts words too."""
    return [word[:TOKEN_LIMIT] for word in _WORD.findall(search_form(text))]


def name_tokens(*names: str) -> set[str]:
    """Tokens that find a person by any of these names, or parts of a name, whichever way they are spelled.

    Of a name's words each, joined to those that follow: "Mary Taylor-Smith" gives "marytaylorsmith",
    "taylorsmith" and "smith", which by prefix find each word and each joined spelling, at a row a word. A
    Chinese run gives its suffixes likewise. An apostrophe gives both forms ("obrien", "brien"), and German
    and Nordic letters are also spelled out ("mueller").
    """
    tokens: set[str] = set()
    for name in names:
        tokens |= _tokens_of(name)
        spelled = unicodedata.normalize("NFC", name).translate(_SPELLED_OUT)
        if spelled != name:
            tokens |= _tokens_of(spelled)
    return tokens


def _tokens_of(name: str) -> set[str]:
    tokens = _tails(name)
    if not _APOSTROPHES.isdisjoint(name):
        tokens |= _tails("".join(" " if char in _APOSTROPHES else char for char in name))
    return tokens


def _tails(name: str) -> set[str]:
    """Each word with all that follow it, joined; a Chinese run by itself, from each of its characters."""
    tokens: set[str] = set()
    following = ""
    for word in reversed(words(name)):
        if _CJK_WORD.match(word):
            tokens.update(word[start:] for start in range(len(word)))
        else:
            following = (_number_form(word) + following)[:TOKEN_LIMIT]
            tokens.add(following)
    return tokens - {""}


def phone_tokens(e164: str) -> set[str]:
    """Tokens of one number in E.164 ("+442079460018"): its digits, and each tail of six digits or more.

    A query drops its leading zeros, so the tails find the national form with its trunk zero, the
    international form after "00" or "+", and the number without its area code. That is about six rows a
    number: 8 million at a million members with 1.3 numbers each.
    """
    digits = "".join(char for char in e164 if char in "0123456789")
    tails = (digits[start:] for start in range(max(1, len(digits) - PHONE_TAIL + 1)))
    return {tail for tail in map(_number_form, tails) if tail}


def postcode_token(postcode: str) -> str:
    """A postcode without blanks, "sw1a1aa"; empty where there is none."""
    return _number_form(search_form(postcode).replace(" ", ""))[:TOKEN_LIMIT]


def reference_token(reference: str) -> str:
    """A member number, registration number or reference without blanks, hyphens and leading zeros."""
    return _number_form(search_form(reference).replace(" ", ""))[:TOKEN_LIMIT]


def reference_tokens(reference: str) -> set[str]:
    """A reference of ours ("LON/C26-004217-58") whole, without its desk, and by its number alone ("421758")."""
    bare = reference_token(reference.rpartition("/")[2])
    return {reference_token(reference), bare, _number_form(bare[3:])} - {""}


def date_tokens(day: date) -> set[str]:
    """A day as it is asked for: "3 Dec 2026", "december 2026", "03/12/26", "3.12.2026", "2026-12-03"."""
    days, months = ({str(number), f"{number:02}"} for number in (day.day, day.month))
    years = (str(day.year), f"{day.year % 100:02}")
    numbers = {_number_form(f"{d}{m}{y}") for d in days for m in months for y in years}
    return name_tokens(show_long_date(day)) | numbers | {f"{day:%Y%m%d}"}


def email_tokens(email: str) -> set[str]:
    """The whole address, which its local part begins, and each word of the local part."""
    whole = _email_form(email)
    if not whole:
        return set()
    return {whole[:TOKEN_LIMIT], *words(whole.partition("@")[0])}


@dataclass(frozen=True, slots=True)
class Query:
    """A search: a record is found if each of ``words`` begins one of its tokens, or ``whole`` does.

    ``longest`` is the word that narrows most, where the range scan should begin. Empty: nothing to find.
    """

    words: tuple[str, ...]
    longest: str
    whole: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)


def parse_query(text: str) -> Query:
    """A query as typed so far, in any mixture of names, numbers, postcodes and addresses.

    Neighbouring words that hold a digit are one number ("020 7946 0018", "SW1A 1AA", "C26-004217-58").
    Only the first 200 characters and eight words count.
    """
    text = _bare_phone(text[:_QUERY_LIMIT])
    found: list[str] = []
    for piece in text.split():
        if "@" in piece:
            found.append(_email_form(_bare_email(piece)))
        else:
            _add_words(found, words(piece))
    found = list(dict.fromkeys(filter(None, map(_number_form, found))))[:_WORDS_LIMIT]
    joined = reference_token(text)
    has_digit = any(char.isdigit() for char in joined)
    whole = joined if has_digit and "@" not in text and joined not in found and len(found) > 1 else ""
    return Query(tuple(found), max(found, key=len, default=""), whole)


def _bare_phone(text: str) -> str:
    """A phone number without what people write round it: a label, the trunk zero, an extension."""
    bare = _PHONE_LABEL.sub(" ", text)
    shorter = _EXTENSION.sub("", bare)
    if sum(map(str.isdecimal, shorter)) >= PHONE_TAIL:
        bare = shorter
    return _TRUNK_ZERO.sub(" ", bare)


def _bare_email(text: str) -> str:
    """An address without what a mail program or a sentence puts round it: "<a@b.example>", "mailto:a@b.example"."""
    bare = text.rstrip(".").strip("<>()[]\"',;:")
    return bare[len(_MAILTO) :] if bare.casefold().startswith(_MAILTO) else bare


def _add_words(found: list[str], more: list[str]) -> None:
    for word in more:
        if found and _has_digit(word) and _has_digit(found[-1]) and "@" not in found[-1]:
            found[-1] = (found[-1] + word)[:TOKEN_LIMIT]
        else:
            found.append(word)


def _has_digit(word: str) -> bool:
    return any("0" <= char <= "9" for char in word)


def _number_form(word: str) -> str:
    """Digits without leading zeros, which a trunk adds and a spreadsheet eats; other words as they are."""
    return word.lstrip("0") if word.isdigit() else word


def _email_form(email: str) -> str:
    folded = unicodedata.normalize("NFKC", email).casefold().encode("utf-8", "ignore").decode()
    return "".join(folded.split()).replace("\x00", "")[:TOKEN_LIMIT]
