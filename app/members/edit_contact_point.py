"""Change an address, a phone or an e-mail of a person."""

from __future__ import annotations

from typing import Any

from app.members.add_contact_point import home_country, points_of_kind, prefer, stored_point
from app.members.contact_point_rules import ADDRESS_PARTS, normal_address, normal_value, point_problems
from app.members.edits import refuse_typed, tidy_edits, values_of, would_stand
from app.members.find import stored_person
from app.members.rules import refuse, text_problems
from app.members.tables import ContactPoint, PointKind
from app.members.tokens import keep_tokens
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_contact_point(work: Work, point_id: int, edits: Edits) -> int:
    """Save a form over a contact point; ``value`` may be typed in any form. Returns the id.

    Raises Conflict for fields changed meanwhile, BadInput with every problem of the row as it would stand.
    """
    work.require(Permission.MEMBER_EDIT)
    point = stored_point(work, point_id)
    territory = stored_person(work, point.person_id).territory[:2]
    ready = tidy_edits(ContactPoint, edits)
    preferred = ready.pop("is_preferred", (point.is_preferred, point.is_preferred))[1]
    refuse(text_problems(ContactPoint, {key: new for key, (_seen, new) in ready.items()}))
    ready, home = _normal(point.kind, ready, territory), home_country(work)
    refuse_typed(point_problems(would_stand(point, ContactPoint, ready), territory, home), ready)
    apply_edits(work, point, ready)
    with work.session.no_autoflush:
        refuse(point_problems(values_of(point, ContactPoint), territory, home))
    if point.kind == PointKind.ADDRESS:
        stands = values_of(point, ContactPoint)
        for part, value in normal_address(stands).items():
            if stands[part] != value:
                setattr(point, part, value)
    _set_preferred(work, point, preferred=bool(preferred))
    keep_tokens(work, point.person_id)
    return point.id


def _normal(kind: PointKind, edits: Edits, territory: str) -> dict[str, tuple[Any, Any]]:
    """New values in their normal form, so that the same number typed otherwise is no change."""
    ready = dict(edits)
    if "value" in ready and ready["value"][1]:
        seen, new = ready["value"]
        ready["value"] = (seen, normal_value(kind, new, territory)[0])
    unknown = set(ready) & set(ADDRESS_PARTS) if kind != PointKind.ADDRESS else set(ready) & {"value"}
    if unknown:
        raise KeyError(f"{', '.join(sorted(unknown))}: no part of a contact point of kind {kind}")
    return ready


def _set_preferred(work: Work, point: ContactPoint, *, preferred: bool) -> None:
    if preferred:
        prefer(point, points_of_kind(work, point.person_id, point.kind))
    elif point.is_preferred:
        point.is_preferred = False
