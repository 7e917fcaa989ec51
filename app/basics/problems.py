"""The two kinds of problem: the world's (told to the person, with what to do) and ours (any other exception)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class WorldProblem(Exception):  # noqa: N818 - a problem of the world is not an error of the program
    """Something outside the program is wrong: its text is a sentence for the person who meets it.

    ``what_to_do`` is a second sentence, or empty where the first already says it.
    """

    def __init__(self, sentence: str, what_to_do: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.what_to_do = what_to_do

    def __str__(self) -> str:
        return f"{self.sentence} {self.what_to_do}".strip()


class NotAllowed(WorldProblem):
    """The person lacks a permission; the sentence names who has it where that is known."""


class NotFound(WorldProblem):
    """The record is not there, or not for this person's eyes."""


class NotNow(WorldProblem):
    """The office can take nothing at the moment; the same may be taken later."""


class DatabaseAway(NotNow):
    """The database cannot be reached, or was lost in mid-work; nothing was saved.

    ``at_command`` says it to who gave a command: nothing was typed that a window keeps, and steps before it may stand.
    """

    def __init__(self, sentence: str, what_to_do: str = "", at_command: str = "") -> None:
        super().__init__(sentence, what_to_do)
        self.at_command = at_command or str(self)

    def at_start(self) -> DatabaseAway:
        """The same for whoever is not in the office yet, where nothing was typed or saved."""
        sentence, _, what_to_do = self.at_command.partition(". ")
        return DatabaseAway(f"{sentence.rstrip('.')}.", what_to_do)


class DatabaseBusy(NotNow):
    """Somebody else's work held what was needed for longer than we wait; nothing was saved."""


class DiskFull(NotNow):
    """The disk of the database has no room; nothing was saved."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with one field: ``field`` is its key, ``sentence`` what to tell the person."""

    field: str
    sentence: str


class BadInput(WorldProblem):
    """One or more fields cannot be taken; ``problems`` holds all of them, not the first only."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.sentence for problem in self.problems))

    @classmethod
    def one(cls, field: str, sentence: str) -> BadInput:
        return cls([FieldProblem(field, sentence)])


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that somebody else changed meanwhile: what was seen, what is stored now, what was typed."""

    field: str
    seen: object
    theirs: object
    yours: object


class Conflict(WorldProblem):
    """A form was saved over somebody else's newer work; ``conflicts`` lists each field to choose."""

    def __init__(self, subject: str, conflicts: Iterable[FieldConflict], changed_by: str = "") -> None:
        self.subject = subject
        self.conflicts = tuple(conflicts)
        self.changed_by = changed_by
        who = changed_by or "Somebody else"
        super().__init__(f"{who} changed this record while you were typing.", "Choose what shall stand.")
