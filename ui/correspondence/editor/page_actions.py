"""What can be done in the editor, with its keys: the same table makes shortcuts, palette and the reasons why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from ui.correspondence.editor.letter_editor import LetterEditor
from ui.correspondence.editor.standing_state import NOT_OPEN
from ui.kit.notices import Notice
from ui.shell.actions import Action

Line = tuple[str, str, Callable[[], None], str, str]
"""The key of an action, its words, what it does, its icon and its shortcut."""
TellOr = Callable[[Callable[[], None], Callable[[], str]], Callable[[], None]]
"""Makes of a deed, and of why it cannot be done, one that tells the latter."""


def page_actions(
    editor: LetterEditor, is_shown: Callable[[], bool], tell: Callable[[Notice], None]
) -> Sequence[Action]:
    """The actions. Where a letter stands changes while it is shown: each deed says by itself why it cannot be done."""

    def tell_or(do: Callable[[], None], why_not: Callable[[], str]) -> Callable[[], None]:
        def tell_or_do() -> None:
            if sentence := why_not():
                tell(Notice(sentence, key="letter-why-not"))
            else:
                do()

        return tell_or_do

    def writing(do: Callable[[], None]) -> Callable[[], None]:
        return tell_or(do, lambda: editor.why_not_editable)

    def on_own(do: Callable[[], None]) -> Callable[[], None]:
        return tell_or(do, editor.own.why_not)

    def shown() -> str:
        return "" if is_shown() else NOT_OPEN

    def on_new(do: Callable[[], None]) -> Callable[[], None]:
        return tell_or(do, facts.why_not_here)

    checks, facts = editor.parts.checks, editor.facts
    take_here = suggested_or(editor, editor.deeds.take_words, on_new(facts.take_here))
    keep_here = suggested_or(editor, editor.deeds.decline_words, on_new(facts.keep_here))
    up, down = (enclosure_or(editor, by, on_own(partial(editor.own.move, by))) for by in (-1, 1))
    withdraw = tell_or(editor.deeds.ask_withdraw, editor.deeds.why_not_withdraw)
    table: tuple[Line, ...] = (
        ("submit_now", "Submit letter for approval", writing(editor.submit), "send", "Ctrl+Return"),
        ("add_own", "Add a paragraph", writing(editor.own.add), "plus", "Ctrl+Shift+Return"),
        ("remove_own", "Take out my paragraph", on_own(editor.own.remove), "trash", "Ctrl+Shift+Backspace"),
        ("up", "Move my paragraph or enclosure up", up, "arrow-up", "Alt+Up"),
        ("down", "Move my paragraph or enclosure down", down, "arrow-down", "Alt+Down"),
        *with_it(editor, tell_or),
        ("find_words", "Find in this letter", editor.parts.finder.ask, "search", "Ctrl+F"),
        ("take", "Take all new facts into the letter", writing(facts.take_all), "refresh-cw", ""),
        ("take_here", "Take the new into this paragraph", take_here, "", "F9"),
        ("keep_here", "Keep my words in this paragraph", keep_here, "", "Shift+F9"),
        ("next", "Next thing to mend", checks.go_to_next, "list-checks", "F8"),
        ("previous", "Previous thing to mend", partial(checks.go_to_next, -1), "", "Shift+F8"),
        (
            "keep_reading",
            "Keep what the check read, or let go of it",
            writing(checks.ask_keep),
            "check",
            "Ctrl+Shift+K",
        ),
        ("panel", "Next panel", partial(cycle, editor, 1), "columns", "F6"),
        ("panel_back", "Previous panel", partial(cycle, editor, -1), "", "Shift+F6"),
        ("withdraw", "Withdraw letter…", withdraw, "archive", ""),
    )
    return [Action(f"letter_{key}", words, do, icon, shortcut, shown) for key, words, do, icon, shortcut in table]


def with_it(editor: LetterEditor, tell_or: TellOr) -> tuple[Line, ...]:
    """What goes with the letter, and what others say of it."""
    return (
        ("attach", "Attach files to the letter…", editor.enclosing.attach, "paperclip", "Ctrl+Shift+A"),
        ("attach_case", "Enclose evidence of the case…", editor.enclosing.from_case, "paperclip", "Ctrl+Shift+E"),
        ("attach_paper", "Enclose something on paper…", editor.enclosing.on_paper, "hand", ""),
        ("copy", "Copy for comment…", tell_or(editor.commenting.begin_copy, editor.why_not_comment), "copy", ""),
        (
            "came_back",
            "Put in a comment that came back…",
            tell_or(editor.commenting.begin_comment, editor.why_not_comment),
            "message-square-plus",
            "Ctrl+Shift+C",
        ),
        ("numbers", "Show or hide the numbers of the blocks", editor.commenting.toggle_numbers, "list", "Ctrl+Shift+N"),
    )


def suggested_or(editor: LetterEditor, do: Callable[[int], None], otherwise: Callable[[], None]) -> Callable[[], None]:
    """The words that the approver suggests for the block in hand come first; then the way to those for another one."""

    def take_or_do() -> None:
        text = editor.parts.text
        if number := text.suggestion_here:
            do(number)
        elif not editor.facts.why_not_here() or not text.go_to_suggestion():
            otherwise()

    return take_or_do


def enclosure_or(editor: LetterEditor, by: int, otherwise: Callable[[], None]) -> Callable[[], None]:
    """An enclosure is moved while their list has the focus."""

    def move() -> None:
        if editor.parts.enclosures.list.hasFocus():
            editor.enclosing.move(by)
        else:
            otherwise()

    return move


def cycle(editor: LetterEditor, by: int) -> None:
    """Move the focus round: outline, checks where there are any, words, page."""
    parts = editor.parts
    every: list[QWidget] = [parts.outline, parts.checks.list, parts.enclosures.list, parts.text, parts.page]
    panels = [panel for panel in every if panel.isVisible()]
    focus = QApplication.focusWidget()
    here = next((n for n, one in enumerate(panels) if focus is not None and one.isAncestorOf(focus)), None)
    here = next((n for n, one in enumerate(panels) if one is focus), here)
    panel = parts.text if here is None else panels[(here + by) % len(panels)]
    if panel is parts.text:
        parts.text.focus_current()
    else:
        panel.setFocus()
