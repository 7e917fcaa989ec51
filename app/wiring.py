"""The one table that ties the rooms together: event → handlers, subject kind → who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.basics.events import Event, RecordTouched
from app.complaints.joined import share_clocks, with_joined
from app.complaints.letter_progress import (
    approval_ended,
    letter_approved,
    letter_drafted,
    letter_posted,
    letter_returned,
    letter_submitted,
    letter_to_be_approved,
    letter_withdrawn,
)
from app.complaints.letter_subject import ComplaintSubject
from app.complaints.promises import finish_with_task
from app.contacts.events import TaskFinished
from app.correspondence.events import (
    ApprovalTakenBack,
    LetterApproved,
    LetterCameBack,
    LetterDrafted,
    LetterPosted,
    LetterRecalled,
    LetterReturned,
    LetterStopped,
    LetterSubmitted,
    LetterToBeApproved,
    LetterWithdrawn,
)
from app.correspondence.subjects import ContactSubject, PersonSubject
from app.staff.work import Subject, Work

Handler = Callable[[Work, Any], None]


def stop_letters_there(work: Work, event: LetterCameBack) -> None:
    """Imported on need: asking whether a letter is still true takes the letter engine, which no start waits for."""
    from app.correspondence.stop_letters import stop_letters_there as stop

    stop(work, event)


def stop_untrue_letters(work: Work, event: RecordTouched) -> None:
    """Imported on need, as above."""
    from app.correspondence.stop_letters import stop_untrue_letters as stop

    stop(work, with_joined(work, event))


@dataclass(frozen=True, slots=True)
class OfficeWiring:
    """Handlers run in the order written here, in the transaction of the verb that raised the event."""

    handlers: dict[type[Event], tuple[Handler, ...]] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)

    def handle(self, work: Work, event: Event) -> None:
        for handler in self.handlers.get(type(event), ()):
            handler(work, event)

    def subject(self, kind: str) -> Subject:
        return self.subjects[kind]


WIRING = OfficeWiring(
    handlers={
        TaskFinished: (finish_with_task,),
        LetterDrafted: (letter_drafted,),
        LetterSubmitted: (letter_submitted,),
        LetterRecalled: (letter_returned, approval_ended),
        LetterReturned: (letter_returned,),
        LetterStopped: (letter_returned, approval_ended),
        ApprovalTakenBack: (approval_ended,),
        LetterApproved: (letter_approved,),
        LetterToBeApproved: (letter_to_be_approved,),
        LetterPosted: (letter_posted,),
        LetterCameBack: (stop_letters_there,),
        LetterWithdrawn: (letter_withdrawn,),
        RecordTouched: (share_clocks, stop_untrue_letters),
    },
    subjects={
        "complaint": ComplaintSubject(),
        "contact": ContactSubject(),
        "person": PersonSubject(),
    },
)
