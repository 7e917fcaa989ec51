"""The matter under the subject: its lines by language, on the page and as plain text; nothing where none is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from letters.compose import compose
from letters.content import Style, from_json, to_json
from letters.heading import heading_lines
from letters.plain_text import plain_text
from letters.rows import letter_rows
from letters.schemas import content_faults
from letters.styles import styles_of

MATTER: dict[str, Any] = {
    "case_number": "F4QZ81K2",
    "court": "County Court at York",
    "hearing_on": "2026-12-17",
    "parties": [
        {"role": "claimant", "name": "Aisha Khan"},
        {"role": "firm", "name": "Brown & Co", "acts_for": "the claimant", "fee_earner": "Ms Lee", "dx": "12 York 2"},
        {"role": "other", "name": "Ferro Ltd"},
        {"role": "firm", "name": "Green LLP", "dx": "DX 7 Hull"},
    ],
    "references": [{"whose": "Your MP", "number": "JS/17"}, {"whose": "Green LLP", "number": "G1"}],
}


def lines(language: str, **changed: Any) -> list[tuple[str, str]]:
    return [(line.label, line.text) for line in heading_lines(MATTER | changed, language)]


def test_each_line_says_what_it_is() -> None:
    assert lines("en-GB") == [
        ("Case number", "F4QZ81K2"),
        ("Parties", "Aisha Khan (claimant), Ferro Ltd"),
        ("Firm", "Brown & Co, for the claimant, Ms Lee, DX 12 York 2"),
        ("Firm", "Green LLP, DX 7 Hull"),
        ("Court or office", "County Court at York"),
        ("Hearing", "17 December 2026"),
        ("Other references", "Your MP: JS/17, Green LLP: G1"),
    ]


def test_the_labels_are_of_the_letters_language() -> None:
    assert lines("cy-GB")[:2] == [("Rhif yr achos", "F4QZ81K2"), ("Partïon", "Aisha Khan (hawlydd), Ferro Ltd")]
    assert lines("de-DE") == lines("en-GB")


def test_nothing_stands_where_nothing_is_known(response: dict[str, Any]) -> None:
    assert heading_lines({}, "en-GB") == ()
    letter = replace(compose(response), heading=())
    assert "matter" not in {row.block_id for row in letter_rows(letter, styles_of(letter.style))}


@pytest.mark.parametrize("style", ["standard", "large_print"])
def test_it_stands_under_the_subject_in_two_columns_and_on_one_page(style: Style, holding: dict[str, Any]) -> None:
    holding["complaint"] |= MATTER
    letter = replace(compose(holding), style=style)
    rows = letter_rows(letter, styles_of(style))
    at = [place for place, row in enumerate(rows) if row.block_id == "matter"]
    assert rows[at[0] - 1].role == "heading"
    assert at == list(range(at[0], at[-1] + 1))
    assert [rows[place].may_break for place in at] == [place > at[0] and len(rows[place].segments) > 1 for place in at]
    labelled = [rows[place].segments for place in at if len(rows[place].segments) > 1]
    assert [segments[0].text for segments in labelled] == [line.label for line in letter.heading]
    assert len({segments[1].x for segments in labelled}) == 1
    assert all(segments[0].strong and segments[0].x == 0.0 for segments in labelled)


def test_it_is_read_out_under_the_subject(holding: dict[str, Any]) -> None:
    holding["complaint"] |= MATTER
    letter = compose(holding)
    assert f"{letter.subject}\n\nCase number: F4QZ81K2\nParties: Aisha Khan (claimant), Ferro Ltd\n" in plain_text(
        letter
    )


def test_it_is_stored_with_the_letter(holding: dict[str, Any]) -> None:
    holding["complaint"] |= MATTER
    letter = compose(holding)
    assert not content_faults(to_json(letter))
    assert from_json(to_json(letter)) == letter
