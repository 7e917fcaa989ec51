"""One person's record: warnings before anything else, the name, the tabs, and the facts at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.complaints.find import cases_of_person
from app.complaints.worklist_row import WorklistRow
from app.correspondence.find import LetterRow, letters_of
from app.members.kinds import PointKind
from app.members.labels import in_words
from app.members.languages import language_words
from app.members.person_record import MembershipLine
from app.record.history import FieldChange
from app.record.timeline import Before, TimelineEntry, timeline
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.kit.dates import show_date, show_moment
from ui.kit.desk import Desk, Ticket
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.focus import tab_as_read
from ui.kit.headline import Headline, Warnings
from ui.kit.layout import button, column, hairline, row, scrolled
from ui.kit.paged_table import Ask, Column, Empty, PagedTable, Slice
from ui.kit.timeline import ENTRY_ROLE, Entry, Timeline
from ui.members.details_tab import DetailsTab
from ui.members.letter_gap import LetterGap
from ui.members.opening import Opened, history_slice
from ui.members.page_state import (
    address_words,
    chips,
    consent_status,
    entry_icon,
    entry_tone,
    first_words,
    headline,
    local_time_words,
    member_number,
    membership_words,
    renews_words,
    state_status,
    warning_words,
    why_not_edit,
)
from ui.members.parts_list import Line, PartsList
from ui.members.sheets import membership_sheet

TABS = ("Timeline", "Details", "Membership", "Cases", "Letters", "Changes")
_PAGE = 60


class RecordView(QWidget):
    """Shows what it is given; asks for sheets, calls and other pages by its signals."""

    subject_asked = Signal(str)
    sheet_asked = Signal(object)
    """A Sheet to open over the record."""
    verb_asked = Signal(str)
    """``contact``, ``complaint`` or ``letter``: begin one for this person."""
    entry_chosen = Signal()
    """Another entry of the timeline is current."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_record")
        self._desk = desk
        self._opened: Opened | None = None
        self._more: Before | None = None
        self._ticket: Ticket | None = None
        self.warnings, self.headline = Warnings(), Headline()
        self.gap = LetterGap()
        self.timeline = Timeline("person_timeline")
        self.details = DetailsTab()
        self.memberships = PartsList(
            "memberships", "Membership", "Not a member.", [("Begin a membership", self._begin_membership)]
        )
        self.cases, self.letters, self.changes = self._tables()
        self.facts = FactsPanel("facts")
        self.tabs = QTabWidget()
        self._lay_out()
        self._connect()

    def show_person(self, opened: Opened) -> None:
        """Show a person; on a new one the lists begin from the top."""
        is_other = self._opened is None or self._opened.record.id != opened.record.id
        self._opened = opened
        record = opened.record
        words, grave = warning_words(record)
        self.warnings.show_warnings([*words, *opened.came_back], grave=grave)
        title, subline, number = headline(record)
        self.headline.show_title(title, subline, number)
        self.headline.show_chips(chips(record))
        self.details.show_person(opened)
        self.memberships.show_lines(
            [self._membership(line) for line in record.memberships],
            why_not=why_not_edit(opened.why_not_edit, record),
        )
        self.gap.show_gap(opened)
        self.facts.show_groups(self._facts(opened))
        self._read_lists(from_top=is_other)

    def chosen_contact(self) -> int | None:
        """The contact that is current on the timeline."""
        entry = self.timeline.currentIndex().data(ENTRY_ROLE)
        kind, _, number = entry.subject.partition(":") if isinstance(entry, Entry) else ("", "", "")
        return int(number) if kind == "contact" and self.tabs.currentIndex() == TABS.index("Timeline") else None

    def focus_first(self) -> None:
        """Into what one reads first: the timeline, or the tabs where another part is shown."""
        shown = self.timeline if self.tabs.currentWidget() is self.timeline else self.tabs
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_tab(self, title: str) -> None:
        """Go to a tab by its title."""
        self.tabs.setCurrentIndex(TABS.index(title))

    def _lay_out(self) -> None:
        self.facts.built.connect(lambda: tab_as_read(self))  # the last that is made anew for a person
        self.tabs.setObjectName("record_tabs")
        self.tabs.setAccessibleName("Parts of the record")
        self.tabs.setDocumentMode(True)
        member = QWidget()
        member.setLayout(column(self.memberships, None, edge=0))
        member.layout().setContentsMargins(0, 16, 16, 0)  # type: ignore[union-attr]
        pages: tuple[QWidget, ...] = (self.timeline, self.details, member, self.cases, self.letters, self.changes)
        for title, page in zip(TABS, pages, strict=True):
            self.tabs.addTab(page, title)
        side = QWidget()
        side.setLayout(column(self._deeds(), scrolled(self.facts), gap=0))
        side.setFixedWidth(264)
        middle = column(self.headline, self.gap, self.tabs, gap=12, edge=16)
        body = row(middle, hairline(upright=True), side, gap=0)
        body.setStretch(0, 1)
        self.setLayout(column(self.warnings, body, gap=0))

    def _deeds(self) -> QVBoxLayout:
        """What is begun for this person, at the top of the right side."""
        deeds = column(gap=8)
        deeds.setContentsMargins(16, 16, 16, 0)
        for verb, key, picture, permission in (
            ("Log contact", "contact", "phone-incoming", Permission.CONTACT_LOG),
            ("New complaint", "complaint", "message-square-warning", Permission.COMPLAINT_LOG),
            ("Write a letter", "letter", "feather", Permission.LETTER_WRITE),
        ):
            why_not, tip = self._desk.why_not(permission), f"{verb}  Ctrl+L" if key == "contact" else ""
            made = button(verb, f"new_{key}", icon_name=picture, tip=why_not or tip)
            made.setEnabled(not why_not)
            made.clicked.connect(partial(self._ask_verb, key))
            deeds.addWidget(made)
        return deeds

    def _ask_verb(self, key: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt emits it
        self.verb_asked.emit(key)

    def _connect(self) -> None:
        self.timeline.opened.connect(self._open)
        self.timeline.selectionModel().currentChanged.connect(lambda _now, _before: self.entry_chosen.emit())
        self.timeline.near_end.connect(self._read_more)
        self.gap.sheet_asked.connect(self.sheet_asked)
        self.details.sheet_asked.connect(self.sheet_asked)
        self.details.person_asked.connect(lambda number: self.subject_asked.emit(f"person:{number}"))
        self.cases.opened.connect(lambda case: self.subject_asked.emit(f"complaint:{case.id}"))
        self.letters.opened.connect(lambda letter: self.subject_asked.emit(f"letter:{letter.id}"))

    def _tables(self) -> tuple[PagedTable[WorklistRow], PagedTable[LetterRow], PagedTable[FieldChange]]:
        cases: PagedTable[WorklistRow] = PagedTable(
            self._desk, "person_cases", _CASES, _cases_slice, id_of=lambda case: case.id,
            empty=Empty("No complaint of this person", "“New complaint” logs one.", icon="message-square-warning"),
        )  # fmt: skip
        letters: PagedTable[LetterRow] = PagedTable(
            self._desk, "person_letters", _LETTERS, _letters_slice, id_of=lambda letter: letter.id,
            empty=Empty("No letter to this person", "“Write a letter” begins one.", icon="feather"),
        )  # fmt: skip
        changes: PagedTable[FieldChange] = PagedTable(
            self._desk, "person_changes", _CHANGES, history_slice,
            id_of=lambda change: (change.change_id, change.column), empty=Empty("Nothing was changed yet"),
        )  # fmt: skip
        return cases, letters, changes

    def _membership(self, line: MembershipLine) -> Line:
        dates = f"joined {show_date(line.joined_on)}, this period from {show_date(line.started_on)}"
        dates += f" to {show_date(line.ends_on)}" if line.ends_on else ""
        second = " · ".join(filter(None, (in_words(line.kind), line.territory, dates, line.partner_name)))
        title = f"{member_number(line.member_number)}   {membership_words(line)}"
        verbs = [("Change", partial(self._change_membership, line))]
        return Line(str(line.id), title, second, state_status(line.state), verbs)

    def _change_membership(self, line: MembershipLine) -> None:
        if self._opened is not None:
            self.sheet_asked.emit(membership_sheet(self._opened, line))

    def _begin_membership(self) -> None:
        if self._opened is not None:
            self.sheet_asked.emit(membership_sheet(self._opened, None))

    def _facts(self, opened: Opened) -> list[FactGroup]:
        record, membership = opened.record, opened.record.membership
        reach = [
            Fact("Prefers", in_words(record.preferred_channel) if record.preferred_channel else ""),
            Fact("Language", language_words(record.language)),
            Fact("Time there", local_time_words(record)),
            Fact("Phone", first_words(record, PointKind.PHONE)),
            Fact("E-mail", first_words(record, PointKind.EMAIL)),
            Fact("Address", address_words(record)),
        ]
        groups = [FactGroup("Reach", reach)]
        if membership is not None:
            member = [
                Fact("State", status=state_status(membership.state)),
                Fact("Grade", membership_words(membership)),
                Fact("Partner", membership.partner_name),
                Fact("Renews", renews_words(membership)),
            ]
            groups.append(FactGroup("Membership", member))
        for line in record.representatives:
            group = [
                Fact("Name", line.name.full_name, go=partial(self._open, f"person:{line.person_id}")),
                Fact("Consent", status=consent_status(line)),
                Fact("Covers", line.scope),
                Fact("Until", show_date(line.expires_on)),
            ]
            groups.append(FactGroup("Representative", group))
        return groups

    def show_log_button(self, *, shown: bool) -> None:
        """Whether this window logs contacts."""
        made = self.findChild(QPushButton, "new_contact")
        if made is not None:
            made.setVisible(shown)

    def _open(self, subject: str) -> None:
        if subject.startswith("contact:"):
            self.timeline.expand(expanded=True)
        elif self._opened is None or subject != f"person:{self._opened.record.id}":
            self.subject_asked.emit(subject)
        else:
            self.show_tab("Changes")

    def _read_lists(self, *, from_top: bool) -> None:
        if self._opened is None:
            return
        person = {"person": str(self._opened.record.id)}
        for table in (self.cases, self.letters, self.changes):
            if from_top:
                table.start(person)
            else:
                table.refresh()
        self._desk.forget(self._ticket)
        self._more = None
        if from_top:
            self.timeline.clear()
        self._ticket = self._desk.read(self, timeline, self._opened.record.id, None, _PAGE, then=self._show_entries)

    def _show_entries(self, found: Sequence[TimelineEntry]) -> None:
        self._more = found[-1].before if len(found) == _PAGE else None
        self.timeline.show_entries([_entry(entry) for entry in found])

    def _read_more(self) -> None:
        before, self._more = self._more, None
        if self._opened is not None and before is not None:
            self._ticket = self._desk.read(
                self, timeline, self._opened.record.id, before, _PAGE, then=self._add_entries
            )

    def _add_entries(self, found: Sequence[TimelineEntry]) -> None:
        self._more = found[-1].before if len(found) == _PAGE else None
        self.timeline.add([_entry(entry) for entry in found])


def _entry(entry: TimelineEntry) -> Entry:
    return Entry(entry.subject, entry.at, entry.title, entry_icon(entry), entry.body, entry.who, entry_tone(entry))


def _cases_slice(work: ReadWork, ask: Ask) -> Slice[WorklistRow]:
    return Slice(cases_of_person(work, int(ask.filters["person"])))


def _letters_slice(work: ReadWork, ask: Ask) -> Slice[LetterRow]:
    return Slice(letters_of(work, person_id=int(ask.filters["person"])))


_CASES: list[Column[WorklistRow]] = [
    Column("reference", "Reference", lambda case: case.reference, width=128, face="reference",
           second=lambda case: f"raised {show_date(case.raised_on)}"),
    Column("title", "About", lambda case: case.title, stretch=True, second=lambda case: case.owner_name),
    Column("state", "State", lambda case: in_words(case.state), width=150,
           second=lambda case: f"answer by {show_date(case.respond_by)}" if case.respond_by else ""),
]  # fmt: skip
_LETTERS: list[Column[LetterRow]] = [
    Column("reference", "Reference", lambda letter: letter.reference, width=128, face="reference",
           second=lambda letter: show_date(letter.created_at.date())),
    Column("title", "About", lambda letter: letter.title, stretch=True, second=lambda letter: in_words(letter.kind)),
    Column("state", "State", lambda letter: "Stopped, not sent" if letter.stopped_because else in_words(letter.state),
           width=150, tip=lambda letter: letter.stopped_because,
           second=lambda letter: f"posted {show_date(letter.posted_on)}" if letter.posted_on else letter.author),
]  # fmt: skip
_CHANGES: list[Column[FieldChange]] = [
    Column("at", "When", lambda change: show_moment(change.at), width=150, second=lambda change: change.who),
    Column("label", "What", lambda change: change.label, width=150, second=lambda change: change.why),
    Column("old", "From", lambda change: change.old, width=140, tone=lambda _change: "muted"),
    Column("new", "To", lambda change: change.new, width=140, stretch=True, tip=lambda change: change.new),
]
