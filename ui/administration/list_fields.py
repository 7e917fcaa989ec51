"""The forms of the lists that findings choose from, and of who looks from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.basics.money import MoneyNotValid, exponent_of
from app.knowledge.procedure import CauseAxis
from app.knowledge.procedure.external import DATE_FORMS, OURS
from app.knowledge.procedure.words import AXES, REMEDIES, ROUTES, label_of
from ui.administration.field_kinds import Parts, choices, line, members, prose
from ui.administration.letter_fields import templates
from ui.administration.procedure_draft import ProcedureDraft
from ui.kit.field import Choice, Field

CURRENCIES = ("GBP", "EUR", "USD", "AUD", "HKD", "INR", "MYR", "NZD", "SGD", "ZAR")


def route(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """Another body that is the right one."""
    return (
        line("title", required=True, label="What it is about"),
        Field("kind", label_of("kind"), "choice", required=True, choices=choices(ROUTES)),
        Field("template", label_of("template"), "choice", required=True, choices=templates(draft, item, "signposting")),
        line("body", required=True, label="The right body"),
        prose("what_they_do", lines=3, required=True),
        prose("contact", lines=3, required=True),
        line("limit", label="Time to go there"),
    )


def fault(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    """A kind of maladministration."""
    return (
        line("name", required=True),
        prose("description", lines=3, required=True),
        members("usual_remedies", REMEDIES),
        prose("room", lines=3),
    )


def effect(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    """A level of effect."""
    return (
        Field("level", label_of("level"), "number", chars=6, read_only=True),
        line("name", required=True),
        prose("description", lines=3, required=True),
    )


def band(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """What a level of effect is worth from one day to another."""
    currency = str(item.get("currency") or "")
    try:
        decimals = exponent_of(currency)
    except MoneyNotValid:
        decimals = 2
    known = dict.fromkeys([*CURRENCIES, *filter(None, [currency])])
    return (
        Field("currency", label_of("currency"), "choice", choices=[Choice(one, one) for one in known], chars=10),
        Field("least_minor", "From", "money", required=True, currency=currency, decimals=decimals, chars=14),
        Field(
            "most_minor",
            "To",
            "money",
            currency=currency,
            decimals=decimals,
            chars=14,
            beside=True,
            hint="Empty: or more.",
        ),
        Field("since", label_of("since"), "date", required=True, chars=14),
        Field("until", label_of("until"), "date", chars=14, beside=True, hint="Empty: no end."),
    )


def remedy(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    """A remedy, and when it is right."""
    return (
        Field("kind", label_of("kind"), "choice", required=True, choices=choices(REMEDIES)),
        line("name", required=True),
        prose("when", lines=3, required=True),
        Field("needs_proof", "What shows the loss is needed", "check"),
    )


def cause(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """An entry of one list of causes."""
    ours = Field("ours", "It lies with us: a letter that upholds a point for it says what we change", "check")
    return (
        Field("axis", label_of("axis"), "choice", required=True, choices=choices(AXES)),
        line("name", required=True),
        prose("description", lines=3, required=True),
        *([ours] if item.get("axis") == CauseAxis.ROOT_CAUSE else []),
    )


def ombudsman(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    """Who looks at complaints from outside."""
    return (
        line("body", hint="All empty: nobody who must wait longer is told of one."),
        prose("what_they_do", lines=3),
        prose("contact", lines=3),
        line("limit", label="Time to go there"),
    )


def external(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    """Another body's system into which each case is entered."""
    return (
        line("name", hint="Into which each case is entered as well. Empty, and without fields: there is none."),
        Field("dates", label_of("dates"), "choice", choices=[Choice(one, one) for one in DATE_FORMS], chars=16),
    )


def field(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    """One field of such a system."""
    return (
        line("title", required=True, label="What it is called there"),
        Field("ours", label_of("ours"), "choice", choices=[Choice(one, one.replace("_", " ")) for one in OURS]),
        line("column", hint="In a file. Empty: what it is called there."),
    )
