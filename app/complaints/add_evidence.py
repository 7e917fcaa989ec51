"""Keep a file as evidence: typed by its content, with its hash, and what it is and shows in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.basics.file_names import plain_name
from app.basics.file_types import MEDIA_TYPES, FileType, pdf_pages, type_of
from app.complaints.bears_on import bear_on
from app.complaints.being_worked_on import complaint_not_closed, investigation_began
from app.complaints.fields import Day, Field, Text, checked
from app.complaints.inquiry_tables import Evidence
from app.complaints.tables import Complaint
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE
from app.store.blobs import store_blob

EVIDENCE_FIELDS: dict[str, Field] = {
    "title": Text("What it is", required=True),
    "dated_on": Day("The day that it bears"),
    "from_whom": Text("From whom it is"),
    "shows": Text("What it shows", NOTE, prose=True),
}


def add_evidence(
    work: Work,
    complaint_id: int,
    file_name: str,
    content: bytes,
    facts: Mapping[str, Any],
    head_ids: Sequence[int] = (),
) -> int:
    """Returns the item's id. ``facts`` are title, dated_on, from_whom, shows; ``head_ids`` the points it bears on.

    The same file twice is kept as two items of one content: it may bear two titles. Raises BadInput, FileRefused,
    NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_not_closed(work, complaint_id)
    clean = checked(EVIDENCE_FIELDS, {"title": "", **facts}, work.today())
    item = keep_file(work, complaint, file_name, content, clean)
    bear_on(work, item, head_ids)
    return item.id


def keep_file(work: Work, complaint: Complaint, file_name: str, content: bytes, clean: Mapping[str, Any]) -> Evidence:
    """A step of the verbs that keep a file: the item with its bytes stored. Raises FileRefused."""
    name = plain_name(file_name)
    kind = type_of(content, name)
    blob_id, sha256 = store_blob(work.session, f"complaint:{complaint.id}", content, MEDIA_TYPES[kind])
    item = Evidence(
        complaint_id=complaint.id,
        file_type=kind,
        file_name=name,
        blob_id=blob_id,
        sha256=sha256,
        size=len(content),
        pages=pdf_pages(content, name) if kind is FileType.PDF else None,
        added_on=work.today(),
        **clean,
    )
    work.session.add(item)
    work.session.flush()
    investigation_began(complaint)
    return item
