"""Administration: a tab for each kind of thing that the office works by."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.administration.procedures_section import ProceduresSection
from ui.administration.section import SectionEntry, SectionWidget
from ui.administration.standards_section import StandardsSection
from ui.kit.desk import Changed
from ui.kit.layout import column, row
from ui.kit.theme.apply import GROUP, TIGHT
from ui.shell.actions import Action
from ui.shell.navigation import PageWidget, Shell

SECTIONS: tuple[SectionEntry, ...] = (
    SectionEntry("procedures", "Procedures", frozenset({"library_version", "procedure"}), ProceduresSection),
    SectionEntry("standards", "Standards", frozenset({"standard"}), StandardsSection),
)
"""In the order of the tabs; the first is shown where no subject asks for another."""


class AdministrationPage(PageWidget):
    """Holds the sections; a single one needs no tabs."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.tabs = QTabBar()
        self.tabs.setObjectName("administration_sections")
        self.tabs.setAccessibleName("Sections of Administration")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = QStackedWidget()
        self._sections = [entry.factory(shell) for entry in SECTIONS]
        for entry, section in zip(SECTIONS, self._sections, strict=True):
            section.actions_changed.connect(self.actions_changed)
            self.tabs.addTab(entry.title)
            self.stack.addWidget(section)
        self.tabs.currentChanged.connect(self._on_tab)
        tabs = row(self.tabs)
        tabs.setContentsMargins(GROUP, TIGHT, GROUP, 0)  # above the titles of its sections
        self.setLayout(column(tabs, self.stack, gap=0))
        self.tabs.setVisible(len(SECTIONS) > 1)  # in its place by now: before, it would be a window that takes the keys

    @property
    def section(self) -> SectionWidget:
        """The one that is shown."""
        return self._sections[self.stack.currentIndex()]

    def opened(self, subject: str) -> None:
        kind = subject.partition(":")[0]
        for at, entry in enumerate(SECTIONS):
            if kind in entry.kinds:
                self.tabs.setCurrentIndex(at)
        self.section.opened(subject)

    def may_close(self) -> bool:
        return self.section.may_close()

    def refresh(self, changed: Changed) -> None:
        self.section.refresh(changed)

    def page_actions(self) -> Sequence[Action]:
        return self.section.section_actions()

    def unsaved_words(self) -> dict[str, str]:
        return self.section.unsaved_words()

    def in_hand(self) -> Collection[str]:
        return self.section.in_hand()

    def focus_first(self) -> None:
        self.section.focus_first()

    def _on_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.section.opened("")
        self.actions_changed.emit()
