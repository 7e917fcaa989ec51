"""By keyboard alone beside a case: a line, evidence, a question answered, an extension and its letter, re-dating."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.basics.clock import SetClock
from app.complaints.find_record import complaint_record
from app.complaints.log_complaint import log_complaint
from app.complaints.new_matter import NewHead
from app.complaints.states import ExtensionKind, QuestionOutcome
from app.correspondence.approve_letter import approve_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.post_letter import post_letter
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from tests.journeys.conftest import CAST, SitDown
from tests.support.databases import Database
from tests.support.files import a_png
from tests.support.offices import str_of
from tests.support.postgres import PASSWORD
from ui.complaints.complaints_page import ComplaintsPage
from ui.correspondence.register_page import RegisterPage
from ui.kit.dates import show_date
from ui.tour.driver import Driver

pytestmark = pytest.mark.only_on("sqlite")
DAYS_AGO = 6
LINE, SOURCE = "The post room noted nothing on that day.", "the post room's book"
QUESTION, ANSWER = "When did the certificate leave the building?", "It never did: I have it here."
WHY = "We wait for the post room's list, which comes next week."


@pytest.fixture
def a_week_ago(database: Database) -> Iterator[Callable[[str], Office]]:
    """Signs people in six days ago, for what has happened since."""
    opened: list[Office] = []

    def enter(login: str) -> Office:
        clock = SetClock(datetime.now(UTC) - timedelta(days=DAYS_AGO))
        opened.append(Office.sign_in(str_of(database, login), login, PASSWORD, clock=clock))
        return opened[-1]

    yield enter
    for office in opened:
        office.close()


@pytest.fixture
def case_and_letter(member: int, a_week_ago: Callable[[str], Office]) -> tuple[int, int]:
    """A complaint of last week, acknowledged, and a second acknowledgement, approved on that day and never posted.

    The first one keeps the day of acknowledging: what was late would have to say so, and could not only be re-dated.
    """
    ada, lea = a_week_ago("ada.adviser"), a_week_ago("lea.leader")
    then = datetime.now(ZoneInfo("Europe/London")) - timedelta(days=DAYS_AGO, hours=1)
    case_id = ada.act(
        log_complaint,
        member,
        complainant_kind="member",
        title="the certificate that never came",
        in_their_words="I asked three times for my certificate.",
        heads=[NewHead("The certificate was not sent", "I asked for it in spring.", then.date() - timedelta(days=60))],
        channel="call",
        raised_on=then.date(),
        received_at=then,
    ).result
    first, second = (_approved_acknowledgement(ada, lea, case_id, member) for _ in range(2))
    ada.act(post_letter, first)
    return case_id, second


def _approved_acknowledgement(ada: Office, lea: Office, case_id: int, member: int) -> int:
    letter_id: int = ada.act(draft_letter, f"complaint:{case_id}", member, "acknowledgement").result
    revision_id = ada.act(submit_letter, letter_id).result
    if ada.read(letter_record, letter_id).letter.state is LetterState.SUBMITTED:
        lea.act(approve_letter, letter_id, revision_id)
    return letter_id


def do_it(driver: Driver, is_done: Callable[[], bool], what: str) -> None:
    """Ctrl+Enter, and the form is gone with its deed done."""
    driver.hand.press("Ctrl+Return")
    driver.hand.until(lambda: driver.is_settled() and driver.hand.find("deed") is None and is_done(), what)


def add_a_line(driver: Driver) -> None:
    hand = driver.hand
    hand.press("Alt+H")
    hand.push("chronology_add")
    hand.fill("deed/happened_on", show_date(driver.case().today - timedelta(days=3)))
    hand.fill("deed/source", SOURCE)
    hand.fill("deed/what", LINE)
    do_it(driver, lambda: any(LINE in row.text for row in driver.case().record.chronology), "the line")


def bring(driver: Driver, path: Path) -> None:
    """Choose a file in the system's own dialog, which nobody sees here."""
    driver.page(ComplaintsPage).case.inquiry.ask_files = lambda _parent: [path]
    driver.hand.press("Alt+E")
    driver.hand.push("evidence_add")


def keep_evidence(driver: Driver, folder: Path) -> None:
    path = folder / "envelope.png"
    path.write_bytes(a_png())
    bring(driver, path)
    driver.hand.fill("deed/title", "the envelope")
    do_it(driver, lambda: [one.title for one in driver.case().record.evidence] == ["the envelope"], "the evidence")


def ask_and_hear(driver: Driver, folder: Path) -> None:
    """The question goes out as a draft of a message; the answer, a message with its reference, finds it."""
    hand = driver.hand
    driver.page(ComplaintsPage).case.inquiry.opens = lambda _file: True
    hand.press("Alt+Q")
    hand.push("questions_add")
    hand.fill("deed/of_whom", "Jo Bell")
    hand.fill("deed/email", "jo.bell@example.org")
    hand.fill("deed/question", QUESTION)
    do_it(driver, lambda: [one.question for one in driver.case().record.questions] == [QUESTION], "the question")
    driver.wait_to_be_told("An e-mail to")
    answer = EmailMessage()
    answer["Subject"] = f"Re: {driver.case().record.questions[0].reference}"
    answer["From"] = "Jo Bell <jo.bell@example.org>"
    answer.set_content(ANSWER)
    path = folder / "answer.eml"
    path.write_bytes(bytes(answer))
    bring(driver, path)
    hand.see("deed/answer")
    heard = lambda: driver.case().record.questions[0].outcome is QuestionOutcome.ANSWERED  # noqa: E731
    do_it(driver, heard, "the answer")


def put_it_off(driver: Driver) -> None:
    """They agreed: the clock is extended, and the letter says so."""
    latest = driver.case().record.room.latest
    assert latest is not None
    driver.command("The answer will be late")
    driver.hand.fill("deed/reason", WHY)
    driver.hand.fill("deed/new_date", show_date(latest))
    driver.hand.push("deed/kind_agreed")
    do_it(driver, lambda: driver.case().record.holding_kind is ExtensionKind.AGREED, "the extension")
    driver.hand.take_from_menu("case_letters", "write_extension")
    driver.wait_for_letter()
    assert driver.block_with("You agreed with us that we may take until")


def date_anew(driver: Driver) -> None:
    driver.open_page("register")
    driver.hand.until(driver.page(RegisterPage).redating.isVisible, "the letter whose day has passed")
    driver.hand.press("Ctrl+D")
    driver.wait_to_be_told("One letter waits for somebody else")


def test_the_inquiry_the_extension_and_the_new_date(
    sit_down: SitDown, sign_in: Callable[[str], Office], case_and_letter: tuple[int, int], tmp_path: Path
) -> None:
    case_id, letter_id = case_and_letter
    driver = sit_down(CAST.adviser[0], with_mouse=False)
    with closing(sign_in(CAST.adviser[0])) as office:
        reference = office.read(complaint_record, case_id).reference
        date_anew(driver)
        assert office.read(letter_record, letter_id).letter.state is LetterState.SUBMITTED
        driver.open_case(reference)
        add_a_line(driver)
        keep_evidence(driver, tmp_path)
        ask_and_hear(driver, tmp_path)
        put_it_off(driver)
        record = office.read(complaint_record, case_id)
        assert [one.answer for one in record.questions] == [ANSWER]
    assert driver.hand.effort.clicks == 0
