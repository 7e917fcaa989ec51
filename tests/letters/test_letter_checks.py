"""Each rule finds the letter that is spoilt in its way, and only that; sound letters raise nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.block_text import MAX_TEXT, to_plain, with_text
from letters.checks import blocks, check
from letters.checks.draft import ours
from letters.checks.finding import Finding
from letters.checks.page_fit import page_findings
from letters.checks.spelling import BritishSpeller
from letters.checks.wording import written_words
from letters.compose import compose
from letters.content import Block, Paragraph, Run
from letters.typeset import typeset
from tests.letters.spoilings import (
    BEREAVED,
    H1,
    HOLDING,
    ON_A_JUDGE,
    SOUND,
    SPOILT,
    Facts,
    Spoil,
    fact,
    late_fact,
    swapped,
    to_representative,
    without,
    words,
)


def rules(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


@pytest.mark.parametrize(
    ("rule", "spoil"), [(r, s) for r, _, s in SPOILT], ids=[f"{r} {name}" for r, name, _ in SPOILT]
)
def test_each_rule_finds_its_own_fault(rule: str, spoil: Spoil, response: Facts) -> None:
    letter, facts = spoil(compose(response), response)
    found = check(letter, facts)
    assert rules(found) == {rule}, [finding.message for finding in found]
    for finding in found:
        assert finding.message.endswith((".", "”"))
        if finding.start is not None:
            assert finding.block_id is not None
            assert 0 <= finding.start < (finding.end or 0) <= len(to_plain(letter.block(finding.block_id)))


@pytest.mark.parametrize("spoil", [spoil for _, spoil in HOLDING], ids=[name for name, _ in HOLDING])
def test_a_holding_letter_says_why_and_when(spoil: Spoil, holding: Facts) -> None:
    letter, facts = spoil(compose(holding), holding)
    found = check(letter, facts)
    assert rules(found) == {"C20"}, [finding.message for finding in found]
    assert blocks(found)


@pytest.mark.parametrize("spoil", [spoil for _, spoil in BEREAVED], ids=[name for name, _ in BEREAVED])
def test_a_condolence_is_quiet(spoil: Spoil, facts_for: Callable[[str], Facts]) -> None:
    facts = facts_for("condolence")
    found = check(*spoil(compose(facts), facts))
    assert rules(found) == {"C36"}, [finding.message for finding in found]
    assert not blocks(found)


@pytest.mark.parametrize(
    "said",
    [
        "We will write to you within 10 working days.",
        "We’ll do this without delay, as soon as possible.",
        "You do not have to do anything.",
        "You must not worry about the subscription.",
    ],
)
def test_what_a_condolence_promises_is_no_demand(said: str, facts_for: Callable[[str], Facts]) -> None:
    facts = facts_for("condolence")
    assert check(*words("condolence", f"We are very sorry. {said}")(compose(facts), facts)) == []


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("Byddwn yn ysgrifennu atoch o fewn 10 diwrnod.", 0),
        ("Mae'n rhaid i chi dalu o fewn 14 diwrnod.", 2),
        ("Rydym yn falch o'ch helpu!", 2),
        ("Nid oes angen i chi wneud dim.", 0),
    ],
)
def test_a_welsh_condolence_is_quiet_too(said: str, count: int, facts_for: Callable[[str], Facts]) -> None:
    facts = facts_for("condolence")
    facts["language"] = facts["addressee"]["language"] = "cy-GB"
    letter, facts = words("cy-condolence", f"Mae'n ddrwg gennym. {said}")(compose(facts), facts)
    assert [finding.rule for finding in check(letter, facts)].count("C36") == count


@pytest.mark.parametrize("spoil", [spoil for _, spoil in SOUND], ids=[name for name, _ in SOUND])
def test_sound_letters_raise_nothing(spoil: Spoil, response: Facts) -> None:
    letter, facts = spoil(compose(response), response)
    assert check(letter, facts) == []


def test_beside_the_name_of_a_point_about_a_judge_its_words_are_ours(response: Facts) -> None:
    letter, facts = ON_A_JUDGE(compose(response), response)
    for block in [one for one in letter.blocks if ours(one) and "The judge was rude" in one.facts.values()]:
        said = f"{to_plain(block)} We agree: the judge was rude."
        assert "C21" in rules(check(*words(block.id, said)(letter, facts))), block.id


def test_without_facts_what_the_letter_shows_is_checked(response: Facts) -> None:
    letter = compose(response)
    assert check(letter) == []
    assert rules(check(words("head-h1-apology", "")(letter, response)[0])) == {"C10"}
    assert rules(check(swapped("head-h1-finding", "We uphold", "We do not uphold")(letter, response)[0])) == {"C08"}


def test_what_blocks_comes_first(response: Facts) -> None:
    letter = without("sought", "head-h2-finding")(compose(response), response)[0]
    assert [finding.severity for finding in check(letter, response)] == ["block", "warn"]


def test_a_complaint_in_its_own_words_may_have_any_signs(holding: Facts) -> None:
    holding["complaint"] |= {"summary": None, "in_their_words": "Mr XX never answered???? I am ....... tired"}
    assert check(compose(holding), holding) == []
    holding["complaint"]["in_their_words"] = "I wrote to {{ name }} and nobody answered me."
    assert check(compose(holding), holding) == []


@pytest.mark.parametrize(
    "sign", ["{{ name }}", "{{", "[insert name]", "<<name>>", "XX", "????", "[Ms]", "**{{**", "1. [ ]"]
)
@pytest.mark.parametrize("place", ["person/full_name", "addressee/salutation", "complaint/summary", f"{H1}/finding"])
def test_data_is_never_taken_for_a_gap(place: str, sign: str, response: Facts) -> None:
    letter, facts = fact(place, f"Ada {sign} Lovelace")(compose(response), response)
    facts["addressee"]["name_on_letters"] = f"Ada {sign} Lovelace"
    letter = compose(facts)
    assert [one for one in check(letter, facts) if one.rule == "C23" and one.severity == "block"] == []


def test_words_written_round_a_value_leave_it_a_value(response: Facts) -> None:
    letter, facts = fact(f"{H1}/what_they_say", "I wrote to {{ name }}.")(compose(response), response)
    block = letter.block("head-h1-told-us")
    letter = letter.with_block(with_text(block, to_plain(block).replace("I wrote", "I had written")))
    assert rules(check(letter, facts)) == set()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("explain [Annex A]", "warn"),
        ("explain [sic]", ""),
        ("explain [2024] UKSC 12", ""),
        ("say “[we]” here", ""),
        ("explain within the period [of 14 days] allowed", "warn"),
        ("explain the sum [£20 and the costs]", "warn"),
        ("explain on [day]", "block"),
        ("explain in [number of days]", "block"),
        ("explain Order XX of the Rules", "warn"),
        ("explain Part XXX of Schedule 2", "warn"),
        ("explain in xx days", "warn"),
        ("explain to Ms Xx", ""),
        ("explain in [xx] days", "block"),
        ("explain on XX/XX/2026", "block"),
        ("explain £XX", "block"),
        ("explain XXXX", "block"),
        ("explain to Mr Todo", ""),
        ("explain TODO", "block"),
        ("explain to Tbc Ltd", ""),
        ("explain TBC", "block"),
        ("explain regulation 3(1)((a))", ""),
        ("explain regulation 3(1)((iv))", ""),
        ("explain ((outcome))", "block"),
    ],
)
def test_what_may_be_finished_is_a_question_or_nothing(text: str, severity: str, response: Facts) -> None:
    letter, facts = swapped("sought", "explain", text)(compose(response), response)
    assert {one.severity for one in check(letter, facts) if one.rule == "C23"} == ({severity} if severity else set())


def test_a_prompt_left_in_the_record_by_a_colleague_is_a_question(response: Facts) -> None:
    letter, facts = fact(f"{H1}/finding", "We sent it on [date].")(compose(response), response)
    told = [(one.severity, one.message) for one in check(letter, facts) if one.rule == "C23"]
    assert told == [("warn", "“[date]” comes from the record and looks unfinished: correct it there.")]


@given(st.text(alphabet="ab *-\\1.)[]{}_?X\n", max_size=40))
def test_written_words_stand_where_the_plain_text_has_them(value: str) -> None:
    block = Block("b", "paragraph", "free", (Paragraph((Run("Say "), Run(value, fact="a.b"), Run(" so [date]."))),))
    assert len(written_words(block)) == len(to_plain(block))


@pytest.mark.parametrize("told", ["I rang on Friday 1 October 2026.", "I was to hear by 31 November 2026."])
def test_a_wrong_day_in_the_readers_own_words_is_told_but_may_stay(told: str, response: Facts) -> None:
    letter, facts = fact(f"{H1}/what_they_say", told)(compose(response), response)
    assert [(finding.rule, finding.severity) for finding in check(letter, facts)] == [("C24", "warn")]
    ours = swapped("sought", "You asked", f"{told} You asked")(compose(response), response)[0]
    assert blocks(check(ours, response))


@pytest.mark.parametrize(
    ("authority", "told"),
    [
        ({"state": "expired", "expires_on": "2026-11-19"}, "Ms Una Byrne's authority ended on 19 November 2026."),
        ({"state": "given", "expires_on": "2026-11-19"}, "Ms Una Byrne's authority ended on 19 November 2026."),
        ({"state": "expired"}, "Ms Una Byrne may not be written to: authority has run out."),
        # Somebody ended it before its day: the day says nothing then.
        (
            {"state": "expired", "expires_on": "2027-01-01"},
            "Ms Una Byrne may not be written to: authority has run out.",
        ),
        ({"state": "none"}, "Ms Una Byrne may not be written to: authority was never asked for."),
    ],
)
def test_it_is_told_what_is_wrong_with_an_authority(authority: Facts, told: str, response: Facts) -> None:
    letter, facts = to_representative(**authority)(compose(response), response)
    assert [finding.message for finding in check(letter, facts)] == [told]


@pytest.fixture
def acknowledgement(holding: Facts) -> Facts:
    """A letter that says how many points there are, and is still right: its answer is due in December."""
    holding["template"], holding["letter"]["kind"] = "acknowledgement", "acknowledgement"
    return holding


@pytest.mark.parametrize("language", ["en-GB", "cy-GB"])
def test_a_late_acknowledgement_says_sorry_for_it(acknowledgement: Facts, language: str) -> None:
    acknowledgement["language"], acknowledgement["complaint"]["late"] = language, True
    letter = compose(acknowledgement)
    assert [one.rule for one in check(letter, acknowledgement) if one.rule == "C22"] == []
    [sorry] = [block for block in letter.blocks if block.part == "delay_apology"]
    silent = letter.with_block(replace(sorry, paragraphs=()))
    assert [one.block_id for one in check(silent, acknowledgement) if one.rule == "C22"] == [sorry.id]


def test_how_many_points_there_are_is_not_changed_by_what_they_say(acknowledgement: Facts) -> None:
    letter = compose(acknowledgement)
    acknowledgement["complaint"]["heads"][0]["what_they_say"] = "Nobody can find them."
    assert check(letter, acknowledgement) == []


def test_points_that_changed_are_told_by_their_titles(acknowledgement: Facts) -> None:
    letter, heads = compose(acknowledgement), acknowledgement["complaint"]["heads"]
    heads[1] = {**heads[1], "id": 3, "title": "The form is hard to read"}
    said = [finding.message for finding in check(letter, acknowledgement) if finding.fact_path == "complaint.heads"]
    assert len(said) == 1
    assert "was “Your papers were lost, You were not told that the hearing was put off”" in said[0]
    assert "is now “Your papers were lost, The form is hard to read”" in said[0]


TOLD: list[tuple[str, Any, str, set[str]]] = [
    ("addressee/name_on_letters", "Dr Mei Lin Tan", "addressee.name_on_letters", set()),
    ("addressee/salutation", "Dear Dr Tang", "addressee.salutation", set()),
    ("complaint/reference", "C26-1", "complaint.reference", set()),
    ("complaint/due_on", "2026-11-19", "complaint.due_on", set()),
    ("complaint/due_on", "2026-11-19", "complaint.late", {"C24"}),
    ("complaint/heads/0/reason", "Because.", "complaint.heads", set()),
    ("complaint/heads/0/reason", "Because.", "complaint.heads.h1.reason.order", set()),
    ("complaint/heads/0/reason", "Because.", "complaint.heads.h10.reason", {"C24"}),
    # That a day lies after the letter is no change: it is told whoever tells of the change.
    ("complaint/received_on", "2026-11-25", "complaint.received_on", {"C24", "C02"}),
]


@pytest.mark.parametrize(("path", "value", "told", "left"), TOLD, ids=[f"{path} {told}" for path, _, told, _ in TOLD])
def test_a_change_that_is_told_already_is_not_told_again(
    path: str, value: Any, told: str, left: set[str], response: Facts
) -> None:
    letter, facts = late_fact(path, value)(compose(response), response)
    assert "C24" in rules(check(letter, facts))
    assert rules(check(letter, facts, told={told})) == left


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("cy", ["The reader prefers letters in Welsh; the text of this letter is in English."]),
        ("zh-Hant", ["The reader prefers letters in Chinese; the text of this letter is in English."]),
        ("qqq", ["The reader prefers letters in qqq; the text of this letter is in English."]),
        ("not a tag", ["The reader prefers letters in not a tag; the text of this letter is in English."]),
        ("en", []),
        ("en-SG", []),
        ("EN-gb", []),
        ("", []),
        (None, []),
    ],
)
def test_another_language_is_told_and_does_not_stand_in_the_way(
    language: str | None, told: list[str], response: Facts
) -> None:
    letter, facts = fact("addressee/language", language)(compose(response), response)
    found = check(letter, facts)
    assert [finding.message for finding in found] == told
    assert not blocks(found)


def test_a_remedy_that_is_only_an_apology_is_told(response: Facts) -> None:
    response["complaint"]["heads"][1]["remedies"] = response["complaint"]["heads"][1]["remedies"][:1]
    found = check(compose(response), response)
    assert [(finding.rule, finding.severity) for finding in found] == [("C13", "warn")]


def test_an_acknowledgement_may_not_promise_a_day_that_is_over(holding: Facts) -> None:
    holding["template"], holding["letter"]["kind"] = "acknowledgement", "acknowledgement"
    assert check(compose(holding), holding) == []
    holding["complaint"]["due_on"] = "2026-11-19"
    assert [finding.fact_path for finding in check(compose(holding), holding)] == ["complaint.due_on"]


def test_more_pages_than_the_post_takes_are_told(response: Facts) -> None:
    for head in response["complaint"]["heads"]:
        head["what_happened"] = "It rained on 5 October. " * 800
    letter = compose(response)
    assert rules(list(page_findings(letter, typeset(letter)))) == {"C34"}


SPELLING = [
    ("We recieved it.", ["recieved"]),
    ("The judgment misspelt it.", []),
    ("The color of the center.", ["color", "center"]),
    ("The colour of the centre; we organise and apologise.", []),
    ("Dr Tan’s certificate, Okafor's team, EC1V and NHS.", []),
    ("See www.meridian.example or relations@meridian.example.", []),
    ("It’s what you’d expect; you haven't heard.", []),
]


@pytest.mark.parametrize(("text", "wrong"), SPELLING)
def test_spelling_is_british_and_knows_names(
    text: str, wrong: list[str], response: Facts, speller: BritishSpeller
) -> None:
    letter = words("sought", text)(compose(response), response)[0]
    found = [finding for finding in check(letter, response, speller=speller) if finding.rule == "SP"]
    plain = to_plain(letter.block("sought"))
    assert [plain[finding.start : finding.end] for finding in found] == wrong
    assert all(finding.severity == "warn" and not finding.certain for finding in found)


def test_checking_looks_for_no_suggestions(
    response: Facts, speller: BritishSpeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of foreign words would stop the window for seconds."""

    def stops_everything(_self: BritishSpeller, _word: str) -> tuple[str, ...]:
        raise AssertionError("this takes 0.1 s a word, and nothing else runs meanwhile")

    monkeypatch.setattr(BritishSpeller, "_look_for", stops_everything)
    letter = words("sought", "We recieved Beschwerdeverfahren.")(compose(response), response)[0]
    assert [found.rule for found in check(letter, response, speller=speller)] == ["SP", "SP"]


