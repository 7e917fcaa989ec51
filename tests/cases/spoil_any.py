"""Ways to spoil the answer to any complaint, each with the rule that must find it, and no other.

A way looks at the facts for a place where it can be done: an answer that upholds nothing has no apology to leave out.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from letters.block_text import to_plain
from letters.checks.draft import SET_APART, UPHELD
from letters.content import Letter
from letters.template.forms import show_date
from tests.letters.spoilings import (
    UNDER_FCA,
    Facts,
    Spoil,
    both,
    fact,
    late_fact,
    letter_with,
    lines,
    swapped,
    to_representative,
    without,
    without_head,
    words,
)

Head = Mapping[str, Any]
Place = Callable[[Facts], Spoil | None]
_DATE = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)
_OURS = {"title": "Nobody is told to look", "ours": True}


@dataclass(frozen=True, slots=True)
class Way:
    """``of`` gives the spoiling for the facts of a letter, None where they have no place for it."""

    rule: str
    name: str
    of: Place


def ways() -> list[Way]:
    """All of them, by rule."""
    return [Way(*row) for row in _WAYS]


def first_contact_ways() -> list[Way]:
    """Those of a letter that confirms what was settled at first contact."""
    return [Way(*row) for row in _FIRST_CONTACT]


def _heads(facts: Facts, which: Callable[[Head], bool]) -> list[tuple[int, Head]]:
    return [(at, head) for at, head in enumerate(facts["complaint"]["heads"]) if which(head)]


def _at(which: Callable[[Head], bool]) -> Callable[[Callable[[str, str, Head], Spoil]], Place]:
    """A place in the first point that is so: made from its block ids' beginning, its path and itself."""

    def place(make: Callable[[str, str, Head], Spoil]) -> Place:
        def of(facts: Facts) -> Spoil | None:
            found = _heads(facts, which)
            if not found:
                return None
            at, head = found[0]
            return make(f"head-{head['id']}", f"complaint/heads/{at}", head)

        return of

    return place


def _work(head: Head) -> list[Any]:
    return [remedy for remedy in head["remedies"] if remedy["kind"] != "apology"]


answered = _at(lambda head: head["outcome"] not in SET_APART)
fault = _at(lambda head: head["outcome"] in UPHELD and bool(_work(head)))
paid = _at(lambda head: head["outcome"] in UPHELD and any(remedy["amount"] for remedy in head["remedies"]))
refused = _at(lambda head: head["outcome"] == "not_upheld")
elsewhere = _at(lambda head: head["outcome"] == "redirected")


def anywhere(spoil: Spoil) -> Place:
    """It can be done in any answer."""
    return lambda _facts: spoil


def from_facts(make: Callable[[Facts], Spoil]) -> Place:
    """It can be done in any answer, with what its facts say."""
    return make


def saying(sentence: str) -> Spoil:
    """One sentence more, where the letter says what was asked for."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        return words("sought", f"{to_plain(letter.block('sought'))} {sentence}")(letter, facts)

    return spoil


def dates_as(block_id: str, instead: str, *, most: int = 0) -> Spoil:
    """The dates of a block, or so many of them, are other words."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        text = to_plain(letter.block(block_id))
        changed = _DATE.sub(instead, text, count=most)
        assert changed != text
        return words(block_id, changed)(letter, facts)

    return spoil


def one_point_more(facts: Facts) -> Spoil:
    """The case gets a point after the letter was drafted."""
    heads = copy.deepcopy(facts["complaint"]["heads"])
    number = len(heads) + 1
    return late_fact("complaint/heads", [*heads, {**heads[0], "id": "99", "number": number, "title": "One thing more"}])


def turned(head: str, _path: str, facts: Head) -> Spoil:
    """The finding says the other outcome."""
    upheld = "We uphold this point."
    said = {"upheld": "We uphold", "partly_upheld": "We partly uphold", "not_upheld": "We do not uphold"}
    if facts["outcome"] not in said:
        return words(f"{head}-finding", upheld)
    other = "We uphold" if facts["outcome"] == "not_upheld" else "We do not uphold"
    return swapped(f"{head}-finding", said[facts["outcome"]], other)


def nothing_learnt(_head: str, path: str, facts: Head) -> Spoil:
    """The cause is ours, and no word says what changes."""
    remedies = [
        one | {"text": "that this went wrong" if one["kind"] == "apology" else "look at it"}
        for one in facts["remedies"]
    ]
    return both(
        fact(f"{path}/remedies", remedies),
        fact(f"{path}/finding", "We made a mistake."),
        fact(f"{path}/reason", "We find this because the file shows it."),
        fact(f"{path}/root_cause", _OURS),
    )


