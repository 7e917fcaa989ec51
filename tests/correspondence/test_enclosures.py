"""What goes into the envelope: attached, named, submitted, approved and sent, to the byte."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes
from hashlib import sha256

import pikepdf
import pytest
from sqlalchemy import insert, text

from app.basics.clock import SetClock
from app.basics.file_types import FileRefused
from app.basics.problems import BadInput, NotFound
from app.complaints.add_evidence import add_evidence
from app.complaints.set_evidence_aside import set_evidence_aside
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.email_draft import email_draft
from app.correspondence.enclose_file import enclose_file
from app.correspondence.enclose_paper import enclose_paper
from app.correspondence.enclosed import enclosed_file, enclosed_now
from app.correspondence.file_to_enclose import (
    file_to_enclose,
    files_of_matter,
    look_at_paper_of_matter,
    with_pages,
)
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.find_post import job_to_print, to_post
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.letter_rows import hands_of, letter_row
from app.correspondence.mend_slip import mend_slip
from app.correspondence.move_enclosure import move_enclosure
from app.correspondence.post_letter import post_letter
from app.correspondence.prepare_letter import prepare_letter
from app.correspondence.problems import LetterMoved, OwnLetter, PdfDamaged, PreparedMoved
from app.correspondence.recall_letter import edit_approved_letter
from app.correspondence.rename_enclosure import rename_enclosure
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import pdf_to_send, stored_pages
from app.correspondence.submit_letter import submit_letter
from app.correspondence.take_out_enclosure import put_back_enclosure, take_out_enclosure
from app.correspondence.weigh_letter import needs_second_person
from app.office import Office
from app.schema import METADATA
from letters.paper import paper_of
from tests.correspondence.conftest import ANSWER, WRITTEN, Case, approve, write
from tests.correspondence.test_at_one_moment import tamper
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.complaints import add_mei, log, prepare
from tests.support.databases import Database, staff_id
from tests.support.decided_letters import sign
from tests.support.files import a_docx, a_locked_pdf, a_pdf, a_png
from tests.support.offices import Enter
from tests.support.prepared import Past, given_by

MAP = file_to_enclose("site_map.pdf", a_pdf(2, "Map"))
FORM = file_to_enclose("form.docx", a_docx())


def titles(office: Office, letter_id: int) -> list[str]:
    """What is attached, in order."""
    return [one.title for one in office.read(enclosed_now, letter_id)]


def named(office: Office, letter_id: int) -> list[str]:
    """What the draft names at its end."""
    return list(office.read(letter_for_editing, letter_id).content["enclosures"])


def _pack(enter: Enter, _clock: SetClock, written_id: int) -> int:
    ada = enter("ada.adviser")
    ada.act(enclose_file, written_id, MAP)
    ada.act(enclose_file, written_id, FORM, "The form")
    ada.act(enclose_paper, written_id, "Our leaflet")
    return written_id


def _approve(enter: Enter, _clock: SetClock, packed_id: int) -> int:
    enter("ada.adviser").act(submit_letter, packed_id)
    approve(enter("lea.leader"), packed_id)
    return packed_id


PACKED = Past(_pack, after=WRITTEN)
APPROVED_PACK = Past(_approve, after=PACKED)

packed_id = given_by("packed_id", PACKED)
"""A letter with a map of two pages, a form that no printer takes from here, and a leaflet on paper."""
approved_pack = given_by("approved_pack", APPROVED_PACK)
"""The same, approved."""


def test_the_letter_names_what_is_attached_in_its_order(ada: Office, packed_id: int) -> None:
    assert titles(ada, packed_id) == named(ada, packed_id) == ["Site map", "The form", "Our leaflet"]
    a_map, form, leaflet = ada.read(enclosed_now, packed_id)
    assert [one.what for one in (a_map, form, leaflet)] == [
        "PDF, 2 pages",
        "Word document, added by hand",
        "on paper, added by hand",
    ]
    ada.act(move_enclosure, leaflet.id, -5)
    ada.act(rename_enclosure, a_map.id, "How to find us")
    ada.act(take_out_enclosure, form.id)
    assert titles(ada, packed_id) == named(ada, packed_id) == ["Our leaflet", "How to find us"]
    with pytest.raises(NotFound, match="taken out meanwhile"):
        ada.act(move_enclosure, form.id, 1)
    assert ada.read(enclosed_file, a_map.id).content == MAP.content


@pytest.mark.parametrize("title", ["", "  ", "SITE MAP", "x" * 201])
def test_a_title_is_given_once(ada: Office, packed_id: int, title: str) -> None:
    leaflet = ada.read(enclosed_now, packed_id)[2]
    with pytest.raises(BadInput):
        ada.act(rename_enclosure, leaflet.id, title)
    if title.strip():
        with pytest.raises(BadInput):
            ada.act(enclose_paper, packed_id, title)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("secret.pdf", a_locked_pdf(), "locked with a password"),
        ("torn.pdf", a_pdf()[:300], "damaged"),
        ("long.pdf", a_pdf(201), "at most 200"),
        ("virus.exe", b"MZ" + bytes(40), "not kept"),
        ("nothing.pdf", b"", "empty"),
    ],
)
def test_what_cannot_be_printed_is_told_when_it_is_attached(name: str, content: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        file_to_enclose(name, content)


def test_pictures_become_pages() -> None:
    seen = file_to_enclose("front door.png", a_png())
    assert seen.paper is not None
    assert (seen.title, seen.paper.pages) == ("Front door", 1)


def test_whoever_attaches_a_file_does_not_approve_the_letter(
    ada: Office, lea: Office, case: Case, person_id: int
) -> None:
    """Also where the letter named it before, because its procedure demands it."""
    case.facts["enclosures"] = ["Our leaflet"]
    letter_id = ada.act(draft_letter, "matter:1", person_id, "first-stage-response").result
    before = named(ada, letter_id)
    lea.act(enclose_file, letter_id, MAP, "Our leaflet")
    assert named(ada, letter_id) == before == ["Our leaflet"]
    assert lea.actor.staff_id in hands(lea, letter_id)


@pytest.mark.parametrize("deed", ["rename", "move", "take out", "put back"])
def test_whoever_touches_what_is_enclosed_is_a_writer(ada: Office, lea: Office, packed_id: int, deed: str) -> None:
    a_map, _form, leaflet = ada.read(enclosed_now, packed_id)
    ada.act(take_out_enclosure, leaflet.id)
    {
        "rename": lambda: lea.act(rename_enclosure, a_map.id, a_map.title),
        "move": lambda: lea.act(move_enclosure, a_map.id, -1),
        "take out": lambda: lea.act(take_out_enclosure, a_map.id),
        "put back": lambda: lea.act(put_back_enclosure, leaflet.id),
    }[deed]()
    assert lea.actor.staff_id in hands(lea, packed_id)


def hands(office: Office, letter_id: int) -> frozenset[int]:
    """Who wrote at the letter."""
    return office.read(lambda work: hands_of(work, letter_row(work, letter_id)).writer_ids)


def test_there_is_room_for_so_many_and_so_much(ada: Office, packed_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    leaflet = ada.read(enclosed_now, packed_id)[2]
    ada.act(take_out_enclosure, leaflet.id)
    monkeypatch.setattr("app.correspondence.enclosing.MOST", 2)
    with pytest.raises(BadInput, match="at most 2 enclosures"):
        ada.act(put_back_enclosure, leaflet.id)
    monkeypatch.setattr("app.correspondence.enclosing.MOST", 20)
    half = file_to_enclose("scan.txt", b"x" * (13 * 1024 * 1024))
    ada.act(enclose_file, packed_id, half, "One half")
    with pytest.raises(BadInput, match=r"26\.0 MB would go with the letter; at most 25 MB"):
        ada.act(enclose_file, packed_id, half, "The other")
    assert titles(ada, packed_id) == ["Site map", "The form", "One half"]


def test_what_somebody_types_meanwhile_leaves_the_enclosures_alone(ada: Office, written_id: int) -> None:
    content = ada.read(letter_for_editing, written_id).content
    before = ada.keep(keep_letter_draft, written_id, content)
    ada.act(enclose_file, written_id, MAP)
    ada.keep(keep_letter_draft, written_id, {**content, "enclosures": ["A forged list"]}, [before])
    assert named(ada, written_id) == ["Site map"]


def test_what_is_attached_while_it_is_made_ready_is_not_left_out(ada: Office, written_id: int) -> None:
    ready = ada.read(prepare_letter, written_id)
    ada.act(enclose_paper, written_id, "Our leaflet")
    with pytest.raises(PreparedMoved):
        ada.act(submit_letter, written_id, "", ready)


def test_words_that_speak_of_an_enclosure_are_asked_about(ada: Office, written_id: int) -> None:
    write(ada, written_id, "answer", f"{ANSWER} We enclose a map.")
    (asked,) = [one for one in ada.read(check_draft, written_id) if one.rule == "C34"]
    assert (asked.severity, asked.certain, asked.block_id) == ("warn", False, "answer")
    ada.act(enclose_file, written_id, MAP)
    assert [one for one in ada.read(check_draft, written_id) if one.rule == "C34"] == []


def test_it_changes_only_while_the_letter_is_written(ada: Office, lea: Office, approved_pack: int) -> None:
    a_map = ada.read(enclosed_now, approved_pack)[0]
    for deed in (
        lambda: ada.act(enclose_paper, approved_pack, "One more"),
        lambda: ada.act(rename_enclosure, a_map.id, "Another"),
        lambda: ada.act(take_out_enclosure, a_map.id),
    ):
        with pytest.raises(LetterMoved):
            deed()
    ada.act(edit_approved_letter, approved_pack, "The map is an old one.")
    ada.act(take_out_enclosure, a_map.id)
    revision = ada.act(submit_letter, approved_pack).result
    assert [one.title for one in ada.read(stored_pages, revision).enclosed] == ["The form", "Our leaflet"]
    assert any(one.title == "Enclosures" for one in lea.read(for_approval, approved_pack).since_then)


def test_who_reads_it_again_is_told_of_another_file_of_the_same_name(ada: Office, lea: Office, packed_id: int) -> None:
    revision = ada.act(submit_letter, packed_id).result
    assert lea.read(for_approval, packed_id).new_enclosures == frozenset()
    lea.act(return_letter, packed_id, revision, "The map is an old one.")
    old = ada.read(enclosed_now, packed_id)[0]
    ada.act(take_out_enclosure, old.id)
    newer = ada.act(enclose_file, packed_id, file_to_enclose("map.pdf", a_pdf(1, "Newer")), "Site map").result
    ada.act(submit_letter, packed_id)
    assert lea.read(for_approval, packed_id).new_enclosures == {newer}


def test_evidence_goes_with_the_letter_of_its_case_until_it_is_set_aside(ada: Office, enter: Enter) -> None:
    prepare(enter("mia.manager"))
    person_id = add_mei(ada)
    case_id = log(ada, person_id)
    item = ada.act(add_evidence, case_id, "scan.pdf", a_pdf(2), {"title": "her letter of May"}).result
    letter_id = ada.act(draft_letter, f"complaint:{case_id}", person_id, "acknowledgement").result
    (file,) = ada.read(files_of_matter, letter_id)
    seen = ada.read(look_at_paper_of_matter, letter_id, file.source)
    with pytest.raises(ValueError, match="pages of a file are made before"):
        ada.act(enclose_file, letter_id, seen)
    ada.act(enclose_file, letter_id, with_pages(seen, paper_of(seen.content, "pdf")))
    (line,) = ada.read(enclosed_now, letter_id)
    assert (line.title, line.what, line.source) == ("her letter of May", "PDF, 2 pages", f"evidence:{item}")
    assert "encloses a file" in ada.read(needs_second_person, letter_id)
    ada.act(submit_letter, letter_id)
    ada.act(set_evidence_aside, item, "It belongs to another case.")
    stopped = ada.read(letter_record, letter_id).letter
    assert stopped.state is LetterState.RETURNED
    assert "was set aside: It belongs to another case." in stopped.stopped_because
    assert ada.read(files_of_matter, letter_id) == []
    with pytest.raises(NotFound):
        ada.read(look_at_paper_of_matter, letter_id, file.source)


def test_it_leaves_as_one_pdf_in_order(ada: Office, approved_pack: int) -> None:
    (row,) = ada.read(to_post)
    assert ([one.title for one in row.enclosed if one.by_hand], row.pages) == (["The form", "Our leaflet"], 3)
    ((ready,), refused) = ada.read(job_to_print, [(row.id, row.revision_id)])
    assert (refused, ready.pages, ready.starts, ready.by_hand) == ([], 3, (1,), ("The form", "Our leaflet"))
    with pikepdf.open(io.BytesIO(ready.pdf)) as pdf:
        assert len(pdf.pages) == 3
    draft = ada.read(email_draft, approved_pack)
    _letter, *parts = [part for part in message_from_bytes(draft.content).walk() if part.get_filename()]
    assert [part.get_filename() for part in parts] == ["Site map.pdf", "The form.docx"]
    assert MAP.paper is not None
    assert [part.get_payload(decode=True) for part in parts] == [MAP.paper.pdf, FORM.content]
    assert draft.by_hand == ("Our leaflet",)
    ada.act(post_letter, approved_pack)
    told = ada.read(letter_record, approved_pack).events[-1].detail
    assert told == "Posted on 20 Nov 2026, with “Site map”, “The form”, “Our leaflet”"


def test_a_letter_that_encloses_nothing_leaves_to_the_byte(ada: Office, approved_id: int) -> None:
    (row,) = ada.read(to_post)
    pack = ada.read(pdf_to_send, row.id, row.revision_id)
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        assert (len(pdf.pages), pack.starts, pack.by_hand) == (1, (), ())


def test_a_mended_slip_goes_with_the_same_enclosures(ada: Office, lea: Office, packed_id: int) -> None:
    write(ada, packed_id, "answer", f"{ANSWER} We sent it it.")
    revision = ada.act(submit_letter, packed_id).result
    mended = lea.act(mend_slip, packed_id, revision, "answer", f"{ANSWER} We sent it.").result
    lea.act(approve_letter, packed_id, mended)
    assert len(ada.read(stored_pages, mended).enclosed) == 3


def test_a_damaged_enclosure_holds_the_letter(ada: Office, approved_pack: int, database: Database) -> None:
    (row,) = ada.read(to_post)
    tamper(database)
    ready, (refused,) = ada.read(job_to_print, [(row.id, row.revision_id)])
    assert (ready, refused.reference) == ([], row.reference)
    with pytest.raises(PdfDamaged):
        ada.act(post_letter, approved_pack)


_ROW = (
    "INSERT INTO letter_enclosure (letter_id, place, title, file_name, sha256, size, paper_sha256, pages, source,"
    " added_by_id, added_at, version, blob_id) SELECT letter_id, 9, 'Slipped in', '', '00', 0, '', 0, '', added_by_id,"
    " added_at, 1, {blob} FROM letter_enclosure WHERE place = 1"
)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (_ROW.format(blob="NULL"), "stands"),
        ("UPDATE letter_enclosure SET title = 'Another' WHERE place = 1", "stands"),
        ("UPDATE letter_revision_enclosure SET title = 'Another'", "append_only"),
        ("DELETE FROM letter_revision_enclosure", "kept"),
    ],
)
def test_the_database_holds_what_was_approved(
    approved_pack: int, database: Database, statement: str, code: str
) -> None:
    with acting_as(database, "ada.adviser") as connection:
        # On PostgreSQL nobody has the right to change such a row at all.
        assert refusal_of(connection, statement) in (code, "grant")


def test_who_changes_what_goes_with_a_letter_is_one_of_its_writers(packed_id: int, database: Database) -> None:
    lea = staff_id("lea.leader")
    with acting_as(database, "lea.leader") as connection:
        own = _ROW.format(blob="NULL").replace("'', added_by_id", f"'', {lea}")
        assert refusal_of(connection, own.replace(str(lea), str(lea + 1))) == "actor"
        changed = [f"UPDATE letter_enclosure SET {what} WHERE place = 2" for what in ("title = 'Another'", "place = 7")]
        for statement in (own, *changed):
            assert refusal_of(connection, statement) == "unsigned"
        connection.execute(text(sign(lea, packed_id)))
        for statement in (own, *changed):
            assert connection.execute(text(statement)).rowcount == 1


def test_whoever_attaches_what_was_named_already_does_not_decide(
    ada: Office, lea: Office, case: Case, person_id: int
) -> None:
    case.facts["enclosures"] = ["Our leaflet"]
    letter_id = ada.act(draft_letter, "matter:1", person_id, "first-stage-response").result
    lea.act(enclose_file, letter_id, MAP, "Our leaflet")
    ada.act(submit_letter, letter_id)
    with pytest.raises(OwnLetter):
        approve(lea, letter_id)


def test_who_may_see_a_letter_changes_with_what_it_encloses(approved_pack: int, database: Database) -> None:
    with as_owner(database) as connection:
        connection.execute(text(f"UPDATE letter SET circle_id = 1 WHERE id = {approved_pack}"))
        seen_by = connection.execute(text("SELECT DISTINCT circle_id FROM letter_enclosure")).scalars().all()
        assert seen_by == [1]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE letter_enclosure SET sha256 = 'ff' WHERE place = 1", "same_file"),
        (_ROW.format(blob="blob_id"), "other_bytes"),
        ("UPDATE letter SET state = 'submitted'", "left_out"),
    ],
)
def test_the_database_holds_each_file_and_leaves_none_out(
    packed_id: int, database: Database, statement: str, code: str
) -> None:
    with acting_as(database, "ada.adviser") as connection:
        assert refusal_of(connection, statement) == code


_WITH_PAGES = (
    "INSERT INTO letter_enclosure (letter_id, place, title, file_type, file_name, sha256, size, paper_sha256, pages,"
    " source, added_by_id, added_at, version, blob_id, paper_blob_id) SELECT a.letter_id, 9, 'Slipped in', a.file_type,"
    " '', a.sha256, a.size, b.paper_sha256, b.pages, '', a.added_by_id, a.added_at, 1, a.blob_id, b.paper_blob_id"
    " FROM letter_enclosure a, letter_enclosure b WHERE a.place = {file} AND b.place = {pages}"
)


def test_the_pages_of_one_file_do_not_go_with_another(ada: Office, packed_id: int, database: Database) -> None:
    ada.act(enclose_file, packed_id, file_to_enclose("plan.pdf", a_pdf(1, "Plan")))
    with acting_as(database, "ada.adviser") as connection:
        for file, pages in ((1, 4), (4, 1), (2, 1)):
            assert refusal_of(connection, _WITH_PAGES.format(file=file, pages=pages)) == "other_pages"
        assert connection.execute(text(_WITH_PAGES.format(file=4, pages=4))).rowcount == 1


_STORED = (
    "INSERT INTO blob (subject, kept_as, sha256, media_type, size, content) SELECT subject, {kept_as}, {sha256},"
    " media_type, {size}, content FROM blob WHERE kept_as LIKE 'pages:%'"
)


@pytest.mark.parametrize(
    ("kept_as", "hashed", "size", "code"),
    [
        ("kept_as", "'ff'", "size", "other_hash"),
        ("'file:ff'", "'ff'", "size", "other_hash"),
        ("'file:' || sha256", "sha256", "size + 1", "other_hash"),
        ("'file:ff'", "sha256", "size", "kept_otherwise"),
        ("'pages:ff'", "sha256", "size", "kept_otherwise"),
        ("'pages:' || sha256", "sha256", "size", "kept_otherwise"),
        ("'x'", "sha256", "size", "kept_otherwise"),
    ],
)
@pytest.mark.usefixtures("packed_id")
def test_nothing_is_stored_under_what_it_is_not(
    database: Database, kept_as: str, hashed: str, size: str, code: str
) -> None:
    with acting_as(database, "ada.adviser") as connection:
        assert refusal_of(connection, _STORED.format(kept_as=kept_as, sha256=hashed, size=size)) == code


def test_pages_that_somebody_put_there_are_never_those_of_a_file(
    ada: Office, written_id: int, database: Database
) -> None:
    """By plain SQL before it is attached: the letter goes with the pages that whoever attaches it looked at."""
    assert MAP.paper is not None
    forged = a_pdf(3, "Forged")
    with acting_as(database, "ben.adviser") as connection:
        for kept_as, content in (("file", MAP.content), ("pages", forged)):
            connection.execute(
                insert(METADATA.tables["blob"]).values(
                    subject=f"letter:{written_id}",
                    kept_as=f"{kept_as}:{sha256(MAP.content).hexdigest()}",
                    sha256=sha256(content).hexdigest(),
                    media_type="application/pdf",
                    size=len(content),
                    content=content,
                )
            )
        connection.commit()
    ada.act(enclose_file, written_id, MAP)
    (line,) = ada.read(enclosed_now, written_id)
    assert (line.pages, ada.read(enclosed_file, line.id).paper) == (2, MAP.paper.pdf)


def test_a_file_that_is_attached_again_goes_with_the_pages_made_then(ada: Office, packed_id: int) -> None:
    """Another version of the program may make other bytes of the same file; the first line keeps its own."""
    anew = replace(MAP, paper=file_to_enclose("x.pdf", a_pdf(3, "Anew")).paper)
    ada.act(enclose_file, packed_id, anew, "The map again")
    [first, *_others, again] = ada.read(enclosed_now, packed_id)
    assert (again.sha256, first.pages, again.pages) == (first.sha256, 2, 3)
    for line, file in ((first, MAP), (again, anew)):
        assert file.paper is not None
        assert ada.read(enclosed_file, line.id).paper == file.paper.pdf
