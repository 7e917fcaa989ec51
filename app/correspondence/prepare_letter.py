"""A letter made ready to be submitted: facts asked again, checked and set in type, before anything is locked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from app.correspondence.composing import checked, composed, set_in_type
from app.correspondence.eased import eased_checks, with_eased
from app.correspondence.enclosed import enclosed_now
from app.correspondence.gather_facts import LetterFacts
from app.correspondence.kept_readings import kept_readings
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import draft_row, letter_row, require_state
from app.correspondence.posting_day import posting_day
from app.correspondence.problems import LetterBlocked
from app.correspondence.rules import WRITABLE
from app.correspondence.second_person import own_words
from app.correspondence.tables import Letter
from app.correspondence.take_facts import brought_to, reckoned
from app.correspondence.wording import template_version_id
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from letters.checks import Finding, blocks
from letters.checks.page_fit import page_findings
from letters.content import Letter as Content
from letters.content import canonical_json
from letters.typeset import Typeset


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter as it would go out: nothing stands in its way but what changes before it is submitted.

    ``facts`` are those it rests on, ``findings`` the warnings that stay. ``rests_on`` is the SHA-256 of everything it
    was made from: the draft, what is kept of it, the record, the day and the template. ``own_words`` is how many in a
    hundred of its words differ from the standard text.
    """

    letter_id: int
    rests_on: str
    content: Content
    facts: Mapping[str, Any]
    findings: tuple[Finding, ...]
    pages: Typeset
    own_words: int = 100

    def is_of_now(self, work: ReadWork, letter: Letter) -> bool:
        """Whether the letter would be made the same now; it reads the record and checks nothing."""
        return self.letter_id == letter.id and self.rests_on == _rests_on(work, letter, LetterFacts(work, letter))


def prepare_letter(work: ReadWork, letter_id: int) -> Prepared:
    """The draft as it stands, dated when it is to be posted, checked and set in type: what ``submit_letter`` stores.

    Raises LetterBlocked with everything that must be mended, the facts that changed among it. Only what follows from
    that date alone (a limit, say) is renewed without asking.
    """
    work.require(Permission.LETTER_WRITE)
    letter = letter_row(work, letter_id)
    require_state(letter, WRITABLE, "submitted")
    require_not_held(work, letter_id)
    facts = LetterFacts(work, letter)
    rests_on = _rests_on(work, letter, facts)
    now, day = reckoned(work, letter, facts), posting_day(work, letter)
    if not now.changed and now.content.date != day:
        now = brought_to(work, facts, now, day)
    pages = set_in_type(now.content)
    found = checked(now.content, now.facts, now.changed, kept_readings(work, letter.id))
    findings = with_eased([*found, *page_findings(now.content, pages)], now.facts, eased_checks(work, letter))
    if blocks(findings):
        raise LetterBlocked(findings)
    own = own_words(now.content, composed(work, now.facts).blocks)
    return Prepared(letter.id, rests_on, now.content, now.facts, tuple(findings), pages, own)


def _rests_on(work: ReadWork, letter: Letter, facts: LetterFacts) -> str:
    draft, planned = draft_row(work, letter), posting_day(work, letter)
    dates = {draft.content["date"], planned.isoformat()}
    made_from = {
        "draft": draft.content,
        "drafted_from": draft.facts,
        "record": {day: facts.on(date.fromisoformat(day)) for day in dates},
        "planned": planned.isoformat(),
        "enclosed": [(one.id, one.title, one.sha256) for one in enclosed_now(work, letter.id)],
        "kept": sorted(astuple(key) + astuple(why) for key, why in kept_readings(work, letter.id).items()),
        "template": template_version_id(work, letter.template_code, letter.language, planned),
    }
    return hashlib.sha256(canonical_json(made_from)).hexdigest()