def other_sum(head: str, _path: str, facts: Head) -> Spoil:
    """A payment of the record is another sum in the letter."""
    amount = next(remedy["amount"] for remedy in facts["remedies"] if remedy["amount"])
    return swapped(f"{head}-remedy", amount["text"], f"GBP {amount['minor'] // 100 + 7}.00")


def no_owner(head: str, _path: str, facts: Head) -> Spoil:
    """Somebody will do it."""
    owner = _work(facts)[0]["owner"]

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        text = to_plain(letter.block(f"{head}-remedy"))
        return words(f"{head}-remedy", text.replace(owner, "someone"))(letter, facts)

    return spoil


def limit_moved(facts: Facts) -> Spoil:
    """The limit is told a week late."""
    limit = date.fromisoformat(facts["next_step"]["limit_date"])
    return swapped("next-step", show_date(limit.isoformat()), show_date((limit + timedelta(days=7)).isoformat()))


def limit_left_out(facts: Facts) -> Spoil:
    return swapped("next-step", show_date(facts["next_step"]["limit_date"]), "the usual time")


def wrong_weekday(facts: Facts) -> Spoil:
    """The limit has the name of the day after."""
    limit = date.fromisoformat(facts["next_step"]["limit_date"])
    return swapped("next-step", f"{limit:%A}", f"{limit + timedelta(days=1):%A}")


def received(facts: Facts) -> str:
    return show_date(facts["complaint"]["received_on"])


def after_event(_head: str, path: str, facts: Head) -> Spoil:
    """The standard came into force on the day after."""
    event = date.fromisoformat(facts["event_on"])
    return fact(f"{path}/standard/in_force_from", (event + timedelta(days=1)).isoformat())


