"""Another body's complaints system: what is not there yet, each fact in its order, and the mark that it was entered."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.basics.problems import BadInput, NotAllowed
from app.complaints.being_worked_on import NotInThisState
from app.complaints.find_entries import entries, entries_count, entries_table, entry_values
from app.complaints.mark_entered import mark_entered, take_back_entry
from app.complaints.new_matter import NewHead, NewMatter, NewParty
from app.knowledge.procedure.external import external_system
from app.knowledge.procedure.place import Place
from app.office import Office
from app.record.look_up import look_up
from tests.support.complaints import add_mei, log, record_of
from tests.support.offices import Enter
from ui.kit.csv_export import write_csv


@pytest.fixture
def case_id(ready: Office) -> int:
    matter = NewMatter(hearing_on=date(2026, 12, 3), parties=(NewParty("claimant", "Aisha Khan"),))
    return log(ready, add_mei(ready), matter=matter, case_number="=F4")


def values(office: Office, complaint_id: int) -> dict[str, str]:
    return {one.title: one.value for one in office.read(entry_values, complaint_id)}


def test_each_fact_stands_in_the_order_and_the_days_of_that_system(ready: Office, case_id: int) -> None:
    found = values(ready, case_id)
    assert list(found)[:5] == ["Local reference", "Date received", "Date first raised", "Received by", "Customer"]
    assert found["Local reference"] == record_of(ready, case_id).reference
    assert (found["Date received"], found["Hearing date"], found["Date answered"]) == ("16/11/2026", "03/12/2026", "")
    assert (found["Received by"], found["Type of customer"], found["Stage"]) == ("Call", "Member", "First answer")
    assert found["Customer"] == "Dr Tan Mei Ling"
    assert found["Points"] == "The certificate was not sent; Nobody rang back"
    assert found["Parties"] == "Claimant: Aisha Khan"


def test_a_case_stands_in_the_list_until_it_is_entered(ready: Office, case_id: int) -> None:
    second = log(ready, add_mei(ready), raised_on=date(2026, 11, 2))
    assert [row.id for row in ready.read(entries).rows] == [second, case_id]
    ready.act(mark_entered, case_id, " CT  17 ")
    record = record_of(ready, case_id)
    assert (record.external_reference, record.entered_by) == ("CT 17", "Ada Adviser")
    assert record.entered_on == date(2026, 11, 20)
    assert ready.read(entries_count) == ("the complaints tracking system", 1)
    assert f"complaint:{case_id}" in [hit.subject for hit in ready.read(look_up, "ct17")]
    ready.act(take_back_entry, case_id)
    assert ready.read(entries).count == 2
    assert ready.read(look_up, "ct17") == []


def test_a_desk_without_a_procedure_has_nothing_to_enter(enter: Enter) -> None:
    new = enter("ada.adviser")
    assert new.read(entries_count) == ("", 0)
    assert new.read(entries).system is None
    assert new.read(entries_table) == ([], [])


def test_a_reference_of_another_case_is_told_with_that_case(ready: Office, case_id: int) -> None:
    second = log(ready, add_mei(ready))
    ready.act(mark_entered, case_id, "CT-17")
    with pytest.raises(BadInput, match=record_of(ready, case_id).reference):
        ready.act(mark_entered, second, "CT-17")


@pytest.mark.parametrize(
    ("reference", "told"), [("", "is needed"), ("7" * 61, "at most 60"), ("4111111111111111", "card")]
)
def test_a_reference_that_cannot_be_one_is_refused(ready: Office, case_id: int, reference: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        ready.act(mark_entered, case_id, reference)


def test_it_is_entered_once_and_by_whoever_may_work_on_it(ready: Office, case_id: int, enter: Enter) -> None:
    with pytest.raises(NotInThisState, match="not marked"):
        ready.act(take_back_entry, case_id)
    ready.act(mark_entered, case_id, "CT-17")
    with pytest.raises(NotInThisState, match="entered by Ada Adviser on 20 Nov 2026 as “CT-17”"):
        ready.act(mark_entered, case_id, "CT-18")
    auditor = enter("oto.auditor")
    assert values(auditor, case_id)["Case number"] == "=F4"
    for verb, given in ((mark_entered, (case_id, "CT-19")), (take_back_entry, (case_id,))):
        with pytest.raises(NotAllowed):
            auditor.act(verb, *given)


def test_the_file_has_that_systems_columns_and_runs_nothing(ready: Office, case_id: int, tmp_path: Path) -> None:
    log(ready, add_mei(ready), title="@SUM(A1)", heads=[NewHead("-2+3")])
    titles, rows = ready.read(entries_table)
    file = tmp_path / "entries.csv"
    write_csv(file, titles, rows)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["LocalRef"], first["CaseNumber"]) == (record_of(ready, case_id).reference, "'=F4")
    assert (second["Subject"], second["Points"]) == ("'@SUM(A1)", "'-2+3")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"name": "Tracker"}, "has no field"),
        ({"fields": [{"title": "A", "ours": "reference"}]}, "needs words for “Name”"),
        ({"name": "T", "fields": [{"title": "A", "ours": "king"}]}, "“king” for “What of ours”"),
        (
            {"name": "T", "dates": "MM/DD", "fields": [{"title": "A", "ours": "title"}]},
            "“MM/DD” for “Days are written as”",
        ),
        (
            {"name": "T", "fields": [{"title": "A", "ours": "title"}, {"title": "A", "ours": "stage"}]},
            "the column “A” twice",
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_names_its_place(data: dict[str, Any], told: str) -> None:
    place = Place.whole("procedure, external", data)
    external_system(place)
    assert told in " ".join(map(str, place.flaws))
