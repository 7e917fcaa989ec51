"""Re-date letters whose posting day has passed: a new version with other dates and no other word, to be approved.

Whoever re-dates submits a version, so they leave the decision on it to somebody else, whoever might have decided
before; that only dates differ is looked at again then. A letter that would have to say more goes back to its author.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import exists, select

from app.basics.dates import show_date
from app.correspondence.composing import checked, set_in_type
from app.correspondence.dates_only import OtherWords, date_changes
from app.correspondence.eased import eased_checks, with_eased
from app.correspondence.events import ApprovalTakenBack, LetterSubmitted
from app.correspondence.gather_facts import LetterFacts, desk_today
from app.correspondence.kept_readings import kept_readings
from app.correspondence.letter_labels import take_label_off
from app.correspondence.letter_rows import latest_revision, letter_row, locked_letter, note_event
from app.correspondence.posting_day import posting_day
from app.correspondence.prepare_letter import Prepared
from app.correspondence.problems import LetterMoved, LetterRefused
from app.correspondence.states import LetterState
from app.correspondence.still_true import ON_ITS_WAY, what_is_untrue
from app.correspondence.stop_letters import is_on_paper, send_back
from app.correspondence.submit_letter import store_revision
from app.correspondence.tables import LEFT_THE_OFFICE, Letter, LetterEvent, LetterEventKind, LetterRevision
from app.correspondence.take_facts import brought_to, reckon
from app.correspondence.untrue import in_words
from app.correspondence.wording import template_version_id
from app.members.person_name import name_from
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from app.store.base import NOTE
from letters.checks.page_fit import page_findings
from letters.content import canonical_json, from_json


@dataclass(frozen=True, slots=True)
class Redating:
    """What re-dating a letter would make of it: ``prepared`` and which dates ``differ``, or why it is not just dates.

    ``revision_id`` is what was read, ``day`` its new posting day.
    """

    letter_id: int
    revision_id: int
    day: date
    rests_on: str
    differ: str = ""
    prepared: Prepared | None = None
    goes_back_because: str = ""


Outcome = Literal["asks", "back", "moved"]
"""It waits for approval with its new dates; it went back to its author; it changed meanwhile and is as it was."""


@dataclass(frozen=True, slots=True)
class ToRedate:
    """A letter whose posting day, ``planned_on``, has passed."""

    id: int
    reference: str
    to: str
    planned_on: date
    is_approved: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """The letters on their way whose posting day has passed, oldest first.

    Those that wait for approval stand in the queue of whoever may decide on them.
    """

    letters: tuple[ToRedate, ...] = ()

    @property
    def letter_ids(self) -> tuple[int, ...]:
        return tuple(one.id for one in self.letters)

    @property
    def approved(self) -> int:
        """How many of them are approved and not posted."""
        return sum(one.is_approved for one in self.letters)


def to_be_redated(work: ReadWork) -> Passed:
    """The letters on their way whose posting day has passed; none that may have gone out already.

    What was printed, exported or e-mailed in time is perhaps only not noted as posted: that is asked one by one.
    """
    work.require(Permission.LETTER_READ)
    out = exists().where(LetterEvent.revision_id == Letter.approved_revision_id, LetterEvent.kind.in_(LEFT_THE_OFFICE))
    # Whether it has passed is told at the letter's own desk, where tomorrow may have begun.
    query = (
        select(Letter, Person)
        .join(Person, Person.id == Letter.addressee_id)
        .where(Letter.state.in_(ON_ITS_WAY), Letter.planned_on <= work.today(), ~out)
        .order_by(Letter.planned_on, Letter.id)
    )
    rows = work.session.execute(query).all()
    return Passed(tuple(_to_redate(*row) for row in rows if _has_passed(work, row[0])))


def _to_redate(letter: Letter, addressee: Person) -> ToRedate:
    if letter.planned_on is None:
        raise ValueError(f"letter {letter.id} has no posting day that could have passed")
    is_approved = letter.state is not LetterState.SUBMITTED
    return ToRedate(letter.id, letter.reference, name_from(addressee).list_name, letter.planned_on, is_approved)


def plan_redating(work: ReadWork, letter_ids: Sequence[int]) -> tuple[Redating, ...]:
    """What ``redate_letters`` would do, with pages set and checks run, before anything is locked.

    A letter that somebody posted, took back or re-dated meanwhile is left out.
    """
    work.require(Permission.LETTER_PRINT)
    rows = (letter_row(work, letter_id) for letter_id in sorted(set(letter_ids)))
    return tuple(_plan(work, letter) for letter in rows if letter.state in ON_ITS_WAY and _has_passed(work, letter))


def redate_letters(
    work: Work, letter_ids: Sequence[int], planned: Sequence[Redating] | None = None
) -> dict[Outcome, list[str]]:
    """Give each letter the posting day of now and ask for approval again; what would say more goes to its author.

    ``planned`` is what ``plan_redating`` answered a moment ago. Returns the references by what came of each. Raises
    LetterMoved where the posting day of none has passed.
    """
    work.require(Permission.LETTER_PRINT)
    plans = plan_redating(work, letter_ids) if planned is None else planned
    if not plans:
        raise LetterMoved("The posting day of these letters has not passed, so there is nothing to re-date.")
    done: dict[Outcome, list[str]] = {"asks": [], "back": [], "moved": []}
    for plan in plans:
        letter = locked_letter(work, plan.letter_id)
        done[_carry_out(work, letter, plan)].append(letter.reference)
    return done


def _has_passed(work: ReadWork, letter: Letter) -> bool:
    return letter.planned_on is not None and letter.planned_on < desk_today(work, letter)


def _plan(work: ReadWork, letter: Letter) -> Redating:
    revision, day = latest_revision(work, letter), posting_day(work, letter)
    facts = LetterFacts(work, letter)
    planned = Redating(letter.id, revision.id, day, _rests_on(work, letter, revision, facts, day))
    untrue = what_is_untrue(work, letter, revision, facts)
    if untrue:
        return _back(planned, in_words(untrue))
    before = from_json(revision.content)
    try:
        now = brought_to(work, facts, reckon(work, facts, before, revision.facts), day)
        differ = date_changes(before, now.content)
        pages = set_in_type(now.content)
    except OtherWords as other:
        return _back(planned, f"Re-dated to {show_date(day)} it would not differ in its dates alone: {other}.")
    except LetterRefused as problem:
        return _back(planned, f"It cannot be re-dated to {show_date(day)}: {problem}")
    said = checked(now.content, now.facts, now.changed, kept_readings(work, letter.id))
    found = with_eased([*said, *page_findings(now.content, pages)], now.facts, eased_checks(work, letter))
    blocking = " ".join(finding.message for finding in found if finding.blocks)
    if blocking:
        return _back(planned, f"Re-dated to {show_date(day)}, the checks say: {blocking}")
    told = " ".join(change.sentence for change in differ)
    prepared = Prepared(letter.id, planned.rests_on, now.content, now.facts, tuple(found), pages)
    return Redating(letter.id, revision.id, day, planned.rests_on, told, prepared)


def _back(planned: Redating, why: str) -> Redating:
    return Redating(planned.letter_id, planned.revision_id, planned.day, planned.rests_on, goes_back_because=why)


def _rests_on(work: ReadWork, letter: Letter, revision: LetterRevision, facts: LetterFacts, day: date) -> str:
    made_from = {
        "revision": revision.id,
        "record": facts.on(day),
        "template": template_version_id(work, letter.template_code, letter.language, day),
    }
    return hashlib.sha256(canonical_json(made_from)).hexdigest()


def _carry_out(work: Work, letter: Letter, plan: Redating) -> Outcome:
    if letter.state not in ON_ITS_WAY:
        return "moved"
    revision, day = latest_revision(work, letter), posting_day(work, letter)
    if plan.rests_on != _rests_on(work, letter, revision, LetterFacts(work, letter), day):
        return "moved"
    if plan.prepared is None:
        send_back(work, letter, plan.goes_back_because)
        return "back"
    _ask_again(work, letter, revision, plan, plan.prepared)
    return "asks"


def _ask_again(work: Work, letter: Letter, revision: LetterRevision, plan: Redating, prepared: Prepared) -> None:
    again = store_revision(work, letter, prepared, _note(plan), words_of_id=revision.words_of_id or revision.id)
    detail = f"From {show_date(letter.planned_on or plan.day)} to {show_date(plan.day)}."
    if is_on_paper(work, revision.id):
        detail += " It was printed already: take the paper out of the post."
    note_event(work, letter, LetterEventKind.RE_DATED, detail, revision.id)
    was_approved = letter.state is LetterState.APPROVED
    if was_approved:
        letter.submitted_at = work.now()
    letter.state, letter.approved_revision_id, letter.planned_on = LetterState.SUBMITTED, None, plan.day
    take_label_off(work, letter)
    work.session.flush()
    if was_approved:
        work.raise_event(ApprovalTakenBack(letter.id, letter.subject, letter.kind, letter.reference))
    work.raise_event(LetterSubmitted(letter.id, letter.subject, letter.kind, letter.reference, again.id))


def _note(plan: Redating) -> str:
    return f"Re-dated, and only its dates differ. {plan.differ}"[:NOTE]
