"""Beside the page: the facts it says, what the checks found, what differs, and the comments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from app.correspondence.differences import BlockDifference, title_of
from app.correspondence.find_approvals import ForApproval
from letters.checks import Finding
from letters.content import from_json
from ui.correspondence.approvals.comments_panel import CommentsPanel
from ui.correspondence.approvals.page_state import fact_groups, finding_line, kept_line, tab_titles
from ui.correspondence.difference_view import DifferenceView
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.layout import scrolled
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
        self._checks = QStackedWidget()
        self._checks.addWidget(self.links)
        self._checks.addWidget(EmptyState(_CLEAN))
        self.differences = DifferenceView("approval_differences")
        self.comments = CommentsPanel()
        for widget in (scrolled(self.facts), self._checks, self.differences, self.comments):
            self.addTab(widget, "")
        self.differences.block_asked.connect(self.block_asked)
        self.comments.block_asked.connect(self.block_asked)

    def show_letter(self, letter: ForApproval, *, may_settle: bool) -> None:
        """Fill all tabs; the one that is open stays open, and so does the part that a comment is being written on."""
        for number, title in enumerate(tab_titles(letter)):
            self.setTabText(number, title)
        groups = fact_groups(letter.facts, letter.moved)
        self.facts.show_groups([FactGroup(title, [Fact(*line) for line in lines]) for title, lines in groups])
        self._show_findings(letter.findings, letter.unconfirmed)
        self.differences.show_differences(_sections(letter))
        self.comments.show_comments(letter.comments, block_titles(letter), may_settle=may_settle)

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

    def _show_findings(self, findings: Sequence[Finding], unconfirmed: Sequence[Finding]) -> None:
        self._found, self._unconfirmed = tuple(findings), tuple(unconfirmed)
        links = []
        for finding in findings:
            sentence, tone, hint = kept_line(finding) if finding in unconfirmed else finding_line(finding)
            go = partial(self.block_asked.emit, finding.block_id or "")
            links.append(Link(sentence, go, tone, hint))
        self.links.show_links(links)
        self._checks.setCurrentIndex(0 if links else 1)


def block_titles(letter: ForApproval) -> dict[str, str]:
    """What each part of the letter is called."""
    content = from_json(letter.content)
    return {block.id: title_of(content, block) for block in content.blocks}


def _sections(letter: ForApproval) -> list[tuple[str, Sequence[BlockDifference], str]]:
    sections: list[tuple[str, Sequence[BlockDifference], str]] = []
    if any(line.verdict is not None for line in letter.revisions[:-1]):
        title = "Since it was last decided on"
        sections.append((title, letter.since_last_decision, "Nothing has changed since then."))
    plain = "The author changed nothing of the standard text."
    return [*sections, ("From the standard text", letter.from_standard, plain)]
