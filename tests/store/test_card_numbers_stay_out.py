"""Whatever verb forgets to ask: a card number does not reach a column of words or of JSON, on both databases."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.basics.problems import BadInput
from app.contacts.add_task import add_task
from app.contacts.tables import Task
from app.members.tables import Person
from app.office import Office
from app.staff.drafts import drafts_of, keep_draft
from app.staff.work import Work
from app.store.base import CardNumberMet, without_card_number

CARD = "4111 1111 1111 1111 12/28"


def add(work: Work, given_names: str = "Ada") -> None:
    work.session.add(Person(family_name="Rossi", given_names=given_names, territory="GB", sort_key="rossi"))


def test_a_verb_that_never_asks_stores_none_and_does_not_repeat_it(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.act(add, CARD)
    assert "card number" in str(refused.value)
    assert "1111" not in repr(refused.value) + str(refused.value)
    assert office.read(lambda work: work.session.scalars(select(Person.id)).all()) == []


def test_a_reason_holds_none(office: Office) -> None:
    with pytest.raises(BadInput):
        office.act_once(uuid4(), f"paid by {CARD}", add)


def test_a_draft_holds_none_and_names_its_field(office: Office) -> None:
    office.keep(keep_draft, "contact:new:1", {"words.wanted": "A receipt"})
    with pytest.raises(BadInput) as refused:
        office.keep(keep_draft, "contact:new:1", {"words.wanted": f"A receipt, paid by {CARD}", "words.said": CARD})
    assert [problem.field for problem in refused.value.problems] == ["words.wanted", "words.said"]
    assert "1111" not in str(refused.value)
    assert office.read(drafts_of, "contact:new:1") == {"words.wanted": "A receipt"}


@pytest.mark.parametrize(
    "value", [CARD, {"blocks": [{"text": f"You paid by {CARD}."}]}, {CARD: 1}, [1, None, (CARD,)]], ids=str
)
def test_no_value_of_json_holds_one(value: object) -> None:
    with pytest.raises(CardNumberMet):
        without_card_number(value)


@pytest.mark.parametrize("value", [None, 4111111111111111, True, {"a": [1.5, "x", {"sha256": "0" * 64}]}], ids=str)
def test_other_values_of_json_pass(value: object) -> None:
    assert without_card_number(value) is value


def test_looking_for_one_among_sort_keys_is_no_storing(office: Office) -> None:
    query = select(Person.id).where(Person.sort_key >= CARD)
    assert office.read(lambda work: work.session.scalars(query).all()) == []


def test_a_phone_abroad_is_stored(office: Office) -> None:
    office.act(add_task, "Ring +49 1511 2345674", office.clock.now() + timedelta(days=1))
    assert office.read(lambda work: work.session.scalar(select(Task.what))) == "Ring +49 1511 2345674"
