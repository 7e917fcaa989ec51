"""Who may be on the line for a person: whether they are alive, and who may speak for them, in date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.dates import show_date
from app.basics.search_form import search_form
from app.contacts.tables import CallerKind
from app.members.find import stored_person
from app.members.kinds import ConsentState
from app.members.person_name import NAME_COLUMNS, name_from
from app.members.rules import consent_on
from app.members.tables import Person, Representative
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class Consent:
    """The consent for one representative as stored; ``expires_on`` is the last day on which it holds."""

    name: str
    state: ConsentState
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Callers:
    """What the record of a person says of who may be calling."""

    person_id: int
    died_on: date | None = None
    consents: tuple[Consent, ...] = ()


def callers_of(work: ReadWork, person_id: int) -> Callers:
    """For the panel in which a contact is logged; raises NotFound."""
    work.require(Permission.MEMBER_READ)
    return stored_callers(work, person_id)


def stored_callers(work: ReadWork, person_id: int) -> Callers:
    """The same for verbs, which ask their own permission."""
    person = stored_person(work, person_id)
    rows = work.session.execute(
        select(Representative.consent, Representative.expires_on, *NAME_COLUMNS)
        .join(Person, Person.id == Representative.representative_person_id)
        .where(Representative.person_id == person_id)
        .order_by(Representative.id.desc())
    )
    consents = tuple(Consent(name_from(row).full_name, row.consent, row.expires_on) for row in rows)
    return Callers(person_id, person.died_on, consents)


def preset_kind(callers: Callers | None) -> CallerKind:
    """Who is calling until somebody says who: the member, where they can be."""
    return CallerKind.MEMBER if callers is None or callers.died_on is None else CallerKind.UNKNOWN


def why_no_pass(callers: Callers | None, kind: str, caller_name: str, day: date) -> str:
    """What of the record keeps this kind of caller from passing its check, whatever is right; empty where nothing."""
    if kind == CallerKind.REPRESENTATIVE:
        return why_no_authority(callers, caller_name, day)
    if kind == CallerKind.MEMBER and callers is not None and callers.died_on is not None:
        return f"The member died on {show_date(callers.died_on)}: somebody else is calling."
    return ""


def may_pass(work: ReadWork, person_id: int | None, kind: CallerKind, caller_name: str, day: date) -> bool:
    """Whether a check may be passed by the record as it is, on the day of the contact: see ``day_at``."""
    callers = stored_callers(work, person_id) if person_id is not None else None
    return not why_no_pass(callers, kind, caller_name, day)


def day_at(work: ReadWork, desk_id: int, at: datetime) -> date:
    """The day that an instant was at the desk of the contact, whoever asks and wherever they are."""
    zone = work.session.scalars(select(Desk.zone).where(Desk.id == desk_id)).one()
    return at.astimezone(ZoneInfo(zone)).date()


def why_no_authority(callers: Callers | None, caller_name: str, day: date) -> str:
    """Why nobody may speak for this person on a day; empty while somebody may, or no person is chosen.

    Where the caller is named and on record, theirs is the consent that counts.
    """
    if callers is None:
        return ""
    theirs = [one for one in callers.consents if search_form(one.name) == search_form(caller_name)]
    counts = theirs or callers.consents
    if any(consent_on(one.state, one.expires_on, day) == ConsentState.VALID for one in counts):
        return ""
    return _ended(counts[0], day) if counts else "No consent for a representative is on record."


def _ended(one: Consent, day: date) -> str:
    if consent_on(one.state, one.expires_on, day) == ConsentState.EXPIRED:
        return f"The consent for {one.name} expired" + (f" on {show_date(one.expires_on)}." if one.expires_on else ".")
    if one.state == ConsentState.WITHDRAWN:
        return f"The consent for {one.name} was withdrawn."
    return f"The consent for {one.name} was asked for and is not here yet."
