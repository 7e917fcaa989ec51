"""Checking and typesetting hold up nobody: they are done in a read, and submitting only stores what they made."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.correspondence import gather_facts as gathering
from app.correspondence import prepare_letter as preparing
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.lease import take_lease
from app.correspondence.prepare_letter import prepare_letter
from app.correspondence.problems import LetterBlocked, LetterInUse, LetterMoved, PreparedMoved
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import Letter
from app.members.edit_person import edit_person
from app.office import Office
from app.staff.work import ReadWork
from tests.correspondence.conftest import ANSWER, write
from tests.support.offices import Enter


def test_nothing_is_composed_checked_or_set_while_the_letter_is_locked(
    ada: Office, lea: Office, written_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = ada.read(prepare_letter, written_id)

    def held_up(*_given: Any) -> None:
        raise AssertionError("this takes seconds, and everybody who saves waits for it")

    for slow in ("checked", "set_in_type", "reckoned", "brought_to", "page_findings"):
        monkeypatch.setattr(preparing, slow, held_up)
    revision_id = ada.act(submit_letter, written_id, "Please look.", prepared).result
    seen = lea.read(for_approval, written_id)
    assert (seen.revision_id, seen.note) == (revision_id, "Please look.")


def test_the_record_is_asked_once_for_each_date_of_the_letter(
    ada: Office, written_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather, asked = gathering.gather_facts, list[date]()

    def counted(work: ReadWork, letter: Letter, dated: date) -> dict[str, Any]:
        asked.append(dated)
        return gather(work, letter, dated)

    monkeypatch.setattr(gathering, "gather_facts", counted)
    prepared = ada.read(prepare_letter, written_id)
    assert prepared.content.date in asked
    assert len(asked) == len(set(asked))


def test_what_is_in_the_way_is_told_before_anything_is_locked(ada: Office, draft_id: int) -> None:
    with pytest.raises(LetterBlocked, match="insert your answer"):
        ada.read(prepare_letter, draft_id)


def test_other_words_are_checked_before_they_are_submitted(ada: Office, written_id: int) -> None:
    prepared = ada.read(prepare_letter, written_id)
    write(ada, written_id, "answer", ANSWER + " You owe TBC.")
    with pytest.raises(PreparedMoved, match="changed while it was being checked"):
        ada.act(submit_letter, written_id, "", prepared)
    assert ada.read(letter_record, written_id).letter.state is LetterState.EDITING


def test_a_record_that_moved_is_checked_before_it_is_submitted(ada: Office, written_id: int, person_id: int) -> None:
    prepared = ada.read(prepare_letter, written_id)
    ada.act(edit_person, person_id, {"family_name": ("Tan", "Tang")})
    with pytest.raises(PreparedMoved):
        ada.act(submit_letter, written_id, "", prepared)


def test_one_letter_is_not_submitted_as_another(ada: Office, written_id: int, person_id: int) -> None:
    other = ada.act(draft_letter, None, person_id, "general-reply").result
    with pytest.raises(PreparedMoved):
        ada.act(submit_letter, other, "", ada.read(prepare_letter, written_id))


def test_only_what_may_be_submitted_is_made_ready(ada: Office, enter: Enter, written_id: int) -> None:
    enter("ben.adviser").keep(take_lease, written_id)
    with pytest.raises(LetterInUse):
        ada.read(prepare_letter, written_id)


def test_a_letter_that_waits_is_not_made_ready_again(ada: Office, submitted_id: int) -> None:
    with pytest.raises(LetterMoved, match="waiting for approval"):
        ada.read(prepare_letter, submitted_id)
