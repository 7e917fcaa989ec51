"""The words of the tour: one call, the complaint that comes of it, what was found, and how the letter is mended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remedy:
    """As the form asks for it; ``owner`` and ``by`` stay empty for an apology. ``by`` is typed: ``+14``."""

    kind: str
    text: str
    owner: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What is written into one point. It happened ``days_ago`` (``{day}`` in a text); ``standard`` is searched for."""

    title: str
    says: str
    days_ago: int
    happened: str
    standard: str
    should: str
    met: str
    fault: str
    outcome: str
    finding: str
    reason: str
    level: str
    effect: str
    remedies: tuple[Remedy, ...]


CERTIFICATE = Point(
    title="The certificate was not sent",
    says="You told us that you asked twice for your certificate and that it never came.",
    days_ago=30,
    happened="You asked for your certificate by telephone on {day}. We noted the call and closed the note that day. "
    "No certificate was made.",
    standard="getting it right",
    should="We should have sent the certificate within five working days of your call.",
    met="not_met",
    fault="Procedure not followed",
    outcome="upheld",
    finding="We should have sent your certificate and we did not.",
    reason="We find this because the note of your call was closed before anybody had made the certificate.",
    level="2  Low",
    effect="You could not show your new hospital that you are a member.",
    remedies=(
        Remedy("Apology", "that we did not send your certificate"),
        Remedy("Correction", "send the certificate to you by tracked post", "Our records team", "+5"),
        Remedy("Action", "keep a request open until what was asked for has left us", "Our records manager", "+30"),
    ),
)

CALL_BACK = Point(
    title="Nobody rang back",
    says="You told us that you were promised a call and that nobody rang.",
    days_ago=16,
    happened="On {day} our adviser promised to ring you on the next working day. "
    "The promise was written into the note and into nobody's list.",
    standard="customer focused",
    should="We should have rung you on the day that we had named.",
    met="not_met",
    fault="No answer",
    outcome="upheld",
    finding="We promised a call and did not make it.",
    reason="We find this because our telephone log has no call to you on that day or later.",
    level="1  Slight",
    effect="You had to ask again, and lost more time.",
    remedies=(
        Remedy("Apology", "that we did not keep our promise to ring you"),
        Remedy("Action", "put every promised call on the list of the adviser who makes it", "Our team leader", "+14"),
    ),
)

POINTS = (CERTIFICATE, CALL_BACK)

WANTED = "Asks for her certificate of membership for the third time. She needs it for her new hospital."
SAID = "I rang twice about my certificate, and each time I was promised a call that never came."
ABOUT = CERTIFICATE.title
PROMISE, PROMISED_BY = "Ring her with what we found", "in 3 days"

TITLE = "the certificate that did not come"
SOUGHT = "send the certificate and say why it took so long"
LOOKED_AT = "read the notes of your calls\nasked our records team what became of them\nread our telephone log"

SLIP = "You rang us on two occassions about it, on [date]."
MENDED = "You rang us twice about it."
"""A paragraph of the author's own, first with a word that no dictionary has, and with something still to fill in."""

COMMENT = "Say here how long she waited, please."
RETURN_REASON = "Nearly there. Please look at my comment on the paragraph that you added, and send it back to me."
AFTER_RETURN = "You rang us twice about it and waited for four weeks."
NOTE = "I have added how long she waited."
