"""E-mail addresses: what is wrong with one, said in a sentence, and the form it is kept in."""

from __future__ import annotations

import re

from app.basics.problems import WorldProblem
from app.basics.text import clean_line

LONGEST = 254
_LONGEST_LOCAL = 64
_LONGEST_TYPED = 500  # with the name that a mail program pastes before it
_LOCAL_WRONG = re.compile(r"[^A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PASTED = re.compile(r"(?:mailto:|.*<)?\s*([^<>]*?)\s*>?", re.IGNORECASE)


class EmailNotValid(WorldProblem):
    """An e-mail address that no letter can reach; the sentence says what is wrong."""


def check_email(text: str) -> str:
    """The address to keep: as typed, its domain in small letters and its own script.

    "Mei Tan <mei@example.org>" and "mailto:" links are taken as their address. Syntax of RFC 5321 without quoted
    local parts; whether anybody reads it is not asked. Raises EmailNotValid.
    """
    if len(text) > _LONGEST_TYPED:
        raise EmailNotValid(f"“{text[:20]}…” is no e-mail address: it has {len(text):,} characters.")
    pasted = _PASTED.fullmatch(clean_line(text))
    email = pasted[1] if pasted else clean_line(text)
    local, at, domain = email.rpartition("@")
    if not at:
        raise EmailNotValid(f"“{email}” has no @." if email else "There is no e-mail address.")
    _check_local(local, email)
    ascii_domain = _ascii_domain(domain, email)
    if len(local) + 1 + len(ascii_domain) > LONGEST:
        raise EmailNotValid(f"An e-mail address has at most {LONGEST} characters.")
    return f"{local}@{_readable(ascii_domain)}"


def wire_email(email: str) -> str:
    """A kept address as a mail program needs it: an international domain in its ASCII form. Raises EmailNotValid."""
    local, _, domain = email.rpartition("@")
    return f"{local}@{_ascii_domain(domain, email)}"


def _check_local(local: str, email: str) -> None:
    if not local:
        raise EmailNotValid(f"“{email}” has nothing before the @.")
    if "@" in local:
        raise EmailNotValid(f"“{email}” has more than one @.", "Enter one address.")
    if " " in email:
        raise EmailNotValid(f"“{email}” has a blank in it.")
    if wrong := _LOCAL_WRONG.search(local):
        raise EmailNotValid(f"“{email}” has “{wrong[0]}” before the @, where it cannot stand.")
    if local.startswith(".") or local.endswith(".") or ".." in local:
        raise EmailNotValid(f"“{email}” has a full stop too many before the @.")
    if len(local) > _LONGEST_LOCAL:
        raise EmailNotValid(f"“{email}” has more than {_LONGEST_LOCAL} characters before the @.")


def _ascii_domain(domain: str, email: str) -> str:
    if not domain:
        raise EmailNotValid(f"“{email}” has nothing after the @.")
    if "," in domain or ";" in domain:
        raise EmailNotValid(f"“{email}” has a comma or semicolon after the @.", "Enter one address.")
    if domain.startswith(".") or domain.endswith(".") or ".." in domain:
        raise EmailNotValid(f"“{email}” has a full stop too many after the @.")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError as refusal:
        raise EmailNotValid(f"“{domain}” is no domain.") from refusal
    labels = ascii_domain.split(".")
    if len(labels) < 2:
        raise EmailNotValid(f"“{email}” ends without a domain such as “.org”.")
    if not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise EmailNotValid(f"“{domain}” is no domain.")
    return ascii_domain


def _readable(ascii_domain: str) -> str:
    try:
        return ascii_domain.encode("ascii").decode("idna")
    except UnicodeError:
        return ascii_domain  # a newer international domain than Python's tables know: its ASCII form is right too
