"""The language that somebody prefers, in words."""

from __future__ import annotations

from letters.languages import UNKNOWN, is_bilingual, said_in, versions_of


def language_words(language: str) -> str:
    """English (GB) for en-GB; the code where nobody knows its name."""
    if language == UNKNOWN:
        return "Not known yet"
    if is_bilingual(language):
        return f"{said_in(language)}, {said_in(versions_of(language)[0])} first"
    from babel import Locale

    code, _, rest = language.partition("-")
    name = Locale("en").languages.get(code, "")
    return f"{name} ({rest})" if name and rest else name or language
