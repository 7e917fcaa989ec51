"""The chronology completed by hand, on both engines: added, corrected with both versions kept, struck out and kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.basics.problems import BadInput, Conflict
from app.complaints.add_line import add_line
from app.complaints.being_worked_on import NotInThisState
from app.complaints.correct_line import correct_line
from app.complaints.record import ChronologyRow
from app.complaints.strike_out_line import strike_out_line
from app.office import Office
from tests.support.complaints import CASE, record_of
from tests.support.prepared import given_by

RANG = {"happened_on": date(2026, 10, 20), "happened_at": "9.05", "what": "She rang the desk", "source": "call log"}


case_id = given_by("case_id", CASE)


def own(office: Office, case_id: int) -> list[ChronologyRow]:
    return [row for row in record_of(office, case_id).chronology if row.line]


def test_a_line_stands_in_its_day_with_its_time_and_source(ready: Office, case_id: int) -> None:
    ready.act(add_line, case_id, RANG | {"happened_at": "14:30", "what": "Nobody rang back"})
    ready.act(add_line, case_id, RANG)
    rows = [(row.on, row.at, row.text) for row in record_of(ready, case_id).chronology]
    assert rows == [
        (date(2026, 10, 2), "", "Point 1: The certificate was not sent"),
        (date(2026, 10, 20), "", "Point 2: Nobody rang back"),
        (date(2026, 10, 20), "09:05", "She rang the desk (call log)"),
        (date(2026, 10, 20), "14:30", "Nobody rang back (call log)"),
        (date(2026, 11, 16), "", "Received by call"),
    ]


def test_a_correction_keeps_both_versions(ready: Office, case_id: int) -> None:
    line_id = ready.act(add_line, case_id, RANG).result
    edits = {"happened_on": (RANG["happened_on"], date(2026, 10, 21)), "source": ("call log", "")}
    assert ready.act(correct_line, line_id, edits).result == ["happened_on", "source"]
    [row] = own(ready, case_id)
    assert row.line is not None
    assert (row.on, row.text) == (date(2026, 10, 21), "She rang the desk")
    assert row.line.corrections == (
        "Corrected on 20 Nov 2026 by Ada Adviser: the day was 20 Oct 2026; the source was “call log”.",
    )
    with pytest.raises(Conflict):
        ready.act(correct_line, line_id, {"source": ("call log", "her letter")})


def test_what_is_struck_out_stays_to_be_read(ready: Office, case_id: int) -> None:
    line_id = ready.act(add_line, case_id, RANG).result
    ready.act(strike_out_line, line_id, "It was another caller.")
    [row] = own(ready, case_id)
    assert row.line is not None
    assert (row.line.struck_on, row.line.struck_why) == (date(2026, 11, 20), "It was another caller.")
    for verb, args in ((strike_out_line, ("Again.",)), (correct_line, ({},))):
        with pytest.raises(NotInThisState, match="struck out on 20 Nov 2026"):
            ready.act(verb, line_id, *args)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"what": " "}, "What happened is needed"),
        ({"happened_on": None}, "The day is needed"),
        ({"happened_on": date(2026, 11, 21)}, "still to come"),
        ({"happened_at": "25:00"}, "“25:00” is no time. One looks like 14:05"),
        ({"happened_at": "noon"}, "no time"),
    ],
)
def test_a_line_without_its_day_or_words_is_refused(
    ready: Office, case_id: int, changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        ready.act(add_line, case_id, RANG | changed)
    assert own(ready, case_id) == []
