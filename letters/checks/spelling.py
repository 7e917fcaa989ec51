"""Spelling in British English and Welsh: Hunspell's dictionaries, the office's own words, the names of the facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

from letters.checks.draft import Draft, ours
from letters.checks.finding import Finding
from letters.checks.wording import written_words
from letters.content import Block
from letters.languages import ENGLISH, WELSH
from letters.versions import foreign_words

_FOLDER: Final = Path(__file__).parent.parent / "dictionary"
_WORD: Final = re.compile(r"(?<![\w@./&])[^\W\d_]+(?:[’'][^\W\d_]+)*(?![\w@/]|\.\w)")
_NAME_FIELDS: Final = frozenset(
    (
        "name",
        "full_name",
        "name_on_letters",
        "staff_names",
        "organisation",
        "address_lines",
        "website",
        "body",
        "citation",
        "job_title",
        "owner",
    )
)


class Speller(Protocol):
    """Anything that knows words."""

    def knows(self, word: str) -> bool:
        """Whether the word, with a straight apostrophe if it has one, is spelt right."""
        ...


class HunspellSpeller:
    """Hunspell with a dictionary that ships, and the office's own words (letter case ignored)."""

    def __init__(self, dictionary: str, own_words: Iterable[str] = ()) -> None:
        from hunspell import Hunspell

        self._hunspell = Hunspell(dictionary, hunspell_data_dir=str(_FOLDER))
        self._own = frozenset(word.casefold() for word in (*shipped_words(dictionary), *own_words))
        self._knows = lru_cache(maxsize=20_000)(self._look_up)
        # Hunspell looks for 0.1 s and lets no other thread run meanwhile: once for a word is enough.
        self._suggest = lru_cache(maxsize=2_000)(self._look_for)

    def knows(self, word: str) -> bool:
        """Whether the word is in the dictionary or among the office's own words."""
        return self._knows(word)

    def suggest(self, word: str) -> list[str]:
        """Up to five words that may be meant."""
        return list(self._suggest(word))

    def _look_for(self, word: str) -> tuple[str, ...]:
        return tuple(self._hunspell.suggest(word))[:5]

    def _look_up(self, word: str) -> bool:
        return word.casefold() in self._own or bool(self._hunspell.spell(word))


class BritishSpeller(HunspellSpeller):
    """With the British English dictionary."""

    def __init__(self, own_words: Iterable[str] = ()) -> None:
        super().__init__("en_GB", own_words)


@cache
def british() -> BritishSpeller:
    """The one English dictionary of this program: read when it is first asked for, which takes a while."""
    return BritishSpeller()


@cache
def welsh() -> HunspellSpeller:
    """The one Welsh dictionary of this program (hunspell-cy, Prifysgol Bangor)."""
    return HunspellSpeller("cy_GB")


DICTIONARIES: Final[Mapping[str, Callable[[], HunspellSpeller]]] = {ENGLISH: british, WELSH: welsh}
"""The dictionaries that ship, by language."""


def shipped_words(dictionary: str = "en_GB") -> tuple[str, ...]:
    """Words of the trade that a dictionary lacks: one a line, ``#`` begins a remark."""
    text = (_FOLDER / f"office-words-{dictionary}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def spelling_findings(draft: Draft, speller: Speller) -> Iterator[Finding]:
    """SP: words of ours that the speller does not know; names of the record and of the letterhead are accepted.

    What may be meant instead is looked for when somebody asks: that takes a tenth of a second a word.
    """
    names = _names(draft)
    for block in filter(ours, draft.letter.blocks):
        for found in _WORD.finditer(_to_spell(block, draft)):
            word = found.group().replace("’", "'")
            bare = _CLITIC.sub("", word) if draft.letter.language == WELSH else word.removesuffix("'s")
            if word.isupper() or bare.casefold() in names or speller.knows(word) or speller.knows(bare):
                continue
            yield Finding(
                "SP",
                "warn",
                f"“{found.group()}” is not in the dictionary.",
                certain=False,
                block_id=block.id,
                head_id=block.head_id,
                start=found.start(),
                end=found.end(),
                word=found.group(),
            )


_CLITIC: Final = re.compile(r"'(?:r|n|i|u|w|m|th|ch|s)$", re.IGNORECASE)
"""What Welsh joins to the word before: "o'r", "i'ch", "wedi'i"."""


def _to_spell(block: Block, draft: Draft) -> str:
    """The block's plain text; English that waits for its translation is left out, as another rule tells of it."""
    if not foreign_words(block, draft.letter.language):
        return draft.plain[block.id]
    return written_words(block)


def _names(draft: Draft) -> frozenset[str]:
    """Each word of a name that the record or the letterhead holds."""
    letter = draft.letter
    texts = [letter.sender.name, letter.sender.organisation, letter.contact_name, *letter.sender.address_lines]
    texts += [*letter.recipient.lines, *_named(draft.facts or {})]
    for block in letter.blocks:
        texts += [str(value) for path, value in block.facts.items() if path.rpartition(".")[2] in _NAME_FIELDS]
    return frozenset(
        word.replace("’", "'").casefold() for text in texts for word in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", text)
    )


def _named(value: Any, *, inside: bool = False) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _named(inner, inside=key in _NAME_FIELDS)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, inside=inside)
    elif inside and isinstance(value, str):
        yield value
