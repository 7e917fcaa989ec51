"""The forms of a procedure's items, as data: what is asked of each, in the words of the page that is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.basics.money import MoneyNotValid, exponent_of
from app.calendars.deadline_rule import Anchor
from app.knowledge.procedure import CauseAxis
from app.knowledge.procedure.external import DATE_FORMS, OURS
from app.knowledge.procedure.told import check_name
from app.knowledge.procedure.words import (
    ALWAYS_ASKED,
    ANCHORS,
    AXES,
    CHECK_DOES,
    COUNTS,
    OUTCOMES,
    RECEIPTS,
    REMEDIES,
    ROLLS,
    ROUTES,
    STOPS,
    UNITS,
    label_of,
    letter_kind,
)
from app.staff.permissions import ROLE_NAMES, Permission, roles_with
from letters.checks.book import BOOK
from ui.administration.item_values import ANYBODY
from ui.administration.procedure_draft import SINGLE, ProcedureDraft, part_of
from ui.kit.field import Choice, Field, Section

LINE, PROSE = 200, 4_000
CURRENCIES = ("GBP", "EUR", "USD", "AUD", "HKD", "INR", "MYR", "NZD", "SGD", "ZAR")
CLOSING = ("16:00", "16:30", "17:00", "17:30", "18:00")
LETTER_KINDS = ("acknowledgement", "holding", "extension", "request", "response", "signposting")

Parts = Sequence[Field | Section]


def fields_for(draft: ProcedureDraft, path: str) -> Parts:
    """The form of one item; nothing for a part that is a list."""
    part = part_of(path)
    if draft.is_item(path) or path in SINGLE:
        return _FORMS[part](draft, draft.item(path))
    return ()


def keys_of(parts: Parts) -> list[str]:
    """The keys of all fields."""
    return [field.key for part in parts for field in (part.fields if isinstance(part, Section) else [part])]


def field_at(parts: Parts, key: str) -> str | None:
    """The field where something at a key of the data is mended."""
    keys = keys_of(parts)
    fits = (one for one in keys if one in (key, f"{key}.amount") or one.startswith((f"{key}:", f"{key}.")))
    if key == "decides" and ANYBODY in keys:
        return ANYBODY
    return next(fits, keys[0] if keys else None)


def _general(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        _line("title", required=True),
        _prose("summary", lines=8, required=True),
        _line("citation"),
        _members("outcomes", OUTCOMES),
    )


def _stage(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    later = [(stage["code"], stage.get("name", "")) for stage in draft.data.get("stages", [])]
    leads = [Choice(None, "no stage: another body takes over")]
    leads += [Choice(code, name) for code, name in later if code != item.get("code")]
    return (
        _line("name", required=True),
        _line("decided_by", required=True, hint="In the words of a letter: the team that gave the service."),
        Section(
            label_of("decides"),
            (
                Field(ANYBODY, "Whoever may approve letters", "check"),
                *_deciders(item),
                Field("another_person", "Nobody who had a hand in an earlier stage", "check"),
            ),
        ),
        Section("Times", (*_length("acknowledge"), *_length("respond", required=True), *_length("must"), *_arrival())),
        Section("How the days are counted", tuple(_counting()), note="Day 1 is the first day that is counted."),
        Section(
            label_of("extension"),
            (
                Field("extension.times", label_of("times"), "number", chars=8, hint="Empty: an answer is not put off."),
                *_length("extension.most", beside=True),
                Field("extension.agreed_only", "Only as far as the person agrees", "check"),
                Field("extension.tell_ombudsman", "The person is told of the ombudsman", "check"),
            ),
        ),
        Section(
            label_of("next_step"),
            (
                _line("next_step.stage", hint="What the letter calls it: review."),
                _line("next_step.body"),
                _prose("next_step.text", lines=3),
                _prose("next_step.how", lines=3),
                *_length("next_step.limit"),
                Field("next_step.leads_to", label_of("leads_to"), "choice", choices=leads),
            ),
            note="What the answer says of where to go then. Every stage needs it, the last one too.",
        ),
    )


def _deciders(item: Mapping[str, Any]) -> Iterable[Field]:
    may = [role.value for role in roles_with(Permission.LETTER_APPROVE)]
    names = {role.value: name for role, name in ROLE_NAMES.items()}
    for role in dict.fromkeys([*may, *item.get("decides", [])]):
        yield Field(f"decides:{role}", names.get(role, role).capitalize(), "check")


def _arrival() -> tuple[Field, ...]:
    hours = [Choice(None, "17:00"), *(Choice(hour, hour) for hour in CLOSING if hour != "17:00")]
    receipts = [Choice(receipt.value, words) for receipt, words in RECEIPTS.items()]
    rolls = [Choice(roll.value, words) for roll, words in ROLLS.items()]
    return (
        Field("respond.receipt", "What arrives late or on a day not worked", "choice", choices=receipts, chars=30),
        Field("respond.closes_at", "Late is after", "choice", choices=hours, chars=8, beside=True),
        Field("respond.roll", "An answer's day that is not worked", "choice", choices=rolls, chars=30),
        Field("must.roll", "A last day that is not worked", "choice", choices=rolls, chars=30),
    )


def _counting() -> Iterable[Field]:
    """From which day each time of a stage counts, and which day is its first."""
    anchors = {Anchor.RECEIVED, Anchor.DAY_AFTER_RECEIVED}
    firsts = [Choice(counts.value, words) for counts, words in COUNTS.items()]
    for key in ("acknowledge", "respond", "must"):
        more = set() if key == "acknowledge" else {Anchor.ACKNOWLEDGED}
        begins = [Choice(anchor.value, words) for anchor, words in ANCHORS.items() if anchor in anchors | more]
        yield Field(f"{key}.anchor", f"{_label(key)}: counted from", "choice", choices=begins, chars=26)
        yield Field(f"{key}.counts", "Day 1 is", "choice", choices=firsts, chars=16, beside=True)


def _pause(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    stands = (Choice(True, "stands meanwhile"), Choice(False, "runs on"))  # noqa: FBT003 - the stored value
    return (
        _line("name", required=True),
        Field("stops_clock", "The clock of the answer", "radio", choices=stands),
        *_length("answer_within", required=True),
    )


def _letter(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    stages = {stage["code"]: stage.get("name", "") for stage in draft.data.get("stages", [])}
    gone = {code: f"“{code}”, which is gone" for code in item.get("stages", []) if code not in stages}
    kinds = dict.fromkeys([*LETTER_KINDS, *draft.base.templates.values()])
    return (
        _line("name", required=True),
        Field(
            "kind",
            label_of("kind"),
            "choice",
            required=True,
            choices=[Choice(kind, letter_kind(kind)) for kind in kinds],
        ),
        Field(
            "template",
            label_of("template"),
            "choice",
            choices=[Choice(None, "the one that the way out names"), *_templates(draft, item)],
        ),
        Field(
            "stops", label_of("stops"), "choice", choices=[Choice(code or None, words) for code, words in STOPS.items()]
        ),
        _members("stages", stages | gone, title="Stages in which it is written", note="None ticked: in all."),
    )


def _check(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    rules = [Choice(note.code, check_name(note.code)) for note in BOOK if note.code not in ALWAYS_ASKED]
    kinds = dict.fromkeys([*LETTER_KINDS, *item.get("letters", [])])
    stages = {stage["code"]: stage.get("name", "") for stage in draft.data.get("stages", [])}
    gone = {code: f"“{code}”, which is gone" for code in item.get("stages", []) if code not in stages}
    return (
        Field("rule", label_of("rule"), "choice", required=True, choices=rules),
        Field("does", label_of("does"), "radio", choices=_choices(CHECK_DOES)),
        _prose("reason", lines=3, required=True),
        _members("letters", {kind: letter_kind(kind) for kind in kinds}, note="None ticked: all."),
        _members("stages", stages | gone, note="None ticked: all."),
        _members("outcomes", OUTCOMES, title="Outcomes of the point", note="None ticked: all."),
    )


def _approval(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    kinds = dict.fromkeys([*LETTER_KINDS, *item.get("alone", {}), *item.get("decides", {})])
    return (
        Field("sample_percent", label_of("sample_percent"), "number", required=True, chars=8),
        _line("next_level", hint="In the words of the letter. Empty: the role above."),
        *(_alone(kind, item) for kind in kinds),
    )


def _alone(kind: str, item: Mapping[str, Any]) -> Section:
    may = [role.value for role in roles_with(Permission.LETTER_APPROVE)]
    named = item.get("decides", {}).get(kind, {}).get("roles", [])
    names = {role.value: name for role, name in ROLE_NAMES.items()}
    roles = [
        Field(f"decides.{kind}.roles:{role}", f"Decided by a {names.get(role, role)}", "check")
        for role in dict.fromkeys([*may, *named])
    ]
    own = Field(
        f"alone.{kind}.own_words",
        "Its author alone, with at most so many own words in a hundred",
        "number",
        chars=8,
        hint="Empty: it needs a second person.",
    )
    promised = Field(f"alone.{kind}.remedies", "Also where the case promises something, but never money", "check")
    return Section(letter_kind(kind).capitalize(), (own, promised, *roles))


def _route(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    return (
        _line("title", required=True, label="What it is about"),
        Field("kind", label_of("kind"), "choice", required=True, choices=_choices(ROUTES)),
        Field(
            "template", label_of("template"), "choice", required=True, choices=_templates(draft, item, "signposting")
        ),
        _line("body", required=True, label="The right body"),
        _prose("what_they_do", lines=3, required=True),
        _prose("contact", lines=3, required=True),
        _line("limit", label="Time to go there"),
    )


def _fault(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        _line("name", required=True),
        _prose("description", lines=3, required=True),
        _members("usual_remedies", REMEDIES),
        _prose("room", lines=3),
    )


def _effect(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        Field("level", label_of("level"), "number", chars=6, read_only=True),
        _line("name", required=True),
        _prose("description", lines=3, required=True),
    )


def _band(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
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


def _remedy(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        Field("kind", label_of("kind"), "choice", required=True, choices=_choices(REMEDIES)),
        _line("name", required=True),
        _prose("when", lines=3, required=True),
        Field("needs_proof", "What shows the loss is needed", "check"),
    )


def _cause(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    ours = Field("ours", "It lies with us: a letter that upholds a point for it says what we change", "check")
    return (
        Field("axis", label_of("axis"), "choice", required=True, choices=_choices(AXES)),
        _line("name", required=True),
        _prose("description", lines=3, required=True),
        *([ours] if item.get("axis") == CauseAxis.ROOT_CAUSE else []),
    )


def _ombudsman(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        _line("body", hint="All empty: nobody who must wait longer is told of one."),
        _prose("what_they_do", lines=3),
        _prose("contact", lines=3),
        _line("limit", label="Time to go there"),
    )


def _financial(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        Field("on", "The rules of the Financial Conduct Authority are switched on", "check"),
        *_length("quick"),
        *_length("final"),
        _line("website"),
        _line("leaflet"),
        _prose("waiver", lines=3),
    )


def _external(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        _line("name", hint="Into which each case is entered as well. Empty, and without fields: there is none."),
        Field("dates", label_of("dates"), "choice", choices=[Choice(one, one) for one in DATE_FORMS], chars=16),
    )


def _field(_draft: ProcedureDraft, _item: Mapping[str, Any]) -> Parts:
    return (
        _line("title", required=True, label="What it is called there"),
        Field("ours", label_of("ours"), "choice", choices=[Choice(one, one.replace("_", " ")) for one in OURS]),
        _line("column", hint="In a file. Empty: what it is called there."),
    )


_FORMS = {
    "general": _general,
    "stages": _stage,
    "pauses": _pause,
    "letters": _letter,
    "checks": _check,
    "approval": _approval,
    "routes": _route,
    "faults": _fault,
    "effects": _effect,
    "bands": _band,
    "remedies": _remedy,
    "causes": _cause,
    "ombudsman": _ombudsman,
    "financial": _financial,
    "external": _external,
    "fields": _field,
}


def _line(key: str, *, label: str = "", required: bool = False, hint: str = "") -> Field:
    return Field(key, label or _label(key), required=required, hint=hint, limit=LINE)


def _prose(key: str, *, lines: int, required: bool = False) -> Field:
    return Field(key, _label(key), "prose", required=required, lines=lines, limit=PROSE)


def _length(key: str, *, required: bool = False, beside: bool = False) -> tuple[Field, Field]:
    units = [Choice(unit.value, words) for unit, words in UNITS.items()]
    return (
        Field(f"{key}.amount", _label(key), "number", required=required, chars=8, beside=beside),
        Field(f"{key}.unit", "Counted in", "choice", choices=units, chars=16, beside=True),
    )


def _members(name: str, words: Mapping[str, str], *, title: str = "", note: str = "") -> Section:
    fields = [Field(f"{name}:{code}", said[:1].upper() + said[1:], "check") for code, said in words.items()]
    return Section(title or label_of(name), fields, note)


def _templates(draft: ProcedureDraft, item: Mapping[str, Any], kind: str = "") -> list[Choice]:
    """Those of the kind of letter; the one that is named stays in sight, be it the wrong one."""
    wanted = kind or item.get("kind")
    fitting = [code for code, of in draft.base.templates.items() if not wanted or of == wanted]
    return [Choice(code, code) for code in dict.fromkeys([*fitting, *filter(None, [item.get("template")])])]


def _choices(words: Mapping[str, str]) -> list[Choice]:
    return [Choice(value, label) for value, label in words.items()]


def _label(key: str) -> str:
    return label_of(key.rpartition(".")[2])
