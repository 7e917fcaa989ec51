"""What an adviser waits for between a key and the rows, through the office's own door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from random import Random

from sqlalchemy import func, select

from app.complaints.find import WorklistFilter, worklist, worklist_counts
from app.complaints.find_record import complaint_record
from app.complaints.tables import Complaint
from app.contacts.find import my_day
from app.contacts.log_contact import log_contact
from app.correspondence.find import register
from app.correspondence.find_approvals import approval_queue
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.tables import Letter
from app.members.edit_person import edit_person
from app.members.find_people import search_people
from app.members.tables import Person
from app.office import Office
from app.record.timeline import timeline
from app.staff.work import ReadWork
from tests.benchmarks.figures import Spread, Table, spread, timed
from tests.benchmarks.typed import keystrokes, searches
from ui.members.opening import open_person

TIMES = 60
SPREAD = "p50 / p95 / longest"

Measure = Callable[[Office, Table, str], None]


def search(office: Office, table: Table, column: str) -> None:
    """Every key of a hundred searches."""
    typed = [text for whole in office.read(searches) for text in keystrokes(whole)]
    took = sorted((timed(partial(office.read, search_people, text)), text) for text in typed)
    table.put(f"search, a keystroke → rows ({SPREAD})", column, str(Spread(tuple(time for time, _ in took))))
    table.put("  the slowest of them", column, f"“{took[-1][1]}”")
    table.put("  how many", column, f"{len(took):,}")


def opening(office: Office, table: Table, column: str) -> None:
    """A person's record with its timeline, a case, and a letter."""
    people, cases, letters = (office.read(_some, kind) for kind in (Person, Complaint, Letter))
    reading = partial(partial, office.read)
    table.put(f"open a member's record ({SPREAD})", column, str(spread(reading(open_person, one) for one in people)))
    table.put(f"  its timeline ({SPREAD})", column, str(spread(reading(timeline, one) for one in people)))
    table.put(f"open a case ({SPREAD})", column, str(spread(reading(complaint_record, one) for one in cases)))
    table.put(f"open a letter ({SPREAD})", column, str(spread(reading(letter_for_editing, one) for one in letters)))


def saving(office: Office, table: Table, column: str) -> None:
    """A changed field, and a logged contact: whole transactions with their audit."""
    people = office.read(_some, Person)
    table.put(f"save a changed field ({SPREAD})", column, str(spread(_edits(office, people))))
    logs = [
        partial(office.act, log_contact, one, channel="call", wanted="A receipt, for the benchmark") for one in people
    ]
    table.put(f"log a contact ({SPREAD})", column, str(spread(logs)))


def lists(office: Office, table: Table, column: str) -> None:
    """The lists that a day is worked by."""
    asked: dict[str, Callable[[], object]] = {
        "worklist, my own": partial(office.read, worklist),
        "worklist, all": partial(office.read, worklist, WorklistFilter.ALL),
        "worklist, how many": partial(office.read, worklist_counts),
        "today's tasks": partial(office.read, my_day),
        "what waits for approval": partial(office.read, approval_queue),
        "the register": partial(office.read, register),
        "the register, filtered by a name": partial(office.read, register, "tan"),
    }
    for what, work in asked.items():
        table.put(f"{what} ({SPREAD})", column, str(spread([work] * 20)))


MEASURES: dict[str, Measure] = {"search": search, "open": opening, "save": saving, "lists": lists}


def _some(work: ReadWork, table: type[Person] | type[Complaint] | type[Letter]) -> list[int]:
    """Ids from all over a table."""
    most = work.session.scalar(select(func.max(table.id))) or 0
    wanted = Random(2).sample(range(1, most + 1), min(TIMES, most))
    return list(work.session.scalars(select(table.id).where(table.id.in_(wanted))))


def _edits(office: Office, people: list[int]) -> Iterator[Callable[[], object]]:
    """Post-nominals put in, and taken out again."""
    shown = {one: office.read(open_person, one).record for one in people[: TIMES // 2]}
    for one, record in islice(cycle(shown.items()), len(shown)):
        was, new = record.name.post_nominals, f"{record.name.post_nominals} FRB".strip()
        yield partial(office.act, edit_person, one, {"post_nominals": (was, new)})
        yield partial(office.act, edit_person, one, {"post_nominals": (new, was)})
