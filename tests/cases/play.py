"""Plays a published case through the office's own verbs: logged, investigated, answered, at every stage it went to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from app.basics.clock import SetClock
from app.complaints.add_head import add_head
from app.complaints.add_remedy import add_remedy
from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_head import edit_head
from app.complaints.find_record import complaint_record
from app.complaints.head_row import HeadRow
from app.complaints.log_complaint import log_complaint
from app.complaints.name_causes import name_causes
from app.complaints.new_matter import NewHead
from app.complaints.record import ComplaintRecord
from app.complaints.redirect_head import redirect_head
from app.complaints.rules import WITH_FAULT, Missing, ready_to_write
from app.complaints.settle_at_once import settle_at_once
from app.correspondence.approve_letter import approve_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.post_letter import post_letter
from app.correspondence.prepare_letter import Prepared, prepare_letter
from app.correspondence.submit_letter import submit_letter
from app.demo.case_files import AsideFile, HeadFile, fill, shifted
from app.knowledge.find import standards_on
from app.knowledge.procedure import CauseAxis
from app.members.add_person import add_person
from app.office import Office
from tests.cases.published import PublishedCase, StageFile
from tests.support.databases import staff_id

Enter = Callable[[str], Office]
WRITERS = ("ada.adviser", "ben.adviser", "sue.senior")
"""Who answers at each stage: nobody twice."""

DECIDERS = ("lea.leader", "leo.leader", "mia.manager")
"""Who decides at each stage, where no sum asks for more."""

CHANGES = "From now on, two of us read each file before it goes out."
"""What a letter says that confirms what was settled, where the cause is ours."""

OURS = "process-gap"

_TO_NEXT_STAGE = timedelta(days=7)
_ADDRESS = {"line1": "12 High Street", "locality": "York", "postcode": "YO1 7EP", "country": "GB"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One stage answered: the case as it stood, what its letter still lacked, and the letter made ready to submit."""

    stage: int
    heads: tuple[HeadFile | AsideFile, ...]
    letter_id: int
    record: ComplaintRecord
    missing: tuple[Missing, ...]
    ready: Prepared

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.ready.facts)


