"""Whatever a procedure's data say can be changed by a form, in plain words, or there is a reason why not."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from app.knowledge.procedure import Procedure, parse_procedure
from app.knowledge.procedure.changes import changes
from app.knowledge.procedure.told import tell
from tests.ui.administration.test_procedure_draft import text_of
from ui.administration.item_values import with_value
from ui.administration.procedure_draft import ProcedureDraft
from ui.administration.procedure_fields import fields_for
from ui.administration.procedure_paths import part_of
from ui.kit.field import Field, Section

CALLED_OTHERWISE = {"checks.off": "checks.does"}
"""What the data and their forms call otherwise than the model."""

_CODE = "cases know it by its code, which a new one takes from its name"
_OURS = "it runs from a day of our own, on which no hour counts"
WITHOUT = {
    "code": "the library, the desks and their cases know the procedure by it",
    **{f"{part}.code": _CODE for part in ("stages", "pauses", "routes", "faults", "causes")},
    "stages.number": "it is its place in the list, which Alt+Up and Alt+Down change",
    "effects.level": "it is its place on the scale",
    "approval.alone.kind": "each kind of letter has its own fields",
    "approval.decides.kind": "each kind of letter has its own fields",
    **{
        f"{time}.{what}": _OURS
        for time in ("stages.extension.most", "stages.next_step.limit", "pauses.answer_within")
        for what in ("anchor", "receipt", "closes_at")
    },
}
"""What has no field, and why."""


def leaves(of: type, path: str = "") -> Iterator[str]:
    """Every value that the model holds, by its way."""
    for name, hint in get_type_hints(of).items():
        if name not in {field.name for field in dataclasses.fields(of)}:
            continue
        inside = next(filter(dataclasses.is_dataclass, _within(hint)), None)
        here = f"{path}{name}"
        yield from leaves(inside, f"{here}.") if isinstance(inside, type) else [CALLED_OTHERWISE.get(here, here)]


def _within(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (Union, types.UnionType, tuple):
        for one in get_args(hint):
            yield from _within(one)
    else:
        yield hint


def flat(draft: ProcedureDraft, path: str) -> list[Field]:
    return [
        field for part in fields_for(draft, path) for field in (part.fields if isinstance(part, Section) else [part])
    ]


def forms() -> Iterator[tuple[str, Field]]:
    """The way of each field in the model, with the field, over the forms of all shipped procedures."""
    inside = {"bands": "effects.bands", "fields": "external.fields", "general": ""}
    for code in ("public-service", "membership-body"):
        draft = ProcedureDraft(text_of(code))
        draft.add("checks")  # none is shipped
        for node in draft.outline():
            if "/" in node.path:
                continue
            part = inside.get(part_of(node.path), part_of(node.path))
            for field in flat(draft, node.path):
                steps = field.key.partition(":")[0].split(".")
                if part == "approval" and len(steps) == 3:
                    del steps[1]
                yield ".".join(filter(None, (part, *steps))), field


def test_each_value_of_the_model_has_a_field_or_a_reason() -> None:
    asked = {way for way, field in forms() if not field.read_only}
    missing = {leaf for leaf in leaves(Procedure) if leaf not in asked}
    assert missing - WITHOUT.keys() == set(), "neither a field nor a reason"
    assert WITHOUT.keys() - missing == set(), "a reason for what has a field, or is no more"


def test_each_field_is_named_in_plain_words() -> None:
    for way, field in forms():
        assert field.label[:1].isupper(), way
        assert not {"_", "."} & set(field.label), way


COUNTED = {
    "anchor": "day_after_received",
    "counts": "same_day",
    "receipt": "as_it_comes",
    "closes_at": "",
    "roll": "stays",
    "name": "Another name",
    "amount": 77,
    "unit": "weeks",
}


@pytest.mark.parametrize("code", ["public-service", "membership-body"])
def test_each_change_of_how_a_time_is_counted_is_told(code: str) -> None:
    """On the page that is read, and so before the version is put in force."""
    draft = ProcedureDraft(text_of(code))
    items = [one for one in draft.outline() if draft.is_item(one.path) or one.path == "general"]
    for node in items:
        values = draft.values(node.path, [field.key for field in flat(draft, node.path)])
        for key in values:
            time, _, what = key.rpartition(".")
            other = COUNTED.get(what)
            if not time or other is None or values.get(f"{time}.amount") is None or values[key] == other:
                continue
            anew = ProcedureDraft(text_of(code))
            anew.write(node.path, key, other)
            if what == "closes_at" and anew.item(node.path)[time].get("receipt") == "as_it_comes":
                continue
            assert anew.changes(), f"{node.path}.{key}"


@pytest.mark.parametrize("what", COUNTED)
def test_under_the_rules_of_the_fca_too(what: str) -> None:
    seed = text_of("membership-body")
    data = {**seed.data, "financial": {**seed.data["financial"], "on": True}}
    before = tell(parse_procedure("membership-body", "Ours", data))
    for time in ("quick", "final"):
        item = with_value(data["financial"], f"{time}.{what}", COUNTED[what])
        same = item == data["financial"] or (what == "closes_at" and item[time].get("receipt") == "as_it_comes")
        after = tell(parse_procedure("membership-body", "Ours", {**data, "financial": item}))
        assert bool(changes(before, after)) or same or data["financial"][time].get(what) == COUNTED[what]


def test_any_hour_is_in_time_where_the_data_say_so() -> None:
    draft = ProcedureDraft(text_of())
    draft.write("stages.0", "respond.closes_at", "")
    assert draft.values("stages.0", ["respond.closes_at"]) == {"respond.closes_at": ""}
    assert "What arrives, at any hour, on a day that is not worked" in draft.changes()[0]
    assert draft.flaws() == []


def test_a_time_needs_a_name() -> None:
    draft = ProcedureDraft(text_of())
    draft.write("stages.0", "respond.name", " ")
    assert "has no name for “Answer aimed at”. Say what a sum of days is to call it." in str(draft.flaws()[0])


def test_a_time_to_settle_at_first_contact_comes_and_goes() -> None:
    draft = ProcedureDraft(text_of())
    assert "at_once" not in draft.data
    draft.write("general", "at_once.amount", 3)
    assert "settled at first contact within: 3 working days, counted from the day after" in draft.changes()[0].lower()
    assert draft.flaws() == []
    draft.write("general", "at_once.amount", None)
    assert "at_once" not in draft.data
