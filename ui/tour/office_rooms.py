"""The rooms around the main job: the register's correction, the day's post, and Administration."""

from __future__ import annotations

from ui.administration.administration_page import AdministrationPage
from ui.administration.outline import Outline
from ui.administration.procedures_section import ProceduresSection
from ui.correspondence.post.post_page import PostPage
from ui.tour import side_story as story
from ui.tour.driver import Driver, Mark
from ui.tour.hand import has_focus

POST_ROOM, MANAGER = ("gwen", "Gwen"), ("helena", "Helena")
STAGE, MOST_PARTS = "stages.0", 20


def correct_a_letter(driver: Driver, letter: str, mark: Mark) -> None:
    """As the adviser: the letter that corrects one that was sent."""
    driver.open_in_register(letter)
    driver.hand.push("page_register/correct_letter")
    driver.hand.until(lambda: driver.here() == "letters", "the correction")
    driver.wait_for_letter()
    mark("correction", "A sent letter is corrected by another, which names it; both are kept")


def see_the_post(driver: Driver, mark: Mark) -> None:
    """As the post room: all that is approved and not posted yet."""
    driver.become(POST_ROOM)
    driver.open_page("post")
    page = driver.page(PostPage)
    driver.hand.until(lambda: bool(page.table.model.rows), "the day's post")
    driver.hand.reach("post_rows")
    driver.hand.press("Ctrl+A")
    driver.hand.until(lambda: len(page.table.selected()) == len(page.table.model.rows), "all of it chosen")
    mark("post", "The day's post, chosen to be printed as one job; what missed its collection is left out, and why")


def read_procedures(driver: Driver, mark: Mark) -> None:
    """As a manager: a procedure read, and one part of it changed for the worse, which is told at once."""
    driver.become(MANAGER)
    driver.open_page("administration")
    hand = driver.hand
    section = driver.page(AdministrationPage).findChild(ProceduresSection)
    hand.choose_row("procedure_versions_rows", lambda words: "Public" in words, "the procedure")
    hand.until(lambda: section is not None and "working days" in section.view.toPlainText(), "its words")
    mark("procedure", "Administration: a procedure, read in full, with how many cases keep it")
    hand.push("page_administration/procedure_change")
    _go_to_stage(driver)
    hand.fill("procedure_item/respond.amount", story.STAGE_TARGET)
    told = section.editor.force.wrong if section is not None else None
    hand.until(lambda: told is not None and bool(told.sentences()), "what is wrong with it")
    mark("procedure-change", "A stage being changed: what is wrong with it is told, and where")
    hand.push("page_administration/procedure_throw_away")
    hand.until(lambda: hand.find("procedure_outline") is None, "the change thrown away")


def _go_to_stage(driver: Driver) -> None:
    """Down and into each part, until the first stage."""
    outline = driver.hand.see_a(Outline, "procedure_outline")
    driver.hand.until(lambda: has_focus(outline), "the parts of the procedure")
    for _ in range(MOST_PARTS):
        if outline.path() == STAGE:
            break
        driver.hand.press("Down")
        driver.hand.press("Right")
    driver.hand.see("procedure_item/respond.amount")
