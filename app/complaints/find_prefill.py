"""What a contact already says of the complaint to be made of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.problems import NotFound
from app.complaints.new_matter import NewHead, Prefill
from app.contacts.tables import Contact
from app.members.person_name import names_of
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork

_TITLE = 80


def prefill_from_contact(work: ReadWork, contact_id: int) -> Prefill:
    """All that a contact already says of the complaint to be made of it.

    Their words are what they wanted and said; what it is about is our summary, so it names the point and no more.
    Raises NotFound when the contact is not there or belongs to nobody yet.
    """
    work.require(Permission.CONTACT_READ)
    row = work.session.scalar(select(Contact).where(Contact.id == contact_id))
    if row is None:
        raise NotFound("This contact is not there, or is kept to a circle that you are not in.")
    if row.person_id is None:
        raise NotFound("Nobody is named in this contact.", "Say first whose it is, then make a complaint of it.")
    desk = work.session.get_one(Desk, row.desk_id)
    about = row.dissatisfied_about or row.wanted
    name = names_of(work, [row.person_id]).get(row.person_id)
    return Prefill(
        contact_id=row.id,
        person_id=row.person_id,
        person_name=name.marked_name if name else "",
        complainant_kind=row.caller_kind,
        channel=row.channel,
        title=first_words(about),
        in_their_words="\n\n".join(filter(None, dict.fromkeys((row.wanted, row.said)))),
        raised_on=row.happened_at.astimezone(ZoneInfo(desk.zone)).date(),
        received_at=row.happened_at,
        raised_where=desk.name,
        heads=(NewHead(first_words(about)),),
    )


def first_words(text: str) -> str:
    """What a point or a line is called by: the first line, cut at a word where it is long."""
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= _TITLE else line[:_TITLE].rsplit(" ", 1)[0]
