"""E-mail addresses: what is kept, what is refused and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.members.emails import EmailNotValid, check_email, wire_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mei.tan@example.org", "mei.tan@example.org"),
        ("  Mei.Tan@Example.ORG ", "Mei.Tan@example.org"),
        ("Mei Tan <mei@example.org>", "mei@example.org"),
        ("mailto:mei@example.org", "mei@example.org"),
        ("o'brien+renewals@example.co.uk", "o'brien+renewals@example.co.uk"),
        ("mei@Bücher.example", "mei@bücher.example"),
        ("mei@XN--BCHER-KVA.example", "mei@bücher.example"),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert check_email(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "There is no e-mail address"),
        ("mei.example.org", "has no @"),
        ("@example.org", "nothing before the @"),
        ("mei@", "nothing after the @"),
        ("mei@@example.org", "more than one @"),
        ("a@b.org; c@d.org", "more than one @"),
        ("mei tan@example.org", "has a blank"),
        ("müller@example.org", "has “ü” before the @"),
        ('"mei"@example.org', 'has “"” before the @'),
        (".mei@example.org", "full stop too many before"),
        ("mei..tan@example.org", "full stop too many before"),
        ("mei@example..org", "full stop too many after"),
        ("mei@example.org.", "full stop too many after"),
        ("mei@example.org,", "comma or semicolon"),
        ("mei@example", "ends without a domain"),
        ("mei@192.168.1.1", "is no domain"),
        ("mei@-example.org", "is no domain"),
        ("mei@exa_mple.org", "is no domain"),
        ("mei@" + "a" * 64 + ".org", "is no domain"),
        ("m" * 65 + "@example.org", "more than 64 characters"),
        ("mei@" + ".".join(["a" * 60] * 5), "at most 254"),
        ("m" * 1_000_000, "has 1,000,000 characters"),
    ],
)
def test_what_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(EmailNotValid, match=sentence):
        check_email(typed)


def test_an_international_domain_goes_out_in_ascii() -> None:
    assert wire_email("mei@bücher.example") == "mei@xn--bcher-kva.example"


@given(st.one_of(st.text(max_size=40), st.emails()))
def test_any_text_is_taken_or_refused_and_what_is_taken_stays(typed: str) -> None:
    try:
        kept = check_email(typed)
    except EmailNotValid:
        return
    assert check_email(kept) == kept
    assert check_email(wire_email(kept)) == kept
