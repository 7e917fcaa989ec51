"""Mend a slip: whoever approves puts it right, on record as theirs, and may still decide on the letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import func, select

from app.basics.problems import BadInput
from app.correspondence.comment_tables import LetterSuggestion
from app.correspondence.composing import checked, set_in_type
from app.correspondence.eased import eased_checks, with_eased
from app.correspondence.kept_readings import kept_readings
from app.correspondence.prepare_letter import Prepared
from app.correspondence.problems import LetterBlocked
from app.correspondence.slips import ELSEWHERE, ENOUGH, MORE, MOST_SLIPS, misspelt_in, place_of, slip_of
from app.correspondence.submit_letter import store_revision
from app.correspondence.suggest_edit import changed_part, part_to_decide
from app.correspondence.tables import Letter, LetterRevision
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from letters.block_text import to_plain
from letters.checks import Finding, blocks
from letters.checks.spelling import DICTIONARIES
from letters.content import Block, from_json, to_json


def mend_slip(work: Work, letter_id: int, revision_id: int, block_id: str, words: str) -> int:
    """Put one slip of a part right; returns the id of the revision in which nothing else is changed.

    Raises BadInput where the words differ by more than a slip, where they stand in the template or the record as well,
    and when ``MOST_SLIPS`` were mended already.
    """
    work.require(Permission.LETTER_APPROVE)
    letter, revision, block = part_to_decide(work, letter_id, revision_id, block_id)
    changed = changed_part(block, words)
    slip = slip_of(to_plain(block), to_plain(changed), _knows(block, letter), _marked(revision, block))
    if slip is None:
        raise BadInput.one("words", MORE)
    if len(slips_mended(work, letter)) >= MOST_SLIPS:
        raise BadInput.one("words", ENOUGH)
    content = from_json(revision.content)
    mended = to_json(content.with_block(changed))
    place = place_of(revision.content, mended, to_plain(block), slip)
    if place is None:
        raise BadInput.one("words", ELSEWHERE)
    before, behind = place
    ready = _made_ready(work, letter, revision, mended)
    newer = store_revision(work, letter, ready, revision.note, template_id=revision.template_version_id)
    work.session.add(
        LetterSuggestion(
            letter_id=letter.id,
            revision_id=revision.id,
            block_id=block_id,
            words=to_plain(changed),
            by_id=work.actor.staff_id,
            at=work.now(),
            slip=slip.kind,
            was=slip.was,
            now=slip.now,
            text_before=before,
            text_behind=behind,
            mended_revision_id=newer.id,
        )
    )
    work.session.flush()
    return newer.id


def _knows(block: Block, letter: Letter) -> Callable[[str], bool]:
    """The dictionary of the part's language; where none ships, no word counts as misspelt."""
    speller = DICTIONARIES.get(block.lang or letter.language)
    return speller().knows if speller else lambda _word: False


def _marked(revision: LetterRevision, block: Block) -> Callable[[str], bool]:
    """What the checks said of the part when it was submitted: what counts as misspelt, in the database too."""
    return misspelt_in([Finding(**finding) for finding in revision.findings], block.id).__contains__


def mends_in_words(work: ReadWork, letter: Letter) -> str:
    """What was mended in this submission, for the decision: "Mended: “the the” is “the”."; empty where nothing was."""
    told = [f"“{_shown(one, one.was)}” is “{_shown(one, one.now)}”" for one in slips_mended(work, letter)]
    return f"Mended: {', '.join(told)}." if told else ""


def _shown(one: LetterSuggestion, what: str) -> str:
    """A mended word, or a mark with the words beside it."""
    return what if what.strip(" ,") else f"{one.text_before}{what}{one.text_behind}"


def slips_mended(work: ReadWork, letter: Letter) -> Sequence[LetterSuggestion]:
    """The slips that were mended since the author submitted it last."""
    slips = select(LetterSuggestion.mended_revision_id).where(
        LetterSuggestion.letter_id == letter.id, LetterSuggestion.mended_revision_id.is_not(None)
    )
    of_author = select(func.max(LetterRevision.number)).where(
        LetterRevision.letter_id == letter.id, LetterRevision.words_of_id.is_(None), LetterRevision.id.not_in(slips)
    )
    query = (
        select(LetterSuggestion)
        .join(LetterRevision, LetterRevision.id == LetterSuggestion.mended_revision_id)
        .where(LetterSuggestion.letter_id == letter.id, LetterRevision.number > of_author.scalar_subquery())
    )
    return work.session.scalars(query.order_by(LetterSuggestion.id)).all()


def _made_ready(work: Work, letter: Letter, revision: LetterRevision, document: Any) -> Prepared:
    """The mended letter, checked and set in type; it rests on what the revision rested on."""
    content = from_json(document)
    found = checked(content, revision.facts, kept=kept_readings(work, letter.id))
    findings = with_eased(found, revision.facts, eased_checks(work, letter))
    if blocks(findings):
        raise LetterBlocked(findings)
    return Prepared(letter.id, "", content, revision.facts, tuple(findings), set_in_type(content))
