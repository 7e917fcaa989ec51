"""What the approval desk says, without a window."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.correspondence.change_words import Span
from app.correspondence.fact_lines import FactLine
from app.correspondence.problems import ChangedFact
from app.correspondence.read_afterwards import Sampled
from app.staff.work import Due
from ui.correspondence.approvals.afterwards import figures_line
from ui.correspondence.approvals.page_state import called, clock, fact_groups
from ui.correspondence.difference_view import shortened
from ui.correspondence.waited import waited

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(seconds=-5), "a moment"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=9), "9 days"),
    ],
)
def test_how_long_it_waits(ago: timedelta, shown: str) -> None:
    assert waited(NOW - ago, NOW) == shown


@pytest.mark.parametrize(
    ("days", "left", "word", "tone"),
    [
        (-5, -3, "3 working days late", "bad"),
        (-1, 0, "1 working day late", "bad"),
        (-1, None, "Was due 19 Nov 2026", "bad"),
        (0, 0, "Due today", "warn"),
        (3, 1, "Due in 1 working day", "warn"),
        (4, 2, "Due in 2 working days", "warn"),
        (5, 3, "Due in 3 working days", "muted"),
        (3, None, "Due 23 Nov 2026", "muted"),
    ],
)
def test_the_clock_in_the_words_of_the_case(days: int, left: int | None, word: str, tone: str) -> None:
    status = clock(Due(date(2026, 11, 20) + timedelta(days=days), left), date(2026, 11, 20))
    assert status is not None
    assert (status.word, status.tone) == (word, tone)


def test_no_clock_is_no_words() -> None:
    assert clock(None, date(2026, 11, 20)) is None


@pytest.mark.parametrize(("name", "first"), [("Lim Mei Ling", "Lim Mei Ling"), ("Asha", "Asha"), (" ", "the author")])
def test_a_button_names_the_author(name: str, first: str) -> None:
    assert called(name) == first


def test_facts_are_grouped_and_say_what_has_changed() -> None:
    lines = [
        FactLine("complaint.raised_on", "Complaint · raised", "2026-11-02", ()),
        FactLine("complaint.heads.1.outcome", "Point 1 · outcome", "partly_upheld", ()),
        FactLine("complaint.due_on", "Complaint · due", "2026-11-23", ()),
    ]
    moved = [ChangedFact("complaint.due_on", "Complaint · due", "2026-11-23", "2026-11-24")]
    assert fact_groups(lines, moved) == [
        ("Complaint", [("Raised", "2 Nov 2026"), ("Due", "23 Nov 2026 (has changed)")]),
        ("Point 1", [("Outcome", "partly upheld")]),
    ]


def test_long_unchanged_words_are_cut_where_nothing_happens() -> None:
    many = " ".join(str(number) for number in range(100))
    first, change, last = shortened([Span("same", many), Span("added", "new"), Span("same", many)])
    assert first.text.startswith(" … 88")
    assert change.text == "new"
    assert last.text.endswith("11 … ")


def test_what_was_made_of_letters_that_went_alone_is_told_in_figures() -> None:
    assert figures_line(Sampled()) == ""
    assert figures_line(Sampled(12, 3, 2, 1)) == (
        "12 letters of others went without approval in the last 30 days: 3 drawn, 2 read, 1 with a remark."
    )
