"""By what a case is like another: the standard, causes and route of its points, and their words.

A closed case keeps these as tokens, so that what is like an open one is found at once in an office of any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.basics.search_form import words
from app.complaints.tables import Complaint, ComplaintHead, ComplaintLikeness
from app.knowledge.tables import LibraryVersion
from app.staff.work import Work

MOST_WORDS = 60
_SHORTEST = 4
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "e")
_COMMON_WORDS = """
about after again against along already also although always another answer answered anything april around asked
august back because been before being between both came cannot case come complain complaint could days december does
doing done during each even every everything february first friday from gave getting give given going gone have having
here herself himself into itself january july june just know last later letter like long made make many march might
monday month months more most much must myself need never nobody nothing november october once only other ought over
person point really receive received reply said same saturday says send sent september several shall should since some
somebody something still such sunday take taken tell than that their them themselves then there these they thing this
those though three through thursday time told took tuesday until upon very wait waited want wanted wednesday week
weeks well went were what when where whether which while whom whose will with within without would wrote year years
your yours yourself
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def likeness_of(complaint: Complaint, heads: Iterable[ComplaintHead], standards: Mapping[int, str]) -> frozenset[str]:
    """The tokens of a case: ``standard:code``, ``symptom:code`` and so on, and words without their endings.

    ``standards`` are the codes of standards by the ids of their versions.
    """
    tokens = {_token("route", complaint.out_of_scope_route)}
    spoken: list[str] = []
    for head in heads:
        tokens |= {
            _token("standard", standards.get(head.standard_version_id or 0)),
            _token("symptom", head.symptom),
            _token("root_cause", head.root_cause),
            _token("corrective_action", head.corrective_action),
            _token("route", head.redirected_to),
        }
        spoken += telling_words(f"{head.title} {head.what_they_say}")
    return frozenset(tokens - {""} | set(list(dict.fromkeys(spoken))[:MOST_WORDS]))


def _token(kind: str, code: str | None) -> str:
    return f"{kind}:{code}"[:80] if code else ""


def telling_words(text: str) -> list[str]:
    """The words that tell one matter from another, each without its ending."""
    long = (word for word in words(text) if len(word) >= _SHORTEST and word not in _COMMON and not word.isdigit())
    return [_without_ending(word) for word in long]


def _without_ending(word: str) -> str:
    """ "refunds", "refunded" and "refund" are one word; no more is asked of it than that like finds like."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def likeness_rows(session: Session, complaints: Sequence[Complaint]) -> Mapping[int, tuple[str, frozenset[str]]]:
    """By case, the code of its procedure and its tokens, read at once."""
    ids = [one.id for one in complaints]
    heads = session.scalars(select(ComplaintHead).where(ComplaintHead.complaint_id.in_(ids))).all()
    versions = {head.standard_version_id for head in heads if head.standard_version_id}
    versions |= {one.procedure_version_id for one in complaints}
    codes = dict(
        session.execute(select(LibraryVersion.id, LibraryVersion.code).where(LibraryVersion.id.in_(versions))).all()
    )
    by_case: dict[int, list[ComplaintHead]] = {}
    for head in heads:
        by_case.setdefault(head.complaint_id, []).append(head)
    return {
        one.id: (codes[one.procedure_version_id], likeness_of(one, by_case.get(one.id, ()), codes))
        for one in complaints
    }


def keep_likeness(work: Work, complaint: Complaint) -> None:
    """The case was closed: others will be like it."""
    work.session.flush()
    forget_likeness(work, complaint)
    process, tokens = likeness_rows(work.session, [complaint])[complaint.id]
    rows = [{"token": token, "complaint_id": complaint.id, "procedure": process} for token in sorted(tokens)]
    if rows:
        work.session.execute(insert(ComplaintLikeness), rows)


def forget_likeness(work: Work, complaint: Complaint) -> None:
    """The case is open again: what it will come to is not known."""
    work.session.execute(delete(ComplaintLikeness).where(ComplaintLikeness.complaint_id == complaint.id))
