"""Beside the page: the facts it says, what the checks found, what differs, and the comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from app.correspondence.differences import BlockDifference
from app.correspondence.find_approvals import ForApproval
from letters.checks import Finding
from ui.correspondence.approvals.comments_panel import CommentsPanel
from ui.correspondence.approvals.opening import OnDesk
from ui.correspondence.approvals.page_state import (
    decided_groups,
    fact_groups,
    finding_line,
    kept_line,
    tab_titles,
)
from ui.correspondence.difference_view import DifferenceView
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.held_key import once
from ui.kit.layout import button, column, scrolled
from ui.kit.link_list import Link, LinkList

FACTS, CHECKS, DIFFERS, COMMENTS = range(4)
_CLEAN = Empty("Every check passed", "Nothing was found when the letter was submitted.", icon="circle-check")


class SideTabs(QTabWidget):
    """Emits the part of the letter that a line is about."""

    block_asked = Signal(str)
    confirm_asked = Signal(object)
    """The kept Finding that this reader lets stand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("approval_tabs")
        self.setAccessibleName("About this letter")
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self.tabBar().setDrawBase(False)
        self.facts = FactsPanel("approval_facts")
        self.links = LinkList("approval_checks")
        self.links.setAccessibleName("What the checks found")
        self._found: tuple[Finding, ...] = ()
        self._unconfirmed: tuple[Finding, ...] = ()
        confirm = QShortcut(QKeySequence("C"), self.links, context=Qt.ShortcutContext.WidgetShortcut)
        confirm.activated.connect(self._confirm)
        once(confirm)
        self._checks = QStackedWidget()
        self._checks.addWidget(self.links)
        self._checks.addWidget(EmptyState(_CLEAN))
        self.differences = DifferenceView("approval_differences")
        self.comments = CommentsPanel()
        self._letter: ForApproval | None = None
        self._everything = False
        self._titles: Mapping[str, str] = {}
        self._numbers: Mapping[str, int] = {}
        self._envelope: tuple[FactGroup, ...] = ()
        self.all_key = button("", "differs_all", "quiet", tip="Show all, or only what changed  S in the list")
        self.all_key.clicked.connect(self.show_everything)
        differs = QWidget()
        differs.setLayout(column(self.all_key, self.differences, gap=0))
        for widget in (scrolled(self.facts), self._checks, differs, self.comments):
            self.addTab(widget, "")
        self.differences.block_asked.connect(self.block_asked)
        self.comments.block_asked.connect(self.block_asked)

    def show_envelope(self, groups: Sequence[FactGroup]) -> None:
        """What goes with the letter that is shown next, before its facts."""
        self._envelope = tuple(groups)

    def show_letter(self, found: OnDesk) -> None:
        """Fill all tabs; the one that is open stays open, and so does the part that a comment is being written on."""
        letter = found.letter
        for number, title in enumerate(tab_titles(letter)):
            self.setTabText(number, title)
        groups = [*decided_groups(found.with_it), *fact_groups(letter.facts, letter.moved)]
        told = [FactGroup(title, [Fact(*line) for line in lines]) for title, lines in groups]
        self.facts.show_groups([*self._envelope, *told])
        self._show_findings(letter.findings, letter.unconfirmed)
        self._letter, self._titles = letter, found.titles
        self._show_differences()
        self._show_comments()
        self.comments.show_letter(letter)

    def show_numbers(self, numbers: Mapping[str, int]) -> None:
        """Name the parts by their numbers too; by none where they are not asked for."""
        self._numbers = numbers
        self._show_comments()

    def _show_comments(self) -> None:
        letter = self._letter
        if letter is not None:
            titles = {
                block_id: f"{self._numbers[block_id]}  {title}" if block_id in self._numbers else title
                for block_id, title in self._titles.items()
            }
            self.comments.show_comments(letter.comments, titles, letter.suggestions, may_settle=not letter.why_not)

    def show_everything(self) -> None:
        """On a second reading, show all that differs from the standard text as well, and the other way round."""
        self._everything = not self._everything
        self.setCurrentIndex(DIFFERS)
        self._show_differences()

    def begin_reading(self, letter: ForApproval) -> None:
        """Another letter: a second reading begins with what changed since the first."""
        self._everything = False
        if letter.second_reading:
            self.setCurrentIndex(DIFFERS)

    def _show_differences(self) -> None:
        if self._letter is not None:
            second = self._letter.second_reading
            self.all_key.setVisible(second)
            self.all_key.setText("Only what changed  S" if self._everything else "Show all that differs  S")
            self.differences.show_differences(sections_of(self._letter, everything=self._everything))

    def show_checks(self) -> None:
        """Bring the checks to the front, the first that waits to be confirmed chosen."""
        self.setCurrentIndex(CHECKS)
        first = next((number for number, one in enumerate(self._found) if one in self._unconfirmed), 0)
        self.links.setCurrentRow(first)
        self.links.setFocus()

    def _confirm(self) -> None:
        number = self.links.currentRow()
        if 0 <= number < len(self._found) and self._found[number] in self._unconfirmed:
            self.confirm_asked.emit(self._found[number])
            self._choose_next_unconfirmed(number)

    def _choose_next_unconfirmed(self, number: int) -> None:
        """C again is for the next one, though this one is still being saved."""
        following = range(number + 1, len(self._found))
        self.links.setCurrentRow(next((one for one in following if self._found[one] in self._unconfirmed), number))

    def _show_findings(self, findings: Sequence[Finding], unconfirmed: Sequence[Finding]) -> None:
        self._found, self._unconfirmed = tuple(findings), tuple(unconfirmed)
        links = []
        for finding in findings:
            sentence, tone, hint = kept_line(finding) if finding in unconfirmed else finding_line(finding)
            go = partial(self.block_asked.emit, finding.block_id or "")
            links.append(Link(sentence, go, tone, hint))
        self.links.show_links(links)
        self._checks.setCurrentIndex(0 if links else 1)


def sections_of(letter: ForApproval, *, everything: bool) -> list[tuple[str, Sequence[BlockDifference], str]]:
    """What differs; on a second reading only what changed since the first, unless everything is asked for."""
    sections: list[tuple[str, Sequence[BlockDifference], str]] = []
    if letter.since:
        sections.append((letter.since, letter.since_then, "Nothing has changed since then."))
    if letter.second_reading and not everything:
        return sections
    plain = "The author changed nothing of the standard text."
    return [*sections, ("From the standard text", letter.from_standard, plain)]
