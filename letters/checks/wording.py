"""Words that do not belong in a letter: unfinished places, endless sentences, phrases that defend or blame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from letters.block_text import to_plain
from letters.checks.draft import QUOTED, Draft, Rule, ours
from letters.checks.finding import Finding
from letters.content import Block, Run

LONG_SENTENCE: Final = 25
VERY_LONG_SENTENCE: Final = 40

# Every repetition is bounded: a page of brackets may not hold up the check.
_FIELD: Final = r"\{\{[^{}\n]{0,80}\}?\}?|\}\}"
_PROMPT: Final = (
    r"\[[^\[\]\n]{0,60}\b(?:insert|names?|dates?|add|delete|amounts?|address(?:es)?|numbers?"
    r"|references?|details?|reasons?|here|to be \w+|tb[cda]|x{2,20}|\w+/\w+)\b[^\[\]\n]{0,60}\]"
    r"|\[\s{0,9}(?:days?|months?|years?|sums?)\s{0,9}\]|\[[\s_]{0,9}\]"
)
# XX and XXX are numbers of old parts and orders too: only where they are all that stands there is a place certain.
_CROSSES: Final = r"\bx{4,20}\b|£\s?x{2,20}\b|\bx{2,20}(?=/)|^x{2,3}[.!?]?$"
_CROSSED: Final = re.compile(r"\b(?:XXX?|xxx?)\b")
_TO_DO: Final = r"(?-i:\bTB[CDA]\b|\bTODO\b|\bFIXME\b)"
_UNFINISHED: Final = re.compile(
    rf"{_FIELD}|<<[^<>\n]{{0,80}}>>|«[^«»\n]{{0,80}}»|\(\((?!(?:[a-z]|[ivxlc]+|\d+)\)\))[^()\n]{{1,80}}\)\)|{_PROMPT}"
    rf"|{_CROSSES}|{_TO_DO}|\blorem ipsum\b|\?\?\?+|_{{4,}}|\.{{5,}}",
    re.IGNORECASE | re.MULTILINE,
)
_ASKED_OF_AUTHOR: Final = ("reply.", "correction.", "restriction.")
_PROMPTED: Final = re.compile(r"\[insert [^\[\]\n]{1,80}\][.!?]?")
_TEMPLATE_PLACE: Final = re.compile(rf"{_FIELD}|\[\s{{0,9}}insert\b[^\[\]\n]{{0,60}}\]", re.IGNORECASE)
_RECORD_PLACE: Final = re.compile(rf"{_PROMPT}|{_TO_DO}|(?-i:\bX{{2,20}}\b|\bx{{2,20}}\b)", re.IGNORECASE)
# In brackets, but finished: a year or number that is cited, and what an editor puts into another's words.
_BRACKETED: Final = re.compile(r"\[(?!sic\]|\d{1,4}\])[^\[\]\n]{0,80}[^\W\d_][^\[\]\n]{0,80}\]", re.IGNORECASE)
_PERHAPS: Final = ((_BRACKETED, "stands in square brackets and "), (_CROSSED, ""))
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\S)[^.!?\n]*)*[.!?”’\"']*")
_WORD: Final = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_DEFENSIVE: Final = re.compile(
    r"\bas (?:(?:we|I) (?:have )?)?(?:already|previously) (?:explained|stated|advised|told)\b|\bpressures? of work\b"
    r"|\byou should have (?!received|been|had|got|heard)\b"
    r"|\byou failed to\b|\bwith (?:all due )?respect\b|\bunfortunately for you\b",
    re.IGNORECASE,
)
# "The customer relations manager" is a post, and names no reader.
_POST: Final = r"(?! (?:relations|services?|investigations?|care|contact|support|experience|complaints)\b)"
_THIRD_PERSON: Final = re.compile(
    rf"\bthe (?:complainant|applicant|customer|claimant)\b(?:[’']s\b)?{_POST}", re.IGNORECASE
)


def is_prompt(value: str) -> bool:
    """Whether a fact is no more than what asks its author to write one."""
    return _PROMPTED.fullmatch(value) is not None


def finished(draft: Draft) -> Iterator[Finding]:
    """C23: no place is left to fill in.

    Only written words have places: what prints a value of the record is data, whatever signs are in it. Words that are
    not ours may hold any sign but a place of our templates.
    """
    for block in draft.letter.blocks:
        yield from _places_left(block, written_words(block))
        if block.head_id is not None and ours(block):
            yield from _unfinished_record(block, draft.plain[block.id])
    letter = draft.letter
    recorded = set((draft.facts or {}).get("enclosures", ()))
    composed = {paragraph.text for block in letter.blocks if block.role == "heading" for paragraph in block.paragraphs}
    for text in (letter.subject, *letter.enclosures):
        unfinished = _UNFINISHED.search(text)
        if unfinished and text not in composed | recorded:
            yield Finding("C23", "block", f"“{unfinished.group()}” in “{text}” is still to be filled in.")


def _places_left(block: Block, written: str) -> Iterator[Finding]:
    blocking = [found for found in _unfinished(block, written) if not _is_recorded(block, found.group())]
    for found in blocking:
        yield _at(block, found, "C23", f"“{found.group()}” is still to be filled in.", blocking=True)
    for pattern, where in _PERHAPS if ours(block) else ():
        for found in pattern.finditer(QUOTED.sub(_without_signs, written)):
            if all(found.end() <= other.start() or other.end() <= found.start() for other in blocking):
                sentence = f"“{found.group()}” {where}may still have to be filled in."
                yield _at(block, found, "C23", sentence, blocking=False)


def _unfinished_record(block: Block, text: str) -> Iterator[Finding]:
    """What colleagues wrote into the record may be unfinished too: a person must judge."""
    written = written_words(block)
    for found in _RECORD_PLACE.finditer(QUOTED.sub(_without_signs, text)):
        if written[found.start() : found.end()] != found.group():
            sentence = f"“{found.group()}” comes from the record and looks unfinished: correct it there."
            yield _at(block, found, "C23", sentence, blocking=False)


def written_words(block: Block) -> str:
    """The block's plain text with each character of a printed value exchanged for one that means nothing."""
    paragraphs = (replace(one, runs=tuple(_masked(run) for run in one.runs)) for one in block.paragraphs)
    return to_plain(replace(block, paragraphs=tuple(paragraphs)))


