"""A procedure's data: what is read of it, and the sentence for each fault."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from app.calendars.deadline_rule import Unit
from app.knowledge.procedure import ProcedureNotValid, parse_procedure
from app.knowledge.seed_files import shipped_seeds
from app.knowledge.tables import LibraryKind
from letters.library import shipped_sources

[SHIPPED] = [seed for seed in shipped_seeds() if seed.kind is LibraryKind.PROCEDURE]


def parsed(data: Any) -> Any:
    return parse_procedure("p", "Ours", data)


def test_the_shipped_procedure_says_what_is_published() -> None:
    procedure = parsed(SHIPPED.data)
    first, review, final = procedure.stages
    assert (first.respond.amount, first.respond.unit) == (10, Unit.WORKING_DAYS)
    assert first.acknowledge.amount == 2
    assert (review.respond.amount, final.respond.amount) == (10, 15)
    assert first.next_step.stage == "review"
    assert procedure.letter("response").stops == "respond"
    assert procedure.letter("holding").stops == ""
    assert procedure.route("judicial-decision").kind == "judicial_decision"
    assert SHIPPED.default_to_review


def test_an_ombudsman_is_named_whole_or_not_at_all() -> None:
    assert "Ombudsman" in parsed(SHIPPED.data).ombudsman.body
    assert parsed(_without("ombudsman")).ombudsman is None
    with pytest.raises(ProcedureNotValid, match="ombudsman needs words for “contact”"):
        parsed(_without("ombudsman.contact"))


def test_every_letter_that_the_procedure_names_ships() -> None:
    procedure = parsed(SHIPPED.data)
    templates = {source.code: source.kind for source in shipped_sources() if source.what == "template"}
    for letter in procedure.letters:
        if letter.template:
            assert templates[letter.template] == letter.kind
    for route in procedure.routes:
        assert templates[route.template] == "signposting"


def _without(path: str) -> dict[str, Any]:
    data: Any = deepcopy(SHIPPED.data)
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    del place[last]
    return dict(data)


def _with(path: str, value: Any) -> dict[str, Any]:
    data: Any = deepcopy(SHIPPED.data)
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[int(last) if last.isdigit() else last] = value
    return dict(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "must be a table"),
        ([], "must be a table"),
        (_without("summary"), "needs words for “summary”"),
        (_with("stages", []), "has no stage"),
        (_with("stages", "first"), "needs a list for “stages”"),
        (_with("stages.0", 5), "stages 1 must be a table"),
        (_without("stages.0.code"), "stages 1 needs words for “code”"),
        (_with("stages.0.number", 0), "whole number from 1"),
        (_with("stages.0.number", "1"), "whole number from 1"),
        (_without("stages.0.respond"), "stages 1 needs a deadline “respond”"),
        (_with("stages.0.respond", {"name": "x", "unit": "moons", "amount": 2}), "deadline “respond” that is none"),
        (_with("stages.0.respond", {"name": "x", "unit": "weeks"}), "deadline “respond” that is none"),
        (_with("stages.0.respond", "soon"), "deadline “respond” that is none"),
        (_with("stages.0.next_step", []), "next_step must be a table"),
        (_without("stages.0.next_step.limit"), "needs a deadline “limit”"),
        (_with("stages.1.code", "first"), "has “first” twice"),
        (_with("letters.0.stops", "everything"), "known are acknowledge, respond"),
        (_with("routes.0.kind", "moon"), "has “moon” for “kind”"),
        (_without("routes.0.contact"), "routes 1 needs words for “contact”"),
    ],
)
def test_a_fault_is_named_with_its_place(data: Any, sentence: str) -> None:
    with pytest.raises(ProcedureNotValid, match=sentence):
        parsed(data)


def test_what_the_procedure_lacks_is_said_with_what_it_has() -> None:
    procedure = parsed(SHIPPED.data)
    with pytest.raises(ProcedureNotValid, match="no stage “tenth”; it has first, review, final"):
        procedure.stage("tenth")
    assert procedure.letter("poem") is None
