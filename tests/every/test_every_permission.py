"""Every verb and every finder asks whether the person may, before it looks at anything."""

from __future__ import annotations

from typing import Any, cast

import pytest

from app.basics.problems import NotAllowed
from app.office import Office
from app.staff.work import Actor, ReadWork, Work
from tests.every.rooms import STEPS, Job, finders, verbs
from tests.support.offices import Enter

OWN_WORDS = {
    "staff.drafts_of": "one's own half-typed words",
    "staff.forget_draft": "one's own half-typed words",
    "staff.keep_draft": "one's own half-typed words",
    "staff.take_up_words": "one's own half-typed words",
    "correspondence.release_lease": "letting go of what one holds oneself",
}
"""What asks no permission, because it touches only what the person made, with the reason."""

NOBODY = Actor(
    staff_id=99,
    login="no.body",
    name="No Body",
    job_title="",
    desk_id=1,
    desk_name="",
    zone="Europe/London",
    roles=frozenset(),
    permissions=frozenset(),
)


class Untouched:
    """Fails the test at the first thing that is asked of it."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the {self._what} was asked for {name!r} before any permission")


def as_nobody(job: Job) -> None:
    """Call it as somebody without a single right, on an office that must not be touched."""
    session, clock, wiring = (cast("Any", Untouched(part)) for part in ("session", "clock", "wiring"))
    kind = Work if job.takes == "Work" else ReadWork
    work = kind(session, NOBODY, clock, wiring)
    plain, named = job.placeholders()
    job.call(work, *plain, **named)


def asking(jobs: list[Job]) -> list[Any]:
    return [pytest.param(job, id=job.name) for job in jobs if job.name not in OWN_WORDS]


@pytest.mark.parametrize("job", asking(verbs()))
def test_every_verb_asks_before_anything_else(job: Job) -> None:
    with pytest.raises(NotAllowed) as refused:
        as_nobody(job)
    assert refused.value.what_to_do.startswith("Ask somebody who may: ")


@pytest.mark.parametrize("job", asking(finders()))
def test_every_finder_asks_before_anything_else(job: Job) -> None:
    with pytest.raises(NotAllowed):
        as_nobody(job)


def test_names_of_verbs_are_their_own() -> None:
    names = [job.name for job in verbs()]
    assert len(set(names)) == len(names)


def test_what_asks_nothing_is_still_there() -> None:
    known = {job.name for job in [*verbs(), *finders()]}
    assert set(OWN_WORDS) <= known
    assert not set(STEPS) & known


def test_an_auditor_does_nothing_at_all(enter: Enter) -> None:
    oto: Office = enter("oto.auditor")
    for job in verbs():
        plain, named = job.placeholders()
        with pytest.raises(NotAllowed, match="write nothing"):
            oto.act(job.call, *plain, **named)
