"""Letters in Welsh, and in two languages: two whole versions, each checked, each part with words in its language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from letters.block_text import to_plain, with_text
from letters.checks import check
from letters.checks.book import NOT_IN_WELSH, NOTES, reads
from letters.checks.outcome_said import outcomes_said
from letters.checks.spelling import DICTIONARIES, HunspellSpeller, welsh
from letters.compose import compose
from letters.content import Block, Letter, from_json, to_json
from letters.languages import ENGLISH, LETTER_LANGUAGES, WELSH, versions_of
from letters.library import shipped, shipped_sources
from letters.plain_text import plain_text
from letters.schemas import content_faults
from letters.template.forms import FORMS, OUTCOME_WORDS, forms_of, show_date, show_weekday
from letters.template.schema_paths import is_written
from letters.typeset import typeset
from letters.versions import language_of, untranslated, versions

Facts = dict[str, Any]
PUBLIC_SERVICE = sorted(shipped(WELSH).templates)
BOTH = f"{WELSH}+{ENGLISH}"


def in_language(facts: Facts, language: str) -> Facts:
    facts["language"] = facts["addressee"]["language"] = language
    return facts


def translated(letter: Letter) -> Letter:
    """Every part that has no Welsh yet with some: its own text stands in for it."""
    for one in untranslated(letter):
        block = letter.block(one.block_id)
        text = "Rydym wedi edrych ar hyn yn ofalus ac mae'r ateb yma."
        if block.part == "finding":
            text = f"{block.standard_text.partition('**')[2].partition('**')[0]} {text}"
        elif block.part in ("can_do", "remedy", "restate", "apology", "evidence"):
            text = _with_facts_kept(block, text)
        letter = letter.with_block(with_text(block, text))
    return letter


def _with_facts_kept(block: Block, text: str) -> str:
    """The dates and sums of the block stay, its English goes."""
    kept = [
        run.text for paragraph in block.paragraphs for run in paragraph.runs if not run.fact or not is_written(run.fact)
    ]
    lead = "Mae'n ddrwg gennym. " if block.part == "apology" else ""
    return f"{lead}{''.join(kept)} {text}"


def test_the_public_service_set_is_there_in_welsh_with_its_parts() -> None:
    assert [
        *("acknowledgement", "authority-request", "condolence", "correction", "extension"),
        *("first-contact-confirmation", "first-stage-response", "general-reply", "holding-letter"),
        *("information-request", "request-proof", "restricted-contact", "review-response"),
        *("signposting-judicial", "signposting-other-body"),
    ] == PUBLIC_SERVICE
    for source in shipped_sources(WELSH):
        assert source.to_review
    assert not any(source.to_review for source in shipped_sources())
    for code in PUBLIC_SERVICE:
        assert shipped(WELSH).template(code).kind == shipped().template(code).kind


@pytest.mark.parametrize("language", sorted(LETTER_LANGUAGES))
@pytest.mark.parametrize("code", PUBLIC_SERVICE)
def test_every_template_in_every_language(code: str, language: str, facts_for: Callable[[str], Facts]) -> None:
    facts = in_language(facts_for(code), language)
    letter = translated(compose(facts))
    assert content_faults(to_json(letter)) == ()
    assert from_json(to_json(letter)) == letter
    page = typeset(letter)
    assert (page.missing_glyphs, page.overflow) == ((), ())
    spellers = {one: DICTIONARIES[one]() for one in versions_of(language)}
    found = [one for one in check(letter, facts, speller=spellers) if one.severity == "block" or one.rule == "SP"]
    assert [(one.rule, one.block_id, one.message) for one in found] == []


@pytest.mark.parametrize("code", PUBLIC_SERVICE)
def test_both_versions_have_the_same_parts_in_the_same_order(code: str, facts_for: Callable[[str], Facts]) -> None:
    first, second = versions(compose(in_language(facts_for(code), BOTH)))
    names = [block.id.removeprefix("cy-") for block in first.blocks if block.part != "standard_note"]
    assert names == [block.id for block in second.blocks]
    assert [block.role for block in first.blocks if block.part != "standard_note"] == [b.role for b in second.blocks]


def test_one_letter_two_versions_the_second_on_a_new_page(holding: Facts) -> None:
    for language in (BOTH, f"{ENGLISH}+{WELSH}"):
        letter = compose(in_language(holding, language))
        page = typeset(letter)
        pages = [one.extract_text() for one in PdfReader(BytesIO(page.pdf)).pages]
        starts = {box.page: box.block_id for box in page.boxes if box.block_id.endswith("salutation")}
        assert len(starts) == 2
        second = max(starts)
        words = {WELSH: "Annwyl", ENGLISH: "Dear"}
        first_language, second_language = versions_of(language)
        assert words[first_language] in pages[0]
        assert words[second_language] not in pages[0]
        assert words[second_language] in pages[second - 1]
        numbers = {WELSH: "Tudalen {} o {}", ENGLISH: "Page {} of {}"}
        assert numbers[first_language].format(1, page.page_count) in pages[0]
        assert numbers[second_language].format(page.page_count, page.page_count) in pages[-1]
        labels = {WELSH: f"Ein cyfeirnod: {letter.reference}", ENGLISH: f"Our reference: {letter.reference}"}
        assert labels[second_language] in pages[second - 1]
        assert [box.page for box in page.boxes if box.block_id == "address"] == [1]
        assert sum(text.count("Yn gywir") + text.count("Yours sincerely") for text in pages) == 2
        assert str(PdfReader(BytesIO(page.pdf)).root_object["/Lang"]) == first_language
        assert "Ein cyfeirnod" in plain_text(letter)
        assert "Our reference" in plain_text(letter)


def test_every_block_says_its_language(holding: Facts) -> None:
    letter = compose(in_language(holding, BOTH))
    assert {block.lang for block in letter.blocks} == {WELSH, ENGLISH}
    assert language_of(letter, "cy-reason") == WELSH
    assert language_of(letter, "reason") == ENGLISH
    own = Block("own-1", "paragraph", "free", ())
    blocks = (letter.blocks[0], own, *letter.blocks[1:])
    assert language_of(replace(letter, blocks=blocks), "own-1") == WELSH


def test_values_are_said_in_welsh() -> None:
    day = date(2026, 12, 1)
    assert show_date(day, WELSH) == "1 Rhagfyr 2026"
    assert show_weekday(day, WELSH) == "dydd Mawrth 1 Rhagfyr 2026"
    forms = forms_of(WELSH)
    assert set(forms) == set(FORMS)
    assert forms["list"](["a", "b", "ogof"]) == "a, b ac ogof"
    assert forms["greeting"]("Dear Dr Tan") == "Annwyl Dr Tan"
    assert forms["greeting"]("Dear Sir or Madam") == "Annwyl Syr neu Fadam"
    for outcome in OUTCOME_WORDS:
        said = {one.outcome for one in outcomes_said(forms["outcome"](outcome), WELSH)}
        assert said == {"no_finding" if outcome in ("withdrawn", "redirected") else outcome}


def test_what_is_still_english_is_told_until_it_is_welsh(holding: Facts) -> None:
    letter = compose(in_language(holding, BOTH))
    told = {one.block_id for one in check(letter, holding) if one.rule == "C33" and one.blocks}
    assert "cy-reason" in told
    assert "cy-delay-apology" not in told
    block = letter.block("cy-reason")
    done = letter.with_block(with_text(block, "Efallai fod y papurau wedi'u hanfon i swyddfa arall."))
    assert "cy-reason" not in {one.block_id for one in check(done, holding) if one.rule == "C33" and one.blocks}


def test_a_part_changed_in_one_language_is_asked_for_in_the_other(holding: Facts) -> None:
    letter = translated(compose(in_language(holding, BOTH)))
    changed = letter.with_block(with_text(letter.block("delay-apology"), "We are late. We are sorry for the delay."))
    (found,) = [one for one in check(changed, holding) if one.rule == "C33" and one.blocks]
    assert (found.block_id, found.certain) == ("cy-delay-apology", False)
    assert "no Welsh yet" in found.message
    theirs = with_text(changed.block("cy-delay-apology"), "Rydym yn hwyr. Mae'n ddrwg gennym am yr oedi.")
    assert not [one for one in check(changed.with_block(theirs), holding) if one.rule == "C33" and one.blocks]


def test_a_paragraph_of_ones_own_needs_its_other_half(holding: Facts) -> None:
    letter = translated(compose(in_language(holding, BOTH)))
    mine = with_text(Block("own-1", "paragraph", "free", (), lang=ENGLISH), "We enclose a map.")
    at = next(place for place, block in enumerate(letter.blocks) if block.id == "reason") + 1
    one = replace(letter, blocks=(*letter.blocks[:at], mine, *letter.blocks[at:]))
    (found,) = untranslated(one)
    assert (found.language, found.is_missing) == (WELSH, True)
    other = with_text(Block("own-2", "paragraph", "free", (), lang=WELSH), "Rydym yn amgáu map.")
    both = replace(one, blocks=(one.blocks[0], other, *one.blocks[1:]))
    assert untranslated(both) == ()


WRONG = [
    (ENGLISH, WELSH, True),
    (ENGLISH, BOTH, True),
    (BOTH, f"{ENGLISH}+{WELSH}", True),
    (WELSH, ENGLISH, True),
    (ENGLISH, "zh-Hans", False),
]


@pytest.mark.parametrize(("written", "wanted", "blocking"), WRONG)
def test_a_letter_in_the_wrong_language_is_stopped(written: str, wanted: str, blocking: bool, holding: Facts) -> None:
    letter = translated(compose(in_language(holding, written)))
    holding["addressee"]["language"] = wanted
    (found,) = [one for one in check(letter, holding) if one.rule == "C33" and one.fact_path]
    assert found.blocks == blocking
    assert found.certain == blocking


def test_what_the_desk_has_settled_holds_for_who_was_never_asked(holding: Facts) -> None:
    letter = compose(holding)
    holding["addressee"]["language"] = "und"
    assert not [one for one in check(letter, holding) if one.rule == "C33"]
    holding["letter"]["wanted_language"] = BOTH
    assert [one.severity for one in check(letter, holding) if one.rule == "C33"] == ["block"]


def test_without_a_text_in_it_another_language_is_a_warning(holding: Facts) -> None:
    letter = compose(holding)
    holding["addressee"]["language"] = WELSH
    holding["letter"]["languages"] = [ENGLISH]
    assert [one.severity for one in check(letter, holding) if one.rule == "C33"] == ["warn"]


SPOILT_WELSH = [
    ("C11", "cy-delay-apology", "Mae'n ddrwg gennym os ydych wedi aros."),
    ("C20", "cy-new-date", "Byddwn yn anfon ein hateb atoch yn fuan."),
    ("C22", "cy-delay-apology", "Ni fyddwn yn gallu gwneud hynny."),
    ("C23", "cy-reason", "Mae angen mwy o amser arnom oherwydd XXXX a phapurau eraill."),
    ("C24", "cy-new-date", "Byddwn yn ateb erbyn dydd Llun 31 Chwefror 2026."),
    ("SP", "cy-reason", "Mae angen mwy o ammserr arnom i edrych ar y papurau."),
]


@pytest.mark.parametrize(("rule", "block_id", "words"), SPOILT_WELSH)
def test_the_welsh_is_read_by_its_rules(rule: str, block_id: str, words: str, holding: Facts) -> None:
    holding["complaint"]["late"] = True
    letter = translated(compose(in_language(holding, WELSH)))
    before = {one.rule for one in check(letter, holding, speller={WELSH: welsh()})}
    spoilt = letter.with_block(with_text(replace(letter.block(block_id), origin="free"), words))
    assert rule not in before
    assert rule in {one.rule for one in check(spoilt, holding, speller={WELSH: welsh()})}


def test_a_finding_in_welsh_that_is_not_the_recorded_one_is_told(response: Facts) -> None:
    letter = translated(compose(in_language(response, WELSH)))
    assert "C08" not in {one.rule for one in check(letter, response)}
    block = letter.block("cy-head-h1-finding")
    text = to_plain(block).replace("Rydym yn cadarnhau", "Nid ydym yn cadarnhau")
    spoilt = letter.with_block(with_text(block, text))
    assert [one.head_id for one in check(spoilt, response) if one.rule == "C08"] == ["h1"]


@pytest.mark.parametrize(
    ("welsh_title", "told", "note"),
    [
        ("Anfon tystysgrifau", "Anfon tystysgrifau (", "Dyfynnwn eiriau"),
        (None, "“Sending certificates” (", "Dyfynnwn deitl a geiriau"),
    ],
)
def test_a_standard_has_its_welsh_title_or_its_english_one_in_quotes(
    welsh_title: str | None, told: str, note: str, response: Facts
) -> None:
    standard = response["complaint"]["heads"][0]["standard"]
    standard |= {"title": "Sending certificates", "welsh_title": welsh_title}
    letter = compose(in_language(response, BOTH))
    assert to_plain(letter.block("cy-head-h1-standard")).startswith(told)
    assert to_plain(letter.block("head-h1-standard")).startswith("Sending certificates (")
    [said] = [to_plain(one) for one in letter.blocks if one.part == "standard_note" and one.head_id == "h1"]
    assert said.startswith(note)


def test_what_no_rule_reads_in_welsh_is_said_and_not_guessed(holding: Facts) -> None:
    letter = compose(in_language(holding, WELSH))
    assert set(NOT_IN_WELSH) < set(NOTES)
    found = check(letter, holding, speller={ENGLISH: DICTIONARIES[ENGLISH]()})
    assert not {one.rule for one in found} & set(NOT_IN_WELSH)
    told = [f"{one.message} {one.hint}" for one in found if one.severity == "info"]
    assert any(all(NOTES[code].asks in sentence for code in NOT_IN_WELSH) for sentence in told)
    assert any("spelling of the Welsh is not checked" in sentence for sentence in told)
    assert all(reads(code, ENGLISH) for code in NOTES)


def test_the_welsh_dictionary_knows_what_is_joined_to_a_word() -> None:
    assert isinstance(welsh(), HunspellSpeller)
    assert welsh().knows("llythyr")
    assert not welsh().knows("llythyrr")
