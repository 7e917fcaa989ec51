"""Making a new version of a procedure: its outline, the form of one item, and what comes of it, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput, Conflict
from app.complaints.find_kept_procedures import Used
from app.knowledge.find_example import example_days
from app.knowledge.find_procedures import ProcedureText, procedure_text
from app.knowledge.procedure import Flaw
from app.knowledge.procedure.merge import Clash
from app.knowledge.put_in_force import put_in_force
from ui.administration.choose_between import choose_between
from ui.administration.force_panel import DAY, REASON, ForcePanel
from ui.administration.item_form import ItemForm
from ui.administration.outline_panel import OutlinePanel
from ui.administration.procedure_draft import ProcedureDraft
from ui.administration.shape_deeds import ShapeDeeds
from ui.kit.desk import Ticket
from ui.kit.headline import Headline
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column
from ui.kit.link_list import Link
from ui.kit.notices import Notice
from ui.kit.side_panels import SidePanels
from ui.parts.keeping import Keeper
from ui.shell.navigation import Shell

PAUSE_MS = 250
FORCE = "force."
"""Before the keys of what is kept of the form that puts a version in force."""


def subject_of(version_id: int) -> str:
    """Under what the draft made from a version is kept."""
    return f"procedure:{version_id}"


class ProcedureEditor(QWidget):
    """Ctrl+Enter puts in force, Esc puts the draft down; it is kept every pause and found again."""

    left = Signal()
    made = Signal(int)
    """The id of the version that was put in force."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("procedure_editor")
        self.shell, self.desk = shell, shell.desk
        self.draft: ProcedureDraft | None = None
        self._path = "general"
        self._used: Used = {}
        self._roles: frozenset[str] = frozenset()
        self._held = HeldForm(self)
        self._sent: dict[str, dict[str, str]] = {}
        """The words that are on their way, by subject: begun again before the answer, they stand here held still."""
        self._ticket: Ticket | None = None
        self._flaws: list[Flaw] = []
        self.headline = Headline()
        self.items = OutlinePanel()
        self.outline = self.items.outline
        self.shape = ShapeDeeds(shell, self.items, lambda: (None if self._held.is_held else self.draft, self._path))
        self.item = ItemForm()
        self.force = ForcePanel()
        self.keeper = Keeper(self.desk, self.parked, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()

    # ---- what the section asks

    def begin(
        self, text: ProcedureText, used: Used, kept: Mapping[str, str], held: frozenset[str], today: date
    ) -> None:
        """Make another version from this one, going on with what is kept half typed.

        ``used`` is what open cases use of its lists, ``held`` the names of the roles that somebody has today,
        ``today`` is the office's date, the first on which it may come in force.
        """
        self._held.let_go()
        kept = {**kept, **self._sent.get(subject_of(text.version.id), {})}
        self.force.today = today
        forced = {key.removeprefix(FORCE): words for key, words in kept.items() if key.startswith(FORCE)}
        self._used, self._roles = used, held
        self.draft = ProcedureDraft(text, {key: words for key, words in kept.items() if not key.startswith(FORCE)})
        self.keeper.watch(subject_of(text.version.id), kept)
        version = text.version
        self.headline.show_title(version.title, f"A new version, made from version {version.version}")
        self.force.form.show_values({})
        self.force.form.restore(forced)
        self._path = "general"
        self._show_outline()
        self.item.show_item(self.draft, self._path)
        self.judge()
        self.focus_first()
        if self.subject() in self._sent:
            self._held.hold(self.put_down)

    def subject(self) -> str:
        """Under what the words that are typed here are kept; empty while nothing is made."""
        return "" if self.draft is None else subject_of(self.draft.base.version.id)

    def parked(self) -> dict[str, str]:
        """All that was typed, as it is kept."""
        if self.draft is None:
            return {}
        forced = {f"{FORCE}{key}": words for key, words in self.force.form.parked().items() if words}
        return self.draft.parked() | forced

    def focus_first(self) -> None:
        self.outline.setFocus()

    def leave(self) -> None:
        """Put it down: what was typed is kept."""
        self.keeper.keep_now()
        self._pause.stop()
        self.draft = None
        self.left.emit()

    def throw_away(self) -> None:
        """Forget what was typed, with a way back."""
        if self.draft is None:
            return
        text, used, kept = self.draft.base, self._used, self.parked()
        self.keeper.forget()
        self._pause.stop()
        self.draft = None
        self.left.emit()
        if kept:
            self.shell.notify(
                Notice(
                    "The draft is thrown away.",
                    action="Undo",
                    do=partial(self._bring_back, text, used, kept),
                    key="procedure",
                )
            )

    def submit(self) -> None:
        """Put it in force, or go to the first thing that is in the way."""
        self.judge()
        if self.draft is None or self._held.is_held or not self.force.form.check():
            return
        if self._flaws:
            self._go(self._flaws[0])
        elif self.force.put.isEnabled():
            values = self.force.form.values()
            draft, subject = self.draft, self.subject()
            self._sent[subject] = self.parked()
            self._held.hold(self.put_down)
            self.desk.act(
                self,
                put_in_force,
                draft.base.version.id,
                deepcopy(draft.data),
                values[DAY],
                draft.newest_id,
                why=values[REASON],
                then=partial(self._on_put, subject),
                failed=partial(self._on_failed, subject),
            )

    def judge(self) -> None:
        """Look again at what is wrong, what changes, and what it would mean."""
        self._pause.stop()
        draft = self.draft
        if draft is None:
            return
        self._flaws = draft.flaws()
        self._show_outline()
        told = [*draft.nobody_there(self._roles), *draft.gone_but_used(self._used)]
        known = [Link(sentence, tone="warn") for sentence in told]
        self.force.show_flaws([*(Link(str(flaw), partial(self._go, flaw), "bad") for flaw in self._flaws), *known])
        self.force.show_changes(draft.changes())
        self._show_why_not()
        self._ask_example()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    # ---- what is typed

    def _lay_out(self) -> None:
        self.away = button("Throw away", "procedure_throw_away", "quiet")
        self.put_down = button("Put down", "procedure_leave", tip="Put down; it is kept  Esc")
        self.headline.add_action(self.away)
        self.headline.add_action(self.put_down)
        self.item.setMinimumWidth(440)
        head = column(self.headline)
        head.setContentsMargins(16, 16, 16, 8)
        panels = SidePanels(
            "procedure_editor",
            self.desk.preferences,
            ((self.items, 290), (self.item, 600), (self.force, 360)),
            grows=1,
            folds=True,
        )
        whole = column(head, panels, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.judge)
        self.outline.chosen.connect(self._on_chosen)
        self.outline.entered.connect(self._enter)
        self.shape.changed.connect(self._changed_shape)
        self.shape.added.connect(self._enter)
        self.item.edited.connect(self._on_edited)
        self.item.submitted.connect(self.submit)
        self.force.submitted.connect(self.submit)
        self.force.example_asked.connect(self._ask_example)
        self.force.form_edited.connect(self.keeper.touched)
        self.force.form_edited.connect(self._show_why_not)
        self.away.clicked.connect(self.throw_away)
        self.put_down.clicked.connect(self.leave)

    def _show_outline(self) -> None:
        if self.draft is not None:
            self.items.show_draft(self.draft, self._path, {self.draft.node_of(flaw)[0] for flaw in self._flaws})

    def _on_chosen(self, path: str) -> None:
        if self.draft is not None and path != self._path:
            self._path = path
            self.item.show_item(self.draft, path)
            self.items.show_moves(self.draft, path)

    def _enter(self) -> None:
        if self.item.form is not None:
            self.item.form.focus()

    def _on_edited(self) -> None:
        self.keeper.touched()
        self._pause.start()

    def _changed_shape(self, path: str) -> None:
        if self.draft is not None:
            self._path = path
            self.item.show_item(self.draft, path)
            self.keeper.touched()
            self.judge()

    def _go(self, flaw: Flaw) -> None:
        if self.draft is None:
            return
        path, key = self.draft.node_of(flaw)
        self._path = path
        self.item.show_item(self.draft, path)
        self._show_outline()
        self.item.go(key)

    # ---- what comes of it

    def _show_why_not(self) -> None:
        changed = self.draft is not None and bool(self.draft.parked())
        nothing = "" if changed else "Nothing is changed yet."
        self.force.show_why_not("Mend what is wrong first." if self._flaws else nothing or self.force.why_not_now())

    def _ask_example(self) -> None:
        draft, day = self.draft, self.force.arrived()
        self.desk.forget(self._ticket)
        if draft is None or not isinstance(day, date):
            self.force.show_example([])
        elif self._flaws:
            self.force.show_example(["It is worked out as soon as nothing is wrong."])
        else:
            self._ticket = self.desk.read(
                self,
                example_days,
                draft.base.version.id,
                deepcopy(draft.data),
                day,
                then=self.force.show_example,
            )

    def _on_put(self, subject: str, version_id: int) -> None:
        """Whoever has gone on to another one stays there."""
        self.keeper.forget_of(subject, self._sent.pop(subject, {}))
        if subject == self.subject():
            self._held.let_go()
            self.draft = None
            self.made.emit(version_id)
        self.shell.notify(
            Notice("The new version is made; from its day new cases take it.", tone="good", key="procedure")
        )

    def _on_failed(self, subject: str, error: Exception) -> bool:
        """What was put down is kept, and says at its next try what is in its way."""
        self._sent.pop(subject, None)
        if subject != self.subject():
            return False
        self._held.let_go()
        self._show_why_not()
        if isinstance(error, BadInput):
            self.force.form.show_problems([one for one in error.problems if one.field in (DAY, REASON)])
            self.judge()
            return any(one.field in (DAY, REASON) for one in error.problems)
        if isinstance(error, Conflict) and error.subject:
            newest = int(error.subject.partition(":")[2])
            self.desk.read(self, procedure_text, newest, then=partial(self._take_over, subject, error))
            return True
        return False

    def _take_over(self, subject: str, conflict: Conflict, theirs: ProcedureText) -> None:
        """Somebody made another version meanwhile: go on from that one, choosing only where both changed the same."""
        if self.draft is None or subject != self.subject() or self._held.is_held:
            return
        kept = {f"{FORCE}{key}": words for key, words in self.force.form.parked().items() if words}
        draft = self.draft.on(theirs)
        clashes = draft.clashes
        self.keeper.forget()
        self.begin(theirs, self._used, draft.parked() | kept, self._roles, self.force.today)
        self.keeper.touched()
        who = conflict.changed_by or "Somebody else"
        number = theirs.version.version
        self.shell.notify(
            Notice(
                f"{who} made version {number} meanwhile. Your changes are now made from that one: look at them again.",
                tone="warn",
                key="procedure",
            )
        )
        if clashes:
            choose_between(conflict, clashes, self, partial(self._take_theirs, self.draft))

    def _take_theirs(self, asked_of: ProcedureDraft | None, clashes: list[Clash]) -> None:
        """What was chosen is about the draft that was asked of, which may be put down by now."""
        draft = self.draft
        if draft is None or draft is not asked_of or self._held.is_held:
            return
        for clash in clashes:
            draft.take_theirs(clash)
        self._changed_shape("general")

    def _bring_back(self, text: ProcedureText, used: Used, kept: dict[str, str]) -> None:
        self.begin(text, used, kept, self._roles, self.force.today)
        self.keeper.touched()
