"""The first section beside a case: what the letter still needs, whom it waits for, and the facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.complaints.extensions import room_words
from app.complaints.record import CaseLetter, ComplaintRecord, RequestRow
from app.complaints.rules import Missing, ready_to_close, ready_to_write, still_asked
from app.complaints.states import ClockKind, ComplaintState
from app.complaints.wording import EXTENSION_WORDS, OUTCOME_WORDS, show_date
from ui.complaints.letter_offers import next_letter
from ui.complaints.matter_facts import joined_facts, matter_facts
from ui.complaints.opening import OpenCase
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.layout import column, hairline, scrolled, text
from ui.kit.link_list import Link, LinkList


class CaseSection(QWidget):
    """Links lead to the field that is missing; names open their records."""

    go_asked = Signal(str)
    """Where a “Ready to write?” link leads: ``head:7#reason``."""
    open_asked = Signal(str)
    """A record to open: ``person:3``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts_section")
        self._ready_title = text("Ready to write?", "section", name="ready_title")
        self._ready_note = text("", "muted", name="ready_note", wrap=True)
        self.ready = LinkList("ready")
        self.ready.setAccessibleName("What the case still needs")
        self.ready.grow()
        self.facts = FactsPanel("case_facts")
        ready = QWidget()
        ready.setLayout(column(self._ready_title, self._ready_note, self.ready, gap=4, edge=12))
        inner = QWidget()
        inner.setLayout(column(ready, hairline(), self.facts, None, gap=0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def show_case(self, case: OpenCase) -> None:
        """Show the case as it is now."""
        self._show_ready(case)
        self.facts.show_groups(_groups(case, self.open_asked.emit))

    def focus_first(self) -> None:
        """What is still missing, else the first of the facts that leads anywhere."""
        if not self.ready.isHidden():
            self.ready.setFocus()
            return
        leads = (one for one in self.facts.findChildren(QPushButton) if one.isVisible())
        next(leads, self.facts).setFocus()

    def _show_ready(self, case: OpenCase) -> None:
        record = case.record
        if record.responded_on:
            self._show_ready_to_close(case)
            return
        self._ready_title.setText("Ready to write?")
        missing = ready_to_write(record, next_letter(case))
        asked = still_asked(record, case.today)
        self._ready_note.setText(
            "The letter still needs these. Choose one to go there."
            if missing
            else "Yes: everything that the letter needs is here."
            + (" Somebody has not answered yet, which need not hold you." if asked else "")
        )
        self.ready.setVisible(bool(missing or asked))
        notes = [Link(one.text, partial(self.go_asked.emit, one.link), "warn") for one in asked]
        self.ready.show_links([*(self._link(one) for one in missing), *notes])

    def _show_ready_to_close(self, case: OpenCase) -> None:
        """After the answer: what stands between the case and its end."""
        record = case.record
        answered = f"Answered on {show_date(record.responded_on)}." if record.responded_on else ""
        closed = record.state is ComplaintState.CLOSED
        missing = [] if closed else ready_to_close(record)
        self._ready_title.setText("Closed" if closed else "Ready to close?")
        still = "These are still open. Choose one to go there." if missing else "Nothing is open."
        self._ready_note.setText(answered if closed else f"{answered} {still}")
        self.ready.setVisible(bool(missing))
        self.ready.show_links([self._link(one) for one in missing])

    def _link(self, missing: Missing) -> Link:
        return Link(missing.text, partial(self.go_asked.emit, missing.link))


def _procedure(record: ComplaintRecord) -> list[Fact]:
    """The stage that it is in, and the version of the procedure that it keeps to the end."""
    procedure = record.procedure
    return [
        Fact("Stage", procedure.stage(record.stage).name),
        Fact("Procedure", f"{procedure.title}, version {record.procedure_version}"),
    ]


def _groups(case: OpenCase, go: Callable[[str], None]) -> list[FactGroup]:
    record = case.record
    procedure = record.procedure
    route = procedure.route(record.route).title if record.route else ""
    return [
        FactGroup(
            "Facts",
            [
                Fact("Person", record.person_name),
                Fact("Record", "Open the person", go=partial(go, f"person:{record.person_id}")),
                Fact("For them", record.representative_name),
                Fact("Wants", record.outcome_sought),
                Fact("First raised", ", ".join(filter(None, [show_date(record.raised_on), record.raised_where]))),
                Fact("Theirs", record.their_reference, reference=True),
                Fact("Case", record.case_number, reference=True),
                Fact("Owner", record.owner_name),
                *_procedure(record),
                Fact("They do not accept", record.they_say),
                Fact("Why taken late", record.late_reason),
                Fact("Outcome", OUTCOME_WORDS[record.outcome] if record.outcome else ""),
                Fact("Settled", "At first contact" if record.settled_at_once else ""),
                Fact("Delay", record.holding_reason),
                Fact("Out of scope", route),
                Fact("Closed", record.closed_reason if record.closed_on else ""),
                Fact("Reopened", record.reopened_reason if not record.closed_on else ""),
            ],
        ),
        joined_facts(record, go),
        matter_facts(record),
        FactGroup("Waits for", [_awaited(one) for one in record.open_requests]),
        FactGroup("Put off", _put_off(record)),
        FactGroup(
            "Earlier answers",
            [
                Fact(
                    answer.stage_name,
                    " · ".join(
                        filter(
                            None,
                            [
                                OUTCOME_WORDS[answer.outcome] if answer.outcome else "",
                                show_date(answer.answered_on),
                                answer.owner_name,
                            ],
                        )
                    ),
                )
                for answer in record.earlier
            ],
        ),
        FactGroup("Letters", [_letter(letter, go) for letter in record.letters]),
    ]


def _letter(letter: CaseLetter, go: Callable[[str], None]) -> Fact:
    words = f"{letter.kind.capitalize()} · {letter.state}"
    return Fact("", words, go=partial(go, f"letter:{letter.id}"), tip=f"{letter.reference}  {letter.title}")


def _awaited(one: RequestRow) -> Fact:
    chased = f", asked again {show_date(one.chased_on)}" if one.chased_on else ""
    words = f"{one.what} · of {one.of_whom} since {show_date(one.asked_on)}{chased}, due {show_date(one.due_on)}"
    return Fact(one.name, words, tip=f"Otherwise: {one.otherwise}")


def _put_off(record: ComplaintRecord) -> list[Fact]:
    """Each extension of the answer, and what is still allowed once there was one."""
    clock = record.clock(ClockKind.RESPOND)
    steps = clock.extensions if clock else ()
    lines = [
        Fact(
            f"On {show_date(step.on)}",
            f"to {show_date(step.until)} by {step.by}, {EXTENSION_WORDS[step.kind]}",
            tip=step.reason,
        )
        for step in steps
    ]
    return [*lines, Fact("Still allowed", room_words(record.room))] if lines and not record.responded_on else lines
