"""The pure decisions: dates, who may decide, what an author may change, differences and merging."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.correspondence
from app.correspondence.change_words import word_spans
from app.correspondence.differences import between, from_standard, title_of
from app.correspondence.email_draft import file_name, make_email
from app.correspondence.fact_changes import changed_facts, facts_stated_otherwise, label_of
from app.correspondence.fact_lines import fact_lines
from app.correspondence.renewing import renewed
from app.correspondence.rules import (
    Hands,
    date_fault,
    day_fault,
    forbidden_changes,
    may_decide,
    posting_fault,
    ready_on,
    weekday_on_or_after,
)
from app.correspondence.subjects import ANSWER_PROMPT
from letters.block_text import to_plain, with_text
from letters.compose import compose
from letters.content import Block, Letter, Paragraph, Run
from tests.correspondence.conftest import EXAMPLES

FACTS: dict[str, Any] = json.loads((EXAMPLES / "facts-first-stage-response.json").read_text(encoding="utf-8"))
LETTER = compose(FACTS)
TODAY = date(2026, 11, 20)


def changed_copy(path: str, value: Any) -> dict[str, Any]:
    """The example's facts with one value replaced; ``path`` has list places as numbers."""
    facts: dict[str, Any] = json.loads(json.dumps(FACTS))
    *steps, last = path.split(".")
    here: Any = facts
    for step in steps:
        here = here[int(step)] if step.isdigit() else here[step]
    here[last] = value
    return facts


@pytest.mark.parametrize(
    ("staff", "author", "submitter", "refused"),
    [
        (1, 1, 2, "wrote this letter"),
        (2, 1, 2, "submitted this letter"),
        (3, 1, 2, "wrote words of this letter"),
        (4, 1, 2, "re-dated this letter"),
        (5, 1, 2, None),
        (1, 1, 1, "wrote this letter"),
        (5, 1, None, None),
    ],
)
def test_who_may_decide(staff: int, author: int, submitter: int | None, refused: str | None) -> None:
    why_not = may_decide(staff, Hands(author, submitter, frozenset({author, 3}), frozenset({2, 4})))
    assert why_not == (f"You {refused}, so somebody else must decide on it." if refused else None)


@pytest.mark.parametrize(
    ("hour", "collected", "day"),
    [
        ("09:00", "17:30", 20),
        ("17:29", "17:30", 20),
        ("17:30", "17:30", 21),
        ("23:59", None, 20),
        ("00:00", "17:30", 20),
    ],
)
def test_what_is_ready_after_the_last_collection_goes_out_another_day(
    hour: str, collected: str | None, day: int
) -> None:
    now = datetime.combine(TODAY, time.fromisoformat(hour))
    assert ready_on(now, time.fromisoformat(collected) if collected else None) == date(2026, 11, day)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_without_a_calendar_monday_to_friday_count(day: date) -> None:
    found = weekday_on_or_after(day)
    assert found.isoweekday() < 6
    assert found == day or (found.isoweekday() == 1 and 0 < (found - day).days < 3)


@pytest.mark.parametrize(
    ("planned", "fault"),
    [
        (date(2026, 11, 20), None),
        (date(2026, 11, 23), None),
        (date(2026, 11, 19), "to be posted on 19 Nov 2026 and bears that date; the day has passed"),
        (date(2026, 11, 24), "dated 24 Nov 2026, but what is ready now is posted on 23 Nov 2026"),
    ],
)
def test_the_planned_posting_day_of_what_is_approved(planned: date, fault: str | None) -> None:
    told = date_fault(planned, TODAY, date(2026, 11, 23))
    assert told is None if fault is None else fault in (told or "")


@pytest.mark.parametrize(
    ("posted", "fault"),
    [
        (date(2026, 11, 18), "approved on 19 Nov 2026; it cannot have been posted on 18 Nov 2026"),
        (date(2026, 11, 19), None),
        (TODAY, None),
        (date(2026, 11, 21), "21 Nov 2026 is still to come"),
    ],
)
def test_the_day_of_posting(posted: date, fault: str | None) -> None:
    told = posting_fault(posted, date(2026, 11, 19), TODAY)
    assert told is None if fault is None else fault in (told or "")


def test_nothing_goes_out_on_another_day_than_the_one_that_it_bears() -> None:
    assert "20 Nov 2026, and 19 Nov 2026 is earlier: it goes on" in (day_fault(date(2026, 11, 19), TODAY) or "")
    assert day_fault(TODAY, TODAY) is None
    assert "20 Nov 2026, and 23 Nov 2026 is later: re-date it" in (day_fault(date(2026, 11, 23), TODAY) or "")


def editable() -> Block:
    return next(block for block in LETTER.blocks if block.editable and block.role == "paragraph")


def locked() -> Block:
    return next(block for block in LETTER.blocks if not block.editable)


def without(block: Block) -> Letter:
    return replace(LETTER, blocks=tuple(kept for kept in LETTER.blocks if kept.id != block.id))


FREE = Block("own-1", "paragraph", "free", (Paragraph((Run("Mine."),)),))