def not_restated(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
    """The opening has the day, and of a review not what was not accepted."""
    letter = replace(letter, blocks=tuple(block for block in letter.blocks if block.part != "restate_words"))
    return words("restate", f"It came on {received(facts)}.")(letter, facts)


def author_approves(facts: Facts) -> Spoil:
    """Who wrote it is who approves it."""
    same = {"name": facts["signatory"]["name"], "id": "ada"}
    return both(late_fact("author", same), late_fact("approver", same))


_TWENTY_FOUR = "We looked at it" + " and then again" * 6 + " and once more. "
_FORTY_FIVE = "We looked at this " + "and then at that " * 10 + "again."

_WAYS: list[tuple[str, str, Place]] = [
    ("C01", "a point has no section", answered(lambda _h, _p, facts: without_head(str(facts["id"])))),
    ("C01", "a point that we uphold has no section", fault(lambda _h, _p, facts: without_head(str(facts["id"])))),
    ("C01", "a point is added after drafting", from_facts(one_point_more)),
    ("C01", "nobody is named for what goes elsewhere", elsewhere(lambda *_: without("points-elsewhere"))),
    ("C02", "the complaint is not restated", anywhere(not_restated)),
    ("C02", "no day of receipt", from_facts(lambda f: swapped("restate", received(f), "a day of this autumn"))),
    ("C03", "what was asked for is not named", anywhere(without("sought"))),
    ("C04", "no source is named", anywhere(without("evidence"))),
    ("C05", "their own account is no source", anywhere(words("evidence", "- read the register"))),
    ("C06", "what happened has no date", answered(lambda head, *_: dates_as(f"{head}-what-happened", "one day"))),
    ("C07", "no standard", answered(lambda head, *_: without(f"{head}-standard"))),
    ("C07", "the standard was not in force", answered(after_event)),
    ("C08", "the finding is turned round", answered(turned)),
    ("C08", "the finding has no outcome", answered(lambda head, *_: words(f"{head}-finding", "We looked at it."))),
    ("C09", "no reason", answered(lambda head, *_: words(f"{head}-reason", ""))),
    ("C10", "no apology", fault(lambda head, *_: words(f"{head}-apology", ""))),
    ("C11", "sorry if", fault(lambda head, *_: words(f"{head}-apology", "We are sorry if this upset you."))),
    ("C11", "sorry you feel", fault(lambda head, *_: words(f"{head}-apology", "We are sorry that you feel let down."))),
    ("C12", "no effect", fault(lambda head, *_: without(f"{head}-effect"))),
    ("C13", "no remedy", fault(lambda head, *_: words(f"{head}-remedy", ""))),
    ("C13", "nobody is named", fault(no_owner)),
    ("C13", "no day is named", fault(lambda head, *_: dates_as(f"{head}-remedy", "some day"))),
    ("C14", "our cause, and nothing changes", fault(nothing_learnt)),
    ("C15", "a payment is another sum", paid(other_sum)),
    ("C15", "a sum that is nowhere on record", anywhere(saying("We will pay you GBP 987.00."))),
    ("C15", "a sum without its currency", anywhere(saying("We will pay you 987.00 for it."))),
    (
        "C16",
        "not upheld without what was right",
        refused(lambda _h, path, _f: fact(f"{path}/what_should_have_happened", "")),
    ),
    (
        "C16",
        "not upheld, discourteously",
        refused(lambda head, *_: swapped(f"{head}-reason", "We find", "You merely say so. We find")),
    ),
    ("C17", "no next step", anywhere(words("next-step", ""))),
    ("C17", "another body", from_facts(lambda f: swapped("next-step", f["next_step"]["body"], "somebody else"))),
    ("C18", "no limit", from_facts(limit_left_out)),
    ("C18", "a wrong limit", from_facts(limit_moved)),
    ("C19", "under the FCA's rules without the Ombudsman", anywhere(both(UNDER_FCA, words("financial-ombudsman", "")))),
    ("C21", "the judge was right", anywhere(saying("The judge was right to refuse it."))),
    ("C22", "late, and no word of it", anywhere(both(fact("complaint/late", True), without("delay-apology")))),
    ("C23", "a place to fill in", anywhere(saying("Please see [insert page]."))),
    ("C23", "to be confirmed", anywhere(saying("The day is TBC."))),
    (
        "C24",
        "a date that is nowhere on record",
        answered(lambda head, *_: dates_as(f"{head}-what-happened", "3 March 2011", most=1)),
    ),
    ("C24", "a wrong weekday", from_facts(wrong_weekday)),
    ("C24", "another name", anywhere(words("salutation", "Dear Ms Somebody,"))),
    ("C24", "another reference", anywhere(letter_with(reference="L26-000001-02"))),
    (
        "C24",
        "the finding has changed since",
        answered(lambda _h, path, _f: late_fact(f"{path}/finding", "We see it otherwise.")),
    ),
    ("C25", "a sentence of 45 words", anywhere(saying(_FORTY_FIVE))),
    ("C26", "long sentences on average", anywhere(saying(_TWENTY_FOUR * 100))),
    ("C27", "who did it is left out", anywhere(saying("It was sent to you late. " * 300))),
    ("C28", "an abbreviation", anywhere(saying("We asked the MRDT."))),
    ("C28", "a word of offices", anywhere(saying("We looked at it forthwith."))),
    ("C29", "the complainant", anywhere(saying("The complainant wrote to us."))),
    ("C30", "defensive", anywhere(saying("As already explained, we looked at it."))),
    ("C30", "pressure of work", anywhere(saying("It took so long through pressure of work."))),
    ("C31", "the name of a colleague", anywhere(saying("We asked Oto Auditor about it."))),
    ("C31", "a number of somebody else", anywhere(saying("Please ring 07700 900461."))),
    ("C32", "large print is needed", anywhere(late_fact("addressee/adjustments", ["large_print"]))),
    ("C33", "Welsh is preferred", anywhere(late_fact("letter/wanted_language", "cy"))),
    ("C34", "an address without a postcode", anywhere(lines("22 Alma Street", "Sheffield"))),
    ("C35", "the representative's authority has run out", anywhere(to_representative(state="expired"))),
    ("C35", "the author approves it", from_facts(author_approves)),
    ("SP", "a word that is spelt wrong", anywhere(saying("We recieved it."))),
    ("X-glyph", "a character that no font has", anywhere(saying("We wrote to 陳."))),
]

_NOTHING_CHANGES = "We find this because the file shows it. We are sorry that it went wrong."
_FIRST_CONTACT: list[tuple[str, str, Place]] = [
    ("C14", "at first contact: our cause, nothing changes", anywhere(words("answer", _NOTHING_CHANGES))),
    ("C11", "at first contact: sorry if", anywhere(swapped("answer", "We are sorry", "We are sorry if you felt"))),
    ("C17", "at first contact: no next step", anywhere(words("next-step", ""))),
    ("C24", "at first contact: another name", anywhere(words("salutation", "Dear Ms Somebody,"))),
]
