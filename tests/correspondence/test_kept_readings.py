"""A reading is kept for a reason, falls away with its words, is confirmed by the approver, and is counted by rule."""

from __future__ import annotations

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.keep_reading import confirm_reading, keep_reading, let_go_of_reading
from app.correspondence.kept_readings import Overruled, kept_readings, overruled
from app.correspondence.problems import LetterBlocked, LetterMoved, OwnLetter, ReadingsUnconfirmed
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from letters.checks import Finding
from letters.checks.kept import reading_key
from letters.content import from_json
from tests.correspondence.conftest import ANSWER, WRITTEN, write
from tests.support.offices import Enter
from tests.support.prepared import Past, given_by

SORRY_IF = " We are sorry if this came late."
REASON = "They asked us not to admit a fault that another body is looking into."
Key = tuple[str, str, str]


def key_of(office: Office, letter_id: int, rule: str) -> Key:
    """What names the first finding of a rule in the stored draft."""
    content = from_json(office.read(letter_for_editing, letter_id).content)
    key = reading_key(found(office, letter_id, rule)[0], content)
    return key.rule, key.block_id, key.fingerprint


def found(office: Office, letter_id: int, rule: str) -> list[Finding]:
    return [finding for finding in office.read(check_draft, letter_id) if finding.rule == rule]


def _doubt(enter: Enter, _clock: SetClock, written_id: int) -> int:
    write(enter("ada.adviser"), written_id, "answer", ANSWER + SORRY_IF)
    return written_id


def _keep(enter: Enter, _clock: SetClock, doubtful_id: int) -> int:
    ada = enter("ada.adviser")
    ada.act(keep_reading, doubtful_id, *key_of(ada, doubtful_id, "C11"), REASON)
    return doubtful_id


DOUBTED = Past(_doubt, after=WRITTEN)
KEPT = Past(_keep, after=DOUBTED)

doubtful_id = given_by("doubtful_id", DOUBTED)
"""A reply with an apology that the checks read as conditional."""
kept_id = given_by("kept_id", KEPT)
"""The same, kept by its author."""


def test_a_reading_that_blocks_may_be_kept_for_a_reason(ada: Office, doubtful_id: int) -> None:
    with pytest.raises(LetterBlocked):
        ada.act(submit_letter, doubtful_id)
    ada.act(keep_reading, doubtful_id, *key_of(ada, doubtful_id, "C11"), f"  {REASON} ")
    (finding,) = found(ada, doubtful_id, "C11")
    assert (finding.kept_because, finding.kept_by, finding.blocks) == (REASON, "Ada Adviser", False)
    assert len(ada.read(kept_readings, doubtful_id)) == 1
    ada.act(submit_letter, doubtful_id)


def test_it_falls_away_with_its_words_and_stands_again_with_them(ada: Office, kept_id: int) -> None:
    write(ada, kept_id, "answer", ANSWER + SORRY_IF.replace("came late", "upset you"))
    assert [finding.kept_because for finding in found(ada, kept_id, "C11")] == [""]
    with pytest.raises(LetterBlocked):
        ada.act(submit_letter, kept_id)
    write(ada, kept_id, "answer", f"{ANSWER}{SORRY_IF} Other sentences may be others.")
    assert [finding.kept_because for finding in found(ada, kept_id, "C11")] == [REASON]


def test_it_is_let_go_of_and_kept_anew(ada: Office, kept_id: int) -> None:
    key = key_of(ada, kept_id, "C11")
    for _ in range(2):
        ada.act(let_go_of_reading, kept_id, *key)
    assert found(ada, kept_id, "C11")[0].blocks
    assert ada.read(overruled) == []
    ada.act(keep_reading, kept_id, *key, "Another reason.")
    assert found(ada, kept_id, "C11")[0].kept_because == "Another reason."


def test_what_is_certain_is_never_kept(ada: Office, draft_id: int) -> None:
    write(ada, draft_id, "answer", f"{ANSWER} We will pay you £50.00.")
    key = key_of(ada, draft_id, "C15")
    with pytest.raises(BadInput, match="held against the record and cannot be kept"):
        ada.act(keep_reading, draft_id, *key, REASON)
    assert found(ada, draft_id, "C15")[0].blocks


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_needed(reason: str, ada: Office, doubtful_id: int) -> None:
    with pytest.raises(BadInput, match="why the words may stand"):
        ada.act(keep_reading, doubtful_id, *key_of(ada, doubtful_id, "C11"), reason)


def test_words_that_are_gone_are_not_kept(ada: Office, doubtful_id: int) -> None:
    key = key_of(ada, doubtful_id, "C11")
    write(ada, doubtful_id, "answer", ANSWER)
    with pytest.raises(LetterMoved, match="words have changed"):
        ada.act(keep_reading, doubtful_id, *key, REASON)


def test_the_approver_confirms_each_before_approving(ada: Office, lea: Office, kept_id: int) -> None:
    key = key_of(ada, kept_id, "C11")
    ada.act(submit_letter, kept_id)
    seen = lea.read(for_approval, kept_id)
    assert [finding.kept_because for finding in seen.unconfirmed] == [REASON]
    with pytest.raises(ReadingsUnconfirmed, match="One kept finding is not confirmed yet"):
        lea.act(approve_letter, kept_id, seen.revision_id)
    for _ in range(2):
        lea.act(confirm_reading, kept_id, seen.revision_id, *key)
    assert lea.read(for_approval, kept_id).unconfirmed == ()
    assert ada.read(for_approval, kept_id).unconfirmed == seen.unconfirmed
    lea.act(approve_letter, kept_id, seen.revision_id)
    assert ada.read(overruled) == [Overruled("C11", kept=1, letters=1, confirmed=1)]


def test_nobody_confirms_their_own_nor_a_revision_that_is_gone(ada: Office, lea: Office, kept_id: int) -> None:
    key = key_of(ada, kept_id, "C11")
    ada.act(submit_letter, kept_id)
    first = lea.read(for_approval, kept_id).revision_id
    lea.act(return_letter, kept_id, first, "Say when.")
    write(lea, kept_id, "answer", f"{ANSWER}{SORRY_IF} That was in May.")
    ada.act(submit_letter, kept_id)
    with pytest.raises(LetterMoved, match="submitted anew"):
        lea.act(confirm_reading, kept_id, first, *key)
    with pytest.raises(OwnLetter):
        lea.act(confirm_reading, kept_id, lea.read(for_approval, kept_id).revision_id, *key)


def test_a_letter_returned_with_a_kept_finding_counts_as_refused(ada: Office, lea: Office, kept_id: int) -> None:
    revision_id = ada.act(submit_letter, kept_id).result
    lea.act(return_letter, kept_id, revision_id, "Say sorry without an if.")
    assert ada.read(overruled) == [Overruled("C11", kept=1, letters=1, confirmed=0, refused=1)]
