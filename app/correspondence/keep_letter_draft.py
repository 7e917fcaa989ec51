"""Keep a letter as it is typed so far: every pause, through ``Office.keep``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.basics.problems import BadInput, FieldProblem
from app.correspondence.composing import read_content
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import draft_row, letter_row, require_state, store_draft
from app.correspondence.rules import WRITABLE, forbidden_changes
from app.staff.permissions import Permission
from app.staff.work import Work
from letters.content import from_json, to_json


def keep_letter_draft(work: Work, letter_id: int, content: Mapping[str, Any]) -> None:
    """Store a content document of the letter engine as the working copy.

    Raises LetterInUse while somebody else writes it, LetterMoved when it is not being written, LetterRefused for a
    document that does not fit, and BadInput for changes that are not an author's to make (locked words, the address).
    """
    work.require(Permission.LETTER_WRITE)
    letter = letter_row(work, letter_id)
    require_state(letter, WRITABLE, "edited")
    require_not_held(work, letter_id)
    draft = draft_row(work, letter)
    after = read_content(content)
    faults = forbidden_changes(from_json(draft.content), after)
    if faults:
        raise BadInput(FieldProblem("content", fault) for fault in faults)
    store_draft(work, letter, to_json(after), draft.facts)
