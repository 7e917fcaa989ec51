"""Every shipped template, composed, checked and typeset in every style; and templates that must be refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from letters.checks import blocks, check
from letters.checks.spelling import BritishSpeller
from letters.compose import compose
from letters.content import STYLES, LayoutCode, Style, to_json
from letters.library import Library, shipped, shipped_sources
from letters.problems import TemplateRefused, TemplateUnknown
from letters.schemas import content_faults
from letters.template.forms import FORMS
from letters.template.read import read_template
from letters.typeset import typeset

CODES = sorted(shipped().templates)
HEAD = "---\ncode: t\ntitle: T\nversion: 1\nkind: reply\nlanguage: en-GB\n---\n"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("code", CODES)
def test_every_template_renders_clean(
    code: str, style: Style, facts_for: Callable[[str], dict[str, Any]], speller: BritishSpeller
) -> None:
    facts = facts_for(code)
    # A whole review in 22 point is more than the ten pages that Notify posts.
    envelope: LayoutCode = "uk-c5" if style == "large_print_22" else "notify"
    letter = replace(compose(facts), style=style, layout=envelope)
    page = typeset(letter)
    assert page.missing_glyphs == ()
    assert page.overflow == ()
    findings = check(letter, facts, speller=speller)
    assert findings == [], [finding.message for finding in findings]
    assert not blocks(findings)
    text = PdfReader(BytesIO(page.pdf)).pages[0].extract_text()
    assert letter.subject.replace("'", "’") in text.replace("\n", "")
    assert f"Page 1 of {page.page_count}" in text


@pytest.mark.parametrize("code", CODES)
def test_every_letter_fits_the_content_schema(code: str, facts_for: Callable[[str], dict[str, Any]]) -> None:
    letter = compose(facts_for(code))
    assert content_faults(to_json(letter)) == ()
    assert len({block.id for block in letter.blocks}) == len(letter.blocks)


def test_a_library_of_the_office_is_used(facts_for: Callable[[str], dict[str, Any]]) -> None:
    facts = facts_for("general-reply")
    own = Library({"general-reply": HEAD.replace("code: t", "code: general-reply") + "```block b\n```\nOurs."}, {})
    assert [block.standard_text for block in compose(facts, own).blocks] == ["Ours."]


def test_sources_name_code_version_and_hash() -> None:
    sources = shipped_sources()
    assert {source.code for source in sources if source.what == "template"} == set(CODES)
    assert all(len(source.sha256) == 64 and source.version for source in sources)


def test_unknown_template_and_language_are_named() -> None:
    with pytest.raises(TemplateUnknown, match="no template 'poem'"):
        shipped().template("poem")
    with pytest.raises(TemplateUnknown, match="'xx-XX'"):
        shipped("xx-XX")


REFUSED = [
    ("unknown field", "```block b\n```\nDear {{ person.nickname }}", 10, "person.nickname"),
    ("unknown root", "```block b\n```\n{{ persn.full_name }}", 10, "persn.full_name"),
    ("whole object", "```block b\n```\n{{ person }}", 10, "person"),
    ("unknown form", "```block b\n```\n{{ person.full_name | shout }}", 10, "person.full_name"),
    ("unclosed field", "```block b\n```\nDear {{ person.full_name", 10, ""),
    ("field with a call", "```block b\n```\n{{ person.full_name() }}", 10, "person.full_name()"),
    ("bad condition", "```block b\nwhen: complaint.late and\n```\nx", 8, ""),
    ("condition on no field", "```block b\nwhen: complaint.lat\n```\nx", 8, "complaint.lat"),
    ("condition with a call", "```block b\nwhen: complaint.reference.upper()\n```\nx", 8, ""),
    ("condition reaching inside", "```block b\nwhen: ''.__class__\n```\nx", 8, ""),
    ("condition with a bad filter", "```block b\nwhen: complaint.heads | pprint\n```\nx", 8, ""),
    ("unknown key", "```block b\nwhenever: complaint.late\n```\nx", 9, "whenever"),
    ("unknown origin", "```block b\norigin: magic\n```\nx", 9, "origin"),
    ("loop over no list", "```each h in complaint.late\n```\n```block b\n```\nx\n```end\n```", 8, "complaint.late"),
    ("loop never closed", "```each head in complaint.heads\n```\n```block b\n```\nx", 8, ""),
    ("loop name outside its loop", "```block b\n```\n{{ head.title }}", 10, "head.title"),
    ("words outside a block", "Hello", 8, ""),
    ("empty block", "```block b\n```", 8, ""),
    ("unknown clause", "```clause nowhere\n```", 8, "nowhere"),
    ("two of one name", "```block b\n```\nx\n\n```block b\n```\ny", 12, "b"),
    ("raw code", "```block b\n```\nx\n\n```python\n```", 12, ""),
    ("if without end", "```block b\n```\n{{ if complaint.late }}late", 10, ""),
    ("end without if", "```block b\n```\nlate{{ end }}", 10, ""),
    ("italics", "```block b\n```\nsome *italic* words", 10, ""),
    ("rule", "```block b\n```\na\n\n---\n\nb", 12, ""),
]


@pytest.mark.parametrize(("body", "line", "field"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_wrong_templates_are_refused_with_line_and_field(body: str, line: int, field: str) -> None:
    with pytest.raises(TemplateRefused) as caught:
        read_template(HEAD + body, {})
    assert (caught.value.template, caught.value.line, caught.value.field) == ("t", line, field)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Dear", "does not begin with front matter"),
        ("---\ncode: t\n---\n", "lacks title, version, kind, language"),
        ("---\ncode t\n---\n", "not written as 'key: value'"),
        (HEAD.replace("---\n```", "").replace("kind: reply", "kind: reply\nneeds: complaints"), "'complaints'"),
    ],
)
def test_wrong_front_matter_is_refused(source: str, words: str) -> None:
    with pytest.raises(TemplateRefused, match=words):
        read_template(source, {}, "t")


def test_a_clause_may_not_use_itself() -> None:
    clause = HEAD.replace("code: t", "code: c") + "```clause c\n```"
    with pytest.raises(TemplateRefused, match="uses itself"):
        read_template(HEAD + "```clause c\n```", {"c": clause})


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("Our records team", "our records team"),
        ("The court manager", "the court manager"),
        ("Asha Rao", "Asha Rao"),
        ("A. Rao", "A. Rao"),
        ("Our", "Our"),
    ],
)
def test_who_will_do_it_stands_inside_the_sentence(owner: str, said: str) -> None:
    assert FORMS["inside"](owner) == said
