"""The door: one action a transaction, whole or not at all; who is told; who may come in."""

from __future__ import annotations

import gc
import threading
import uuid
import weakref

import psycopg
import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError

from app.basics.clock import SetClock
from app.basics.problems import Conflict, NotAllowed
from app.members.tables import Person
from app.office import Office
from app.staff.drafts import drafts_of, forget_draft, keep_draft, my_drafts
from app.staff.editing import Edits, apply_edits
from app.staff.find import this_office
from app.staff.permissions import Permission
from app.staff.tables import Role, StaffRole
from app.staff.work import ReadWork, Work
from app.store.engines import installing, write_transaction
from app.store.faults import WrongPassword
from app.store.tables import Action, Change
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter, str_of
from tests.support.postgres import PASSWORD


def add(work: Work, name: str) -> int:
    person = Person(family_name=name, territory="GB", sort_key=name.lower())
    work.session.add(person)
    work.session.flush()
    return person.id


def add_then_fail(work: Work, name: str) -> None:
    add(work, name)
    raise RuntimeError(name)


def edit(work: Work, person_id: int, edits: Edits) -> None:
    apply_edits(work, work.session.get_one(Person, person_id), edits)


def names(work: ReadWork) -> list[str]:
    return list(work.session.scalars(select(Person.family_name).order_by(Person.id)))


def actions(work: ReadWork) -> list[tuple[str, str, int | None]]:
    rows = work.session.execute(select(Action.verb, Action.reason, Action.staff_id))
    return [(row.verb, row.reason, row.staff_id) for row in rows]


def changes(work: ReadWork) -> list[tuple[str, str, bool]]:
    rows = work.session.scalars(select(Change).order_by(Change.id))
    return [(row.table_name, row.kind, row.action_id is not None) for row in rows if row.table_name == "person"]


def forbidden(work: Work) -> None:
    work.require(Permission.LETTER_APPROVE)


def test_an_act_leaves_one_action_and_says_what_changed(office: Office) -> None:
    done = office.act(add, "Lovelace")
    assert office.read(names) == ["Lovelace"]
    assert f"person:{done.result}" in done.changed
    ((verb, _, who),) = office.read(actions)
    assert (verb.endswith(".add"), who) == (True, staff_id("ada.adviser"))
    assert office.read(changes) == [("person", "insert", True)]


def test_nothing_of_a_closed_office_stays(database: Database) -> None:
    url = str_of(database, "ada.adviser")
    office = Office.sign_in(url, "ada.adviser", PASSWORD, clock=SetClock())
    office.read(this_office)
    still_there = weakref.ref(office._engine)
    office.close()
    del office
    gc.collect()
    assert still_there() is None


def test_a_failed_act_leaves_nothing(office: Office) -> None:
    before = office.read(actions)
    with pytest.raises(RuntimeError):
        office.act(add_then_fail, "Nobody")
    assert office.read(names) == []
    assert office.read(actions) == before


def test_a_request_sent_twice_returns_the_first_result(office: Office) -> None:
    request = uuid.uuid4()
    first = office.act_once(request, "asked by telephone", add, "Hopper")
    second = office.act_once(request, "asked by telephone", add, "Hopper")
    assert first.result == second.result
    assert second.changed == {"*"}  # nobody knows any more who has read it since
    assert office.read(names) == ["Hopper"]


