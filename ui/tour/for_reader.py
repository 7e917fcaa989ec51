"""A complaint settled at first contact, and its letter as the reader wants it: in Welsh and English, in large print."""

from __future__ import annotations

from ui.complaints.complaints_page import ComplaintsPage
from ui.members.members_page import MembersPage
from ui.tour import side_story as story
from ui.tour.driver import Driver, Mark
from ui.tour.inquiry import open_by_title

COURTS = ("joy", "Joy")
DETAILS = 1


def settle_for_reader(driver: Driver, mark: Mark) -> None:
    """As the courts' adviser: what the reader prefers is noted once, and every letter obeys."""
    driver.become(COURTS)
    open_by_title(driver, story.COURT_CASE)
    name = driver.case().record.person_name
    _note_language(driver, name)
    _agree_print(driver)
    mark("reader", "What a reader asked for: Welsh first, and print of 22 point")
    _tell(driver)
    mark("short-form", "Settled at first contact: one point, logged, found on and confirmed in one go")
    letter = _settle(driver)
    mark("settled", "Logged as settled; the letter that confirms it is drafted")
    driver.open_letter(letter)
    mark(
        "bilingual",
        "Its letter in Welsh and English and in large print, because the record says so; what has no Welsh yet is told",
    )


def _note_language(driver: Driver, name: str) -> None:
    hand = driver.hand
    driver.open_member(name, lambda words: name.rsplit(maxsplit=1)[-1].casefold() in words.casefold())
    hand.press("F2")
    hand.choose("edit_person/language", story.LANGUAGE)
    hand.press("Ctrl+Return")
    hand.until(lambda: driver.is_settled() and hand.find("edit_person") is None, "the language noted")


def _agree_print(driver: Driver) -> None:
    hand, page = driver.hand, driver.page(MembersPage)
    hand.show_tab("record_tabs", DETAILS)
    hand.push("adjustments_add_0")
    hand.choose("agree_adjustment/kind", story.PRINT)
    hand.press("Ctrl+Return")
    hand.until(lambda: driver.is_settled() and page.record.isVisible(), "the print agreed")


def _tell(driver: Driver) -> None:
    """From the record to the full form, and from there to the short one."""
    hand = driver.hand
    hand.push("page_members/new_complaint")
    page = driver.page(ComplaintsPage)
    hand.until(lambda: page.log.person.person_id is not None, "who complains")
    hand.push("page_complaints/log_short")
    hand.see("short/short_save")
    hand.choose("short/complainant_kind", "Public user")
    hand.choose("short/channel", "Call")
    hand.push("short/outcome_upheld")
    for field, words in story.SETTLED._asdict().items():
        hand.fill(f"short/{field}", words)


def _settle(driver: Driver) -> str:
    """Ctrl+Enter; returns the reference of the letter."""
    page = driver.page(ComplaintsPage)
    driver.hand.press("Ctrl+Return")
    driver.hand.until(lambda: page.case.isVisible() and page.case.case is not None, "the case")
    driver.hand.until(lambda: driver.is_settled() and bool(driver.case().record.letters), "its letter")
    return driver.case().record.letters[0].reference
