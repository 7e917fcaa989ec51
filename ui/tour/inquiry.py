"""Beside a case: the chronology, evidence, a question to a colleague, a point redirected, closed cases like it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView

from ui.complaints.complaints_page import ComplaintsPage
from ui.kit.dates import show_date
from ui.tour import side_story as story
from ui.tour.driver import Driver, Mark
from ui.tour.hand import rows_of
from ui.tour.waiting import StuckError


def look_into(driver: Driver, mark: Mark) -> None:
    """As the adviser, on a case of the demo office with a point that has no finding yet."""
    open_by_title(driver, story.CASE)
    _redirect(driver, mark)
    driver.choose_point(driver.case().record.heads[0].title)
    _add_line(driver)
    mark("chronology", "Beside a case, its chronology: a line added by hand among those from the record")
    with tempfile.TemporaryDirectory(prefix="fairhand-tour-") as rest:
        _add_evidence(driver, Path(rest))
        mark("evidence", "Evidence: the file shown where the point stands, with what is said of it")
    _ask(driver)
    mark("question", "A question to a colleague who does not use Fairhand; the e-mail is made, its answer waited for")
    _see_similar(driver)
    mark("similar", "Closed cases like this one, or by what they would be found")


def open_by_title(driver: Driver, title: str) -> None:
    """Go down the worklist to the case with this title."""
    driver.open_page("complaints")
    page = driver.page(ComplaintsPage)
    rows = driver.hand.see_a(QAbstractItemView, "worklist_rows")
    driver.hand.until(lambda: bool(rows_of(rows)), "the worklist")
    for words in rows_of(rows):
        driver.hand.choose_row("worklist_rows", words.__eq__, words)
        driver.hand.until(partial(_is_of, page, words), words)
        if driver.case().record.title == title:
            return
    raise StuckError(f"No case of the worklist is called “{title}”.")


def _is_of(page: ComplaintsPage, words: str) -> bool:
    """Whether the case that is shown is the one of this row."""
    return page.case.case is not None and page.case.case.record.person_name in words


def _deed_done(driver: Driver, is_done: Callable[[], bool], what: str) -> None:
    driver.hand.press("Ctrl+Return")
    driver.hand.until(lambda: driver.is_settled() and driver.hand.find("deed") is None and is_done(), what)


def _add_line(driver: Driver) -> None:
    hand = driver.hand
    hand.press("Alt+H")
    hand.push("chronology_add")
    hand.fill("deed/happened_on", show_date(driver.case().today - timedelta(days=story.LINE_DAYS_AGO)))
    hand.fill("deed/source", story.LINE_FROM)
    hand.fill("deed/what", story.LINE)
    is_there = lambda: any(story.LINE in row.text for row in driver.case().record.chronology)  # noqa: E731
    _deed_done(driver, is_there, "the line in the chronology")
    hand.choose_row("chronology", lambda words: story.LINE in words, "the line")


def _add_evidence(driver: Driver, folder: Path) -> None:
    hand, page = driver.hand, driver.page(ComplaintsPage)
    page.case.inquiry.ask_files = lambda _parent: [_slip(folder)]
    hand.press("Alt+E")
    hand.push("evidence_add")
    hand.fill("deed/title", story.SLIP_TITLE)
    hand.fill("deed/from_whom", story.SLIP_FROM)
    hand.fill("deed/shows", story.SLIP_SHOWS)
    is_kept = lambda: any(item.title == story.SLIP_TITLE for item in driver.case().record.evidence)  # noqa: E731
    _deed_done(driver, is_kept, "the evidence kept")
    hand.choose_row(
        "evidence", lambda words: story.SLIP_TITLE[1:] in words, "the evidence"
    )  # a row begins with a capital
    hand.press("Return")
    view = page.case.inquiry.view
    hand.until(lambda: view.pages.isVisible() and view.pages.is_sharp, "the page of the evidence")


def _slip(folder: Path) -> Path:
    """A page such as a colleague would send."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "payments-register.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    words = canvas.beginText(72, 760)
    words.setFont("Courier", 13, leading=22)
    words.textLines(story.SLIP)
    canvas.drawText(words)
    canvas.save()
    return path


def _ask(driver: Driver) -> None:
    hand = driver.hand
    driver.page(ComplaintsPage).case.inquiry.opens = lambda _file: True
    hand.press("Esc")
    hand.press("Alt+Q")
    hand.push("questions_add")
    hand.fill("deed/of_whom", story.ASKED)
    hand.fill("deed/email", story.ASKED_AT)
    hand.fill("deed/question", story.QUESTION)
    is_asked = lambda: any(one.question == story.QUESTION for one in driver.case().record.questions)  # noqa: E731
    _deed_done(driver, is_asked, "the question on its way")
    driver.wait_to_be_told("An e-mail to")


def _redirect(driver: Driver, mark: Mark) -> None:
    hand, record = driver.hand, driver.case().record
    point = next(head for head in record.heads if head.outcome is None)
    driver.choose_point(point.title)
    hand.press("Ctrl+Shift+D")
    hand.push(f"deed/route_{record.procedure.routes[-1].code}")
    hand.fill("deed/reason", story.NOT_FOR_US)
    mark("redirecting", "A point that is not ours: whom it goes to, and why")
    _deed_done(driver, lambda: driver.head(point.title).redirected_to is not None, "the point redirected")
    mark("redirected", "Redirected: the rest goes on, and the answer says whom to ask")


def _see_similar(driver: Driver) -> None:
    driver.hand.press("Ctrl+Shift+M")
    similar = driver.page(ComplaintsPage).case.similar
    driver.hand.until(lambda: bool(similar.heading()), "cases like it")
