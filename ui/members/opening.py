"""What the Members tab reads in one go: a person with what may be done, and rows for its lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.basics.problems import FieldProblem
from app.correspondence.came_back import came_back_to
from app.members.add_contact_point import home_country
from app.members.find import partners, person_record
from app.members.find_people import PersonHit
from app.members.letter_facts import letter_problems
from app.members.person_record import PersonRecord
from app.record.history import FieldChange, person_history
from app.record.look_for_people import look_for_people, next_page
from app.staff.permissions import Permission
from app.staff.why_not import why_not
from app.staff.work import ReadWork
from ui.kit.table_data import Ask, Slice


@dataclass(frozen=True, slots=True)
class Opened:
    """A person as one member of staff finds the record. ``home`` is the desk's country, ``today`` its date.

    ``why_not_edit`` is empty where the record may be changed. ``letter_problems`` say what keeps a letter from
    arriving, each with the field to mend; ``came_back`` from where post came back, as a warning.
    """

    record: PersonRecord
    why_not_edit: str
    today: date
    home: str
    partners: tuple[tuple[int, str], ...]
    letter_problems: tuple[FieldProblem, ...]
    came_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form for a new person needs of the desk; ``why_not_edit`` is empty where records may be changed."""

    why_not_edit: str
    today: date
    home: str
    partners: tuple[tuple[int, str], ...]


def open_person(work: ReadWork, person_id: int) -> Opened:
    """The whole record; raises NotFound."""
    record, desk = person_record(work, person_id), at_desk(work)
    problems = tuple(letter_problems(work, person_id, desk.home))
    back = dict.fromkeys(one.words for one in came_back_to(work, [person_id]))
    return Opened(record, desk.why_not_edit, desk.today, desk.home, desk.partners, problems, tuple(back))


def at_desk(work: ReadWork) -> Desk:
    """The desk's date, country and partners, and why this person may not change records, if so."""
    return Desk(why_not(work.actor, Permission.MEMBER_EDIT), work.today(), home_country(work), tuple(partners(work)))


def search_slice(work: ReadWork, ask: Ask) -> Slice[PersonHit]:
    """One page of people who match what was typed."""
    rows = look_for_people(work, ask.filters.get("text", ""), ask.after, ask.limit)
    return Slice.cut(rows, ask, next_page)


def history_slice(work: ReadWork, ask: Ask) -> Slice[FieldChange]:
    """One page of a person's changed fields; a page holds ``limit`` changed rows with all their fields."""
    person_id = ask.filters.get("person", "")
    if not person_id:
        return Slice(())
    changes = person_history(work, int(person_id), ask.after, ask.limit)
    return Slice(changes, changes[-1].change_id if changes else None)
