"""Standards are changed as procedures are: by a version of its own, and points cite the one of their day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.basics.problems import BadInput, Conflict, NotAllowed
from app.knowledge.find import standards_on
from app.knowledge.find_procedures import VersionState
from app.knowledge.find_standards import open_standard, standard_versions
from app.knowledge.put_standard_in_force import put_standard_in_force
from app.office import Office
from tests.support.complaints import ready
from tests.support.offices import Enter

__all__ = ["ready"]

TODAY = date(2026, 11, 20)


def chosen(office: Office, day: date = TODAY) -> Any:
    return office.read(standards_on, day, "telephone")[0]


def put(office: Office, version_id: int, newest: int, day: date = TODAY, why: str = "As we say it", **said: str) -> int:
    found = office.read(open_standard, version_id).version.standard
    words = {key: getattr(found, key) for key in ("title", "welsh_title", "citation", "text")} | said
    return office.act_once(uuid4(), why, put_standard_in_force, version_id, words, day, newest).result


def test_titles_in_both_languages_are_changed_from_a_day_on(ready: Office, enter: Enter) -> None:
    mia = enter("mia.manager")
    before = chosen(mia)
    made = put(mia, before.version_id, before.version_id, title=" Ringing back ", welsh_title="Ffonio'n ôl")
    now = chosen(mia, TODAY)
    assert (now.version_id, now.title, now.welsh_title, now.version) == (made, "Ringing back", "Ffonio'n ôl", 3)
    assert chosen(mia, TODAY - timedelta(days=1)).version_id == before.version_id, "what was, stays"
    told = {one.standard.version_id: one for one in mia.read(standard_versions)}
    assert (told[made].state, told[made].made_by, told[made].reason) == (
        VersionState.IN_FORCE,
        "Mia Manager",
        "As we say it",
    )
    assert told[before.version_id].state is VersionState.ENDED
    plain = put(mia, made, made, day=TODAY + timedelta(days=9), welsh_title="")
    assert chosen(mia, TODAY + timedelta(days=9)).welsh_title == ""
    assert {one.standard.version_id: one.state for one in mia.read(standard_versions)}[plain] is VersionState.TO_COME


@pytest.mark.parametrize(
    ("said", "day", "why", "field"),
    [
        ({"title": " "}, TODAY, "Why", "title"),
        ({"citation": ""}, TODAY, "Why", "citation"),
        ({"text": ""}, TODAY, "Why", "text"),
        ({"title": "x" * 201}, TODAY, "Why", "title"),
        ({"title": "Other"}, date(2026, 11, 19), "Why", "in_force_from"),
        ({"title": "Other"}, TODAY, " ", "reason"),
        ({}, TODAY, "Why", "title"),
    ],
)
def test_what_is_refused_is_told_at_its_field(
    ready: Office, enter: Enter, said: dict[str, str], day: date, why: str, field: str
) -> None:
    mia = enter("mia.manager")
    old = chosen(mia).version_id
    with pytest.raises(BadInput) as refused:
        put(mia, old, old, day, why, **said)
    assert [one.field for one in refused.value.problems] == [field]
    assert chosen(mia).version_id == old


def test_another_version_made_meanwhile_is_named_and_who_may_not_is_refused(ready: Office, enter: Enter) -> None:
    mia = enter("mia.manager")
    old = chosen(mia).version_id
    put(mia, old, old, title="Ours")
    with pytest.raises(Conflict) as conflict:
        put(mia, old, old, title="Mine")
    assert conflict.value.changed_by == "Mia Manager"
    with pytest.raises(NotAllowed):
        put(ready, old, old, title="Mine")
