"""Write a letter in another language, or in both, with every word its author wrote in a language that stays."""

from __future__ import annotations

from dataclasses import replace

from app.basics.problems import BadInput
from app.correspondence.composing import composed
from app.correspondence.gather_facts import desk_today, gather_facts
from app.correspondence.lease import require_not_held
from app.correspondence.letter_language import choices_of_language
from app.correspondence.letter_rows import letter_row, locked_letter, require_state, store_draft
from app.correspondence.posting_day import posting_day
from app.correspondence.renewing import renewed
from app.correspondence.rules import WRITABLE
from app.correspondence.take_facts import reckoned
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from letters.block_text import to_plain
from letters.content import Letter as Content
from letters.content import to_json
from letters.languages import said_in, versions_of
from letters.versions import versions


def languages_of_letter(work: ReadWork, letter_id: int) -> tuple[str, ...]:
    """What the letter could be written in, English first; the one it is in is among them."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    found = choices_of_language(work, letter.template_code, desk_today(work, letter))
    return tuple(dict.fromkeys([*found, letter.language]))


def choose_language(work: Work, letter_id: int, language: str) -> None:
    """Draft the letter in this language (or two, in this order) from the facts of now.

    Raises BadInput where the office has no such text, or where words that somebody wrote would be lost: those of a
    language that is left out.
    """
    work.require(Permission.LETTER_WRITE)
    letter = locked_letter(work, letter_id)
    require_state(letter, WRITABLE, "written in another language")
    require_not_held(work, letter_id)
    if language not in languages_of_letter(work, letter_id):
        raise BadInput.one("language", f"The office has no text for this letter in {said_in(language)}.")
    now = reckoned(work, letter)
    stays = frozenset(versions_of(language))
    _refuse_loss(now.content, stays)
    before = composed(work, now.drafted_from)
    letter.language = language
    facts = gather_facts(work, letter, posting_day(work, letter))
    fresh = composed(work, facts)
    content = renewed(_of(now.content, stays), _of(before, stays), fresh).letter
    letter.title = content.subject[:200]
    store_draft(work, letter, to_json(content), facts)


def _of(letter: Content, languages: frozenset[str]) -> Content:
    """The letter without the versions in other languages."""
    blocks = [block for version in versions(letter) if version.language in languages for block in version.blocks]
    return replace(letter, blocks=tuple(blocks))


def _refuse_loss(letter: Content, stays: frozenset[str]) -> None:
    for version in versions(letter):
        if version.language in stays:
            continue
        written = [block for block in version.blocks if block.editable and to_plain(block) != block.standard_text]
        if written:
            words = " ".join(to_plain(written[0]).split())[:60]
            raise BadInput.one(
                "language",
                f"You wrote in {said_in(version.language)} here (“{words}”): those words would be lost. "
                "Put them back as they were first, or keep that language.",
            )
