"""What is read across rooms: the timeline, the history of fields, and the search over everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.basics.clock import SetClock
from app.basics.problems import NotFound
from app.basics.references import ReferenceKind
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.tables import Complaint
from app.contacts.tables import CallerCheck, CallerKind, Contact, Direction
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.tables import Letter, LetterEvent, LetterEventKind
from app.knowledge.tables import LibraryKind, LibraryVersion
from app.members.add_contact_point import add_contact_point
from app.members.add_person import add_person
from app.members.edit_contact_point import edit_contact_point
from app.members.edit_person import edit_person
from app.members.find import person_record
from app.members.set_warning import set_warning
from app.members.tables import Channel, PointKind
from app.office import Office
from app.record.history import FieldChange, history, person_history
from app.record.look_for_people import look_for_people, next_page
from app.record.look_up import Hit, HitKind, look_up
from app.record.timeline import EntryKind, TimelineEntry, timeline
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from app.store.references import next_reference
from tests.support.offices import Enter

TAN: dict[str, Any] = {"family_name": "Tan", "given_names": "Mei Ling", "title": "Dr", "territory": "SG"}


def log_call(work: Work, person_id: int, wanted: str) -> int:
    row = Contact(
        person_id=person_id,
        desk_id=1,
        staff_id=work.actor.staff_id,
        channel=Channel.CALL,
        direction=Direction.IN,
        happened_at=work.now(),
        wanted=wanted,
        said="We will look.",
        caller_kind=CallerKind.MEMBER,
        caller_check=CallerCheck.PASSED,
        dissatisfied=True,
        dissatisfied_about="the wait",
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def log_case(work: Work, person_id: int, title: str, version_id: int) -> str:
    row = Complaint(
        reference=next_reference(work.session, ReferenceKind.CASE, 2026),
        person_id=person_id,
        complainant_kind=CallerKind.MEMBER,
        desk_id=1,
        owner_id=work.actor.staff_id,
        procedure_version_id=version_id,
        stage="first",
        title=title,
        channel=Channel.CALL,
        raised_on=work.today(),
        received_at=work.now(),
        in_their_words="It took too long.",
        case_number="4711/26",
        their_reference="Ref. BM 0815 x",
    )
    work.session.add(row)
    keep_case_tokens(work, row)
    return row.reference


def begin_letter(work: Work, person_id: int, title: str) -> str:
    row = Letter(
        reference=next_reference(work.session, ReferenceKind.LETTER, 2026),
        person_id=person_id,
        addressee_id=person_id,
        desk_id=1,
        kind="reply",
        title=title,
        template_code="general-reply",
        language="en-GB",
        author_id=work.actor.staff_id,
        created_at=work.now(),
    )
    work.session.add(row)
    keep_letter_tokens(work, row)
    export = LetterEvent(letter_id=row.id, kind=LetterEventKind.EXPORTED, at=work.now(), by_id=work.actor.staff_id)
    work.session.add(export)
    work.session.flush()
    return row.reference


def add_version(work: Work) -> int:
    row = LibraryVersion(
        kind=LibraryKind.PROCEDURE,
        code="public-service",
        language="en-GB",
        version=1,
        title="Procedure",
        body="",
        sha256="0" * 64,
        in_force_from=date(2026, 1, 1),
        added_at=work.now(),
    )
    work.session.add(row)
    work.session.flush()
    return row.id


@pytest.fixture
def manager(enter: Enter) -> Office:
    return enter("mia.manager")


@pytest.fixture
def tan(office: Office) -> int:
    return office.act(add_person, TAN, phone="6123 4567", email="mei.tan@example.org").result


def entries(office: Office, person_id: int, **asked: Any) -> list[TimelineEntry]:
    return office.read(timeline, person_id, **asked)


def changes(office: Office, person_id: int) -> list[FieldChange]:
    return office.read(person_history, person_id)


def hits(office: Office, text: str) -> list[Hit]:
    return office.read(look_up, text)


def phone_id(office: Office, person_id: int) -> int:
    point = office.read(person_record, person_id).first_point(PointKind.PHONE)
    assert point is not None
    return point.id


def test_a_change_reads_as_a_sentence_with_who_did_it(office: Office, tan: int, clock: SetClock) -> None:
    clock.advance(timedelta(hours=1))
    office.act(edit_contact_point, phone_id(office, tan), {"value": ("+6561234567", "+65 6765 4321")})
    (newest, begun) = entries(office, tan)
    assert (newest.title, newest.who) == ("Phone changed from +65 6123 4567 to +65 6765 4321", "Ada Adviser")
    assert newest.kind == EntryKind.CHANGE
    assert begun.title == "Record begun"
    assert begun.body.splitlines() == ["Person added", "Phone +65 6123 4567 added", "E-mail mei.tan@example.org added"]


def test_the_timeline_tells_of_everything_newest_first(
    manager: Office, office: Office, tan: int, clock: SetClock
) -> None:
    version = manager.act(add_version).result
    for step in (
        lambda: office.act(log_call, tan, "A receipt for 2026\nand soon"),
        lambda: office.act(log_case, tan, "Late certificate", version),
        lambda: office.act(begin_letter, tan, "Your certificate"),
        lambda: office.act_once(uuid4(), "She asked", set_warning, tan, {"kind": "do_not_write"}),
    ):
        clock.advance(timedelta(hours=1))
        step()
    assert [
        (entry.kind.value, entry.title.partition(" C26")[0].partition(" L26")[0]) for entry in entries(office, tan)
    ] == [
        ("change", "Warning Do not write added"),
        ("letter_event", "Letter"),
        ("letter", "Letter"),
        ("complaint", "Complaint"),
        ("contact", "Call in: A receipt for 2026"),
        ("change", "Record begun"),
    ]
    contact = entries(office, tan, kinds=[EntryKind.CONTACT])[0]
    assert contact.dissatisfied
    assert contact.body == "A receipt for 2026\nand soon\n\nWe will look.\n\nDissatisfied about: the wait"


def test_pages_of_the_timeline_are_whole_also_at_one_instant(
    manager: Office, office: Office, tan: int, clock: SetClock
) -> None:
    version = manager.act(add_version).result
    for number in range(4):
        office.act(log_call, tan, f"call {number}")
        office.act(log_case, tan, f"case {number}", version)
        office.act(begin_letter, tan, f"letter {number}")
        office.act_once(uuid4(), "She asked", set_warning, tan, {"kind": "do_not_write"})
        clock.advance(timedelta(minutes=number % 2))
    whole = [entry.before for entry in entries(office, tan)]
    assert len(whole) == 4 * 5 + 1
    paged: list[Any] = []
    before = None
    while page := entries(office, tan, before=before, limit=3):
        paged += [entry.before for entry in page]
        before = page[-1].before
    assert paged == whole


def test_another_person_s_timeline_stays_out(office: Office, tan: int) -> None:
    other = office.act(add_person, TAN | {"given_names": "Bo"}).result
    office.act(log_call, other, "something else")
    assert [entry.title for entry in entries(office, tan)] == ["Record begun"]


def test_history_says_who_when_old_new_and_why(enter: Enter, clock: SetClock) -> None:

    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    tan = ada.act(add_person, TAN).result
    clock.advance(timedelta(days=1))
    ben.act_once(uuid4(), "As she asked by telephone", edit_person, tan, {"title": ("Dr", "Prof")})
    (newest, *first) = changes(ada, tan)
    assert (newest.label, newest.old, newest.new, newest.who, newest.why) == (
        "Title",
        "Dr",
        "Prof",
        "Ben Adviser",
        "As she asked by telephone",
    )
    assert newest.at == datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    assert all(change.is_new and change.who == "Ada Adviser" for change in first)
    assert [change.new for change in ada.read(history, f"person:{tan}", "title")] == ["Prof", "Dr"]


def test_history_shows_values_as_people_read_them(office: Office, tan: int) -> None:
    office.act(
        edit_person,
        tan,
        {
            "born_on": (None, date(1979, 3, 14)),
            "family_name_first": (False, True),
            "preferred_channel": (None, "email"),
        },
    )
    shown = {change.label: (change.old, change.new) for change in changes(office, tan) if not change.is_new}
    assert shown == {
        "Date of birth": ("", "14 Mar 1979"),
        "Family name first": ("no", "yes"),
        "Prefers": ("", "E-mail"),
    }


def test_history_of_parts_names_the_part(office: Office, tan: int) -> None:
    address = {"line1": "12 Raffles Quay", "postcode": "048583", "country": "SG"}
    office.act(add_contact_point, tan, PointKind.ADDRESS, address)
    labels = {change.label: change.new for change in changes(office, tan)}
    assert labels["Address line 1"] == "12 Raffles Quay"
    assert labels["Address: country"] == "Singapore"
    assert labels["Phone"] == "+65 6123 4567"


def test_history_pages(office: Office, tan: int) -> None:
    for old, new in (("Dr", "Prof"), ("Prof", "Mrs"), ("Mrs", "Ms")):
        office.act(edit_person, tan, {"title": (old, new)})
    first = office.read(person_history, tan, limit=2)
    rest = office.read(person_history, tan, first[-1].change_id, 100)
    assert [change.new for change in first] == ["Ms", "Mrs"]
    assert rest[0].new == "Prof"


def test_nobody_has_no_history(office: Office) -> None:
    with pytest.raises(NotFound):
        changes(office, 4711)
    with pytest.raises(NotFound):
        office.read(history, "contact_point:4711")


def test_a_reference_is_found_whole_in_part_and_without_hyphens(manager: Office, office: Office, tan: int) -> None:
    version = manager.act(add_version).result
    case = office.act(log_case, tan, "Late certificate", version).result
    letter = office.act(begin_letter, tan, "Your certificate").result
    for typed in (case, case.lower(), case.replace("-", ""), case[:10], case[:6], f"  {case} ", f"LON/{case}"):
        assert [(hit.kind, hit.reference) for hit in hits(office, typed)] == [(HitKind.COMPLAINT, case)], typed
    (found,) = hits(office, letter)
    assert (found.kind, found.title, found.second) == (HitKind.LETTER, "Your certificate", "TAN Mei Ling, Dr, editing")


def test_their_number_and_people_are_found_too(manager: Office, office: Office, tan: int) -> None:
    version = manager.act(add_version).result
    office.act(log_case, tan, "Late certificate", version)
    for typed in ("4711/26", "4711 26", "4711", "ref bm 0815 X", "REF.BM0815"):
        assert [hit.kind for hit in hits(office, typed)] == [HitKind.COMPLAINT], typed
    (person,) = hits(office, "tan mei")
    assert (person.subject, person.title, person.second) == (f"person:{tan}", "TAN Mei Ling, Dr", "not a member, SG")


def test_people_are_found_by_the_reference_of_their_case_or_letter(manager: Office, office: Office, tan: int) -> None:
    version = manager.act(add_version).result
    case = office.act(log_case, tan, "Late certificate", version).result
    other = office.act(add_person, {"family_name": "Omar", "territory": "GB"}).result
    letters = [office.act(begin_letter, person, "Your certificate").result for person in (tan, other, tan)]

    def found(text: str, *rest: Any) -> list[tuple[int, str]]:
        return [(hit.person_id, hit.found_in) for hit in office.read(look_for_people, text, *rest)]

    assert found(f"LON/{case}") == found(case[:6]) == [(tan, case)]
    assert found(letters[1].replace("-", "")) == [(other, letters[1])]
    assert found(letters[0][:4]) == [(tan, letters[2]), (other, letters[1])], "each person once, the latest first"
    (first,) = office.read(look_for_people, letters[0][:4], None, 1)
    assert found(letters[0][:4], next_page(first)) == [(other, letters[1])]
    assert found("tan") == [(tan, "")]
    assert found("C26-999999-99") == found("%") == []


def test_where_people_are_found_a_reference_adds_nobody_on_a_later_page(office: Office, tan: int) -> None:
    letter = office.act(begin_letter, tan, "Your certificate").result
    omar = office.act(add_person, {"family_name": "Omar", "territory": "GB"}).result
    address = {"line1": "1 Roman Road", "locality": "Liverpool", "postcode": "L26 3AB", "country": "GB"}
    office.act(add_contact_point, omar, PointKind.ADDRESS, address)
    (first,) = office.read(look_for_people, letter[:3], None, 1)
    assert (letter[:3], first.person_id, first.found_in) == ("L26", omar, "")
    assert office.read(look_for_people, letter[:3], next_page(first), 1) == []


def test_a_reference_leads_to_people_only_who_may_read_what_bears_it(manager: Office, office: Office, tan: int) -> None:
    case = office.act(log_case, tan, "Late certificate", manager.act(add_version).result).result
    letter = office.act(begin_letter, tan, "Your certificate").result

    def found(text: str, *may: Permission) -> list[int]:
        def reading(work: ReadWork) -> list[int]:
            actor = replace(work.actor, permissions=frozenset({Permission.MEMBER_READ, *may}))
            return [hit.person_id for hit in look_for_people(replace(work, actor=actor), text)]

        return office.read(reading)

    assert found(case, Permission.LETTER_READ) == found(letter, Permission.COMPLAINT_READ) == []
    assert found(case, Permission.COMPLAINT_READ) == found(letter, Permission.LETTER_READ) == [tan]


def test_the_palette_has_lines_for_what_one_may_read_alone(manager: Office, office: Office, tan: int) -> None:
    version = manager.act(add_version).result
    case = office.act(log_case, tan, "Late certificate", version).result
    letter = office.act(begin_letter, tan, "Your certificate").result

    def found(text: str, *may: Permission) -> list[HitKind]:
        def reading(work: ReadWork) -> list[HitKind]:
            actor = replace(work.actor, permissions=frozenset({Permission.MEMBER_READ, *may}))
            return [hit.kind for hit in look_up(replace(work, actor=actor), text)]

        return office.read(reading)

    assert found(case, Permission.LETTER_READ) == found("4711", Permission.LETTER_READ) == []
    assert found(letter, Permission.COMPLAINT_READ) == []
    assert found(case, Permission.COMPLAINT_READ) == found("4711", Permission.COMPLAINT_READ) == [HitKind.COMPLAINT]
    assert found(letter, Permission.LETTER_READ) == [HitKind.LETTER]


@pytest.mark.parametrize("text", ["", "  ", "C26-999999-99", "%", "C2", "'", "x" * 5_000])
def test_what_is_nothing_finds_nothing(office: Office, tan: int, text: str) -> None:
    assert hits(office, text) == []
