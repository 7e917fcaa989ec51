"""Countries as letters and forms name them, in English."""

from __future__ import annotations

from functools import lru_cache

from app.basics.search_form import search_form

# The library's names for these are the statistical office's, not what the post and the people there write.
_POSTAL = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Congo",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
}


@lru_cache
def countries() -> dict[str, str]:
    """Names by ISO 3166 alpha-2 code, in order of name."""
    import pycountry
    from babel import Locale

    names = Locale("en", "GB").territories
    known = {country.alpha_2: _POSTAL.get(country.alpha_2, "") for country in pycountry.countries}
    named = {code: postal or names.get(code, code) for code, postal in known.items()}
    return dict(sorted(named.items(), key=lambda item: search_form(item[1])))


def place_name(code: str) -> str:
    """A country, or a part of one: "Malaysia (MY-10)"."""
    country, _, part = code.partition("-")
    return f"{country_name(country)} ({code})" if part else country_name(country)


def country_name(code: str) -> str:
    """The country's name, "Hong Kong"; the code itself where it is no country's."""
    return countries().get(code.upper(), code)
