"""What happened in one complaint, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.complaints.find_copies import copy_lines
from app.complaints.find_prefill import first_words
from app.complaints.head_row import HeadRow
from app.complaints.record import CaseLetter, ChronologyRow, ClockRow
from app.complaints.tables import Complaint
from app.complaints.wording import CHANNEL_WORDS, EXTENSION_WORDS, first_raised, show_date
from app.contacts.tables import Contact
from app.staff.permissions import Permission
from app.staff.work import ReadWork


def extension_lines(clocks: Iterable[ClockRow]) -> Iterable[ChronologyRow]:
    """Each time that the answer was put off."""
    for clock in clocks:
        for step in clock.extensions:
            told = f"Answer put off to {show_date(step.until)} by {step.by}, {EXTENSION_WORDS[step.kind]}"
            yield ChronologyRow(step.on, f"{told}: {step.reason}")


def told_by_case(
    work: ReadWork,
    row: Complaint,
    received_on: date,
    heads: Iterable[HeadRow],
    letters: Iterable[CaseLetter],
) -> Iterable[ChronologyRow]:
    """What the case's own dates, its letters and the person's contacts tell."""
    for head in heads:
        if head.event_on:
            yield ChronologyRow(head.event_on, f"Point {head.number}: {head.title}", f"head:{head.id}")
    if row.raised_on != received_on:
        yield ChronologyRow(row.raised_on, first_raised(row.raised_where, row.raised_with, row.raised_tried))
    origin = f"contact:{row.from_contact_id}" if row.from_contact_id else None
    yield ChronologyRow(received_on, f"Received by {CHANNEL_WORDS[row.channel].lower()}", origin)
    for letter in letters:
        if letter.posted_on:
            yield ChronologyRow(letter.posted_on, f"{letter.title} posted", f"letter:{letter.id}")
    yield from copy_lines(work, row.id)
    yield from _contacts_since(work, row)
    if row.closed_on:
        yield ChronologyRow(row.closed_on, "Closed")


def _contacts_since(work: ReadWork, row: Complaint) -> Iterable[ChronologyRow]:
    """Contacts of the person while the case was open: what was said meanwhile belongs to its story."""
    if not work.actor.may(Permission.CONTACT_READ):
        return
    query = (
        select(Contact.id, Contact.happened_at, Contact.channel, Contact.wanted)
        .where(Contact.person_id == row.person_id, Contact.happened_at > row.received_at)
        .order_by(Contact.happened_at, Contact.id)
        .limit(50)
    )
    for contact_id, happened_at, channel, wanted in work.session.execute(query):
        local = happened_at.astimezone(ZoneInfo(work.actor.zone))
        on = local.date()
        if row.closed_on is None or on <= row.closed_on:
            words = f"{CHANNEL_WORDS[channel]}: {first_words(wanted)}"
            yield ChronologyRow(on, words, f"contact:{contact_id}", f"{local:%H:%M}")
