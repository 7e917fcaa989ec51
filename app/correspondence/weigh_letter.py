"""What of a letter decides whether it needs a second person, gathered from the record and its procedure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from app.correspondence.approval_rules import approval_rules
from app.correspondence.composing import composed, read_content
from app.correspondence.deciders import deciders_of
from app.correspondence.enclosed import enclosure_rows
from app.correspondence.kept_readings import kept_readings
from app.correspondence.letter_rows import draft_row, letter_row
from app.correspondence.second_person import Weighed, own_words, why_second_person
from app.correspondence.tables import Letter, LetterDecision, Verdict
from app.knowledge.procedure import ApprovalRules
from app.staff.permissions import Permission
from app.staff.starters import starters
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class Weighing:
    """A letter against its rules; ``why`` it needs a second person, empty where it may go without."""

    letter: Weighed
    rules: ApprovalRules
    procedure_version_id: int | None
    why: str


def needs_second_person(work: ReadWork, letter_id: int, content: Mapping[str, Any] | None = None) -> str:
    """Why the draft as it stands, or in these words, needs a second person; empty where its author may send it."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    draft = draft_row(work, letter)
    words = read_content(content or draft.content)
    return weighed(work, letter, lambda: own_words(words, composed(work, draft.facts).blocks)).why


def weighed(work: ReadWork, letter: Letter, own: Callable[[], int]) -> Weighing:
    """One letter as of now; ``own``, how many in a hundred of its words are its author's, is asked where it counts."""
    deciders = deciders_of(work, letter)
    version_id, rules = approval_rules(work, letter, deciders)
    what = Weighed(
        kind=letter.kind,
        own_words=own() if rules.alone_as(letter.kind) else 100,
        starts_until=starters(work).get(letter.author_id),
        promises=deciders.promises,
        promises_money=deciders.promises_money,
        restricted=letter.circle_id is not None,
        encloses=any(row.blob_id is not None for row in enclosure_rows(work, letter.id)),
        was_returned=_was_returned(work, letter),
        kept=len(kept_readings(work, letter.id)),
    )
    return Weighing(what, rules, version_id, why_second_person(what, rules))


def _was_returned(work: ReadWork, letter: Letter) -> bool:
    returned = exists().where(LetterDecision.letter_id == letter.id, LetterDecision.verdict == Verdict.RETURNED)
    return bool(work.session.scalar(select(returned)))
