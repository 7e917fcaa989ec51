"""Facts that move under a letter: the draft is told, submitting is refused, and so is approving."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotFound
from app.correspondence.approve_letter import approve_letter
from app.correspondence.find_approvals import approval_queue, for_approval
from app.correspondence.find_editing import check_draft, letter_choices, letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.lease import held_by, release_lease, take_lease
from app.correspondence.obey_print import Printed, obey_print, print_as_before
from app.correspondence.problems import FactsChanged, LetterBlocked, LetterInUse, LetterRefused
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_facts import keep_words, stale_facts, take_block, take_facts
from app.members.agree_adjustment import agree_adjustment
from app.members.edit_contact_point import edit_contact_point
from app.members.find import person_record
from app.members.tables import AdjustmentKind, PointKind
from app.office import Office
from letters.block_text import to_plain
from letters.content import from_json
from tests.correspondence.conftest import Case, approve, write
from tests.support.offices import Enter


def head(case: Case) -> dict[str, Any]:
    first: dict[str, Any] = case.facts["complaint"]["heads"][0]
    return first


def move_house(office: Office, person_id: int) -> None:
    point = office.read(person_record, person_id).first_point(PointKind.ADDRESS)
    assert point is not None
    office.act(edit_contact_point, point.id, {"line1": ("7 Elm Road", "9 Elm Road")})


def test_a_response_is_drafted_submitted_and_approved(ada: Office, lea: Office, response_id: int) -> None:
    blocking = [finding for finding in ada.read(check_draft, response_id) if finding.severity == "block"]
    assert blocking == []
    ada.act(submit_letter, response_id)
    row = lea.read(approval_queue)[0]
    assert (row.kind, str(row.due and row.due.day)) == ("response", "2026-11-27")
    seen = lea.read(for_approval, response_id)
    assert seen.from_standard == ()
    assert "Addressee · address" in {line.label for line in seen.facts}
    approve(lea, response_id)


def test_a_changed_finding_is_told_with_its_block_and_blocks_submitting(
    ada: Office, response_id: int, case: Case
) -> None:
    head(case)["finding"] = "We found something else."
    changed = ada.read(stale_facts, response_id)
    assert [fact.path for fact in changed] == [f"complaint.heads.{head(case)['id']}.finding"]
    assert changed[0].label == "Point 1 · finding"
    assert changed[0].block_ids
    with pytest.raises(LetterBlocked, match=r"Point 1 · finding: was “.*”, is now “We found something else.”"):
        ada.act(submit_letter, response_id)


def test_taking_the_facts_keeps_every_word_of_the_author(ada: Office, response_id: int, case: Case) -> None:
    content = from_json(ada.read(letter_for_editing, response_id).content)
    own = next(block for block in content.blocks if block.part == "what_happened" and block.editable)
    write(ada, response_id, own.id, "These are my own words.")
    head(case)["finding"] = "We found something else."
    ada.keep(take_facts, response_id)
    after = from_json(ada.read(letter_for_editing, response_id).content)
    assert to_plain(after.block(own.id)) == "These are my own words."
    assert "We found something else." in "\n".join(to_plain(block) for block in after.blocks)
    assert ada.read(stale_facts, response_id) == []


def test_a_point_that_was_added_comes_into_the_draft(ada: Office, response_id: int, case: Case) -> None:
    more = head(case) | {"id": 99, "number": len(case.facts["complaint"]["heads"]) + 1, "title": "The lost form"}
    case.facts["complaint"]["heads"].append(more)
    assert any(finding.rule == "C01" for finding in ada.read(check_draft, response_id))
    ada.keep(take_facts, response_id)
    after = from_json(ada.read(letter_for_editing, response_id).content)
    assert any(block.head_id == "99" for block in after.blocks)
    assert ada.read(letter_for_editing, response_id).changed == ()


def test_approval_is_refused_when_the_case_has_changed(ada: Office, lea: Office, response_id: int, case: Case) -> None:
    ada.act(submit_letter, response_id)
    head(case)["finding"] = "We found something else."
    seen = lea.read(for_approval, response_id)
    assert [fact.path for fact in seen.moved] == [f"complaint.heads.{head(case)['id']}.finding"]
    with pytest.raises(FactsChanged, match=r"Point 1 · finding: was .*is now “We found something else"):
        lea.act(approve_letter, response_id, seen.revision_id)


def test_a_limit_that_follows_the_date_is_renewed_without_asking(
    ada: Office, response_id: int, case: Case, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = case.letter_facts

    def counted(work: Any, subject_id: int, kind: str) -> Any:
        facts = dict(real(work, subject_id, kind))
        facts["next_step"]["limit_date"] = (work.today() + timedelta(days=30)).isoformat()
        return facts

    monkeypatch.setattr(case, "letter_facts", counted)
    ada.keep(take_facts, response_id)
    clock.advance(timedelta(days=3))
    assert ada.read(stale_facts, response_id) == []
    ada.act(submit_letter, response_id)
    text = str(ada.read(for_approval, response_id).content)
    assert "23 December 2026" in text


def test_what_waits_does_not_move_because_a_day_has_passed(lea: Office, submitted_id: int, clock: SetClock) -> None:
    clock.advance(timedelta(days=2))
    assert lea.read(for_approval, submitted_id).moved == ()


def test_locked_words_and_the_address_are_not_the_authors(ada: Office, draft_id: int) -> None:
    document = dict(ada.read(letter_for_editing, draft_id).content)
    locked = next(block for block in document["blocks"] if block["origin"] == "locked")
    locked["paragraphs"][0]["runs"][0]["text"] = "Cheers"
    document["recipient"]["name"] = "Somebody else"
    with pytest.raises(BadInput) as refused:
        ada.keep(keep_letter_draft, draft_id, document)
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize("spoilt", [{}, {"schema": "fairhand.content/1"}, {"blocks": []}])
def test_a_document_that_is_no_letter_is_refused(ada: Office, draft_id: int, spoilt: dict[str, Any]) -> None:
    with pytest.raises(LetterRefused, match="cannot be used"):
        ada.keep(keep_letter_draft, draft_id, spoilt)


def test_one_editor_at_a_time(ada: Office, enter: Enter, draft_id: int, clock: SetClock) -> None:
    ben = enter("ben.adviser")
    ada.keep(take_lease, draft_id)
    ada.keep(take_lease, draft_id)
    with pytest.raises(LetterInUse, match="Ada Adviser is writing"):
        ben.keep(take_lease, draft_id)
    with pytest.raises(LetterInUse):
        ben.keep(keep_letter_draft, draft_id, ben.read(letter_for_editing, draft_id).content)
    clock.advance(timedelta(minutes=11))
    ben.keep(take_lease, draft_id)
    holder = ada.read(held_by, draft_id)
    assert holder is not None
    assert holder.name == "Ben Adviser"
    ada.keep(release_lease, draft_id)
    assert ada.read(held_by, draft_id) == holder
    ben.keep(release_lease, draft_id)
    assert ada.read(held_by, draft_id) is None


def test_letters_to_choose_from_say_what_is_missing(ada: Office, person_id: int) -> None:
    choices = {choice.template_code: choice for choice in ada.read(letter_choices, None, person_id)}
    assert choices["general-reply"].missing == ""
    assert choices["information-request"].missing == ""
    assert "needs this part" in choices["first-stage-response"].missing


@pytest.mark.parametrize("path", ["complaint.heads.{head}.finding", "complaint.due_on", "addressee.address_lines"])
def test_a_changed_fact_is_told_once(ada: Office, response_id: int, person_id: int, case: Case, path: str) -> None:
    path = path.format(head=head(case)["id"])
    if path.endswith("finding"):
        head(case)["finding"] = "We found something else."
    elif path.endswith("due_on"):
        case.facts["complaint"]["due_on"] = "2026-11-26"
    else:
        move_house(ada, person_id)
    told = [finding for finding in ada.read(check_draft, response_id) if finding.severity == "block"]
    assert [(finding.rule, finding.fact_path) for finding in told] == [("FACT", path)]


EFFECT = "head-h1-effect"
MINE = "You could not start your new post on the day, and that was our doing."


def told(office: Office, letter_id: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(fact.path, fact.block_ids) for fact in office.read(stale_facts, letter_id)]


def words_of(office: Office, letter_id: int, block_id: str) -> str:
    return to_plain(from_json(office.read(letter_for_editing, letter_id).content).block(block_id))


@pytest.fixture
def own_words_id(ada: Office, response_id: int, case: Case) -> int:
    """The response with its author's words on an effect that the record tells otherwise since."""
    write(ada, response_id, EFFECT, MINE)
    head(case)["effect"] = "Your start was put off by two weeks."
    return response_id


