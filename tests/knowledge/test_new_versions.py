"""New versions of a procedure on both engines: put in force, withdrawn, kept by the cases that began with them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput, Conflict, NotAllowed, WorldProblem
from app.complaints.find_kept_procedures import cases_by_version, codes_in_use
from app.knowledge.find import procedure, procedure_in_force
from app.knowledge.find_example import example_days
from app.knowledge.find_procedures import (
    ProcedureText,
    ProcedureVersion,
    VersionState,
    procedure_text,
    procedure_versions,
)
from app.knowledge.load_seed import add_seeds
from app.knowledge.put_in_force import put_in_force
from app.knowledge.seed_files import shipped_seeds
from app.knowledge.withdraw_version import withdraw_version
from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.support.offices import Enter

FIRST_DAY = date(2026, 12, 14)


@pytest.fixture
def manager(ready: Office, enter: Enter) -> Office:
    return enter("mia.manager")


def text_of(office: Office, code: str = "public-service", day: date = date(2026, 11, 20)) -> ProcedureText:
    return office.read(procedure_text, office.read(procedure_in_force, code, day))


def changed(text: ProcedureText, path: str, value: Any) -> dict[str, Any]:
    data: Any = deepcopy(text.data)
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[int(last) if last.isdigit() else last] = value
    return dict(data)


def put(office: Office, data: dict[str, Any], day: date = FIRST_DAY, *, reason: str = "Too few hands") -> int:
    text = text_of(office)
    return office.act_once(uuid4(), reason, put_in_force, text.version.id, data, day, text.newest_id).result


def longer(office: Office) -> dict[str, Any]:
    return changed(text_of(office), "stages.0.respond.amount", 15)


def of_code(office: Office, code: str = "public-service") -> list[ProcedureVersion]:
    return [one for one in office.read(procedure_versions) if one.code == code]


def test_one_whose_only_version_was_withdrawn_is_read_and_begun_anew(ready: Office, manager: Office) -> None:
    shipped = next(seed for seed in shipped_seeds() if seed.code == "public-service")
    manager.act(add_seeds, [replace(shipped, code="own-rules", in_force_from=FIRST_DAY)])
    [only] = of_code(manager, "own-rules")
    manager.act_once(uuid4(), "Not agreed.", withdraw_version, only.id)
    text = ready.read(procedure_text, only.id)
    assert (text.version.state, text.newest_id) == (VersionState.WITHDRAWN, only.id)
    data = changed(text, "stages.0.respond.amount", 15)
    manager.act_once(uuid4(), "Agreed now.", put_in_force, only.id, data, FIRST_DAY, text.newest_id)
    assert [one.version for one in of_code(manager, "own-rules")] == [2, 1]


def test_new_cases_take_it_from_its_day_at_the_desk_and_running_ones_keep_theirs(
    ready: Office, manager: Office, clock: SetClock
) -> None:
    mei = add_mei(ready)
    before = log(ready, mei)
    old = text_of(ready).version.id
    new = put(manager, longer(manager), date(2027, 7, 1))
    # One minute to midnight in London is an hour before that in UTC.
    clock.at = datetime(2027, 6, 30, 22, 59, tzinfo=UTC)
    late = log(ready, mei, received_at=clock.now())
    clock.at = datetime(2027, 6, 30, 23, 1, tzinfo=UTC)
    after = log(ready, mei, received_at=clock.now())
    assert [record_of(ready, case).procedure_version_id for case in (before, late, after)] == [old, old, new]
    assert ready.read(cases_by_version) == {old: 2, new: 1}
    assert [(one.version, one.in_force_until) for one in of_code(ready)] == [(2, None), (1, date(2027, 6, 30))]
    assert [one.state for one in of_code(ready)] == [VersionState.IN_FORCE, VersionState.ENDED]
    # A version is remembered once it was read, each by what it says.
    days = [ready.read(procedure, version).stages[0].respond.amount for version in (old, new, old)]
    assert days == [days[0], 15, days[0]]
    assert days[0] != 15


def test_a_version_says_who_made_it_why_and_what_it_changed(manager: Office) -> None:
    text = manager.read(procedure_text, put(manager, longer(manager)))
    assert (text.version.made_by, text.version.reason) == ("Mia Manager", "Too few hands")
    assert text.changes == ("Stage “First answer”, answer aimed at: 10 working days → 15 working days.",)
    assert text.version.state is VersionState.TO_COME


def test_what_nobody_touched_is_in_the_next_version_as_it_was(manager: Office) -> None:
    for code, kept in (("public-service", "external"), ("membership-body", "at_once")):
        text = text_of(manager, code)
        data = changed(text, "stages.0.respond.amount", 15)
        given = (text.version.id, data, FIRST_DAY, text.newest_id)
        made = manager.act_once(uuid4(), "Too few hands", put_in_force, *given).result
        stored = manager.read(procedure_text, made).data
        assert text.data[kept]
        assert stored[kept] == text.data[kept]
        assert stored == data


def test_everything_that_is_wrong_is_told_at_once_with_its_place(manager: Office) -> None:
    data = changed(text_of(manager), "stages.1.decides", ["adviser"])
    data["letters"][0]["template"] = "poem"
    data["pauses"][1]["code"] = "consent"
    with pytest.raises(BadInput) as refused:
        put(manager, data, date(2026, 11, 19), reason=" ")
    assert [problem.field for problem in refused.value.problems] == [
        "pauses.1.code",
        "stages.1.decides",
        "letters.0.template",
        "in_force_from",
        "reason",
    ]
    with pytest.raises(BadInput, match="Nothing was changed"):
        put(manager, text_of(manager).data, date(2026, 11, 20))


def test_two_administrators_at_once_and_the_second_is_told(manager: Office, enter: Enter) -> None:
    text = text_of(manager)
    put(manager, longer(manager))
    data = changed(text, "title", "Our procedure")
    with pytest.raises(Conflict, match="Mia Manager"):
        manager.act_once(uuid4(), "why", put_in_force, text.version.id, data, FIRST_DAY, text.newest_id)
    assert len(of_code(manager)) == 2


@pytest.mark.parametrize("login", ["mia.manager", "kim.keeper"])
def test_a_version_is_withdrawn_before_its_day_and_never_after(
    ready: Office, enter: Enter, clock: SetClock, login: str
) -> None:
    manager = enter(login)
    old, new = text_of(manager).version.id, put(manager, longer(manager))
    manager.act_once(uuid4(), "Not agreed after all", withdraw_version, new)
    assert manager.read(procedure_in_force, "public-service", FIRST_DAY) == old
    withdrawn, standing = of_code(manager)
    assert (withdrawn.state, withdrawn.withdrawn_because) == (VersionState.WITHDRAWN, "Not agreed after all")
    assert standing.in_force_until is None
    with pytest.raises(BadInput, match="withdrawn already"):
        manager.act_once(uuid4(), "again", withdraw_version, new)
    again = put(manager, longer(manager))
    clock.at = datetime(2026, 12, 14, 8, tzinfo=UTC)
    with pytest.raises(BadInput, match="in force since 14 Dec 2026"):
        manager.act_once(uuid4(), "too late", withdraw_version, again)
    assert manager.read(procedure_in_force, "public-service", FIRST_DAY) == again


@pytest.mark.parametrize("login", ["ada.adviser", "lea.leader", "oto.auditor"])
def test_who_may_not_change_the_library_reads_it_and_writes_nothing(manager: Office, enter: Enter, login: str) -> None:
    office, data = enter(login), longer(manager)
    assert text_of(office).chapters
    with pytest.raises(NotAllowed):
        put(office, data)
    with pytest.raises(NotAllowed):
        office.act(withdraw_version, text_of(office).version.id)


def test_the_example_is_worked_out_with_the_desks_own_calendar(manager: Office) -> None:
    """Friday 18 December 2026: Christmas, Boxing Day's Monday and New Year's Day are not worked."""
    text = text_of(manager)
    [same] = manager.read(example_days, text.version.id, text.data, date(2026, 12, 18))
    assert same.endswith("would be due to be answered by Wed 6 Jan 2027, as before.")
    [told] = manager.read(example_days, text.version.id, longer(manager), date(2026, 12, 18))
    assert told.endswith("would be due to be answered by Wed 13 Jan 2027; it was Wed 6 Jan 2027.")
    [unsaid] = manager.read(example_days, text.version.id, text.data, date(2031, 12, 18))
    assert "2031" in unsaid


def test_what_open_cases_use_is_known(ready: Office) -> None:
    log(ready, add_mei(ready))
    version_id = text_of(ready).version.id
    assert ready.read(codes_in_use, [version_id]) == {("stages", "first"): 1}
    with pytest.raises(WorldProblem):
        ready.read(procedure_text, 999_999)
