"""Remedies of money: proposed by anybody, decided on with the letter within one's authority, printed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from app.basics.money import Money
from app.basics.problems import BadInput
from app.complaints.add_remedy import add_remedy
from app.complaints.edit_remedy import edit_remedy, withdraw_remedy
from app.complaints.join_complaint import join_complaint
from app.complaints.letter_progress import AboveAuthority
from app.complaints.remedy_sums import LeadOutOfSight, case_sums, decided_with
from app.complaints.rules import ready_to_write
from app.complaints.states import RemedyKind, RemedyState
from app.correspondence.approve_letter import approve_letter
from app.correspondence.deciders import deciders_of
from app.correspondence.draft_letter import draft_letter
from app.correspondence.events import LetterToBeApproved
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.letter_rows import letter_row
from app.correspondence.second_person import Weighed, why_second_person
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_back_approval import take_back_approval
from app.knowledge.procedure import Alone, ApprovalRules
from app.office import Office
from app.staff.grant_authority import end_authority, grant_authority, grants_of
from app.staff.tables import Role
from app.staff.work import ReadWork, Work
from app.store.engines import installing
from letters.block_text import to_plain
from letters.content import from_json
from tests.complaints.test_complaints import refused
from tests.complaints.test_letters_of_complaints import INVESTIGATED, investigate
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.complaints import add_mei, log, record_of
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter
from tests.support.prepared import given_by

BEGAN = date(2026, 1, 1)
TODAY = date(2026, 11, 20)
PAID = ("for the worry that this caused you", "Our payments team", date(2026, 12, 4))


def grant(database: Database, limit: str, kind: str = "consolatory", since: date = BEGAN, **whose: Any) -> int:
    with as_owner(database) as connection, installing(connection):
        return grant_authority(connection, kind, Money.parse(limit), since, **whose)


investigated = given_by("investigated", INVESTIGATED)


def submitted(office: Office, case_id: int, *sums: str) -> tuple[int, int, int]:
    """An answer that promises these consolatory payments, waiting: the case, the letter, the revision."""
    case = record_of(office, case_id)
    for amount in sums:
        office.act(add_remedy, case.heads[0].id, "consolatory", *PAID, amount)
    letter_id = office.act(draft_letter, f"complaint:{case_id}", case.person_id, "first-stage-response").result
    return case_id, letter_id, office.act(submit_letter, letter_id).result


@pytest.mark.parametrize(
    ("kind", "amount", "told"),
    [
        ("consolatory", None, "Consolatory payment: how much is it?"),
        ("action", "50", "Action: this remedy has no sum"),
        ("consolatory", "SGD 50", "is in SGD, but GBP is meant here"),
        ("consolatory", Money(5000, "SGD"), "this desk pays in GBP"),
        ("consolatory", "0", "must be more than nothing"),
        ("consolatory", "-5", "must be more than nothing"),
        ("consolatory", "fifty", "is no amount"),
        ("consolatory", "5.001", "3 decimals"),
    ],
)
def test_a_sum_that_cannot_be_is_told(ready: Office, kind: str, amount: Any, told: str) -> None:
    head = record_of(ready, log(ready, add_mei(ready))).heads[0]
    assert told in refused(ready, add_remedy, head.id, kind, *PAID, amount)["amount"]


def test_a_sum_is_kept_and_changed(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    remedy_id = ready.act(add_remedy, head.id, "refund", *PAID, "1,250.5").result
    assert record_of(ready, case_id).heads[0].remedies[0].amount == Money(125050, "GBP")
    assert ready.act(edit_remedy, remedy_id, {"amount": ("GBP 1,250.50", "99")}).result == ["amount"]
    assert record_of(ready, case_id).heads[0].remedies[0].amount == Money(9900, "GBP")
    assert "no sum" in refused(ready, edit_remedy, remedy_id, {"kind": ("refund", "action")})["amount"]
    ready.act(edit_remedy, remedy_id, {"kind": ("refund", "action"), "amount": ("GBP 99.00", "")})
    assert record_of(ready, case_id).heads[0].remedies[0].amount is None


def test_a_loss_needs_its_proof_before_the_letter(ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    investigate(ready, case_id)
    head = record_of(ready, case_id).heads[0]
    remedy_id = ready.act(add_remedy, head.id, "actual_loss", *PAID, "40").result
    [missing] = ready_to_write(record_of(ready, case_id), "response")
    assert (missing.text, missing.link) == ("Point 1: what shows the loss of GBP 40.00", f"remedy:{remedy_id}#proof")
    ready.act(edit_remedy, remedy_id, {"proof": ("", "The taxi receipt of 2 October.")})
    assert ready_to_write(record_of(ready, case_id), "response") == []


def test_the_letter_prints_the_sum_of_the_record(ready: Office, investigated: int) -> None:
    _, letter_id, _ = submitted(ready, investigated, "250")
    letter = from_json(ready.read(letter_for_editing, letter_id).content)
    printed = "\n".join(to_plain(block) for block in letter.blocks)
    assert "our payments team will pay you GBP 250.00 for the worry that this caused you." in printed


def test_without_a_grant_nobody_approves_a_sum(ready: Office, enter: Enter, investigated: int) -> None:
    _, letter_id, revision = submitted(ready, investigated, "50")
    with pytest.raises(AboveAuthority, match=r"no authority for sums of this kind\. Nobody here may"):
        enter("lea.leader").act(approve_letter, letter_id, revision)


def test_who_may_is_named_and_may(database: Database, ready: Office, enter: Enter, investigated: int) -> None:
    grant(database, "GBP 100", role=Role.TEAM_LEADER)
    grant(database, "GBP 2000", role=Role.MANAGER)
    grant(database, "GBP 9000", role=Role.ADVISER)
    grant(database, "SGD 9000", role=Role.TEAM_LEADER)
    grant(database, "GBP 9000", kind="refund", role=Role.TEAM_LEADER)
    case_id, letter_id, revision = submitted(ready, investigated, "60", "50")
    with pytest.raises(AboveAuthority, match=r"GBP 110.00 in this case: your authority .* GBP 100.00") as caught:
        enter("lea.leader").act(approve_letter, letter_id, revision)
    assert caught.value.what_to_do == "Ask somebody who may: Mia Manager."
    [found] = ready.read(case_sums, case_id)
    assert (found.kind, found.authority.total, found.authority.who_may) == (
        RemedyKind.CONSOLATORY,
        Money(11000, "GBP"),
        ("Mia Manager",),
    )
    enter("mia.manager").act(approve_letter, letter_id, revision)


def test_what_was_taken_back_does_not_count(database: Database, ready: Office, enter: Enter) -> None:
    grant(database, "GBP 100", login="lea.leader")
    person_id = add_mei(ready)
    case_id = log(ready, person_id)
    investigate(ready, case_id)
    head = record_of(ready, case_id).heads[0]
    ready.act(add_remedy, head.id, "consolatory", *PAID, "100")
    ready.act(withdraw_remedy, ready.act(add_remedy, head.id, "consolatory", *PAID, "1").result)
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    enter("lea.leader").act(approve_letter, letter_id, ready.act(submit_letter, letter_id).result)


@pytest.mark.parametrize(("since", "ended"), [(date(2026, 11, 21), None), (BEGAN, TODAY)])
def test_a_grant_counts_only_on_its_days(
    database: Database, ready: Office, enter: Enter, since: date, ended: date | None, investigated: int
) -> None:
    number = grant(database, "GBP 100", since=since, login="lea.leader")
    if ended:
        with as_owner(database) as connection, installing(connection):
            end_authority(connection, number, ended)
    _, letter_id, revision = submitted(ready, investigated, "50")
    with pytest.raises(AboveAuthority):
        enter("lea.leader").act(approve_letter, letter_id, revision)


def test_the_database_refuses_it_too(database: Database, ready: Office, investigated: int) -> None:
    grant(database, "GBP 100", role=Role.TEAM_LEADER)
    _, letter_id, revision = submitted(ready, investigated, "100")
    another_id = log(ready, record_of(ready, investigated).person_id)
    investigate(ready, another_id)
    _, above_id, above = submitted(ready, another_id, "100.01")
    with acting_as(database, "lea.leader") as connection:
        assert refusal_of(connection, decide(above_id, above)) == "above_authority"
        assert (
            refusal_of(connection, decide(letter_id, revision, datetime(2025, 12, 31, tzinfo=UTC))) == "above_authority"
        )
        assert connection.execute(text(decide(above_id, above, verdict="returned"))).rowcount == 1
        assert connection.execute(text(decide(letter_id, revision))).rowcount == 1


def decide(
    letter_id: int, revision: int, at: datetime = datetime(2026, 11, 20, 10, tzinfo=UTC), verdict: str = "approved"
) -> str:
    return (
        "INSERT INTO letter_decision (letter_id, revision_id, number, verdict, reason, decided_by_id, decided_at)"
        f" VALUES ({letter_id}, {revision}, 1, '{verdict}', '', {staff_id('lea.leader')}, '{at:%Y-%m-%d %H:%M:%S}')"
    )


def test_grants_are_given_to_one_and_ended_once(database: Database) -> None:
    with as_owner(database) as connection, installing(connection):
        number = grant_authority(connection, "refund", Money(100, "GBP"), BEGAN, login="lea.leader")
        with pytest.raises(BadInput, match="either a person or a role"):
            grant_authority(connection, "refund", Money(100, "GBP"), BEGAN)
        with pytest.raises(BadInput, match="more than nothing"):
            grant_authority(connection, "refund", Money(0, "GBP"), BEGAN, role=Role.MANAGER)
        end_authority(connection, number, TODAY)
        [found] = [one for one in grants_of(connection) if one.id == number]
        assert (found.whose, found.limit, found.until_on) == ("lea.leader", Money(100, "GBP"), TODAY)
        with pytest.raises(BadInput, match="ended on 20 Nov 2026"):
            end_authority(connection, number, TODAY)


def test_remedies_are_decided_with_the_letter_and_wait_again_with_it(
    ready: Office, database: Database, enter: Enter, investigated: int
) -> None:
    grant(database, "GBP 100", role=Role.TEAM_LEADER)
    case_id, letter_id, revision_id = submitted(ready, investigated, "60")
    lea = enter("lea.leader")
    with_it = lea.read(decided_with, letter_id)
    assert (with_it.why_not, [found.authority.total for found in with_it.sums]) == ("", [Money(6000, "GBP")])
    assert any("GBP" in promise or "£60" in promise for promise in with_it.promises)

    def states() -> set[RemedyState]:
        heads = record_of(ready, case_id).heads
        return {remedy.state for head in heads for remedy in head.standing_remedies}

    assert states() == {RemedyState.PROPOSED}
    lea.act(approve_letter, letter_id, revision_id)
    assert states() == {RemedyState.APPROVED}
    lea.act(take_back_approval, letter_id, revision_id, "The wrong one.")
    assert states() == {RemedyState.PROPOSED}


def test_who_cannot_see_what_an_answer_promises_is_told_so(ready: Office, database: Database, enter: Enter) -> None:
    lead = log(ready, add_mei(ready))
    investigate(ready, lead)
    ready.act(add_remedy, record_of(ready, lead).heads[0].id, "consolatory", *PAID, "5000")
    joined = log(ready, record_of(ready, lead).person_id)
    ready.act(join_complaint, joined, record_of(ready, lead).reference)
    person_id = record_of(ready, joined).person_id
    letter_id = ready.act(draft_letter, f"complaint:{joined}", person_id, "first-stage-response").result
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'A colleague')"))
        connection.execute(text(f"UPDATE complaint SET circle_id = 7 WHERE id = {lead}"))
    lea = enter("lea.leader")
    assert "joined with one that you cannot see" in lea.read(decided_with, letter_id).why_not

    def approve(work: Work) -> None:
        work.raise_event(LetterToBeApproved(letter_id, f"complaint:{joined}", "response", "L", 1))

    with pytest.raises(LeadOutOfSight, match="Leave it to somebody of its circle"):
        lea.act(approve)
    assert "promises money" in ready.read(weighed_alone, letter_id)


def weighed_alone(work: ReadWork, letter_id: int) -> str:
    """Why the letter needs a second person, where its kind needs none."""
    deciders = deciders_of(work, letter_row(work, letter_id))
    rules = ApprovalRules(alone=(Alone("response", 100, remedies=True),))
    letter = Weighed("response", 0, promises=deciders.promises, promises_money=deciders.promises_money)
    return why_second_person(letter, rules)


def test_a_sum_beyond_ones_authority_says_before_the_decision_who_else_may(
    ready: Office, database: Database, investigated: int
) -> None:
    grant(database, "GBP 500", login="mia.manager")
    case_id, letter_id, _revision_id = submitted(ready, investigated, "60")
    why = ready.read(decided_with, letter_id).why_not
    assert "you have no authority" in why
    assert "Ask somebody who may: Mia Manager." in why
    person_id = record_of(ready, case_id).person_id
    other = ready.act(draft_letter, f"complaint:{case_id}", person_id, "acknowledgement").result
    assert ready.read(decided_with, other).sums == ()
