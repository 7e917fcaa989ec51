"""Two people on one point: what one saves the other sees, and where both changed it a person chooses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from app.complaints.find_record import complaint_record
from app.complaints.log_complaint import log_complaint
from app.complaints.new_matter import NewHead
from app.office import Office
from tests.journeys.conftest import SitDown
from ui.complaints.complaints_page import ComplaintsPage
from ui.tour.driver import Driver

POINT = "The certificate was not sent"


@pytest.fixture
def case(sign_in: Callable[[str], Office], member: int) -> tuple[int, str]:
    """The id and reference of a complaint with one point."""
    ada = sign_in("ada.adviser")
    now = datetime.now(UTC)
    values: dict[str, Any] = {
        "complainant_kind": "member",
        "title": "the certificate",
        "in_their_words": "It never came.",
        "heads": [NewHead(POINT)],
        "channel": "call",
        "raised_on": ada.read(lambda work: work.today()),
        "received_at": now,
    }
    complaint_id = ada.act(log_complaint, member, **values).result
    return complaint_id, ada.read(complaint_record, complaint_id).reference


def open_point(driver: Driver, reference: str) -> ComplaintsPage:
    driver.open_case(reference)
    driver.choose_point(POINT)
    return driver.page(ComplaintsPage)


def stored_reason(office: Office, complaint_id: int) -> str:
    return office.read(complaint_record, complaint_id).heads[0].reason


def test_what_one_saves_the_other_sees(sit_down: SitDown, case: tuple[int, str]) -> None:
    ada, ben = sit_down("ada.adviser"), sit_down("ben.adviser")
    seen = open_point(ben, case[1])
    ada.hand.come_forward()
    open_point(ada, case[1])
    ada.hand.fill("point/reason", "The log shows no call.")
    ada.hand.press("Ctrl+Return")
    ben.hand.until(
        lambda: seen.case.point.after.values()["reason"] == "The log shows no call.", "Ada's reason at Ben's"
    )


@pytest.mark.parametrize(
    ("choice", "stands"),
    [
        pytest.param("theirs", "Ada's reason.", marks=pytest.mark.only_on("postgresql")),
        pytest.param("yours", "Ben's reason.", marks=pytest.mark.only_on("sqlite")),
    ],
)
def test_both_changed_it_and_ben_chooses(
    sit_down: SitDown, sign_in: Callable[[str], Office], case: tuple[int, str], choice: str, stands: str
) -> None:
    ada, ben = sit_down("ada.adviser"), sit_down("ben.adviser")
    point = open_point(ben, case[1]).case.point
    ben.hand.fill("point/reason", "Ben's reason.")
    ben.hand.fill("point/effect", "Ben's effect.")
    ada.hand.come_forward()
    open_point(ada, case[1])
    ada.hand.fill("point/reason", "Ada's reason.")
    ada.hand.press("Ctrl+Return")
    office = sign_in("mia.manager")
    ada.hand.until(lambda: stored_reason(office, case[0]) == "Ada's reason.", "Ada's reason saved")
    ben.hand.come_forward()
    assert point.after.values()["reason"] == "Ben's reason.", "what Ben typed was written over"
    ben.hand.reach("point/reason")
    ben.hand.press("Ctrl+Return")
    ben.hand.see("conflict/conflict_words")
    assert stored_reason(office, case[0]) == "Ada's reason."
    ben.hand.push(f"conflict/reason_{choice}")
    ben.hand.push("conflict/conflict_save")
    ben.hand.until(lambda: ben.is_settled() and not point.is_dirty(), "what was chosen saved")
    head = office.read(complaint_record, case[0]).heads[0]
    assert (head.reason, head.effect) == (stands, "Ben's effect.")
