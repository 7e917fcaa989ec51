"""What the fields and values of a person's record are called, in the one wording that all screens share."""

from __future__ import annotations

import enum
from collections.abc import Mapping

PERSON_LABELS: Mapping[str, str] = {
    "kind": "Person or organisation",
    "family_name": "Family name",
    "given_names": "Given names",
    "family_name_first": "Family name first",
    "native_name": "Name in its own script",
    "name_on_letters": "Name on letters",
    "title": "Title",
    "post_nominals": "Letters after the name",
    "form_of_address": "Form of address",
    "born_on": "Date of birth",
    "died_on": "Date of death",
    "preferred_channel": "Prefers",
    "language": "Language",
    "zone": "Time zone",
    "territory": "Territory",
    "registration_body": "Registered with",
    "registration_number": "Registration number",
    "merged_into_id": "Merged into",
    "ended_on": "Record ended on",
}

POINT_LABELS: Mapping[str, str] = {
    "kind": "Kind",
    "label": "Label",
    "position": "Order",
    "is_preferred": "Preferred",
    "value": "Phone or e-mail",
    "organisation": "Organisation",
    "line1": "Address line 1",
    "line2": "Address line 2",
    "line3": "Address line 3",
    "sublocality": "District",
    "locality": "Town or city",
    "region": "Region",
    "postcode": "Postcode",
    "country": "Country",
    "from_on": "Valid from",
    "until_on": "Valid until",
}

MEMBERSHIP_LABELS: Mapping[str, str] = {
    "member_number": "Member number",
    "kind": "Kind of membership",
    "territory": "Territory",
    "grade": "Grade",
    "specialty": "Specialty",
    "state": "State",
    "joined_on": "Joined on",
    "started_on": "This period began",
    "ends_on": "This period ends",
    "partner_id": "Regional partner",
}

REPRESENTATIVE_LABELS: Mapping[str, str] = {
    "representative_person_id": "Representative",
    "relationship_kind": "Relationship",
    "consent": "Consent",
    "scope": "What the consent covers",
    "given_on": "Given on",
    "expires_on": "Expires on",
}

ADJUSTMENT_LABELS: Mapping[str, str] = {
    "kind": "Adjustment",
    "detail": "Detail",
    "from_on": "From",
    "review_on": "Look at again on",
    "until_on": "Until",
}

WARNING_LABELS: Mapping[str, str] = {
    "kind": "Warning",
    "text": "What to know",
    "since_on": "Since",
    "until_on": "Until",
}

FORMER_NAME_LABELS: Mapping[str, str] = {"name": "Former name", "until_on": "Until"}

LABELS: Mapping[str, Mapping[str, str]] = {
    "person": PERSON_LABELS,
    "contact_point": POINT_LABELS,
    "membership": MEMBERSHIP_LABELS,
    "representative": REPRESENTATIVE_LABELS,
    "adjustment": ADJUSTMENT_LABELS,
    "person_warning": WARNING_LABELS,
    "former_name": FORMER_NAME_LABELS,
}
"""Table → column → label."""

_SPECIAL = {
    "email": "E-mail",
    "clear_print": "Clear print, 14 point",
    "large_print_16": "Large print, 16 point",
    "large_print": "Large print, 18 point",
    "large_print_22": "Large print, 22 point",
    "bsl_relay": "BSL video relay",
    "phone_only": "Phone only",
    "phone_first": "Phone first",
    "do_not_write": "Do not write",
    "difficult_contact": "Difficult contact",
    "other_language": "Other language",
    "re_dated": "Re-dated",
}


def in_words(value: enum.StrEnum | str) -> str:
    """A stored choice as people read it: "In arrears", "E-mail"."""
    text = str(value)
    return _SPECIAL.get(text) or text.replace("_", " ").capitalize()
