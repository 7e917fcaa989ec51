"""Does the letter show that we looked: sources, the reader's own account, what we learnt, and why not, courteously."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from letters.checks.draft import UPHELD, Draft, Head, Rule
from letters.checks.finding import Finding

_THEIR_ACCOUNT: Final = re.compile(r"\byou(?:r|rs|rself)?\b|\bthe (?:calls?|conversations?)\b", re.IGNORECASE)
_LEARNT: Final = re.compile(
    r"\b(?:so that|from now on|in future|(?:not|never|n['’]t) happen again|learn\w*|lessons?|prevent\w*|train\w*"
    r"|coach\w*|remind\w*|(?<!\bnot )chang(?:e|es|ed|ing)|updat\w+|improv\w+|review(?:ed|ing)?|introduc\w+"
    r"|new checks?)\b",
    re.IGNORECASE,
)
_DISCOURTEOUS: Final = re.compile(
    r"\b(?:unfounded|groundless|baseless|frivolous|vexatious|without (?:any )?(?:merit|foundation)|no merit"
    r"|you are (?:simply |quite )?(?:wrong|mistaken)|your allegations?|you (?:merely|simply)|you (?:claim|allege)d?)\b",
    re.IGNORECASE,
)


def sources_named(draft: Draft) -> Iterator[Finding]:
    """C04: the answer says what was looked at and who was asked (PHSO, final response guide, step 2)."""
    heads = [head for head in draft.heads() if head.answered]
    if not draft.answers or not heads:
        return
    listed = draft.text("evidence")
    if not listed.strip():
        place = draft.slot("evidence", "summary", "outcome_sought", "restate")
        yield _sources("The letter does not say what we looked at or whom we asked.", place, "complaint.evidence")
        return
    for head in heads:
        sources = (head.facts or {}).get("evidence")
        if sources is None or any(_same(source) in _same(listed) for source in sources):
            continue
        why = "names none of the sources on" if sources else "has no source for"
        sentence = f"The letter {why} {head.title}." if sources else f"The record {why} {head.title}."
        yield _sources(sentence, draft.slot("evidence"), f"{head.path}.evidence", head.id)


def _sources(sentence: str, place: str | None, path: str, head: str | None = None) -> Finding:
    hint = "Record what was looked at in the case, then draft this part again."
    return Finding("C04", "warn", sentence, hint, block_id=place, head_id=head, fact_path=path)


def _same(text: str) -> str:
    return " ".join(text.casefold().rstrip(". ").split())


def own_account(draft: Draft) -> Iterator[Finding]:
    """C05: what the person told or sent us is among what we looked at (PHSO, final response guide, step 3)."""
    listed = draft.text("evidence")
    if draft.answers and listed.strip() and not _THEIR_ACCOUNT.search(_items(listed)):
        yield Finding(
            "C05",
            "warn",
            "What the person told or sent us is not among what we looked at.",
            "Name their call, letter or papers: their account is evidence too.",
            certain=False,
            block_id=draft.slot("evidence"),
            fact_path="complaint.evidence",
        )


def _items(listed: str) -> str:
    """The sources alone, without the sentence that leads to them."""
    lines = listed.splitlines()
    return "\n".join(line for line in lines if line.startswith("- ")) or listed


def learning_said(draft: Draft) -> Iterator[Finding]:
    """C14: where the cause is ours, the letter says what changes (SPSO, Apology and learning guidance, 2023)."""
    if draft.confirms:
        yield from _learnt(draft, draft.heads(), whole=True)
    elif draft.answers:
        yield from _learnt(draft, draft.told_heads(), whole=False)


def _learnt(draft: Draft, heads: Iterable[Head], *, whole: bool) -> Iterator[Finding]:
    """``whole``: the letter has no sections, and tells of its one point in what it answers."""
    parts = ("answer", "changes", "remedy") if whole else ("remedy", "learning", "finding", "reason", "apology")
    for head in heads:
        ours = ((head.facts or {}).get("root_cause") or {}).get("ours")
        section = None if whole else head.id
        said = draft.text(*parts, head=section) + draft.text("learning")
        if head.outcome in UPHELD and ours and not _LEARNT.search(f"{said}\n{_promised(head)}"):
            yield Finding(
                "C14",
                "warn",
                f"The cause of {head.title} is ours, but the letter does not say what we change.",
                "Say what will keep it from happening to somebody else.",
                certain=False,
                block_id=draft.slot(*(parts if whole else ("learning", "remedy", "reason", "finding")), head=section),
                head_id=section,
                fact_path=f"{head.path}.root_cause",
            )


def _promised(head: Head) -> str:
    """What the record promises: where the letter leaves it out, C13 tells."""
    return "\n".join(remedy["text"] for remedy in (head.facts or {}).get("remedies", []))


def not_upheld_shown(draft: Draft) -> Iterator[Finding]:
    """C16: a point not upheld is held beside its standard, courteously (PHSO, final response guide, step 4)."""
    if not draft.answers:
        return
    for head in draft.told_heads():
        if head.outcome == "not_upheld":
            yield from _beside_its_standard(draft, head)
            yield from _courteous(draft, head)


def _beside_its_standard(draft: Draft, head: Head) -> Iterator[Finding]:
    shown = draft.text("standard_meaning", "standard", head=head.id)
    if shown and not draft.text("standard_meaning", head=head.id).strip():
        yield Finding(
            "C16",
            "warn",
            f"We do not uphold {head.title}, but the letter does not say what we should have done and did.",
            "Say what the standard asked of us here, so that the reader can see that it was met.",
            block_id=draft.slot("standard_meaning", "reason", "finding", head=head.id),
            head_id=head.id,
            fact_path=f"{head.path}.what_should_have_happened",
        )


def _courteous(draft: Draft, head: Head) -> Iterator[Finding]:
    for block, words in draft.own_words():
        if block.head_id != head.id:
            continue
        for found in _DISCOURTEOUS.finditer(words):
            yield Finding(
                "C16",
                "warn",
                f"“{found.group()}” reads as if the reader was not to be believed.",
                "Say what we found, not what we think of the complaint.",
                certain=False,
                block_id=block.id,
                head_id=head.id,
                start=found.start(),
                end=found.end(),
            )


RULES: Final[tuple[Rule, ...]] = (sources_named, own_account, learning_said, not_upheld_shown)
