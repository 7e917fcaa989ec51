"""Hunspell is slow to read and slow to suggest, and stops every thread meanwhile: each is done once."""

from __future__ import annotations

from multiprocessing import active_children
from multiprocessing.process import BaseProcess

import pytest

from letters.checks.spelling import BritishSpeller, british
from letters.checks.suggesting import Suggester


def test_a_process_reads_one_dictionary() -> None:
    assert british() is british()


def test_what_may_be_meant_is_looked_for_once_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look_for(_self: BritishSpeller, word: str) -> tuple[str, ...]:
        asked.append(word)
        return ("received",)

    monkeypatch.setattr(BritishSpeller, "_look_for", look_for)
    speller = BritishSpeller()
    first, second = speller.suggest("recieved"), speller.suggest("recieved")
    assert first == second == ["received"]
    assert first is not second, "a caller may change what it is given"
    assert asked == ["recieved"]


def started(before: list[BaseProcess]) -> list[BaseProcess]:
    return [child for child in active_children() if child not in before]


def test_one_process_looks_for_words_and_ends_with_the_session() -> None:
    before, suggester = active_children(), Suggester()
    assert started(before) == [], "none before it is needed"
    assert "received" in suggester.suggest("recieved")
    assert "because" in suggester.suggest("becuase")
    [child] = started(before)
    suggester.end()
    assert child not in active_children()


def test_a_process_that_was_ended_is_started_again() -> None:
    before, suggester = active_children(), Suggester()
    suggester.suggest("recieved")
    [child] = started(before)
    child.kill()
    child.join(30)
    assert "because" in suggester.suggest("becuase")
    suggester.end()
