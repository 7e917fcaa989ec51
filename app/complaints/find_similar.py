"""Closed cases that are like one in hand: the same standard, causes, route or words, with what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, literal, select, union_all

from app.basics.money import Money
from app.complaints.find_record import stored_complaint
from app.complaints.likeness import likeness_rows
from app.complaints.states import ComplaintState, Outcome, RemedyKind, RemedyState
from app.complaints.tables import Complaint, ComplaintHead, ComplaintLikeness, Remedy
from app.complaints.wording import counted
from app.staff.permissions import Permission
from app.staff.work import ReadWork

SHOWN = 12
_NEWEST = 200
"""So many of the newest cases of each token are weighed: what is common tells little, what is rare has fewer."""
_WEIGHED = 60
_LEAST = 2
"""One word in common is chance."""
_WEIGHTS = {"standard": 5, "route": 5, "symptom": 4, "root_cause": 3, "corrective_action": 1}
_REASONS = {
    "standard": "same standard",
    "route": "same way out",
    "symptom": "same symptom",
    "root_cause": "same cause",
    "corrective_action": "same change",
}


@dataclass(frozen=True, slots=True)
class SimilarRemedy:
    """What was done about a point, and the sum where it was one."""

    kind: RemedyKind
    text: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class SimilarPoint:
    """A point of a similar case and what came of it."""

    title: str
    outcome: Outcome | None
    remedies: tuple[SimilarRemedy, ...]


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A closed case that is like another one; ``reasons`` say by what, the weightiest first."""

    id: int
    reference: str
    title: str
    closed_on: date | None
    outcome: Outcome | None
    reasons: tuple[str, ...]
    points: tuple[SimilarPoint, ...]

    @property
    def sums(self) -> tuple[Money, ...]:
        """What was paid in all, a sum a currency."""
        totals: dict[str, Money] = {}
        for amount in (one.amount for point in self.points for one in point.remedies if one.amount is not None):
            totals[amount.currency] = totals[amount.currency] + amount if amount.currency in totals else amount
        return tuple(totals.values())


def similar_cases(work: ReadWork, complaint_id: int, limit: int = SHOWN) -> list[SimilarCase]:
    """Closed cases of the same procedure that are most like this one, the likest first, the newest among equals.

    Those of a circle that the reader is not in are not there.
    """
    work.require(Permission.COMPLAINT_READ)
    complaint = stored_complaint(work, complaint_id)
    process, tokens = likeness_rows(work.session, [complaint])[complaint_id]
    if not tokens:
        return []
    cases = _likely(work, complaint_id, process, tokens)
    common = _in_common(work, [one.id for one in cases], tokens)
    ranked = sorted(cases, key=lambda one: (-weight(common[one.id]), -one.id))
    chosen = [one for one in ranked if weight(common[one.id]) >= _LEAST][:limit]
    points = _points(work, [one.id for one in chosen])
    return [
        SimilarCase(
            one.id, one.reference, one.title, one.closed_on, one.outcome, reasons(common[one.id]), tuple(points[one.id])
        )
        for one in chosen
    ]


def weight(common: Collection[str]) -> int:
    """How much two cases are like each other by what they have in common."""
    return sum(_weight(token) for token in common)


def _weight(token: str) -> int:
    return _WEIGHTS.get(token.partition(":")[0], 1) if ":" in token else 1


def reasons(common: Collection[str]) -> tuple[str, ...]:
    """What two cases have in common, in words: "same standard", "3 words in common"."""
    kinds = {token.partition(":")[0] for token in common if ":" in token}
    spoken = sum(1 for token in common if ":" not in token)
    said = [words for kind, words in _REASONS.items() if kind in kinds]
    return (*said, f"{counted(spoken, 'word')} in common") if spoken else tuple(said)


def _likely(work: ReadWork, complaint_id: int, process: str, tokens: Iterable[str]) -> Sequence[Complaint]:
    """The cases that the newest of each token speak for most, read by one statement over one index."""
    voices = []
    for token in sorted(tokens):
        newest = (
            select(ComplaintLikeness.complaint_id)
            .where(ComplaintLikeness.procedure == process, ComplaintLikeness.token == token)
            .order_by(ComplaintLikeness.complaint_id.desc())
            .limit(_NEWEST)
            .subquery()
        )
        voices.append(select(newest.c.complaint_id, literal(_weight(token)).label("voice")))
    each = union_all(*voices).subquery()
    likely = (
        select(each.c.complaint_id, func.sum(each.c.voice).label("voices"))
        .where(each.c.complaint_id != complaint_id)
        .group_by(each.c.complaint_id)
        .order_by(func.sum(each.c.voice).desc(), each.c.complaint_id.desc())
        .limit(_WEIGHED)
        .subquery()
    )
    query = select(Complaint).where(
        Complaint.id.in_(select(likely.c.complaint_id)), Complaint.state == ComplaintState.CLOSED
    )
    return work.session.scalars(query).all()


def _in_common(work: ReadWork, ids: Sequence[int], tokens: Iterable[str]) -> defaultdict[int, set[str]]:
    common: defaultdict[int, set[str]] = defaultdict(set)
    query = select(ComplaintLikeness.complaint_id, ComplaintLikeness.token).where(
        ComplaintLikeness.complaint_id.in_(ids), ComplaintLikeness.token.in_(tokens)
    )
    for case_id, token in work.session.execute(query):
        common[case_id].add(token)
    return common


def _points(work: ReadWork, ids: Sequence[int]) -> defaultdict[int, list[SimilarPoint]]:
    remedies: defaultdict[int, list[SimilarRemedy]] = defaultdict(list)
    standing = select(Remedy).where(Remedy.complaint_id.in_(ids), Remedy.state != RemedyState.WITHDRAWN)
    for one in work.session.scalars(standing.order_by(Remedy.id)):
        remedies[one.head_id].append(SimilarRemedy(one.kind, one.text, one.amount))
    points: defaultdict[int, list[SimilarPoint]] = defaultdict(list)
    heads = select(ComplaintHead).where(ComplaintHead.complaint_id.in_(ids), ComplaintHead.joined_to_id.is_(None))
    for head in work.session.scalars(heads.order_by(ComplaintHead.position, ComplaintHead.id)):
        points[head.complaint_id].append(SimilarPoint(head.title, head.outcome, tuple(remedies[head.id])))
    return points
