"""What can be done with a letter's paper, why not, and what was done with it, in words: no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.correspondence.enclosed import Enclosed, in_quotes
from app.correspondence.find import DecisionLine, EventLine, LetterRecord, RevisionLine
from app.correspondence.rules import PRINTABLE, STATE_WORDS
from app.correspondence.states import LetterState
from app.correspondence.untrue import Untrue, in_words
from ui.kit.dates import show_date
from ui.kit.table_data import Tone
from ui.kit.timeline import Entry

_EVENTS: dict[str, tuple[str, str, Tone]] = {
    "exported": ("Exported as a PDF", "download", "muted"),
    "email_drafted": ("Opened as an e-mail draft", "mail", "muted"),
    "printed": ("Printed", "printer", "plain"),
    "print_failed": ("Printing failed", "printer", "bad"),
    "reprinted": ("Printed again", "printer", "plain"),
    "posted": ("Posted", "mail-check", "good"),
    "tracked": ("Tracked", "tag", "plain"),
    "approval_taken_back": ("Approval taken back", "undo", "warn"),
    "reopened": ("Opened again for a change", "file-pen", "warn"),
    "re_dated": ("Re-dated", "calendar-clock", "warn"),
    "stopped": ("Stopped, not sent", "octagon-alert", "bad"),
    "address_confirmed": ("Address is right", "check", "good"),
    "returned_mail": ("Came back", "undo", "bad"),
    "copied_for_comment": ("Copied for comment", "copy", "muted"),
    "corrected": ("Corrected", "file-pen", "warn"),
    "withdrawn": ("Withdrawn", "circle-x", "warn"),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """Each is empty when it can be done now, else says why not."""

    why_not_print: str
    why_not_post: str
    may_come_back: bool = False
    must_be_redated: bool = False


def sending_of(
    record: LetterRecord, *, may_print: bool, untrue: Sequence[Untrue] = (), day_passed: bool = False
) -> Sending:
    """What can be done with the paper of this letter by somebody with or without the right to print.

    Nothing that is no longer true leaves the office.
    """
    state = record.letter.state
    if not may_print:
        words = "Printing and posting are not among your rights."
        return Sending(words, words)
    if record.letter.stopped_because:
        words = f"Stopped, and not sent: {record.letter.stopped_because}"
        return Sending(words, words)
    if untrue:
        words = f"No longer true: {in_words(untrue)}"
        return Sending(words, words)
    if day_passed and record.letter.planned_on is not None:
        words = f"It was to go out on {show_date(record.letter.planned_on)} and bears that date. Re-date it first."
        return Sending(words, "", must_be_redated=True)
    stands = f"This letter is {STATE_WORDS[state]}; only an approved letter leaves the office."
    why_not_post = "" if state == LetterState.APPROVED else stands
    if state == LetterState.POSTED:
        why_not_post = "This letter was posted already."
    return Sending("" if state in PRINTABLE else stands, why_not_post, state == LetterState.POSTED)


def went(day: date, today: date, *, several: bool = False) -> str:
    """What became of letters that were ticked off, after their name."""
    if day > today:
        return f"{'go' if several else 'goes'} with the collection of {show_date(day)}"
    return f"{'were' if several else 'was'} posted on {show_date(day)}"


def by_hand_words(enclosed: Sequence[Enclosed]) -> str:
    """What whoever closes the envelope puts in, as a sentence after another; empty where all is printed."""
    by_hand = [line for line in enclosed if line.by_hand]
    return f" Add by hand: {in_quotes(by_hand)}." if by_hand else ""


def not_in_it(titles: Sequence[str]) -> str:
    """What a file or an e-mail draft does not hold, as a sentence after another."""
    named = ", ".join(f"“{title}”" for title in titles)
    return f" Not in it: {named}." if named else ""


def history(record: LetterRecord) -> list[Entry]:
    """Submissions, decisions and what happened to the paper, newest first."""
    entries = [_submission(revision) for revision in record.revisions]
    entries += [_decision(decision) for decision in record.decisions if decision.verdict.value in _DECISIONS]
    entries += [_entry(one.at, "Goes without approval", "check", one.by, one.rule) for one in record.releases]
    entries += [_event(event) for event in record.events]
    drafted = _drafted(record)
    return sorted([drafted, *entries], key=lambda entry: entry.at.isoformat())[::-1]


def _drafted(record: LetterRecord) -> Entry:
    """Of a correction it leads to the letter that it corrects."""
    drafted = _entry(record.letter.created_at, "Drafted", "feather", record.letter.author)
    if record.corrects is None:
        return drafted
    words = f"Drafted to correct {record.corrects.reference}"
    return replace(drafted, title=words, subject=f"letter:{record.corrects.id}")


def _event(event: EventLine) -> Entry:
    words, icon, tone = _EVENTS[event.kind.value]
    if event.detail.startswith(words):
        return _entry(event.at, event.detail, icon, event.by, tone=tone)
    return _entry(event.at, words, icon, event.by, event.detail, tone)


def _submission(revision: RevisionLine) -> Entry:
    again = f"Submitted again, {revision.number}" if revision.number > 1 else "Submitted"
    return _entry(revision.submitted_at, again, "send", revision.submitted_by, revision.note)


_DECISIONS: Mapping[str, tuple[str, str, Tone]] = {
    "approved": ("Approved", "check", "good"),
    "returned": ("Returned", "undo", "warn"),
}
"""That an approval was taken back is an event of its own."""


def _decision(decision: DecisionLine) -> Entry:
    words, icon, tone = _DECISIONS[decision.verdict.value]
    by = f"{decision.by} for {decision.in_place_of}" if decision.in_place_of else decision.by
    return _entry(decision.at, words, icon, by, decision.reason, tone)


def _entry(at: datetime, words: str, icon: str, by: str, detail: str = "", tone: Tone = "plain") -> Entry:
    """The name stands under the words: the panel is narrow."""
    return Entry("", at, words, icon, f"{by}: {detail}" if detail else by, tone=tone)
