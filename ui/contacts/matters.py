"""Several matters at once: the panel that is open, those that were put down, and picking them up again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QToolButton

from app.record.put_down import Matter, put_down
from app.record.whose import Whose, whose
from app.staff.drafts import drafts_of, keep_draft
from app.staff.permissions import Permission
from ui.contacts.log_panel import LogPanel
from ui.kit.desk import Ticket
from ui.kit.layout import as_is
from ui.kit.notices import Notice
from ui.shell.actions import Action
from ui.shell.palette import Give, Hit
from ui.shell.window import MainWindow

PAGES = {
    "contact": "members",
    "complaint": "complaints",
    "letter": "letters",
    "decision": "approvals",
    "person": "members",
    "procedure": "administration",
    "standard": "administration",
    "post": "post",
}


class Matters(QObject):
    """One window's matters. A panel that is put down keeps its words in the office, to the letter."""

    def __init__(self, window: MainWindow, zone: str) -> None:
        super().__init__(window)
        self._window, self._desk, self._zone = window, window.desk, zone
        self._open: LogPanel | None = None
        self._down: list[Matter] = []
        self._gone: set[str] = set()
        """Logged or thrown away here: what is read meanwhile may still hold them."""
        self._been: set[str] = set()
        """Picked up one after another, since something else was done last."""
        self._ticket: Ticket | None = None
        self.strip = QToolButton()
        self.strip.setObjectName("put_down")
        self.strip.setAccessibleName("What is put down")
        self.strip.setToolTip("Pick up what was put down  Ctrl+Up")
        self.strip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.strip)
        self.strip.setMenu(self._menu)
        self.strip.hide()
        window.status.addPermanentWidget(self.strip)
        window.actions_table.add(
            [
                Action("log_contact", "Log a contact", self.log, "phone", "Ctrl+L", self._why_not_log, "call"),
                Action("put_down", "Put down", self._put_down_by_hand, "arrow-down", "Ctrl+Down", self._why_none_open),
                Action(
                    "pick_up", "Pick up what was put down last", self.pick_up, "arrow-up", "Ctrl+Up", self._why_none
                ),
            ]
        )
        window.palette_box.add_provider(self._find)
        window.leaving.connect(self.put_down)
        window.navigator.moved.connect(self._on_moved)
        if not self._why_not_log():
            self._desk.half_typed.connect(self.read)
            window.navigator.moved.connect(self.read)
            self.read()

    @property
    def panel(self) -> LogPanel | None:
        """The panel that is open."""
        return self._open

    @property
    def put_down_now(self) -> Sequence[Matter]:
        """What is put down, the latest first."""
        return self._down

    def read(self) -> None:
        """Look again what is put down."""
        self._desk.forget(self._ticket)
        self._ticket = self._desk.read(self, put_down, then=self._show)

    def log(self) -> None:
        """Begin another matter, with the person of the page one is on; the open one is put down."""
        self._put_down_by_hand()
        if self._open is not None:
            return
        here = self._window.navigator.here
        subject = here.subject if here is not None else ""
        panel = self._new(f"contact:new:{uuid.uuid4().hex[:12]}")
        panel.begin(None, "")
        if subject:
            self._desk.read(panel, whose, subject, then=partial(self._begin, panel))

    def put_down(self) -> None:
        """Park the open panel; an empty one just goes, one that is too long to be kept stays."""
        panel = self._open
        if panel is None or not panel.may_be_kept():
            return
        self._open = None
        if panel.is_empty():
            panel.keeper.forget()
        else:
            panel.keeper.keep_now()
            words = panel.parked()
            # Once more, and with a word when it is done: what is put down is read only after it was kept.
            self._desk.keep(self, keep_draft, panel.subject, words, then=lambda _kept: self.read())
        self._take_away(panel)

    def pick_up(self, matter: Matter | None = None) -> None:
        """Bring a matter back to the same word; without one the latest, and then the next, round and round."""
        matter = matter or next_of(self._down, self._been)
        if matter is None:
            return
        been = {*self._been, matter.subject}
        self.bring(matter)
        self._been = been

    def bring(self, matter: Matter) -> None:
        """Open what a matter is kept for, with its words in it."""
        if matter.subject.startswith("contact:new:"):
            self.put_down()
            if self._open is not None:
                return
            self._desk.read(self, drafts_of, matter.subject, then=partial(self._restore, matter.subject))
        else:
            self._window.go(PAGES[matter.opens.partition(":")[0]], matter.opens)

    def _on_moved(self) -> None:
        self._been = set()

    def _put_down_by_hand(self) -> None:
        self._been = set()
        self.put_down()

    def _new(self, subject: str) -> LogPanel:
        panel = self._open = LogPanel(self._desk, self._zone, subject)
        panel.logged.connect(self._logged)
        panel.put_down.connect(self._put_down_by_hand)
        panel.thrown_away.connect(partial(self._thrown_away, panel))
        self._window.put_beside(panel)
        panel.show()
        self._window.actions_table.refresh()
        return panel

    def _begin(self, panel: LogPanel, found: Whose | None) -> None:
        if found is not None and panel.person.person_id is None and not panel.person.field.text():
            panel.begin(found.person_id, found.name)

    def _restore(self, subject: str, fields: dict[str, str]) -> None:
        self._gone.discard(subject)
        self._new(subject).restore(fields)
        self.read()

    def _logged(self, contact_id: int, then: str) -> None:
        self._drop()
        if then == "complaint":
            self._window.go("complaints", f"complaint:new:contact:{contact_id}")
        elif then == "settled":
            self._window.go("complaints", f"complaint:new:short:contact:{contact_id}")
        else:
            self._window.notify(Notice("The contact is logged.", tone="good", key="logged"))
        self.read()

    def _thrown_away(self, panel: LogPanel) -> None:
        words, subject = panel.parked(), panel.subject
        self._drop()
        if words:
            undo = partial(self._restore, subject, words)
            self._window.notify(Notice("Thrown away.", action="Undo", do=undo, key="thrown-away"))
        self.read()

    def _drop(self) -> None:
        self._been = set()
        panel, self._open = self._open, None
        if panel is not None:
            self._gone.add(panel.subject)
            self._take_away(panel)

    def _take_away(self, panel: LogPanel) -> None:
        """The panel goes, and the keys go back to the page beside it."""
        panel.hide()
        panel.deleteLater()
        page = self._window.navigator.current()
        if page is not None:
            page.setFocus()  # for a page that has nothing to put the keys into
            page.focus_first()
        self._window.actions_table.refresh()

    def _show(self, matters: list[Matter]) -> None:
        page = self._window.navigator.current()
        in_hand = {*(page.in_hand() if page is not None else ()), self._open.subject if self._open is not None else ""}
        in_hand |= self._gone
        self._down = [matter for matter in matters if matter.subject not in in_hand]
        self._menu.clear()
        for matter in self._down:
            words = f"{matter.title}: {matter.first_words}" if matter.first_words else matter.title
            self._menu.addAction(as_is(words), partial(self.pick_up, matter))
        self.strip.setText(f"{len(self._down)} put down")
        self.strip.setVisible(bool(self._down))
        self._window.actions_table.refresh()

    def _find(self, words: str, give: Give) -> None:
        """For the palette: all that is put down, or what of it has these words."""
        wanted = words.casefold().split()
        give(
            [
                Hit(one.title, one.first_words, "arrow-up", partial(self.pick_up, one), "put down")
                for one in self._down
                if all(word in f"put down {one.title} {one.first_words}".casefold() for word in wanted)
            ]
        )

    def _why_not_log(self) -> str:
        return self._desk.why_not(Permission.CONTACT_LOG)

    def _why_none_open(self) -> str:
        return "" if self._open is not None else "Nothing is open that could be put down."

    def _why_none(self) -> str:
        return "" if self._down else "Nothing is put down."


def next_of(down: Sequence[Matter], been: Collection[str]) -> Matter | None:
    """The latest that one has not been at in this round; after all of them the one that waits longest."""
    return next((matter for matter in down if matter.subject not in been), down[-1] if down else None)