class Play:
    """One case in an office that can take complaints; ``answers`` brings it from stage to stage."""

    def __init__(self, found: PublishedCase, enter: Enter, clock: SetClock) -> None:
        self.found, self._clock = found, clock
        self._enter = cache(enter)
        self.complaint_id, self.person_id = 0, 0
        self._heads: tuple[HeadFile | AsideFile, ...] = found.case.heads + found.case.asides

    def answers(self) -> Iterator[Answer]:
        """Each stage's answer in turn. Before the next is asked for, the answer is decided on and posted."""
        self._log()
        yield self._answer(0)
        for number, stage in enumerate(self.found.stages, 1):
            self._next_stage(number, stage)
            yield self._answer(number)

    def settled(self) -> Answer | None:
        """The first point that we uphold, as if it had been settled when they rang; None where there is none.

        Its cause and what changes are as the case says, of a cause that is ours by the procedure.
        """
        file = next((one for one in self.found.case.heads if one.outcome in WITH_FAULT), None)
        if file is None:
            return None
        office, days = self.writer(0), self._days(file)
        apology = next(one for one in file.remedies if one.kind == "apology")
        complaint_id = office.act(
            settle_at_once,
            self.person_id,
            complainant_kind=self.found.case.who,
            channel=self.found.case.channel,
            received_at=self._clock.now(),
            title=file.title,
            in_their_words=file.says,
            outcome=file.outcome,
            fault=file.fault,
            reason=f"{fill(file.reason, days)} {CHANGES}",
            apology=apology.text,
            root_cause=OURS,
        ).result
        record = office.read(complaint_record, complaint_id)
        [letter] = record.letters
        return Answer(0, (file,), letter.id, record, (), office.read(prepare_letter, letter.id))

    def writer(self, stage: int) -> Office:
        """The office as who answers at a stage finds it."""
        return self._enter(WRITERS[stage])

    def decider(self, stage: int, login: str = "") -> Office:
        """The office as who decides finds it."""
        return self._enter(login or DECIDERS[stage])

    def submit(self, answer: Answer) -> int:
        """Submitted by who wrote it; the revision."""
        revision: int = self.writer(answer.stage).act(submit_letter, answer.letter_id, "", answer.ready).result
        return revision

    def approve(self, answer: Answer, revision: int, login: str = "") -> None:
        """Approved by another, who may or may not."""
        self.decider(answer.stage, login).act(approve_letter, answer.letter_id, revision)

    def post(self, answer: Answer) -> None:
        """Posted on the same day."""
        self.writer(answer.stage).act(post_letter, answer.letter_id, self._today)

    @property
    def _today(self) -> date:
        return self._clock.now().date()

    def _log(self) -> None:
        case, office = self.found.case, self.writer(0)
        title, given, family = self.found.complainant
        person = {"title": title, "given_names": given, "family_name": family, "territory": "GB"}
        self.person_id = office.act(add_person, person, address=_ADDRESS).result
        self.complaint_id = office.act(
            log_complaint,
            self.person_id,
            complainant_kind=case.who,
            title=case.title,
            in_their_words=case.words,
            heads=[NewHead(head.title, head.says, self._event(head)) for head in self._heads],
            channel=case.channel,
            raised_on=self.found.raised_on,
            received_at=datetime.combine(self.found.raised_on, time(9, 30), UTC),
            raised_where=case.where,
            outcome_sought=case.wants,
        ).result
        office.act(edit_complaint, self.complaint_id, {"looked_at": ("", case.looked_at)})

    def _next_stage(self, number: int, stage: StageFile) -> None:
        self._clock.advance(_TO_NEXT_STAGE)
        owner = staff_id(WRITERS[number])
        self.writer(0).act(ask_for_stage, self.complaint_id, stage.they_say, self._today, owner)
        for head in stage.added:
            self.writer(number).act(add_head, self.complaint_id, head.title, head.says, self._event(head))
        self._heads = stage.heads + stage.added

    def _answer(self, number: int) -> Answer:
        office = self.writer(number)
        for file, row in zip(self._heads, self._record(office).heads, strict=True):
            self._find(office, file, row)
        template = "review-response" if number else "first-stage-response"
        letter_id = office.act(draft_letter, f"complaint:{self.complaint_id}", self.person_id, template).result
        record = self._record(office)
        missing = tuple(ready_to_write(record, "response"))
        return Answer(number, self._heads, letter_id, record, missing, office.read(prepare_letter, letter_id))

    def _record(self, office: Office) -> ComplaintRecord:
        return office.read(complaint_record, self.complaint_id)

    def _find(self, office: Office, file: HeadFile | AsideFile, row: HeadRow) -> None:
        if isinstance(file, AsideFile):
            office.act(redirect_head, row.id, file.route, file.reason)
            return
        days = self._days(file)
        office.act(edit_head, row.id, self._edits(office, file, row))
        axes = zip((CauseAxis.SYMPTOM, CauseAxis.ROOT_CAUSE, CauseAxis.CORRECTIVE_ACTION), file.causes, strict=False)
        if causes := {axis.value: (getattr(row, axis.value), code) for axis, code in axes}:
            office.act(name_causes, row.id, causes)
        for remedy in file.remedies:
            due_on = shifted(self._today, remedy.days) if remedy.owner else None
            text = fill(remedy.text, days)
            office.act(add_remedy, row.id, remedy.kind, text, remedy.owner, due_on, remedy.amount, remedy.proof)

    def _edits(self, office: Office, file: HeadFile, row: HeadRow) -> Mapping[str, tuple[Any, Any]]:
        days = self._days(file)
        [standard] = [one for one in office.read(standards_on, days["event"]) if one.code == file.standard]
        new = {
            "what_happened": fill(file.happened, days),
            "standard_version_id": standard.version_id,
            "what_should_have_happened": fill(file.should, days),
            "met": file.met,
            "fault": file.fault,
            "outcome": file.outcome,
            "finding": fill(file.finding, days),
            "reason": fill(file.reason, days),
            "effect_level": file.level,
            "effect": fill(file.effect, days),
        }
        seen = {field: getattr(row, field) for field in new if field != "standard_version_id"}
        seen["standard_version_id"] = row.standard.version_id if row.standard else None
        return {field: (seen[field], value) for field, value in new.items() if value != seen[field]}

    def _event(self, head: HeadFile | AsideFile) -> date:
        return shifted(self.found.raised_on, -head.before)

    def _days(self, head: HeadFile) -> dict[str, date]:
        return {"raised": self.found.raised_on, "event": self._event(head), "now": self._today}
