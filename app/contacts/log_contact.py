"""Log a call, e-mail, letter, chat or visit, with what was promised in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.basics.problems import BadInput, FieldProblem
from app.contacts.add_task import new_task
from app.contacts.caller_checks import outcome, strangers
from app.contacts.callers import day_at, may_pass
from app.contacts.events import ContactLogged
from app.contacts.rules import Promise, clean_texts, contact_problems, promise_problems
from app.contacts.tables import CallerKind, ComplaintWanted, Contact, Direction, TaskKind
from app.members.tables import Channel
from app.staff.permissions import Permission
from app.staff.work import Work


def log_contact(
    work: Work,
    person_id: int | None,
    *,
    channel: Channel | str,
    wanted: str,
    said: str = "",
    direction: Direction | str = Direction.IN,
    happened_at: datetime | None = None,
    caller_kind: CallerKind | str = CallerKind.MEMBER,
    caller_name: str = "",
    checked: Sequence[str] = (),
    dissatisfied: bool = False,
    dissatisfied_about: str = "",
    complaint_wanted: ComplaintWanted | str | None = None,
    promises: Sequence[Promise] = (),
) -> int:
    """Write the contact down and its promises as tasks; returns the contact's id.

    ``happened_at`` is an aware instant, now where it is left out; ``checked`` are keys of ``caller_checks.POINTS``.
    Raises BadInput with every problem at once, NotFound for a person who is not there.
    """
    work.require(Permission.CONTACT_LOG)
    now = work.now()
    texts, problems = clean_texts(
        {"wanted": wanted, "said": said, "caller_name": caller_name, "dissatisfied_about": dissatisfied_about}
    )
    happened_at = happened_at or now
    values = texts | {"happened_at": happened_at, "dissatisfied": dissatisfied}
    problems += contact_problems(values, now) + promise_problems(promises, now)
    if person_id is None and not texts.get("caller_name", "?"):
        problems.append(FieldProblem("caller_name", "Say who it was, or choose the person: one of the two."))
    kind = CallerKind(caller_kind)
    if strangers(kind, checked):
        problems.append(FieldProblem("checked", "These points are not of this kind of caller: ask again."))
    if problems:
        raise BadInput(problems)
    day = day_at(work, work.actor.desk_id, happened_at)
    passes = may_pass(work, person_id, kind, texts["caller_name"], day)
    contact = Contact(
        **values,
        person_id=person_id,
        desk_id=work.actor.desk_id,
        staff_id=work.actor.staff_id,
        channel=Channel(channel),
        direction=Direction(direction),
        caller_kind=kind,
        caller_check=outcome(kind, frozenset(checked), may_pass=passes),
        caller_checked=sorted(checked),
        complaint_wanted=ComplaintWanted(complaint_wanted) if dissatisfied and complaint_wanted else None,
    )
    work.session.add(contact)
    work.session.flush()
    for promise in promises:
        new_task(work, TaskKind.PROMISE, promise.what, promise.due_at, promise.owner_id, contact=contact)
    work.raise_event(ContactLogged(contact.id, person_id))
    return contact.id
