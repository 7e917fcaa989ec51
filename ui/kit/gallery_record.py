"""The picture of a record: its headline, its facts, its timeline."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QTabBar, QWidget

from ui.kit.desk import Desk
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.gallery_desk import sized
from ui.kit.headline import Headline, Warnings
from ui.kit.layout import button, column, panel, row, scrolled
from ui.kit.paged_table import Status
from ui.kit.side_panels import SidePanels
from ui.kit.timeline import Entry, Timeline


def record_picture(desk: Desk) -> QWidget:
    """Headline, warnings, tabs, timeline and facts, as a person's record has them."""
    head = Headline()
    head.show_title("Dr Tan Mei Ling", "Fellow, Singapore, since 3 Feb 2011", "1048 8271 43")
    head.show_chips([Status("Active", "dot", "good")])
    head.add_action(button("Log a contact", "log_contact", icon_name="phone", shortcut="Ctrl+L"))
    warnings = Warnings()
    warnings.show_warnings(["Large print", "Phone first", "Representative: consent ends 30 Nov 2026"])
    tabs = QTabBar()
    for name in ("Timeline", "Details", "Membership", "Money", "Cases", "Letters", "Changes"):
        tabs.addTab(name)
    tabs.setExpanding(False)
    tabs.setDrawBase(False)
    line = Timeline("gallery_timeline")
    line.show_entries(_entries())
    line.setCurrentIndex(line.model().index(1, 0))
    line.expand(expanded=True)
    facts = FactsPanel("gallery_facts")
    facts.show_groups(_facts())
    left = panel(column(panel(column(head, warnings, gap=8, edge=16), part="page"), row(16, tabs), line, gap=0))
    panels = SidePanels("gallery", desk.preferences, [(left, 780), (panel(column(scrolled(facts))), 300)], grows=0)
    return sized(panels, 1180, 620)


def _entries() -> list[Entry]:
    noon = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
    long_words = "She wants the receipt again: the first one went to her old address. Promised: by Tuesday."
    return [
        Entry("contact:1", noon, "Call in: wants a receipt", "phone-incoming", long_words, "Asha Rao"),
        Entry(
            "letter:1",
            noon - timedelta(hours=3),
            "Letter posted: acknowledgement L-2026-00412-17",
            "mail",
            "",
            "Asha Rao",
        ),
        Entry(
            "case:1",
            noon - timedelta(days=1),
            "Complaint logged, two points",
            "message-square-warning",
            "The card came late and under the wrong name.",
            "Ben Okafor",
            "warn",
        ),
        Entry(
            "change:1",
            noon - timedelta(days=1, hours=2),
            "Address changed",
            "history",
            "12 Old Road → 4 New Street",
            "Ben Okafor",
        ),
        Entry("member:1", date(2011, 2, 3), "Admitted as fellow", "award"),
    ]


def _facts() -> list[FactGroup]:
    return [
        FactGroup(
            "",
            [
                Fact("Prefers", "Phone, English"),
                Fact("Local time", "22:02, Sat"),
                Fact("Balance", "SGD 0.00"),
                Fact("Renews", "1 Jan 2027"),
            ],
        ),
        FactGroup(
            "Reach",
            [
                Fact("Phone", "+65 6123 4567"),
                Fact("E-mail", "mei.ling.tan@example.org"),
                Fact("Partner", "SMA", go=lambda: None),
            ],
        ),
        FactGroup(
            "Membership",
            [
                Fact("Number", "1048 8271 43", reference=True),
                Fact("State", status=Status("Active", "dot", "good")),
                Fact("Grade", "Fellow"),
            ],
        ),
    ]
