"""Facts into blocks: values are words with a path, faults come all at once, what changed later is found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.block_text import to_plain
from letters.clean import clean
from letters.compose import compose
from letters.content import content_hash as hash_of
from letters.content import from_json, to_json
from letters.facts import facts_hash, stale_facts, value_at
from letters.library import Library
from letters.problems import DocumentRefused

NASTY = [
    "A & B <Ltd>",
    "Łódź",
    "O'Brien",
    "# not a heading",
    "{{ desk.name }}",
    "**bold**",
    "<b>Sons",
    "- item",
    "1. one",
]


@pytest.mark.parametrize("value", NASTY)
def test_values_are_never_parsed(value: str, response: dict[str, Any]) -> None:
    response["complaint"]["heads"][0]["what_happened"] = value
    block = compose(response).block("head-h1-what-happened")
    assert [paragraph.kind for paragraph in block.paragraphs] == ["text"]
    run = block.paragraphs[0].runs[0]
    assert run.text.rstrip(".") == value
    assert (run.strong, run.fact) == (False, "complaint.heads.h1.what_happened")
    assert block.role == "paragraph"


def test_ids_are_the_same_each_time_and_name_the_point(response: dict[str, Any]) -> None:
    letter = compose(response)
    assert [block.id for block in letter.blocks] == [block.id for block in compose(response).blocks]
    assert letter.block("head-h2-finding").head_id == "h2"
    response["complaint"]["heads"].reverse()
    assert compose(response).block("head-h2-finding") == letter.block("head-h2-finding")


def test_conditions_choose_blocks(response: dict[str, Any]) -> None:
    parts = {(block.part, block.head_id) for block in compose(response).blocks}
    assert ("delay_apology", None) in parts
    assert ("apology", "h1") in parts
    assert ("apology", "h3") not in parts
    response["complaint"]["late"] = False
    assert "delay_apology" not in {block.part for block in compose(response).blocks}


def test_every_missing_fact_is_told_at_once(response: dict[str, Any]) -> None:
    response["complaint"]["heads"][0]["reason"] = ""
    del response["complaint"]["heads"][2]["what_happened"]
    response["next_step"]["how"] = "  "
    with pytest.raises(DocumentRefused) as caught:
        compose(response)
    pointers = {fault.pointer for fault in caught.value.faults}
    assert pointers == {"/complaint/heads/0/reason", "/complaint/heads/2/what_happened", "/next_step/how"}


def test_missing_parts_and_wrong_kind_are_told(response: dict[str, Any]) -> None:
    response["next_step"] = None
    response["letter"]["kind"] = "reply"
    with pytest.raises(DocumentRefused) as caught:
        compose(response)
    assert {fault.pointer for fault in caught.value.faults} == {"/next_step", "/letter/kind"}


def test_blank_lines_of_a_value_make_paragraphs(response: dict[str, Any]) -> None:
    block = compose(response).block("head-h1-what-happened")
    assert len(block.paragraphs) == 2
    assert {run.fact for paragraph in block.paragraphs for run in paragraph.runs} == {
        "complaint.heads.h1.what_happened"
    }


def test_large_print_follows_the_need(response: dict[str, Any]) -> None:
    assert compose(response).style == "standard"
    response["addressee"]["adjustments"] = ["large_print"]
    assert compose(response).style == "large_print"


def test_a_changed_fact_is_found_and_others_are_not(response: dict[str, Any]) -> None:
    letter = compose(response)
    assert not any(stale_facts(block, response) for block in letter.blocks)
    response["complaint"]["received_on"] = "2026-11-03"
    stale = [one for block in letter.blocks for one in stale_facts(block, response)]
    assert [(one.block_id, one.path, one.was, one.now) for one in stale] == [
        ("restate", "complaint.received_on", "2026-11-02", "2026-11-03")
    ]


def test_a_fact_that_is_gone_is_stale(response: dict[str, Any]) -> None:
    letter = compose(response)
    del response["complaint"]["heads"][0]
    stale = stale_facts(letter.block("head-h1-reason"), response)
    assert [one.now for one in stale] == [None]


def test_content_goes_to_json_and_back_with_one_hash(response: dict[str, Any]) -> None:
    letter = compose(response)
    assert from_json(to_json(letter)) == letter
    assert hash_of(from_json(to_json(letter))) == hash_of(letter)
    response["signatory"]["job_title"] = "Director"
    assert hash_of(compose(response)) != hash_of(letter)


def test_facts_hash_ignores_the_order_of_keys(response: dict[str, Any]) -> None:
    assert facts_hash(dict(reversed(response.items()))) == facts_hash(response)


def test_items_are_named_by_id_or_place() -> None:
    facts = {"heads": [{"id": 7, "r": [{"x": "a"}, {"x": "b"}]}]}
    assert value_at(facts, "heads.7.r.2.x") == "b"
    assert value_at(facts, "heads.8.r.2.x") is None
    assert value_at(facts, "heads.7.r.2.x.y") is None


_LIBRARY = Library(
    {
        "own": "---\ncode: own\ntitle: T\nversion: 1\nkind: reply\nlanguage: en-GB\n---\n"
        "```block b\n```\nYou wrote: {{ reply.answer }} **{{ person.full_name }}** end.\n"
    },
    {},
)


@given(st.text(min_size=1, max_size=200).filter(lambda text: clean(text).strip() != ""))
def test_any_value_stands_in_the_block_as_it_is(text: str) -> None:
    facts: dict[str, Any] = {
        "schema": "fairhand.facts/1",
        "template": "own",
        "language": "en-GB",
        "today": "2026-11-20",
        "letter": {"reference": "L1", "date": "2026-11-20", "kind": "reply"},
        "desk": {"name": "D", "organisation": "O", "address_lines": ["A"]},
        "signatory": {"name": "S", "job_title": "J"},
        "addressee": {"name_on_letters": "N", "salutation": "Dear N", "address_lines": [], "country": "GB"},
        "person": {"full_name": "P"},
        "reply": {"subject": "s", "answer": text},
        "enclosures": [],
    }
    block = compose(facts, _LIBRARY).block("b")
    printed = "\n\n".join(
        run.text for paragraph in block.paragraphs for run in paragraph.runs if run.fact == "reply.answer"
    )
    assert printed.split() == clean(text).split()
    assert block.standard_text == to_plain(block)


@pytest.mark.parametrize(
    ("adjustments", "told"),
    [
        (["large_print"], "another format."),
        (["braille"], "another format."),
        ([], "another format, such as large print."),
    ],
)
def test_large_print_is_not_offered_to_who_needs_another_format(
    adjustments: list[str], told: str, response: dict[str, Any]
) -> None:
    response["addressee"]["adjustments"] = adjustments
    assert to_plain(compose(response).block("contact")).endswith(told)


@pytest.mark.parametrize("limit", ["You have 28 days from the decision", None])
def test_a_limit_that_is_told_is_not_told_again_as_one_that_may_be(limit: str | None, holding: dict[str, Any]) -> None:
    holding |= {"template": "signposting-judicial", "letter": {**holding["letter"], "kind": "signposting"}}
    holding["signposting"] |= {"route": "judicial_decision", "limit": limit}
    letter = compose(holding)
    assert ("There may be a time limit" in to_plain(letter.block("advice"))) == (limit is None)
    assert ("28 days" in to_plain(letter.block("where"))) == (limit is not None)


@pytest.mark.parametrize(("stage", "told"), [("review", "for a review."), ("assessment", "for an assessment.")])
def test_the_next_stage_is_named_with_its_article(stage: str, told: str, response: dict[str, Any]) -> None:
    response["next_step"]["stage"] = stage
    assert told in " ".join(to_plain(block) for block in compose(response).blocks)
