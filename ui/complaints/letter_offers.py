"""The letters that a case may have now, in the order of their use, and why not the others. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.basics.answers import is_answer
from app.complaints.record import CaseLetter
from app.complaints.rules import Missing, ready_to_write
from app.complaints.states import ComplaintState
from app.complaints.wording import counted, show_date
from ui.complaints.opening import OpenCase


@dataclass(frozen=True, slots=True)
class LetterOffer:
    """A letter that can be written: what it is called, where it opens, what is still missing, why it is off."""

    name: str
    kind: str
    subject: str
    missing: tuple[Missing, ...]
    why_not: str


def letter_offers(case: OpenCase) -> list[LetterOffer]:
    """The letters of the procedure for the stage the case is at, those that fit the case first.

    Once the answer was put off the extension goes before all others: somebody waits to be told.
    """
    record = case.record
    offers = []
    put_off = record.holding_until is not None
    for letter in sorted(record.procedure.letters, key=lambda one: not (put_off and one.kind == "extension")):
        if letter.stages and record.stage not in letter.stages:
            continue
        if letter.kind == "confirmation" and not record.settled_at_once:
            continue
        template = letter.template
        if not template and record.route:
            template = record.procedure.route(record.route).template
        missing = tuple(ready_to_write(record, letter.kind))
        offers.append(
            LetterOffer(
                letter.name,
                letter.kind,
                f"letter:new:complaint:{record.id}:{template}",
                missing,
                _why_no_letter(case, letter.kind, missing),
            )
        )
    return sorted(offers, key=lambda offer: bool(offer.why_not))


def first_offer(case: OpenCase) -> LetterOffer:
    """The letter that one means by “Write the letter”: the first that can be written, else the answer."""
    offers = letter_offers(case)
    can = (offer for offer in offers if not offer.why_not)
    answers = (offer for offer in offers if offer.kind == next_letter(case))
    return next(can, None) or next(answers, offers[0])


def posted_letters(case: OpenCase) -> list[CaseLetter]:
    """The letters of the case that another one may correct, to whoever may write it."""
    return [letter for letter in case.record.letters if letter.state == "posted"] if case.may_write else []


def _why_no_letter(case: OpenCase, kind: str, missing: tuple[Missing, ...]) -> str:
    state = case.record.state
    if not case.may_write:
        return "You may not write letters."
    if kind == "signposting":
        return "" if case.record.route else "Say first that it is out of scope, and where it should go."
    if state is ComplaintState.OUT_OF_SCOPE:
        return "It is out of scope: write the signposting letter."
    if state is ComplaintState.CLOSED:
        return "This complaint is closed."
    if kind in ("holding", "extension") and case.record.holding_until is None:
        return "Note the delay first: why, and the new day."
    if kind == "request" and not case.record.open_requests:
        return "Ask for something first: what, of whom, and what otherwise."
    if kind == "acknowledgement" and case.record.acknowledged_on:
        return f"It was acknowledged on {show_date(case.record.acknowledged_on)}."
    if is_answer(kind) and missing:
        return f"{counted(len(missing), 'thing')} still missing: see “Ready to write?”."
    return ""


def settled_words(bars: int) -> str:
    """After it was settled at first contact: what submitting its letter would find, ``bars`` things that bar it."""
    if not bars:
        return "Logged as settled at first contact; its letter is drafted, ready to submit."
    first = f"{counted(bars, 'thing')} in it must be put right before it can be submitted"
    return f"Logged as settled at first contact; its letter is drafted. {first}."


def next_letter(case: OpenCase) -> str:
    """The kind of letter that “Ready to write?” is about."""
    if case.record.state is ComplaintState.OUT_OF_SCOPE:
        return "signposting"
    return "confirmation" if case.record.settled_at_once else "response"
