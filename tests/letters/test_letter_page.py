"""The page: what stands where in millimetres, the same bytes each time, every value printed and none parsed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from letters.checks.page_fit import page_findings
from letters.clean import clean
from letters.compose import compose
from letters.content import LAYOUT_CODES, STYLES, Block, LayoutCode, Letter, Paragraph, Recipient, Run, Sender, Style
from letters.fonts import missing_glyphs, word_width
from letters.letterhead import letterhead
from letters.lines import break_lines
from letters.page import BODY_BOTTOM, LATER_BODY_TOP, LAYOUTS, LEFT, PRINTABLE, Area
from letters.paginate import paginate
from letters.plain_text import plain_text
from letters.rows import MM, Row, letter_rows
from letters.styles import POINTS, styles_of, tightened
from letters.typeset import Typeset, missing_in, typeset
from letters.typography import typographic


def text_of(page: Typeset) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf)).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("code", LAYOUT_CODES)
def test_everything_stands_where_the_envelope_and_the_printer_want_it(
    code: LayoutCode, style: Style, response: dict[str, Any]
) -> None:
    letter = replace(compose(response), style=style, layout=code)
    page, layout = typeset(letter), LAYOUTS[code]
    assert page.layout == code
    assert page.page_count <= layout.max_pages
    assert list(page_findings(letter, page)) == []
    boxes = {(box.block_id, box.page): box for box in page.boxes}
    address = boxes["address", 1]
    assert (address.x, address.y) == (LEFT, layout.address.y)
    assert layout.window.less(layout.clearance).holds(address.x, address.y, address.w, address.h)
    for box in page.boxes:
        assert PRINTABLE.holds(box.x, box.y, box.w, box.h), box
        if box.block_id not in ("address", "logo", "contact"):
            top = layout.first_body_top if box.page == 1 else LATER_BODY_TOP
            assert top - 1e-6 <= box.y, box
            assert box.y + box.h <= BODY_BOTTOM + 1e-6, box
    if style == "standard":
        contact = boxes["contact", 1]
        assert contact.y + contact.h <= layout.contact.bottom


def test_the_address_area_of_each_layout_is_what_its_window_surely_shows() -> None:
    """Reckoned from the envelopes: BS 4264 DL and its variant, C5; the sheet lies against any edge of them."""
    dl, c5 = LAYOUTS["uk-dl"], LAYOUTS["uk-c5"]
    assert (dl.window, c5.window) == (Area(20, 53, 81, 30), Area(20, 58, 71, 30.5))
    assert dl.no_print == (Area(8, 44, 105, 48),)
    assert c5.no_print == (Area(1, 44.5, 109, 57.5),)
    for layout in LAYOUTS.values():
        at = layout.address
        assert layout.window.less(layout.clearance).holds(at.x, at.y, at.w, at.h)
        assert not any(area.touches(LEFT, layout.first_body_top, 170, 5) for area in layout.no_print)
        assert not any(area.touches(LEFT, 10, 100, 20) for area in layout.no_print)


def test_what_the_window_would_betray_and_what_it_would_hide_is_told(response: dict[str, Any]) -> None:
    letter = replace(compose(response), layout="uk-c5")
    page = typeset(letter)
    shifted = {"address": 9.0, "salutation": -20.0}
    boxes = tuple(replace(box, y=box.y + shifted.get(box.block_id, 0.0)) for box in page.boxes)
    found = list(page_findings(letter, replace(page, boxes=boxes)))
    assert [(one.rule, one.blocks, one.block_id) for one in found] == [("C34", True, None), ("C34", True, "salutation")]


def test_every_style_is_the_same_set_at_another_size() -> None:
    for style in STYLES:
        styles = styles_of(style)
        assert styles.body.size == POINTS[style]
        assert all(face.size >= POINTS[style] for face in styles.headings)
        if style != "standard":
            assert styles.running.size == styles.contact.size == POINTS[style]
            assert styles.body.after == styles.body.leading


def _sizes_on(page: PageObject) -> set[float]:
    sizes: set[float] = set()
    page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(size) if text.strip() else None)
    return sizes


@pytest.mark.parametrize("style", STYLES)
def test_words_are_never_set_smaller_than_agreed_but_in_the_window(style: Style, response: dict[str, Any]) -> None:
    if style == "standard":
        return
    reader = PdfReader(BytesIO(typeset(replace(compose(response), style=style)).pdf))
    for number, page in enumerate(reader.pages):
        sizes = _sizes_on(page)
        small = {size for size in sizes if size < POINTS[style] - 0.01}
        assert not small or number == 0, (number, sizes)
        assert max(sizes) >= POINTS[style]


def test_blocks_follow_each_other_down_the_page(response: dict[str, Any]) -> None:
    letter = compose(response)
    page = typeset(letter)
    places = [(box.page, box.y) for box in page.boxes if box.block_id not in ("address", "logo", "contact")]
    assert places == sorted(places)
    assert {box.block_id for box in page.boxes} >= {
        block.id for block in letter.blocks if any(paragraph.text for paragraph in block.paragraphs)
    }


def test_the_same_content_gives_the_same_bytes(response: dict[str, Any]) -> None:
    assert typeset(compose(response)).pdf == typeset(compose(response)).pdf


def test_fonts_are_embedded_and_helvetica_is_not_there(response: dict[str, Any]) -> None:
    reader = PdfReader(BytesIO(typeset(compose(response)).pdf))
    fonts = {name for page in reader.pages for name in page["/Resources"]["/Font"].values()}  # type: ignore[index]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts}
    assert {name.split("+")[1] for name in names} == {"NotoSans-Regular", "NotoSans-Bold"}
    assert b"Helvetica" not in typeset(compose(response)).pdf


def test_pages_are_numbered_and_later_ones_say_whose_they_are(response: dict[str, Any]) -> None:
    page = typeset(compose(response))
    pages = [one.extract_text() for one in PdfReader(BytesIO(page.pdf)).pages]
    assert len(pages) == page.page_count > 1
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        if number > 1:
            assert "Dr Mei Ling Tan · L26-004217-58 · 20 November 2026" in text


def test_document_information_names_subject_sender_and_language(response: dict[str, Any]) -> None:
    reader = PdfReader(BytesIO(typeset(compose(response)).pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Our answer to your complaint (L26-004217-58)"
    assert reader.metadata.author == "Meridian Clinical Defence Association"
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_words_of_two_lines_do_not_join_in_the_extracted_text(response: dict[str, Any]) -> None:
    text = " ".join(text_of(typeset(compose(response))).split())
    for block in compose(response).blocks:
        for paragraph in block.paragraphs:
            if block.part == "told_us":
                assert paragraph.text in text


def plain_letter(*blocks: Block, name: str = "Dr A Tan", style: Style = "standard") -> Letter:
    return Letter(
        template="t",
        template_version="1",
        kind="reply",
        language="en-GB",
        style=style,
        reference="L1",
        date=date(2026, 11, 20),
        sender=Sender("Desk", "Body", ("1 Row", "Leeds", "LS1 1AA")),
        recipient=Recipient(name, ("22 Alma Street", "Sheffield", "S3 8SA"), "GB"),
        subject="Subject",
        blocks=blocks,
    )


def paragraph_block(text: str, block_id: str = "b", role: Any = "paragraph") -> Block:
    return Block(block_id, role, "free", (Paragraph((Run(text),)),))


@pytest.mark.parametrize(
    "value",
    ["A & B <Ltd>", "Łódź", "O'Brien", "<b>Sons", "# not a heading", "Ωμέγα Жуков", "&amp;", "</para>", "Ñandú ỹ"],
)
def test_names_are_printed_as_they_are(value: str) -> None:
    page = typeset(plain_letter(paragraph_block(f"Dear {value} there"), name=value))
    assert page.missing_glyphs == ()
    text = text_of(page)
    assert text.count(typographic(value)) + text.count(value) >= 2


# Each text that the page shows, and where its character is reported; large print does not show all of them.
_SHOWN: list[tuple[str, Style, str]] = [
    *((f"desk/{field}", "standard", "letterhead") for field in ("name", "organisation", "phone", "email", "website")),
    ("desk/opening_hours", "standard", "letterhead"),
    ("complaint/their_reference", "standard", "letterhead"),
    ("complaint/their_reference", "large_print", "letterhead"),
    ("complaint/reference", "large_print", "letterhead"),
    ("complaint/court", "standard", "matter"),
    ("complaint/case_number", "large_print", "matter"),
    ("desk/name", "large_print", "letterhead"),
    ("letter/reference", "standard", "letterhead"),
    ("addressee/name_on_letters", "large_print", "address"),
    ("signatory/job_title", "standard", "signature"),
    ("complaint/heads/0/reason", "standard", "head-h1-reason"),
    ("complaint/heads/0/title", "large_print", "summary"),
]


@pytest.mark.parametrize(("path", "style", "place"), _SHOWN, ids=[f"{path} {style}" for path, style, _ in _SHOWN])
def test_a_character_without_a_glyph_is_reported_wherever_it_is_drawn(
    path: str, style: Style, place: str, response: dict[str, Any]
) -> None:
    *steps, last = path.split("/")
    target: Any = response
    for step in steps:
        target = target[int(step)] if step.isdigit() else target[step]
    target[last] = "毎日 9–5"
    letter = replace(compose(response), style=style)
    missing = typeset(letter).missing_glyphs
    assert (place, "毎") in {(one.block_id, one.char) for one in missing}
    assert {one.char for one in missing} == {"毎", "日"}
    assert tuple(missing_in(letter)) == missing


def test_a_character_without_a_glyph_leaves_a_gap_that_is_seen(response: dict[str, Any]) -> None:
    response["addressee"]["salutation"] = "Dear O'Brien 陳大文"
    shown = text_of(typeset(compose(response)))
    assert "O’Brien \ufffd\ufffd\ufffd," in shown


def test_what_no_page_shows_is_not_reported(response: dict[str, Any]) -> None:
    response["desk"]["opening_hours"] = "毎日 9–5"
    assert typeset(replace(compose(response), style="large_print")).missing_glyphs == ()


_PRINTABLE = st.characters(exclude_categories=("C", "Z", "M")).filter(lambda char: not missing_glyphs(char))


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(_PRINTABLE, st.sampled_from(" <>&'\"{}#*-\n")), min_size=1, max_size=400))
def test_any_text_is_printed_and_never_parsed(text: str) -> None:
    value = clean(text)
    page = typeset(plain_letter(paragraph_block(f"x {value} x")))
    assert squeezed(typographic(f"x {value} x")) in squeezed(text_of(page))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_page(text: str) -> None:
    page = typeset(plain_letter(paragraph_block(text), name=text[:40]))
    lost = {missing.char for missing in page.missing_glyphs if missing.block_id == "b"}
    # Blanks are not drawn, and U+0001, which no clean text has, holds words together while lines are broken.
    assert lost == set(missing_glyphs("".join(text.replace("\x01", " ").split())))


def test_missing_glyphs_are_told_with_their_block() -> None:
    page = typeset(plain_letter(paragraph_block("Dear 陳 there"), name="大文"))
    assert [(one.block_id, one.char) for one in page.missing_glyphs] == [
        ("address", "大"),
        ("address", "文"),
        ("b", "陳"),
    ]


def test_an_address_too_wide_overflows_and_seven_lines_do_not() -> None:
    letter = plain_letter(paragraph_block("x"))
    seven = replace(letter, recipient=Recipient("N", (*"abcde", "S3 8SA"), "GB"))
    assert typeset(seven).overflow == ()
    wide = replace(letter, recipient=Recipient("W" * 60, ("x", "S3 8SA"), "GB"))
    assert typeset(wide).overflow == ("address",)


@pytest.mark.parametrize("code", LAYOUT_CODES)
def test_a_long_line_of_the_address_goes_on_in_a_second_one(code: LayoutCode) -> None:
    name = "Professor Dame Wilhelmina Featherstonehaugh-Cholmondeley of Llandrindod Wells"
    letter = replace(plain_letter(paragraph_block("x"), name=name), layout=code)
    (address,) = (area for area in letterhead(letter, styles_of("standard")) if area.name == "address")
    assert not address.overflows
    assert address.face.size >= 8.5
    assert " ".join(line.text for line in address.lines) == " ".join(letter.recipient.lines)
    assert list(page_findings(letter, typeset(letter))) == []


def test_a_word_wider_than_the_line_is_cut_not_lost() -> None:
    page = typeset(plain_letter(paragraph_block("z" * 500)))
    assert squeezed(text_of(page)).count("z") == 500


@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=60), min_size=1, max_size=6), st.floats(60, 500))
def test_no_line_is_wider_than_its_place(texts: list[str], width: float) -> None:
    lines = break_lines([Run(text, strong=place % 2 == 0) for place, text in enumerate(texts)], width, 12)
    for line in lines:
        drawn = sum(word_width(text, strong=strong) for text, strong in line.pieces)
        trailing = len(line.text) - len(line.text.rstrip(" "))
        assert drawn * 12 - trailing * 12 * 0.3 <= width + 1e-6 or len(line.text.strip()) == 1
    assert "".join(line.text for line in lines).split() == "".join(texts).split()


@pytest.mark.parametrize("held", ["0345 496 0033", "2 November"])
def test_numbers_and_days_are_not_torn(held: str) -> None:
    for width in range(60, 400, 7):
        lines = break_lines([Run(f"You can call us there on {held} or so in that year")], width + 40, 12)
        assert any(held in line.text for line in lines)


def row(*, may_break: bool = True, height: float = 10.0) -> Row:
    return Row("b", "paragraph", height, (), may_break=may_break)


def test_a_page_ends_only_where_it_may() -> None:
    rows = [row(), row(), row(), row(may_break=False), row(may_break=False), row()]
    assert [len(page) for page in paginate(rows, 40, 40)] == [2, 4]


def test_a_keep_longer_than_a_page_ends_when_full() -> None:
    rows = [row(may_break=False) for _ in range(9)]
    assert [len(page) for page in paginate(rows, 40, 40)] == [4, 4, 1]


def test_the_gap_at_the_top_of_a_page_is_swallowed() -> None:
    rows = [replace(row(), gap=8.0) for _ in range(3)]
    assert [[placed.top for placed in page] for page in paginate(rows, 30, 30)] == [[0.0, 18.0], [0.0]]


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 90))
def test_headings_and_signature_never_stand_alone(count: int) -> None:
    blocks = [paragraph_block(f"Sentence number {place} of the letter.", f"p{place}") for place in range(count)]
    letter = plain_letter(
        *blocks,
        paragraph_block("A heading", "h", "heading"),
        paragraph_block("Some words that follow. " * 30, "after"),
        paragraph_block("Yours sincerely", "closing", "closing"),
        paragraph_block("Ruth Okafor\nHead", "signature", "signature"),
    )
    rows = letter_rows(letter, styles_of("standard"))
    for page in paginate(rows, 500, 700):
        ids = [placed.row.block_id for placed in page]
        assert ids[-1] != "h"
        assert ids[0] not in ("closing", "signature")
        if "closing" in ids:
            assert ids.index("closing") >= 2
        if "after" in ids and ids.count("after") < 12:
            assert ids.count("after") >= 2


def test_a_letter_that_just_spills_is_set_tighter() -> None:
    texts = [paragraph_block("Three lines of words that say little. " * 5, f"p{place}") for place in range(8)]
    texts.append(paragraph_block("One line more."))
    end = [paragraph_block("Yours sincerely", "c", "closing"), paragraph_block("R\nH", "s", "signature")]
    loose = paginate(letter_rows(plain_letter(*texts, *end), styles_of("standard")), 186 * MM, 255 * MM)
    assert len(loose) == 2
    assert typeset(plain_letter(*texts, *end)).page_count == 1


def table(*rows: str) -> list[Row]:
    block = Block("t", "table", "standard", tuple(Paragraph((Run(text),), "row") for text in rows))
    return letter_rows(plain_letter(block), styles_of("standard"))


def test_a_table_keeps_its_cells_in_columns() -> None:
    placed = table("What\tBefore\tNow", "Email\tone@old.example\ttwo@new.example", "Phone\tnone\t020 7946 0182")
    assert len(placed) == 3
    assert len({tuple(segment.x for segment in one.segments) for one in placed}) == 1
    assert [one.segments[0].strong for one in placed] == [True, False, False]


def test_a_wide_column_breaks_and_leaves_the_narrow_ones_whole() -> None:
    placed = table("What\tNow", "Address\t" + "a long address line " * 20)
    assert placed[1].segments[0].text.strip() == "Address"
    assert len(placed) > 3
    right = styles_of("standard").width * MM
    for one in placed:
        last = one.segments[-1]
        assert last.x + word_width(last.text.rstrip(), strong=last.strong) * last.size <= right + 1e-6


def test_a_table_too_wide_for_its_print_becomes_one_column() -> None:
    texts = ("Detail\tBefore\tNow", "Email\tone@old-address.example\tanother-one@new-address.example", "Phone\t–\t1")
    block = Block("t", "table", "standard", tuple(Paragraph((Run(text),), "row") for text in texts))
    styles = styles_of("large_print_22")
    placed = letter_rows(plain_letter(block), styles)
    lines = ["".join(segment.text for segment in one.segments).strip() for one in placed if one.block_id == "t"]
    assert lines[:3] == ["Detail: Email", "Before: one@old-address.example", "Now: another-one@new-address.example"]
    assert [one.rule for one in placed].count(True) == 2
    for one in placed:
        last = one.segments[-1]
        assert last.x + word_width(last.text.rstrip(), strong=last.strong) * last.size <= styles.width * MM + 1e-6


QUOTES = [
    ("O'Brien's", "O’Brien’s"),
    ('He said "yes".', "He said “yes”."),
    ("the members' room", "the members’ room"),
    ("'quoted' words", "‘quoted’ words"),
    ("“typeset” – it’s", "“typeset” – it’s"),
    ('6" wide', '6" wide'),
]


@pytest.mark.parametrize(("typed", "printed"), QUOTES)
def test_quotation_marks_are_set_as_a_printer_does(typed: str, printed: str) -> None:
    assert typographic(typed) == printed
    assert len(typographic(typed)) == len(typed)


def test_plain_text_says_all_that_the_page_says(response: dict[str, Any]) -> None:
    letter = compose(response)
    text = plain_text(letter)
    for block in letter.blocks:
        for paragraph in block.paragraphs:
            assert paragraph.text in text
    assert "Our reference: L26-004217-58" in text
    assert "- Our service standards 2026" in text
    assert "**" not in text


def test_large_print_keeps_its_blank_lines_though_a_page_more_is_needed(holding: dict[str, Any]) -> None:
    holding["addressee"]["adjustments"] = ["large_print"]
    page = typeset(compose(holding))
    boxes = {box.block_id: box for box in page.boxes if box.page == page.page_count}
    assert page.page_count == 3
    after = styles_of("large_print").body.after / MM
    assert boxes["closing"].y - (boxes["contact"].y + boxes["contact"].h) == pytest.approx(after)


def test_the_tightest_setting_is_still_easy_to_read() -> None:
    styles = styles_of("standard")
    tight = tightened(styles, 2)
    assert tight.body.leading >= 1.2 * tight.body.size
    assert tight.body.size == styles.body.size
    assert tight.body.after > 0
    assert tight.signature_room >= 28
    assert LEFT + tight.width <= PRINTABLE.right + 0.01
