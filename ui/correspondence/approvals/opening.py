"""Reading for the approval desk: the queue as it stands now, and one letter with what is half typed about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.complaints.remedy_sums import DecidedWith, decided_with
from app.correspondence.differences import title_of
from app.correspondence.find_approvals import ForApproval, WaitingRow, approval_queue, for_approval
from app.correspondence.stored_pdf import StoredPages, stored_pages
from app.staff.drafts import drafts_of
from app.staff.work import ReadWork
from letters.content import from_json
from ui.correspondence.approvals.page_state import clock
from ui.kit.table_data import Ask, Slice, Status


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What waits, the instant at which it was read, and the clock of its answer on that day."""

    letter: WaitingRow
    now: datetime
    clock: Status | None


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One letter to decide on; ``half_typed`` has the reason and the comment that this reader began.

    ``with_it`` is what its approval decides besides its words, ``titles`` what each part of it is called.
    """

    letter: ForApproval
    pages: StoredPages
    half_typed: dict[str, str]
    with_it: DecidedWith
    titles: dict[str, str]


def draft_subject(letter_id: int) -> str:
    """Under which half-typed words about a letter are kept."""
    return f"letter:{letter_id}:decision"


def load_queue(work: ReadWork, ask: Ask) -> Slice[QueueRow]:
    """One page of the queue, longest waiting first."""
    now, today = work.now(), work.today()
    rows = [QueueRow(row, now, clock(row.due, today)) for row in approval_queue(work, ask.after, ask.limit)]
    return Slice.cut(rows, ask, lambda row: (row.letter.submitted_at, row.letter.id))


def load_letter(work: ReadWork, letter_id: int) -> OnDesk:
    """One letter whole."""
    letter = for_approval(work, letter_id)
    pages = stored_pages(work, letter.revision_id)
    with_it = decided_with(work, letter_id)
    content = from_json(letter.content)
    titles = {block.id: title_of(content, block) for block in content.blocks}
    return OnDesk(letter, pages, drafts_of(work, draft_subject(letter_id)), with_it, titles)
