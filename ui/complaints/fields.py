"""The forms of the Complaints tab as data: fields, labels, hints and choices."""

from __future__ import annotations

from app.complaints.matter_words import place_problem
from app.complaints.states import SET_APART
from app.complaints.wording import (
    CHANNEL_WORDS,
    COMPLAINANT_WORDS,
    MET_WORDS,
    OUTCOME_WORDS,
    PARTY_WORDS,
    REMEDY_WORDS,
)
from ui.kit.forms import Choice, Field

COMPLAINANTS = tuple(Choice(kind.value, word) for kind, word in COMPLAINANT_WORDS.items())
CHANNELS = tuple(Choice(channel.value, word) for channel, word in CHANNEL_WORDS.items())
OUTCOMES = tuple(Choice(outcome.value, word) for outcome, word in OUTCOME_WORDS.items() if outcome not in SET_APART)
METS = tuple(Choice(met.value, word) for met, word in MET_WORDS.items())
ROLES = tuple(Choice(role.value, word) for role, word in PARTY_WORDS.items())
REMEDIES = tuple(Choice(kind.value, word) for kind, word in REMEDY_WORDS.items())

TITLE = Field(
    "title",
    "What it is about",
    required=True,
    limit=200,
    hint="Follows “your complaint about …”: the delay in sending your certificate",
)
IN_THEIR_WORDS = Field("in_their_words", "In their own words", "prose", required=True, limit=20_000, lines=4)
OUTCOME_SOUGHT = Field(
    "outcome_sought",
    "What they want",
    "prose",
    limit=4_000,
    lines=2,
    hint="Follows “you asked us to …”: send the certificate and say why it took so long",
)
WHO = (
    Field("complainant_kind", "Who complains", "choice", required=True, choices=COMPLAINANTS),
    Field("representative_id", "Representative", "choice", beside=True),
)
CHANNEL = Field("channel", "How it came", "choice", required=True, choices=CHANNELS)
HOW = (
    CHANNEL,
    Field("raised_on", "First raised on", "date", required=True, chars=14, beside=True, hint="Starts the clock"),
    Field(
        "raised_where",
        "First raised where",
        limit=200,
        validate=place_problem,
        hint="Follows “You first raised it with …”: our enquiries line",
    ),
)
SHORT_SAID = (
    Field("in_their_words", "What they said", "prose", required=True, limit=20_000, lines=3),
    TITLE,
)
SENTENCES = "Full sentences: the letter says them"
SHORT_FOUND = (
    Field("outcome", "Finding", "radio", required=True, choices=OUTCOMES),
    Field("fault", "Kind of fault", "choice", placeholder="None, or choose…"),
    Field(
        "reason",
        "What went wrong, and what was done at once",
        "prose",
        required=True,
        limit=20_000,
        lines=3,
        hint=SENTENCES,
    ),
    Field(
        "apology", "We are sorry …", limit=4_000, hint="Where something was our fault: … that we did not ring you back"
    ),
    Field("put_right", "We agreed to …, and have done so", limit=4_000, hint="… send the certificate again by email"),
    Field("event_on", "When it happened", "date", chars=14, placeholder="Day month year"),
)
REFERENCES = (
    Field("their_reference", "Their reference", limit=60),
    Field("case_number", "Case or claim number", limit=60, beside=True),
)
FIRST_CONTACT = (
    Field("raised_with", "First raised with whom", limit=200, hint="A name, or a part: the usher at the front desk"),
    Field("raised_tried", "What was tried", "prose", limit=4_000, lines=2, hint="Before it became a complaint"),
)
COURT = (
    Field("court", "Court or office", limit=200, hint="As it is printed: County Court at York"),
    Field("hearing_on", "Hearing on", "date", chars=14, placeholder="Day month year", beside=True),
)
PARTY = (
    Field("role", "Who", "choice", required=True, choices=ROLES, chars=16),
    Field("name", "Name", required=True, limit=200, beside=True),
    Field("acts_for", "On the record for", limit=200, hint="As it is printed: the claimant"),
    Field("fee_earner", "Fee earner", limit=200, beside=True),
    Field("dx", "DX", limit=60, beside=True, hint="12345 Leeds 1"),
)
OTHER_REFERENCE = (
    Field("whose", "Whose reference", required=True, limit=200, hint="As it is printed: Brown & Co"),
    Field("number", "Reference", required=True, limit=60, beside=True),
)
LOOKED_AT = Field(
    "looked_at",
    "What we looked at and whom we asked",
    "prose",
    limit=4_000,
    lines=3,
    hint="One a line, each follows “we …”: read the notes of your calls",
)
COMPLAINT = (TITLE, IN_THEIR_WORDS, OUTCOME_SOUGHT, LOOKED_AT, *WHO, *HOW, *FIRST_CONTACT, *REFERENCES, *COURT)

POINT_BEFORE = (
    Field("title", "The point", required=True, limit=200),
    Field("what_they_say", "What they say", "prose", limit=20_000, lines=3),
    Field("event_on", "When it happened", "date", chars=14, placeholder="Day month year"),
    Field(
        "what_happened", "What happened", "prose", limit=20_000, lines=4, hint="Dated facts, whichever way they point"
    ),
)
POINT_AFTER = (
    Field("what_should_have_happened", "What should have happened", "prose", limit=20_000, lines=3),
    Field("met", "Was the standard met?", "radio", choices=METS),
    Field("fault", "Kind of fault", "choice", placeholder="None, or choose…"),
    Field("outcome", "Finding", "radio", choices=OUTCOMES),
    Field("finding", "The finding in a sentence", "prose", limit=20_000, lines=2),
    Field("reason", "Reason", "prose", limit=20_000, lines=3, hint="Why: the fact beside the standard"),
    Field("effect_level", "How grave the effect was", "choice", placeholder="Not weighed, or choose…"),
    Field("effect", "Effect on this person", "prose", limit=20_000, lines=2),
)
REMEDY = (
    Field("kind", "Remedy", "choice", required=True, choices=REMEDIES),
    Field("amount", "Sum", chars=14, beside=True),
    Field("due_on", "By", "date", chars=14, placeholder="Day month year", beside=True),
    Field("owner", "Who will do it", limit=200, hint="As the letter says it: Our records team"),
    Field(
        "text",
        "What",
        required=True,
        limit=4_000,
        hint="An apology follows “We are sorry …”, a payment “… will pay you GBP 250.00 …”, the others “… will …”",
    ),
    Field("proof", "What shows the loss", limit=4_000, hint="A receipt, a bill, a bank statement: what we have seen"),
)

LABELS = {
    field.key: field.label for field in (*REMEDY, *PARTY, *OTHER_REFERENCE, *COMPLAINT, *POINT_BEFORE, *POINT_AFTER)
} | {"standard_version_id": "Standard"}
