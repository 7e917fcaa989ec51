"""A procedure's data: what is read of it, and the sentence for each fault."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from app.calendars.deadline_rule import Unit
from app.knowledge.procedure import CauseAxis, ProcedureNotValid, judge, parse_procedure
from app.knowledge.seed_files import shipped_seeds
from app.knowledge.tables import LibraryKind
from app.staff.tables import Role
from letters.library import shipped_sources

SEEDS = {seed.code: seed for seed in shipped_seeds() if seed.kind is LibraryKind.PROCEDURE}
SHIPPED = SEEDS["public-service"]


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
    with pytest.raises(ProcedureNotValid, match="ombudsman needs words for “How to reach them”"):
        parsed(_without("ombudsman.contact"))


def test_a_membership_body_keeps_to_the_rules_of_the_fca_only_where_they_are_switched_on() -> None:
    data: Any = deepcopy(SEEDS["membership-body"].data)
    assert parsed(data).financial is None
    data["financial"]["on"] = True
    rules = parsed(data).financial
    assert (rules.quick.amount, rules.quick.unit) == (3, Unit.WORKING_DAYS)
    assert (rules.final.amount, rules.final.unit) == (8, Unit.WEEKS)


def test_each_answer_leads_to_the_next_stage_and_the_last_one_out() -> None:
    procedure = parsed(SHIPPED.data)
    assert [stage and stage.code for stage in map(procedure.stage_after, ("first", "review", "final"))] == [
        "review",
        "final",
        None,
    ]
    assert procedure.stage("review").another_person
    assert Role.MANAGER in procedure.stage("final").decides


@pytest.mark.parametrize("code", SEEDS)
def test_each_axis_of_causes_is_a_list_of_its_own(code: str) -> None:
    procedure = parsed(SEEDS[code].data)
    for axis in CauseAxis:
        assert len(procedure.causes_of(axis)) > 5
    assert {cause.code for cause in procedure.causes_of(CauseAxis.ROOT_CAUSE)} >= {"none-found", "hand-off"}


@pytest.mark.parametrize(
    ("day", "currency", "worth"),
    [
        (date(2026, 11, 22), "GBP", (50000, 95000)),
        (date(2019, 4, 1), "GBP", (50000, 95000)),
        (date(2019, 3, 31), "GBP", None),
        (date(2026, 11, 22), "SGD", None),
    ],
)
def test_a_level_of_effect_is_worth_what_its_band_says_on_the_day(day: date, currency: str, worth: Any) -> None:
    [level] = [effect for effect in parsed(SHIPPED.data).effects if effect.level == 3]
    band = level.band_on(day, currency)
    assert (band and (band.least_minor, band.most_minor)) == worth


@pytest.mark.parametrize("code", SEEDS)
def test_every_letter_that_a_procedure_names_ships(code: str) -> None:
    procedure = parsed(SEEDS[code].data)
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
        (_without("summary"), "needs words for “In a few words”"),
        (_with("stages", []), "has no stage"),
        (_with("stages", "first"), "needs a list for “Stages”"),
        (_with("stages.0", 5), "stage 1 must be a table"),
        (_without("stages.0.code"), "stage “First answer” needs words for “Code”"),
        (_with("stages.0.number", 0), "whole number from 1"),
        (_with("stages.0.number", "1"), "whole number from 1"),
        (_without("stages.0.respond"), "stage “First answer” needs a length for “Answer aimed at”"),
        (
            _with("stages.0.respond", {"name": "x", "unit": "moons", "amount": 2}),
            "no length that can be counted for “Answer aimed at”",
        ),
        (_with("stages.0.respond", {"name": "x", "unit": "weeks"}), "needs a whole number from 1 to 3,660"),
        (_with("stages.0.respond", "soon"), "needs a length for “Answer aimed at”"),
        (_with("stages.0.next_step", []), "needs a table for “Next step”"),
        (_without("stages.0.next_step.limit"), "needs a length for “Time to ask”"),
        (_with("stages.1.code", "first"), "has “first” twice"),
        (_with("stages.1.number", 1), "has “1” twice"),
        (_with("stages.1.decides", ["king"]), "has “king” for “Who may decide”"),
        (_with("stages.1.decides", ["adviser"]), "nobody who may decide in the stage “Review”: no adviser may approve"),
        (_with("stages.1.another_person", "yes"), "needs true or false"),
        (_with("stages.0.next_step.leads_to", "tenth"), "no stage “tenth”, to which the stage “First answer” leads"),
        (_with("stages.1.next_step.leads_to", "first"), "back to one before it"),
        (_without("stages.0.extension.most"), "needs a length for “Each at most”"),
        (_with("letters.2.stages", ["tenth"]), "no stage “tenth”, which the letter"),
        (
            _without("pauses.0.answer_within"),
            "pause “Written authority of the person” needs a length for “Answer within”",
        ),
        (_with("faults.0.usual_remedies", ["gold"]), "has “gold” for “Usually put right by”"),
        (_with("remedies", []), "has no remedy “apology”, which the kind of fault “Delay” names"),
        (_with("effects.1.bands.0.currency", "XXX"), "has “XXX” for “Currency”, which is none"),
        (_with("effects.1.bands.0.since", "soon"), "needs a day such as 2026-11-21 for “First day”"),
        (_with("effects.1.bands.0.until", "2001-01-01"), "ends before it begins"),
        (_with("effects.1.bands.0.most_minor", 1), "a most that is below its least"),
        (_with("causes.0.axis", "moon"), "has “moon” for “List”"),
        (_with("outcomes", "upheld"), "needs a list for “Outcomes”"),
        (_with("letters.0.stops", "everything"), "known are acknowledge, respond"),
        (_with("routes.0.kind", "moon"), "has “moon” for “Kind”"),
        (
            _without("routes.0.contact"),
            "way out “A judge's or magistrate's decision” needs words for “How to reach them”",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(data: Any, sentence: str) -> None:
    with pytest.raises(ProcedureNotValid, match=sentence):
        parsed(data)


def test_a_check_is_eased_for_some_letters_in_some_stages() -> None:
    ease = {"rule": "C05", "does": "off", "letters": ["response"], "stages": ["first"], "reason": "Short answers."}
    procedure = parsed((SHIPPED.data or {}) | {"checks": [ease]})
    assert [check.rule for check in procedure.checks_for("response", "first")] == ["C05"]
    assert procedure.checks_for("response", "review") == procedure.checks_for("holding", "first") == ()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"rule": "C35"}, "C35, which goes to who may read it, approved by another: it is certain"),
        ({"rule": "C99"}, "has “C99”, which is none"),
        ({"does": "shout"}, "has “shout” for “What it does here”"),
        ({"reason": ""}, "needs words for “Why”"),
        ({"stages": ["tenth"]}, "no stage “tenth”, which the check C05 names"),
        ({"outcomes": ["gold"]}, "has “gold” for “Outcomes”"),
    ],
)
def test_a_check_that_cannot_be_eased_so_is_told(changed: dict[str, Any], sentence: str) -> None:
    ease = {"rule": "C05", "does": "off", "reason": "Short answers."}
    with pytest.raises(ProcedureNotValid, match=sentence):
        parsed((SHIPPED.data or {}) | {"checks": [ease | changed]})


def test_what_the_procedure_lacks_is_said_with_what_it_has() -> None:
    procedure = parsed(SHIPPED.data)
    with pytest.raises(ProcedureNotValid, match="no stage “tenth”; it has first, review, final"):
        procedure.stage("tenth")
    assert procedure.letter("poem") is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"sample_percent": 101}, "101 of a hundred"),
        ({"sample_percent": "many"}, "whole number from 0"),
        ({"alone": {"request": {"own_words": 120}}}, "120 of a hundred"),
        ({"alone": ["request"]}, "table of tables for “May go without a second person”"),
        ({"decides": {"signposting": {"roles": ["adviser"]}}}, "nobody who may decide on letters of the kind"),
    ],
)
def test_faults_in_the_rules_of_approval(change: dict[str, Any], why: str) -> None:
    data: Any = deepcopy(SHIPPED.data)
    data["approval"] |= change
    with pytest.raises(ProcedureNotValid, match=why):
        parsed(data)


def test_the_rules_of_approval_say_what_goes_alone_and_who_decides() -> None:
    data: Any = deepcopy(SHIPPED.data)
    data["approval"]["decides"] = {"signposting": {"roles": ["manager"]}}
    rules = parsed(data).approval
    assert rules.roles_for("signposting") == (Role.MANAGER,)
    assert rules.roles_for("holding") == ()
    assert rules.alone_as("acknowledgement").own_words == 10
    assert rules.alone_as("response") is None
    del data["approval"]
    assert parsed(data).approval.alone == ()


@pytest.mark.parametrize(
    ("key", "rule", "sentence"),
    [
        (
            "must",
            {"unit": "working_days", "amount": 9},
            "the answer is aimed at 10 working days, after the last day allowed, 9 working days. Let the aim be",
        ),
        ("must", {"unit": "working_days", "amount": 10}, ""),
        ("must", {"unit": "weeks", "amount": 2}, ""),
        ("must", {"unit": "weeks", "amount": 1}, "after the last day allowed, 1 week."),
        ("must", {"unit": "calendar_days", "amount": 5}, "after the last day allowed, 5 calendar days."),
        ("must", {"unit": "working_days", "amount": 1, "anchor": "acknowledged"}, ""),
        (
            "acknowledge",
            {"unit": "working_days", "amount": 11},
            "it is acknowledged within 11 working days, after it is answered, 10 working days. Acknowledge it",
        ),
        ("acknowledge", {"unit": "months", "amount": 1}, "acknowledged within 1 month, after it is answered"),
    ],
)
def test_targets_that_contradict_each_other_are_told(key: str, rule: dict[str, Any], sentence: str) -> None:
    data = deepcopy(dict(SHIPPED.data or {}))
    data["stages"][0][key] = {"name": "A day", **rule}
    told = [str(flaw) for flaw in judge("p", "Ours", data, {}) if flaw.path == f"stages.0.{key}"]
    assert [sentence in one for one in told] == ([True] if sentence else [])
