"""The approver's words: suggested and taken or declined by the author, or a slip mended; she may still decide."""

from __future__ import annotations

import pytest

from app.basics.problems import BadInput, NotAllowed
from app.correspondence.approve_letter import return_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import approval_queue, for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.mend_slip import mend_slip
from app.correspondence.problems import LetterMoved, OwnLetter
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import stored_content
from app.correspondence.submit_letter import submit_letter
from app.correspondence.suggest_edit import decline_suggestion, suggest_edit, take_suggestion
from app.office import Office
from letters.block_text import to_plain
from letters.content import from_json
from tests.correspondence.conftest import ANSWER, approve, write
from tests.support.offices import Enter

HERS = "Your membership runs until 31 December 2026. We will write to you in November."


def suggest(office: Office, letter_id: int, words: str, block_id: str = "answer") -> int:
    seen = office.read(for_approval, letter_id)
    return office.act(suggest_edit, letter_id, seen.revision_id, block_id, words).result


def answer_of(office: Office, letter_id: int) -> str:
    return to_plain(from_json(office.read(letter_for_editing, letter_id).content).block("answer"))


def test_the_author_takes_her_words_and_she_may_still_decide(ada: Office, lea: Office, submitted_id: int) -> None:
    number = suggest(lea, submitted_id, HERS)
    [line] = ada.read(letter_for_editing, submitted_id).suggestions
    assert (line.by, line.words, line.settled_by) == ("Lea Leader", HERS, None)
    assert {span.kind for span in line.spans} == {"same", "added", "removed"}
    ada.act(take_suggestion, number)
    assert ada.read(letter_record, submitted_id).letter.state is LetterState.EDITING
    assert answer_of(ada, submitted_id) == HERS
    assert ada.read(letter_for_editing, submitted_id).suggestions == ()
    ada.act(submit_letter, submitted_id)
    seen = lea.read(for_approval, submitted_id)
    assert (seen.why_not, seen.second_reading) == ("", True)
    assert [one.block_id for one in seen.since_then] == ["answer"], "what changed since she suggested it"
    approve(lea, submitted_id)


def test_she_returns_it_with_a_suggestion_and_reads_only_what_changed_since(
    ada: Office, lea: Office, submitted_id: int
) -> None:
    number = suggest(lea, submitted_id, HERS)
    lea.act(return_letter, submitted_id, lea.read(for_approval, submitted_id).revision_id, "One thing.")
    ada.act(decline_suggestion, number, "November is too early.")
    write(ada, submitted_id, "answer", ANSWER + " Thank you.")
    ada.act(submit_letter, submitted_id)
    seen = lea.read(for_approval, submitted_id)
    assert (seen.second_reading, seen.since) == (True, "Since you read submission 1")
    assert [one.block_id for one in seen.since_then] == ["answer"]
    [line] = seen.suggestions
    assert (line.settled_by, line.is_taken, line.reply) == ("Ada Adviser", False, "November is too early.")
    with pytest.raises(LetterMoved, match="settled already"):
        ada.act(take_suggestion, number)


def test_nobody_takes_their_own_suggestion(lea: Office, enter: Enter, submitted_id: int) -> None:
    number = suggest(lea, submitted_id, HERS)
    with pytest.raises(NotAllowed, match="You suggested these words"):
        lea.act(take_suggestion, number)
    with pytest.raises(NotAllowed, match="You suggested these words"):
        lea.act(decline_suggestion, number, "No.")
    with pytest.raises(NotAllowed, match="Ada Adviser's"):
        enter("ben.adviser").act(take_suggestion, number)
    with pytest.raises(NotAllowed, match="Ada Adviser's"):
        enter("ben.adviser").act(decline_suggestion, number, "No.")


def test_who_wrote_of_it_suggests_and_mends_nothing(ada: Office, enter: Enter, written_id: int) -> None:
    leo = enter("leo.leader")
    write(leo, written_id, "answer", "We have the the form now.")
    ada.act(submit_letter, written_id)
    with pytest.raises(OwnLetter):
        suggest(leo, written_id, HERS)
    with pytest.raises(OwnLetter):
        mend(leo, written_id, "We have the form now.")