EFFECT_FACT = ("complaint.heads.h1.effect", (EFFECT,))


def test_taking_all_leaves_no_edited_block_silently_stale(ada: Office, own_words_id: int, case: Case) -> None:
    case.facts["complaint"]["received_on"] = "2026-11-03"
    assert EFFECT_FACT in told(ada, own_words_id)
    assert ada.keep(take_facts, own_words_id) == [EFFECT]
    assert words_of(ada, own_words_id, EFFECT) == MINE
    assert told(ada, own_words_id) == [EFFECT_FACT]
    assert ada.keep(take_facts, own_words_id) == [EFFECT]
    assert told(ada, own_words_id) == [EFFECT_FACT]
    with pytest.raises(LetterBlocked, match=r"Point 1 · effect"):
        ada.act(submit_letter, own_words_id)


@pytest.mark.parametrize("after_all", [False, True])
def test_own_words_that_are_kept_are_told_no_more_until_the_fact_moves_again(
    ada: Office, own_words_id: int, case: Case, *, after_all: bool
) -> None:
    if after_all:
        ada.keep(take_facts, own_words_id)
    ada.keep(keep_words, own_words_id, EFFECT)
    assert words_of(ada, own_words_id, EFFECT) == MINE
    assert told(ada, own_words_id) == []
    head(case)["effect"] = "You lost the post."
    assert told(ada, own_words_id) == [EFFECT_FACT]
    assert ada.keep(take_facts, own_words_id) == [EFFECT]
    ada.keep(keep_words, own_words_id, EFFECT)
    ada.act(submit_letter, own_words_id)


