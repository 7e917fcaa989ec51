"""A call and the complaint that comes of it, step by step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from app.complaints.head_row import HeadRow
from letters.template.forms import show_date as in_words
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.opening import OpenCase
from ui.contacts.log_panel import LogPanel
from ui.kit.dates import show_date
from ui.members.members_page import MembersPage
from ui.tour import story
from ui.tour.waiting import StuckError
from ui.tour.walking import Walking

IDENTITY = ("name", "number", "born")


class Cases(Walking):
    """Calls and complaints; ``points`` are those that are raised, the tour's two unless somebody names others."""

    points: tuple[story.Point, ...] = story.POINTS

    # ---- a call

    def open_member(self, words: str, is_it: Callable[[str], bool]) -> None:
        """Find somebody and wait for the record."""
        self.find(words, is_it)
        self.open_found()
        self.hand.until(lambda: self.here() == "members", "the record")
        self.hand.see("page_members/new_complaint")
        record = self.page(MembersPage).record
        self.hand.until(lambda: record.timeline.model().rowCount() > 0, "what happened with the member")

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
        for point in self.points:
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
        self.hand.push(f"point/met_{point.met}")
        self.hand.choose("point/fault", point.fault)
        self.hand.push(f"point/outcome_{point.outcome}")
        self.hand.fill("point/finding", point.finding)
        self.hand.fill("point/reason", point.reason)
        self.hand.choose("point/effect_level", point.level)
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