@pytest.mark.parametrize(
    ("block_id", "words", "why"),
    [("answer", ANSWER, "change some"), ("salutation", "Hello", "cannot be edited"), ("nothing", "x", "no part")],
)
def test_what_cannot_be_suggested(lea: Office, submitted_id: int, block_id: str, words: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        suggest(lea, submitted_id, words, block_id)


def mend(office: Office, letter_id: int, words: str) -> int:
    seen = office.read(for_approval, letter_id)
    return office.act(mend_slip, letter_id, seen.revision_id, "answer", words).result


@pytest.fixture
def slipped_id(ada: Office, draft_id: int) -> int:
    """A letter that waits with slips in its answer."""
    write(ada, draft_id, "answer", "We have the the form now and we will write to you soon , as we said we would.")
    ada.act(submit_letter, draft_id)
    return draft_id


def test_she_mends_slips_and_approves(ada: Office, lea: Office, slipped_id: int) -> None:
    once = "We have the form now and we will write to you soon , as we said we would."
    mend(lea, slipped_id, once)
    revision = mend(lea, slipped_id, once.replace(" ,", ","))
    seen = lea.read(for_approval, slipped_id)
    assert (seen.revision_id, seen.why_not, seen.submitted_by) == (revision, "", "Ada Adviser")
    assert [row.own for row in lea.read(approval_queue)] == [False]
    assert [(one.slip, one.by) for one in seen.suggestions] == [("doubled_word", "Lea Leader"), ("space", "Lea Leader")]
    approve(lea, slipped_id)
    record = ada.read(letter_record, slipped_id)
    assert record.letter.state is LetterState.APPROVED
    assert record.decisions[0].reason == "Mended: “the the” is “the”, “n ,” is “n,”."
    words = to_plain(ada.read(stored_content, revision).block("answer"))
    assert words == once.replace(" ,", ",")


def test_a_mended_slip_that_comes_back_is_offered_to_the_author(ada: Office, lea: Office, slipped_id: int) -> None:
    mend(lea, slipped_id, "We have the form now and we will write to you soon , as we said we would.")
    lea.act(return_letter, slipped_id, lea.read(for_approval, slipped_id).revision_id, "Say when.")
    [line] = ada.read(letter_for_editing, slipped_id).suggestions
    write(ada, slipped_id, "answer", "We have the the form now. You will have our answer by Friday.")
    ada.act(take_suggestion, line.id)
    assert answer_of(ada, slipped_id) == "We have the form now. You will have our answer by Friday."


def test_slips_that_words_suggested_have_in_them_are_offered_no_more(ada: Office, lea: Office, slipped_id: int) -> None:
    mend(lea, slipped_id, "We have the form now and we will write to you soon , as we said we would.")
    assert not lea.read(for_approval, slipped_id).second_reading, "of her own mend she need not be told"
    number = suggest(lea, slipped_id, "We have the form now and will write to you in a week.")
    assert len(ada.read(letter_for_editing, slipped_id).suggestions) == 2
    ada.act(take_suggestion, number)
    assert ada.read(letter_for_editing, slipped_id).suggestions == ()


def test_more_than_a_slip_is_refused(lea: Office, slipped_id: int) -> None:
    with pytest.raises(BadInput, match="more than a slip"):
        mend(lea, slipped_id, "We have your form and will write soon.")


def test_a_misspelt_word_is_one_that_the_checks_marked(ada: Office, lea: Office, draft_id: int) -> None:
    write(ada, draft_id, "answer", "We have recieved the form. Mei is your contact.")
    ada.act(submit_letter, draft_id)
    mend(lea, draft_id, "We have received the form. Mei is your contact.")
    with pytest.raises(BadInput, match="more than a slip"):
        mend(lea, draft_id, "We have received the farm. Mei is your contact.")
    approve(lea, draft_id)


def test_not_more_than_three(ada: Office, lea: Office, draft_id: int) -> None:
    words = "We have the the form and and we will will write to to you."
    write(ada, draft_id, "answer", words)
    ada.act(submit_letter, draft_id)
    for twice in ("the", "and", "will"):
        words = words.replace(f"{twice} {twice}", twice)
        mend(lea, draft_id, words)
    with pytest.raises(BadInput, match="3 slips were mended already"):
        mend(lea, draft_id, words.replace("to to", "to"))
