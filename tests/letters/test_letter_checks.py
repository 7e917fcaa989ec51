"""Each rule finds the letter that is spoilt in its way, and only that; sound letters raise nothing."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.block_text import MAX_TEXT, to_plain, with_text
from letters.checks import blocks, check
from letters.checks.finding import Finding
from letters.checks.page_fit import page_findings
from letters.checks.spelling import BritishSpeller
from letters.checks.wording import written_words
from letters.compose import compose
from letters.content import Block, Letter, Paragraph, Run
from letters.typeset import typeset

Facts = dict[str, Any]
Spoil = Callable[[Letter, Facts], tuple[Letter, Facts]]


def words(block_id: str, text: str) -> Spoil:
    """The block says something else."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        block = letter.block(block_id)
        paragraphs = with_text(replace(block, origin="free"), text).paragraphs if text else ()
        return letter.with_block(replace(block, paragraphs=paragraphs)), facts

    return spoil


def swapped(block_id: str, old: str, new: str) -> Spoil:
    """Some words of the block are others."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        text = to_plain(letter.block(block_id))
        assert old in text
        return words(block_id, text.replace(old, new))(letter, facts)

    return spoil


def without(*block_ids: str) -> Spoil:
    """Blocks are gone."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        assert {block.id for block in letter.blocks} >= set(block_ids)
        return replace(letter, blocks=tuple(b for b in letter.blocks if b.id not in block_ids)), facts

    return spoil


