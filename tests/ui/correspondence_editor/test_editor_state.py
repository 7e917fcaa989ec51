"""What the editor shows and allows in each state of a letter, in words; no window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.correspondence.change_words import Span
from app.correspondence.deciders import Approver
from app.correspondence.find import LetterRow, RevisionLine
from app.correspondence.find_approvals import CommentLine
from app.correspondence.find_editing import LetterForEditing
from app.correspondence.problems import ChangedFact
from app.correspondence.slips import SlipKind
from app.correspondence.states import LetterState
from app.correspondence.suggest_edit import SuggestionLine
from app.correspondence.tables import Verdict
from letters.block_text import with_text
from letters.checks import Finding
from letters.content import Block, Letter, Paragraph, Recipient, Run, Sender
from ui.correspondence.changes_html import changes_html
from ui.correspondence.editor.approver_words import who_approves
from ui.correspondence.editor.checks_panel import marks_of
from ui.correspondence.editor.finding_words import checks_heading
from ui.correspondence.editor.my_letter_rows import MyLetter, why
from ui.correspondence.editor.opening import Opened
from ui.correspondence.editor.outline_state import first_words, origin_of, outline_of
from ui.correspondence.editor.page_state import last_line, missing_in_words, printed_otherwise, save_sentence
from ui.correspondence.editor.standing_state import facts_sentence, standing_of

NOW = datetime(2026, 11, 20, 14, 2, tzinfo=UTC)
ME, AUTHOR = 1, 1


def revision(verdict: Verdict | None = None, reason: str = "") -> RevisionLine:
    by, at = ("Carys Evans", NOW) if verdict else (None, None)
    return RevisionLine(1, 1, "Ada Adviser", NOW, "", 2, verdict, by, at, reason)


def comment(number: int, settled_by: str | None = None) -> CommentLine:
    return CommentLine(number, "answer", "Which year?", "Carys Evans", NOW, 1, settled_by)


def opened(state: LetterState, **changes: Any) -> Opened:
    """A letter of mine in a state, as an adviser opens it."""
    of_opened = {key: changes.pop(key) for key in ("me", "may_write", "may_approve") if key in changes}
    letter = LetterForEditing(
        letter_id=7,
        reference="L26-000001-64",
        title="About your enquiry",
        kind="reply",
        state=state,
        subject="person:3",
        subject_title="Tan Mei Ling",
        person_id=3,
        author_id=AUTHOR,
        content={},
        facts={"addressee": {}},
        changed=(),
        comments=(),
        revisions=(),
        events=(),
        approvers=(Approver(4, "Carys Evans", "team leader"), Approver(5, "Leo Leader", "team leader")),
        holder=None,
        wrote=frozenset({AUTHOR}),
    )
    letter = replace(letter, **changes)
    return Opened(letter, **{"me": ME, "may_write": True, "may_approve": False, **of_opened})


def test_a_letter_being_written_is_mine_to_change_and_says_nothing() -> None:
    standing = standing_of(opened(LetterState.EDITING), "")
    assert standing.editable
    assert standing.banner.sentence == ""


def test_what_would_stop_a_letter_at_once_is_told_while_it_is_written() -> None:
    standing = standing_of(opened(LetterState.EDITING, kept_back="Dr Tan: died on 3 Nov 2026."), "")
    assert standing.editable
    assert standing.banner.sentence == "It cannot go as things are. Dr Tan: died on 3 Nov 2026."
    line = last_line([], ["Carys Evans"], editable=True, kept_back="Dr Tan: died on 3 Nov 2026.")
    assert line == ("It cannot go as things are. Dr Tan: died on 3 Nov 2026.", "bad")


@pytest.mark.parametrize("state", [LetterState.SUBMITTED, LetterState.APPROVED])
def test_of_a_letter_on_its_way_it_is_told_that_it_cannot_go_since_a_day_came(state: LetterState) -> None:
    banner = standing_of(opened(state, kept_back="Bo Tan: consent is expired."), "").banner
    assert banner.sentence.startswith("It cannot go as things are. Bo Tan: consent is expired.")
    assert "It can be printed" not in banner.sentence
    assert banner.tone == "warn"


def test_a_returned_letter_says_by_whom_and_why() -> None:
    returned = opened(
        LetterState.RETURNED,
        revisions=(revision(Verdict.RETURNED, "Say when."),),
        comments=(comment(1), comment(2), comment(3, "Ada Adviser")),
    )
    standing = standing_of(returned, "")
    assert standing.editable
    assert standing.banner.sentence.startswith("Returned by Carys Evans")
    assert "Say when." in standing.banner.sentence
    assert "2 comments" in standing.banner.sentence


@pytest.mark.parametrize(
    ("state", "changes", "words", "actions"),
    [
        (LetterState.SUBMITTED, {}, "Carys Evans or Leo Leader may approve it.", ("send_to", "recall")),
        (LetterState.SUBMITTED, {"me": 9}, "Waiting for approval", ()),
        (LetterState.SUBMITTED, {"me": 9, "may_approve": True}, "Waiting for approval", ("send_to", "recall")),
        (LetterState.SUBMITTED, {"may_write": False}, "Waiting for approval", ()),
        (LetterState.SUBMITTED, {"approvers": ()}, "ask an administrator", ("send_to", "recall")),
        (LetterState.APPROVED, {"revisions": (revision(Verdict.APPROVED),)}, "by Carys Evans", ("register", "reopen")),
        (LetterState.APPROVED, {"may_write": False}, "Approved.", ("register",)),
        (LetterState.APPROVED, {"me": 9}, "Approved.", ("register",)),
        (LetterState.APPROVED, {"me": 9, "may_approve": True}, "Approved.", ("register", "reopen")),
        (LetterState.POSTED, {}, "posted", ("register",)),
        (LetterState.WITHDRAWN, {}, "withdrawn", ()),
        (LetterState.EDITING, {"may_write": False}, "not among your rights", ()),
    ],
)
def test_a_letter_that_rests_says_why_and_what_can_be_done(
    state: LetterState, changes: dict[str, Any], words: str, actions: tuple[str, ...]
) -> None:
    standing = standing_of(opened(state, **changes), "")
    assert not standing.editable
    assert words in standing.banner.sentence
    assert standing.banner.actions == actions


@pytest.mark.parametrize(
    ("state", "kinds", "told"),
    [
        (LetterState.SUBMITTED, (SlipKind.COMMA, SlipKind.SPELLING), "may approve it. Lea Leader mended 2 slips."),
        (
            LetterState.SUBMITTED,
            (SlipKind.COMMA, None),
            "Lea Leader mended 1 slip and suggested other words for 1 part: F9 goes there and takes them.",
        ),
        (LetterState.RETURNED, (SlipKind.COMMA,), "Lea Leader mended 1 slip: F9 goes there and takes them."),
        (LetterState.APPROVED, (SlipKind.COMMA,), "as it stands. Lea Leader mended 1 slip."),
    ],
)
def test_what_whoever_decides_did_to_the_words_is_told_above_the_letter(
    state: LetterState, kinds: Sequence[SlipKind | None], told: str
) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    made = tuple(
        SuggestionLine(number, "a", "Words.", (), "Lea Leader", 4, at, None, is_taken=False, reply="", slip=kind)
        for number, kind in enumerate(kinds)
    )
    assert standing_of(opened(state, suggestions=made), "").banner.sentence.endswith(told)


def test_who_writes_it_now_is_named() -> None:
    standing = standing_of(opened(LetterState.EDITING), "Ben Adviser")
    assert not standing.editable
    assert "Ben Adviser is writing this letter now" in standing.banner.sentence
    assert standing.banner.actions == ("try_again",)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["A"], "A may approve it."),
        (["A", "B"], "A or B may approve it."),
        (["A", "B", "C"], "A, B or C may approve it."),
        (["A", "B", "C", "D", "E"], "A, B, C or 2 more may approve it."),
    ],
)
def test_approvers_in_words(names: list[str], sentence: str) -> None:
    assert who_approves(names) == sentence


BLOCK = Block("answer", "paragraph", "standard", (Paragraph((Run("Your answer."),)),), standard_text="Your answer.")


@pytest.mark.parametrize(
    ("block", "word"),
    [
        (BLOCK, "standard"),
        (with_text(BLOCK, "Mine."), "edited"),
        (replace(BLOCK, origin="locked"), "locked"),
        (replace(BLOCK, role="table"), "locked"),
        (replace(BLOCK, origin="cited_rule"), "cited rule"),
        (replace(BLOCK, origin="finding"), "from the case"),
        (replace(BLOCK, origin="free", facts={"reply.answer": "x"}), "from the case"),
        (Block("own-1", "paragraph", "free", ()), "your own words"),
    ],
)
def test_where_the_words_come_from(block: Block, word: str) -> None:
    assert origin_of(block).word == word


def finding(severity: Any, block_id: str | None = "answer", rule: str = "C23", **more: Any) -> Finding:
    return Finding(rule, severity, "“TBC” is still to be filled in.", block_id=block_id, **more)


def whole(*blocks: Block, language: str = "en-GB") -> Letter:
    to = Recipient("Dr A Tan", ("22 Alma Street", "Sheffield", "S3 8SA"), "GB")
    sender = Sender("Desk", "Body", ("1 Row", "Leeds", "LS1 1AA"))
    return Letter("t", "1", "reply", language, "L1", date(2026, 11, 20), sender, to, "Subject", blocks)


def test_the_outline_names_the_languages_and_what_has_no_words_in_one() -> None:
    typed = replace(BLOCK, paragraphs=(Paragraph((Run("We are sorry."),)),), standard_text="", lang="en-GB")
    other = replace(typed, id=f"cy-{BLOCK.id}", paragraphs=(), lang="cy-GB")
    lines = outline_of(whole(other, typed, language="cy-GB+en-GB"), [], [])
    assert [(line.words, line.origin.word) for line in lines] == [
        ("Welsh: Empty paragraph", "no Welsh yet"),
        ("English: We are sorry.", "edited"),
    ]


def test_the_size_agreed_is_said() -> None:
    assert printed_otherwise({"style": "large_print_22"}) == ["22 point print, as agreed"]
    assert printed_otherwise({"style": "standard"}) == []


def test_the_outline_marks_the_gravest_that_waits() -> None:
    heading = replace(BLOCK, id="h", role="heading", origin="locked", level=2)
    blocks = [heading, BLOCK, replace(BLOCK, id="next"), replace(BLOCK, id="last")]
    lines = outline_of(whole(*blocks), [finding("warn"), finding("block"), finding("warn", "next")], [comment(1)])
    assert [line.mark for line in lines] == ["plain", "bad", "warn", "plain"]
    assert [line.depth for line in lines] == [1, 1, 1, 1]
    assert [line.is_heading for line in lines] == [True, False, False, False]
    (asked,) = outline_of(whole(BLOCK), [], [comment(1)])
    assert asked.mark == "warn"
    (settled,) = outline_of(whole(BLOCK), [], [comment(1, "Ada Adviser")])
    assert settled.mark == "plain"


def test_first_words_are_one_short_line() -> None:
    assert first_words(replace(BLOCK, paragraphs=())) == "Empty paragraph"
    assert first_words(with_text(BLOCK, "One\n\ntwo")) == "One two"
    assert len(first_words(with_text(BLOCK, "word " * 100))) <= 60


@pytest.mark.parametrize(
    ("findings", "approvers", "words", "tone"),
    [
        (None, ["A"], "The checks are running.", "muted"),
        ([], ["A"], "Nothing stands in the way. A may approve it.", "good"),
        ([finding("warn")], ["A"], "Nothing stands in the way. A may approve it.", "good"),
        ([], [], "Nothing stands in the way, but nobody here may approve it: ask an administrator.", "warn"),
        ([finding("block")], ["A"], "One thing stands in the way: “TBC” is still to be filled in.", "bad"),
        ([finding("block")] * 2, ["A"], "2 things stand in the way. The first: “TBC” is still to be filled in.", "bad"),
    ],
)
def test_the_last_line(findings: list[Finding] | None, approvers: list[str], words: str, tone: str) -> None:
    assert last_line(findings, approvers, editable=True) == (words, tone)
    assert last_line(findings, approvers, editable=False) == ("", "plain")


def test_checks_are_counted_by_what_they_mean() -> None:
    assert checks_heading([]) == "Checks"
    assert checks_heading([finding("block"), finding("warn"), finding("info")]) == "Checks · 1 blocks, 2 to look at"


def test_where_the_words_are() -> None:
    at = NOW.astimezone()
    assert save_sentence("saved", None) == ""
    assert save_sentence("saved", NOW) == f"Saved {at:%H:%M}"
    assert save_sentence("away", NOW) == f"Not saved since {at:%H:%M}; kept on this machine"
    assert save_sentence("away", None) == "Not saved yet; kept on this machine"
    assert save_sentence("refused", NOW, "Too long.") == "Not saved. Too long."
    assert save_sentence("nowhere", NOW) == "Not saved anywhere: leave this page open"


def test_the_banner_tells_of_changed_facts_once_and_of_the_address_itself() -> None:
    due = ChangedFact("complaint.due_on", "Complaint · due", "2026-03-03", "2026-03-04", ("answer",))
    address = ChangedFact("addressee.address_lines", "Addressee · address", ["1 Elm"], ["2 Elm"])
    assert facts_sentence([]) == ""
    assert facts_sentence([due]) == "What one paragraph says has changed in the record."
    assert facts_sentence([address]) == "Addressee · address: was “1 Elm”, is now “2 Elm”."
    assert facts_sentence([due, replace(due, block_ids=("restate", "points")), address]) == (
        "What 3 paragraphs say has changed in the record. Addressee · address: was “1 Elm”, is now “2 Elm”."
    )


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([Span("same", "a "), Span("removed", "b"), Span("added", "c")], "a <s>b</s> <u><b>c</b></u>"),
        ([Span("removed", "<b>\nx")], "<s>&lt;b&gt;<br>x</s> "),
    ],
)
def test_struck_and_underlined_words_are_never_read_as_markup(spans: list[Span], html: str) -> None:
    assert changes_html(spans) == html


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("The facts cannot be used. /complaint: needed. /complaint/heads: needed. Correct it.", "Needs a complaint"),
        ("The facts cannot be used. /holding: needed.", "Needs the reason for the delay and a new date"),
        (
            "No. /complaint/heads: x. /next_step: y.",
            "Needs points that were looked into and the next step of the procedure",
        ),
        ("The facts cannot be used. /reply/we_will: needed.", "Needs we will"),
        ("No. /restriction: x. /restriction/until: y.", "Needs a warning of difficult contact on the record"),
        ("There is no address.", "There is no address."),
    ],
)
def test_what_a_letter_lacks_in_words(missing: str, told: str) -> None:
    assert missing_in_words(missing) == told


def test_spelling_is_wavy_and_the_rest_dashed() -> None:
    marks = marks_of(
        [
            finding("warn", rule="SP", start=0, end=3),
            finding("block", start=5, end=8),
            finding("warn"),
            finding("block", None, start=1, end=2),
        ]
    )
    assert [(mark.wavy, mark.ink) for mark in marks["answer"]] == [(True, "bad"), (False, "bad")]
    assert list(marks) == ["answer"]


def row(state: LetterState) -> LetterRow:
    return LetterRow(
        1, "L26-1", "reply", "About", state, None, 3, "Tan", "Ada", "Carys", NOW, NOW, NOW, date(2026, 11, 20)
    )


@pytest.mark.parametrize(
    ("letter", "told"),
    [
        (MyLetter(row(LetterState.RETURNED), "Carys", "Say when.", 2), "Returned by Carys: 2 comments"),
        (MyLetter(row(LetterState.RETURNED), "Carys", "Say when.", 1), "Returned by Carys: 1 comment"),
        (MyLetter(row(LetterState.RETURNED), "Carys", "Say when."), "Returned by Carys: Say when."),
        (MyLetter(row(LetterState.APPROVED)), "Approved by Carys: ready to print and post"),
        (MyLetter(row(LetterState.POSTED)), "Posted 20 Nov 2026"),
        (MyLetter(row(LetterState.WITHDRAWN)), "It will not be sent"),
    ],
)
def test_why_my_letter_stands_where_it_does(letter: MyLetter, told: str) -> None:
    assert why(letter) == told


@pytest.mark.parametrize("state", LetterState)
def test_every_state_has_words_and_a_shape(state: LetterState) -> None:
    assert why(MyLetter(row(state)))
    assert standing_of(opened(state), "").chip.word
