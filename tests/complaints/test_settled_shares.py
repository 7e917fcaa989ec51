"""What was settled at first contact, by desk, this month and last, on both engines; and the cases behind it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, update

from app.basics.clock import SetClock
from app.complaints.find_settled import Share, settled_cases, settled_shares
from app.complaints.likeness import telling_words
from app.complaints.reopen import reopen
from app.complaints.settle_at_once import settle_at_once
from app.contacts.log_contact import log_contact
from app.office import Office
from app.schema import METADATA
from app.store.engines import installing
from tests.complaints.test_letters_of_complaints import post
from tests.complaints.test_settle_at_once import RECEIVED, SETTLED, settle
from tests.support.acting import as_owner
from tests.support.complaints import add_mei, log
from tests.support.databases import Database
from tests.support.offices import Enter
from tests.support.rows import plain_row


def ids(office: Office, desk_id: int) -> tuple[list[int], list[int]]:
    """The cases that count, and those that came back."""
    found = office.read(settled_cases, desk_id)
    return [row.id for row in found.counting], [row.id for row in found.came_back]


def move(database: Database, case_id: int, zone: str) -> None:
    """To desk 7, which is in that zone and has the calendar of the first."""
    desk, complaint = METADATA.tables["desk"], METADATA.tables["complaint"]
    with as_owner(database) as connection, installing(connection):
        code = connection.scalars(select(desk.c.calendar_code)).one()
        row = plain_row(desk) | {"id": 7, "code": "far", "zone": zone, "calendar_code": code}
        connection.execute(insert(desk).values(row))
        connection.execute(update(complaint).where(complaint.c.id == case_id).values(desk_id=7))


def test_a_desk_is_told_its_share_of_this_month_and_last(ready: Office, clock: SetClock) -> None:
    assert ready.read(settled_shares) == []
    person_id = add_mei(ready)
    in_october = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    ready.act(settle_at_once, person_id, **(SETTLED | {"received_at": in_october, "in_full": True}))
    first, second = settle(ready, person_id), settle(ready, person_id)
    log(ready, person_id)
    [share] = ready.read(settled_shares)
    assert (share.this_month, share.last_month) == (Share(2, 3, so_far=2), Share(0, 1))
    assert ids(ready, share.desk_id) == ([second, first], [])
    clock.at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    [share] = ready.read(settled_shares)
    assert (share.this_month, share.last_month) == (Share(0, 0), Share(2, 3, so_far=2))


def test_a_month_is_that_of_the_desk_whoever_reads(database: Database, ready: Office, enter: Enter) -> None:
    """Half past ten in the evening of 31 October in London is November already in Sofia."""
    late = datetime(2026, 10, 31, 22, 30, tzinfo=UTC)
    case_id = ready.act(settle_at_once, add_mei(ready), **(SETTLED | {"received_at": late, "in_full": True})).result
    move(database, case_id, "Europe/Sofia")
    [share] = enter("lea.leader").read(settled_shares)
    assert (share.desk_id, share.this_month, share.last_month) == (7, Share(0, 1), Share(0, 0))


def test_what_is_opened_again_no_longer_counts(ready: Office) -> None:
    case_id = settle(ready, add_mei(ready))
    ready.act(post, case_id, "confirmation", datetime(2026, 11, 20, tzinfo=UTC).date())
    ready.act(reopen, case_id, "They rang again.")
    [share] = ready.read(settled_shares)
    assert share.this_month == Share(0, 1)
    assert ids(ready, share.desk_id) == ([], [])


def test_what_came_back_in_time_does_not_count(ready: Office, clock: SetClock) -> None:
    """Settled on Friday 20 November 2026; the tenth working day after it is Friday 4 December."""
    mei, jo, bo = add_mei(ready), add_mei(ready), add_mei(ready)
    first, second, third = settle(ready, mei), settle(ready, jo), settle(ready, bo)
    clock.at = datetime(2026, 12, 4, 9, tzinfo=UTC)
    ready.act(settle_at_once, mei, **(SETTLED | {"received_at": clock.at, "in_full": True}))
    ready.act(
        log_contact, jo, channel="call", wanted="The certificate", dissatisfied=True, dissatisfied_about="certificate"
    )
    ready.act(log_contact, bo, channel="call", wanted="The certificate has come, many thanks")
    [share] = ready.read(settled_shares)
    assert share.last_month == Share(1, 3, so_far=1)
    assert ids(ready, share.desk_id) == ([third], [second, first])
    clock.at = datetime(2026, 12, 7, 9, tzinfo=UTC)
    ready.act(log_contact, bo, channel="call", wanted="x", dissatisfied=True, dissatisfied_about="certificate")
    [share] = ready.read(settled_shares)
    assert share.last_month == Share(1, 3)


def test_the_call_that_a_case_was_made_of_is_no_repeat_of_it(ready: Office) -> None:
    """The form says the minute of the call, the contact its second."""
    mei, rang_at = add_mei(ready), RECEIVED.replace(second=40)
    said = {"wanted": SETTLED["title"], "dissatisfied": True, "dissatisfied_about": SETTLED["title"]}
    call = ready.act(log_contact, mei, channel="call", happened_at=rang_at, **said).result
    case_id = settle(ready, mei, from_contact_id=call)
    [share] = ready.read(settled_shares)
    assert ids(ready, share.desk_id) == ([case_id], [])
    ready.act(log_contact, mei, channel="call", happened_at=rang_at.replace(second=50), **said)
    assert ids(ready, share.desk_id) == ([], [case_id])


def test_the_last_day_to_come_back_ends_at_the_desk_of_the_case(
    database: Database, ready: Office, enter: Enter, clock: SetClock
) -> None:
    """Noon of 4 December in London is the day after already in Auckland."""
    move(database, settle(ready, add_mei(ready)), "Pacific/Auckland")
    reader = enter("lea.leader")
    for hour, so_far in ((10, 1), (12, 0)):
        clock.at = datetime(2026, 12, 4, hour, tzinfo=UTC)
        [share] = reader.read(settled_shares)
        assert share.last_month == Share(1, 1, so_far=so_far)


def test_only_what_came_in_time_at_the_desk_that_is_asked_for_is_compared(
    database: Database, ready: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mei, jo = add_mei(ready), add_mei(ready)
    settle(ready, mei)
    [share] = ready.read(settled_shares)
    move(database, settle(ready, jo), "Europe/Sofia")
    for day, about in ((4, "in time"), (7, "too late")):
        clock.at = datetime(2026, 12, day, 9, tzinfo=UTC)
        for who in (mei, jo):
            ready.act(log_contact, who, channel="call", wanted="x", dissatisfied=True, dissatisfied_about=about)
    compared: list[str] = []

    def telling(words: str) -> list[str]:
        compared.append(words)
        return telling_words(words)

    monkeypatch.setattr("app.complaints.repeats.telling_words", telling)
    ready.read(settled_cases, share.desk_id)
    assert compared == [SETTLED["title"], "in time"]
    ready.read(settled_shares)
    assert sorted(compared[2:]) == sorted([SETTLED["title"], "in time"] * 2)