def test_a_late_form_meets_the_newer_work(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    person = ada.act(add, "Tan").result
    ben.act(edit, person, {"family_name": ("Tan", "Tan-Lee"), "title": ("", "Dr")})
    with pytest.raises(Conflict) as met:
        ada.act(edit, person, {"family_name": ("Tan", "Than"), "post_nominals": ("", "FRCS")})
    assert [(c.field, c.theirs, c.yours) for c in met.value.conflicts] == [("family_name", "Tan-Lee", "Than")]
    assert met.value.changed_by == "Ben Adviser"
    ada.act(edit, person, {"post_nominals": ("", "FRCS")})
    assert ada.read(names) == ["Tan-Lee"]


def test_two_fields_saved_at_one_moment_both_stand(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    person = ada.act(add, "Tan").result
    came_first: list[int] = []

    def edit_late(work: Work) -> None:
        row = work.session.get_one(Person, person)
        if not came_first and ada_reads_without_lock(work):
            came_first.append(1)
            ben.act(edit, person, {"title": ("", "Dr")})
        apply_edits(work, row, {"post_nominals": ("", "FRCS")})

    ada.act(edit_late)
    if came_first:
        assert ada.read(stored, person) == ("Dr", "FRCS")
    else:
        assert ada.read(stored, person) == ("", "FRCS")


def ada_reads_without_lock(work: Work) -> bool:
    """SQLite gives the write lock to one at a time, so the moment can only be made on PostgreSQL."""
    return work.session.get_bind().dialect.name == "postgresql"


def stored(work: ReadWork, person_id: int) -> tuple[str, str]:
    row = work.session.get_one(Person, person_id)
    return row.title, row.post_nominals


def test_roles_are_judged_on_the_day_of_the_deed(database: Database, enter: Enter) -> None:
    lea = enter("lea.leader")
    lea.act(approve_something)
    owner = database.engine()
    with write_transaction(owner) as connection, installing(connection):
        connection.execute(
            update(StaffRole).where(StaffRole.staff_id == staff_id("lea.leader")).values(role=Role.ADVISER)
        )
    owner.dispose()
    with pytest.raises(NotAllowed):
        lea.act(approve_something)


def approve_something(work: Work) -> None:
    work.require(Permission.LETTER_APPROVE)


def test_what_is_audited_cannot_be_kept_outside_an_action(office: Office) -> None:
    with pytest.raises(TypeError, match="person is audited"):
        office.keep(add, "Nobody")
    assert office.read(names) == []


def test_a_connection_lost_after_the_commit_saves_once_and_says_so(office: Office) -> None:
    lost_once: list[int] = []

    def lose(_session: object) -> None:
        if not lost_once:
            lost_once.append(1)
            raise OperationalError("", {}, psycopg.OperationalError("server closed the connection unexpectedly"))

    event.listen(office._writing, "after_commit", lose)
    done = office.act(add, "Curie")
    assert lost_once
    assert done.result is not None
    assert office.read(names) == ["Curie"]


def test_who_may_not_is_told_who_may(office: Office) -> None:
    with pytest.raises(NotAllowed, match="team leader or manager"):
        office.act(forbidden)


def test_drafts_are_kept_without_an_action_and_only_for_oneself(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    before = ada.read(actions)
    ada.keep(keep_draft, "contact:new:1", {"wanted": "a receipt", "said": ""})
    ada.keep(keep_draft, "contact:new:1", {"wanted": "a receipt for 2026"})
    assert ada.read(drafts_of, "contact:new:1") == {"wanted": "a receipt for 2026"}
    assert ben.read(my_drafts) == []
    assert ada.read(actions) == before
    ada.keep(forget_draft, "contact:new:1")
    assert ada.read(my_drafts) == []


def test_another_desk_hears_of_it(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    heard: list[str] = []
    arrived = threading.Event()

    def hear(keys: frozenset[str]) -> None:
        heard.extend(keys)
        arrived.set()

    feed = ben.watch(hear)
    assert feed.ready.wait(10)
    done = ada.act(add, "Noether")
    assert arrived.wait(10)
    assert set(heard) == set(done.changed)


def test_a_wrong_password_is_said_plainly(database: Database) -> None:
    url = (
        str_of(database, "ada.adviser")
        .replace("correct%20horse%20battery", "wrong")
        .replace("correct+horse+battery", "wrong")
    )
    with pytest.raises(WrongPassword, match="Caps Lock"):
        Office.sign_in(url, "ada.adviser", "wrong")


def test_an_unknown_name_is_told_no_more_than_a_wrong_password(database: Database) -> None:
    if database.kind == "sqlite":
        with pytest.raises(WrongPassword):
            Office.sign_in(str_of(database, "x"), "nobody", "correct horse battery")
    else:
        with pytest.raises(WrongPassword):
            Office.sign_in(str_of(database, "nobody"), "nobody", "correct horse battery")
