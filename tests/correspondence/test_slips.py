"""What is a slip and what is writing: by tables, and by whatever may be typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.correspondence.comment_tables import SlipKind
from app.correspondence.slips import slip_of

KNOWN = {
    "we",
    "received",
    "your",
    "letter",
    "the",
    "now",
    "not",
    "here",
    "may",
    "upheld",
    "and",
    "nowhere",
    "sent",
    "it",
}


def knows(word: str) -> bool:
    return word.lower() in KNOWN


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("We recieved your letter.", "We received your letter.", SlipKind.SPELLING),
        ("We sent teh letter.", "We sent the letter.", SlipKind.SPELLING),
        ("We sent it and the letter.", "We sent it, and the letter.", SlipKind.COMMA),
        ("We sent, it.", "We sent it.", SlipKind.COMMA),
        ("We sent the the letter.", "We sent the letter.", SlipKind.DOUBLED_WORD),
        ("we sent it.", "We sent it.", SlipKind.CAPITAL),
        ("We Sent it.", "We sent it.", SlipKind.CAPITAL),
        ("We  sent it.", "We sent it.", SlipKind.SPACE),
        ("We sent it .", "We sent it.", SlipKind.SPACE),
        ("We sent,it.", "We sent, it.", SlipKind.SPACE),
    ],
)
def test_slips_of_each_kind(before: str, after: str, kind: SlipKind) -> None:
    found = slip_of(before, after, knows)
    assert found is not None
    assert found.kind is kind
    assert before[: found.at] + found.now + before[found.at + len(found.was) :] == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We sent it.", "We sent it."),
        ("It is now upheld.", "It is not upheld."),
        ("We write now here.", "We write nowhere."),
        ("We pay 1,000 pounds.", "We pay 1000 pounds."),
        ("We pay 10 000 pounds.", "We pay 10000 pounds."),
        ("On 12 May.", "On 13 May."),
        ("Dear Dr Smyth", "Dear Dr Smith"),
        ("We recieved teh letter.", "We received the letter."),
        ("We sent it.", "We sent."),
        ("We sent it to us.", "We sent it to US."),
        ("We recieved it.", "We refused it."),
        ("We sent it. Yours", "We sent it.\n\nYours"),
        ("Sent on 1.2.", "Sent on 1, 2."),
    ],
)
def test_what_is_more_than_a_slip(before: str, after: str) -> None:
    assert slip_of(before, after, knows) is None


_TEXT = st.text(alphabet="ab teh,.AB12 \n", max_size=24)


@given(_TEXT, _TEXT)
def test_a_slip_is_only_what_its_kind_says(before: str, after: str) -> None:
    found = slip_of(before, after, knows)
    if found is None:
        return
    assert before[: found.at] + found.now + before[found.at + len(found.was) :] == after
    assert re.findall(r"\d+", before) == re.findall(r"\d+", after)
    bare = {
        SlipKind.COMMA: lambda text: text.replace(",", ""),
        SlipKind.SPACE: lambda text: text.replace(" ", ""),
        SlipKind.CAPITAL: str.lower,
    }.get(found.kind)
    if bare is not None:
        assert bare(before) == bare(after)
    if found.kind is SlipKind.SPACE:
        assert re.findall(r"\w+", before) == re.findall(r"\w+", after), "no words are joined or parted"


@given(_TEXT, st.integers(0, 24), st.sampled_from(["", ",", " ", "a", "1", "the "]))
def test_one_edit_is_told_the_same_from_wherever_it_is_made(text: str, at: int, put: str) -> None:
    after = text[:at] + put + text[at:]
    found = slip_of(text, after, knows)
    assert found is None or found.kind in {SlipKind.COMMA, SlipKind.SPACE, SlipKind.SPELLING}
