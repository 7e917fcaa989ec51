"""Log a complaint: who complains, how it came, in their words, the points one after another, what they want."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput
from app.complaints.log_complaint import log_complaint
from app.complaints.new_matter import NewHead
from ui.complaints.fields import HOW, IN_THEIR_WORDS, OUTCOME_SOUGHT, REFERENCES, TITLE, WHO
from ui.complaints.matter_entry import MatterEntry
from ui.complaints.new_case import NewCaseForm, begins_with
from ui.complaints.opening import NEW_SUBJECT, NewCase, begin_case
from ui.complaints.points_entry import PointsEntry
from ui.complaints.saving import save_from_anywhere
from ui.kit.desk import Desk
from ui.kit.forms import Form
from ui.kit.headline import Headline
from ui.kit.layout import button
from ui.parts.growing import grow_with_text
from ui.parts.spell_check import check_spelling_in


class LogForm(NewCaseForm):
    """Ctrl+Enter logs it; Esc goes back."""

    short_asked = Signal()
    """It was settled at first contact: the short form is enough."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "log", (*WHO, *HOW), parent)
        self.words = Form((IN_THEIR_WORDS,), name="log_words", today=self._today)
        self.points = PointsEntry()
        self.rest = Form((TITLE, OUTCOME_SOUGHT, *REFERENCES), name="log_rest", today=self._today)
        self.matter = MatterEntry(self._today)
        self._make_page()
        grow_with_text(self)
        save_from_anywhere(self, self.submit)
        check_spelling_in(self, desk.preferences)
        self._connect()

    def begin(self, origin: str = "") -> None:
        """Begin a new one: ``contact:7`` carries all that the contact says, ``person:12`` names who complains."""
        self._save.setEnabled(False)  # what stands here still is the one before
        subject = ":".join(filter(None, (NEW_SUBJECT, origin)))
        self.await_words(subject)
        self._desk.forget(self._beginning)
        self._beginning = self._desk.read(self, begin_case, origin, then=lambda new: self._show(new, subject))

    def submit(self) -> None:
        """Log it, or show every problem under its field."""
        if not self.may_send() or not self._is_whole():
            return
        self._save.setEnabled(False)
        self.send(
            log_complaint,
            self.logged.emit,
            heads=[NewHead(title) for title in self.points.titles()],
            received_at=self.received_at(),
            matter=self.matter.matter(),
        )

    def forms(self) -> tuple[Form, ...]:
        return (self.party, self.words, self.rest)

    def parked(self) -> dict[str, str]:
        points = "\n".join(self.points.titles())
        return super().parked() | self.matter.parked() | ({"points": points} if points else {})

    def empty(self) -> None:
        self.points.show_titles([])
        self.points.tell("")
        self.matter.begin({})
        super().empty()

    def _make_page(self) -> None:
        headline = Headline("Log a complaint", "Each point is answered by itself: write them one after another.")
        self._save = button("Log the complaint", "log_save", "main", tip="Log the complaint  Ctrl+Enter")
        self._save.clicked.connect(self.submit)
        short = button("Settled already…", "log_short", "link", tip="Log it by the short form  Ctrl+Shift+N")
        short.clicked.connect(self.short_asked)
        parts = (headline, 4, self.person, self.party, self.words, self.points, self.rest, self.matter)
        self.lay_out(parts, short, self._save)

    def _connect(self) -> None:
        self.matter.listen(self)
        self.matter.typed.connect(self.touched)
        self.points.edited.connect(self.touched)
        self.points.finished.connect(lambda: self.rest.focus("title"))
        for form in self.forms():
            form.submitted.connect(self.submit)
            form.edited.connect(lambda _key: self.touched())
        self.party.edited.connect(lambda _key: self._suit())
        self.matter.form.submitted.connect(self.submit)

    def _show(self, new: NewCase, subject: str) -> None:
        first = new.prefill.raised_on if new.prefill else new.today
        kept = self.fill(new, subject, begins_with(new) | {"raised_on": first}, {})
        self.matter.begin(kept)
        self._suit()
        heads = [head.title for head in new.prefill.heads] if new.prefill else []
        self.points.show_titles(kept["points"].splitlines() if kept.get("points") else heads)
        self.filled()
        self._save.setEnabled(self.may_send())
        if not new.may_log:
            self.tell("You may not log complaints.")

    def _on_person(self, person_id: int) -> None:
        super()._on_person(person_id)
        if self.party.values()["complainant_kind"] is None:
            self.party.focus("complainant_kind")

    def _suit(self) -> None:
        values = self.party.values()
        self.matter.suit(values["complainant_kind"], values["raised_on"])

    def _is_whole(self) -> bool:
        """Every form is checked, the last one first, so that the focus ends in the first that is wrong."""
        whole = self.matter.is_whole()
        if not self.rest.check():
            whole = False
        if not self.points.titles():
            self.points.tell("A complaint needs at least one point.")
            self.points.new.setFocus()
            whole = False
        for form in (self.words, self.party):
            whole = form.check() and whole
        return self.is_person_chosen() and whole

    def tell_problems(self, error: Exception) -> bool:
        self._save.setEnabled(self.may_send())
        if not isinstance(error, BadInput):
            return False
        told = {
            "received_on" if problem.field == "received_at" else problem.field: problem.sentence
            for problem in error.problems
        }
        self.matter.tell(told)
        for form in reversed(self.forms()):
            form.show_problems(told)
        keys = self.in_sight() | set(self.matter.form.values())
        self.points.tell(" ".join(sentence for field, sentence in told.items() if field.startswith("heads")))
        lists = ("heads", "parties", "references")
        others = [sentence for field, sentence in told.items() if field not in keys and not field.startswith(lists)]
        self.tell(" ".join(others))
        return True
