"""What readers are given of an inquiry: lines of the chronology, evidence, questions to colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.basics.file_types import FileType
from app.complaints.states import QuestionOutcome


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the chronology that somebody put in. ``corrections`` say what it was before, the latest first."""

    id: int
    version: int
    happened_on: date
    happened_at: str
    what: str
    source: str
    struck_on: date | None = None
    struck_why: str = ""
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An item of evidence: ``head_ids`` are the points it bears on, ``pile`` says where it was cut out of."""

    id: int
    version: int
    title: str
    dated_on: date | None
    from_whom: str
    shows: str
    file_type: FileType
    file_name: str
    sha256: str
    size: int
    pages: int | None
    added_on: date
    head_ids: tuple[int, ...]
    pile: str = ""
    set_aside_on: date | None = None
    set_aside_why: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is among what was looked at."""
        return self.set_aside_on is None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question to a colleague; ``ended_on`` is None while it is not answered."""

    id: int
    version: int
    reference: str
    of_whom: str
    email: str
    question: str
    asked_on: date
    due_on: date
    chased_on: date | None
    ended_on: date | None
    outcome: QuestionOutcome | None
    answer: str
    answered_by: str
    evidence_id: int | None
    ended_why: str
    head_ids: tuple[int, ...]

    @property
    def is_open(self) -> bool:
        return self.ended_on is None
