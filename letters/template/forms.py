"""How a fact is shown: dates in words, results as sentences, lists with "and"; in British English and in Welsh."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from letters.languages import ENGLISH, WELSH
from letters.template.welsh import (
    WELSH_CHANNEL,
    WELSH_OUTCOME_WORDS,
    WELSH_SHORT,
    welsh_date,
    welsh_greeting,
    welsh_list,
    welsh_weekday,
)

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

OUTCOME_WORDS: Final[Mapping[str, str]] = {
    "upheld": "We uphold this point.",
    "partly_upheld": "We partly uphold this point.",
    "not_upheld": "We do not uphold this point.",
    "no_finding": "We cannot make a finding on this point.",
    "withdrawn": "You have withdrawn this point, so we make no finding on it.",
    "redirected": "This point is for another body to look at, so we make no finding on it.",
}
_SHORT: Final[Mapping[str, str]] = {
    "upheld": "upheld",
    "partly_upheld": "partly upheld",
    "not_upheld": "not upheld",
    "no_finding": "no finding",
    "withdrawn": "withdrawn",
    "redirected": "for another body to look at",
}
_BEGINNERS: Final = frozenset({"A", "An", "Another", "My", "Our", "That", "The", "Their", "This", "We", "Your"})
_CHANNEL: Final[Mapping[str, str]] = {
    "phone": "call",
    "email": "email",
    "letter": "letter",
    "web": "online form",
    "chat": "chat",
    "visit": "visit",
    "other": "message",
}


def show_date(value: str | date, language: str = ENGLISH) -> str:
    """``3 November 2026`` for an ISO date, ``3 Tachwedd 2026`` in Welsh."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return welsh_date(day) if language == WELSH else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_weekday(value: str | date, language: str = ENGLISH) -> str:
    """``Tuesday 3 November 2026`` for an ISO date, ``dydd Mawrth 3 Tachwedd 2026`` in Welsh."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    if language == WELSH:
        return welsh_weekday(day)
    return f"{_DAYS[day.weekday()]} {show_date(day)}"


def show_count(value: Any) -> str:
    """A number, or the length of a list, in words up to ten."""
    number = len(value) if isinstance(value, list) else int(value)
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


def show_list(value: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(value[:-1]), *value[-1:])))


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!", ".”", '."')) else text + "."


def _sentence(text: str) -> str:
    return _stop(text[:1].upper() + text[1:])


def _inside(text: str) -> str:
    """As the words stand inside a sentence: "our records team" in "By 27 November 2026, our records team will"."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in _BEGINNERS else text


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[:1].lower() in tuple("aeio") else f"a {noun}"


FORMS: Final[Mapping[str, Callable[[Any], str]]] = {
    "text": str,
    "date": show_date,
    "weekday": show_weekday,
    "count": show_count,
    "list": show_list,
    "sentence": _sentence,
    "stop": _stop,
    "clause": lambda text: text.rstrip(". "),
    "inside": _inside,
    "article": _with_article,
    "capital": lambda text: text[:1].upper() + text[1:],
    "outcome": lambda code: OUTCOME_WORDS[code],
    "outcome_word": lambda code: _SHORT[code],
    "channel": lambda code: _CHANNEL[code],
    "greeting": str,
}
"""In English; every name of a form is here."""

_WELSH: Final[Mapping[str, Callable[[Any], str]]] = {
    **FORMS,
    "date": lambda value: show_date(value, WELSH),
    "weekday": lambda value: show_weekday(value, WELSH),
    "count": lambda value: str(len(value) if isinstance(value, list) else int(value)),
    "list": welsh_list,
    "inside": lambda text: text[:1].lower() + text[1:],
    "article": str,
    "outcome": lambda code: WELSH_OUTCOME_WORDS[code],
    "outcome_word": lambda code: WELSH_SHORT[code],
    "channel": lambda code: WELSH_CHANNEL[code],
    "greeting": welsh_greeting,
}


def forms_of(language: str) -> Mapping[str, Callable[[Any], str]]:
    """How facts are shown in a language: English where it has no forms of its own."""
    return _WELSH if language == WELSH else FORMS