@pytest.mark.parametrize(
    ("after", "count"),
    [
        (LETTER, 0),
        (LETTER.with_block(with_text(editable(), "Other words.")), 0),
        (without(editable()), 0),
        (replace(LETTER, blocks=(*LETTER.blocks, FREE)), 0),
        (replace(LETTER, blocks=(FREE, *LETTER.blocks)), 0),
        (replace(LETTER, blocks=LETTER.blocks[::-1]), 1),
        (without(locked()), 1),
        (LETTER.with_block(replace(locked(), paragraphs=FREE.paragraphs)), 1),
        (LETTER.with_block(replace(editable(), standard_text="Other words.")), 1),
        (LETTER.with_block(replace(editable(), origin="locked")), 1),
        (replace(LETTER, blocks=(*LETTER.blocks, replace(FREE, origin="locked"))), 1),
        (replace(LETTER, date=date(2026, 1, 1), reference="L26-000001-00"), 2),
        (replace(LETTER, recipient=replace(LETTER.recipient, name="Somebody else")), 1),
    ],
)
def test_what_an_author_may_change(after: Letter, count: int) -> None:
    assert len(forbidden_changes(LETTER, after)) == count


words = st.text(st.sampled_from("ab .,\n"), max_size=40)


@given(words, words)
def test_the_spans_of_a_difference_give_back_both_texts(old: str, new: str) -> None:
    spans = word_spans(old, new)
    assert "".join(span.text for span in spans if span.kind != "added") == old
    assert "".join(span.text for span in spans if span.kind != "removed") == new


def test_an_untouched_letter_does_not_differ() -> None:
    assert from_standard(LETTER) == []
    assert between(LETTER, LETTER) == []


def test_what_differs_is_told_by_block_and_word() -> None:
    block = editable()
    after = LETTER.with_block(with_text(block, to_plain(block) + " Truly."))
    found = from_standard(after)
    assert [(one.block_id, one.kind) for one in found] == [(block.id, "changed")]
    assert "".join(span.text for span in found[0].spans if span.kind == "added").strip() == "Truly."
    gone = between(LETTER, without(block))
    assert [(one.block_id, one.kind) for one in gone] == [(block.id, "removed")]
    moved = between(LETTER, replace(LETTER, date=date(2026, 1, 2)))
    assert [one.title for one in moved] == ["Date"]


def test_new_facts_with_nothing_edited_give_the_fresh_letter() -> None:
    fresh = compose(changed_copy("complaint.heads.0.finding", "Quite another finding."))
    outcome = renewed(LETTER, LETTER, fresh)
    assert outcome.letter == fresh
    assert outcome.to_read == ()


def test_a_value_is_exchanged_inside_edited_words() -> None:
    fresh = compose(changed_copy("complaint.due_on", "2026-03-01"))
    block = next(one for one in LETTER.blocks if one.editable and one.id == "delay-apology")
    mine = LETTER.with_block(with_text(block, "Mind this: " + to_plain(block)))
    outcome = renewed(mine, LETTER, fresh)
    text = to_plain(outcome.letter.block(block.id))
    assert text.startswith("Mind this: ")
    assert "1 March 2026" in text
    assert outcome.to_read == ()


def test_an_edited_block_that_lost_its_value_is_to_be_read() -> None:
    fresh = compose(changed_copy("complaint.due_on", "2026-03-01"))
    block = next(one for one in LETTER.blocks if one.editable and one.id == "delay-apology")
    outcome = renewed(LETTER.with_block(with_text(block, "We are sorry.")), LETTER, fresh)
    assert to_plain(outcome.letter.block(block.id)) == "We are sorry."
    assert outcome.to_read == (block.id,)


def test_own_blocks_stay_where_they_stood_and_removed_ones_stay_away() -> None:
    block = editable()
    place = LETTER.blocks.index(block)
    mine = replace(LETTER, blocks=(*LETTER.blocks[:place], FREE, *LETTER.blocks[place + 1 :]))
    fresh = compose(changed_copy("person.full_name", "Another Name"))
    ids = [one.id for one in renewed(mine, LETTER, fresh).letter.blocks]
    assert block.id not in ids
    assert ids.index("own-1") == place


def test_a_part_is_called_by_its_heading_and_what_it_is_where_that_does_not_say_it() -> None:
    titles = {block.id: title_of(LETTER, block) for block in LETTER.blocks}
    assert titles["head-h1-reason"] == "Our finding and why · reason"
    assert titles["head-h1-what-happened"] == "What happened"
    assert titles["next-step"] == "What you can do now"


