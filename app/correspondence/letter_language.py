"""In which language a letter is written: what its reader prefers, or what the desk has settled while nobody knows."""

from __future__ import annotations

from datetime import date

from app.correspondence.wording import languages_of
from app.members.tables import Person
from app.staff.tables import Desk
from app.staff.work import ReadWork
from letters.languages import ENGLISH, LETTER_LANGUAGES, UNKNOWN, versions_of


def wanted_language(work: ReadWork, addressee_id: int, desk: Desk) -> str:
    """What a letter of this desk to this reader is to be in, whether the office has texts in it or not."""
    preferred = work.session.get_one(Person, addressee_id).language
    return desk.unknown_language if preferred == UNKNOWN else preferred


def language_for(work: ReadWork, addressee_id: int, desk: Desk, template_code: str, on: date) -> str:
    """The language in which a letter is drafted: the wanted one if the office has the template in it, else English."""
    wanted = wanted_language(work, addressee_id, desk)
    return wanted if set(versions_of(wanted)) <= languages_of(work, template_code, on) else ENGLISH


def choices_of_language(work: ReadWork, template_code: str, on: date) -> list[str]:
    """Every language, and both orders of two, in which the office can write by this template; English first."""
    there = languages_of(work, template_code, on)
    one = sorted(there, key=lambda language: (language != ENGLISH, language))
    return one + sorted(both for both in LETTER_LANGUAGES if "+" in both and set(versions_of(both)) <= there)
