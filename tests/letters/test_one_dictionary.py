"""Hunspell is slow to read and slow to suggest, and stops every thread meanwhile: each is done once."""

from __future__ import annotations

import pytest

from letters.checks.spelling import BritishSpeller, british


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
