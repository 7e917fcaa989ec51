"""One case: its head with stages and clocks, points at the left, the point in hand, its sections at the right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.complaints.add_head import add_head
from app.complaints.head_row import HeadRow
from app.complaints.move_head import move_head
from app.complaints.rules import Missing
from app.correspondence.correct_letter import correct_letter
from app.staff.drafts import drafts_of
from ui.complaints.case_head import CaseHead
from ui.complaints.case_menus import CaseMenus
from ui.complaints.deed import Deed, deed_subject
from ui.complaints.deed_panel import DeedPanel
from ui.complaints.deeds import DELAY, ROUTE, deed_named
from ui.complaints.inquiry import Inquiry
from ui.complaints.letter_offers import LetterOffer
from ui.complaints.logged_form import LoggedForm
from ui.complaints.middle import Middle
from ui.complaints.opening import OpenCase, open_case
from ui.complaints.page_state import place_of, why_no_edit
from ui.complaints.point_form import PointForm
from ui.complaints.points_list import PointsList
from ui.complaints.side_panel import SidePanel
from ui.complaints.similar_panel import SimilarPanel
from ui.complaints.way_back import WayBack
from ui.kit.desk import Desk, Ticket
from ui.kit.focus import tab_as_read
from ui.kit.layout import column, hairline
from ui.kit.notices import Notice
from ui.kit.side_panels import SidePanels
from ui.parts.spell_check import dictionary

LOGGED, DEED = "complaint", "deed:"


class CaseView(QWidget):
    """Reads the case again whenever it changes; what is being typed is never overwritten."""

    open_asked = Signal(str)
    told = Signal(object)
    """A Notice."""
    shown = Signal(object)
    """The OpenCase that is shown now."""
    not_shown = Signal(str)
    """Why the case that was asked for cannot be shown."""

    def __init__(self, desk: Desk, point: PointForm | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case")
        self._desk = desk
        self.case: OpenCase | None = None
        self._wanted = 0
        self._place = ""
        self._then_focus: tuple[str, str] | None = None
        self._then_begin = ""
        """The form that was put down half typed, to be begun again as soon as the case is here."""
        self._words: dict[str, dict[str, str]] = {}
        self._ticket: Ticket | None = None
        self.head = CaseHead()
        self.deed = DeedPanel(desk)
        self.points = PointsList()
        self._logged: LoggedForm | None = None
        self.point = point or PointForm(desk)
        self.side = SidePanel(desk)
        self.similar = SimilarPanel(desk)
        self._middle = QStackedWidget()
        self.inquiry = Inquiry(desk, self.side, self.deed, self.point, self._middle, self)
        self.menus = CaseMenus(desk, self.head.headline, self)
        self._lay_out()
        self._connect()

    @property
    def logged(self) -> LoggedForm:
        """What was logged, made when it is first looked at: a case opens on a point."""
        if self._logged is None:
            self._logged = made = LoggedForm(self._desk)
            made.settled.connect(self._on_settled)
            self._middle.addWidget(made)
        return self._logged

    def make_ahead(self) -> bool:
        """What was logged; False once it is there."""
        return self._logged is None and bool(self.logged)

    def open(self, complaint_id: int, place: str = "", field: str = "") -> None:
        """Show a case; ``place`` is ``head:7``, ``complaint`` or a form, ``deed:ask:7``; ``field`` takes the focus."""
        if complaint_id != self._wanted:
            self._let_go()
            self._place = ""
        self._then_begin = place if place.startswith(DEED) else ""
        place = "" if self._then_begin else place
        self._wanted = complaint_id
        self._place = place or self._place
        self._then_focus = (place, field) if place else None
        self.read()

    def read(self) -> None:
        """Read the case that is shown again."""
        self._desk.forget(self._ticket)
        self._ticket = self._desk.read(self, open_case, self._wanted, then=self._show, failed=self._not_read)

    def save(self) -> None:
        """Save the form in hand."""
        if self.case is None:
            return
        if self._middle.currentWidget() is self.point:
            self.point.save()
        else:
            self.logged.save()

    def keep_words(self) -> None:
        """Keep what is half typed, now."""
        self.deed.keeper.keep_now()
        for form in self._forms():
            form.keeper.keep_now()
            if form.keeper.subject:
                self._words[form.keeper.subject] = form.parked()
        if self.case is not None:
            self.case = self._with_words(self.case)

    def unsaved_words(self) -> dict[str, str]:
        """What is half typed, by field."""
        return {key: words for form in (*self._forms(), self.deed) for key, words in form.parked().items()}

    def in_hand(self) -> Collection[str]:
        """What may be half typed on the case that is open: the case itself and each of its points."""
        if self.case is None:
            return ()
        own = (f"complaint:{self.case.record.id}", *(f"complaint_head:{head.id}" for head in self.case.record.heads))
        return (*own, self.deed.keeper.subject) if self.deed.keeper.subject else own

    def go(self, link: str) -> None:
        """Go where a “Ready to write?” link leads."""
        place, field = place_of(link)
        if self.case is None:
            return
        if field in ("delay", "route"):
            self.begin(DELAY if field == "delay" else ROUTE)
        elif place.startswith("remedy:"):
            self._go_to_remedy(int(place.partition(":")[2]), field)
        elif field == "heads":
            self.points.new.setFocus()
        else:
            self.choose(place)
            (self.point if place != LOGGED else self.logged).focus(field)

    def choose(self, place: str) -> None:
        """Bring a point, or what was logged, into the middle."""
        if self.case is None:
            return
        self.keep_words()
        self.inquiry.put_away()
        self._place = place
        self.points.show_points(self.case.record.heads, self.case.drafts, place)
        self._show_place(self.case)

    def focus_point(self) -> None:
        """Work begins with what they say of the point in hand, or in the list where nothing may be written."""
        if self.point.why_no_edit():
            self.points.list.setFocus()
        else:
            self.point.focus("what_they_say")

    def begin(self, deed: Deed, target: int = 0) -> None:
        """Ask for what a deed needs, or say why it cannot be done."""
        if self.case is None:
            return
        why_not = deed.why_not(self.case)
        if why_not:
            self.told.emit(Notice(why_not, key="why_not"))
        else:
            self.deed.begin(deed, self.case, target or self.case.record.id)

    def point_in_hand(self) -> HeadRow | None:
        """The point in the middle, None where that is what was logged."""
        return self._head_in_hand(self.case) if self.case is not None else None

    def write(self, offer: LetterOffer) -> None:
        """Open the letter, or show what it still needs."""
        if self.case is None:
            return
        if not offer.why_not:
            self.keep_words()
            self.open_asked.emit(offer.subject)
            return
        first: Missing | None = offer.missing[0] if offer.missing else None
        go: Callable[[], None] | None = (
            partial(self.open, self.case.record.id, *place_of(first.link)) if first else None
        )
        self.told.emit(Notice(f"{offer.name}: {offer.why_not}", "warn", "Go there" if go else "", go, key="letter"))

    def correct(self, letter_id: int) -> None:
        """Draft the letter that corrects a posted one, and open it."""
        self.keep_words()
        self._desk.act(self, correct_letter, letter_id, then=lambda made: self.open_asked.emit(f"letter:{made}"))

    def _let_go(self) -> None:
        """Until another case is here, nothing of the one before can be acted on."""
        self.keep_words()
        self.inquiry.let_go()
        focused: QWidget | None = self.window().focusWidget()
        in_hand = focused is not None and (self._middle.isAncestorOf(focused) or self.deed.isAncestorOf(focused))
        self.deed.leave()
        self.case = None
        if in_hand:
            self.points.list.setFocus()
        self._middle.setEnabled(False)

    def _not_read(self, error: Exception) -> bool:
        """A case that is shown already stays, and the failure goes the common way; another one cannot be shown."""
        if self.case is not None:
            return False
        self._wanted = 0
        self.inquiry.incoming.not_shown()
        self.not_shown.emit(str(error))
        return True

    def _lay_out(self) -> None:
        self._middle.addWidget(self.point)
        right = QWidget()
        beside = column(self.side, hairline(), self.similar, gap=0)
        beside.setStretch(0, 1)
        right.setLayout(beside)
        middle = Middle(self.deed, self._middle)
        panels = [(self.points, 216), (middle, 560), (right, 264)]
        self._panels = SidePanels("case_panels", self._desk.preferences, panels, grows=1, folds=True)
        for widget, least in ((self.points, 152), (middle, 372), (right, 212)):
            widget.setMinimumWidth(least)
        whole = column(self.head, hairline(), self._panels, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit(event.size().height())

    def _connect(self) -> None:
        for made_anew in (self._panels.arranged, self.side.facts.built):
            made_anew.connect(lambda: tab_as_read(self))
        self.points.chosen.connect(self.choose)
        self.points.added.connect(self._add_point)
        self.points.move_asked.connect(self._move_point)
        self.point.deed_asked.connect(self.begin)
        self.point.told.connect(lambda sentence: self.told.emit(Notice(sentence, key="point")))
        self.point.settled.connect(self._on_settled)
        self.inquiry.told.connect(self.told)
        self.inquiry.begin_asked.connect(self.begin)
        self.inquiry.put_back.connect(self._put_point_back)
        self.inquiry.wide_asked.connect(self.points.setHidden)
        self.side.go_asked.connect(self.go)
        self.side.open_asked.connect(self.open_asked)
        self.head.stopped.open_asked.connect(self.open_asked)
        self.similar.open_asked.connect(self.open_asked)
        self.side.left.connect(self.focus_point)
        self.deed.done.connect(lambda sentence: self.told.emit(Notice(sentence, "good", key="deed")))
        self.way_back = WayBack(self.deed, self.side, self.focus_point, self)
        self.deed.left.connect(self.inquiry.incoming.go_on)  # the next form notes where the first one went back to
        self.menus.write_asked.connect(self.write)
        self.menus.correct_asked.connect(self.correct)
        self.menus.deed_asked.connect(self.begin)

    def _forms(self) -> tuple[LoggedForm | PointForm, ...]:
        return (self.point,) if self._logged is None else (self._logged, self.point)

    def _on_settled(self, subject: str) -> None:
        """What was typed on a subject is saved or thrown away."""
        self._words[subject] = {}
        self.keep_words()
        self.read()

    def _with_words(self, case: OpenCase) -> OpenCase:
        """What was typed here goes before what the office had kept when the case was read."""
        drafts = {subject: words for subject, words in {**case.drafts, **self._words}.items() if words}
        return replace(case, drafts=drafts)

    def _show(self, case: OpenCase) -> None:
        self.case = case = self._with_words(case)
        self._middle.setEnabled(True)
        record = case.record
        dictionary().know_names(record.person_name, *(party.name for party in record.parties))
        self.head.show_case(case)
        if not self._place or (self._place != LOGGED and self._head_in_hand(case) is None):
            self._place = f"head:{record.heads[0].id}" if record.heads else LOGGED
        self.points.show_points(record.heads, case.drafts, self._place)
        self.points.set_editable(editable=not why_no_edit(case))
        self.similar.show_case(record.id)
        self.menus.fill(case)
        self._show_place(case)
        self._take_focus()
        self.inquiry.show_case(case)
        self._begin_again(case)
        tab_as_read(self)
        self.way_back.arrive()
        self.shown.emit(case)

    def _show_place(self, case: OpenCase) -> None:
        head = self._head_in_hand(case)
        if head is None:
            self.logged.show_case(case)
        else:
            self.point.show_head(case, head)
        if not self.inquiry.in_front:
            self._middle.setCurrentWidget(self.logged if head is None else self.point)

    def _put_point_back(self) -> None:
        """Evidence was shown in its place."""
        focused = QApplication.focusWidget()
        was_inside = focused is not None and self._middle.isAncestorOf(focused)
        at_point = self._logged is None or not self._place.startswith(LOGGED)
        self._middle.setCurrentWidget(self.point if at_point else self.logged)
        if was_inside:
            self.side.focus_section()

    def _head_in_hand(self, case: OpenCase) -> HeadRow | None:
        kind, _, number = self._place.partition(":")
        return case.record.head(int(number)) if kind == "head" else None

    def _begin_again(self, case: OpenCase) -> None:
        _, key, target = [*self._then_begin.split(":"), "", ""][:3]
        self._then_begin = ""
        if not target.isdigit():
            return
        deed = deed_named(key, case, int(target))
        why_not = deed.why_not(case) if deed is not None else "What it was about is no longer there."
        if deed is not None and not why_not:
            self.begin(deed, int(target))
            return
        subject = deed_subject(case.record.id, key, int(target))
        self._desk.keep(self, drafts_of, subject, then=partial(self._tell_overtaken, subject, deed, why_not))

    def _tell_overtaken(self, subject: str, deed: Deed | None, why_not: str, words: Mapping[str, str]) -> None:
        """What was put down can be done no longer: its words can be copied, and stay kept until they are discarded."""
        sentence = f"{deed.title.removesuffix('…')} is no longer possible: {why_not}" if deed is not None else why_not
        notice = Notice(sentence, "warn", key="why_not")
        if words:
            copy = partial(QApplication.clipboard().setText, "\n\n".join(filter(None, words.values())))
            discard = partial(self.deed.keeper.forget_of, subject, words)
            notice = replace(notice, action="Copy the words", do=copy, or_else="Discard", do_else=discard)
        self.told.emit(notice)

    def _take_focus(self) -> None:
        if self._then_focus is None:
            return
        place, field = self._then_focus
        self._then_focus = None
        if field:
            self.go(f"{place}#{field}")

    def _add_point(self, title: str) -> None:
        if self.case is not None:
            self._desk.act(self, add_head, self.case.record.id, title, then=self._on_added)

    def _on_added(self, head_id: int) -> None:
        self._place = f"head:{head_id}"
        self.points.new.setFocus()

    def _move_point(self, head_id: int, before_id: int) -> None:
        if self.case is not None:
            self._desk.act(self, move_head, head_id, before_id or None)

    def _go_to_remedy(self, remedy_id: int, field: str) -> None:
        if self.case is None:
            return
        for head in self.case.record.heads:
            if any(remedy.id == remedy_id for remedy in head.remedies):
                self.choose(f"head:{head.id}")
                self.point.focus_remedy(remedy_id, field)
