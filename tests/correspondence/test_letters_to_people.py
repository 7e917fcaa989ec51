"""Letters without a case: condolence to whoever acts for a member who died, and restricted contact."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from app.correspondence.draft_letter import draft_letter
from app.correspondence.fact_lines import fact_lines
from app.correspondence.find_editing import check_draft, letter_choices, letter_for_editing
from app.correspondence.problems import LetterRefused
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.edit_person import edit_person
from app.members.kinds import ConsentState, WarningKind
from app.members.set_warning import set_warning
from app.office import Office
from letters.block_text import to_plain
from letters.content import from_json
from tests.correspondence.conftest import ADDRESS, PERSON


def words_of(office: Office, letter_id: int) -> dict[str, str]:
    letter = from_json(office.read(letter_for_editing, letter_id).content)
    return {block.id: to_plain(block) for block in letter.blocks}


def test_a_condolence_goes_to_the_executor_alone(ada: Office, person_id: int) -> None:
    executor = ada.act(add_person, PERSON | {"given_names": "Bo"}, address=ADDRESS).result
    acts = {"relationship_kind": "executor", "scope": "the estate", "consent": ConsentState.VALID}
    ada.act(add_representative, person_id, executor, acts | {"given_on": date(2026, 11, 19)})
    with pytest.raises(LetterRefused, match="died_on"):
        ada.act(draft_letter, None, person_id, "condolence", addressee_id=executor)
    ada.act_once(uuid4(), "His son rang.", edit_person, person_id, {"died_on": (None, date(2026, 11, 17))})
    with pytest.raises(LetterRefused, match="representative"):
        ada.act(draft_letter, None, person_id, "condolence")
    letter_id = ada.act(draft_letter, None, person_id, "condolence", addressee_id=executor).result
    assert "17 November 2026" in words_of(ada, letter_id)["condolence"]
    assert [finding.message for finding in ada.read(check_draft, letter_id) if finding.blocks] == []


def test_what_may_be_written_depends_on_who_reads_it(ada: Office, person_id: int) -> None:
    acts = {"relationship_kind": "child", "scope": "all"}
    asked, holds = (
        ada.act(add_person, PERSON | {"given_names": name}, address=ADDRESS).result for name in ("Bo", "Mo")
    )
    ada.act(add_representative, person_id, asked, acts | {"consent": ConsentState.REQUESTED})
    ada.act(
        add_representative, person_id, holds, acts | {"consent": ConsentState.VALID, "given_on": date(2026, 11, 19)}
    )
    ada.act_once(uuid4(), "His son rang.", edit_person, person_id, {"died_on": (None, date(2026, 11, 17))})

    def missing(addressee_id: int) -> dict[str, str]:
        return {one.template_code: one.missing for one in ada.read(letter_choices, None, person_id, addressee_id)}

    assert "representative" in missing(person_id)["condolence"]
    assert (missing(holds)["condolence"], missing(holds)["general-reply"]) == ("", "")
    assert missing(asked)["authority-request"] == ""
    assert "may not be written to: authority has been asked for" in missing(asked)["general-reply"]


def test_restricted_contact_says_until_when_and_leaves_our_own_note_out(ada: Office, person_id: int) -> None:
    missing = {one.template_code: one.missing for one in ada.read(letter_choices, None, person_id)}
    assert "/restriction" in missing["restricted-contact"]
    ada.act(set_warning, person_id, {"kind": WarningKind.DIFFICULT_CONTACT, "text": "Shouts."})
    letter_id = ada.act(draft_letter, None, person_id, "restricted-contact").result
    words = words_of(ada, letter_id)
    assert "Friday 21 May 2027" in words["until"]
    assert "by 7 May 2027" in words["until"]
    assert "Shouts" not in " ".join(words.values())
    letter = ada.read(letter_for_editing, letter_id)
    told = {line.path: line.value for line in fact_lines(from_json(letter.content), letter.facts)}
    assert "restriction.until" in told
    assert "restriction.reason" not in told, "what its author has still to say is no fact"
    assert {finding.rule for finding in ada.read(check_draft, letter_id) if finding.blocks} == {"C23"}
