"""Forms say what is wrong while one types, know what was changed, and can be parked half typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from app.basics.problems import FieldProblem
from ui.kit.choice_editors import in_lines
from ui.kit.field import FieldKind
from ui.kit.forms import Choice, Field, Form, Section
from ui.kit.theme.apply import dress

TODAY = date(2026, 11, 21)


def make(qtbot: QtBot, *parts: Field | Section) -> Form:
    form = Form(parts, today=lambda: TODAY)
    qtbot.addWidget(form)
    form.show()
    return form


def line(form: Form, key: str) -> QLineEdit:
    found = form.findChild(QLineEdit, key)
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("line", "  Tan   Mei Ling ", "Tan Mei Ling"),
        ("secret", " pass word ", " pass word "),
        ("email", "a.tan@example.org", "a.tan@example.org"),
        ("phone", "+65 6123 4567", "+65 6123 4567"),
        ("date", "today", TODAY),
        ("date", "", None),
        ("money", "1,250.5", 125050),
        ("money", "SGD 12", 1200),
        ("money", "-3.10", -310),
        ("money", "", None),
        ("number", "1,024", 1024),
        ("number", "-7", -7),
        ("number", "", None),
    ],
)
def test_what_is_typed_is_the_value(qtbot: QtBot, kind: FieldKind, typed: str, value: object) -> None:
    form = make(qtbot, Field("it", "It", kind, currency="SGD"))
    QTest.keyClicks(line(form, "it"), typed)
    assert form.values() == {"it": value}
    assert form.problems() == {}


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("email", "mei.ling@", "is not an e-mail address"),
        ("email", "@example.org", "is not an e-mail address"),
        ("email", "a@b", "is not an e-mail address"),
        ("email", "a b@example.org", "is not an e-mail address"),
        ("phone", "123", "is not a phone number"),
        ("phone", "call me on 612345", "is not a phone number"),
        ("date", "21 Foo", "is not a date"),
        ("date", "31/2/2026", "Feb 2026 has no day 31"),
        ("money", "1.234", "such as 1,234.50, in SGD"),
        ("money", "lots", "This is not an amount"),
        ("money", "NaN", "This is not an amount"),
        ("money", "1e99", "This is not an amount"),
        ("number", "1.5", "whole number"),
        ("number", "²", "whole number"),
        ("line", "", "It is needed."),
        ("date", "", "It is needed."),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(qtbot: QtBot, kind: FieldKind, typed: str, sentence: str) -> None:
    form = make(qtbot, Field("it", "It", kind, required=True, currency="SGD"))
    QTest.keyClicks(line(form, "it"), typed)
    assert sentence in form.problems()["it"]
    assert not form.check()
    note = form.findChild(QLabel, "it_note")
    assert isinstance(note, QLabel)
    assert sentence in note.text()
    assert sentence in line(form, "it").accessibleDescription()


@given(minor=st.integers(-(10**12), 10**12), decimals=st.sampled_from([0, 2, 3]))
def test_money_shown_is_money_read(qtbot: QtBot, minor: int, decimals: int) -> None:
    form = Form([Field("it", "It", "money", currency="SGD", decimals=decimals)])
    form.show_values({"it": minor})
    assert form.values()["it"] == minor
    assert not form.is_dirty()
    form.deleteLater()


@given(words=st.text(max_size=200))
def test_any_text_is_taken_without_a_crash_and_parked_as_typed(qtbot: QtBot, words: str) -> None:
    form = Form([Field("line", "Line"), Field("prose", "Prose", "prose"), Field("date", "Date", "date")])
    form.change_values({"line": words, "prose": words})
    form.restore({"date": words[:20]})
    form.problems()
    again = Form([Field("line", "Line"), Field("prose", "Prose", "prose"), Field("date", "Date", "date")])
    again.restore(form.parked())
    assert again.values() == form.values()
    for each in (form, again):
        each.deleteLater()


def test_the_rule_of_a_field_is_asked_while_typing(qtbot: QtBot) -> None:
    def not_late(day: Any) -> str | None:
        return "This is after today." if day > TODAY else None

    form = make(qtbot, Field("day", "Day", "date", validate=not_late))
    QTest.keyClicks(line(form, "day"), "tomorrow")
    assert form.told() == {}
    qtbot.waitUntil(lambda: form.told() == {"day": "This is after today."})
    line(form, "day").selectAll()
    QTest.keyClicks(line(form, "day"), "today")
    assert form.told() == {}


def test_a_date_is_tidied_when_one_leaves_it(qtbot: QtBot) -> None:
    form = make(qtbot, Field("day", "Day", "date"), Field("next", "Next"))
    form.focus("day")
    QTest.keyClicks(line(form, "day"), "21/11/26")
    QTest.keyClick(line(form, "day"), Qt.Key.Key_Return)
    assert line(form, "day").text() == "21 Nov 2026"


def test_edits_are_what_was_seen_and_what_is_new(qtbot: QtBot) -> None:
    form = make(
        qtbot,
        Field("name", "Name"),
        Field("born", "Born", "date"),
        Field("kind", "Kind", "choice", choices=(Choice(1, "One"), Choice(2, "Two"))),
        Field("yes", "Yes", "check"),
    )
    form.show_values({"name": "Tan", "born": date(1971, 3, 2), "kind": 1, "yes": True})
    assert not form.is_dirty()
    with qtbot.waitSignal(form.dirty_changed):
        QTest.keyClicks(line(form, "name"), "X")
    form.change_values({"kind": 2})
    assert form.edits() == {"name": ("Tan", "XTan"), "kind": (1, 2)}
    form.change_values({"name": "Tan", "kind": 1})
    assert form.edits() == {}
    form.change_values({"yes": False})
    form.mark_saved()
    assert not form.is_dirty()


def test_a_form_shown_empty_is_clean(qtbot: QtBot) -> None:
    kinds: tuple[FieldKind, ...] = ("line", "prose", "date", "money", "check", "number", "email", "phone", "secret")
    form = make(qtbot, *(Field(kind, kind, kind) for kind in kinds))
    form.show_values({})
    assert form.edits() == {}


def test_half_typed_is_parked_to_the_same_letter_but_no_password(qtbot: QtBot) -> None:
    fields = (Field("day", "Day", "date"), Field("words", "Words", "prose"), Field("pass", "Pass", "secret"))
    form, later = make(qtbot, *fields), make(qtbot, *fields)
    QTest.keyClicks(line(form, "day"), "21 No")
    QTest.keyClicks(form.widget("words"), "She said ")
    QTest.keyClicks(line(form, "pass"), "hush")
    parked = form.parked()
    later.restore({**parked, "gone": "a field of an older version"})
    assert line(later, "day").text() == "21 No"
    assert isinstance(words := later.widget("words"), QPlainTextEdit)
    assert words.toPlainText() == "She said "
    assert "hush" not in parked.values()
    assert later.is_dirty()


def test_all_problems_are_shown_and_the_first_has_the_focus(qtbot: QtBot) -> None:
    form = make(
        qtbot, Section("Who", (Field("name", "Name"), Field("email", "E-mail"))), Field("words", "Words", "prose")
    )
    form.activateWindow()
    with qtbot.waitActive(form):
        form.show()
    form.show_problems([FieldProblem("words", "Too long."), FieldProblem("email", "Not reachable.")])
    assert form.told() == {"email": "Not reachable.", "words": "Too long."}
    assert form.focusWidget() is form.widget("email")
    QTest.keyClicks(line(form, "email"), "a")
    assert form.told() == {"words": "Too long."}


def test_a_hidden_field_is_not_asked_for(qtbot: QtBot) -> None:
    form = make(qtbot, Field("name", "Name", required=True))
    form.set_shown("name", shown=False)
    assert form.check()
    form.set_shown("name", shown=True)
    assert not form.check()


def test_ctrl_enter_submits_from_any_field(qtbot: QtBot) -> None:
    form = make(qtbot, Field("name", "Name"), Field("words", "Words", "prose"))
    for key in ("name", "words"):
        with qtbot.waitSignal(form.submitted):
            QTest.keyClick(form.widget(key), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_enter_that_is_held_submits_once(qtbot: QtBot) -> None:
    form = make(qtbot, Field("name", "Name"), Field("words", "Words", "prose"))
    for key in ("name", "words"):
        held = QKeyEvent(
            QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "\r", autorep=True
        )
        with qtbot.assertNotEmitted(form.submitted):
            QApplication.sendEvent(form.widget(key), held)


def test_the_tab_key_follows_the_page(qtbot: QtBot) -> None:
    form = make(
        qtbot,
        Field("a", "A"),
        Field("b", "B", "prose"),
        Field("c", "C", "radio", choices=(Choice(1, "One"), Choice(2, "Two"))),
        Field("d", "D", "check"),
    )
    with qtbot.waitActive(form):
        form.activateWindow()
    form.focus()
    seen = []
    for _ in range(4):
        focused = form.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == ["a", "b", "c_1", "d"]


def test_every_editor_has_a_name_for_screen_readers_and_tests(qtbot: QtBot) -> None:
    choices = (Choice(1, "One"),)
    form = make(qtbot, Field("a", "Name"), Field("b", "Kind", "choice", choices=choices), Field("c", "Yes", "check"))
    for key, kind, label in (("a", QLineEdit, "Name"), ("b", QComboBox, "Kind"), ("c", QCheckBox, "Yes")):
        found = form.findChild(kind, key)
        assert isinstance(found, kind)
        assert found.accessibleName() == label


def test_other_choices_keep_the_one_chosen_if_it_is_there(qtbot: QtBot) -> None:
    form = make(qtbot, Field("kind", "Kind", "choice", choices=(Choice(1, "One"), Choice(2, "Two"))))
    form.change_values({"kind": 2})
    form.set_choices("kind", [Choice(2, "Two"), Choice(3, "Three")])
    assert form.values() == {"kind": 2}
    form.set_choices("kind", [Choice(3, "Three")])
    assert form.values() == {"kind": None}
    with pytest.raises(KeyError):
        form.set_choices("nothing", [])


def test_radio_buttons_choose_by_mouse_and_are_emptied(qtbot: QtBot) -> None:
    form = make(qtbot, Field("wants", "Wants", "radio", choices=(Choice("a", "An apology"), Choice("m", "Money"))))
    money = form.findChild(QRadioButton, "wants_m")
    assert isinstance(money, QRadioButton)
    with qtbot.waitSignal(form.edited):
        money.click()
    assert form.values() == {"wants": "m"}
    form.show_values({})
    assert form.values() == {"wants": None}


def test_read_only_fields_take_no_keys(qtbot: QtBot) -> None:
    form = make(qtbot, Field("name", "Name"), Field("words", "Words", "prose"))
    form.show_values({"name": "Tan", "words": "as is"})
    form.set_read_only()
    for key in ("name", "words"):
        QTest.keyClicks(form.widget(key), "x")
    assert form.values() == {"name": "Tan", "words": "as is"}


def test_a_box_to_tick_leaves_no_label_without_a_parent(qtbot: QtBot) -> None:
    """A label of nobody's would be a window of its own."""
    form = Form([Field("agreed", "They agreed", "check", required=True)])
    qtbot.addWidget(form)
    labels = [label for label in QApplication.allWidgets() if isinstance(label, QLabel)]
    assert not [label for label in labels if label.objectName() == "agreed_label" and label.parent() is None]
    assert not [label for label in labels if label.text() == "required" and label.parent() is None]
    form.show()
    assert not [label for label in form.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.mark.parametrize("kind", ["line", "prose"])
def test_a_card_number_is_told_at_its_field_and_not_repeated(qtbot: QtBot, kind: FieldKind) -> None:
    form = Form([Field("said", "What was said", kind)])
    qtbot.addWidget(form)
    form.change_values({"said": "Paid by 4111 1111 1111 1111"})
    qtbot.waitUntil(lambda: bool(form.told()))
    assert form.told()["said"].startswith("What was said holds what looks like a payment card number. Take it out")
    assert "1111" not in form.told()["said"]
    assert not form.check()
    form.change_values({"said": "Paid by card"})
    assert form.check()


def test_the_first_problem_is_brought_into_sight(qtbot: QtBot) -> None:
    form = Form([Field(f"line_{number}", f"Line {number}", required=number == 29) for number in range(30)])
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(form)
    area.resize(400, 300)
    qtbot.addWidget(area)
    area.show()
    assert not form.check()
    assert not form.widget("line_29").visibleRegion().isEmpty()
    form.focus("line_0")
    assert not form.widget("line_0").visibleRegion().isEmpty()


@pytest.mark.parametrize("kind", ["line", "email", "phone", "secret", "prose"])
def test_all_that_is_pasted_stays_and_is_too_long(qtbot: QtBot, kind: FieldKind) -> None:
    form = make(qtbot, Field("field", "Their words", kind, limit=12))
    QApplication.clipboard().setText("x@example.org" + "y" * 40_000)
    field = form.widget("field")
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    if isinstance(field, QPlainTextEdit):
        field.setPlainText("y" * 40_013)
    else:
        with qtbot.waitSignal(form.edited):
            field.paste()
    assert len(form.values()["field"]) == 40_013, "nothing is cut"
    assert not form.check()
    sentence = "Their words is too long: 12 characters fit and this has 40,013. Shorten it."
    assert form.told() == {"field": sentence}
    form.change_values({"field": ""})
    assert form.check()


def test_an_empty_date_does_not_look_filled(qtbot: QtBot) -> None:
    form = make(qtbot, Field("born", "Born", "date"))
    assert line(form, "born").placeholderText() == "Day month year"


def test_what_is_refused_is_told_in_sight_and_nothing_selected_is_lost(qtbot: QtBot) -> None:
    form = make(qtbot, *(Field(f"f{n}", f"Field {n}", "prose", lines=16, limit=100) for n in range(3)))
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(form)
    area.resize(300, 200)
    with qtbot.waitExposed(area):
        area.show()
    prose = form.widget("f1")
    assert isinstance(prose, QPlainTextEdit)
    prose.setPlainText("Half an hour of work")
    prose.setFocus()
    prose.selectAll()
    QApplication.clipboard().setText("word " * 200_000)
    prose.paste()
    assert "1,000,000 characters" in form.told()["f1"]
    note = form.findChild(QLabel, "f1_note")
    assert isinstance(note, QLabel)
    qtbot.waitUntil(lambda: area.viewport().rect().contains(note.mapTo(area.viewport(), note.rect().center())))
    QTest.keyClicks(prose, ".")
    assert prose.toPlainText() == "Half an hour of work."


@pytest.fixture
def asked(qtbot: QtBot) -> Form:
    """A radio group between two lines, in a window that has the keys."""
    choices = [Choice("yes", "Yes"), Choice("no", "No"), Choice("later", "Later")]
    form = make(qtbot, Field("a", "A"), Field("wanted", "Wanted?", "radio", choices=choices), Field("b", "B"))
    with qtbot.waitActive(form):
        form.activateWindow()
    return form


def has_focus(form: Form) -> str:
    return form.focusWidget().objectName()


@pytest.mark.parametrize(
    ("keys", "chosen", "at"),
    [
        ([], None, "wanted_yes"),
        ([Qt.Key.Key_Space], "yes", "wanted_yes"),
        ([Qt.Key.Key_Down], "no", "wanted_no"),
        ([Qt.Key.Key_Up], "later", "wanted_later"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Left], "yes", "wanted_yes"),
    ],
)
def test_a_radio_group_is_chosen_by_keys(asked: Form, keys: list[Qt.Key], chosen: str | None, at: str) -> None:
    asked.focus("a")
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Tab)
    assert has_focus(asked) == "wanted_yes", "Tab enters at the first"
    for key in keys:
        QTest.keyClick(asked.focusWidget(), key)
    assert (asked.values()["wanted"], has_focus(asked)) == (chosen, at)


