"""What a finding says, however it is put: negated, in part, in doubt, or of something else."""

from __future__ import annotations

from typing import Any

import pytest

from letters.block_text import MAX_TEXT, with_text
from letters.checks import check
from letters.checks.outcome_said import outcomes_said
from letters.compose import compose
from letters.template.forms import OUTCOME_WORDS

UP, PART, NOT, OPEN, UNCLEAR = "upheld", "partly_upheld", "not_upheld", "no_finding", None

STANDARD: list[tuple[str, list[str | None]]] = [
    (sentence, [OPEN if outcome in ("withdrawn", "redirected") else outcome])
    for outcome, sentence in OUTCOME_WORDS.items()
]
SAID: list[tuple[str, list[str | None]]] = [
    *STANDARD,
    # Upheld, although the sentence has a "not" that belongs elsewhere.
    ("**We uphold this point.** You were not told.", [UP]),
    ("We uphold this point because we did not call you.", [UP]),
    ("We uphold this point: nobody called you.", [UP]),
    ("Because we did not call you back, we uphold this point.", [UP]),
    ("We did not call you back and so uphold this point.", [UP]),
    ("You were never told, so we uphold your complaint.", [UP]),
    ("You were not told, and this point is upheld.", [UP]),
    ("The log does not show a call; we uphold this.", [UP]),
    ("We have no hesitation in upholding this point.", [UP]),
    ("We not only uphold this point but thank you for it.", [UP]),
    ("We have upheld this point in full.", [UP]),
    ("Upheld.", [UP]),
    ("We have decided to uphold your complaint.", [UP]),
    # Not upheld.
    ("We have not been able to uphold this point.", [NOT]),
    ("We are unable to uphold this point.", [NOT]),
    ("There is nothing to uphold here.", [NOT]),
    ("We haven’t upheld this.", [NOT]),
    ("We could not uphold this point.", [NOT]),
    ("We find no reason to uphold it.", [NOT]),
    ("We have not, having read all that we hold, been able to uphold this.", [NOT]),
    ("We do not therefore uphold it.", [NOT]),
    ("None of this point is upheld.", [NOT]),
    ("We uphold no part of it.", [NOT]),
    ("We uphold none of this.", [NOT]),
    ("We refuse to uphold this point.", [NOT]),
    ("There is insufficient evidence to uphold this point.", [NOT]),
    ("We found no fault, nor do we uphold this point.", [NOT]),
    ("We cannot and do not uphold this point.", [NOT]),
    ("This point is not upheld.", [NOT]),
    ("You were not told, but we do not uphold this point.", [NOT]),
    ("We would have upheld this, but we do not uphold it.", [NOT]),
    # In part.
    ("We uphold this point in part.", [PART]),
    ("Your complaint is partially upheld.", [PART]),
    ("We uphold part of this point.", [PART]),
    ("We uphold this point to some extent.", [PART]),
    ("We uphold this point, but not all of it.", [PART]),
    ("We uphold this point except for what you say of the letter.", [PART]),
    ("We uphold this point for the most part.", [PART]),
    ("We largely uphold this point.", [PART]),
    # No finding.
    ("We are not able to make a finding on this.", [OPEN]),
    ("We are unable to reach a finding.", [OPEN]),
    ("There is no finding that we can make: we can neither uphold it nor reject it.", [OPEN]),
    # In doubt: somebody must put it plainly.
    ("We cannot, we are sorry to say, uphold this.", [UNCLEAR]),
    ("We see no reason not to uphold this point.", [UNCLEAR]),
    ("We do not fully uphold this point.", [UNCLEAR]),
    ("We do not uphold this point in full.", [UNCLEAR]),
    ("We do not partly uphold this point.", [UNCLEAR]),
    # Two findings at once.
    ("We uphold this point. We do not uphold it.", [UP, NOT]),
    ("We uphold what you say of the delay; we do not uphold the rest.", [UP, NOT]),
    # Nothing is said.
    ("This was not good.", []),
    ("We would have upheld this, but we do not.", []),
    ("If we uphold this point, we will write.", []),
    ("You asked us to uphold this point.", []),
    ("We looked at whether to uphold it.", []),
    ("Should we uphold this?", []),
    ("We uphold the decision of the office.", []),
    ("We uphold our first answer.", []),
    ("We uphold the highest standards.", []),
    ("Our first answer did not uphold this point.", []),
    ("We might uphold this later.", []),
    ("Our finding is set out here.", []),
    ("You might think that we can make a finding.", []),
]


@pytest.mark.parametrize(("text", "said"), SAID, ids=[text for text, _ in SAID])
def test_what_a_finding_says(text: str, said: list[str | None]) -> None:
    found = outcomes_said(text)
    assert [one.outcome for one in found] == said
    assert all(0 <= one.start < one.end <= len(text) for one in found)


# The worked example: point 1 is upheld, point 2 in part, point 3 not.
JUDGED: list[tuple[str, str, str]] = [
    ("head-h1-finding", "We have not been able to uphold this point because the record shows it.", "not the one"),
    ("head-h1-finding", "We are unable to uphold this point.", "not the one"),
    ("head-h1-finding", "We would have upheld this, but we do not.", "does not say whether"),
    ("head-h1-finding", "We uphold this point. In truth we do not uphold it.", "does not say clearly what it is"),
    ("head-h1-finding", "We uphold this point because you were not told.", ""),
    ("head-h1-finding", "We uphold this point. Our first answer did not uphold it.", ""),
    ("head-h2-finding", "We partly uphold this point. We uphold the delay. We do not uphold the rest.", ""),
    ("head-h2-finding", "We uphold the delay. We do not uphold the rest.", "does not say clearly what it is"),
    ("head-h3-finding", "There is nothing to uphold here.", ""),
    ("head-h3-finding", "We see no reason not to uphold this point.", "does not say clearly what it is"),
    ("head-h3-finding", "We uphold the decision of the office.", "does not say whether"),
]


@pytest.mark.parametrize(("block_id", "text", "told"), JUDGED, ids=[text for _, text, _ in JUDGED])
def test_the_finding_says_what_the_record_says(block_id: str, text: str, told: str, response: dict[str, Any]) -> None:
    letter = compose(response)
    letter = letter.with_block(with_text(letter.block(block_id), text))
    found = [finding for finding in check(letter, response) if finding.rule == "C08"]
    assert [told in finding.message for finding in found] == ([True] if told else [])
    assert all(finding.severity == "block" and finding.block_id == block_id for finding in found)


@pytest.mark.parametrize("piece", ["uphold ", "not ", ", we ", "finding ", "not uphold, ", "part of ", "neither "])
def test_a_page_of_findings_holds_nobody_up(piece: str) -> None:
    said = outcomes_said("We " + piece * (MAX_TEXT // len(piece)))
    assert len(said) < 100
