"""What was corrected of contacts: what each said before, who corrected it, when, and what had been wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.dates import show_date
from app.contacts.correct_contact import CORRECTABLE
from app.contacts.labels import CHOICES, CONTACT_LABELS
from app.contacts.when import show_when
from app.members.person_name import names_of
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.tables import Action, Change

TOLD = CORRECTABLE | {"caller_check"}
"""What is corrected, and what is judged again by it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``on`` is the day at the reader's desk; ``was`` holds (field in words, what stood there)."""

    contact_id: int
    on: date
    who: str
    why: str
    was: tuple[tuple[str, str], ...]

    def in_words(self) -> str:
        """ "Corrected on 22 Nov 2026 by Asha Rao: misheard. What was wanted was “a receit”."."""
        before = " ".join(f"{label} was {f'“{words}”' if words else 'empty'}." for label, words in self.was)
        why = f": {self.why.rstrip('.')}" if self.why else ""
        return f"Corrected on {show_date(self.on)} by {self.who}{why}. {before}"


def corrections_of(work: ReadWork, contact_ids: Sequence[int]) -> dict[int, list[Correction]]:
    """The corrections of these contacts by the contact's id, the latest first; contacts without any are left out."""
    work.require(Permission.CONTACT_READ)
    if not contact_ids:
        return {}
    query = (
        select(Change.row_id, Change.at, Change.payload, Action.reason, Staff.display_name)
        .outerjoin(Action, Action.id == Change.action_id)
        .outerjoin(Staff, Staff.id == Action.staff_id)
        .where(Change.table_name == "contact", Change.kind == "update", Change.row_id.in_(contact_ids))
        .order_by(Change.id.desc())
    )
    found: dict[int, list[Correction]] = {}
    for row_id, at, payload, why, who in work.session.execute(query):
        was = _before(work, payload or {})
        if was:
            day = at.astimezone(ZoneInfo(work.actor.zone)).date()
            found.setdefault(row_id, []).append(Correction(row_id, day, who or "", why or "", was))
    return found


def _before(work: ReadWork, payload: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    fields = (field for field in CONTACT_LABELS if field in payload and field in TOLD)
    return tuple((CONTACT_LABELS[field], _shown(work, field, payload[field][0])) for field in fields)


def _shown(work: ReadWork, field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field in CHOICES:
        return CHOICES[field].get(str(value), str(value))
    if field == "person_id":
        name = names_of(work, [int(value)]).get(int(value))
        return name.full_name if name is not None else "somebody else"
    if field == "dissatisfied":
        return "yes" if value else "no"
    if field == "happened_at":
        moment = datetime.fromisoformat(str(value))
        return show_when(moment if moment.tzinfo else moment.replace(tzinfo=UTC), work.actor.zone)
    return str(value)
