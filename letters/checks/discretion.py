"""What a letter must leave unsaid: a judge's decision or conduct, names of colleagues, other people's particulars."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding, found_in
from letters.content import Block

_JUDGE: Final = r"(?:judges?|magistrates?|the bench|recorders?|coroners?)"
_DECIDED: Final = rf"(?:{_JUDGE}(?:['’]s?)?|(?:the )?(?:court|tribunal)(?:['’]s) (?:decision|ruling|judgment|order))"
_VERDICT: Final = (
    r"(?:right|wrong(?:ly)?|correct(?:ly)?|incorrect(?:ly)?|fair(?:ly)?|unfair(?:ly)?|mistaken?|mistakes?|errors?|erred"
    r"|rude(?:ly)?|biased|harsh(?:ly)?|lenient|sound|reasonable|unreasonable|should (?:not )?have)"
)
_ON_JUDGE: Final = re.compile(
    rf"\b{_DECIDED}\b[^.!?\n]{{0,60}}?\b{_VERDICT}\b"
    rf"|\b(?:agree|disagree|quarrel) with (?:the |that |what the )?{_DECIDED}\b",
    re.IGNORECASE,
)
_NO_COMMENT: Final = re.compile(r"\b(?:cannot|can['’]t|may not|not able to|unable to|do not|whether)\b", re.IGNORECASE)
_POINT_TITLE: Final = re.compile(r"complaint\.(?:heads|joined)\.[^.]+\.title")
_CONTACT: Final = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b|(?<![\w./-])(?:\+\d{1,3}[ ]?|0)\d(?:[ -]?\d){8,11}\b")
_TITLES: Final = r"(?:Mr|Mrs|Miss|Ms|Mx|Dr|Professor)"


def nothing_on_judges(draft: Draft) -> Iterator[Finding]:
    """C21: no word on the merits of a judicial decision or on a judge's conduct (HMCTS complaints procedure)."""
    for block, own in draft.own_words():
        words = _without_titles(block, own)
        for found in _ON_JUDGE.finditer(words):
            before = words[max(words.rfind(end, 0, found.start()) for end in ".!?\n") + 1 : found.start()]
            if _NO_COMMENT.search(before) or _NO_COMMENT.search(found.group()):
                continue
            hint = "Leave it out, and say where the decision or the conduct can be taken."
            sentence = f"“{found.group()}” comments on a judge's decision or conduct."
            yield found_in(block, found, "C21", "block", sentence, hint)


def _without_titles(block: Block, words: str) -> str:
    """The words with what was raised blanked out where a point is named: to name it once is no comment on it."""
    for path, title in block.facts.items():
        if _POINT_TITLE.fullmatch(path) and isinstance(title, str) and title:
            words = re.sub(
                re.escape(title), lambda named: " " * len(named.group()), words, count=1, flags=re.IGNORECASE
            )
    return words


def colleagues_unnamed(draft: Draft) -> Iterator[Finding]:
    """C31: no colleague is named but who signs or answers questions (LGSCO, guidance on decision statements)."""
    names = _others(draft)
    if not names:
        return
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")
    for block, words in draft.own_words():
        if block.role in ("closing", "signature", "salutation"):
            continue
        for found in wanted.finditer(words):
            hint = "Say which team or post it was."
            yield found_in(block, found, "C31", "warn", f"{found.group()} is a colleague who does not sign.", hint)


def _others(draft: Draft) -> set[str]:
    """How colleagues may be called, but for who signs, is asked for, or has a name like the reader's."""
    facts = draft.facts or {}
    known = {draft.letter.sender.name, draft.letter.contact_name, draft.complaint.get("contact_name", "")}
    known |= {(facts.get(role) or {}).get("name", "") for role in ("signatory", "representative")}
    known |= {facts.get("person", {}).get("full_name", ""), draft.letter.recipient.name}
    families = {name.split()[-1] for name in known if name.split()}
    called: set[str] = set()
    for name in facts.get("staff_names", ()):
        if name in known:
            continue
        called.add(name)
        if len(name.split()) > 1 and name.split()[-1] not in families:
            called |= {f"{title} {name.split()[-1]}" for title in _TITLES[3:-1].split("|")}
    return called


def particulars_of_record(draft: Draft) -> Iterator[Finding]:
    """C31: an e-mail address or telephone number belongs to the record (UK GDPR, Article 5(1)(c))."""
    if draft.facts is None:
        return
    known = _bare(json.dumps(draft.facts, ensure_ascii=False))
    for block, words in draft.own_words():
        for found in _CONTACT.finditer(words):
            if _bare(found.group()) not in known:
                sentence = f"{found.group()} is nowhere in the record: it may be somebody else's."
                yield found_in(block, found, "C31", "warn", sentence, "Leave it out, or record whose it is.")


def _bare(text: str) -> str:
    return re.sub(r"[ -]", "", text).casefold()


RULES: Final[tuple[Rule, ...]] = (nothing_on_judges, colleagues_unnamed, particulars_of_record)
