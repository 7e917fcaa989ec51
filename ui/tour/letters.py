"""The letter: written, submitted, decided on, sent; step by step."""

from __future__ import annotations

from letters.checks import blocks
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.approvals.side_tabs import COMMENTS, DIFFERS
from ui.correspondence.difference_view import DifferenceView
from ui.correspondence.editor.letter_editor import LetterEditor
from ui.correspondence.editor.letters_page import LettersPage
from ui.correspondence.register_page import RegisterPage
from ui.tour.waiting import StuckError
from ui.tour.walking import Walking

RESPONSE = "first-stage-response"
MOST_LINKS = 60


class Letters(Walking):
    """Letters, the approval desk, the register."""

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

    def list_letters(self) -> None:
        """My letters, also when one of them is open."""
        self.open_page("letters")
        if self.page(LettersPage).editor.isVisible():
            self.command("Open Letters")
        self.hand.see("my_letters_rows")

    def open_letter(self, words: str) -> LetterEditor:
        """One of my letters from their list, by its reference or by where it stands."""
        self.list_letters()
        editor = self.page(LettersPage).editor
        self.hand.choose_row("my_letters_rows", lambda row: words in row, words)
        self.hand.press("Return")
        self.hand.until(lambda: editor.isVisible() and editor.opened is not None, f"{words} in the editor")
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
            lambda: editor.findings is not None and blocks(list(editor.findings)) is not clean, "what the checks say"
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

    def reopen(self, reason: str) -> None:
        """Open an approved letter for a change, and say why."""
        editor = self.page(LettersPage).editor
        self.hand.push("letter_reopen")
        self.hand.fill("letter_reason", reason)
        self.hand.press("Return")
        self.hand.until(lambda: self.is_settled() and editor.is_editable, "the letter open for a change")
        self.wait_for_letter()

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
                self.hand.until(lambda: self.title_reads(reference) and page.picture.view.is_sharp, reference)
                return page
            self.hand.press("Down")
        raise StuckError(f"{reference} does not wait for approval.")

    def show_differences(self) -> None:
        """The tab with what differs."""
        self.hand.show_tab("approval_tabs", DIFFERS)

    def comment(self, block_id: str, words: str) -> None:
        """Pin a comment to a part of the page: a click on it with the mouse, its link in “Differs” without."""
        page = self.page(ApprovalsPage)
        if self.hand.with_mouse:
            view = page.picture.view
            page.picture.mark(block_id)
            self.hand.click_at(view.viewport(), view.block_rect(block_id).center().toPoint())
        else:
            self._follow_difference("written by the author")
        self.hand.show_tab("approval_tabs", COMMENTS)
        self.hand.fill("comment_text", words)
        self.hand.press("Ctrl+Return")
        self.hand.until(lambda: self.is_settled() and page.tabs.tabText(COMMENTS) == "Comments 1", "the comment")

    def _follow_difference(self, words: str) -> None:
        """Tab goes from link to link in “Differs”; Enter chooses the part it is about."""
        self.show_differences()
        self.hand.reach("approval_differences")
        differences = self.hand.see_a(DifferenceView, "approval_differences")
        for _ in range(MOST_LINKS):
            if words in differences.textCursor().selectedText():
                self.hand.press("Return")
                return
            self.hand.press("Tab")
        raise StuckError(f"No link in “Differs” reads “{words}”.")

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
            lambda: self.title_reads(reference) and page.picture.view.is_sharp, f"{reference} in the register"
        )
        return page

    def export(self) -> None:
        """Export the PDF."""
        self.hand.push("page_register/export_letter")
        self.wait_to_be_told("Saved as")

    def print(self) -> None:
        """Print it."""
        page, ended = self.page(RegisterPage), []
        page.sending.handing_out.printed.connect(lambda: ended.append(True))
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
