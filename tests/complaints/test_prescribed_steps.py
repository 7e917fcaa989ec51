"""Standard, met, fault, and effect of a point: of the procedure's lists only, and each as it is told."""

from __future__ import annotations

from typing import Any

import pytest

from app.complaints.edit_head import edit_head
from app.complaints.states import Met
from app.office import Office
from tests.complaints.test_complaints import refused
from tests.support.complaints import add_mei, log, record_of


def test_the_steps_of_a_point_are_kept(ready: Office) -> None:
    head = record_of(ready, case_id := log(ready, add_mei(ready))).heads[0]
    chosen: dict[str, Any] = {
        "met": "partly",
        "fault": "delay",
        "effect_level": 2,
    }
    ready.act(edit_head, head.id, {key: (None, value) for key, value in chosen.items()})
    found = record_of(ready, case_id).heads[0]
    assert {key: getattr(found, key) for key in chosen} == chosen | {"met": Met.PARTLY}
    ready.act(edit_head, head.id, {"fault": ("delay", None), "effect_level": (2, None)})
    found = record_of(ready, case_id).heads[0]
    assert (found.fault, found.effect_level) == (None, None)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("met", "nearly", "none of the choices"),
        ("fault", "sloth", "no kind of fault “sloth”"),
        ("effect_level", 7, "no level of effect “7”"),
        ("effect_level", 0, "choose one of the list"),
        ("fault", "x" * 61, "at most 60 fit"),
    ],
)
def test_only_what_the_procedure_lists_is_taken(ready: Office, field: str, value: object, told: str) -> None:
    head = record_of(ready, log(ready, add_mei(ready))).heads[0]
    assert told in refused(ready, edit_head, head.id, {field: (None, value)})[field]


def test_the_desks_currency_is_the_one_of_its_country(ready: Office) -> None:
    assert record_of(ready, log(ready, add_mei(ready))).currency == "GBP"
