"""What a letter answers when there is no case: a person, or one contact with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.problems import NotFound
from app.contacts.tables import Contact, Task, TaskKind
from app.members.find import stored_person
from app.members.letter_facts import person_facts
from app.members.tables import Channel, PersonWarning, WarningKind
from app.staff.tables import Desk, Staff
from app.staff.work import Deciders, Due, EasedCheck, MatterFile, ReadWork

# An unanswered prompt is found by the check for what was not filled in (HSCNI's accuracy check), so it cannot leave.
ANSWER_PROMPT = "[insert your answer]"
NEEDS_PROMPT = "[insert what you need]"

REASON_PROMPT = "[insert what happened and when]"
WAYS_PROMPT = "[insert how they can reach us]"

RESTRICTED_FOR = timedelta(weeks=26)
"""How long a restriction lasts from the letter's date where the warning has no end; its author may say less."""

REVIEWED_BEFORE = timedelta(days=14)
"""So long before a restriction ends it is looked at again, so that the person hears in time whether it goes on."""

TIME_TO_REPLY = timedelta(days=14)
"""How long somebody has to send what a letter asks for, from the letter's date; the author may write another day."""

_CHANNELS = {
    Channel.CALL: "phone",
    Channel.EMAIL: "email",
    Channel.LETTER: "letter",
    Channel.CHAT: "chat",
    Channel.VISIT: "visit",
}


class WithoutFiles:
    """A matter that has no papers of its own: what a letter encloses comes from its author."""

    def files(self, _work: ReadWork, _subject_id: int) -> Sequence[MatterFile]:
        """None."""
        return ()

    def file_content(self, _work: ReadWork, _source: str) -> tuple[str, bytes]:
        """There is none to ask for."""
        raise NotFound("This matter has no files.")


class PersonSubject(WithoutFiles):
    """``person:ID``: a letter to somebody without a case; its author writes what it says."""

    def title(self, work: ReadWork, subject_id: int) -> str:
        """The person's name."""
        return str(person_facts(work, subject_id)["full_name"])

    def letter_facts(self, work: ReadWork, subject_id: int, letter_kind: str) -> Mapping[str, Any]:
        """The ``reply`` part with prompts where only the author can know."""
        stored_person(work, subject_id)
        reply = {"subject": "your enquiry", "answer": ANSWER_PROMPT} | _asked_for(work, letter_kind)
        return {"reply": reply} | _restriction(work, subject_id, letter_kind)

    def due_days(self, _work: ReadWork, _subject_ids: Sequence[int]) -> Mapping[int, Due]:
        """None: no clock runs on a person."""
        return {}

    def eased_checks(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Sequence[EasedCheck]:
        """None: no procedure stands behind it."""
        return ()

    def deciders(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Deciders:
        """Whoever may approve letters: no procedure stands behind it."""
        return Deciders()


class ContactSubject(WithoutFiles):
    """``contact:ID``: the letter that follows a call, e-mail, letter, chat or visit."""

    def title(self, work: ReadWork, subject_id: int) -> str:
        """What was wanted, in a line."""
        wanted = " ".join(_contact(work, subject_id).wanted.split())
        return wanted if len(wanted) <= 80 else wanted[:79] + "…"

    def letter_facts(self, work: ReadWork, subject_id: int, letter_kind: str) -> Mapping[str, Any]:
        """The ``reply`` part: what was wanted and said, and the promises made, each with its day."""
        contact = _contact(work, subject_id)
        zone = ZoneInfo(work.session.get_one(Desk, contact.desk_id).zone)
        day = contact.happened_at.astimezone(zone).date()
        reply = {
            "subject": "your enquiry",
            "contacted_on": day.isoformat(),
            "channel": _CHANNELS[contact.channel],
            "wanted": contact.wanted.strip(),
            "answer": contact.said.strip() or ANSWER_PROMPT,
            "we_will": _promises(work, contact.id, zone),
        }
        return {"reply": reply | _asked_for(work, letter_kind)}

    def due_days(self, _work: ReadWork, _subject_ids: Sequence[int]) -> Mapping[int, Due]:
        """None: no clock runs on a contact; what was promised in it are tasks."""
        return {}

    def eased_checks(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Sequence[EasedCheck]:
        """None: no procedure stands behind it."""
        return ()

    def deciders(self, _work: ReadWork, _subject_id: int, _letter_kind: str) -> Deciders:
        """Whoever may approve letters: no procedure stands behind it."""
        return Deciders()


def _restriction(work: ReadWork, person_id: int, letter_kind: str) -> dict[str, Any]:
    """How somebody of whom the record warns may contact us: until when is on record, the rest is its author's.

    What the warning says is for us and does not go into the letter.
    """
    if letter_kind != "restricted_contact":
        return {}
    holds = PersonWarning.until_on.is_(None) | (PersonWarning.until_on > work.today())
    query = select(PersonWarning.until_on).where(
        PersonWarning.person_id == person_id, PersonWarning.kind == WarningKind.DIFFICULT_CONTACT, holds
    )
    row = work.session.execute(query.order_by(PersonWarning.id.desc())).first()
    if row is None:
        return {}
    until = row.until_on or work.today() + RESTRICTED_FOR
    review_on = max(until - REVIEWED_BEFORE, work.today())
    said = {"reason": REASON_PROMPT, "ways": WAYS_PROMPT}
    return {"restriction": said | {"until": until.isoformat(), "review_on": review_on.isoformat()}}


def _asked_for(work: ReadWork, letter_kind: str) -> dict[str, Any]:
    if letter_kind != "request":
        return {}
    return {"you_need": [NEEDS_PROMPT], "reply_by": (work.today() + TIME_TO_REPLY).isoformat()}


def _contact(work: ReadWork, contact_id: int) -> Contact:
    contact = work.session.get(Contact, contact_id)
    if contact is None:
        raise NotFound("There is no such contact.", "It may be in a circle that you are not in.")
    return contact


def _promises(work: ReadWork, contact_id: int, zone: ZoneInfo) -> list[dict[str, Any]]:
    query = (
        select(Task.what, Task.due_at, Staff.display_name)
        .join(Staff, Staff.id == Task.owner_id)
        .where(Task.contact_id == contact_id, Task.kind == TaskKind.PROMISE, Task.done_at.is_(None))
        .order_by(Task.due_at, Task.id)
    )
    return [
        {"kind": "action", "text": what, "owner": owner, "due_on": due_at.astimezone(zone).date().isoformat()}
        for what, due_at, owner in work.session.execute(query)
    ]
