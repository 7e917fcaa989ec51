"""Enter in a search line: it means the answer to the words that stand there, also where that is still to come."""

from __future__ import annotations

from collections.abc import Callable


class AwaitedEnter:
    """Knows which words the list below answers; ``words`` gives those that stand in the line now."""

    def __init__(self, words: Callable[[], str]) -> None:
        self._words = words
        self._answered: str | None = None
        self._is_awaited = False

    def typed(self) -> None:
        """Whoever goes on typing has not chosen."""
        self._is_awaited = False

    def pressed(self) -> bool:
        """Enter: whether what is listed may be taken; if not, ask at once, and ``answered`` will say so."""
        self._is_awaited = self._answered != self._words()
        return not self._is_awaited

    def answered(self, words: str) -> bool:
        """The answer to these words is listed now; whether Enter was pressed for it before anybody saw it."""
        was_awaited, self._is_awaited, self._answered = self._is_awaited, False, words
        return was_awaited and words == self._words()
