"""What the procedure says of a fault and of an effect, beside the field in which one is chosen. No Qt."""

from __future__ import annotations

from datetime import date

from app.basics.money import Money
from app.complaints.head_row import HeadRow
from app.complaints.record import ComplaintRecord
from app.complaints.states import WITH_MONEY
from app.complaints.wording import REMEDY_WORDS
from app.knowledge.procedure import Effect, Procedure, RemedyChoice
from app.staff.authority import listed
from ui.complaints.opening import OpenCase
from ui.kit.field import Choice

IN_FULL = " A sum needs a full answer: log it in full."
NO_BAND = "The scale has no sum for it in {currency}."


def fault_choices(procedure: Procedure) -> list[Choice]:
    """The kinds of fault, and none."""
    return [Choice(None, "None"), *(Choice(fault.code, fault.name, fault.description) for fault in procedure.faults)]


def level_choices(procedure: Procedure) -> list[Choice]:
    """The levels of effect, and none."""
    levels = [Choice(one.level, f"{one.level}  {one.name}", one.description) for one in procedure.effects]
    return [Choice(None, "Not weighed"), *levels]


def fault_note(procedure: Procedure, code: str | None) -> str:
    """What a kind of fault is, what usually puts it right, and the room one has; empty without one."""
    fault = next((one for one in procedure.faults if one.code == code), None)
    if fault is None:
        return ""
    names = {choice.kind: choice.name.lower() for choice in procedure.remedies}
    usual = ", ".join(names[kind] for kind in fault.usual_remedies)
    return " ".join(filter(None, [fault.description, f"Usually: {usual}." if usual else "", fault.room]))


def settled_fault_note(procedure: Procedure, code: str | None) -> str:
    """The same where it is settled at first contact; a sum is promised with a full answer alone."""
    fault = next((one for one in procedure.faults if one.code == code), None)
    sums = fault is not None and not WITH_MONEY.isdisjoint(fault.usual_remedies)
    return f"{fault_note(procedure, code)}{IN_FULL * sums}"


def level_note(record: ComplaintRecord, level: int | None, day: date | None) -> str:
    """What a level is, and what it was usually worth on that day in the desk's currency; empty without one."""
    effect = next((one for one in record.procedure.effects if one.level == level), None)
    return f"{effect.description} {_worth(effect, record.currency, day or record.raised_on)}" if effect else ""


def usual_remedies(procedure: Procedure, head: HeadRow) -> list[RemedyChoice]:
    """What usually puts a point's fault right and is not among its remedies yet."""
    fault = next((one for one in procedure.faults if one.code == head.fault), None)
    there = {remedy.kind.value for remedy in head.standing_remedies}
    wanted = [kind for kind in fault.usual_remedies if kind not in there] if fault else []
    return [choice for kind in wanted for choice in procedure.remedies if choice.kind == kind]


def sum_note(record: ComplaintRecord, head: HeadRow) -> str:
    """Under a sum: its currency, and what the effect of this point was usually worth."""
    effect = next((one for one in record.procedure.effects if one.level == head.effect_level), None)
    worth = _worth(effect, record.currency, head.event_on or record.raised_on) if effect else ""
    return " ".join(filter(None, [f"In {record.currency}.", worth]))


def sums_line(case: OpenCase) -> str:
    """What the case promises of each kind, and who may decide on it with the letter."""
    return " ".join(
        f"{REMEDY_WORDS[one.kind]}: {one.authority.total} in this case. "
        + (
            f"Whoever approves the letter decides on it: {listed(one.authority.who_may)}."
            if one.authority.who_may
            else one.authority.who_else
        )
        for one in case.sums
    )


def _worth(effect: Effect, currency: str, day: date) -> str:
    if not effect.bands:
        return ""
    band = effect.band_on(day, currency)
    if band is None:
        return NO_BAND.format(currency=currency)
    least = Money(band.least_minor, currency)
    return f"Usually {least} to {Money(band.most_minor, currency)}." if band.most_minor else f"Usually from {least}."
