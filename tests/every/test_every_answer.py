"""Every finder answers whoever may read, an auditor like an adviser, and hands out no row of a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from app.basics.problems import NotAllowed
from app.store.base import Base
from tests.every.days_work import Day
from tests.every.questions import QUESTIONS
from tests.every.rooms import finders
from tests.every.worked_day import day

__all__ = ["day"]

# The day is worked for the first of them: on a busy machine that takes its time.
pytestmark = pytest.mark.timeout(400)

FOR_A_DEED = {
    "complaints.question_draft": "makes what leaves the office, so it asks for the right to work on the case",
    "correspondence.copy_for_comment": "makes what leaves the office, so it asks for the right to write or approve",
    "correspondence.job_to_print": "gives what leaves the office, so it asks for the right to send",
    "correspondence.email_draft": "makes what leaves the office, so it asks for the right to send",
    "correspondence.look_at_file_to_enclose": "is asked only by who writes the letter",
    "correspondence.look_at_paper_of_matter": "is asked only by who writes the letter",
    "correspondence.plan_redating": "is asked only by who dates letters anew",
    "correspondence.pdf_to_send": "gives what leaves the office, so it asks for the right to send",
    "correspondence.prepare_letter": "is asked only by who submits the letter",
    "correspondence.letter_choices": "is asked only where a letter is begun",
}
"""What asks for more than to read, with the reason."""


def test_every_finder_has_its_question() -> None:
    missing = {job.name for job in finders()} - {question.name for question in QUESTIONS}
    assert missing == set(), "add a question to tests/every/questions.py"


def test_whoever_may_read_is_answered(day: Day) -> None:
    for question in QUESTIONS:
        answer = question.ask(day, "ada.adviser")
        assert list(_rows_in(answer)) == [], f"{question.name} hands out rows of tables"
        if question.name in FOR_A_DEED:
            with pytest.raises(NotAllowed):
                question.ask(day, "oto.auditor")
        else:
            question.ask(day, "oto.auditor")


def _rows_in(answer: Any) -> Iterator[Base]:
    """Every mapped row anywhere in an answer: it would be read again after its transaction."""
    if isinstance(answer, Base):
        yield answer
    elif dataclasses.is_dataclass(answer):
        yield from _rows_in([getattr(answer, one.name) for one in dataclasses.fields(answer)])
    elif isinstance(answer, Mapping):
        yield from _rows_in([*answer.keys(), *answer.values()])
    elif isinstance(answer, Iterable) and not isinstance(answer, str | bytes):
        for part in answer:
            yield from _rows_in(part)
