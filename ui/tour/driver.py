"""The one driver of the real window: the tour and the journeys of the tests share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.tour import story
from ui.tour.cases import Cases
from ui.tour.letters import Letters

Mark = Callable[[str, str], None]
"""Told after each step: a short name for files, and what was done."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part: logins with names, what finds the member, and which of those found it is."""

    adviser: tuple[str, str]
    leader: tuple[str, str]
    words: str
    is_member: Callable[[str], bool]


class Driver(Cases, Letters):
    """All that a person can do, and the main job made of it."""

    def become(self, person: tuple[str, str]) -> None:
        """Go on as somebody: through the dialog in a demo, else by signing in again."""
        login, name = person
        line = self.seat.session.line
        if line is not None and line.is_demo:
            self.command("Switch person")
            self.seat.switch(name)
        else:
            self.seat.leave()
            self.seat.sit(login)

    def from_call_to_case(self, cast: Cast, mark: Mark) -> str:
        """Take the call and log the complaint; returns the reference of the case."""
        self.open_member(cast.words, cast.is_member)
        mark("member", "Found with Ctrl+K: the member's record")
        self.begin_call()
        self.tell_call()
        mark("call", "Ctrl+L logs the call beside the record: wanted, said, checked, dissatisfied, promised")
        self.make_it_a_complaint()
        self.tell_complaint()
        mark("complaint", "Ctrl+Shift+C makes it a complaint, each point on a line of its own")
        reference = self.log_complaint().record.reference
        mark("case", "The case: stages, clocks, points, and what the letter still needs")
        return reference

    def find_out(self, mark: Mark) -> None:
        """Record every point of the case, and what was looked at."""
        for number, point in enumerate(self.points, 1):
            self.choose_point(point.title)
            self.record_point(point)
            self.save_point(point)
            mark(f"point-{number}", "What happened, the standard in force that day, the finding and the reason")
            self.add_remedies(point)
            mark(f"remedies-{number}", "The remedies, each with its owner and day")
        self.tell_looked_at()
        mark("ready", "“Ready to write?” has nothing left")

    def write_letter(self, mark: Mark) -> str:
        """Draft the answer, mend what the checks find, submit; returns the letter's reference."""
        self.draft_letter()
        mark("letter", "The letter drafted from the case, the page beside it")
        own = self.add_paragraph(story.SLIP, after=story.CERTIFICATE.happened[:30])
        self.wait_checks(clean=False)
        mark("checks", "What the checks find while one writes, each a link")
        self.mend_first()
        self.rewrite(own, story.MENDED)
        self.wait_checks(clean=True)
        mark("mended", "Mended: nothing stands in the way")
        self.submit()
        mark("submitted", "Submitted: it waits for approval")
        return self.reference()

    def return_it(self, reference: str, mark: Mark) -> None:
        """As the team leader: a comment on the author's own paragraph, and back with a reason."""
        self.open_waiting(reference)
        mark("approvals", "The approval desk: what waits, the page, the facts, the checks, what differs")
        self.comment("own-1", story.COMMENT)
        mark("comment", "A comment pinned to a part of the page")
        self.return_letter(story.RETURN_REASON)
        mark("return", "Returned with a reason, in place")
        self.send_back()

    def mend_returned(self, reference: str, mark: Mark) -> None:
        """As the author: read the comment, mend, settle it, submit again."""
        self.open_letter(reference)
        self.go_to_block("own-1")
        mark("returned", "Returned: the reason above the letter, the comment at its paragraph")
        self.rewrite("own-1", story.AFTER_RETURN)
        self.settle_comment()
        self.wait_checks(clean=True)
        self.submit(story.NOTE)
        mark("submitted-again", "Mended and submitted again")

    def approve_it(self, reference: str, mark: Mark) -> None:
        """As the team leader: see what differs, approve."""
        self.open_waiting(reference)
        self.show_differences()
        mark("differs", "What differs since the last decision and from the standard text")
        self.approve()
        mark("approved", "Approved with one key")

    def send(self, reference: str, mark: Mark) -> None:
        """Export, print, post."""
        self.open_in_register(reference)
        mark("register", "The register: every letter, its page and its way out of the office")
        self.export()
        self.print()
        mark("printed", "Exported and printed, both on record")
        self.begin_post()
        mark("posting", "Posting is a step of its own")
        self.post()
        mark("posted", "Posted")

    def main_job(self, cast: Cast, mark: Mark) -> tuple[str, str]:
        """All of it, beginning as the adviser; returns the references of the case and of the letter."""
        case = self.from_call_to_case(cast, mark)
        self.find_out(mark)
        letter = self.write_letter(mark)
        self.become(cast.leader)
        self.return_it(letter, mark)
        self.become(cast.adviser)
        self.mend_returned(letter, mark)
        self.become(cast.leader)
        self.approve_it(letter, mark)
        self.become(cast.adviser)
        self.send(letter, mark)
        self.open_case(case)
        mark("answered", "The complaint is answered, its clock stopped")
        return case, letter