def test_a_form_is_begun_at_the_first_field_that_keys_can_reach(qtbot: QtBot) -> None:
    form = Form((Field("same", "Which one", "radio", hint="There is none"), Field("hidden", "H"), Field("ref", "R")))
    qtbot.addWidget(form)
    form.set_shown("hidden", shown=False)
    form.show()
    form.focus()
    assert has_focus(form) == "ref"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", ""),
        ("one two three", "one two\nthree"),
        ("one\n▲ two & three", "one\n▲ two &\nthree"),
        ("longestword two", "longestword\ntwo"),
    ],
)
def test_lines_break_at_blanks(words: str, lines: str) -> None:
    assert in_lines(words, 7, len) == lines


def test_a_long_choice_stays_within_its_form(qtbot: QtBot) -> None:
    form = make(qtbot, Field("which", "Which", "radio", choices=(Choice("a", "Nobody has authority & " * 12),)))
    form.resize(300, 400)
    form.show()
    button = form.findChild(QRadioButton, "which_a")
    assert isinstance(button, QRadioButton)
    qtbot.waitUntil(lambda: button.text().count("\n") > 3)
    assert form.minimumSizeHint().width() <= 300
    assert button.accessibleName().startswith("Nobody has authority & Nobody")


@pytest.mark.parametrize(("start", "key"), [("a", Qt.Key.Key_Tab), ("b", Qt.Key.Key_Backtab)])
@pytest.mark.parametrize(("chosen", "at"), [(None, "wanted_yes"), ("no", "wanted_no")])
def test_tab_enters_a_radio_group_at_what_is_chosen(
    asked: Form, start: str, key: Qt.Key, chosen: str | None, at: str
) -> None:
    asked.widget("wanted").findChildren(QRadioButton)[2].setFocus()  # where the focus was last
    asked.change_values({"wanted": chosen})
    asked.focus(start)
    QTest.keyClick(asked.focusWidget(), key)
    assert has_focus(asked) == at


def test_tab_leaves_a_radio_group_for_the_next_field(asked: Form) -> None:
    asked.focus("a")
    for _ in range(2):
        QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Tab)
    assert has_focus(asked) == "b"


def test_prose_that_cannot_be_typed_in_has_the_quiet_border_of_a_line(qtbot: QtBot) -> None:
    form = make(qtbot, Field("prose", "Prose", "prose"), Field("line", "Line"))
    dress(form)

    def border() -> str:
        picture = form.widget("prose").grab().toImage()
        return picture.pixelColor(0, picture.height() // 2).name()

    form.focus("line")
    before = border()
    form.set_read_only("prose")
    assert border() != before
    form.set_read_only("prose", read_only=False)
    assert border() == before
