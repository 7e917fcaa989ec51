"""Decisions about questions to colleagues that need no database: by when, and to which question a message belongs."""

from __future__ import annotations

import re
from datetime import date

from app.basics.messages import MailMessage
from app.basics.problems import FieldProblem
from app.basics.references import ReferenceKind, ReferenceNotValid, parse_reference
from app.calendars.rules import (
    CalendarNotConfirmed,
    WorkingCalendar,
    add_working_days,
    next_working_day,
    why_not_working,
)
from app.complaints.wording import show_date

USUAL_DAYS = 5
"""Working days that somebody has to answer, unless another day is chosen."""

_REFERENCE = re.compile(rf"(?:[A-Z]{{2,5}}/)?{ReferenceKind.QUESTION}\d{{2}}-\d{{6,9}}-\d{{2}}", re.IGNORECASE)


def usual_day(of: WorkingCalendar, today: date) -> date | None:
    """The day by which an answer is asked for unless another is chosen; None where nobody can say."""
    try:
        return add_working_days(of, today, USUAL_DAYS)
    except CalendarNotConfirmed:
        return None


def due_problem(of: WorkingCalendar, due_on: date, today: date) -> FieldProblem | None:
    """What is wrong with a day by which an answer is asked for: it is a working day, and not over."""
    if due_on < today:
        return FieldProblem("due_on", f"{show_date(due_on)} is over: choose a day to come.")
    try:
        reason = why_not_working(of, due_on)
        if reason is None:
            return None
        later = show_date(next_working_day(of, due_on))
    except CalendarNotConfirmed as unknown:
        return FieldProblem("due_on", f"Nobody can say whether {show_date(due_on)} is a working day: {unknown}")
    return FieldProblem("due_on", f"{show_date(due_on)} is no working day ({reason}): {later} is one.")


def references_in(message: MailMessage) -> list[str]:
    """The references of questions that a message names: in its subject, in what it answers, then in its words.

    Each is as printed but without a desk's prefix; one whose check digits do not fit is none.
    """
    found: list[str] = []
    for text in (message.subject, " ".join(message.answers), message.words):
        for printed in _REFERENCE.findall(text):
            try:
                known = parse_reference(printed)
            except ReferenceNotValid:
                continue
            bare = str(known).rpartition("/")[2]
            if bare not in found:
                found.append(bare)
    return found


def message_id(reference: str, times: int, domain: str) -> str:
    """The id of an e-mail that asks: what answers it names this id, and so the question."""
    return f"<{reference.replace('/', '.')}.{times}@{domain or 'fairhand.invalid'}>"