def fact(path: str, value: Any) -> Spoil:
    """A fact is another one, and the letter is drafted again from it."""

    def spoil(_letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        changed = copy.deepcopy(facts)
        *steps, last = path.split("/")
        target: Any = changed
        for step in steps:
            target = target[int(step)] if step.isdigit() else target[step]
        target[last] = value
        return compose(changed), changed

    return spoil


def late_fact(path: str, value: Any) -> Spoil:
    """A fact changes after the letter was drafted."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        return letter, fact(path, value)(letter, facts)[1]

    return spoil


def one_more_point() -> Spoil:
    """The case gets another point after the letter was drafted."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        changed = copy.deepcopy(facts)
        head = {**changed["complaint"]["heads"][2], "id": "h4", "number": 4, "title": "The form is hard to read"}
        changed["complaint"]["heads"].append(head)
        return letter, changed

    return spoil


def lines(*address: str, country: str = "GB", home: str = "GB") -> Spoil:
    """The address is this one, of a letter that a desk in the country ``home`` posts."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        letter, facts = fact("desk/country", home)(letter, facts)
        letter, facts = fact("addressee/country", country)(letter, facts)
        return fact("addressee/address_lines", list(address))(letter, facts)

    return spoil


def letter_with(**fields: Any) -> Spoil:
    return lambda letter, facts: (replace(letter, **fields), facts)


REPRESENTATIVE = {"name": "Ms Una Byrne", "authority": {"state": "given", "given_on": "2026-11-01"}}


def to_representative(**authority: str) -> Spoil:
    """The letter goes to a representative whose authority is this one."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        changed = copy.deepcopy(facts)
        changed["representative"] = {
            "name": "Ms Una Byrne",
            "authority": {**REPRESENTATIVE["authority"], **authority},  # type: ignore[dict-item]
        }
        changed["addressee"] |= {
            "party": "representative",
            "name_on_letters": "Ms Una Byrne",
            "salutation": "Dear Ms Byrne",
        }
        return compose(changed), changed

    return spoil


H1 = "complaint/heads/0"
SPOILT: list[tuple[str, str, Spoil]] = [
    ("C01", "a point is not answered", without("head-h2-finding")),
    ("C01", "a point is added to the case", one_more_point()),
    ("C02", "no restatement", words("restate", "Thank you. It came on 2 November 2026.")),
    ("C02", "no day of receipt", swapped("restate", "2 November 2026", "a day in November")),
    ("C03", "outcome sought is not named", without("sought")),
    ("C06", "no date in what happened", words("head-h2-what-happened", "The adviser promised a call and we made one.")),
    ("C07", "no standard", without("head-h1-standard")),
    ("C07", "standard not yet in force", fact(f"{H1}/standard/in_force_from", "2026-10-01")),
    ("C07", "standard no longer in force", fact(f"{H1}/standard/in_force_until", "2026-09-27")),
    ("C08", "other outcome", swapped("head-h1-finding", "We uphold", "We do not uphold")),
    ("C08", "partly for wholly", swapped("head-h1-finding", "We uphold", "We partly uphold")),
    ("C08", "no outcome", swapped("head-h1-finding", "We uphold this point.", "This was not good.")),
    ("C09", "no reason", words("head-h1-reason", "")),
    ("C10", "no apology", words("head-h1-apology", "")),
    ("C11", "sorry if", words("head-h1-apology", "We are sorry if this upset you.")),
    ("C11", "sorry you feel", words("head-h1-apology", "We are sorry that you feel let down.")),
    ("C11", "any inconvenience", words("head-h1-apology", "We apologise for any inconvenience caused.")),
    (
        "C11",
        "felt it necessary",
        swapped("restate", "Thank you", "We are sorry you felt it necessary to complain. Thank you"),
    ),
    ("C12", "no effect", without("head-h1-effect")),
    ("C13", "no remedy in the letter", words("head-h1-remedy", "")),
    ("C13", "no owner", fact(f"{H1}/remedies/1/owner", None)),
    ("C13", "no date", fact(f"{H1}/remedies/1/due_on", None)),
    ("C13", "owner not named", swapped("head-h2-remedy", "our membership team", "someone")),
    ("C15", "a sum that is not on record", swapped("head-h2-remedy", "put your", "pay you £50.00 and put your")),
    ("C15", "a sum without currency", swapped("head-h2-remedy", "put your", "pay you 50.00 and put your")),
    ("C17", "no next step", words("next-step", "")),
    ("C17", "other body", swapped("next-step", "our Complaints Review Panel", "the manager")),
    ("C17", "other stage", swapped("next-step", "stage 2 review", "review")),
    ("C18", "no limit", swapped("next-step", "**Wednesday 6 January 2027**", "the usual date")),
    ("C18", "limit before the letter", fact("next_step/limit_date", "2026-11-20")),
    ("C22", "no word about delay", without("delay-apology")),
    ("C23", "merge field", swapped("sought", "You asked", "{{ name }}, you asked")),
    ("C23", "insert", swapped("sought", "explain", "[insert outcome]")),
    ("C23", "XX", swapped("sought", "explain", "XX")),
    ("C23", "TBC", swapped("sought", "explain", "TBC")),
    ("C23", "dates in brackets", swapped("sought", "explain", "explain on [dates]")),
    ("C23", "a choice in brackets", swapped("sought", "explain", "explain to [his/her] team")),
    ("C23", "a field among the reader's words", words("head-h1-told-us", "I wrote to {{ name }}.")),
    ("C23", "a prompt inside a quotation", swapped("sought", "explain", "say “sorry, [insert name]” and explain")),
    ("C23", "nothing but a place inside a quotation", swapped("sought", "explain", "answer “XXXX” and explain")),
    ("C23", "in an enclosure", letter_with(enclosures=("Form [insert name]",))),
    ("C24", "a fact has changed", late_fact("complaint/due_on", "2026-11-19")),
    ("C24", "reference", letter_with(reference="L26-000001-02")),
    ("C24", "salutation", words("salutation", "Dear Dr Tang,")),
    ("C24", "name", late_fact("addressee/name_on_letters", "Dr Mei Lin Tan")),
    ("C24", "weekday", swapped("next-step", "Wednesday 6", "Thursday 6")),
    ("C24", "no such day", swapped("sought", "explain", "by 31 November 2026 explain")),
    ("C24", "a date nowhere on record", swapped("sought", "explain", "by 3 March 2026 explain")),
    ("C24", "a date of another age", swapped("sought", "explain", "by 3 March 2096 explain")),
    ("C25", "over 25 words", words("sought", "You asked us to explain" + " and explain" * 12 + " again.")),
    ("C29", "the complainant", swapped("sought", "You asked", "The complainant asked")),
    ("C30", "defensive", swapped("sought", "You asked", "As already explained, you asked")),
    ("C32", "large print", late_fact("addressee/adjustments", ["large_print"])),
    ("C33", "language", late_fact("addressee/language", "cy")),
    ("C34", "two lines", lines("S3 8SA")),
    ("C34", "eight lines", lines("a", "b", "c", "d", "e", "f", "S3 8SA")),
    ("C34", "no postcode", lines("22 Alma Street", "Sheffield")),
    ("C34", "bad first character", lines("(the flat above)", "Sheffield", "S3 8SA")),
    ("C34", "no fixed abode", lines("No fixed abode", "Sheffield", "S3 8SA")),
    ("C34", "a line of points", lines("...", "Sheffield", "S3 8SA")),
    ("C34", "no country abroad", lines("3 Strand", "Galway", country="IE")),
    ("C34", "no postcode, from a desk abroad", lines("1 High Street", "Leeds", "UNITED KINGDOM", home="SG")),
    ("C34", "no country, from a desk abroad", lines("1 High Street", "Leeds", "LS1 4AP", home="SG")),
    ("C34", "a postcode for the country", lines("3 Strand", "Galway", "H91 X4N8", country="IE")),
    ("C34", "no postcode in Jersey", lines("1 Grove Place", "St Helier", country="JE")),
    ("C34", "country alone", lines("UNITED KINGDOM", "Leeds", "LS1 4AP", home="SG")),
    ("C34", "a line wider than the window", lines("22 Alma Street " * 12, "Sheffield", "S3 8SA")),
    ("C35", "authority asked for", to_representative(state="asked")),
    ("C35", "authority run out", to_representative(state="expired")),
    ("C35", "authority over", to_representative(expires_on="2026-11-19")),
    ("C35", "authority not begun", to_representative(given_on="2026-12-01")),
    ("C35", "author approves", late_fact("approver", {"name": "D. Price", "id": "daniel.price"})),
    ("C35", "no representative on record", late_fact("addressee/party", "representative")),
    ("X-glyph", "a character no font has", swapped("sought", "explain", "explain 陳")),
]


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


HOLDING: list[tuple[str, Spoil]] = [
    ("no reason", words("reason", "")),
    ("no new date", swapped("new-date", "**Friday 4 December 2026**", "soon")),
    ("new date is past", fact("holding/new_date", "2026-11-20")),
    ("other body is not named", swapped("ombudsman", "the Parliamentary and Health Service Ombudsman", "somebody")),
]


@pytest.mark.parametrize("spoil", [spoil for _, spoil in HOLDING], ids=[name for name, _ in HOLDING])
def test_a_holding_letter_says_why_and_when(spoil: Spoil, holding: Facts) -> None:
    letter, facts = spoil(compose(holding), holding)
    found = check(letter, facts)
    assert rules(found) == {"C20"}, [finding.message for finding in found]
    assert blocks(found)


SOUND: list[tuple[str, Spoil]] = [
    ("nothing", letter_with()),
    (
        "sorry if, in the reader's own words",
        fact(f"{H1}/what_they_say", "The adviser said “sorry if you feel ignored”."),
    ),
    (
        "sorry if, quoted by us",
        swapped("head-h1-reason", "We find", "The adviser told you: “Sorry if it upset you.” We find"),
    ),
    ("the reader's own signs", fact(f"{H1}/what_they_say", "Why????? I wrote to Mr XX. ....... Was it «lost» or TBC?")),
    ("the reader's own signs, quoted by us", swapped("head-h1-reason", "We find", "You asked: “Why????” We find")),
    ("blanks of a published standard", fact(f"{H1}/standard/text", "Write to [name] by [date] .......")),
    ("long words of the reader", fact(f"{H1}/what_they_say", "I waited " + "and waited " * 30)),
    ("apostrophes in the name", fact("person/full_name", "Dr Mei O'Tan")),
    ("not able to uphold", swapped("head-h3-finding", "We do not uphold", "We cannot uphold")),
    ("upheld in part", swapped("head-h2-finding", "We partly uphold this point", "We uphold this point in part")),
    ("withdrawn", fact("complaint/heads/2/outcome", "withdrawn")),
    ("no finding", fact("complaint/heads/2/outcome", "no_finding")),
    ("sum of the record", fact(f"{H1}/remedies/1/text", "pay you £50.00 for your calls")),
    ("representative with authority", to_representative(expires_on="2026-11-20")),
    ("abroad", lines("3 Strand", "Galway", "IRELAND", country="IE")),
    ("BFPO", lines("Unit 4", "BFPO 58")),
    ("to Britain from a desk abroad", lines("1 High Street", "Leeds", "LS1 4AP", "UNITED KINGDOM", home="SG")),
    ("to Britain, named otherwise", lines("1 High Street", "Leeds", "LS1 4AP", "GREAT BRITAIN", home="IE")),
    ("BFPO from a desk abroad", lines("Unit 4", "BFPO 58", home="CY")),
    ("to Britain from Jersey", lines("1 High Street", "Leeds", "LS1 4AP", home="JE")),
    ("to Jersey from Britain", lines("1 Grove Place", "St Helier", "JE2 3XX", country="JE")),
    ("at home abroad", lines("3 Tanjong Rhu", "Singapore 436882", country="SG", home="SG")),
    ("seven lines", lines("a", "b", "c", "d", "e", "S3 8SA")),
    ("version numbers are no sums", swapped("head-h1-reason", "own log", "own log 4.20.1")),
    ("Greek and Cyrillic", swapped("head-h1-reason", "own log", "own log Ωμέγα Жук")),
]


@pytest.mark.parametrize("spoil", [spoil for _, spoil in SOUND], ids=[name for name, _ in SOUND])
def test_sound_letters_raise_nothing(spoil: Spoil, response: Facts) -> None:
    letter, facts = spoil(compose(response), response)
    assert check(letter, facts) == []


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
    [("explain [Annex A]", "warn"), ("explain [sic]", ""), ("explain [2024] UKSC 12", ""), ("say “[we]” here", "")],
)
def test_other_words_in_brackets_are_a_question_or_nothing(text: str, severity: str, response: Facts) -> None:
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


def test_a_misspelling_is_answered_with_a_suggestion(response: Facts, speller: BritishSpeller) -> None:
    letter = words("sought", "We recieved it.")(compose(response), response)[0]
    assert "received" in check(letter, response, speller=speller)[0].hint


def test_the_offices_own_words_are_known() -> None:
    assert not BritishSpeller().knows("ombudscheme")
    assert BritishSpeller(["Ombudscheme"]).knows("ombudscheme")


def test_a_glyph_in_the_address_points_to_the_name(response: Facts) -> None:
    response["addressee"]["name_on_letters"] = "陳大文"
    found = check(compose(response), response)
    assert {finding.fact_path for finding in found} == {"addressee.name_on_letters"}
    assert [finding.rule for finding in found] == ["X-glyph"] * 3


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