def test_words_that_are_not_ours_are_not_checked(response: Facts, speller: BritishSpeller) -> None:
    letter, facts = fact(f"{H1}/what_they_say", "I recieved Beschwerdeverfahren.")(compose(response), response)
    assert [found for found in check(letter, facts, speller=speller) if found.rule == "SP"] == []


def test_the_offices_own_words_are_known() -> None:
    assert not BritishSpeller().knows("ombudscheme")
    assert BritishSpeller(["Ombudscheme"]).knows("ombudscheme")


def test_a_glyph_in_the_address_points_to_the_name(response: Facts) -> None:
    response["addressee"]["name_on_letters"] = "陳大文"
    response["addressee"]["salutation"] = "Dear 陳大文"
    (found,) = check(compose(response), response)
    assert (found.rule, found.fact_path) == ("X-glyph", "addressee.name_on_letters")
    assert found.message.startswith("The name 陳大文 cannot be printed")


HOSTILE = ["[", '"', "'", "{{", "((", "“", "‘", "**a", "- a\n", "sorry ", "any distress ", "1 ", "x", "?", "«"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_block_full_of_one_thing_does_not_hold_up_anybody(piece: str, response: Facts) -> None:
    letter = words("sought", piece * (MAX_TEXT // len(piece)))(compose(response), response)[0]
    check(letter, response)
    assert typeset(letter).page_count > 4


PLACES = [
    ("C10", "head-h1-apology", "head-h1-effect"),
    ("C12", "head-h1-effect", "head-h1-reason"),
    ("C13", "head-h1-remedy", "head-h1-apology"),
    ("C09", "head-h1-reason", "head-h1-finding"),
    ("C01", "head-h1-finding", "head-h1-reason"),
    ("C02", "restate", "salutation"),
    ("C03", "sought", "restate"),
    ("C22", "delay-apology", "restate"),
    ("C17", "next-step", "contact"),
]


@pytest.mark.parametrize(("rule", "block_id", "else_at"), PLACES, ids=[rule for rule, _, _ in PLACES])
def test_what_is_missing_is_told_at_the_block_where_it_is_to_be_put(
    rule: str, block_id: str, else_at: str, response: Facts
) -> None:
    letter = compose(response)
    emptied = letter.with_block(replace(letter.block(block_id), paragraphs=()))
    assert {one.block_id for one in check(emptied, response) if one.rule == rule} == {block_id}
    gone = replace(letter, blocks=tuple(block for block in letter.blocks if block.id != block_id))
    assert {one.block_id for one in check(gone, response) if one.rule == rule} == {else_at}
