"""What happens to a letter, told to the rooms above: only ``LetterPosted`` moves a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.basics.events import Event


@dataclass(frozen=True, slots=True)
class LetterEventOf(Event):
    """What every event of a letter says.

    ``subject`` is ``kind:id`` of the matter that the letter answers ("complaint:12"), or None. ``kind`` is the letter's
    kind in ``letters/facts.schema.json`` (acknowledgement, holding, response, signposting, reply …).
    """

    letter_id: int
    subject: str | None
    kind: str
    reference: str


@dataclass(frozen=True, slots=True)
class LetterDrafted(LetterEventOf):
    """A letter was begun."""


@dataclass(frozen=True, slots=True)
class LetterSubmitted(LetterEventOf):
    """The author asks for approval of one revision."""

    revision_id: int


@dataclass(frozen=True, slots=True)
class LetterRecalled(LetterEventOf):
    """The author took the letter back, or began to change one that was approved: it waits for nobody now."""


@dataclass(frozen=True, slots=True)
class LetterReturned(LetterEventOf):
    """The approver sent it back with reasons."""

    reason: str


@dataclass(frozen=True, slots=True)
class LetterStopped(LetterEventOf):
    """It is no longer true, so it went back to its author; nothing of it was sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class LetterToBeApproved(LetterEventOf):
    """Somebody is about to approve this revision; a room that has a reason why they may not raises it now."""

    revision_id: int


@dataclass(frozen=True, slots=True)
class LetterApproved(LetterEventOf):
    """Somebody else than the author approved this revision, to the byte, or it may go without a second person."""

    revision_id: int


@dataclass(frozen=True, slots=True)
class ApprovalTakenBack(LetterEventOf):
    """Its approval counts no more: taken back by who gave it, or the letter was dated anew or withdrawn."""


@dataclass(frozen=True, slots=True)
class LetterPosted(LetterEventOf):
    """The approved letter went out on this day (a date at the sending desk); ``corrects``: the kind it corrects."""

    posted_on: date
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class LetterCameBack(LetterEventOf):
    """The post returned it: nothing goes to that address until somebody has looked."""

    addressee_id: int


@dataclass(frozen=True, slots=True)
class LetterWithdrawn(LetterEventOf):
    """The letter will not be sent."""

    reason: str
