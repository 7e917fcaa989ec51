"""In which language the letter in hand is written: shown where the office could write it in more than one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from letters.languages import said_in


class LanguageBox(QComboBox):
    """The languages by name; choosing one is the only way to change what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letter_language")
        self.setAccessibleName("Language of the letter")
        self.setToolTip("Language of the letter")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.hide()

    def show_languages(self, languages: Sequence[str], now: str, *, editable: bool) -> None:
        """Offer these; nothing is shown where there is no choice."""
        self.clear()
        for language in languages:
            self.addItem(said_in(language), language)
        self.setCurrentIndex(self.findData(now))
        self.setEnabled(editable)
        self.setVisible(len(languages) > 1)
