"""Plain words: who did what, verbs and not nouns, nothing abbreviated that was not written out, no office words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding, found_in

PASSIVE_SHARE = 0.5
"""More sentences than this in the passive leave the reader asking who did it; fewer than ten tell nothing."""
FEWEST_SENTENCES = 10
NOUNS_FOR_VERBS = 3
"""From so many on, a letter reads as office language."""

_SENTENCE: Final = re.compile(r"[^.!?\n]+")
_PASSIVE: Final = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)\b(?: (?:not|never|also|then|only|\w+ly))? "
    r"(?:\w{2,}(?:ed|wn)|made|sent|told|given|taken|found|held|kept|lost|paid|put|read|said|seen|written|done|brought"
    r"|bought|dealt|left|met|shown|chosen|understood|upheld)\b",
    re.IGNORECASE,
)
_NOUN_FOR_VERB: Final = re.compile(
    r"\b(?:mak(?:e|es|ing)|made|carr(?:y|ies|ied) out|conduct(?:ed|ing)?|undert(?:ake|ook|aken)|g(?:ive|ave|iven)"
    r"|provid(?:e|ed|ing)|effect(?:ed)?|perform(?:ed)?) (?:an? |the |our |full |further |due )*"
    r"(?:investigation|examination|consideration|assessment|evaluation|determination|verification|clarification"
    r"|notification|confirmation|explanation|adjustment|amendment|improvement|allowance|reference)s?\b"
    r"|\bin (?:consideration|contravention|fulfilment) of\b|\bupon (?:receipt|completion) of\b",
    re.IGNORECASE,
)
_ABBREVIATION: Final = re.compile(r"(?<![\w&./-])[A-Z]{2,6}(?:s)?(?![\w&/-]|\.\w)")
_WELL_KNOWN: Final = frozenset(
    (
        *("UK", "GB", "EU", "US", "USA", "UN", "MP", "MPs", "NHS", "VAT", "PO", "BT", "BBC", "GP", "GPs", "TV", "ID"),
        *(
            "PDF",
            "OK",
            "CV",
            "DVD",
            "CD",
            "AM",
            "PM",
            "NI",
            "SMS",
            "PIN",
            "ISO",
            "BFPO",
            "QC",
            "KC",
            "GBP",
            "EUR",
            "USD",
        ),
        *("HKD", "SGD", "MYR", "RM", "ZAR", "NZD", "AUD", "II", "III", "IV", "VI", "VII", "UKSC", "EWCA", "EWHC"),
    )
)
_PLACE: Final = re.compile(r"X+|TB[CDA]|TODO|FIXME")
"""Something still to be filled in, which another rule tells."""
JARGON: Final[Mapping[str, str]] = {
    "aforementioned": "this",
    "aforesaid": "this",
    "as per": "as … says",
    "at this moment in time": "now",
    "forthwith": "at once",
    "hereby": "leave it out",
    "herein": "here",
    "herewith": "with this letter",
    "heretofore": "until now",
    "in lieu of": "instead of",
    "in the event that": "if",
    "in respect of": "about",
    "inter alia": "among other things",
    "notwithstanding": "although",
    "per annum": "a year",
    "prior to": "before",
    "pursuant to": "under",
    "thereafter": "then",
    "therein": "in it",
    "thereof": "of it",
    "utilise": "use",
    "utilised": "used",
    "with regard to": "about",
    "with respect to": "about",
}
_JARGON: Final = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(JARGON, key=len, reverse=True)))})\b", re.IGNORECASE
)


def active_voice(draft: Draft) -> Iterator[Finding]:
    """C27: who did it is said, and things are done in verbs (Plain English Campaign, How to write in plain English)."""
    sentences = [
        found.group()
        for block, words in draft.own_words()
        if block.role in ("paragraph", "list")
        for found in _SENTENCE.finditer(words)
        if len(found.group().split()) > 2
    ]
    passive = sum(bool(_PASSIVE.search(sentence)) for sentence in sentences)
    if len(sentences) >= FEWEST_SENTENCES and passive > PASSIVE_SHARE * len(sentences):
        sentence = f"{passive} of {len(sentences)} sentences leave out who did it."
        yield Finding("C27", "info", sentence, "Write “we sent it” and not “it was sent”.", certain=False)
    nouns = [found.group() for sentence in sentences for found in _NOUN_FOR_VERB.finditer(sentence)]
    if len(nouns) >= NOUNS_FOR_VERBS:
        shown = ", ".join(f"“{noun}”" for noun in nouns[:3])
        yield Finding("C27", "info", f"Nouns stand where verbs would do: {shown}.", "Let a verb say it.", certain=False)


def written_out(draft: Draft) -> Iterator[Finding]:
    """C28: an abbreviation is written out where it first stands (Colchester council, written service standards)."""
    named = " ".join((draft.letter.sender.name, draft.letter.sender.organisation, *draft.letter.recipient.lines))
    explained: set[str] = set(_ABBREVIATION.findall(named))
    for block, words in draft.own_words():
        if block.role in ("heading", "signature", "closing", "salutation", "table"):
            continue
        for found in _ABBREVIATION.finditer(words):
            short = found.group()
            is_explained = words[: found.start()].endswith("(") or _PLACE.fullmatch(short)
            if (
                short not in explained
                and not is_explained
                and short not in _WELL_KNOWN
                and not _in_capitals(words, found)
            ):
                yield found_in(
                    block,
                    found,
                    "C28",
                    "warn",
                    f"“{short}” is not written out where it first stands.",
                    "Write it out here.",
                )
            explained.add(short)


def _in_capitals(words: str, found: re.Match[str]) -> bool:
    """One of several words in capitals is no abbreviation."""
    around = words[: found.start()].split()[-1:] + words[found.end() :].split()[:1]
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in around)


def no_jargon(draft: Draft) -> Iterator[Finding]:
    """C28: words that only offices use have a plain one beside them (Plain English Campaign, A to Z)."""
    for block, words in draft.own_words():
        for found in _JARGON.finditer(words):
            plain = JARGON[found.group().lower()]
            hint = "Leave it out." if plain == "leave it out" else f"Perhaps “{plain}”."
            yield found_in(block, found, "C28", "warn", f"“{found.group()}” is a word of offices.", hint)


RULES: Final[tuple[Rule, ...]] = (active_voice, written_out, no_jargon)
