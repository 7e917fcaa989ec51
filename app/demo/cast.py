"""The people who are put in by hand, through the same verbs as anybody: names and needs that try the program."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app.calendars.deadline import add_months
from app.contacts.caller_checks import POINTS
from app.contacts.log_contact import log_contact
from app.contacts.rules import Promise
from app.contacts.tables import CallerKind
from app.demo.places import fill_digits
from app.demo.rehearsal import Rehearsal
from app.demo.scene import DemoDesk
from app.demo.shipped import data
from app.demo.territory import territory
from app.members.add_person import add_person
from app.members.agree_adjustment import agree_adjustment
from app.members.set_warning import set_warning
from app.members.tables import Channel, MembershipState

EAST = frozenset({"SG", "HK", "MY", "NZ"})
_FIELDS = {
    "family": "family_name", "given": "given_names", "family_first": "family_name_first", "native": "native_name",
    "title": "title", "letters": "post_nominals", "called": "form_of_address", "kind": "kind", "zone": "zone",
    "language": "language", "territory": "territory",
}  # fmt: skip


def play_cast(rehearsal: Rehearsal, random: Random, desks: dict[str, DemoDesk], today: date) -> None:
    """Add each of them, with the contact of the last working day and what was promised in it."""
    for number, found in enumerate(data("cast")["person"]):
        east = found["territory"] in EAST
        login, days = ("meiling", desks["SGP"].days) if east else (("asha", "tom")[number % 2], desks["LON"].days)
        with rehearsal.scene():
            joining = _joining(random, found, today)
            person_id = rehearsal.act(login, days.moment(days.ago(9)), add_person, **joining)
            _needs(rehearsal, login, days.moment(days.ago(8)), person_id, found)
            wanted, said, promise = found["note"]
            due_at = days.at(days.freely_after(today, number % 3), 14)
            rehearsal.act(
                login,
                days.moment(days.ago(1)),
                log_contact,
                person_id,
                channel=Channel.CALL,
                wanted=wanted,
                said=said,
                checked=[point.key for point in POINTS[CallerKind.MEMBER]],
                promises=[Promise(promise, due_at)] if promise else [],
            )


def _joining(random: Random, found: dict[str, Any], today: date) -> dict[str, Any]:
    """What the form for a new person was filled in with."""
    where = territory(found["territory"])
    person = {column: found[key] for key, column in _FIELDS.items() if key in found}
    form = {
        "person": person,
        "phone": found["phone"],
        "email": found["email"],
        "address": found["address"] | {"country": where.code},
    }
    if "grade" not in found:
        return form
    body, pattern = where.registers["dentist" if found["grade"] == "Dental surgeon" else "doctor"]
    person |= {
        "born_on": today - timedelta(days=found["born"]),
        "registration_body": body,
        "registration_number": fill_digits(random, pattern),
    }
    joined_on = today - timedelta(days=found["joined"])
    started_on = add_months(joined_on, found["joined"] // 366 * 12)
    membership = {
        "kind": "Full member",
        "territory": where.code,
        "grade": found["grade"],
        "specialty": found["specialty"],
        "state": MembershipState.ACTIVE,
        "joined_on": joined_on,
        "started_on": started_on,
        "ends_on": add_months(started_on, 12),
    }
    return form | {"membership": membership}


def _needs(rehearsal: Rehearsal, login: str, at: datetime, person_id: int, found: dict[str, Any]) -> None:
    if "adjustment" in found:
        review_on = at.date() + timedelta(days=340)
        rehearsal.act(login, at, agree_adjustment, person_id, found["adjustment"] | {"review_on": review_on})
    if "warning" in found:
        rehearsal.act(login, at, set_warning, person_id, found["warning"])
