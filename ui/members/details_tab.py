"""Details: the person's own fields, how to reach them, and what was agreed; each with its verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.members.agree_adjustment import agree_adjustment
from app.members.edit_contact_point import edit_contact_point
from app.members.end_adjustment import end_adjustment
from app.members.end_contact_point import end_contact_point
from app.members.end_warning import end_warning
from app.members.kinds import PointKind
from app.members.labels import in_words
from app.members.languages import language_words
from app.members.move_contact_point import move_contact_point
from app.members.person_record import AdjustmentLine, PointLine, RepresentativeLine, WarningLine
from app.members.set_warning import set_warning
from ui.kit.dates import show_date
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel
from ui.kit.layout import button, column, row, scrolled, text
from ui.members.opening import Opened
from ui.members.page_state import consent_status, span_words, why_not_edit
from ui.members.parts_list import Line, PartsList
from ui.members.sheet import Call, Sheet
from ui.members.sheets import (
    add_point_sheet,
    adjustment_sheet,
    consent_sheet,
    edit_person_sheet,
    edit_point_sheet,
    replace_point_sheet,
    warning_sheet,
)


class DetailsTab(QWidget):
    """Shows one person; asks for a sheet or a call and does nothing itself."""

    sheet_asked = Signal(object)
    call_asked = Signal(object, str, object)
    """A Call, the sentence of the notice when it is done, and the Call that undoes it."""
    representative_asked = Signal()
    person_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._edit = button("Change…", "edit_person_button", icon_name="pencil", tip="Change…  F2")
        self._facts = FactsPanel("person_facts")
        adds = [(f"Add {in_words(kind).lower()}", lambda kind=kind: self._add_point(kind)) for kind in PointKind]
        self._points = PartsList("points", "Reach them by", "No way to reach them is on record.", adds)
        self._warnings = PartsList("warnings_list", "Warnings", "None.", [("Set a warning", self._set_warning)])
        self._adjustments = PartsList(
            "adjustments", "Reasonable adjustments", "None agreed.", [("Agree one", self._agree)]
        )
        ask = [("Add a representative", self.representative_asked.emit)]
        self._representatives = PartsList("representatives", "Who acts for them", "Nobody.", ask)
        self._represents = PartsList("represents", "For whom they act", "")
        self._lay_out()
        self._edit.clicked.connect(self.edit_person)

    def show_person(self, opened: Opened) -> None:
        """Show this person's details."""
        self._opened = opened
        record = opened.record
        why_not = why_not_edit(opened.why_not_edit, record)
        self._edit.setEnabled(not why_not)
        self._edit.setToolTip(why_not or "Change…  F2")
        self._facts.show_groups([_own_facts(opened)])
        self._points.show_lines([self._point(point) for point in record.points], why_not=why_not)
        self._warnings.show_lines([self._warning(line) for line in record.warnings], why_not=why_not)
        self._adjustments.show_lines([self._adjustment(line) for line in record.adjustments], why_not=why_not)
        self._representatives.show_lines(
            [self._representative(line) for line in record.representatives], why_not=why_not
        )
        self._represents.show_lines([self._represented(line) for line in record.represents])
        self._represents.setVisible(bool(record.represents))

    def edit_person(self) -> None:
        """Open the form of the person's own fields."""
        if self._opened is not None and self._edit.isEnabled():
            self._ask(edit_person_sheet(self._opened))

    def _lay_out(self) -> None:
        body = QWidget()
        parts = (self._points, self._warnings, self._adjustments, self._representatives, self._represents)
        head = row(text("Person", "group"), None, self._edit)
        self._facts.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        body.setLayout(column(head, self._facts, 4, *parts, None, gap=16))
        body.layout().setContentsMargins(0, 16, 16, 16)  # type: ignore[union-attr]
        self.setLayout(column(scrolled(body), gap=0))

    def _ask(self, sheet: Sheet) -> None:
        self.sheet_asked.emit(sheet)

    def _add_point(self, kind: PointKind) -> None:
        if self._opened is not None:
            self._ask(add_point_sheet(self._opened, kind))

    def _set_warning(self) -> None:
        if self._opened is not None:
            self._ask(warning_sheet(self._opened))

    def _agree(self) -> None:
        if self._opened is not None:
            self._ask(adjustment_sheet(self._opened))

    def _point(self, point: PointLine) -> Line:
        opened = self._opened
        assert opened is not None  # noqa: S101 - lines are made of what is shown
        preferred = "preferred" if point.is_preferred and point.holds else ""
        second = " · ".join(
            filter(None, (in_words(point.kind), point.label, preferred, span_words(point.from_on, point.until_on)))
        )
        verbs = [("Change", lambda: self._ask(edit_point_sheet(opened, point)))]
        if point.holds:
            before = self._one_before(point)
            if before is not None:
                verbs.insert(0, ("Move up", lambda: self._move_up(point, before)))
            verbs.append(("Replace", lambda: self._ask(replace_point_sheet(opened, point))))
            verbs.append(("End", lambda: self._end_point(point, opened)))
        return Line(str(point.id), point.shown, second, None, verbs, is_past=not point.holds)

    def _one_before(self, point: PointLine) -> PointLine | None:
        """The one above it of its kind that holds; None for the first."""
        points = self._opened.record.points if self._opened is not None else ()
        kin = [one for one in points if one.kind == point.kind and one.holds]
        place = kin.index(point)
        return kin[place - 1] if place else None

    def _move_up(self, point: PointLine, before: PointLine) -> None:
        self.call_asked.emit(
            Call(move_contact_point, (point.id, before.id)),
            f"{in_words(point.kind)} {point.shown} stands before {before.shown}.",
            Call(move_contact_point, (before.id, point.id)),
        )

    def _end_point(self, point: PointLine, opened: Opened) -> None:
        back = {"until_on": (opened.today, point.until_on), "is_preferred": (False, point.is_preferred)}
        self.call_asked.emit(
            Call(end_contact_point, (point.id, opened.today)),
            f"{in_words(point.kind)} {point.shown} ended today.",
            Call(edit_contact_point, (point.id, back)),
        )

    def _warning(self, line: WarningLine) -> Line:
        second = _said(line.text, f"since {show_date(line.since_on)}")
        return Line(str(line.id), in_words(line.kind), second, None, [("End", lambda: self._end_warning(line))])

    def _end_warning(self, line: WarningLine) -> None:
        again = {"kind": line.kind, "text": line.text, "since_on": line.since_on}
        self._emit_end(end_warning, line.id, f"Warning “{in_words(line.kind)}” ended.", set_warning, again)

    def _adjustment(self, line: AdjustmentLine) -> Line:
        review = f"look at it again on {show_date(line.review_on)}" if line.review_on else ""
        second = _said(line.detail, f"from {show_date(line.from_on)}", review)
        return Line(str(line.id), in_words(line.kind), second, None, [("End", lambda: self._end_adjustment(line))])

    def _end_adjustment(self, line: AdjustmentLine) -> None:
        again = {"kind": line.kind, "detail": line.detail, "from_on": line.from_on, "review_on": line.review_on}
        said = f"Adjustment “{in_words(line.kind)}” ended."
        self._emit_end(end_adjustment, line.id, said, agree_adjustment, again)

    def _emit_end(
        self, end: Callable[..., int], number: int, said: str, begin: Callable[..., int], again: dict[str, Any]
    ) -> None:
        if self._opened is not None:
            self.call_asked.emit(Call(end, (number,)), said, Call(begin, (self._opened.record.id, again)))

    def _representative(self, line: RepresentativeLine) -> Line:
        opened = self._opened
        assert opened is not None  # noqa: S101 - lines are made of what is shown
        until = f"until {show_date(line.expires_on)}" if line.expires_on else ""
        verbs = [
            ("Open", lambda: self.person_asked.emit(line.person_id)),
            ("Change consent", lambda: self._ask(consent_sheet(opened, line))),
        ]
        title = f"{line.name.full_name}, {line.relationship_kind}"
        return Line(str(line.id), title, _said(line.scope, until), consent_status(line), verbs)

    def _represented(self, line: RepresentativeLine) -> Line:
        verbs = [("Open", lambda: self.person_asked.emit(line.person_id))]
        return Line(str(line.id), line.name.full_name, line.scope, consent_status(line), verbs)


def _said(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _own_facts(opened: Opened) -> FactGroup:
    record = opened.record
    problems = [problem.sentence for problem in opened.letter_problems]
    registration = " ".join(filter(None, (record.registration_body, record.registration_number)))
    return FactGroup(
        "",
        [
            Fact("Name", record.name.full_name),
            Fact("In its own script", record.name.native),
            Fact("On letters", record.name.formal_name),
            Fact("Greeting", record.name.salutation),
            Fact("Formerly", ", ".join(line.name for line in record.former_names)),
            Fact("Born", show_date(record.born_on)),
            Fact("Died", show_date(record.died_on)),
            Fact("Registered", registration),
            Fact("Language", language_words(record.language)),
            Fact("Prefers", in_words(record.preferred_channel) if record.preferred_channel else ""),
            Fact("Letters", " ".join((*problems, *opened.came_back)) or "can be sent"),
        ],
    )
