"""A procedure in the making, without a window: what is typed, what is wrong, what changes, and two people at once."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.knowledge.find_procedures import ProcedureText, ProcedureVersion, VersionState
from app.knowledge.procedure import parse_procedure
from app.knowledge.procedure.merge import in_words, put_theirs
from app.knowledge.procedure.told import tell
from app.knowledge.seed_files import shipped_seeds
from app.knowledge.tables import LibraryKind
from letters.library import shipped_sources
from ui.administration.force_panel import example_day
from ui.administration.item_values import value_of, with_value
from ui.administration.procedure_draft import ProcedureDraft
from ui.administration.procedure_fields import field_at, fields_for, keys_of

SEEDS = {seed.code: seed for seed in shipped_seeds() if seed.kind is LibraryKind.PROCEDURE}
TEMPLATES = {source.code: source.kind for source in shipped_sources() if source.what == "template"}
LETTERS = "letters.4"
ROOT_CAUSE = "causes.17"


def text_of(code: str = "public-service", data: dict[str, Any] | None = None, version_id: int = 1) -> ProcedureText:
    seed = SEEDS[code]
    whole = data or {**deepcopy(seed.data or {}), "title": seed.title, "citation": seed.citation}
    at = datetime(2026, 11, 20, tzinfo=UTC)
    version = ProcedureVersion(
        *(version_id, code, version_id, seed.title, VersionState.IN_FORCE, seed.in_force_from, None),
        *(at, "", "", None, "", ()),
    )
    chapters = tuple(tell(parse_procedure(code, whole["title"], whole), whole["citation"]))
    return ProcedureText(version, chapters, (), whole, version_id, TEMPLATES)


@pytest.fixture
def draft() -> ProcedureDraft:
    return ProcedureDraft(text_of())


def sentences(draft: ProcedureDraft) -> list[str]:
    return [str(flaw) for flaw in draft.flaws()]


@pytest.mark.parametrize("code", SEEDS)
def test_every_value_of_every_item_comes_back_as_it_was(code: str) -> None:
    """Showing an item and writing all of it again changes nothing."""
    draft = ProcedureDraft(text_of(code))
    for node in list(draft.outline()):
        keys = keys_of(fields_for(draft, node.path))
        for key, value in draft.values(node.path, keys).items() if keys else ():
            if ":" not in key:
                draft.write(node.path, key, value)
    assert (draft.changes(), draft.flaws()) == ([], [])


@pytest.mark.parametrize(
    ("path", "key", "value", "change"),
    [
        ("stages.0", "respond.amount", 15, "Stage “First answer”, answer aimed at: 10 working days → 15 working days."),
        ("stages.0", "must.amount", 8, "Stage “First answer”, last day allowed: none is set → 8 working days."),
        ("stages.0", "respond.amount", None, "answer aimed at: 10 working days → no length yet."),
        ("stages.0", "respond.counts", "same_day", "10 working days → 10 working days, the first day counted."),
        (
            "stages.0",
            "respond.anchor",
            "day_after_received",
            "10 working days → 10 working days, counted from the day after.",
        ),
        ("stages.0", "acknowledge.amount", None, "acknowledged within: 2 working days → no time is set."),
        ("stages.0", "extension.times", 1, "extension: twice, each time by at most 10"),
        ("stages.0", "extension.agreed_only", True, "days, as far as the person agrees; the person is told"),
        (ROOT_CAUSE, "ours", False, "Somebody did not know what to do. Ours → Somebody did not know"),
        ("stages.1", "decides:manager", False, "who may decide: manager or team leader, but nobody who had a hand"),
        (
            "pauses.1",
            "stops_clock",
            True,
            "the clock: the clock of the answer runs on → the clock of the answer stands",
        ),
        (LETTERS, "stops", None, "posting it stops: the clock of the answer → no clock."),
        ("effects.1.bands.0", "most_minor", 60000, "GBP 100.00 to GBP 450.00 → GBP 100.00 to GBP 600.00."),
        ("effects.1.bands.0", "until", date(2026, 12, 31), "GBP 450.00 → GBP 100.00 to GBP 450.00, until 31 Dec 2026."),
        ("general", "outcomes:redirected", False, "The procedure, outcomes: "),
        ("general", "title", "Our procedure", "Public service complaints procedure → Our procedure."),
        ("ombudsman", "limit", "within a year", "Ombudsman, time to ask: within a year (new)."),
        ("routes.0", "body", "a law centre", "a solicitor, a law centre or Citizens Advice → a law centre."),
        (
            "approval",
            "alone.holding.own_words",
            30,
            "Second person, holding: its author alone, with at most 30 own words",
        ),
        ("approval", "alone.request.own_words", None, "Second person, request: taken out; it was “its author alone"),
        ("approval", "decides.response.roles:manager", True, "Second person, response: who decides: manager (new)."),
        (
            "approval",
            "sample_percent",
            50,
            "read afterwards: 25 of a hundred letters that went without a second person →",
        ),
        ("external", "name", "The other list", "Other system, name: the complaints tracking system → The other list."),
        ("external.fields.0", "ours", "title", "local reference: reference, column LocalRef → title, column LocalRef."),
        ("remedies.0", "needs_proof", True, "proof: what shows the loss is needed (new)."),
    ],
)
def test_what_is_typed_is_told_before_and_after(
    draft: ProcedureDraft, path: str, key: str, value: Any, change: str
) -> None:
    draft.write(path, key, value)
    assert change in draft.changes()[0]
    assert ProcedureDraft(text_of(), draft.parked()).changes() == draft.changes()


def test_a_length_whose_number_is_typed_anew_is_counted_as_before(draft: ProcedureDraft) -> None:
    """Nobody chose another unit: emptying the field is how a number is replaced."""
    path, key = "stages.0", "next_step.limit.amount"
    before = deepcopy(draft.item(path)["next_step"]["limit"])
    draft.write(path, key, None)
    assert draft.changes()
    draft.write(path, key, None, typed="8x")
    draft.write(path, key, 40)
    assert draft.item(path)["next_step"]["limit"] == before | {"amount": 40}
    draft.write(path, key, before["amount"])
    assert not draft.changes()


def test_the_mapping_into_another_system_is_made_and_goes_on_with_what_is_kept(draft: ProcedureDraft) -> None:
    at = draft.add("external.fields.0")
    for key, value in (("title", "Their number"), ("ours", "title"), ("column", "No")):
        draft.write(at, key, value)
    assert {"title": "Their number", "ours": "title", "column": "No"}.items() <= draft.item(at).items()
    kept = ProcedureDraft(text_of(), draft.parked())
    assert kept.data["external"] == draft.data["external"]
    assert kept.flaws() == []
    draft.remove(at)
    assert draft.changes() == []


def test_what_no_form_shows_survives_a_change_of_something_else() -> None:
    draft = ProcedureDraft(text_of("membership-body"))
    at_once = deepcopy(draft.data["at_once"])
    draft.write("stages.0", "respond.amount", 15)
    kept = ProcedureDraft(text_of("membership-body"), draft.parked())
    assert draft.data["at_once"] == kept.data["at_once"] == at_once


def test_items_are_added_moved_and_taken_away(draft: ProcedureDraft) -> None:
    at = draft.add("pauses.0")
    draft.write(at, "name", "Medical report")
    draft.write(at, "answer_within.amount", 21)
    assert draft.item(at) == {
        "code": "medical-report",
        "name": "Medical report",
        "stops_clock": False,
        "answer_within": {
            "name": "Time to send it",
            "unit": "calendar_days",
            "anchor": "issued",
            "receipt": "as_it_comes",
            "amount": 21,
        },
    }
    assert draft.move(at, -1) == "pauses.0"
    assert draft.move("pauses.0", -1) == "pauses.0"
    draft.remove("pauses.2")
    draft.move("pauses.1", 1)
    assert [one.partition(":")[0] for one in draft.changes()] == [
        "New pause “Medical report”",
        "Gone",
        "What is waited for, order",
    ]
    assert draft.flaws() == []


def test_an_item_may_be_added_everywhere(draft: ProcedureDraft) -> None:
    for node in list(draft.outline()):
        if draft.may_add(node.path):
            fresh = ProcedureDraft(text_of())
            assert fields_for(fresh, fresh.add(node.path)), node
    made = draft.add("effects.0.bands")
    assert draft.values(made, keys_of(fields_for(draft, made)))["currency"] == "GBP"


def test_causes_stay_on_their_axis(draft: ProcedureDraft) -> None:
    at = draft.add("causes/root_cause")
    draft.write(at, "name", "Weather")
    assert draft.item(at)["axis"] == "root_cause"
    assert draft.item(draft.move(at, 1)) == draft.item(draft.move(at, 1))
    first = next(node.path for node in draft.outline() if node.under == "causes/root_cause")
    assert draft.move(first, -1) == first


def test_a_new_stage_is_led_to_by_its_own_name(draft: ProcedureDraft) -> None:
    at = draft.add("stages.1")
    draft.write("stages.1", "next_step.leads_to", draft.item(at)["code"])
    draft.write(at, "name", "Second look")
    assert draft.item("stages.1")["next_step"]["leads_to"] == "second-look"
    assert [stage["number"] for stage in draft.data["stages"]] == [1, 2, 3, 4]


def _undecided(draft: ProcedureDraft) -> None:
    draft.write("stages.2", "decides:manager", False)


def _an_end(draft: ProcedureDraft) -> None:
    for key in ("stage", "body", "text", "how", "limit.amount"):
        draft.write("stages.2", f"next_step.{key}", None if "limit" in key else "")


def _gap(draft: ProcedureDraft) -> None:
    draft.write("effects.1.bands.0", "until", date(2026, 12, 31))
    made = draft.add("effects.1.bands")
    draft.write(made, "since", date(2027, 2, 1))
    draft.write(made, "least_minor", 100)


def _overlap(draft: ProcedureDraft) -> None:
    draft.write(draft.add("effects.1.bands"), "since", date(2027, 2, 1))


@pytest.mark.parametrize(
    ("spoil", "sentence", "node", "key"),
    [
        (_undecided, "nobody who may decide in the stage “Final stage”", "stages.2", "anybody"),
        (_an_end, "After the stage “Final stage” nothing leads on", "stages.2", "next_step.stage"),
        (_gap, "leave a gap: 1 Jan 2027 to 31 Jan 2027", "effects.1.bands.1", "since"),
        (_overlap, "overlap from 1 Feb 2027", "effects.1.bands.1", "since"),
        (lambda draft: draft.remove("stages.1"), "no stage “review”, to which", "stages.0", "next_step.leads_to"),
        (lambda draft: draft.write(LETTERS, "template", "poem"), "no template “poem”", LETTERS, "template"),
        (lambda draft: draft.write(LETTERS, "template", None), "has no template", LETTERS, "template"),
        (lambda draft: draft.write(LETTERS, "template", "holding-letter"), "none for a letter of", LETTERS, "template"),
        (
            lambda draft: draft.write("stages.0", "respond.amount", 0),
            "whole number from 1",
            "stages.0",
            "respond.amount",
        ),
        (lambda draft: draft.write("stages.0", "name", ""), "needs words for “Name”", "stages.0", "name"),
        (lambda draft: draft.write("general", "title", " "), "The procedure needs a name", "general", "title"),
        (lambda draft: draft.write("general", "summary", ""), "needs words for “In a few words”", "general", "summary"),
        (lambda draft: draft.remove("remedies.0"), "no remedy “apology”", "faults.0", "usual_remedies:apology"),
        (lambda draft: draft.write("stages.0", "must.amount", None, typed="8x"), "“8x”", "stages.0", "must.amount"),
        (
            lambda draft: draft.write("approval", "alone.request.own_words", 140),
            "say 140 of a hundred",
            "approval",
            "alone.request.own_words",
        ),
        (lambda draft: draft.write("remedies.1", "kind", "apology"), "“apology” twice", "remedies.1", "kind"),
    ],
)
def test_what_is_wrong_leads_to_its_field(
    draft: ProcedureDraft, spoil: Any, sentence: str, node: str, key: str
) -> None:
    spoil(draft)
    flaw = draft.flaws()[0]
    assert sentence in str(flaw)
    path, at = draft.node_of(flaw)
    assert (path, field_at(fields_for(draft, path), at)) == (node, key)
    assert ProcedureDraft(text_of(), draft.parked()).flaws() == draft.flaws()


def test_everything_that_is_wrong_is_told_at_once(draft: ProcedureDraft) -> None:
    for spoil in (_undecided, _overlap):
        spoil(draft)
    draft.write(LETTERS, "template", "poem")
    assert len(draft.flaws()) == 3


def test_what_open_cases_use_and_is_gone_is_told(draft: ProcedureDraft) -> None:
    used = {("faults", "delay"): 3, ("causes", "symptom:delay"): 1, ("effects", "2"): 1, ("stages", "first"): 4}
    assert draft.gone_but_used(used) == []
    draft.remove("faults.0")
    draft.remove("causes.0")
    assert draft.gone_but_used(used) == [
        "The kind of fault “Delay” is gone: 3 open cases use it and keep their version.",
        "The cause “Delay” is gone: 1 open case uses it and keeps its version.",
    ]


def test_a_stage_whose_roles_nobody_has_today_is_told(draft: ProcedureDraft) -> None:
    assert draft.nobody_there({"manager"}) == []
    assert draft.nobody_there({"team leader"}) == [
        "Nobody is manager today, who alone may decide in the stage “Final stage”."
    ]
    assert len(draft.nobody_there(set())) == 2


def test_two_people_at_once_lose_nothing() -> None:
    """What only one touched is taken; where both changed the same it is theirs or mine, as is chosen."""
    mine, hers = ProcedureDraft(text_of()), ProcedureDraft(text_of())
    hers.write("stages.0", "respond.amount", 12)
    hers.write("pauses.0", "name", "Consent")
    hers.add("routes")
    for key in ("title", "body", "what_they_do", "contact", "template"):
        hers.write("routes.6", key, "signposting-other-body" if key == "template" else "Bailiffs")
    hers.remove("causes.1")
    mine.write("stages.0", "respond.amount", 15)
    mine.write("stages.0", "decided_by", "whoever opens the post")
    mine.write(mine.add("pauses"), "name", "Medical report")
    mine.remove("routes.4")
    merged = mine.on(replace(text_of(data=hers.data, version_id=2), newest_id=2))
    assert [(clash.label, in_words(clash.theirs), in_words(clash.yours)) for clash in merged.clashes] == [
        ("First answer: Answer aimed at", "12 working days", "15 working days")
    ]
    told = merged.changes()
    assert [one.split(",")[0].split(":")[0] for one in told] == [
        "Stage “First answer”",
        "Stage “First answer”",
        "New pause “Medical report”",
        "Gone",
    ]
    merged.take_theirs(merged.clashes[0])
    assert merged.item("stages.0")["respond"]["amount"] == 12
    assert len(merged.changes()) == 3
    assert merged.newest_id == 2


def test_an_item_that_one_took_out_and_the_other_changed_is_chosen() -> None:
    mine, hers = ProcedureDraft(text_of()), ProcedureDraft(text_of())
    hers.remove("pauses.2")
    mine.write("pauses.2", "stops_clock", True)
    merged = mine.on(text_of(data=hers.data, version_id=2))
    [clash] = merged.clashes
    assert (in_words(clash.theirs), in_words(clash.yours)) == ("taken out", "Proof of a loss")
    assert len(put_theirs(merged.data, clash)["pauses"]) == 2


@pytest.mark.parametrize(
    ("today", "friday"),
    [
        (date(2026, 11, 20), date(2026, 12, 18)),
        (date(2026, 12, 20), date(2027, 12, 24)),
        (date(2026, 12, 17), date(2026, 12, 18)),
    ],
)
def test_the_example_arrives_before_the_closed_days(today: date, friday: date) -> None:
    assert example_day(today) == friday


def test_a_value_that_says_nothing_is_left_out() -> None:
    assert with_value({}, "must.unit", "weeks") == {}
    assert with_value({"must": {"name": "x", "unit": "weeks", "amount": 2}}, "must.amount", None) == {}
    assert with_value({"decides": ["manager"]}, "anybody", True) == {}
    assert value_of({"since": "2026-01-01"}, "since") == date(2026, 1, 1)
