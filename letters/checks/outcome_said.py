"""Which outcomes the words of a finding say, clause by clause: a "not" anywhere before the verb turns it round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from letters.languages import ENGLISH, WELSH

# Nobody writes longer clauses, or more of them; and a page of one word may not hold up the check.
_BEFORE, _AFTER = 400, 200
_MOST_VERDICTS = 50

_VERDICT: Final = re.compile(
    r"\b(?:(?P<uphold>uph(?:old(?:s|ing)?|eld))"
    r"|(?:(?:mak(?:e|ing)|made|reach(?:ed|ing)?) (?:an?y? |no |the )?(?:\w+ )?|no )findings?)\b",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[.!?;:](?=\s|$)|\n")
_SUBJECT: Final = (
    r"(?:(?:we|I)\b|(?:it|this|(?:this|that|the|your)(?: \w+)? (?:point|complaint)) (?:is|was|has|must)\b)"
)
_CLAUSE: Final = re.compile(
    rf"(?:[,(–—]\s*|\b(?:and|but|so|because|since|yet|although|while)\s+)(?:(?:and|but|so|therefore)\s+)*{_SUBJECT}"
    r"|\band (?:so|therefore)\b|\bnor (?:do|can|did) we\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:not(?! only\b)|cannot|never|no(?! (?:hesitation|doubt)\b)|nothing|none|nor|without|unable|hardly"
    r"|rather than|instead of)\b|n't\b"
    r"|\b(?:refus|declin|reject|fail|prevent|insufficient|impossible|lack)\w*\b[^,]{0,60}\b(?:to|from)\s*$",
    re.IGNORECASE,
)
_TWICE: Final = re.compile(r"(?:\bnot|\bcannot|n't),? (?:and|or) (?:\w+ not|\w+n't|cannot)\b", re.IGNORECASE)
_NOT_SAID: Final = re.compile(
    r"\b(?:would|might|may|could(?! not\b|n't| only\b)|should|if|unless|whether|had we|neither)\b"
    r"|\b(?:ask|want|wish|hop|expect)\w*\b[^,]{0,40}\bto (?:\w+ly )?$"
    r"|\b(?:first|earlier|previous|original|stage \w+) (?:answer|response|reply|decision|review|letter)\b",
    re.IGNORECASE,
)
_OTHER_MATTER: Final = re.compile(
    r"\s+(?:(?!point|part|complaint|about|that|of\b)[\w']+ ){0,4}?"
    r"(?:decisions?|answer|outcome|response|conclusion|view|refusal|standards?|reply)\b",
    re.IGNORECASE,
)
_PARTLY_BEFORE: Final = re.compile(r"\b(?:part(?:ly|ially)|in part|mostly|largely|mainly)\s+$", re.IGNORECASE)
_PARTLY_AFTER: Final = re.compile(
    r"^\s+(?:(?:a|one|some|only)\s+)*parts?\s+of\b|\b(?:in part|part(?:ly|ially)|to (?:some|an|that) extent"
    r"|for the most part|mostly|largely|mainly|except|apart from|other than|save for)\b"
    r"|\bnot (?:all|every|wholly|entirely|fully)\b",
    re.IGNORECASE,
)
_WHOLLY: Final = re.compile(r"\b(?:fully|wholly|entirely|completely|in full|all of|every|whole)\b", re.IGNORECASE)
_NONE_AFTER: Final = re.compile(r"^\s+(?:no|none|nothing|neither|not)\b", re.IGNORECASE)
_REASON: Final = re.compile(r"\b(?:because|since|as|which|for(?! the most part))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """An outcome that is said, with its place in the text; ``outcome`` is None where the words can be read two ways."""

    outcome: str | None
    start: int
    end: int


def outcomes_said(text: str, language: str = ENGLISH) -> list[Said]:
    """Each outcome that a text (``block_text.to_plain``) says we reach, in order: ``upheld``, ``not_upheld`` …

    What is asked, supposed or reported of an earlier answer says nothing, nor does upholding anything but a point.
    """
    words = text.replace("’", "'").replace("**", "  ")
    return list(_said_in_welsh(words) if language == WELSH else _said(words))


_WELSH_SENTENCE: Final = re.compile(r"[^.!?\n]+")
_WELSH_UPHOLD: Final = re.compile(
    r"\b(?:ch|g)?adarnh(?:au|awyd|awn|eir)\b|\b[cg]hadarnh\w+|\bcadarnh\w+", re.IGNORECASE
)
_WELSH_NOT: Final = re.compile(r"\b(?:nid|ni|na|nad|heb|peidio|methu)\b", re.IGNORECASE)
_WELSH_NO_FINDING: Final = re.compile(
    r"\b(?:ni allwn|ni allaf|nid ydym|nid wyf|methu|heb)\b[^.!?\n]{0,40}\bgasgliad\b", re.IGNORECASE
)
_WELSH_SUPPOSED: Final = re.compile(r"\b(?:os|pe|a ddylem|dylem|efallai|gofyn\w*)\b", re.IGNORECASE)


def _said_in_welsh(text: str) -> Iterator[Said]:
    """Sentence by sentence: "cadarnhau", what refuses it, and "rhannol"."""
    for sentence in _WELSH_SENTENCE.finditer(text):
        words, start = sentence.group(), sentence.start()
        if found := _WELSH_NO_FINDING.search(words):
            yield Said("no_finding", start + found.start(), start + found.end())
        elif (found := _WELSH_UPHOLD.search(words)) and not _WELSH_SUPPOSED.search(words):
            refused, partly = _WELSH_NOT.search(words[: found.start()]), re.search(r"\brhannol\b|\brhan\b", words)
            outcome = "not_upheld" if refused else "partly_upheld" if partly else "upheld"
            yield Said(None if refused and partly else outcome, start + found.start(), start + found.end())


def _said(text: str) -> Iterator[Said]:
    for number, verdict in enumerate(_VERDICT.finditer(text), 1):
        if number > _MOST_VERDICTS:
            yield Said(None, verdict.start(), verdict.end())
            return
        sentence = text[max(verdict.start() - _BEFORE, 0) : verdict.start()]
        sentence = sentence[max((stop.end() for stop in _STOP.finditer(sentence)), default=0) :]
        after = text[verdict.end() : verdict.end() + _AFTER]
        stop = _STOP.search(after)
        if stop and stop.group() == "?":
            continue
        clause = sentence[max((start.start() for start in _CLAUSE.finditer(sentence)), default=0) :]
        rest = after[: stop.start()] if stop else after
        if _NOT_SAID.search(clause) or (verdict["uphold"] and _OTHER_MATTER.match(rest)):
            continue
        if verdict["uphold"]:
            yield Said(_outcome(sentence, clause, rest), verdict.start(), verdict.end())
        elif refusals := _refusals(clause + verdict.group()):
            yield Said("no_finding" if refusals == 1 else None, verdict.start(), verdict.end())


def _outcome(sentence: str, clause: str, rest: str) -> str | None:
    """The outcome of a verb "uphold"; None in doubt."""
    reason = _REASON.search(rest)
    rest = rest[: reason.start()] if reason else rest
    refusals = _refusals(clause) + bool(_NONE_AFTER.search(rest))
    partly = bool(_PARTLY_BEFORE.search(clause) or _PARTLY_AFTER.search(rest))
    if refusals == 0:
        # A "not" before an aside, "we cannot, we are sorry to say, uphold", may still be meant of the verb.
        aside = _refusals(sentence) and "," in clause.lstrip(", ")
        return None if aside else "partly_upheld" if partly else "upheld"
    doubtful = refusals > 1 or partly or _WHOLLY.search(clause) or _WHOLLY.search(rest)
    return None if doubtful else "not_upheld"


def _refusals(words: str) -> int:
    return len(_NOT.findall(_TWICE.sub("not", words)))
