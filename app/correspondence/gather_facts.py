"""The facts of a letter, asked anew of whoever holds them: the matter, the people, the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from app.basics.clock import SetClock, today_in
from app.correspondence.answering import answering_kind
from app.correspondence.enclosed import enclosure_rows, listed
from app.correspondence.letter_language import wanted_language
from app.correspondence.tables import Letter
from app.correspondence.wording import languages_of
from app.members.letter_facts import addressee_facts, person_facts, representative_facts
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork
from letters.facts import FACTS_SCHEMA

LANGUAGE = "en-GB"
"""The language of letters where the office has no template in the person's own."""


def desk_of(work: ReadWork, letter: Letter) -> Desk:
    """The desk that sends the letter."""
    return work.session.get_one(Desk, letter.desk_id)


def desk_today(work: ReadWork, letter: Letter) -> date:
    """The date it is now at the desk that sends the letter."""
    return today_in(work.clock, desk_of(work, letter).zone)


def gather_facts(work: ReadWork, letter: Letter, dated: date) -> dict[str, Any]:
    """A document of ``letters/facts.schema.json`` for a letter that bears this date.

    People and desk are as of now. The matter is asked as of the letter's date, so that a limit or a delay reckoned
    from that date is the same whenever it is asked.
    ``pack`` is what is attached; what the matter demands to be enclosed is among ``enclosures`` all the same.
    """
    desk = desk_of(work, letter)
    author = work.session.execute(
        select(Staff.id, Staff.display_name, Staff.job_title).where(Staff.id == letter.author_id)
    ).one()
    facts = {
        "schema": FACTS_SCHEMA,
        "template": letter.template_code,
        "language": letter.language,
        "today": dated.isoformat(),
        "letter": {
            "reference": letter.reference,
            "date": dated.isoformat(),
            "kind": letter.kind,
            "wanted_language": wanted_language(work, letter.addressee_id, desk),
            "languages": sorted(languages_of(work, letter.template_code, dated)),
        },
        "desk": _desk(desk),
        "signatory": {"name": author.display_name, "job_title": author.job_title},
        "author": {"name": author.display_name, "id": str(author.id)},
        **_people(work, letter, desk),
        "staff_names": _colleagues(work, desk, dated),
        "enclosures": [],
        **_matter(work, letter, dated, desk.zone),
        **_correction(work, letter),
    }
    pack = [row.title for row in enclosure_rows(work, letter.id)] if letter.id else []
    return facts | {"enclosures": listed(pack, facts["enclosures"]), "pack": pack}


class LetterFacts:
    """The facts of one letter by the date that it bears, each gathered once.

    For the steps of one verb that ask for the same, as long as nothing is written between them.
    """

    def __init__(self, work: ReadWork, letter: Letter) -> None:
        self._work, self._letter = work, letter
        self._by_date: dict[date, dict[str, Any]] = {}

    def on(self, dated: date) -> dict[str, Any]:
        """Of the letter with this date, as ``gather_facts`` gives them."""
        if dated not in self._by_date:
            self._by_date[dated] = gather_facts(self._work, self._letter, dated)
        return self._by_date[dated]


def _desk(desk: Desk) -> dict[str, Any]:
    return {
        "name": desk.name,
        "organisation": desk.organisation,
        "address_lines": [line for line in desk.address_lines.splitlines() if line.strip()],
        "country": desk.country,
        "layout": desk.letter_layout.value,
        "phone": desk.phone,
        "email": desk.email,
        "website": desk.website,
        "opening_hours": desk.opening_hours,
    }


def _colleagues(work: ReadWork, desk: Desk, dated: date) -> list[str]:
    """Who works at the desk on that day: letters do not name them."""
    works_there = or_(Staff.ended_on.is_(None), Staff.ended_on > dated)
    query = select(Staff.display_name).where(Staff.desk_id == desk.id, works_there).order_by(Staff.display_name)
    return list(work.session.scalars(query))


def _people(work: ReadWork, letter: Letter, desk: Desk) -> dict[str, Any]:
    """Whom the matter is about, to whom the letter goes, and on whose authority."""
    facts = {
        "person": person_facts(work, letter.person_id),
        "addressee": addressee_facts(work, letter.addressee_id, desk.country),
    }
    if letter.addressee_id == letter.person_id:
        return facts
    facts["addressee"]["party"] = "representative"
    return facts | {"representative": representative_facts(work, letter.person_id, letter.addressee_id)}


WRONG_PROMPT = "[insert what was wrong in it]"
RIGHT_PROMPT = "[insert what is right]"


def _correction(work: ReadWork, letter: Letter) -> dict[str, Any]:
    """What a correction says of the letter that it corrects; what was wrong, only its author knows."""
    if letter.corrects_id is None:
        return {}
    wrong = work.session.get_one(Letter, letter.corrects_id)
    if wrong.posted_on is None or wrong.planned_on is None:
        raise ValueError(f"letter {wrong.id} is to be corrected, but was never posted")
    of_it = {"reference": wrong.reference, "date": wrong.planned_on.isoformat(), "title": wrong.title}
    return {"correction": of_it | {"wrong": WRONG_PROMPT, "right": RIGHT_PROMPT}}


def _matter(work: ReadWork, letter: Letter, dated: date, zone: str) -> dict[str, Any]:
    kind, _, number = (letter.subject or f"person:{letter.person_id}").partition(":")
    now = work.now()
    if now.astimezone(ZoneInfo(zone)).date() != dated:
        now = datetime.combine(dated, time(12), ZoneInfo(zone))
    then = replace(work, clock=SetClock(now))
    return dict(work.wiring.subject(kind).letter_facts(then, int(number), answering_kind(work, letter)))
