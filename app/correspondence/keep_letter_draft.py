"""Keep a letter as it is typed so far: every pause, through ``Office.keep``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from app.basics.problems import BadInput, FieldProblem
from app.correspondence.composing import read_content
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import draft_row, locked_letter, require_state, store_draft
from app.correspondence.problems import DraftOvertaken
from app.correspondence.rules import WRITABLE, forbidden_changes
from app.staff.permissions import Permission
from app.staff.work import Work
from letters.content import from_json, to_json


def fingerprint(content: Mapping[str, Any]) -> str:
    """What tells one draft's words from another's: hexadecimal SHA-256 of the content document.

    What is enclosed is attached and taken out by deeds of its own, also while somebody types.
    """
    words = {name: value for name, value in content.items() if name != "enclosures"}
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def keep_letter_draft(
    work: Work, letter_id: int, content: Mapping[str, Any], seen: Collection[str] | None = None
) -> str:
    """Store a content document of the letter engine as the working copy; returns its fingerprint.

    ``seen`` are the fingerprints of the drafts that these words may take the place of: what was read or sent by the
    same window; None asks nothing. Raises DraftOvertaken where another draft stands there, LetterInUse while somebody
    else writes it, LetterMoved when it is not being written, LetterRefused for a document that does not fit, and
    BadInput for changes that are not an author's to make (locked words, the address).
    """
    work.require(Permission.LETTER_WRITE)
    letter = locked_letter(work, letter_id)
    require_state(letter, WRITABLE, "edited")
    require_not_held(work, letter_id)
    draft = draft_row(work, letter)
    if seen is not None and fingerprint(draft.content) not in seen:
        raise DraftOvertaken(letter.reference)
    before = from_json(draft.content)
    after = replace(read_content(content), enclosures=before.enclosures)
    faults = forbidden_changes(before, after)
    if faults:
        raise BadInput(FieldProblem("content", fault) for fault in faults)
    kept = to_json(after)
    store_draft(work, letter, kept, draft.facts)
    return fingerprint(kept)
