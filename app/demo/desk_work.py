"""What these days are like: promises late, due today and soon, tasks, and records that were just changed."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from random import Random

from sqlalchemy import select

from app.contacts.add_task import add_task
from app.contacts.caller_checks import POINTS
from app.contacts.log_contact import log_contact
from app.contacts.rules import Promise
from app.contacts.tables import CallerKind
from app.demo.calendar_days import DeskDays
from app.demo.cast import play_cast
from app.demo.cast_people import Casting
from app.demo.notes import Note, invent_note
from app.demo.rehearsal import Rehearsal
from app.demo.scene import DemoDesk, demo_desk
from app.demo.shipped import data
from app.demo.territory import territory
from app.members.edit_contact_point import edit_contact_point
from app.members.edit_person import edit_person
from app.members.tables import Channel, ContactPoint, Person, PointKind
from app.staff.set_absence import set_absence
from app.staff.starters import set_starter

_PLACES = {"LON": ("GB", "IE", "ZA", "JM", "TT"), "SGP": ("SG", "HK", "MY", "NZ")}
_ADVISERS = (("asha", "LON"), ("asha", "LON"), ("tom", "LON"), ("niamh", "LON"), ("meiling", "SGP"))
_PROMISES, _CHANGES = 26, 10
# How many working days from today a promise falls due, and at what hour: -1 is late.
_DUE = ((-1, 15), (0, 11), (0, 14), (0, 16), (1, 10), (1, 12), (2, 15), (4, 11), (-2, 16), (0, 12))


def play_desk_work(rehearsal: Rehearsal, random: Random, members: int, today: date) -> None:
    """Contacts with promises around the day, tasks of the desks, changes of details; and the cast."""
    with rehearsal.scene():
        desks = {code: demo_desk(rehearsal, code, today) for code in ("LON", "SGP", "EMT")}
        casting = Casting(rehearsal, random, members, today)
    play_cast(rehearsal, random, desks, today)
    for (login, code), (shift, hour), _ in zip(cycle(_ADVISERS), cycle(_DUE), range(_PROMISES), strict=False):
        with rehearsal.scene():
            _promise(rehearsal, random, casting, desks[code], login, shift, hour)
    for (login, code), _ in zip(cycle(_ADVISERS), range(_CHANGES), strict=False):
        with rehearsal.scene():
            _change(rehearsal, random, casting, desks[code].days, login, code)
    with rehearsal.scene():
        for found in data("offices")["task"]:
            days = desks[found["desk"]].days
            due_at = days.at(days.freely_after(today, found["days"]), found["hour"])
            rehearsal.act(found["login"], days.moment(days.ago(3)), add_task, found["what"], due_at)
    with rehearsal.scene():
        _absences(rehearsal, desks["LON"].days, today)


def _absences(rehearsal: Rehearsal, days: DeskDays, today: date) -> None:
    """The manager goes away soon and a leader covers; whoever began last has all letters read for a while."""
    people = {login: actor.staff_id for login, actor in rehearsal.actors.items()}
    said_on = days.moment(days.ago(2))
    first = days.freely_after(today, 5)
    rehearsal.act("helena", said_on, set_absence, people["helena"], first, days.freely_after(first, 5), people["carys"])
    rehearsal.act("farid", said_on, set_starter, people["joy"], days.freely_after(today, 20))


def _promise(
    rehearsal: Rehearsal, random: Random, casting: Casting, desk: DemoDesk, login: str, shift: int, hour: int
) -> None:
    """A contact of these days whose promise is due ``shift`` working days from today."""
    who = casting.member(_PLACES[desk.code])
    if who is None:
        return
    person = rehearsal.session.get_one(Person, who.person_id)
    day = desk.days.ago(random.choice((3, 3, 4, 5)) if shift < 0 else random.choice((1, 1, 2)))
    note = _note_with_promise(random, person, day)
    due_on = desk.days.ago(-shift) if shift < 0 else desk.days.freely_after(desk.days.today, shift)
    rehearsal.act(
        login,
        desk.days.moment(day),
        log_contact,
        who.person_id,
        channel=random.choice((Channel.CALL, Channel.CALL, Channel.EMAIL, Channel.CHAT)),
        wanted=note.wanted,
        said=note.said,
        checked=[point.key for point in POINTS[CallerKind.MEMBER]],
        dissatisfied=bool(note.about),
        dissatisfied_about=note.about,
        complaint_wanted="asked" if note.about else None,
        promises=[Promise(note.promise, desk.days.at(due_on, hour))],
    )


def _note_with_promise(random: Random, person: Person, day: date) -> Note:
    where = territory(person.territory)
    place = where.places.pick(random)
    age = (day - person.born_on).days // 365 if person.born_on else 45
    while True:
        note = invent_note(random, where, place, day, age, "active")
        if note.promise:
            return note


def _change(rehearsal: Rehearsal, random: Random, casting: Casting, days: DeskDays, login: str, code: str) -> None:
    """Somebody's e-mail address or preference was changed lately, so that the history has something to tell."""
    who = casting.member(_PLACES[code])
    if who is None:
        return
    at = days.moment(days.ago(random.randrange(1, 9)))
    points = select(ContactPoint).where(ContactPoint.person_id == who.person_id, ContactPoint.kind == PointKind.EMAIL)
    point = rehearsal.session.scalars(points.limit(1)).first()
    person = rehearsal.session.get_one(Person, who.person_id)
    if point is not None and point.value and random.random() < 0.6:
        new = f"post.{point.value}"
        rehearsal.act(login, at, edit_contact_point, point.id, {"value": (point.value, new)})
        return
    channel = Channel.CALL if person.preferred_channel is not Channel.CALL else Channel.EMAIL
    edits = {"preferred_channel": (person.preferred_channel, channel)}
    rehearsal.act(login, at, edit_person, who.person_id, edits)
