"""Is the letter in the reader's language, and is every part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from letters.checks.book import NOT_IN_WELSH, NOTES
from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding
from letters.content import Letter
from letters.languages import LETTER_LANGUAGES, UNKNOWN, WELSH, said_in, versions_of
from letters.library import shipped, shipped_languages
from letters.versions import untranslated


def language_preferred(draft: Draft) -> Iterator[Finding]:
    """C33: the letter is in the language that the reader prefers (HMCTS Welsh Language Scheme).

    To somebody whose language is not known the desk writes first as it has settled: in Wales in both. It does not block
    where the office has no text in the language: a letter in this one is better than none.
    """
    facts = draft.facts or {}
    wanted = facts.get("letter", {}).get("wanted_language") or facts.get("addressee", {}).get("language", "")
    if wanted in ("", UNKNOWN) or _primaries(wanted) == _primaries(draft.languages):
        return
    texts = facts["letter"].get("languages") or _shipped(draft.letter.template)
    has_text = wanted in LETTER_LANGUAGES and set(versions_of(wanted)) <= set(texts)
    hint = f"Ask whether {said_in(draft.languages)} will do, or send a translation with it."
    if has_text:
        hint = f"Choose {said_in(wanted)} as the language of this letter."
    yield Finding(
        "C33",
        "block" if has_text else "warn",
        f"The reader prefers letters in {said_in(wanted)}; the text of this letter is in {said_in(draft.languages)}.",
        hint,
        certain=has_text,
        fact_path="addressee.language",
    )


def language_findings(letter: Letter) -> Iterator[Finding]:
    """C33: every part has words in the language of its version; and which rules cannot read them is said."""
    for one in untranslated(letter):
        name = said_in(one.language)
        words = " ".join(one.words.replace("**", "").split())
        shown = words if len(words) <= 60 else f"{words[:57]}…"
        what = "A paragraph of yours" if one.is_missing else "This part"
        yield Finding(
            "C33",
            "block",
            f"{what} has no {name} yet: “{shown}”",
            f"Write it in {name} here." if not one.is_missing else f"Add a paragraph in {name}.",
            certain=False,
            block_id=one.block_id,
            head_id=one.head_id,
        )
    if WELSH in versions_of(letter.language):
        asked = "\n".join(f"• {NOTES[code].asks}" for code in NOT_IN_WELSH)
        yield Finding(
            "C33",
            "info",
            f"{len(NOT_IN_WELSH)} checks do not read Welsh. Somebody who does has to see that the letter:",
            asked,
        )


def _shipped(code: str) -> list[str]:
    return [language for language in shipped_languages() if code in shipped(language).templates]


def _primaries(tag: str) -> list[str]:
    return [one.partition("-")[0].lower() for one in versions_of(tag)]


RULES: Final[tuple[Rule, ...]] = (language_preferred,)
