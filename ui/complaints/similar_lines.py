"""How a closed case that is like the one in hand reads: by what, what came of it, what was done. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from app.complaints.find_similar import SimilarCase, SimilarPoint, SimilarRemedy
from app.complaints.wording import OUTCOME_WORDS, REMEDY_WORDS, counted, show_date

NOTHING = "No closed case of this procedure is like it yet. Standards, causes, routes and words of the points tell."


def similar_heading(found: Sequence[SimilarCase]) -> str:
    """Above the list: how many, and in what order."""
    return f"{counted(len(found), 'case')}, the likest first. Enter opens one." if found else NOTHING


def similar_line(case: SimilarCase) -> str:
    """A case in three lines: what it was about, why it stands here, what came of it."""
    kinds = dict.fromkeys(REMEDY_WORDS[one.kind].lower() for point in case.points for one in point.remedies)
    outcome = OUTCOME_WORDS[case.outcome] if case.outcome else "No finding"
    sums = [f"{amount} in all" for amount in case.sums]
    return "\n".join(
        [
            f"{case.title[:1].upper()}{case.title[1:]}",
            _capital(", ".join(case.reasons)),
            " · ".join([outcome, *([", ".join(kinds)] if kinds else []), *sums]),
        ]
    )


def similar_whole(case: SimilarCase) -> str:
    """All of a case: its reference, and each point with its outcome and remedies."""
    closed = f", closed {show_date(case.closed_on)}" if case.closed_on else ""
    return "\n".join([f"{case.reference}{closed}", *(_point(point) for point in case.points)])


def _point(point: SimilarPoint) -> str:
    outcome = OUTCOME_WORDS[point.outcome].lower() if point.outcome else "no finding"
    return f"{point.title}: {outcome}" + "".join(f"\n   {_remedy(one)}" for one in point.remedies)


def _remedy(one: SimilarRemedy) -> str:
    return f"{REMEDY_WORDS[one.kind]}{f' of {one.amount}' if one.amount else ''}: {one.text}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
