"""Does the letter say what the record says: names, references, dates and every fact that it prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from letters.checks.draft import Draft, Rule, ours
from letters.checks.finding import Finding, Severity, found_in
from letters.content import Block
from letters.facts import cleaned, stale_facts
from letters.languages import ENGLISH, WELSH
from letters.template.forms import forms_of, show_date, show_weekday
from letters.template.welsh import WELSH_DAYS, WELSH_MONTHS

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        (
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
        1,
    )
} | {name: number for number, name in enumerate(WELSH_MONTHS, 1)}
_DATE: Final = re.compile(
    r"\b(?:(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    rf"|[Dd]ydd (?:{'|'.join(WELSH_DAYS)})),? (?:the )?)?"
    rf"(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}) (\d{{4}})\b"
)
_SANE: Final = (timedelta(days=366 * 100), timedelta(days=366 * 3))


def nothing_changed(draft: Draft) -> Iterator[Finding]:
    """C24: each fact that a block was drafted from is still what the record says."""
    if draft.facts is None:
        return
    for block in draft.letter.blocks:
        for stale in stale_facts(block, draft.facts):
            if draft.is_told(stale.path):
                continue
            yield Finding(
                "C24",
                "block",
                f"A fact has changed since this was drafted: was {_shown(stale.was)}, is now {_shown(stale.now)}.",
                "Take over the new fact, or correct the record.",
                block_id=block.id,
                head_id=block.head_id,
                fact_path=stale.path,
            )


def same_letterhead(draft: Draft) -> Iterator[Finding]:
    """C24: reference, date, addressee and salutation are those of the record."""
    if draft.facts is None:
        return
    letter, facts = draft.letter, draft.facts
    to = facts["addressee"]
    pairs: tuple[tuple[str, Any, Any, str], ...] = (
        ("reference", letter.reference, facts["letter"]["reference"], "letter.reference"),
        ("date", letter.date.isoformat(), facts["letter"]["date"], "letter.date"),
        ("name in the address", letter.recipient.name, to["name_on_letters"], "addressee.name_on_letters"),
        (
            "address",
            list(letter.recipient.address_lines),
            [line for line in to["address_lines"] if line],
            "addressee.address_lines",
        ),
        ("case reference", letter.case_ref, draft.complaint.get("reference", ""), "complaint.reference"),
    )
    for what, shown, recorded, path in pairs:
        if shown != recorded and not draft.is_told(path):
            yield Finding(
                "C24",
                "block",
                f"The {what} of the letter is {_shown(shown)}; the record says {_shown(recorded)}.",
                fact_path=path,
            )
    for block in draft.letter.blocks:
        words = "".join(paragraph.text for paragraph in block.paragraphs)
        greeting = forms_of(letter.language)["greeting"](to["salutation"])
        begun = words.rstrip(",: ") == greeting or draft.is_told("addressee.salutation")
        if block.role == "salutation" and not begun:
            yield Finding(
                "C24",
                "block",
                f"The letter does not begin “{greeting}”, as the record says.",
                block_id=block.id,
                fact_path="addressee.salutation",
            )


def dates_right(draft: Draft) -> Iterator[Finding]:
    """C24: each date exists, falls on the weekday that is named, and lies in a time that makes sense."""
    known = None if draft.facts is None else _known_dates(draft.facts)
    for block in draft.letter.blocks:
        for found in _DATE.finditer(draft.plain[block.id]):
            yield from _date_faults(draft, block, found, known)


def _date_faults(draft: Draft, block: Block, found: re.Match[str], known: set[date] | None) -> Iterator[Finding]:
    weekday, day, month, year = found.groups()
    # Whoever complains may mistake the day, and we repeat their words as they are.
    severity: Severity = "block" if ours(block) else "warn"
    try:
        value = date(int(year), _MONTHS[month], int(day))
    except ValueError:
        yield _at(block, found, f"There is no {day} {month} {year}.", severity)
        return
    language = WELSH if (weekday or "").lower().startswith("dydd") else ENGLISH
    shown = show_weekday(value, language)
    if weekday and not shown.casefold().startswith(weekday.casefold()):
        yield _at(block, found, f"{show_date(value, language)} is not {_a(weekday)}: it is {shown}.", severity)
    before, after = _SANE
    if not draft.letter.date - before <= value <= draft.letter.date + after:
        yield _at(block, found, f"{show_date(value)} cannot be meant.", "warn")
    elif known is not None and value not in known and block.origin != "cited_rule":
        if value in _known_dates(block.facts) or _is_wrong_limit(draft, block):
            return  # the rule on changed facts tells of what the record once had, that on the limit of a wrong one
        yield _at(block, found, f"{show_date(value)} stands nowhere in the record.", "warn")


def _is_wrong_limit(draft: Draft, block: Block) -> bool:
    step = (draft.facts or {}).get("next_step")
    if not block.id.endswith("next-step") or not step:
        return False
    return draft.day(step["limit_date"]) not in draft.text("can_do")


def _a(weekday: str) -> str:
    return weekday if weekday[:1] in "dD" else f"a {weekday}"


def received_in_past(draft: Draft) -> Iterator[Finding]:
    """C24: what has happened lies before the letter."""
    if not draft.complaint:
        return
    letter_day = draft.letter.date.isoformat()
    for field, what in (("received_on", "was received"), ("raised_on", "was first raised")):
        value = draft.complaint.get(field)
        if value and value > letter_day:
            yield Finding(
                "C24",
                "block",
                f"The complaint {what} on {show_date(value)}, after the date of this letter.",
                fact_path=f"complaint.{field}",
            )
    due = draft.complaint.get("due_on")
    if draft.letter.kind == "acknowledgement" and due and due < letter_day:
        yield Finding(
            "C24",
            "block",
            f"The letter promises an answer by {show_date(due)}, which is over.",
            "Write a holding letter, or correct the date.",
            fact_path="complaint.due_on",
        )
    for head in draft.heads():
        event = (head.facts or {}).get("event_on")
        if event and event > letter_day:
            yield Finding(
                "C24",
                "block",
                f"{head.title.capitalize()} happened on {show_date(event)}, after the date of this letter.",
                head_id=head.id,
                fact_path=f"{head.path}.event_on",
            )


def _known_dates(facts: Mapping[str, Any]) -> set[date]:
    """Every date of the record, whether in a date field or in a text."""
    text = json.dumps(cleaned(facts), ensure_ascii=False)
    known = {date.fromisoformat(day) for day in re.findall(r'"(\d{4}-\d{2}-\d{2})"', text)}
    for _weekday, day, month, year in _DATE.findall(text):
        try:
            known.add(date(int(year), _MONTHS[month], int(day)))
        except ValueError:
            continue  # the rule on dates that do not exist tells of it where the letter prints it
    return known


def _at(block: Block, found: re.Match[str], message: str, severity: Severity) -> Finding:
    return found_in(block, found, "C24", severity, message, certain=severity == "block")


def _shown(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return show_date(value)
    text = ", ".join(map(_in_a_list, value)) if isinstance(value, (list, tuple)) else str(value)
    return f"“{text}”" if len(text) <= 120 else f"“{text[:117]}…”"


def _in_a_list(value: Any) -> str:
    """A point by its title, a remedy or promise by its text."""
    return str(value.get("title") or value.get("text")) if isinstance(value, Mapping) else str(value)


RULES: Final[tuple[Rule, ...]] = (nothing_changed, same_letterhead, dates_right, received_in_past)
