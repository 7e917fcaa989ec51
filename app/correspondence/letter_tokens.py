"""What a letter itself is found by: reference, kind, title, tracked number. Names and state stand elsewhere."""

from __future__ import annotations

from app.basics.search_form import reference_tokens, words
from app.correspondence.tables import Letter, LetterToken
from app.staff.work import Work
from app.store.search_tokens import keep_in_step


def tokens_of(letter: Letter) -> set[str]:
    """Every token of a letter; "the register" finds each by prefix, a tracked number also without its first letters."""
    tracked = letter.tracked.casefold()
    own = reference_tokens(letter.reference) | {*words(letter.kind), *words(letter.title)}
    return own | ({tracked, tracked[2:]} if tracked else set())


def keep_letter_tokens(work: Work, letter: Letter) -> None:
    """Bring the stored tokens in step with the letter as it stands now, in this transaction."""
    work.session.flush()
    keep_in_step(work.session, LetterToken.token, LetterToken.letter_id, letter.id, tokens_of(letter))
