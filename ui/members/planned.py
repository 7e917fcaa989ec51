"""What a sheet's change, as it is typed so far, does to letters on their way. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.correspondence.would_stop import Planned, Touch
from app.members.kinds import PRINT_SIZES, AdjustmentKind, ConsentState, PointKind, WarningKind
from app.members.person_record import PersonRecord

# What stands on a page or in its salutation.
_NAMES = (
    "family_name",
    "given_names",
    "title",
    "post_nominals",
    "family_name_first",
    "name_on_letters",
    "form_of_address",
    "language",
)
_NOT_PRINTED = frozenset({"label", "from_on"})
_OF_LETTERS = frozenset(
    {
        *PRINT_SIZES,
        AdjustmentKind.BRAILLE,
        AdjustmentKind.AUDIO,
        AdjustmentKind.EASY_READ,
        AdjustmentKind.PHONE_ONLY,
    }
)

Values = Mapping[str, Any]


def by_person(person_id: int, seen: Values, values: Values) -> Planned | None:
    """A death, or another name."""
    if values["died_on"] is not None and values["died_on"] != seen["died_on"]:
        return Planned(person_id, Touch.DEATH)
    if any(values.get(key) != seen.get(key) for key in _NAMES):
        return Planned(person_id, Touch.READER)
    return None


def by_address(person_id: int, point_id: int, seen: Values, values: Values) -> Planned | None:
    """An address that is mended or ended."""
    changed = {key for key in values if key in seen and values[key] != seen[key]}
    return Planned(person_id, Touch.ADDRESS, point_id) if changed - _NOT_PRINTED else None


def by_new_address(record: PersonRecord, values: Values) -> Planned | None:
    """Another address that comes first from now on."""
    is_only = record.first_point(PointKind.ADDRESS) is None
    return Planned(record.id, Touch.ADDRESS) if values["is_preferred"] and not is_only else None


def by_warning(person_id: int, values: Values) -> Planned | None:
    """Not to be written to any more."""
    return Planned(person_id, Touch.READER) if values["kind"] == WarningKind.DO_NOT_WRITE else None


def by_adjustment(person_id: int, values: Values) -> Planned | None:
    """An adjustment that letters keep."""
    return Planned(person_id, Touch.READER) if values["kind"] in _OF_LETTERS else None


def by_consent(person_id: int, representative_id: int, values: Values, today: date) -> Planned | None:
    """A consent that no longer holds."""
    expires = values["expires_on"]
    ended = values["consent"] in (ConsentState.WITHDRAWN, ConsentState.EXPIRED) or (expires and expires < today)
    return Planned(person_id, Touch.CONSENT, representative_id=representative_id) if ended else None
