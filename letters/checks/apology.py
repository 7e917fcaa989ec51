"""Is the apology there, unconditional, and does it see the effect: for faults and for delay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from letters.checks.draft import UPHELD, Draft, Rule
from letters.checks.finding import Finding, found_in

# The second half of each pattern is Welsh.
_SORRY: Final = re.compile(
    r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies)|ddrwg (?:gennym|gennyf|gen i|iawn gennym)|ymddiheur\w+)\b", re.IGNORECASE
)
_WE_ARE_SORRY: Final = re.compile(
    r"\b(?:we(?: are|['’]re) (?:very |truly )?sorry|we apologi[sz]e|our apolog(?:y|ies)"
    r"|ddrwg (?:iawn )?gennym|(?:ydym|hoffem) (?:yn )?ymddiheuro|ymddiheurwn)\b",
    re.IGNORECASE,
)
_CONDITIONAL: Final = re.compile(
    r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies)|regret)\b[^.!?\n]{0,30}?"
    r"(?:\bif\b|\b(?:that )?you (?:feel|felt|think|believe)\b|\bthat you were (?:not happy|unhappy)\b"
    r"|\bfor any\b|\bwhether\b)"
    r"|\bfelt (?:it |you had )(?:was )?(?:necessary )?to complain\b"
    r"|\bfelt it necessary\b"
    r"|\b(?:ddrwg (?:iawn )?gennym|ymddiheur\w+)\b[^.!?\n]{0,30}?"
    r"\b(?:os|am unrhyw|eich bod (?:chi )?(?:wedi )?(?:yn )?teimlo)\b"
    r"|\bany (?:inconvenience|distress|upset)\b[^.!?\n]{0,20}\b(?:may|might)\b",
    re.IGNORECASE,
)
_WITH_A_TARGET: Final = ("acknowledgement", "response", "holding")
_DELAY: Final = re.compile(
    r"\b(?:delay|late|later|longer|time it (?:took|has taken)|waited?|oedi|hwyr|aros)\b", re.IGNORECASE
)


def apology_present(draft: Draft) -> Iterator[Finding]:
    """C10: where a point is upheld, its section apologises (PHSO, Listening and Learning: format of responses)."""
    if not draft.answers:
        return
    for head in draft.told_heads():
        if head.outcome in UPHELD and not _SORRY.search(
            draft.text("apology", "effect", "finding", "reason", head=head.id)
        ):
            yield Finding(
                "C10",
                "block",
                f"We uphold {head.title} but do not say sorry for it.",
                "Say what we are sorry for, without an “if”.",
                block_id=draft.slot("apology", "effect", "reason", "finding", head=head.id),
                head_id=head.id,
                fact_path=f"{head.path}.remedies",
            )


def no_conditional_apology(draft: Draft) -> Iterator[Finding]:
    """C11: no "sorry if", no "sorry you feel" in our own words (LGSCO, Guidance on Remedies)."""
    for block, words in draft.own_words():
        for found in _CONDITIONAL.finditer(words):
            message = f"“{found.group()}” makes the apology conditional."
            yield found_in(block, found, "C11", "block", message, "Name what we did and say sorry for it.")


def effect_named(draft: Draft) -> Iterator[Finding]:
    """C12: where a point is upheld, the effect on this person is named (UKCG Complaint Standards)."""
    if not draft.answers:
        return
    for head in draft.told_heads():
        if head.outcome in UPHELD and not draft.parts("effect", head=head.id):
            yield Finding(
                "C12",
                "warn",
                f"The letter does not say how the fault under {head.title} affected the person.",
                block_id=draft.slot("effect", "reason", "finding", head=head.id),
                head_id=head.id,
                fact_path=f"{head.path}.effect",
            )


def sorry_for_delay(draft: Draft) -> Iterator[Finding]:
    """C22: what leaves after its target says sorry for the delay (PHSO case 642)."""
    if not draft.complaint.get("late") or draft.letter.kind not in _WITH_A_TARGET:
        return
    if any(_WE_ARE_SORRY.search(words) and _DELAY.search(words) for words in _general_sentences(draft)):
        return
    yield Finding(
        "C22",
        "warn",
        "This letter leaves after its target date but does not say sorry for the delay.",
        "Add a sentence near the beginning.",
        certain=False,
        block_id=draft.slot("delay_apology", "restate", "salutation"),
        fact_path="complaint.late",
    )


def _general_sentences(draft: Draft) -> Iterator[str]:
    """Sentences that are not about one point; a short block counts as one sentence, as apologies may take two."""
    for block, words in draft.own_words():
        if block.head_id is None:
            yield from [words] if block.part == "delay_apology" else re.split(r"(?<=[.!?])\s", words)


RULES: Final[tuple[Rule, ...]] = (apology_present, no_conditional_apology, effect_named, sorry_for_delay)