def test_one_block_takes_the_new_and_the_others_wait(ada: Office, own_words_id: int, case: Case) -> None:
    case.facts["complaint"]["received_on"] = "2026-11-03"
    before = told(ada, own_words_id)
    ada.keep(take_block, own_words_id, EFFECT)
    assert words_of(ada, own_words_id, EFFECT) == "Your start was put off by two weeks."
    assert told(ada, own_words_id) == [fact for fact in before if fact != EFFECT_FACT]
    assert len(before) == 2


def test_a_block_that_the_record_makes_no_more_goes_or_stays_as_its_authors(
    ada: Office, response_id: int, case: Case
) -> None:
    for block_id in (EFFECT, "sought"):
        write(ada, response_id, block_id, MINE)
    del head(case)["effect"]
    case.facts["complaint"]["outcome_sought"] = ""
    ada.keep(take_facts, response_id)
    assert told(ada, response_id) == [("complaint.outcome_sought", ("sought",)), EFFECT_FACT]
    ada.keep(take_block, response_id, EFFECT)
    ada.keep(keep_words, response_id, "sought")
    assert told(ada, response_id) == []
    content = from_json(ada.read(letter_for_editing, response_id).content)
    assert EFFECT not in {block.id for block in content.blocks}
    assert to_plain(content.block("sought")) == MINE


def test_words_of_the_record_are_taken_not_kept(ada: Office, response_id: int, case: Case) -> None:
    case.facts["next_step"]["limit_date"] = "2026-12-24"
    with pytest.raises(BadInput, match="take the new"):
        ada.keep(keep_words, response_id, "next-step")
    with pytest.raises(NotFound, match="no longer in the letter"):
        ada.keep(take_block, response_id, "nowhere")
    ada.keep(take_block, response_id, "next-step")
    assert "24 December 2026" in words_of(ada, response_id, "next-step")


def test_other_standard_wording_under_own_words_is_told(ada: Office, response_id: int, case: Case) -> None:
    write(ada, response_id, "restate", "You rang us on 28 October 2026 about the certificate, and we looked into it.")
    del case.facts["complaint"]["raised_where"]
    assert ada.keep(take_facts, response_id) == ["restate"]
    assert [ids for _, ids in told(ada, response_id)] == [("restate",)]
    ada.keep(keep_words, response_id, "restate")
    assert told(ada, response_id) == []


def test_the_size_of_print_is_obeyed_alone_and_put_back(
    ada: Office, person_id: int, response_id: int, case: Case
) -> None:
    head(case)["finding"] = "We found something else."
    ada.act(agree_adjustment, person_id, {"kind": AdjustmentKind.LARGE_PRINT_22})
    before = told(ada, response_id)
    written = ada.keep(obey_print, response_id)
    assert written == Printed("standard", ())
    assert from_json(ada.read(letter_for_editing, response_id).content).style == "large_print_22"
    assert told(ada, response_id) == [fact for fact in before if fact[0] != "addressee.adjustments"]
    assert ada.keep(obey_print, response_id) is None
    ada.keep(print_as_before, response_id, written)
    assert from_json(ada.read(letter_for_editing, response_id).content).style == "standard"
    assert told(ada, response_id) == before


def test_whoever_only_opens_a_letter_is_not_made_its_writer_by_its_print(
    ada: Office, enter: Enter, person_id: int, response_id: int
) -> None:
    ada.act(agree_adjustment, person_id, {"kind": AdjustmentKind.LARGE_PRINT_16})
    lea = enter("lea.leader")
    before = lea.read(letter_for_editing, response_id)
    assert lea.keep(obey_print, response_id) is None
    assert lea.read(letter_for_editing, response_id).wrote == before.wrote
    write(lea, response_id, "restate", "You rang us on 28 October 2026 about the certificate, and we looked into it.")
    assert lea.keep(obey_print, response_id) == Printed("standard", ())
    assert lea.read(letter_for_editing, response_id).wrote > before.wrote
