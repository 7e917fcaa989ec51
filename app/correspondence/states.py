"""The states of a letter and what may follow what: the same table guards the verbs and the database."""

from __future__ import annotations

import enum


class LetterState(enum.StrEnum):
    EDITING = "editing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


LETTER_TRANSITIONS: dict[LetterState, frozenset[LetterState]] = {
    LetterState.EDITING: frozenset({LetterState.SUBMITTED, LetterState.WITHDRAWN}),
    LetterState.SUBMITTED: frozenset(
        {LetterState.RETURNED, LetterState.APPROVED, LetterState.EDITING, LetterState.WITHDRAWN}
    ),
    LetterState.RETURNED: frozenset({LetterState.EDITING, LetterState.SUBMITTED, LetterState.WITHDRAWN}),
    # Editing an approved letter asks again: it goes back and needs a new approval. It waits again as it is when its
    # approver takes the approval back before it leaves, and goes back to its author when it is no longer true.
    LetterState.APPROVED: frozenset(
        {
            LetterState.POSTED,
            LetterState.EDITING,
            LetterState.SUBMITTED,
            LetterState.RETURNED,
            LetterState.WITHDRAWN,
        }
    ),
    LetterState.POSTED: frozenset(),
    LetterState.WITHDRAWN: frozenset(),
}
