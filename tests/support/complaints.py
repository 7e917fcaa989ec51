"""An office that can take complaints: its calendar confirmed, its library loaded, somebody to complain."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.calendars.confirm_year import add_calendar, confirm_year
from app.complaints.find_record import complaint_record
from app.complaints.log_complaint import log_complaint
from app.complaints.new_matter import NewHead
from app.complaints.record import ComplaintRecord
from app.knowledge.load_seed import load_library
from app.members.add_person import add_person
from app.office import Office
from tests.support.offices import Enter
from tests.support.prepared import Past, begins_after

MEI: dict[str, Any] = {
    "family_name": "Tan",
    "given_names": "Mei Ling",
    "family_name_first": True,
    "title": "Dr",
    "territory": "GB",
}
ADDRESS = {"line1": "12 High Street", "locality": "York", "postcode": "YO1 7EP", "country": "GB"}

# Mon 16 November 2026, 09:30 in London: acknowledgement due on the 18th, answer on the 30th.
RECEIVED = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)

COMPLAINT: dict[str, Any] = {
    "complainant_kind": "member",
    "title": "the certificate that never came",
    "in_their_words": "I asked three times for my certificate and nobody answered.",
    "heads": [
        NewHead("The certificate was not sent", "I asked for it on 2 October.", date(2026, 10, 2)),
        NewHead("Nobody rang back", "You promised to ring me.", date(2026, 10, 20)),
    ],
    "channel": "call",
    "raised_on": date(2026, 11, 16),
    "received_at": RECEIVED,
    "raised_where": "the enquiries line",
    "outcome_sought": "send the certificate and say why it took so long",
}


def prepare(manager: Office) -> None:
    """Confirm the desk's calendar for 2025 to 2027 and load what ships of the library."""
    manager.act(add_calendar, "england", "England and Wales", "GB", "ENG")
    for year in (2025, 2026, 2027):
        manager.act(confirm_year, "england", year)
    manager.act(load_library)


def add_mei(office: Office, **changed: Any) -> int:
    """Dr Tan Mei Ling of York."""
    return office.act(add_person, MEI | changed, address=ADDRESS).result


def log(office: Office, person_id: int, **changed: Any) -> int:
    """The complaint of the certificate, with what a test changes in it."""
    return office.act(log_complaint, person_id, **(COMPLAINT | changed)).result


def record_of(office: Office, complaint_id: int) -> ComplaintRecord:
    """The case as it is now."""
    return office.read(complaint_record, complaint_id)


READY = Past(lambda enter, _clock, _before: prepare(enter("mia.manager")))


@pytest.fixture
@begins_after(READY)
def ready(enter: Enter) -> Office:
    """The office as Ada finds it, on Friday 20 November 2026, with all that a complaint needs."""
    return enter("ada.adviser")


def _log_the_case(enter: Enter, _clock: SetClock, _before: None) -> int:
    ada = enter("ada.adviser")
    return log(ada, add_mei(ada))


CASE = Past(_log_the_case, after=READY)
"""Mei's complaint of the certificate, with two points."""
