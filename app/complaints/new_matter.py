"""What a new case is logged with: its points, parties and references, and what is known of it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.complaints.states import PartyRole
from app.contacts.tables import CallerKind
from app.members.tables import Channel


@dataclass(frozen=True, slots=True)
class NewHead:
    """A point as it is raised."""

    title: str
    what_they_say: str = ""
    event_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewParty:
    """Somebody in the matter as it is logged."""

    role: PartyRole | str | None
    name: str
    acts_for: str = ""
    fee_earner: str = ""
    dx: str = ""


@dataclass(frozen=True, slots=True)
class NewReference:
    """What somebody else numbers the matter, as it is logged."""

    whose: str
    number: str


@dataclass(frozen=True, slots=True)
class NewMatter:
    """Where a complaint comes from, as it is logged: first contact, court, hearing, parties, references of others."""

    raised_with: str = ""
    raised_tried: str = ""
    court: str = ""
    hearing_on: date | None = None
    parties: tuple[NewParty, ...] = ()
    references: tuple[NewReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a contact already says of the complaint that is made of it."""

    contact_id: int
    person_id: int
    person_name: str
    complainant_kind: CallerKind
    channel: Channel
    title: str
    in_their_words: str
    raised_on: date
    received_at: datetime
    raised_where: str
    heads: tuple[NewHead, ...]