def _masked(run: Run) -> Run:
    """Of the same length in plain text: blanks stay, and whatever may need a backslash there.

    What a reply, a correction or a restriction says is asked of its author by a prompt in place of the value: that is
    a place, not data.
    """
    is_asked = run.fact is not None and run.fact.startswith(_ASKED_OF_AUTHOR) and _PROMPTED.fullmatch(run.text)
    return run if run.fact is None or is_asked else replace(run, text=_NO_MARK.sub("\ufffc", run.text))


_NO_MARK: Final = re.compile(r"[^\s\\*\-\d.)]|(?<!\d)[.)]")


def _is_recorded(block: Block, place: str) -> bool:
    """Whether the words are part of a value that the block was made from, and its author only wrote around them."""
    return any(isinstance(value, str) and place in value and place != value for value in block.facts.values())


def _unfinished(block: Block, text: str) -> Iterator[re.Match[str]]:
    if not ours(block):
        yield from _TEMPLATE_PLACE.finditer(text)
        return
    yield from _UNFINISHED.finditer(QUOTED.sub(_without_signs, text))


def _without_signs(quote: re.Match[str]) -> str:
    """Blanks for a quotation, unless it is a place itself: nothing was filled in for what somebody said."""
    inside = quote.group()[1:-1]
    place = _UNFINISHED.fullmatch(inside) or _TEMPLATE_PLACE.search(inside)
    return quote.group() if place else " " * len(quote.group())


def short_sentences(draft: Draft) -> Iterator[Finding]:
    """C25: sentences over 25 words are hard to follow, over 40 very hard (GOV.UK, sentence length)."""
    for block, words in draft.own_words():
        if block.role not in ("paragraph", "list"):
            continue
        for found in _SENTENCE.finditer(words):
            count = len(_WORD.findall(found.group()))
            if count > LONG_SENTENCE:
                how = "very hard" if count > VERY_LONG_SENTENCE else "hard"
                start = found.start() + len(found.group()) - len(found.group().lstrip())
                yield Finding(
                    "C25",
                    "warn",
                    f"This sentence of {count} words is {how} to follow.",
                    f"Break it into sentences of {LONG_SENTENCE} words or fewer.",
                    certain=False,
                    block_id=block.id,
                    head_id=block.head_id,
                    start=start,
                    end=found.end(),
                )


def average_length(draft: Draft) -> Iterator[Finding]:
    """C26: sentences average 20 words or fewer (Plain English Campaign)."""
    counts = [
        len(_WORD.findall(found.group()))
        for block, words in draft.own_words()
        if block.role == "paragraph"
        for found in _SENTENCE.finditer(words)
        if found.group().strip()
    ]
    counts = [count for count in counts if count]
    average = sum(counts) / len(counts) if counts else 0.0
    if average > 20:
        yield Finding(
            "C26",
            "info",
            f"The sentences of this letter average {average:.0f} words.",
            "Aim for 15 to 20.",
            certain=False,
        )


def speaks_to_you(draft: Draft) -> Iterator[Finding]:
    """C29: the letter speaks to "you" (Plain English Campaign)."""
    for block, words in draft.own_words():
        for found in _THIRD_PERSON.finditer(words):
            yield _at(block, found, "C29", f"“{found.group()}” speaks about the reader; say “you”.", blocking=False)


def not_defensive(draft: Draft) -> Iterator[Finding]:
    """C30: no phrase that defends us or blames the reader (HMRC Inheritance Tax Manual IHTM02246)."""
    for block, words in draft.own_words():
        for found in _DEFENSIVE.finditer(words):
            yield _at(block, found, "C30", f"“{found.group().strip()}” sounds defensive.", blocking=False)


def _at(block: Block, found: re.Match[str], rule: str, message: str, *, blocking: bool) -> Finding:
    return Finding(
        rule,
        "block" if blocking else "warn",
        message,
        certain=blocking,
        block_id=block.id,
        head_id=block.head_id,
        start=found.start(),
        end=found.end(),
    )


RULES: Final[tuple[Rule, ...]] = (finished, short_sentences, average_length, speaks_to_you, not_defensive)
