"""What can be wrong with what the letter engine is given: each failure one class, its message a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class LetterProblem(Exception):  # noqa: N818 - told to people as a problem, like the office's own
    """Something given to the engine cannot be used.

    ``sentence`` says what and where, ``what_to_do`` the way out (or is empty).
    """

    def __init__(self, sentence: str, what_to_do: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.what_to_do = what_to_do

    def __str__(self) -> str:
        return f"{self.sentence} {self.what_to_do}".strip()


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a document: a JSON pointer ("" is the whole document) and what is wrong there."""

    pointer: str
    sentence: str


class DocumentRefused(LetterProblem):
    """A facts or content document does not fit its schema, or lacks what its template needs.

    ``faults`` has every one of them, not the first only.
    """

    def __init__(self, what: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        told = " ".join(f"{fault.pointer or 'The document'}: {fault.sentence}" for fault in self.faults)
        super().__init__(f"The {what} cannot be used. {told}", "Correct each place named and try again.")


class FileRefused(LetterProblem):
    """A file cannot be read as a facts or content document at all."""


class TemplateRefused(LetterProblem):
    """A template is wrong in itself: names the template, the line (1-based) and the field or condition."""

    def __init__(self, template: str, line: int, sentence: str, field: str = "") -> None:
        self.template, self.line, self.field = template, line, field
        super().__init__(f"Template {template}, line {line}: {sentence}")


class TemplateUnknown(LetterProblem):
    """No template of that code and language is in the library."""


class TextRefused(LetterProblem):
    """Words typed into a block cannot be taken: the block is locked, or the text is too long."""
