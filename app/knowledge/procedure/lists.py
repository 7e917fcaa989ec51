"""The lists of a procedure that findings choose from: kinds of fault, levels of effect, remedies, causes."""

from __future__ import annotations

from app.basics.money import MoneyNotValid, exponent_of
from app.knowledge.procedure.model import Band, Cause, CauseAxis, Effect, Fault, RemedyChoice
from app.knowledge.procedure.place import Place
from app.knowledge.procedure.words import REMEDIES


def fault(place: Place) -> Fault:
    """A kind of maladministration."""
    return Fault(
        code=place.text("code"),
        name=place.text("name"),
        description=place.text("description"),
        usual_remedies=place.some_of("usual_remedies", REMEDIES),
        room=place.text("room", ""),
    )


def effect(place: Place) -> Effect:
    """A level of effect with its bands."""
    return Effect(
        level=place.number("level"),
        name=place.text("name"),
        description=place.text("description"),
        bands=place.each("bands", _band),
    )


def remedy(place: Place) -> RemedyChoice:
    """A remedy of the procedure."""
    return RemedyChoice(
        kind=place.one_of("kind", REMEDIES),
        name=place.text("name"),
        when=place.text("when"),
        needs_proof=place.flag("needs_proof"),
    )


def cause(place: Place) -> Cause:
    """An entry of an axis of causes."""
    return Cause(
        axis=CauseAxis(place.one_of("axis", [axis.value for axis in CauseAxis])),
        code=place.text("code"),
        name=place.text("name"),
        description=place.text("description"),
        ours=place.flag("ours"),
    )


def _band(place: Place) -> Band:
    since, until = place.day("since"), place.maybe_day("until")
    if until is not None and until < since:
        place.flaw("until", "ends before it begins")
    least, most = place.number("least_minor", least=0), place.maybe_number("most_minor", least=0)
    if most is not None and most < least:
        place.flaw("most_minor", "has a most that is below its least")
    return Band(_currency(place), least, most, since, until)


def _currency(place: Place) -> str:
    code = place.text("currency")
    try:
        exponent_of(code)
    except MoneyNotValid:
        if code:
            place.flaw("currency", f"has “{code}” for “Currency”, which is none")
    return code
