"""The words of a small form that stands by itself: kept half typed, and there again when it is begun again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.record.put_down import form_subject
from app.staff.drafts import drafts_of
from ui.kit.desk import Desk
from ui.kit.forms import Form
from ui.parts.keeping import Keeper


class KeptForm(QObject):
    """``name`` is one of ``put_down.FORMS``; a form about one of several things is begun with its id."""

    def __init__(self, desk: Desk, form: Form, name: str) -> None:
        super().__init__(form)
        self._desk, self._form, self._name = desk, form, name
        self.keeper = Keeper(desk, form.parked, self)
        self._is_sent = False
        form.edited.connect(lambda _key: self.keeper.touched())

    def begin(self, values: Mapping[str, Any], about: int = 0) -> None:
        """Show what the form begins with, and over that what was kept of it."""
        self.leave()
        self._form.show_values(values)
        self.keeper.shown()
        subject = form_subject(self._name, about)
        self._is_sent = False
        self.keeper.watch(subject, {})
        self._desk.keep(self, drafts_of, subject, then=partial(self._restore, subject))

    def leave(self) -> None:
        """Put down: what is typed stays kept."""
        self.keeper.watch("", {})

    def sent(self) -> None:
        """What stands here is on its way: nothing is put over it any more."""
        self._is_sent = True

    def done(self) -> None:
        """It was saved."""
        self.keeper.forget()

    def in_hand(self) -> tuple[str, ...]:
        """Under what is kept what is typed here now."""
        return (self.keeper.subject,) if self.keeper.subject else ()

    def _restore(self, subject: str, words: Mapping[str, str]) -> None:
        """What was typed meanwhile stands over them."""
        if words and subject == self.keeper.subject and not self._is_sent:
            self._form.restore({**words, **self._form.parked()})
            self.keeper.watch(subject, dict(words))
