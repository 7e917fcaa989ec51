"""What can be done with a letter's paper, why not, and what was done with it, in words: no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.correspondence.find import EventLine, LetterRecord, RevisionLine
from app.correspondence.rules import PRINTABLE, STATE_WORDS
from app.correspondence.states import LetterState
from ui.kit.dates import show_moment

_EVENTS = {
    "exported": ("Exported as a PDF", "muted"),
    "email_drafted": ("Opened as an e-mail draft", "muted"),
    "printed": ("Printed", "good"),
    "print_failed": ("Printing failed", "bad"),
    "reprinted": ("Printed again", "good"),
    "posted": ("Posted", "good"),
    "reopened": ("Opened again for a change", "warn"),
    "returned_mail": ("Came back", "bad"),
    "withdrawn": ("Withdrawn", "warn"),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """Each is empty when it can be done now, else says why not."""

    why_not_print: str
    why_not_post: str


def sending_of(record: LetterRecord, *, may_print: bool) -> Sending:
    """What can be done with the paper of this letter by somebody with or without the right to print."""
    state = record.letter.state
    if not may_print:
        words = "Printing and posting are not among your rights."
        return Sending(words, words)
    stands = f"This letter is {STATE_WORDS[state]}; only an approved letter leaves the office."
    why_not_post = "" if state == LetterState.APPROVED else stands
    if state == LetterState.POSTED:
        why_not_post = "This letter was posted already."
    return Sending("" if state in PRINTABLE else stands, why_not_post)


def event_line(event: EventLine) -> tuple[str, str, str]:
    """What happened, the tone, and when by whom with what detail."""
    words, tone = _EVENTS[event.kind.value]
    detail = f"{event.detail} · " if event.detail and not event.detail.startswith(words) else ""
    told = event.detail if event.detail.startswith(words) else words
    return told, tone, f"{detail}{event.by}, {show_moment(event.at)}"


def revision_lines(revision: RevisionLine) -> list[tuple[str, str]]:
    """A submission and its decision: (what, by whom and when)."""
    again = f"Submitted again ({revision.number})" if revision.number > 1 else "Submitted"
    lines = [(again, f"{revision.submitted_by}, {show_moment(revision.submitted_at)}")]
    if revision.verdict is not None:
        words = "Approved" if revision.verdict.value == "approved" else "Returned"
        reason = f"{revision.reason} · " if revision.reason else ""
        lines.append((words, f"{reason}{revision.decided_by}, {show_moment(revision.decided_at)}"))
    return lines
