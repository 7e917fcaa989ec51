"""Steps of the verbs that put an envelope together: who may, what it is called, and the list that the letter prints."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from app.basics.file_types import LARGEST_FILE
from app.basics.problems import BadInput, NotFound
from app.basics.text import clean_line, fit
from app.correspondence.enclosed import enclosure_rows
from app.correspondence.enclosure_tables import LetterEnclosure, LetterRevisionEnclosure
from app.correspondence.gather_facts import gather_facts
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import become_writer, draft_row, locked_letter, require_state, store_draft
from app.correspondence.rules import WRITABLE
from app.correspondence.tables import Letter, LetterRevision
from app.staff.work import Work
from app.store.base import LINE
from app.store.tables import Blob
from letters.content import from_json, to_json

MOST = 20
"""Enclosures of one letter."""
MOST_BYTES = LARGEST_FILE
"""Of all of them: what is more goes in no e-mail, and holds up whoever prints it."""
_MEGABYTE = 1024 * 1024


def letter_to_enclose(work: Work, letter_id: int) -> Letter:
    """The letter, held, while it is this person's to write. Raises LetterMoved, LetterInUse.

    Whoever touches what goes with it is one of its writers, also where the letter names the same as before.
    """
    letter = locked_letter(work, letter_id)
    require_state(letter, WRITABLE, "given other enclosures")
    require_not_held(work, letter_id)
    become_writer(work, letter)
    return letter


def enclosure_of(work: Work, enclosure_id: int) -> tuple[Letter, LetterEnclosure]:
    """An enclosure with its letter, held. Raises NotFound where it was taken out meanwhile."""
    found = work.session.scalar(select(LetterEnclosure.letter_id).where(LetterEnclosure.id == enclosure_id))
    if found is None:
        raise NotFound("There is no such enclosure.", "It may be in a circle that you are not in.")
    letter = letter_to_enclose(work, found)
    row = work.session.get_one(LetterEnclosure, enclosure_id)
    if row.taken_out_at is not None:
        raise NotFound(f"“{row.title}” was taken out meanwhile.", "Attach it again if it is to go with the letter.")
    return letter, row


def title_for(work: Work, letter_id: int, title: str, but: int = 0) -> str:
    """The title as it is kept. Raises BadInput without one, and where another enclosure has it."""
    title = clean_line(fit("title", "The title", title, LINE))
    if not title:
        raise BadInput.one("title", "Say what it is called: the letter names it so.")
    others = {row.title.casefold() for row in enclosure_rows(work, letter_id) if row.id != but}
    if title.casefold() in others:
        raise BadInput.one("title", f"“{title}” is enclosed already: give this one another title.")
    return title


def add_row(work: Work, letter: Letter, row: LetterEnclosure) -> int:
    """One more enclosure, the last in the envelope; returns its id. Raises BadInput where there is no room for it."""
    rows = enclosure_rows(work, letter.id)
    row.letter_id, row.place = letter.id, rows[-1].place + 1 if rows else 1
    row.added_by_id, row.added_at = work.actor.staff_id, work.now()
    work.session.add(row)
    require_room(work, letter)
    relist(work, letter)
    return row.id


def require_room(work: Work, letter: Letter) -> None:
    """BadInput where it is one too many, or all of them together are too large."""
    work.session.flush()
    rows = enclosure_rows(work, letter.id)
    if len(rows) > MOST:
        raise BadInput.one("title", f"A letter has at most {MOST} enclosures: put some of them into one file.")
    ids = {row.paper_blob_id for row in rows if row.paper_blob_id is not None}
    papers = dict(work.session.execute(select(Blob.id, Blob.size).where(Blob.id.in_(ids))).all())
    total = sum(max(row.size, papers.get(row.paper_blob_id or 0, 0)) for row in rows)
    if total > MOST_BYTES:
        raise BadInput.one(
            "title",
            f"With this, {total / _MEGABYTE:.1f} MB would go with the letter; at most {MOST_BYTES // _MEGABYTE} MB do."
            " Scan it at a lower resolution, or send it with another letter.",
        )


def relist(work: Work, letter: Letter) -> None:
    """Let the letter name what is attached."""
    work.session.flush()
    draft = draft_row(work, letter)
    content = from_json(draft.content)
    names = gather_facts(work, letter, content.date)["enclosures"]
    store_draft(work, letter, to_json(replace(content, enclosures=tuple(names))), draft.facts)


def enclose_in(work: Work, revision: LetterRevision) -> None:
    """Let a submission hold what is attached now: nothing of it changes while the letter is not being written."""
    for number, row in enumerate(enclosure_rows(work, revision.letter_id), 1):
        work.session.add(
            LetterRevisionEnclosure(
                letter_id=revision.letter_id,
                revision_id=revision.id,
                enclosure_id=row.id,
                number=number,
                title=row.title,
                file_type=row.file_type,
                file_name=row.file_name,
                blob_id=row.blob_id,
                sha256=row.sha256,
                size=row.size,
                paper_blob_id=row.paper_blob_id,
                paper_sha256=row.paper_sha256,
                pages=row.pages,
            )
        )
    work.session.flush()
