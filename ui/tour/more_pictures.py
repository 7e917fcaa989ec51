"""Pictures beside the main job: every page, high contrast, nothing in it, long names, put down, help."""

from __future__ import annotations

from collections.abc import Sequence

from ui.complaints.complaints_page import ComplaintsPage
from ui.contacts.log_panel import LogPanel
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.register_page import RegisterPage
from ui.kit.theme.apply import Choice
from ui.tour.album import THEMES, Album
from ui.tour.driver import Driver

CONTRAST: tuple[Choice, ...] = ("contrast",)
LONG_FAMILY = "Featherstonehaugh-Papadopoulos-Vijayaraghavan of Llanfairpwllgwyngyll"
LONG_GIVEN = "Maria Magdalena Oluwaseun Anneliese Konstantinovna"

NOTHING = {
    "today": "Nothing is due",
    "members": "Find a person",
    "complaints": "No complaint waits for you",
    "letters": "You have written no letter yet",
}
"""What the pages say to somebody who has nothing to do there."""


def more_pictures(driver: Driver, album: Album, case: str, letter: str) -> None:
    """All of them, beginning as the adviser with the window open."""
    main_pages(driver, album, CONTRAST)
    _letters_of_mine(driver, album)
    _put_down(driver, album)
    _long_names(driver, album)
    _nothing_there(driver, album)
    driver.become(("carys", "Carys"))
    _case_as_leader(driver, album, case, letter)


def main_pages(driver: Driver, album: Album, themes: Sequence[Choice]) -> None:
    """Every page of the rail with something in it."""
    hand = driver.hand
    driver.open_page("today")
    album.take("page-today", "Today", themes)
    driver.open_member("tan", lambda words: words.startswith("TAN") and "Active" in words)
    album.take("page-members", "Members", themes)
    driver.open_page("complaints")
    hand.choose_row("worklist_rows", bool, "a case")
    complaints = driver.page(ComplaintsPage)
    hand.until(lambda: complaints.case.case is not None and complaints.case.isVisible(), "the case")
    album.take("page-complaints", "Complaints", themes)
    driver.open_letter("Being written")
    album.take("page-letters", "Letters", themes)
    driver.open_page("approvals")
    approvals = driver.page(ApprovalsPage)
    hand.choose_row("approval_queue_rows", bool, "what waits")
    hand.until(lambda: approvals.picture.view.is_sharp, "its page")
    album.take("page-approvals", "Approvals", themes)
    driver.open_page("register")
    register = driver.page(RegisterPage)
    hand.choose_row("letter_register_rows", lambda words: "Posted" in words, "a posted letter")
    hand.until(lambda: register.picture.view.is_sharp, "its page")
    album.take("page-register", "Register", themes)


def _letters_of_mine(driver: Driver, album: Album) -> None:
    driver.list_letters()
    album.mark("my-letters", "My letters: where each stands, and why")


def _put_down(driver: Driver, album: Album) -> None:
    hand = driver.hand
    driver.open_page("today")
    hand.press("Ctrl+L")
    panel = hand.see_a(LogPanel, "log_panel")
    hand.fill("log_panel/wanted", "Asks whether the examination counts towards his grade, and")
    hand.press("Ctrl+Down")
    hand.until(lambda: hand.find("put_down") is not None, "what is put down")
    album.mark("put-down", "A call put down half typed; Ctrl+Up brings it back to the same word")
    hand.press("Ctrl+Up")
    panel = hand.see_a(LogPanel, "log_panel")
    hand.until(lambda: panel.words.values()["wanted"] != "", "the words again")
    hand.push("log_throw_away")
    hand.until(lambda: hand.find("put_down") is None, "nothing put down")
    hand.press("F1")
    album.mark("help", "F1 explains the page and its keys")
    hand.press("F1")


def _long_names(driver: Driver, album: Album) -> None:
    """Somebody whose name is longer than any field."""
    hand = driver.hand
    driver.open_page("members")
    hand.press("Ctrl+Shift+N")
    hand.fill("add_person/family_name", LONG_FAMILY)
    hand.fill("add_person/given_names", LONG_GIVEN)
    album.mark("add-person", "A new person; who is likely to be on record already stands beside the form")
    hand.press("Ctrl+Return")
    hand.until(lambda: driver.is_settled() and hand.find("add_person") is None, "the person added")
    hand.see("page_members/new_complaint")
    album.mark("long-name", "A long name")


def _nothing_there(driver: Driver, album: Album) -> None:
    hand = driver.hand
    driver.open_page("register")
    hand.fill("register_search", "no such letter")
    hand.until(lambda: driver.page(RegisterPage).table.model.rowCount() == 0, "no letter")
    album.mark("nothing-found", "Nothing found: what to try")
    driver.become(("ruth", "Ruth"))
    for key, sentence in NOTHING.items():
        driver.open_page(key)
        driver.wait_to_read(sentence)
        album.mark(f"empty-{key}", f"{key.capitalize()}, with nothing in it")


def _case_as_leader(driver: Driver, album: Album, case: str, letter: str) -> None:
    hand = driver.hand
    driver.open_case(case)
    hand.push("why_respond")
    album.take("clock", "A clock opened: how its day was worked out", THEMES)
    driver.open_in_register(letter)
    album.mark("history", "The letter's history in the register")
