"""The rule book: what each rule asks, where it comes from, and whether it is certain or a reading of language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from letters.languages import ENGLISH

Ground = Literal["record", "reading", "both"]
"""``record``: the text is held against the record or the page, and nobody can keep what is found. ``reading``: the
words are read, a person must judge, and their author may keep them with a reason. ``both``: each finding says."""


@dataclass(frozen=True, slots=True)
class RuleNote:
    """One rule: its code, what a sound letter does, on what ground it is judged, and who asks for it."""

    code: str
    asks: str
    ground: Ground
    source: str


_PHSO: Final = "PHSO, final response guide"
_LGSCO: Final = "LGSCO Complaint Handling Code"
_PLAIN: Final = "Plain English Campaign"

BOOK: Final[tuple[RuleNote, ...]] = (
    RuleNote("C01", "answers every point of the record, or says where it goes", "record", f"{_LGSCO} 6.7"),
    RuleNote("C02", "restates the complaint and the day we received it", "record", f"{_PHSO}, step 1"),
    RuleNote("C03", "names the outcome that was asked for", "record", f"{_PHSO}, step 1"),
    RuleNote("C04", "says what was looked at and who was asked", "record", f"{_PHSO}, step 2"),
    RuleNote("C05", "lists the person's own account among the sources", "reading", f"{_PHSO}, step 3"),
    RuleNote("C06", "tells what happened with dates", "reading", f"{_PHSO}, step 4"),
    RuleNote("C07", "cites a standard that was in force", "record", f"{_LGSCO} 6.7"),
    RuleNote("C08", "says the outcome of the record", "record", "HMRC Complaints Handling Guidance CHG910"),
    RuleNote("C09", "gives a reason for each finding", "reading", "PHSO, Principles of Good Administration"),
    RuleNote("C10", "says sorry for each point upheld", "record", "PHSO, Listening and Learning"),
    RuleNote("C11", "makes no apology conditional", "reading", "LGSCO, Guidance on Remedies"),
    RuleNote("C12", "names the effect on this person", "record", "UK Central Government Complaint Standards"),
    RuleNote("C13", "says who does what by when", "record", f"{_LGSCO} 6.6"),
    RuleNote("C14", "says what changes where the cause is ours", "reading", "SPSO, apology guidance, 2023"),
    RuleNote("C15", "has no sum but those of the record", "both", "HMRC Complaints and Remedy Guidance CRG7000"),
    RuleNote("C16", "holds a point not upheld beside its standard, courteously", "both", f"{_PHSO}, step 4"),
    RuleNote("C17", "names the next stage", "record", f"{_LGSCO} 6.8"),
    RuleNote("C18", "gives its limit as worked out", "record", "FCA Handbook DISP 2.8"),
    RuleNote("C19", "gives what the FCA's rules ask, where they apply", "record", "FCA Handbook DISP 1.6.2"),
    RuleNote("C20", "says why we are late and when we answer", "record", f"{_LGSCO} 6.4"),
    RuleNote("C21", "says nothing on a judge's decision or conduct", "reading", "HMCTS complaints procedure"),
    RuleNote("C22", "says sorry for the delay when late", "reading", "PHSO, case 642"),
    RuleNote("C23", "leaves no place to fill in", "both", "HSCNI, accuracy of responses"),
    RuleNote("C24", "says what the record says", "both", "HSCNI, accuracy of responses"),
    RuleNote("C25", "has sentences of 25 words or fewer", "reading", "GOV.UK, sentence length"),
    RuleNote("C26", "averages 15 to 20 words a sentence", "reading", _PLAIN),
    RuleNote("C27", "says who did what, in verbs", "reading", _PLAIN),
    RuleNote("C28", "writes out abbreviations and has no words of offices", "reading", _PLAIN),
    RuleNote("C29", "speaks to “you”", "reading", _PLAIN),
    RuleNote("C30", "neither defends us nor blames the reader", "reading", "HMRC Inheritance Tax Manual IHTM02246"),
    RuleNote("C31", "names no colleague and nobody else's particulars", "reading", "LGSCO, decision statements"),
    RuleNote("C32", "is printed as the reader needs it", "record", "UKAAF, Clear and Large Print"),
    RuleNote("C33", "is in the language that the reader prefers, every part", "both", "HMCTS Welsh Language Scheme"),
    RuleNote("C34", "can be posted: address, window, pages, enclosures", "both", "GOV.UK Notify letter specification"),
    RuleNote("C35", "goes to who may read it, approved by another", "record", "LGSCO, guidance for handlers"),
    RuleNote("C36", "is quiet after a death: nothing cheerful, no demand", "reading", "FCA FG21/1, life events"),
    RuleNote("SP", "is spelt right", "reading", "Hunspell, British English and Welsh"),
    RuleNote("X-glyph", "can be printed to the last character", "record", "the fonts of our letters"),
)
"""In the order of the codes."""

NOTES: Final = {note.code: note for note in BOOK}

NOT_IN_WELSH: Final = ("C04", "C05", "C14", "C16", "C19", "C21", "C27", "C28", "C29", "C30")
"""What these read is English: of the Welsh of a letter they say nothing, and a person who reads Welsh has to.

The others hold against the record or the page whatever the language is, or know the Welsh words too: dates (C02, C06,
C18, C20, C24), outcomes (C08), apologies (C10, C11, C22).
"""


def reads(code: str, language: str) -> bool:
    """Whether a rule reads the words of a language."""
    return language == ENGLISH or code not in NOT_IN_WELSH
