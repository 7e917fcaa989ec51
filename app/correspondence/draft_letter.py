"""Begin a letter: the record's facts and a template make the first draft."""

from __future__ import annotations

from app.basics.clock import today_in
from app.basics.problems import NotFound
from app.basics.references import ReferenceKind
from app.correspondence.composing import composed
from app.correspondence.events import LetterDrafted
from app.correspondence.gather_facts import gather_facts
from app.correspondence.letter_language import language_for
from app.correspondence.letter_rows import store_draft
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.posting_day import posting_day
from app.correspondence.tables import Letter
from app.correspondence.wording import template_of
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import Work
from app.store.references import next_reference
from letters.content import to_json


def draft_letter(
    work: Work,
    subject: str | None,
    person_id: int,
    template_code: str,
    *,
    addressee_id: int | None = None,
    language: str | None = None,
    corrects_id: int | None = None,
) -> int:
    """Draft a letter about a matter (``kind:id``) and return its id.

    ``addressee_id`` is a representative's person id, where the letter goes to them. Without a language that of the
    reader is taken, if the office has the template in it. Raises LetterRefused naming each fact that the template needs
    and the record lacks.
    """
    work.require(Permission.LETTER_WRITE)
    person = work.session.get(Person, person_id)
    if person is None:
        raise NotFound("There is no such person.", "They may be in a circle that you are not in.")
    desk = work.session.get_one(Desk, work.actor.desk_id)
    today = today_in(work.clock, desk.zone)
    chosen = language or language_for(work, addressee_id or person_id, desk, template_code, today)
    template = template_of(work, template_code, chosen, today)
    letter = Letter(
        reference=next_reference(work.session, ReferenceKind.LETTER, today.year, desk.reference_prefix),
        person_id=person_id,
        addressee_id=addressee_id or person_id,
        subject=subject or f"person:{person_id}",
        desk_id=desk.id,
        kind=template.kind,
        title=template.title,
        template_code=template_code,
        language=chosen,
        corrects_id=corrects_id,
        author_id=work.actor.staff_id,
        created_at=work.now(),
    )
    work.session.add(letter)
    work.session.flush()
    _first_draft(work, letter)
    work.raise_event(LetterDrafted(letter.id, letter.subject, letter.kind, letter.reference))
    return letter.id


def _first_draft(work: Work, letter: Letter) -> None:
    letter.planned_on = posting_day(work, letter)
    facts = gather_facts(work, letter, letter.planned_on)
    content = composed(work, facts)
    letter.title = content.subject[:200]
    store_draft(work, letter, to_json(content), facts)
    keep_letter_tokens(work, letter)
