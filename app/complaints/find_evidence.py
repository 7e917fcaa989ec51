"""Reading the evidence of a complaint: its items in order, the file of one, and whether a file is there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.basics.file_names import safe_name
from app.basics.file_types import FileType
from app.basics.problems import NotFound
from app.complaints.inquiry_rows import EvidenceRow
from app.complaints.inquiry_tables import Evidence, EvidenceHead, Pile
from app.complaints.record import ChronologyRow
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from app.store.blobs import blob_bytes


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """The file of an item, its hash checked. ``safe_name`` ends as its content does, whatever it was called before."""

    evidence_id: int
    title: str
    file_type: FileType
    safe_name: str
    content: bytes


def evidence_of_case(work: ReadWork, complaint_id: int) -> tuple[EvidenceRow, ...]:
    """Every item, those set aside too, in the order in which they were added."""
    work.require(Permission.COMPLAINT_READ)
    heads: defaultdict[int, list[int]] = defaultdict(list)
    links = select(EvidenceHead.evidence_id, EvidenceHead.head_id).where(
        EvidenceHead.complaint_id == complaint_id, EvidenceHead.holds
    )
    for evidence_id, head_id in work.session.execute(links):
        heads[evidence_id].append(head_id)
    rows = work.session.execute(
        select(Evidence, Pile)
        .outerjoin(Pile, Pile.id == Evidence.pile_id)
        .where(Evidence.complaint_id == complaint_id)
        .order_by(Evidence.id)
    )
    return tuple(_row(row, pile, heads[row.id]) for row, pile in rows)


def evidence_file(work: ReadWork, evidence_id: int) -> EvidenceFile:
    """The bytes of an item after their hash was checked. Raises NotFound, BlobDamaged."""
    work.require(Permission.COMPLAINT_READ)
    row = work.session.scalar(select(Evidence).where(Evidence.id == evidence_id))
    if row is None:
        raise NotFound("This evidence is not there, or is kept to a circle that you are not in.")
    content = blob_bytes(work.session, row.blob_id, row.sha256)
    return EvidenceFile(row.id, row.title, row.file_type, safe_name(row.file_name, row.file_type), content)


def same_file(work: ReadWork, complaint_id: int, sha256: str) -> str:
    """The title of the item that has these very bytes in this case; empty where none has."""
    work.require(Permission.COMPLAINT_READ)
    query = select(Evidence.title).where(Evidence.complaint_id == complaint_id, Evidence.sha256 == sha256)
    return work.session.scalar(query.order_by(Evidence.id).limit(1)) or ""


def evidence_lines(evidence: Iterable[EvidenceRow], answers: Collection[int | None]) -> Iterable[ChronologyRow]:
    """What is dated and counts, for the chronology; of ``answers`` to questions it tells otherwise."""
    for one in evidence:
        if one.counts and one.dated_on and one.id not in answers:
            by = f" ({one.from_whom})" if one.from_whom else ""
            yield ChronologyRow(one.dated_on, f"Evidence: {one.title}{by}", f"evidence:{one.id}")


def _row(row: Evidence, pile: Pile | None, head_ids: list[int]) -> EvidenceRow:
    return EvidenceRow(
        id=row.id,
        version=row.version,
        title=row.title,
        dated_on=row.dated_on,
        from_whom=row.from_whom,
        shows=row.shows,
        file_type=row.file_type,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        pages=row.pages,
        added_on=row.added_on,
        head_ids=tuple(sorted(head_ids)),
        pile=_from_pile(row, pile),
        set_aside_on=row.set_aside_on,
        set_aside_why=row.set_aside_why,
    )


def _from_pile(row: Evidence, pile: Pile | None) -> str:
    if pile is None or row.first_page is None:
        return ""
    pages = f"page {row.first_page}" if row.first_page == row.last_page else f"pages {row.first_page}–{row.last_page}"
    return f"{pages} of {pile.pages} of {pile.file_name}"