@pytest.mark.parametrize(
    ("path", "value", "label"),
    [
        ("addressee.address_lines", ["1 New Road", "Leeds", "LS1 4AP"], "Addressee · address"),
        ("complaint.heads.0.outcome", "not_upheld", "Point 1 · outcome"),
        ("complaint.raised_on", "2026-01-01", "Complaint · raised"),
    ],
)
def test_a_changed_fact_has_a_name(path: str, value: Any, label: str) -> None:
    found = changed_facts(FACTS, changed_copy(path, value), LETTER)
    assert [fact.label for fact in found] == [label]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("complaint.heads.h1.remedies.2.due_on", "Point 1 · remedy 2, by when"),
        ("complaint.heads.h1.remedies.2.owner", "Point 1 · remedy 2, who"),
        ("complaint.heads.h1.remedies.1.text", "Point 1 · remedy 1"),
        ("complaint.heads.h1.standard.title", "Point 1 · standard"),
        ("complaint.heads.h1.standard.citation", "Point 1 · standard, where it stands"),
        ("complaint.heads.h1.standard.text", "Point 1 · standard, its words"),
        ("complaint.heads.h1.what_they_say", "Point 1 · what they told us"),
        ("complaint.heads.order", "Points complained of"),
        ("complaint.joined.34.title", "Complaint · also raised"),
        ("complaint.joined.34.number", "Complaint · answered with point"),
        ("complaint.evidence.2", "Complaint · evidence 2"),
        ("complaint.outcome_sought", "Complaint · what they ask for"),
        ("next_step.limit_date", "Next step · last day"),
        ("desk.phone", "Desk · phone"),
    ],
)
def test_a_fact_has_a_label_not_a_field_name(path: str, label: str) -> None:
    assert label_of(path, {"complaint.heads.h1.number": 1}) == label


@pytest.mark.parametrize(
    ("path", "value"), [("today", "2027-01-01"), ("letter.date", "2027-01-01"), ("approver", None)]
)
def test_what_belongs_to_the_writing_is_no_fact_of_the_record(path: str, value: Any) -> None:
    assert changed_facts(FACTS, changed_copy(path, value), LETTER) == []


def test_an_email_draft_carries_the_page_and_no_forged_header() -> None:
    letter = replace(LETTER, subject="Your complaint\r\nBcc: everyone@example.org")
    letter = replace(letter, recipient=replace(letter.recipient, name="A & B <Ltd>/陳大文"))
    raw = make_email(letter, "tan@example.org\nBcc: x@example.org", "desk@example.org", b"%PDF-1.7 page")
    message = message_from_bytes(raw, policy=policy.default)
    assert message["X-Unsent"] == "1"
    assert message["Bcc"] is None
    [page] = list(message.iter_attachments())
    assert page.get_content() == b"%PDF-1.7 page"
    assert page.get_filename() == file_name(letter, "pdf")


@pytest.mark.parametrize(
    ("kept", "sent"),
    [
        ("mei@bücher.example", "mei@xn--bcher-kva.example"),
        ("mei@例え.example", "mei@xn--r8jz45g.example"),
        ("mei@example.org", "mei@example.org"),
    ],
)
def test_an_email_draft_reaches_an_international_domain(kept: str, sent: str) -> None:
    raw = make_email(LETTER, kept, kept, b"%PDF-1.7 page")
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert f"To: {sent}" in head
    assert f"From: {sent}" in head


ROOM = Path(app.correspondence.__file__).parent


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
def test_no_date_is_written_in_the_machines_language(path: Path) -> None:
    """A window toolkit sets the locale at its start, and %B of a date would follow it into a letter's e-mail."""
    assert re.findall(r"%[-#]?[aAbBcxXp]", path.read_text(encoding="utf-8")) == []


@given(st.text(max_size=300))
def test_a_file_name_never_leaves_its_folder(name: str) -> None:
    letter = replace(LETTER, recipient=replace(LETTER.recipient, name=name))
    made = file_name(letter, "pdf")
    assert not set(made) & set('/\\:*?"<>|\0\n')
    assert made.endswith(".pdf")
    assert len(made.encode()) <= 255


def test_a_block_that_prints_only_how_many_points_there_are_says_nothing_of_what_they_say() -> None:
    facts = deepcopy(FACTS) | {"template": "acknowledgement"}
    facts["letter"] = facts["letter"] | {"kind": "acknowledgement"}
    letter = compose(facts)
    counting = next(block.id for block in letter.blocks if "complaint.heads" in block.facts)
    one_reason = deepcopy(facts)
    one_reason["complaint"]["heads"][0]["finding"] = "Something else."
    one_less = deepcopy(facts)
    title = one_less["complaint"]["heads"].pop()["title"]
    [fact] = changed_facts(facts, one_reason, letter)
    assert fact.block_ids == ()
    assert facts_stated_otherwise(letter, one_reason, compose(one_reason)) == []
    [fewer] = [fact for fact in facts_stated_otherwise(letter, one_less, None) if fact.path.endswith(".order")]
    assert counting in fewer.block_ids
    assert title in fewer.was
    assert title not in fewer.now


def test_what_is_still_to_be_written_is_no_fact() -> None:
    facts = json.loads((EXAMPLES / "facts-call-follow-up.json").read_text(encoding="utf-8"))
    facts["reply"]["answer"] = ANSWER_PROMPT
    paths = {line.path for line in fact_lines(compose(facts), facts)}
    assert "reply.answer" not in paths
    assert {"addressee.address_lines", "reply.wanted"} <= paths
