"""What can stand in a letter's way: each failure one class, its message a sentence for the person at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.basics.dates import show_date
from app.basics.problems import WorldProblem
from app.correspondence.change_words import change_in_words, parts_in_words
from letters.checks import Finding
from letters.problems import LetterProblem


class LetterRefused(WorldProblem):
    """The letter engine cannot use what it was given: facts, template or words; its own sentence is told."""

    @classmethod
    def of(cls, problem: LetterProblem) -> LetterRefused:
        return cls(problem.sentence, problem.what_to_do)


class LetterBlocked(WorldProblem):
    """The checks found what must be mended first; ``findings`` has all of them, warnings too."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        blocking = [finding for finding in self.findings if finding.blocks]
        count = "One thing" if len(blocking) == 1 else f"{len(blocking)} things"
        verb = "stands" if len(blocking) == 1 else "stand"
        told = " ".join(f"{finding.rule}: {finding.message}" for finding in blocking)
        super().__init__(f"{count} {verb} in the way of approval. {told}", "Mend what is listed and submit again.")


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that is no longer what the letter was written from.

    ``path`` is the dotted path of ``letters/facts.schema.json``; ``label`` says it in words; ``block_ids`` are the
    blocks that were made from it. None means that there was, or is, no value.
    """

    path: str
    label: str
    was: Any
    now: Any
    block_ids: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The change in words."""
        are_parts = self.path.endswith(".order") and isinstance(self.was, list) and isinstance(self.now, list)
        change = parts_in_words if are_parts else change_in_words
        told = f"{self.label}: {change(self.was, self.now)}"
        return told if told.endswith((".”", "…”")) else f"{told}."


class FactsChanged(WorldProblem):
    """The record moved after the letter was submitted; ``changed`` lists each fact."""

    def __init__(self, changed: Iterable[ChangedFact]) -> None:
        self.changed = tuple(changed)
        told = " ".join(fact.sentence for fact in self.changed)
        super().__init__(f"The record has changed since this letter was submitted. {told}", "Return it to be renewed.")


class ReadingsUnconfirmed(WorldProblem):
    """The author kept what the checks read, and whoever approves has not confirmed each; ``findings`` are those."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        count = "One kept finding is" if len(self.findings) == 1 else f"{len(self.findings)} kept findings are"
        told = " ".join(f"{finding.rule}: {finding.message}" for finding in self.findings)
        super().__init__(f"{count} not confirmed yet. {told}", "Read each under Checks and confirm it, or return it.")


class LetterMoved(WorldProblem):
    """The letter is not where this deed needs it: another state, or a newer revision than the one seen."""


class PostingDayPassed(WorldProblem):
    """An approved letter bears the date of a day that has passed: its limits and its lateness would be wrong."""

    def __init__(self, reference: str, planned_on: date) -> None:
        super().__init__(
            f"Letter {reference} was to be posted on {show_date(planned_on)} and bears that date; the day has passed.",
            "Re-date it: only its dates change, and anyone who may approve is asked.",
        )


class PreparedMoved(WorldProblem):
    """Draft or record changed between checking the letter and submitting it; it is checked anew."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Letter {reference} changed while it was being checked.", "Submit it again.")


class OwnLetter(WorldProblem):
    """Nobody approves or returns a letter of their own."""


class AlreadyDecided(WorldProblem):
    """Somebody else decided on this revision a moment ago; the sentence says who and what."""


class LetterInUse(WorldProblem):
    """Somebody else is writing this letter now; ``holder`` names them."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"{holder} is writing this letter now.", f"Read it meanwhile, or ask {holder} to close it.")


class DraftOvertaken(WorldProblem):
    """The draft is another one than these words were typed over: the same person has it open twice, say."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"Letter {reference} was changed in another window while you wrote it here.",
            "Read what stands there now, and then put your words in its place or leave them.",
        )


class PdfDamaged(WorldProblem):
    """The stored PDF is not the one that was submitted: nothing of it may be printed or sent."""
