"""A letter in each stage of its life, in a real office on both databases."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.correspondence.approve_letter import approve_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.subjects import WithoutFiles
from app.correspondence.submit_letter import submit_letter
from app.members.add_person import add_person
from app.office import Office
from app.staff.work import Deciders, Due, EasedCheck, ReadWork
from app.wiring import WIRING
from letters.block_text import with_text
from letters.content import from_json, to_json
from tests.support.offices import Enter
from tests.support.prepared import Past, Shelf, begins_after, given_by

ANSWER = "Your membership runs until 31 December 2026. We will write to you before then."
RESPONSE_DUE = "2026-11-27"
PERSON: dict[str, Any] = {"family_name": "Tan", "given_names": "Mei Ling", "title": "Dr", "territory": "GB"}
ADDRESS: dict[str, Any] = {"line1": "7 Elm Road", "locality": "Leeds", "postcode": "LS1 4AP", "country": "GB"}
EXAMPLES = Path(__file__).parents[2] / "letters" / "examples"


@dataclass
class Case(WithoutFiles):
    """A complaint as correspondence sees it: facts that a test may change under a letter."""

    facts: dict[str, Any] = field(default_factory=dict)
    decides: Deciders = field(default_factory=Deciders)

    def title(self, _work: ReadWork, _subject_id: int) -> str:
        return "The late certificate"

    def letter_facts(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Mapping[str, Any]:
        return json.loads(json.dumps(self.facts))  # type: ignore[no-any-return]

    def due_days(self, _work: ReadWork, subject_ids: Sequence[int]) -> Mapping[int, Due]:
        return dict.fromkeys(subject_ids, Due(date.fromisoformat(self.facts["complaint"]["due_on"]), None))

    def eased_checks(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Sequence[EasedCheck]:
        return ()

    def deciders(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Deciders:
        return self.decides


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Case:
    """The worked example of a first-stage response as the facts of ``matter:1``, which no other room handles."""
    return worked_example(monkeypatch)


def worked_example(patch: pytest.MonkeyPatch) -> Case:
    """The same, for as long as the patch lasts."""
    document = json.loads((EXAMPLES / "facts-first-stage-response.json").read_text(encoding="utf-8"))
    parts = ("complaint", "next_step")
    case = Case({part: document[part] for part in parts if part in document})
    patch.setitem(WIRING.subjects, "matter", case)
    return case


@pytest.fixture
def ada(enter: Enter) -> Office:
    """The author of letters."""
    return enter("ada.adviser")


@pytest.fixture
def lea(enter: Enter) -> Office:
    """An approver."""
    return enter("lea.leader")


def write(office: Office, letter_id: int, block_id: str, text: str) -> None:
    """Type these words into a block of the draft."""
    content = from_json(office.read(letter_for_editing, letter_id).content)
    changed = content.with_block(with_text(content.block(block_id), text))
    office.keep(keep_letter_draft, letter_id, to_json(changed))


def approve(office: Office, letter_id: int) -> None:
    """Approve the newest revision as it was read."""
    office.act(approve_letter, letter_id, office.read(for_approval, letter_id).revision_id)


def _add_tan(enter: Enter, _clock: SetClock, _before: None) -> int:
    return enter("ada.adviser").act(add_person, PERSON, email="mei.ling@example.org", address=ADDRESS).result


def _draft(enter: Enter, _clock: SetClock, person_id: int) -> int:
    return enter("ada.adviser").act(draft_letter, None, person_id, "general-reply").result


def _write_answer(enter: Enter, _clock: SetClock, letter_id: int) -> int:
    write(enter("ada.adviser"), letter_id, "answer", ANSWER)
    return letter_id


def _submit(enter: Enter, _clock: SetClock, letter_id: int) -> int:
    enter("ada.adviser").act(submit_letter, letter_id, "Please look at the date.")
    return letter_id


def _approve(enter: Enter, _clock: SetClock, letter_id: int) -> int:
    approve(enter("lea.leader"), letter_id)
    return letter_id


def _respond(enter: Enter, _clock: SetClock, person_id: int) -> int:
    with pytest.MonkeyPatch.context() as patch:
        worked_example(patch).facts["complaint"]["due_on"] = RESPONSE_DUE
        return enter("ada.adviser").act(draft_letter, "matter:1", person_id, "first-stage-response").result


ADDED = Past(_add_tan)
DRAFTED = Past(_draft, after=ADDED)
WRITTEN = Past(_write_answer, after=DRAFTED)
SUBMITTED = Past(_submit, after=WRITTEN)
APPROVED = Past(_approve, after=SUBMITTED)
RESPONDED = Past(_respond, after=ADDED)

person_id = given_by("person_id", ADDED)
"""Dr Tan Mei Ling of Leeds."""
draft_id = given_by("draft_id", DRAFTED)
"""A general reply whose answer is still to be written."""
written_id = given_by("written_id", WRITTEN)
"""The same with its answer."""
submitted_id = given_by("submitted_id", SUBMITTED)
"""The same, waiting for approval."""
approved_id = given_by("approved_id", APPROVED)
"""The same, approved by Lea."""


@pytest.fixture
@begins_after(RESPONDED)
def response_id(case: Case, shelf: Shelf) -> int:
    """A draft of the first-stage response to the worked example."""
    case.facts["complaint"]["due_on"] = RESPONSE_DUE
    letter_id: int = shelf.given(RESPONDED)[0]
    return letter_id
