"""The two menus at the head of a case: its letters, and what else can be done, each with why not."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.staff.permissions import Permission
from ui.complaints.deeds import DEEDS
from ui.complaints.letter_offers import letter_offers, posted_letters
from ui.complaints.opening import OpenCase
from ui.kit.desk import Desk
from ui.kit.headline import Headline
from ui.kit.layout import as_is, button


class CaseMenus(QWidget):
    """Stands nowhere itself: its buttons stand in the headline."""

    write_asked = Signal(object)
    """A LetterOffer."""
    correct_asked = Signal(int)
    """A posted letter that another one is to correct."""
    deed_asked = Signal(object)
    """A Deed."""

    def __init__(self, desk: Desk, headline: Headline, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk = desk
        self.letters_menu, self.deeds_menu = QMenu(parent), QMenu(parent)
        self.letters = self._button("Write the letter", "case_letters", self.letters_menu, is_main=True)
        self.deeds = self._button("More", "case_deeds", self.deeds_menu)
        headline.add_action(self.deeds)
        headline.add_action(self.letters)

    def fill(self, case: OpenCase) -> None:
        """Offer what can be done with the case as it is now."""
        self._fill_letters(case)
        self.deeds_menu.clear()
        for deed in DEEDS:
            action = self.deeds_menu.addAction(deed.title, partial(self.deed_asked.emit, deed))
            action.setObjectName(f"deed_{deed.key}")
            action.setEnabled(not deed.why_not(case))
            action.setToolTip(deed.why_not(case) or deed.says)

    def _button(self, words: str, name: str, menu: QMenu, *, is_main: bool = False) -> QPushButton:
        menu.setToolTipsVisible(True)
        made = button(words, name, "main" if is_main else "plain")
        made.setMenu(menu)
        return made

    def _fill_letters(self, case: OpenCase) -> None:
        self.letters.setEnabled(case.may_write)
        self.letters.setToolTip("" if case.may_write else self._desk.why_not(Permission.LETTER_WRITE))
        self.letters_menu.clear()
        for offer in letter_offers(case):
            action = self.letters_menu.addAction(as_is(offer.name), partial(self.write_asked.emit, offer))
            action.setObjectName(f"write_{offer.subject.rpartition(':')[2]}")
            action.setToolTip(offer.why_not or f"Draft the {offer.name.lower()} from the case")
            if offer.why_not:
                action.setText(as_is(f"{offer.name}  –  {offer.why_not}"))
        for letter in posted_letters(case):
            action = self.letters_menu.addAction(
                f"Correct {letter.reference}…", partial(self.correct_asked.emit, letter.id)
            )
            action.setObjectName(f"correct_{letter.id}")
            action.setToolTip(f"Write what was wrong in “{letter.title}”, and what is right")
