"""The forms of a procedure's letters: which there are, what their checks do, and who decides on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.knowledge.procedure.told import check_name
from app.knowledge.procedure.words import ALWAYS_ASKED, CHECK_DOES, OUTCOMES, STOPS, label_of, letter_kind
from app.staff.permissions import ROLE_NAMES, Permission, roles_with
from letters.checks.book import BOOK
from ui.administration.field_kinds import LETTER_KINDS, Parts, choices, line, members, prose
from ui.administration.procedure_draft import ProcedureDraft
from ui.kit.field import Choice, Field, Section


def letter(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """A letter of the procedure, and the clock that posting it stops."""
    stages = {stage["code"]: stage.get("name", "") for stage in draft.data.get("stages", [])}
    gone = {code: f"“{code}”, which is gone" for code in item.get("stages", []) if code not in stages}
    kinds = dict.fromkeys([*LETTER_KINDS, *draft.base.templates.values()])
    return (
        line("name", required=True),
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
            choices=[Choice(None, "the one that the way out names"), *templates(draft, item)],
        ),
        Field(
            "stops", label_of("stops"), "choice", choices=[Choice(code or None, words) for code, words in STOPS.items()]
        ),
        members("stages", stages | gone, title="Stages in which it is written", note="None ticked: in all."),
    )


def check(draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """Where a check is left out or only warns."""
    rules = [Choice(note.code, check_name(note.code)) for note in BOOK if note.code not in ALWAYS_ASKED]
    kinds = dict.fromkeys([*LETTER_KINDS, *item.get("letters", [])])
    stages = {stage["code"]: stage.get("name", "") for stage in draft.data.get("stages", [])}
    gone = {code: f"“{code}”, which is gone" for code in item.get("stages", []) if code not in stages}
    return (
        Field("rule", label_of("rule"), "choice", required=True, choices=rules),
        Field("does", label_of("does"), "radio", choices=choices(CHECK_DOES)),
        prose("reason", lines=3, required=True),
        members("letters", {kind: letter_kind(kind) for kind in kinds}, note="None ticked: all."),
        members("stages", stages | gone, note="None ticked: all."),
        members("outcomes", OUTCOMES, title="Outcomes of the point", note="None ticked: all."),
    )


def approval(_draft: ProcedureDraft, item: Mapping[str, Any]) -> Parts:
    """Which letters need a second person, and whom."""
    kinds = dict.fromkeys([*LETTER_KINDS, *item.get("alone", {}), *item.get("decides", {})])
    return (
        Field("sample_percent", label_of("sample_percent"), "number", required=True, chars=8),
        line("next_level", hint="In the words of the letter. Empty: the role above."),
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


def templates(draft: ProcedureDraft, item: Mapping[str, Any], kind: str = "") -> list[Choice]:
    """Those of the kind of letter; the one that is named stays in sight, be it the wrong one."""
    wanted = kind or item.get("kind")
    fitting = [code for code, of in draft.base.templates.items() if not wanted or of == wanted]
    return [Choice(code, code) for code in dict.fromkeys([*fitting, *filter(None, [item.get("template")])])]
