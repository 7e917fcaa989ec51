"""Which letters need a second person, by the rules; what goes without is on record and drawn fairly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotAllowed
from app.complaints.add_remedy import add_remedy
from app.contacts.find import my_day
from app.correspondence import composing
from app.correspondence.draft_letter import draft_letter
from app.correspondence.events import LetterToBeApproved
from app.correspondence.find import letter_record
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.post_letter import post_letter
from app.correspondence.prepare_letter import prepare_letter
from app.correspondence.problems import AlreadyDecided, LetterBlocked, LetterMoved, OwnLetter
from app.correspondence.read_afterwards import Sampled, read_afterwards, sampled, to_read_afterwards
from app.correspondence.recall_letter import edit_approved_letter
from app.correspondence.second_person import Weighed, own_words, why_second_person
from app.correspondence.send_alone import NeedsSecondPerson, send_alone
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import pdf_to_send
from app.correspondence.tables import LetterRelease
from app.correspondence.take_back_approval import take_back_approval
from app.correspondence.weigh_letter import needs_second_person
from app.knowledge.load_seed import add_seeds
from app.knowledge.procedure import Alone, ApprovalRules
from app.knowledge.seed_files import shipped_seeds
from app.office import Office
from app.staff.starters import set_starter, starters
from app.staff.work import ReadWork, Work
from app.store.draw import is_drawn, new_salt
from app.wiring import WIRING
from letters.block_text import to_plain, with_text
from letters.content import from_json, to_json
from tests.support.complaints import add_mei, log, prepare, record_of
from tests.support.databases import staff_id
from tests.support.offices import Enter

RULES = ApprovalRules(alone=(Alone("request", 20, remedies=False), Alone("reply", 20, remedies=True)))
PLAIN = Weighed("request", 20)


@pytest.mark.parametrize(
    ("letter", "why"),
    [
        (PLAIN, ""),
        (replace(PLAIN, own_words=21), "21 in a hundred of its words differ"),
        (replace(PLAIN, kind="response"), "letters of this kind"),
        (replace(PLAIN, starts_until=date(2027, 1, 4)), "all their letters are read until 4 Jan 2027"),
        (replace(PLAIN, restricted=True), "in a circle"),
        (replace(PLAIN, promises=True), "promises something"),
        (replace(PLAIN, kind="reply", promises=True), ""),
        (replace(PLAIN, kind="reply", promises=True, promises_money=True), "promises money"),
        (replace(PLAIN, was_returned=True), "returned before"),
        (replace(PLAIN, kept=1), "was kept"),
    ],
)
def test_what_needs_a_second_person(letter: Weighed, why: str) -> None:
    found = why_second_person(letter, RULES)
    assert why in found
    assert bool(found) == bool(why)
    assert why_second_person(letter, ApprovalRules()), "without rules every letter does"


SALTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(st.integers(1, 10**12), SALTS, st.integers(0, 99))
def test_a_greater_share_draws_whatever_a_smaller_drew(letter_id: int, salt: str, percent: int) -> None:
    assert not is_drawn(letter_id, salt, 0)
    assert is_drawn(letter_id, salt, 100)
    assert not is_drawn(letter_id, salt, percent) or is_drawn(letter_id, salt, percent + 1)


@given(SALTS)
def test_the_draw_is_fair(salt: str) -> None:
    drawn = sum(is_drawn(number, salt, 25) for number in range(1, 4_001))
    assert 800 < drawn < 1_200


def test_no_other_salt_goes_on_as_this_one() -> None:
    """Whoever sees what is drawn cannot reckon back to the salt: it is too long to try, and a hash hides it."""
    assert len(bytes.fromhex(new_salt())) == 32
    number = int.from_bytes(sha256(b"ab:7").digest()[:7], "big") % 100
    assert [is_drawn(7, "ab", percent) for percent in (number, number + 1)] == [False, True]


@pytest.fixture
def case_id(enter: Enter) -> int:
    """A complaint in an office whose rules draw every letter that goes without a second person."""
    mia = enter("mia.manager")
    prepare(mia)
    mia.act(_draw_all)
    ada = enter("ada.adviser")
    return log(ada, add_mei(ada))


def _draw_all(work: Work) -> dict[str, int]:
    [seed] = [one for one in shipped_seeds() if one.code == "public-service"]
    data: dict[str, Any] = {**(seed.data or {})}
    data["approval"] = data["approval"] | {"sample_percent": 100}
    return add_seeds(work, [replace(seed, data=data, in_force_from=date(2026, 1, 1))])


@pytest.fixture
def letter_id(ada: Office, case_id: int) -> int:
    """Its acknowledgement, as the template makes it."""
    person_id = record_of(ada, case_id).person_id
    return ada.act(draft_letter, f"complaint:{case_id}", person_id, "acknowledgement").result


def type_into(office: Office, letter_id: int, words: str) -> None:
    content = from_json(office.read(letter_for_editing, letter_id).content)
    block = next(one for one in content.blocks if one.editable and one.role == "paragraph")
    changed = with_text(block, f"{to_plain(block)}\n\n{words}")
    office.keep(keep_letter_draft, letter_id, to_json(content.with_block(changed)))


def releases(work: ReadWork) -> list[tuple[int, str, int]]:
    query = select(LetterRelease.released_by_id, LetterRelease.rule, LetterRelease.sample_percent)
    return [(one.released_by_id, one.rule, one.sample_percent) for one in work.session.execute(query)]


def test_a_standard_letter_goes_without_and_is_read_afterwards(
    ada: Office, lea: Office, letter_id: int, clock: SetClock
) -> None:
    assert ada.read(needs_second_person, letter_id) == ""
    revision_id = ada.act(send_alone, letter_id).result
    record = ada.read(letter_record, letter_id)
    assert (record.letter.state, record.letter.went_alone, record.letter.approver) == (LetterState.APPROVED, True, None)
    [(by, rule, percent)] = ada.read(releases)
    assert (by, percent) == (staff_id("ada.adviser"), 100)
    assert "may go without a second person" in rule
    with pytest.raises(LetterMoved, match="went without approval"):
        lea.act(take_back_approval, letter_id, revision_id, "No.")
    assert ada.read(pdf_to_send, letter_id, revision_id).pdf.startswith(b"%PDF")
    ada.act(post_letter, letter_id)
    [row] = lea.read(to_read_afterwards)
    assert (row.author, row.why_not) == ("Ada Adviser", "")
    assert ada.read(to_read_afterwards) == []
    assert lea.read(sampled) == Sampled(released=1, drawn=1)
    lea.act(read_afterwards, row.release_id, "Say the day next time.")
    assert lea.read(to_read_afterwards) == []
    assert lea.read(sampled) == Sampled(released=1, drawn=1, read=1, remarked=1)
    assert ada.read(sampled) == Sampled(), "whether hers is drawn is not for her to know"
    with pytest.raises(AlreadyDecided):
        lea.act(read_afterwards, row.release_id)
    told = [task.what for task in ada.read(my_day)]
    assert any(what.endswith("afterwards: Say the day next time.") for what in told)


def test_one_with_many_words_of_ones_own_does_not(ada: Office, letter_id: int) -> None:
    type_into(ada, letter_id, "Something wholly different, in words that no template of this office has ever had. " * 4)
    why = ada.read(needs_second_person, letter_id)
    assert "differ from the standard text" in why
    with pytest.raises(NeedsSecondPerson, match="differ from the standard text"):
        ada.act(send_alone, letter_id)
    assert ada.read(letter_record, letter_id).letter.state is LetterState.EDITING, "nothing of it was done"


def test_a_part_that_is_left_out_counts(ada: Office, letter_id: int) -> None:
    content = from_json(ada.read(letter_for_editing, letter_id).content)
    shorter = replace(content, blocks=tuple(block for block in content.blocks if not block.editable))
    assert own_words(content, content.blocks) < own_words(shorter, content.blocks)


def test_a_starters_letters_are_all_read_until_the_day(
    ada: Office, lea: Office, letter_id: int, clock: SetClock
) -> None:
    ada_id = staff_id("ada.adviser")
    with pytest.raises(NotAllowed):
        ada.act(set_starter, ada_id, date(2026, 12, 1))
    with pytest.raises(BadInput, match="Somebody else says"):
        lea.act(set_starter, staff_id("lea.leader"), date(2026, 12, 1))
    lea.act(set_starter, ada_id, date(2026, 12, 1))
    assert ada.read(starters) == {ada_id: date(2026, 12, 1)}
    with pytest.raises(NeedsSecondPerson, match="until 1 Dec 2026"):
        ada.act(send_alone, letter_id)
    lea.act(set_starter, ada_id, date(2026, 11, 19))
    assert ada.read(needs_second_person, letter_id) == ""


def test_what_blocks_blocks_it_as_well_and_only_its_author_lets_it_go(
    ada: Office, lea: Office, enter: Enter, letter_id: int
) -> None:
    with pytest.raises(NotAllowed, match="Ada Adviser's"):
        enter("ben.adviser").act(send_alone, letter_id)
    type_into(ada, letter_id, "[insert your answer]")
    with pytest.raises(LetterBlocked):
        ada.act(send_alone, letter_id)


def test_what_is_against_an_approval_is_against_going_alone(
    ada: Office, letter_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_work: Work, event: LetterToBeApproved) -> None:
        raise NotAllowed(f"Letter {event.reference} promises too much.", "Ask a manager.")

    monkeypatch.setitem(WIRING.handlers, LetterToBeApproved, (refuse,))
    with pytest.raises(NotAllowed, match="promises too much"):
        ada.act(send_alone, letter_id)
    assert ada.read(releases) == []


def test_its_words_are_weighed_before_anything_is_locked(
    ada: Office, letter_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = ada.read(prepare_letter, letter_id)
    for slow in ("compose", "typeset", "check"):
        monkeypatch.setattr(composing, slow, None)
    ada.act(send_alone, letter_id, ready)
    assert ada.read(letter_record, letter_id).letter.went_alone


def test_changed_afterwards_it_is_asked_again(ada: Office, letter_id: int, clock: SetClock) -> None:
    ada.act(send_alone, letter_id)
    ada.act(edit_approved_letter, letter_id, "Another day.")
    with pytest.raises(LetterMoved):
        ada.act(post_letter, letter_id)
    clock.advance(timedelta(minutes=5))
    ada.act(send_alone, letter_id)
    assert len(ada.read(releases)) == 2
    ada.act(post_letter, letter_id)


def test_a_remedy_in_the_case_does_not_touch_its_acknowledgement(ada: Office, case_id: int, letter_id: int) -> None:
    ada.act(add_remedy, record_of(ada, case_id).heads[0].id, "apology", "say sorry")
    assert ada.read(needs_second_person, letter_id) == ""


def test_nobody_reads_afterwards_what_is_their_own(lea: Office, case_id: int) -> None:
    person_id = record_of(lea, case_id).person_id
    letter_id = lea.act(draft_letter, f"complaint:{case_id}", person_id, "acknowledgement").result
    lea.act(send_alone, letter_id)
    assert lea.read(to_read_afterwards) == []
    assert lea.read(sampled) == Sampled()
    with pytest.raises(OwnLetter):
        lea.act(read_afterwards, lea.read(lambda work: work.session.scalars(select(LetterRelease.id)).one()))
