"""What waits for approval, as the list has it."""

from __future__ import annotations

from collections.abc import Sequence

from ui.correspondence.approvals.opening import QueueRow, load_queue
from ui.correspondence.kinds import kind_words
from ui.correspondence.waited import waited
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty
from ui.kit.paged_table import Column, PagedTable

NOTHING_WAITS = Empty(
    "No letters wait for approval", "Letters come here when their authors submit them.", icon="check-check"
)


def waiting_words(row: QueueRow) -> str:
    """How long it waits, and with whom: "with Carys Lloyd, 2 days"."""
    sent = row.letter.waits_with
    if sent is None:
        return f"waits {waited(row.letter.submitted_at, row.now)}"
    return f"with {sent.name}, {waited(sent.since, row.now)}"


def tip_of(row: QueueRow) -> str:
    """The whole of a row: its reference and title, with whom it waits, and whether they are away."""
    sent = row.letter.waits_with
    waits = sent.said(waited(sent.since, row.now)) if sent else waiting_words(row).capitalize()
    return f"{row.letter.reference}  {row.letter.title}\n{waits}"


QUEUE_COLUMNS: Sequence[Column[QueueRow]] = (
    Column(
        "letter",
        "Letter",
        lambda row: row.letter.addressee,
        second=lambda row: f"{kind_words(row.letter.kind)} · {row.letter.author}{' (you)' if row.letter.own else ''}",
        face="strong",
        stretch=True,
        tip=tip_of,
    ),
    Column(
        "clock",
        "Answer",
        lambda row: row.clock.word if row.clock else "No clock",
        second=waiting_words,
        status=lambda row: row.clock,
        width=176,
    ),
)


def queue_table(desk: Desk) -> PagedTable[QueueRow]:
    """The list, longest waiting first."""
    return PagedTable(
        desk, "approval_queue", QUEUE_COLUMNS, load_queue, id_of=lambda row: row.letter.id, empty=NOTHING_WAITS
    )
