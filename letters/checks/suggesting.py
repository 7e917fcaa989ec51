"""What may be meant by a word, looked for in a process of its own: Hunspell lets no thread beside it run meanwhile."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import Lock

from letters.checks.spelling import DICTIONARIES
from letters.languages import ENGLISH


class Suggester:
    """One process, started when a word is first asked for and kept until ``end``."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def suggest(self, word: str, language: str = ENGLISH) -> tuple[str, ...]:
        """Up to five words that may be meant, the likeliest first.

        Waits for the answer, the first time for a dictionary to be read as well: for a worker, not for a window.
        """
        try:
            return self._ask(word, language)
        except BrokenProcessPool:
            # Somebody ended the process, or memory ran out: once more in a new one.
            self.end()
            return self._ask(word, language)

    def end(self) -> None:
        """End the process and wait for that: a word it is at takes it a tenth of a second."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _ask(self, word: str, language: str) -> tuple[str, ...]:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            pool = self._pool
        return pool.submit(_look_for, word, language).result()


def _look_for(word: str, language: str) -> tuple[str, ...]:
    return tuple(DICTIONARIES[language]().suggest(word))
