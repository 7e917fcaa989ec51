"""New facts come into a draft without spoiling a word of its author."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.correspondence.renewing import renewed
from letters.block_text import to_plain, with_text
from letters.compose import compose
from letters.content import Paragraph, Run
from tests.letters.conftest import Facts, example, holding

__all__ = ["example", "holding"]

RENEWED = [
    ("inside another word", "Our network has checked your two points.", "Our network has checked your three points."),
    (
        "another thing counted",
        "It took two weeks to read your two points.",
        "It took two weeks to read your three points.",
    ),
    ("not said any more", "We were two weeks late.", "We were two weeks late."),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in RENEWED], ids=[case[0] for case in RENEWED])
def test_new_facts_spoil_no_word_of_the_author(text: str, expected: str, holding: Facts) -> None:
    holding["template"], holding["letter"]["kind"] = "acknowledgement", "acknowledgement"
    before = compose(holding)
    mine = before.with_block(with_text(before.block("points"), text))
    holding["complaint"]["heads"].append({**holding["complaint"]["heads"][0], "id": 3, "number": 3})
    outcome = renewed(mine, before, compose(holding))
    assert to_plain(outcome.letter.block("points")) == expected
    assert outcome.to_read == ("points",)


def test_a_link_inside_a_word_of_a_draft_stored_earlier_is_let_go(holding: Facts) -> None:
    holding["template"], holding["letter"]["kind"] = "acknowledgement", "acknowledgement"
    before = compose(holding)
    runs = (Run("Our ne"), Run("two", fact="complaint.heads"), Run("rk has read it."))
    mine = before.with_block(replace(before.block("points"), paragraphs=(Paragraph(runs),)))
    holding["complaint"]["heads"].append({**holding["complaint"]["heads"][0], "id": 3, "number": 3})
    outcome = renewed(mine, before, compose(holding))
    assert to_plain(outcome.letter.block("points")) == "Our network has read it."
    assert outcome.to_read == ("points",)
