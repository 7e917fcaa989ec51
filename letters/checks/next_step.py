"""Where the reader can go from here: the right next stage, its computed limit, and what a holding letter owes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding
from letters.template.forms import show_date


def _place(draft: Draft, way: str) -> str | None:
    """Where one of the ways to go on stands among what the person can do now, or is to be put."""
    here = [block.id for block in draft.letter.blocks if block.part == "can_do"]
    named = (block_id for block_id in here if block_id.endswith(way))
    return next(named, None) or draft.slot("can_do")


def _owes_next_step(draft: Draft) -> bool:
    """An answer, given at first contact too, and the correction of one: the time to go further begins with it."""
    may = draft.confirms or draft.letter.kind == "correction"
    return draft.answers or (may and "next_step" in (draft.facts or {}))


def next_step_present(draft: Draft) -> Iterator[Finding]:
    """C17: the letter names the next stage of its procedure (LGSCO Complaint Handling Code 6.8)."""
    if not _owes_next_step(draft):
        return
    text, place = draft.text("can_do"), _place(draft, "next-step")
    if not text:
        yield Finding("C17", "block", "The letter does not say what the person can do next.", block_id=place)
        return
    step = (draft.facts or {}).get("next_step")
    if draft.facts is not None and step is None:
        yield Finding(
            "C17", "block", "The record has no next stage for this case.", block_id=place, fact_path="next_step"
        )
        return
    for field, what in (("stage", "the next stage"), ("body", "who decides there")):
        said = draft.said(step[field]) if step else None
        if step and said is not None and said.lower() not in text.lower():
            yield Finding(
                "C17",
                "block",
                f"The next step does not name {what}: {said}.",
                block_id=place,
                fact_path=f"next_step.{field}",
            )


def _tells_next_step(draft: Draft, step: Mapping[str, Any]) -> bool:
    """Whether it is there at all, among the other ways to go on: of one that is not, only C17 tells."""
    said = draft.said(step["body"])
    is_named = said is not None and said.lower() in draft.text("can_do").lower()
    return is_named or any(block.id.endswith("next-step") for block in draft.parts("can_do"))


def limit_right(draft: Draft) -> Iterator[Finding]:
    """C18: the time limit of the next step is there and is the one worked out (FCA Handbook DISP 2.8)."""
    step = (draft.facts or {}).get("next_step")
    text = draft.text("can_do")
    if not _owes_next_step(draft) or not step or not _tells_next_step(draft, step):
        return
    limit = draft.day(step["limit_date"])
    if limit not in text:
        yield Finding(
            "C18",
            "block",
            f"The next step does not say that the limit is {limit}.",
            block_id=_place(draft, "next-step"),
            fact_path="next_step.limit_date",
        )
    elif step["limit_date"] <= draft.letter.date.isoformat():
        yield Finding(
            "C18",
            "block",
            f"The limit of the next step, {limit}, is not after the date of this letter.",
            block_id=_place(draft, "next-step"),
            fact_path="next_step.limit_date",
        )


def holding_complete(draft: Draft) -> Iterator[Finding]:
    """C20: a holding letter gives the reason, a new date and the other body where there is one (LGSCO Code 6.4)."""
    if draft.letter.kind not in ("holding", "extension"):
        return
    facts = draft.facts or {}
    if len(draft.text("holding_reason").split()) < 4:
        yield Finding(
            "C20",
            "block",
            "The letter does not say why our answer is late.",
            block_id=draft.slot("holding_reason"),
            fact_path="holding.reason",
        )
    new_date = facts.get("holding", {}).get("new_date")
    said = draft.text("new_date")
    if not said or (new_date and draft.day(new_date) not in said):
        yield Finding(
            "C20",
            "block",
            f"The letter does not say that we answer by {draft.day(new_date)}."
            if new_date
            else "The letter does not say when we will answer.",
            block_id=draft.slot("new_date"),
            fact_path="holding.new_date",
        )
    if new_date and new_date <= facts["letter"]["date"]:
        yield Finding(
            "C20",
            "block",
            f"The new date, {show_date(new_date)}, is not after the date of this letter.",
            block_id=draft.slot("new_date"),
            fact_path="holding.new_date",
        )
    body = draft.said(facts.get("signposting", {}).get("body", ""))
    if body and body.lower() not in draft.text("can_do").lower():
        yield Finding(
            "C20",
            "block",
            f"The letter does not say that the person can go to {body}.",
            block_id=_place(draft, "ombudsman"),
            fact_path="signposting.body",
        )


def financial_ombudsman(draft: Draft) -> Iterator[Finding]:
    """C19: under the FCA's rules an answer names the ombudsman, site, limit and leaflet (FCA Handbook DISP 1.6.2).

    So does what confirms that a complaint was settled at once (DISP 1.5.4).
    """
    rules = (draft.facts or {}).get("fca")
    if not rules or not (draft.answers or draft.confirms):
        return
    text = draft.text("can_do").casefold()
    owed = (
        (rules["body"].casefold() in text, f"name {rules['body']}", "fca.body"),
        (rules["website"].casefold() in text, f"give its website, {rules['website']}", "fca.website"),
        ("six months" in text, "say that the person has six months", "fca"),
        ("permission" in text or "waive" in text, "say whether we agree to a later complaint", "fca"),
        (rules["leaflet"] in draft.letter.enclosures, f"enclose “{rules['leaflet']}”", "fca.leaflet"),
    )
    for is_there, what, path in owed:
        if not is_there:
            yield Finding(
                "C19",
                "block",
                f"The FCA's rules apply to this answer, but it does not {what}.",
                block_id=_place(draft, "financial-ombudsman"),
                fact_path=path,
            )


RULES: Final[tuple[Rule, ...]] = (next_step_present, limit_right, holding_complete, financial_ombudsman)
