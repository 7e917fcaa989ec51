"""What two desks do at the same moment, and bytes that were tampered with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import text

from app.basics.problems import WorldProblem
from app.basics.references import ReferenceKind, parse_reference
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import fingerprint, keep_letter_draft
from app.correspondence.lease import take_lease
from app.correspondence.post_letter import post_letter
from app.correspondence.problems import AlreadyDecided, DraftOvertaken, LetterInUse, LetterMoved, PdfDamaged
from app.correspondence.stored_pdf import stored_pages, stored_pdf
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import Verdict
from app.correspondence.take_facts import take_facts
from app.office import Office
from app.staff.work import Work
from app.store.blobs import FileTooLarge, store_blob
from app.store.engines import write_transaction
from app.store.references import next_reference
from letters.block_text import to_plain, with_text
from letters.content import from_json, to_json
from tests.support.databases import Database
from tests.support.offices import Enter


def both(*deeds: Callable[[], Any]) -> list[Any]:
    """Do these at one moment; answers results, or the problems that they raised."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return deed()
        except WorldProblem as problem:
            return problem

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_of_two_approvals_at_one_moment_one_counts(enter: Enter, submitted_id: int) -> None:
    lea, leo = enter("lea.leader"), enter("leo.leader")
    revision_id = lea.read(for_approval, submitted_id).revision_id
    outcomes = both(
        lambda: lea.act(approve_letter, submitted_id, revision_id),
        lambda: leo.act(approve_letter, submitted_id, revision_id),
    )
    [loser] = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert isinstance(loser, AlreadyDecided)
    record = lea.read(letter_record, submitted_id)
    assert record.letter.approver
    assert f"{record.letter.approver} approved" in str(loser)


def test_of_an_approval_and_a_return_at_one_moment_one_counts(enter: Enter, submitted_id: int) -> None:
    lea, leo = enter("lea.leader"), enter("leo.leader")
    revision_id = lea.read(for_approval, submitted_id).revision_id
    outcomes = both(
        lambda: lea.act(approve_letter, submitted_id, revision_id),
        lambda: leo.act(return_letter, submitted_id, revision_id, "Not yet."),
    )
    assert sum(isinstance(outcome, AlreadyDecided) for outcome in outcomes) == 1
    [line] = lea.read(letter_record, submitted_id).revisions
    assert line.verdict in (Verdict.APPROVED, Verdict.RETURNED)


def test_of_two_editors_at_one_moment_one_gets_the_letter(enter: Enter, draft_id: int) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    outcomes = both(lambda: ada.keep(take_lease, draft_id), lambda: ben.keep(take_lease, draft_id))
    assert sum(isinstance(outcome, LetterInUse) for outcome in outcomes) == 1


def reference(work: Work, prefix: str = "") -> str:
    return next_reference(work.session, ReferenceKind.CASE, 2026, prefix)


def test_references_are_never_the_same(enter: Enter) -> None:
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    given: list[str] = []
    for _ in range(5):
        given += both(lambda: ada.keep(reference), lambda: ben.keep(reference))
    assert sorted(parse_reference(one).number for one in given) == list(range(1, 11))


def test_a_desk_prefix_stands_before_the_same_series(office: Office) -> None:
    first, second = parse_reference(office.keep(reference)), parse_reference(office.keep(reference, "LON"))
    assert (first.desk, first.number) == ("", 1)
    assert (second.desk, second.number) == ("LON", 2)


def test_the_same_bytes_are_kept_once(office: Office) -> None:
    def twice(work: Work) -> list[int]:
        return [store_blob(work.session, "letter:1", b"page", "application/pdf")[0] for _ in range(2)]

    first, second = office.keep(twice)
    assert first == second


def test_a_file_that_is_too_large_is_refused(office: Office) -> None:
    with pytest.raises(FileTooLarge, match="at most 26,214,400"):
        office.keep(lambda work: store_blob(work.session, "letter:1", b"\0" * 26_214_401, "application/pdf"))


def test_the_stored_page_comes_with_the_places_of_its_parts(ada: Office, submitted_id: int) -> None:
    revision_id = ada.read(for_approval, submitted_id).revision_id
    pages = ada.read(stored_pages, revision_id)
    assert {"answer", "signature"} <= {box.block_id for box in pages.boxes}
    assert "31 December 2026" in pages.words


def test_a_page_that_was_tampered_with_goes_nowhere(
    database: Database, ada: Office, lea: Office, approved_id: int
) -> None:
    revision_id = ada.read(letter_record, approved_id).shown_revision_id or 0
    tamper(database)
    with pytest.raises(PdfDamaged, match="not the one that was submitted"):
        ada.read(stored_pdf, revision_id)
    with pytest.raises(PdfDamaged):
        ada.act(post_letter, approved_id)


def tamper(database: Database) -> None:
    """What only somebody with the database's own keys can do."""
    owner = database.engine()
    with write_transaction(owner) as connection:
        if database.kind == "postgresql":
            connection.execute(text("alter table blob disable trigger user"))
        else:
            names = connection.execute(text("select name from sqlite_master where type='trigger' and tbl_name='blob'"))
            for name in names.scalars().all():
                connection.execute(text(f'drop trigger "{name}"'))
        connection.execute(text("update blob set content = :forged"), {"forged": b"%PDF forged"})
    owner.dispose()


def _same_words(office: Office, letter_id: int) -> None:
    office.keep(keep_letter_draft, letter_id, office.read(letter_for_editing, letter_id).content)


def _new_facts(office: Office, letter_id: int) -> None:
    office.keep(take_facts, letter_id)


@pytest.mark.parametrize("change", [_same_words, _new_facts])
def test_a_draft_that_is_being_submitted_is_not_written_over(
    change: Callable[[Office, int], None], enter: Enter, ada: Office, written_id: int
) -> None:
    """Who begins to write before the other has submitted waits for them, and then hears that it is too late."""
    submitted, answered = Event(), Event()

    def submit_and_linger(work: Work, letter_id: int) -> int:
        revision_id = submit_letter(work, letter_id)
        submitted.set()
        answered.wait(0.5)
        return revision_id

    def change_it() -> None:
        submitted.wait()
        try:
            change(other, written_id)
        finally:
            answered.set()

    other = enter("ada.adviser")
    _revision, refused = both(lambda: ada.act(submit_and_linger, written_id), change_it)
    assert isinstance(refused, LetterMoved)


def test_of_two_windows_of_one_person_the_second_is_told(enter: Enter, draft_id: int) -> None:
    one, two = enter("ada.adviser"), enter("ada.adviser")
    document = one.read(letter_for_editing, draft_id).content
    content, seen = from_json(document), {fingerprint(document)}

    def words(text: str) -> dict[str, Any]:
        return to_json(content.with_block(with_text(content.block("answer"), text)))

    kept = one.keep(keep_letter_draft, draft_id, words("The first window's long answer."), seen)
    with pytest.raises(DraftOvertaken, match="in another window"):
        two.keep(keep_letter_draft, draft_id, words("Second."), seen)
    stored = one.read(letter_for_editing, draft_id).content
    assert fingerprint(stored) == kept
    assert "The first window's long answer." in to_plain(from_json(stored).block("answer"))
    two.keep(keep_letter_draft, draft_id, words("Second."), {kept})
