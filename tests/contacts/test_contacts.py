"""Contacts and tasks through the office, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotAllowed
from app.contacts.caller_checks import NEEDED, POINTS, outcome
from app.contacts.callers import Callers, Consent, why_no_authority
from app.contacts.correct_contact import correct_contact
from app.contacts.corrections import corrections_of
from app.contacts.find import Urgency, colleagues, contact, contacts_of, my_day, open_tasks_of, urgency
from app.contacts.finish_task import finish_task
from app.contacts.hand_over_task import hand_over_task
from app.contacts.log_contact import log_contact
from app.contacts.open_task import AlreadyDone
from app.contacts.postpone_task import postpone_task
from app.contacts.reopen_task import reopen_task
from app.contacts.rules import Promise
from app.contacts.tables import CallerCheck, CallerKind, ComplaintWanted, Contact, Direction
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.change_consent import change_consent
from app.members.kinds import ConsentState
from app.members.tables import Channel, Person
from app.office import Office
from app.record.timeline import timeline
from app.schema import METADATA
from app.staff.work import Work
from app.store.engines import installing
from tests.support.acting import as_owner
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter
from tests.support.rows import plain_row

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def person(work: Work) -> int:
    row = Person(family_name="Rossi", given_names="Ada", territory="GB", sort_key="rossi")
    work.session.add(row)
    work.session.flush()
    return row.id


def test_a_call_with_a_promise_is_a_contact_and_a_task(office: Office) -> None:
    who = office.act(person).result
    logged = office.act(
        log_contact,
        who,
        channel="call",
        wanted="Wants a receipt for 2026",
        said="Will send it",
        checked=["name", "number", "born"],
        dissatisfied=True,
        dissatisfied_about="asked twice already",
        complaint_wanted="asked",
        promises=[Promise("Send the receipt", NOON)],
    )
    row = office.read(contact, logged.result)
    assert (row.person_name, row.channel, row.caller_check) == ("Ada Rossi", Channel.CALL, CallerCheck.PASSED)
    assert row.dissatisfied
    assert row.complaint_wanted is ComplaintWanted.ASKED
    tasks = office.read(my_day)
    assert [(t.what, t.urgency, t.subject) for t in tasks] == [
        ("Send the receipt", Urgency.SOON, f"contact:{logged.result}")
    ]
    assert f"person:{who}" in logged.changed
    assert [t.id for t in office.read(open_tasks_of, who)] == [tasks[0].id]


BAD = [
    ({"wanted": "  "}, "wanted"),
    ({"wanted": "x" * 1_000_000}, "wanted"),
    ({"wanted": "pay with 4111 1111 1111 1111 please"}, "wanted"),
    ({"said": "card 5500-0000-0000-0004"}, "said"),
    ({"promises": [Promise("Charge 4111111111111111 123", NOON)]}, "promises.0.what"),
    ({"happened_at": NOON + timedelta(days=400)}, "happened_at"),
    ({"dissatisfied": True}, "dissatisfied_about"),
    ({"promises": [Promise("", NOON)]}, "promises.0.what"),
    ({"promises": [Promise("Call back", NOON - timedelta(days=9))]}, "promises.0.due_at"),
]


@pytest.mark.parametrize(("bad", "field"), BAD, ids=[f"{field}-{at}" for at, (_, field) in enumerate(BAD)])
def test_bad_input_names_its_field_and_saves_nothing(office: Office, bad: dict[str, object], field: str) -> None:
    who = office.act(person).result
    with pytest.raises(BadInput) as refused:
        office.act(log_contact, who, **{"channel": "call", "wanted": "A question"} | bad)  # type: ignore[arg-type]
    assert [problem.field for problem in refused.value.problems] == [field]
    assert "4111" not in str(refused.value)
    assert office.read(contacts_of, who) == []
    assert office.read(my_day) == []


def test_nobody_known_needs_a_name(office: Office) -> None:
    with pytest.raises(BadInput, match="who it was"):
        office.act(log_contact, None, channel="call", wanted="A question")
    logged = office.act(log_contact, None, channel="call", wanted="A question", caller_name="Somebody in Cork")
    assert office.read(contact, logged.result).caller_name == "Somebody in Cork"


def test_contacts_come_newest_first_a_page_at_a_time(office: Office, clock: SetClock) -> None:
    who = office.act(person).result
    made = []
    for number in range(5):
        clock.advance(timedelta(minutes=number % 2))
        made.append(office.act(log_contact, who, channel="email", wanted=f"{number}").result)
    first = office.read(contacts_of, who, None, 3)
    second = office.read(contacts_of, who, (first[-1].happened_at, first[-1].id), 3)
    assert [row.id for row in first + second] == made[::-1]


def test_a_task_is_done_once_and_can_be_taken_back(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    ada.act(log_contact, None, channel="call", wanted="q", caller_name="n", promises=[Promise("Call back", NOON)])
    task = ada.read(my_day)[0].id
    ben.act(finish_task, task, "called")
    with pytest.raises(AlreadyDone):
        ada.act(finish_task, task)
    assert ada.read(my_day) == []
    ada.act(reopen_task, task)
    ada.act(postpone_task, task, NOON + timedelta(days=30))
    assert ada.read(my_day)[0].urgency is Urgency.LATER
    ada.act(hand_over_task, task, staff_id("ben.adviser"))
    assert [row.id for row in ben.read(my_day)] == [task]
    with pytest.raises(BadInput):
        ada.act(hand_over_task, task, 999)
    with pytest.raises(BadInput):
        ada.act(postpone_task, task, NOON - timedelta(days=30))


def test_a_contact_is_corrected_with_its_rules(office: Office) -> None:
    logged = office.act(log_contact, None, channel="call", wanted="A receit", caller_name="n").result
    office.act_once(uuid4(), "Misheard", correct_contact, logged, {"wanted": ("A receit", "A receipt")})
    assert office.read(contact, logged).wanted == "A receipt"
    with pytest.raises(BadInput):
        office.act_once(uuid4(), "Misheard", correct_contact, logged, {"wanted": ("A receipt", " ")})
    assert office.read(contact, logged).wanted == "A receipt"


def test_a_correction_says_what_was_wrong_and_both_are_shown(office: Office) -> None:
    tan = office.act(add_person, {"family_name": "Tan", "territory": "SG"}).result
    logged = office.act(log_contact, tan, channel="call", wanted="A receit", said="Soon").result
    with pytest.raises(BadInput, match="what was wrong") as refused:
        office.act(correct_contact, logged, {"wanted": ("A receit", "A receipt")})
    assert [problem.field for problem in refused.value.problems] == ["why"]
    edits = {"wanted": ("A receit", "A receipt"), "direction": (Direction.IN, Direction.OUT)}
    office.act_once(uuid4(), "Misspelt, and we rang", correct_contact, logged, edits)
    (corrected,) = office.read(corrections_of, [logged])[logged]
    assert corrected.was == (("Which way", "To us"), ("What was wanted", "A receit"))
    (entry, _begun) = office.read(timeline, tan)
    assert entry.title == "Call out: A receipt"
    assert entry.body.endswith(
        "Corrected on 20 Nov 2026 by Ada Adviser: Misspelt, and we rang. "
        "Which way was “To us”. What was wanted was “A receit”."
    )


def test_an_auditor_reads_and_writes_nothing(enter: Enter) -> None:
    auditor = enter("oto.auditor")
    assert ("Ada Adviser" in dict(auditor.read(colleagues)).values()) is True
    with pytest.raises(NotAllowed):
        auditor.act(log_contact, None, channel="call", wanted="q", caller_name="n")


@pytest.mark.parametrize("kind", CallerKind)
def test_each_kind_of_caller_can_pass_its_check(kind: CallerKind) -> None:
    keys = frozenset(point.key for point in POINTS[kind])
    assert len(keys) >= NEEDED[kind]
    assert outcome(kind, keys) is (CallerCheck.PASSED if NEEDED[kind] else CallerCheck.NOT_NEEDED)
    assert outcome(kind, frozenset()) is (CallerCheck.NOT_DONE if NEEDED[kind] else CallerCheck.NOT_NEEDED)
    with pytest.raises(ValueError, match="not points"):
        outcome(kind, keys | {"shoe size"})


VALID, ASKED, WITHDRAWN = ConsentState.VALID, ConsentState.REQUESTED, ConsentState.WITHDRAWN
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("consents", "caller", "why_not"),
    [
        ([("Jo Lee", VALID, None)], "", ""),
        ([("Jo Lee", VALID, DAY)], "", ""),
        ([("Jo Lee", VALID, date(2026, 11, 19))], "", "The consent for Jo Lee expired on 19 Nov 2026."),
        ([("Jo Lee", VALID, date(2026, 11, 19)), ("Al Bo", VALID, None)], "", ""),
        ([("Jo Lee", VALID, date(2026, 11, 19)), ("Al Bo", VALID, None)], "jo lee",
         "The consent for Jo Lee expired on 19 Nov 2026."),
        ([("Jo Lee", WITHDRAWN, None)], "", "The consent for Jo Lee was withdrawn."),
        ([("Jo Lee", ASKED, None)], "", "The consent for Jo Lee was asked for and is not here yet."),
        ([], "", "No consent for a representative is on record."),
    ],
)  # fmt: skip
def test_who_may_speak_for_a_person(
    consents: list[tuple[str, ConsentState, date | None]], caller: str, why_not: str
) -> None:
    callers = Callers(1, None, tuple(Consent(*one) for one in consents))
    assert why_no_authority(callers, caller, DAY) == why_not


def test_a_representative_whose_consent_ended_does_not_pass(enter: Enter) -> None:
    office = enter("ada.adviser")
    tan, jo = (office.act(add_person, {"family_name": name, "territory": "GB"}).result for name in ("Tan", "Jo"))
    values = {"relationship_kind": "daughter", "scope": "all", "given_on": date(2020, 1, 1), "consent": VALID}

    def logged() -> CallerCheck:
        office.act(
            log_contact,
            tan,
            channel="call",
            wanted="q",
            caller_kind="representative",
            checked=["name", "for_whom", "authority"],
        )
        return max(office.read(contacts_of, tan), key=lambda row: row.id).caller_check

    assert logged() is CallerCheck.FAILED, "none is on record"
    row = office.act(add_representative, tan, jo, values).result
    assert logged() is CallerCheck.PASSED
    ended = {"expires_on": (None, date(2021, 1, 1)), "consent": (VALID, ConsentState.EXPIRED)}
    office.act(change_consent, row, ended)
    assert logged() is CallerCheck.FAILED


def test_an_mp_speaks_for_a_constituent_without_a_consent_on_record(enter: Enter) -> None:
    office = enter("ada.adviser")
    tan = office.act(add_person, {"family_name": "Tan", "territory": "GB"}).result
    of: dict[str, Any] = {"channel": "call", "wanted": "q", "caller_kind": "elected_member", "caller_name": "A Member"}
    checks = [
        office.read(contact, office.act(log_contact, tan, **of, checked=checked).result).caller_check
        for checked in (["name", "for_whom"], ["name", "office", "for_whom"])
    ]
    assert checks == [CallerCheck.FAILED, CallerCheck.PASSED]


ASKED_ALL = ["name", "for_whom", "authority"]


def corrected(office: Office, contact_id: int, **edits: tuple[Any, Any]) -> CallerCheck:
    office.act_once(uuid4(), "Misheard", correct_contact, contact_id, edits)
    return office.read(contact, contact_id).caller_check


def test_a_check_is_judged_again_by_the_record_of_whom_it_was_about(enter: Enter, clock: SetClock) -> None:
    """Jo may speak for Tan until 1 December, and for Lim never."""
    office = enter("ada.adviser")
    tan, lim, jo = (office.act(add_person, {"family_name": one, "territory": "GB"}).result for one in ("T", "L", "Jo"))
    until = {"relationship_kind": "daughter", "scope": "all", "given_on": date(2020, 1, 1), "consent": VALID}
    office.act(add_representative, tan, jo, until | {"expires_on": date(2026, 12, 1)})
    of: dict[str, Any] = {"channel": "call", "wanted": "q", "caller_kind": "representative", "checked": ASKED_ALL}
    logged = office.act(log_contact, lim, **of).result
    assert office.read(contact, logged).caller_check is CallerCheck.FAILED
    assert corrected(office, logged, person_id=(lim, tan)) is CallerCheck.PASSED
    assert corrected(office, logged, caller_name=("", "Al Bo")) is CallerCheck.PASSED, (
        "nobody of that name is on record"
    )
    assert corrected(office, logged, person_id=(tan, lim)) is CallerCheck.FAILED
    told = [one.was for one in office.read(corrections_of, [logged])[logged]]
    assert ("Caller check", "Passed") in told[0]
    assert "The caller did not pass the check." in office.read(timeline, lim)[0].body
    first, last = (datetime(2026, 12, day, 9, tzinfo=UTC) for day in (1, 2))
    clock.at = last + timedelta(days=1)
    later = office.act(log_contact, tan, **of, happened_at=first).result
    assert corrected(office, later, wanted=("q", "Q")) is CallerCheck.PASSED
    assert corrected(office, later, happened_at=(first, last)) is CallerCheck.FAILED
    assert corrected(office, later, happened_at=(last, first)) is CallerCheck.PASSED


def test_the_day_of_a_check_is_that_of_the_desk_of_the_contact(
    database: Database, enter: Enter, clock: SetClock
) -> None:
    """Noon of 1 December in London is 2 December already in Auckland, whose contact somebody in London corrects."""
    office = enter("ada.adviser")
    tan, jo = (office.act(add_person, {"family_name": one, "territory": "GB"}).result for one in ("T", "Jo"))
    until = {"relationship_kind": "daughter", "scope": "all", "given_on": date(2020, 1, 1), "consent": VALID}
    office.act(add_representative, tan, jo, until | {"expires_on": date(2026, 12, 1)})
    nine, ten, noon = (datetime(2026, 12, 1, hour, tzinfo=UTC) for hour in (9, 10, 12))
    clock.at = noon + timedelta(days=2)
    of: dict[str, Any] = {"channel": "call", "wanted": "q", "caller_kind": "representative", "checked": ASKED_ALL}
    logged = office.act(log_contact, tan, **of, happened_at=nine).result
    desk = METADATA.tables["desk"]
    with as_owner(database) as connection, installing(connection):
        row = plain_row(desk) | {"id": 7, "code": "akl", "zone": "Pacific/Auckland"}
        connection.execute(insert(desk).values(row))
        connection.execute(text("UPDATE contact SET desk_id = 7"))
    assert corrected(office, logged, happened_at=(nine, ten)) is CallerCheck.PASSED
    assert corrected(office, logged, happened_at=(ten, noon)) is CallerCheck.FAILED
    assert corrected(office, logged, caller_name=("", "Al Bo")) is CallerCheck.FAILED


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (datetime(2026, 11, 20, 9, tzinfo=UTC), Urgency.OVERDUE),
        (datetime(2026, 11, 20, 15, 59, tzinfo=UTC), Urgency.TODAY),
        (datetime(2026, 11, 20, 16, 0, tzinfo=UTC), Urgency.SOON),  # midnight in Singapore
        (datetime(2026, 12, 20, tzinfo=UTC), Urgency.LATER),
    ],
)
def test_today_is_the_desks_today(due: datetime, expected: Urgency) -> None:
    assert urgency(due, datetime(2026, 11, 20, 10, tzinfo=UTC), "Asia/Singapore") is expected


@pytest.mark.parametrize(
    ("kind", "checked"),
    [("public_user", ("number", "born")), ("member", ("x", "y", "z")), ("unknown", ("name",))],
)
def test_points_of_another_kind_of_caller_are_refused(office: Office, kind: str, checked: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        office.act(log_contact, None, channel="call", wanted="q", caller_name="n", caller_kind=kind, checked=checked)
    assert [problem.field for problem in refused.value.problems] == ["checked"]


@pytest.mark.parametrize(
    ("before", "checked", "after", "check", "kept"),
    [
        ("public_user", ("name", "case"), "member", CallerCheck.FAILED, ["name"]),
        ("public_user", ("name", "case"), "legal_professional", CallerCheck.FAILED, ["name"]),
        ("public_user", ("case",), "partner", CallerCheck.NOT_DONE, []),
        ("member", ("name", "born", "address"), "public_user", CallerCheck.PASSED, ["address", "name"]),
        ("member", ("name", "born", "address"), "unknown", CallerCheck.NOT_NEEDED, []),
    ],
)
def test_another_kind_of_caller_is_another_check(
    office: Office, before: str, checked: tuple[str, ...], after: str, check: CallerCheck, kept: list[str]
) -> None:
    logged = office.act(
        log_contact, None, channel="call", wanted="q", caller_name="n", caller_kind=before, checked=checked
    ).result
    office.act_once(
        uuid4(), "Misheard", correct_contact, logged, {"caller_kind": (CallerKind(before), CallerKind(after))}
    )
    assert office.read(contact, logged).caller_check is check
    assert office.read(lambda work: work.session.scalar(select(Contact.caller_checked))) == kept
