"""A letter after a death is quiet: nothing cheerful in it, and nothing asked of whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding, found_in

# The second half of each pattern that reads the letter is Welsh.
_CHEERFUL: Final = re.compile(
    r"!|\b(?:delighted|pleased|glad|happy to|thrilled|excit(?:ed|ing)|congratulations|(?:good|great) news|wonderful"
    r"|enjoy\w*|look(?:ing)? forward|(?:best|warm) wishes"
    r"|falch|hapus|llongyfarchiadau|newyddion (?:da|gwych)|edrych\w* ymlaen|dymuniadau gorau)\b",
    re.IGNORECASE,
)
_DEMANDING: Final = re.compile(
    r"\byou (?:must|have to|need to|are required to|owe)\b(?! not\b)|\b(?:outstanding|overdue|arrears|reminder)\b"
    r"|\bfinal (?:demand|notice)\b|\bpayment is due\b|\bdue for payment\b"
    r"|\bplease (?:pay|send|return|provide|complete|sign|settle)\b"
    r"|(?<!na fydd yn )(?<!nid oes )\b(?:rhaid|angen) i chi\b|\b(?:dyledus|ôl-ddyled\w*)\b"
    r"|\b(?:anfonwch|talwch|dychwelwch|llenwch|llofnodwch)\b",
    re.IGNORECASE,
)
_PRESSING: Final = re.compile(
    r"\b(?:as soon as possible|urgent(?:ly)?|immediately|without delay)\b|\bwithin \d+ (?:working )?(?:days?|weeks?)\b"
    r"|\b(?:ar unwaith|ar frys)\b|\bcyn gynted â phosibl\b|\bo fewn \d+ (?:diwrnod|o ddiwrnodau|wythnos)\b",
    re.IGNORECASE,
)
_WE_PROMISE: Final = re.compile(r"\bwe(?:[’']ll)?\b|\b(?:byddwn|rydym|ysgrifennwn)\b", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"[.!?\n]")


def quiet(draft: Draft) -> Iterator[Finding]:
    """C36: a condolence cheers nobody up and demands nothing (FCA FG21/1: bereavement is a life event)."""
    if draft.letter.kind != "condolence":
        return
    for block, words in draft.own_words():
        for found in _CHEERFUL.finditer(words):
            said = f"“{found.group()}” is too cheerful for a letter after a death."
            yield found_in(block, found, "C36", "warn", said, "Say it plainly, or leave it out.")
        pressing = (found for found in _PRESSING.finditer(words) if not _is_our_promise(words[: found.start()]))
        for found in (*_DEMANDING.finditer(words), *pressing):
            said = f"“{found.group()}” asks something of somebody who is bereaved."
            yield found_in(block, found, "C36", "warn", said, "Leave it for a later letter, when they are ready.")


def _is_our_promise(before: str) -> bool:
    """Whether the sentence is of what we will do: how soon that is presses nobody else."""
    return _WE_PROMISE.search(_SENTENCE_ENDS.split(before)[-1]) is not None


RULES: Final[tuple[Rule, ...]] = (quiet,)
