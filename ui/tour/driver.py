"""The main job, step by step, through the widgets of the real window: the tour and the journeys share it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtWidgets import QLabel

from app.complaints.record import HeadRow
from letters.checks import blocks
from letters.template.forms import show_date as in_words
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.opening import OpenCase
from ui.contacts.log_panel import LogPanel
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.approvals.side_tabs import COMMENTS
from ui.correspondence.editor.letter_editor import LetterEditor
from ui.correspondence.editor.letters_page import LettersPage
from ui.correspondence.register_page import RegisterPage
from ui.kit.dates import show_date
from ui.shell.navigation import PageWidget
from ui.tour import story
from ui.tour.hand import Hand
from ui.tour.seat import Seat
from ui.tour.waiting import StuckError

P = TypeVar("P", bound=PageWidget)

PAGES = ("today", "members", "complaints", "letters", "approvals", "register")
IDENTITY = ("name", "number", "born")
RESPONSE = "first-stage-response"


class Driver:
    """One person's work at a seat. Each method is one step, done when what it leads to is seen."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @property
    def hand(self) -> Hand:
        return self.seat.hand

    # ---- the window

    def open_page(self, key: str) -> None:
        """Ctrl and the number of the page."""
        self.hand.press(f"Ctrl+{PAGES.index(key) + 1}")
        self.hand.until(lambda: self.here() == key, f"the page {key}")

    def here(self) -> str:
        """The key of the page that is shown."""
        place = self.seat.session.window.navigator.here
        return place.page if place is not None else ""

    def page(self, kind: type[P]) -> P:
        """The page that is shown, which must be of that kind."""
        self.hand.until(lambda: isinstance(self._current(), kind), kind.__name__)
        found = self._current()
        if not isinstance(found, kind):
            raise StuckError(f"{kind.__name__} went away.")
        return found

    def _current(self) -> PageWidget | None:
        return self.seat.session.window.navigator.current()

    def find(self, words: str, is_it: Callable[[str], bool]) -> None:
        """Ctrl+K: type, go down to what is meant."""
        self.hand.press("Ctrl+K")
        self.hand.until(lambda: self.hand.find("palette_line") is not None, "the palette")
        self.hand.write(words)
        self.hand.choose_by_arrows("palette_hits", is_it, f"“{words}”")

    def open_found(self) -> None:
        """Enter on what was found."""
        self.hand.press("Return")

    def command(self, words: str) -> None:
        """Ctrl+K, the words of a command, Enter."""
        self.find(words, lambda title: words.casefold() in title.casefold())
        self.open_found()

    def is_settled(self) -> bool:
        """Whether nothing is being saved."""
        return not self.seat.session.desk.is_acting

    # ---- a call

    def open_member(self, words: str, is_it: Callable[[str], bool]) -> None:
        """Find somebody and wait for the record."""
        self.find(words, is_it)
        self.open_found()
        self.hand.until(lambda: self.here() == "members", "the record")
        self.hand.see("page_members/new_complaint")

    def begin_call(self) -> LogPanel:
        """Ctrl+L beside the record: the person is there already."""
        self.hand.press("Ctrl+L")
        panel = self.hand.see_a(LogPanel, "log_panel")
        self.hand.until(lambda: panel.person.person_id is not None, "the person of the page in the call")
        return panel

    def tell_call(self) -> None:
        """What was wanted and said, the caller check, dissatisfied, and what was promised."""
        self.hand.fill("log_panel/wanted", story.WANTED)
        self.hand.fill("log_panel/said", story.SAID)
        for key in IDENTITY:
            self.hand.push(f"log_panel/check_{key}")
        self.hand.press("Ctrl+D")
        self.hand.fill("log_panel/dissatisfied_about", story.ABOUT)
        self.hand.push("log_panel/complaint_wanted_yes")
        self.hand.fill("log_panel/promise_what_0", story.PROMISE)
        self.hand.fill("log_panel/promise_when_0", story.PROMISED_BY)

    def make_it_a_complaint(self) -> None:
        """Ctrl+Shift+C in the call: the form of the complaint opens with all that was said."""
        self.hand.press("Ctrl+Shift+C")
        self.hand.until(lambda: self.hand.find("page_complaints/log/point_new") is not None, "the complaint's form")
        self.hand.until(lambda: self.page(ComplaintsPage).log.person.person_id is not None, "who complains")

    # ---- a complaint

    def tell_complaint(self) -> None:
        """What it is about, each point on a line of its own, what they want."""
        there = self.page(ComplaintsPage).log.points.titles()
        for point in story.POINTS:
            if point.title not in there:
                self.hand.reach("page_complaints/log/point_new")
                self.hand.write(f"{point.title}\n")
        self.hand.fill("page_complaints/log/title", story.TITLE)
        self.hand.fill("page_complaints/log/outcome_sought", story.SOUGHT)

    def log_complaint(self) -> OpenCase:
        """Ctrl+Enter, and the case stands there."""
        self.hand.press("Ctrl+Return")
        page = self.page(ComplaintsPage)
        self.hand.until(lambda: page.case.isVisible() and page.case.case is not None, "the case")
        return self.case()

    def case(self) -> OpenCase:
        """The case that is shown."""
        found = self.page(ComplaintsPage).case.case
        if found is None:
            raise StuckError("No case is open.")
        return found

    def head(self, title: str) -> HeadRow:
        """A point of the case by its title."""
        return next(head for head in self.case().record.heads if head.title == title)

    def open_case(self, reference: str) -> OpenCase:
        """Find a case by its reference."""
        self.find(reference, lambda words: reference in words)
        self.open_found()
        page = self.page(ComplaintsPage)
        self.hand.until(lambda: page.case.case is not None and self.case().record.reference == reference, reference)
        return self.case()

    def choose_point(self, title: str) -> None:
        """Bring a point into the middle."""
        page = self.page(ComplaintsPage)
        self.hand.choose_row("points", lambda words: title in words, title)
        self.hand.until(
            lambda: page.case.point.isVisible() and page.case.point.before.values()["title"] == title, title
        )

    def record_point(self, point: story.Point) -> None:
        """What happened, the standard, the finding, the reason, the effect; saved with Ctrl+Enter."""
        happened_on = self.case().today - timedelta(days=point.days_ago)
        self.hand.fill("point/what_they_say", point.says)
        self.hand.fill("point/event_on", show_date(happened_on))
        self.hand.fill("point/what_happened", point.happened.format(day=in_words(happened_on)))
        self._choose_standard(point.standard)
        self.hand.fill("point/what_should_have_happened", point.should)
        self.hand.push(f"point/outcome_{point.outcome}")
        self.hand.fill("point/finding", point.finding)
        self.hand.fill("point/reason", point.reason)
        self.hand.fill("point/effect", point.effect)

    def save_point(self, point: story.Point) -> None:
        """Ctrl+Enter in the point."""
        self.hand.press("Ctrl+Return")
        self.hand.until(lambda: self.is_settled() and self.head(point.title).reason == point.reason, "the point saved")

    def _choose_standard(self, words: str) -> None:
        page = self.page(ComplaintsPage)
        pick = page.case.point.standard
        self.hand.fill("point/standard_find", words)
        self.hand.until(
            lambda: pick.hits.count() > 0 and words in pick.hits.item(0).text().casefold(), f"the standard “{words}”"
        )
        self.hand.press("Return")
        self.hand.until(lambda: pick.value() is not None, "the standard chosen")

    def add_remedies(self, point: story.Point) -> None:
        """One line each, added with Ctrl+Enter."""
        for number, remedy in enumerate(point.remedies, 1):
            self._add_remedy(remedy, self.case().today)
            self._wait_for_remedies(point, number)

    def _wait_for_remedies(self, point: story.Point, count: int) -> None:
        self.hand.until(
            lambda: self.is_settled() and len(self.head(point.title).standing_remedies) == count, f"{count} remedies"
        )

    def _add_remedy(self, remedy: story.Remedy, today: date) -> None:
        self.hand.choose("remedy_form/kind", remedy.kind)
        if remedy.owner:
            self.hand.fill("remedy_form/owner", remedy.owner)
            self.hand.fill("remedy_form/due_on", show_date(today + timedelta(days=int(remedy.by))))
        self.hand.fill("remedy_form/text", remedy.text)
        self.hand.press("Ctrl+Return")

    def tell_looked_at(self) -> None:
        """The one thing that is still missing, by its link in “Ready to write?”."""
        self.hand.choose_row("ready", lambda words: "looked at" in words, "what was looked at")
        if not self.hand.with_mouse:
            self.hand.press("Return")
        self.hand.see("logged_form/looked_at")
        self.hand.fill("logged_form/looked_at", story.LOOKED_AT)
        self.hand.press("Ctrl+Return")
        self.hand.until(lambda: self.is_settled() and bool(self.case().record.looked_at), "what was looked at, saved")

    # ---- the letter

    def draft_letter(self) -> LetterEditor:
        """“Write the letter”, from the menu of the case."""
        self.hand.take_from_menu("case_letters", f"write_{RESPONSE}")
        return self.wait_for_letter()

    def wait_for_letter(self) -> LetterEditor:
        """Until the letter is there, checked and set."""
        editor = self.page(LettersPage).editor
        self.hand.until(lambda: editor.opened is not None and editor.parts.text.is_built, "the letter")
        self.hand.until(lambda: editor.findings is not None and not editor.keeper.is_dirty, "its checks")
        self.hand.until(lambda: editor.parts.page.view.is_sharp, "its page")
        return editor

    def open_letter(self, reference: str) -> LetterEditor:
        """One of my letters, from their list."""
        self.open_page("letters")
        editor = self.page(LettersPage).editor
        if editor.isVisible():
            self.command("Open Letters")
        self.hand.choose_row("my_letters_rows", lambda words: reference in words, reference)
        self.hand.press("Return")
        self.hand.until(lambda: editor.isVisible() and editor.opened is not None, f"{reference} in the editor")
        return self.wait_for_letter()

    def settle_comment(self) -> None:
        """What the comment asks for is done."""
        editor = self.page(LettersPage).editor
        comment = self._open_comments(editor)[0]
        self.hand.push(f"settle_{comment}")
        self.hand.until(lambda: self.is_settled() and comment not in self._open_comments(editor), "the comment settled")

    def _open_comments(self, editor: LetterEditor) -> list[int]:
        comments = editor.opened.letter.comments if editor.opened is not None else ()
        return [comment.id for comment in comments if comment.settled_by is None]

    def add_paragraph(self, words: str, after: str = "") -> str:
        """Ctrl+Shift+Enter behind the block in hand (or behind the one that holds ``after``); returns its id."""
        editor = self.page(LettersPage).editor
        if after:
            self.go_to_block(self.block_with(after))
        before = editor.parts.text.current
        self.hand.press("Ctrl+Shift+Return")
        self.hand.until(lambda: editor.parts.text.current not in ("", before), "the new paragraph")
        self.hand.write(words)
        self.wait_set()
        return editor.parts.text.current

    def block_with(self, words: str) -> str:
        """The id of the block that holds these words."""
        rows = self.page(LettersPage).editor.parts.text.rows()
        return next(row.block_id for row in rows if words in row.words.toPlainText())

    def go_to_block(self, block_id: str) -> None:
        """Put the caret into a block."""
        self.hand.reach(f"words_{block_id}")

    def rewrite(self, block_id: str, words: str) -> None:
        """Put other words into a block."""
        self.hand.fill(f"words_{block_id}", words)
        self.wait_set()

    def wait_set(self) -> None:
        """Until what was typed is saved and the page is set again."""
        editor = self.page(LettersPage).editor
        saves = editor.keeper.saves
        self.hand.until(lambda: editor.keeper.saves > saves and not editor.keeper.is_dirty, "the words saved")
        self.hand.until(lambda: editor.parts.page.view.is_sharp and not editor.pages.is_busy, "the page set again")

    def wait_checks(self, *, clean: bool) -> None:
        """Until the checks find something that blocks, or nothing that does."""
        editor = self.page(LettersPage).editor
        self.hand.until(
            lambda: editor.findings is not None and blocks(editor.findings) is not clean, "what the checks say"
        )

    def mend_first(self) -> None:
        """F8 goes to the next thing to mend."""
        self.hand.press("F8")

    def submit(self, note: str = "") -> None:
        """Ctrl+Enter, with a word to the approver if there is one."""
        editor = self.page(LettersPage).editor
        if note:
            self.hand.fill("letter_note", note)
        self.hand.press("Ctrl+Return")
        self.hand.until(lambda: self.is_settled() and not editor.is_editable, "the letter submitted")

    def reference(self) -> str:
        """The reference of the letter in the editor."""
        opened = self.page(LettersPage).editor.opened
        if opened is None:
            raise StuckError("No letter is open.")
        return opened.letter.reference

    # ---- the approval desk

    def open_waiting(self, reference: str) -> ApprovalsPage:
        """The approval desk, on the letter with this reference."""
        self.open_page("approvals")
        page = self.page(ApprovalsPage)
        self.hand.until(lambda: page.queue.model.rowCount() > 0, "what waits")
        self.hand.reach("approval_queue_rows")
        self.hand.press("Ctrl+Home")
        for _ in range(page.queue.model.rowCount()):
            current = page.queue.current()
            if current is not None and current.letter.reference == reference:
                self.hand.until(lambda: self._title_reads(reference) and page.picture.view.is_sharp, reference)
                return page
            self.hand.press("Down")
        raise StuckError(f"{reference} does not wait for approval.")

    def _title_reads(self, reference: str) -> bool:
        return any(label.text() == reference for label in self._labels("headline_reference"))

    def _labels(self, name: str) -> list[QLabel]:
        page = self._current()
        return page.findChildren(QLabel, name) if page is not None else []

    def comment(self, block_id: str, words: str) -> None:
        """Pin a comment to a part of the page: a click on it with the mouse, its link in “Differs” without."""
        page = self.page(ApprovalsPage)
        if self.hand.with_mouse:
            view = page.picture.view
            page.picture.mark(block_id)
            self.hand.click_at(view.viewport(), view.block_rect(block_id).center().toPoint())
        else:
            self.command("Comment on a part")
        self.hand.show_tab("approval_tabs", COMMENTS)
        self.hand.fill("comment_text", words)
        self.hand.press("Ctrl+Return")
        self.hand.until(lambda: self.is_settled() and page.tabs.tabText(COMMENTS) == "Comments 1", "the comment")

    def return_letter(self, reason: str) -> None:
        """R, the reason, Ctrl+Enter."""
        self.hand.reach("approval_queue_rows")
        self.hand.press("R")
        self.hand.fill("return_reason", reason)

    def send_back(self) -> None:
        """Ctrl+Enter in the reason."""
        self.hand.press("Ctrl+Return")
        self.hand.until(self.is_settled, "the letter returned")
        self.hand.until(lambda: self.hand.find("return_reason") is None, "the reason gone")

    def approve(self) -> None:
        """A, while the queue has the focus."""
        self.hand.reach("approval_queue_rows")
        before = self.page(ApprovalsPage).queue.model.rowCount()
        self.hand.press("A")
        self.hand.until(
            lambda: self.is_settled() and self.page(ApprovalsPage).queue.model.rowCount() == before - 1, "it approved"
        )

    # ---- the register

    def open_in_register(self, reference: str) -> RegisterPage:
        """Find a letter in the register by its reference."""
        self.open_page("register")
        page = self.page(RegisterPage)
        self.hand.fill("register_search", reference)
        self.hand.choose_row("letter_register_rows", lambda words: reference in words, reference)
        self.hand.until(
            lambda: self._title_reads(reference) and page.picture.view.is_sharp, f"{reference} in the register"
        )
        return page

    def export(self) -> None:
        """Export the PDF."""
        self.hand.push("page_register/export_letter")
        self.hand.until(self.is_settled, "the PDF on record")

    def print(self) -> None:
        """Print it."""
        page, ended = self.page(RegisterPage), []
        page.sending.printed.connect(lambda: ended.append(True))
        self.hand.push("page_register/print_letter")
        self.hand.until(lambda: bool(ended) and self.is_settled(), "the letter printed")

    def begin_post(self) -> None:
        """“Post…” asks for the day."""
        self.hand.push("page_register/post_letter")
        self.hand.see("posting/posted_on")

    def post(self) -> None:
        """Ctrl+Enter: it went out today."""
        self.hand.press("Ctrl+Return")
        self.hand.until(lambda: self.is_settled() and self.hand.find("posting") is None, "the letter posted")
