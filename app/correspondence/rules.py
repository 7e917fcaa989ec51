"""Decisions about letters that need no database: who may decide, which dates are sane, what an author may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.basics.dates import show_date
from app.correspondence.states import LetterState
from letters.content import Block, Letter

STATE_WORDS: dict[LetterState, str] = {
    LetterState.EDITING: "being written",
    LetterState.SUBMITTED: "waiting for approval",
    LetterState.RETURNED: "returned to its author",
    LetterState.APPROVED: "approved",
    LetterState.POSTED: "posted",
    LetterState.WITHDRAWN: "withdrawn",
}

WRITABLE = frozenset({LetterState.EDITING, LetterState.RETURNED})
PRINTABLE = frozenset({LetterState.APPROVED, LetterState.POSTED})


@dataclass(frozen=True, slots=True)
class Hands:
    """Who has a hand in a letter, as staff ids: its author, who submitted it last (None: nobody yet), its writers.

    ``redated_by_ids`` dated anew what was submitted last.
    """

    author_id: int
    submitted_by_id: int | None
    writer_ids: frozenset[int] = frozenset()
    redated_by_ids: frozenset[int] = frozenset()

    @property
    def wrote(self) -> frozenset[int]:
        """Its author, and whoever changed its words or facts."""
        return self.writer_ids | {self.author_id}

    @property
    def all(self) -> frozenset[int]:
        """Everybody who may not decide on it."""
        submitter = frozenset() if self.submitted_by_id is None else frozenset({self.submitted_by_id})
        return self.wrote | submitter | self.redated_by_ids


def may_decide(staff_id: int, hands: Hands) -> str | None:
    """Why this person may not approve or return the letter, or None. Nobody decides on what they put in."""
    if staff_id not in hands.all:
        return None
    if staff_id == hands.author_id:
        return "You wrote this letter, so somebody else must decide on it."
    if staff_id == hands.submitted_by_id:
        what = "submitted this letter"
    else:
        what = "wrote words of this letter" if staff_id in hands.writer_ids else "re-dated this letter"
    return f"You {what}, so somebody else must decide on it."


def ready_on(now: datetime, collected: time | None) -> date:
    """The first day whose post can take what is ready at this local time; ``collected``: when it is last fetched."""
    return now.date() if collected is None or now.time() < collected else now.date() + timedelta(days=1)


def weekday_on_or_after(day: date) -> date:
    """The day itself from Monday to Friday, else the Monday after it."""
    return day + timedelta(days=max(0, 8 - day.isoweekday())) if day.isoweekday() > 5 else day


def date_fault(planned: date, today: date, soonest: date) -> str | None:
    """Why a letter that bears this planned posting day cannot be approved today, or None.

    ``soonest`` is the day on which what is ready now goes out: no letter bears a later one.
    """
    if planned < today:
        return f"The letter was to be posted on {show_date(planned)} and bears that date; the day has passed."
    if planned > soonest:
        return f"The letter is dated {show_date(planned)}, but what is ready now is posted on {show_date(soonest)}."
    return None


def posting_fault(posted_on: date, approved_on: date, soonest: date) -> str | None:
    """What is wrong with a day of posting, or None: letters are posted when approved or later.

    ``soonest`` is the day on which what is ready now goes out: after the last collection, that of the next one.
    """
    day = show_date(posted_on)
    if posted_on > soonest:
        return f"{day} is still to come; what is ready now goes out on {show_date(soonest)}."
    if posted_on < approved_on:
        return f"The letter was approved on {show_date(approved_on)}; it cannot have been posted on {day}."
    return None


def day_fault(posted_on: date, planned: date) -> str | None:
    """Why a letter that bears this planned posting day cannot have gone out on that one, or None.

    What it says of being late, and the reader's time to answer, are reckoned from the date that it bears.
    """
    bears, day = show_date(planned), show_date(posted_on)
    if posted_on > planned:
        return f"The letter bears the date {bears}, and {day} is later: re-date it first."
    if posted_on < planned:
        return f"The letter bears the date {bears}, and {day} is earlier: it goes on the day that it bears."
    return None


def forbidden_changes(before: Letter, after: Letter) -> list[str]:
    """What of a letter its author may not change but did, a sentence each.

    The head of the letter and its locked and cited parts come from the template and the record; of the other parts the
    words alone are the author's.
    """
    faults = [
        f"The {label} of a letter comes from the record and cannot be typed."
        for label, name in _HEAD.items()
        if getattr(before, name) != getattr(after, name)
    ]
    old = {block.id: block for block in before.blocks}
    present = {block.id for block in after.blocks}
    of_template = {block.id for block in before.blocks if not _is_own(block)}
    faults += [
        f"The part “{block.id}” is standard wording and must stay."
        for block in before.blocks
        if not block.editable and block.id not in present
    ]
    for block in after.blocks:
        faults += _block_faults(old.get(block.id), block)
    kept = [block.id for block in after.blocks if block.id in of_template]
    if kept != [block.id for block in before.blocks if block.id in of_template & present]:
        faults.append("The parts of the template stay in their order; only what you added may move.")
    return faults


_HEAD = {
    "template": "template",
    "template version": "template_version",
    "kind": "kind",
    "language": "language",
    "size of the print": "style",
    "layout": "layout",
    "reference": "reference",
    "date": "date",
    "sender": "sender",
    "addressee": "recipient",
    "case reference": "case_ref",
    "reference of theirs": "their_reference",
    "matter in the heading": "heading",
}


def _is_own(block: Block) -> bool:
    """Whether the author added the block: the template knows nothing of it."""
    return block.origin == "free" and not block.standard_text and not block.facts


def _block_faults(old: Block | None, new: Block) -> list[str]:
    if old is None:
        return (
            []
            if _is_own(new)
            else [f"The part “{new.id}” is not of this letter; what you add is written by you alone."]
        )
    if not old.editable and new != old:
        return [f"The part “{new.id}” is standard wording and cannot be edited."]
    made = (old.origin, old.role, old.part, old.head_id, old.standard_text, old.lang)
    if made != (new.origin, new.role, new.part, new.head_id, new.standard_text, new.lang):
        return [f"Where the part “{new.id}” comes from cannot be changed, only its words."]
    return []
