"""What can be done in the editor, with its keys: the same table makes shortcuts, palette and the reasons why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from ui.correspondence.editor.letter_editor import LetterEditor
from ui.kit.notices import Notice
from ui.shell.actions import Action

NOT_OPEN = "Open a letter first."


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
    up, down = partial(editor.own.move, -1), partial(editor.own.move, 1)
    withdraw = tell_or(editor.deeds.ask_withdraw, editor.deeds.why_not_withdraw)
    table: tuple[tuple[str, str, Callable[[], None], str, str], ...] = (
        ("submit_now", "Submit letter for approval", writing(editor.submit), "send", "Ctrl+Return"),
        ("add_own", "Add a paragraph", writing(editor.own.add), "plus", "Ctrl+Shift+Return"),
        ("remove_own", "Take out my paragraph", on_own(editor.own.remove), "trash", "Ctrl+Shift+Backspace"),
        ("up", "Move my paragraph up", on_own(up), "arrow-up", "Alt+Up"),
        ("down", "Move my paragraph down", on_own(down), "arrow-down", "Alt+Down"),
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


def suggested_or(editor: LetterEditor, do: Callable[[int], None], otherwise: Callable[[], None]) -> Callable[[], None]:
    """The words that the approver suggests for the block in hand come first."""

    def take_or_do() -> None:
        if number := editor.parts.text.suggestion_here:
            do(number)
        else:
            otherwise()

    return take_or_do


def cycle(editor: LetterEditor, by: int) -> None:
    """Move the focus round: outline, checks where there are any, words, page."""
    parts = editor.parts
    every: list[QWidget] = [parts.outline, parts.checks.list, parts.text, parts.page]
    panels = [panel for panel in every if panel.isVisible()]
    focus = QApplication.focusWidget()
    here = next((n for n, one in enumerate(panels) if focus is not None and one.isAncestorOf(focus)), None)
    here = next((n for n, one in enumerate(panels) if one is focus), here)
    panel = parts.text if here is None else panels[(here + by) % len(panels)]
    if panel is parts.text:
        parts.text.focus_current()
    else:
        panel.setFocus()
