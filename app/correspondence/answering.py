"""As which kind of letter one answers its matter; no letter engine is loaded to tell."""

from __future__ import annotations

from app.basics.answers import is_answer
from app.correspondence.tables import Letter
from app.staff.work import ReadWork


def answering_kind(work: ReadWork, letter: Letter) -> str:
    """The kind as which a letter answers its matter: a correction has the next step of the answer that it corrects."""
    if letter.corrects_id is None:
        return letter.kind
    return answering_kind(work, work.session.get_one(Letter, letter.corrects_id))


def answers(work: ReadWork, letter: Letter) -> bool:
    """Whether a letter is an answer, or the correction of one."""
    return is_answer(answering_kind(work, letter))
