"""What we will do: who does what by when for an upheld point, and no sum that is not on record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from letters.checks.draft import UPHELD, Draft, Head, Rule
from letters.checks.finding import Finding, Severity, found_in
from letters.content import Block

_MONEY: Final = re.compile(
    r"(?:[£€$]|\b(?:HK\$|S\$|NZ\$|A\$|RM|GBP|EUR|USD|SGD|HKD|MYR|ZAR|NZD|AUD)) ?\d[\d,]*(?:\.\d{2})?(?!\d)"
    r"|\b\d[\d,]*(?:\.\d{2})? ?(?:pounds|euros|dollars|rand|ringgit|GBP|EUR|USD|SGD|HKD|MYR|ZAR|NZD|AUD)\b"
)
_BARE: Final = re.compile(r"(?<![\d.,£€$])\b\d[\d,]*\.\d{2}\b(?![\d.%])")


def remedy_named(draft: Draft) -> Iterator[Finding]:
    """C13: where a point is upheld, a remedy says who does what by when (PHSO 2012; LGSCO Code 6.6)."""
    if not draft.answers:
        return
    for head in draft.told_heads():
        if head.outcome not in UPHELD:
            continue
        section = draft.text("remedy", head=head.id)
        if head.facts is not None:
            yield from _against_record(draft, head, section)
        elif not section and not draft.text("apology", head=head.id):
            yield _remedy(draft, head, "block", f"The letter does not say what we do about {head.title}.", "remedies")


def _against_record(draft: Draft, head: Head, section: str) -> Iterator[Finding]:
    remedies = (head.facts or {}).get("remedies", [])
    work = [(place, remedy) for place, remedy in enumerate(remedies, 1) if remedy["kind"] != "apology"]
    if not remedies:
        yield _remedy(draft, head, "block", f"We uphold {head.title}, but the record has no remedy for it.", "remedies")
    elif not work:
        sentence = f"For {head.title} we only apologise: nothing is put right and nothing is learnt."
        yield _remedy(draft, head, "warn", sentence, "remedies")
    elif not section:
        yield _remedy(draft, head, "block", f"The letter does not say what we do about {head.title}.", "remedies")
    for place, remedy in work if section else ():
        yield from _who_and_when(draft, head, section, place, remedy)
        yield from _sum_said(draft, head, section, place, remedy)


def _who_and_when(draft: Draft, head: Head, section: str, place: int, remedy: Mapping[str, Any]) -> Iterator[Finding]:
    what = _what(remedy)
    owner, due = remedy.get("owner"), remedy.get("due_on")
    if not owner:
        yield _remedy(draft, head, "block", f"Nobody is named who will {what}.", f"remedies.{place}.owner")
    elif (said := draft.said(owner)) is not None and said.lower() not in section.lower():
        yield _remedy(
            draft, head, "block", f"The letter does not say that {owner} will {what}.", f"remedies.{place}.owner"
        )
    if not due:
        yield _remedy(draft, head, "block", f"There is no date by when we will {what}.", f"remedies.{place}.due_on")
    elif draft.day(due) not in section:
        sentence = f"The letter does not say that we will {what} by {draft.day(due)}."
        yield _remedy(draft, head, "block", sentence, f"remedies.{place}.due_on")


def _what(remedy: Mapping[str, Any]) -> str:
    """What will be done, as it follows “will”."""
    paid = f"pay {remedy['amount']['text']} " if remedy.get("amount") else ""
    return f"{paid}{remedy['text'].rstrip('. ')}"


def _sum_said(draft: Draft, head: Head, section: str, place: int, remedy: Mapping[str, Any]) -> Iterator[Finding]:
    """C15, the other way round: a sum of the record stands in the letter, once for each payment."""
    amount = remedy.get("amount")
    if amount and _sum(amount["text"]) not in _sums(section):
        yield Finding(
            "C15",
            "block",
            f"The letter does not say that we will pay {amount['text']} for {head.title}.",
            "Draft the section again, so that the sum of the record stands in it.",
            block_id=draft.slot("remedy", "apology", "effect", "finding", head=head.id),
            head_id=head.id,
            fact_path=f"{head.path}.remedies.{place}.amount",
        )


def _remedy(draft: Draft, head: Head, severity: Severity, sentence: str, path: str) -> Finding:
    return Finding(
        "C13",
        severity,
        sentence,
        "Record who does it and by when, then draft the section again.",
        block_id=draft.slot("remedy", "apology", "effect", "finding", head=head.id),
        head_id=head.id,
        fact_path=f"{head.path}.{path}",
    )


def sums_on_record(draft: Draft) -> Iterator[Finding]:
    """C15: every sum stands in the record, and says its currency (HMRC Complaints and Remedy Guidance CRG7000)."""
    known = _sums(json.dumps(draft.facts or [dict(b.facts) for b in draft.letter.blocks], ensure_ascii=False))
    for block in draft.letter.blocks:
        text = draft.plain[block.id]
        for found in _MONEY.finditer(text):
            if _sum(found.group()) not in known:
                yield _at(
                    block, found, "block", f"{found.group()} is not a sum of the record.", "Correct it or record it."
                )
        for found in _BARE.finditer(_MONEY.sub(lambda money: " " * len(money.group()), text)):
            yield _at(block, found, "warn", f"{found.group()} looks like a sum without its currency.", "Add it.")


def _at(block: Block, found: re.Match[str], severity: Severity, message: str, hint: str) -> Finding:
    return found_in(block, found, "C15", severity, message, hint, certain=severity == "block")


def _sums(text: str) -> set[str]:
    return {_sum(found.group()) for found in _MONEY.finditer(text)}


def _sum(text: str) -> str:
    """£1,200.00 and £1,200 are one sum; the currency's sign stays part of it."""
    return re.sub(r"[ ,]|\.00(?!\d)", "", text).upper()


RULES: Final[tuple[Rule, ...]] = (remedy_named, sums_on_record)
