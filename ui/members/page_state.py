"""What the Members tab shows of a person, and why: words, shapes and order, decided without a widget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.basics.problems import FieldProblem
from app.basics.references import show_member_number
from app.members.countries import country_name
from app.members.find_people import PersonHit
from app.members.kinds import ConsentState, MembershipState, PersonKind, PointKind, WarningKind
from app.members.labels import in_words
from app.members.person_record import MembershipLine, PersonRecord, RepresentativeLine
from app.members.tokens import TokenKind
from app.record.timeline import EntryKind, TimelineEntry
from ui.kit.dates import show_date
from ui.kit.table_data import Status, Tone

PAGE_OF = {"person": "members", "complaint": "complaints", "letter": "letters", "contact": "members"}
"""Which page shows a subject of each kind."""

NOT_A_MEMBER = Status("Not a member", "ring", "muted")

_STATES: dict[MembershipState, tuple[str, Tone]] = {
    MembershipState.PENDING_PAYMENT: ("half", "accent"),
    MembershipState.ACTIVE: ("dot", "good"),
    MembershipState.IN_ARREARS: ("half", "warn"),
    MembershipState.LAPSED: ("ring", "warn"),
    MembershipState.DEFERRED: ("bar", "muted"),
    MembershipState.RETIRED: ("ring", "muted"),
    MembershipState.RESIGNED: ("ring", "muted"),
    MembershipState.DECEASED: ("bar", "muted"),
}
_CONSENTS: dict[ConsentState, Status] = {
    ConsentState.VALID: Status("Consent valid", "check", "good"),
    ConsentState.REQUESTED: Status("Consent asked for", "half", "warn"),
    ConsentState.EXPIRED: Status("Consent expired", "cross", "bad"),
    ConsentState.WITHDRAWN: Status("Consent withdrawn", "cross", "bad"),
}
_FOUND_BY = {
    TokenKind.NATIVE: "found by the name in its own script",
    TokenKind.REGISTRATION: "found by registration number",
    TokenKind.PHONE: "found by phone",
    TokenKind.EMAIL: "found by e-mail",
    TokenKind.POSTCODE: "found by postcode",
}
_ENTRY_ICONS = {
    "call in": "phone-incoming",
    "call out": "phone-outgoing",
    "email in": "mail-open",
    "email out": "send",
    "letter in": "inbox",
    "letter out": "mail",
    "posted": "mail-check",
    "printed": "printer",
    "reprinted": "printer",
    "returned_mail": "undo",
    "print_failed": "alert-triangle",
}
_KIND_ICONS = {
    EntryKind.CHANGE: "pencil",
    EntryKind.CONTACT: "message-square",
    EntryKind.COMPLAINT: "message-square-warning",
    EntryKind.LETTER: "feather",
    EntryKind.LETTER_EVENT: "file-text",
}


def state_status(state: MembershipState | None) -> Status:
    """A membership's state as word, shape and tone."""
    if state is None:
        return NOT_A_MEMBER
    shape, tone = _STATES[state]
    return Status(in_words(state), shape, tone)  # type: ignore[arg-type]


def hit_status(hit: PersonHit) -> Status:
    """How somebody in the list stands; death goes before membership."""
    if hit.died_on is not None or WarningKind.DECEASED in hit.warnings:
        return Status("Deceased", "bar", "muted")
    if hit.kind == PersonKind.ORGANISATION and hit.state is None:
        return Status("Organisation", "none", "muted")
    return state_status(hit.state)


def hit_second_line(hit: PersonHit) -> str:
    """What tells two of a name apart, most telling first; a warning goes before all."""
    warned = [f"▲ {in_words(kind)}" for kind in hit.warnings if kind != WarningKind.DECEASED]
    born = f"born {hit.born_on.year}" if hit.born_on else ""
    place = hit.town or country_name(hit.territory[:2])
    return " · ".join(filter(None, (*warned, found_words(hit), born, place, hit.specialty, hit.grade)))


def found_words(hit: PersonHit) -> str:
    """By what somebody was found, where it was not the name that is shown."""
    if hit.found_as:
        return f"was {hit.found_as}"
    if hit.found_in:
        return hit.found_in
    return _FOUND_BY.get(hit.found_by, "")


def member_number(stored: str | None) -> str:
    """A stored member number as people read it; empty for none."""
    return show_member_number(stored) if stored else ""


def headline(record: PersonRecord) -> tuple[str, str, str]:
    """(name with the family name marked, the quiet line under it, the member number)."""
    name = record.name
    title = " ".join(filter(None, (name.title, name.marked_name, name.post_nominals)))
    number = member_number(record.membership.member_number) if record.membership else ""
    former = ", ".join(line.name for line in record.former_names)
    parts = (
        name.native,
        f"was {former}" if former else "",
        f"born {show_date(record.born_on)}" if record.born_on else "",
        f"{record.registration_body or ''} {record.registration_number}".strip() if record.registration_number else "",
        "Organisation" if record.kind == PersonKind.ORGANISATION else "",
    )
    return title, " · ".join(filter(None, parts)), number


def chips(record: PersonRecord) -> list[Status]:
    """What stands beside the name."""
    shown = [state_status(record.membership.state if record.membership else None)]
    if record.ended_on is not None:
        shown.append(Status(f"Record ended {show_date(record.ended_on)}", "bar", "muted"))
    return shown


def warning_words(record: PersonRecord) -> tuple[list[str], bool]:
    """The strip before anything else: warnings, then adjustments; and whether it is grave."""
    words = []
    for line in record.warnings:
        kind = in_words(line.kind)
        if line.kind == WarningKind.DECEASED and record.died_on is not None:
            kind = f"Deceased {show_date(record.died_on)}"
        words.append(f"{kind}: {line.text}" if line.text else kind)
    for adjustment in record.adjustments:
        what = in_words(adjustment.kind)
        what = f"{what} ({adjustment.detail})" if adjustment.detail else what
        words.append(f"{what}, look at it again" if adjustment.review_due else what)
    return words, bool(record.warnings)


def consent_status(line: RepresentativeLine) -> Status:
    """A representative's consent as it counts today."""
    return _CONSENTS[line.consent]


def consent_words(line: RepresentativeLine) -> str:
    """ "Consent valid until 1 Jan 2027: the complaint C26-…"."""
    until = f" until {show_date(line.expires_on)}" if line.expires_on and line.consent == ConsentState.VALID else ""
    return f"{consent_status(line).word}{until}: {line.scope}"


def local_time_words(record: PersonRecord) -> str:
    """The member's own time now, with the day where it matters: "18:00 Fri, Singapore"."""
    if record.local_time is None:
        return ""
    zone = (record.zone or "").rpartition("/")[2].replace("_", " ") or country_name(record.territory[:2])
    return f"{record.local_time:%H:%M %a}, {zone}"


def renews_words(membership: MembershipLine | None) -> str:
    """The day the next period begins; empty where the membership does not go on."""
    going_on = (MembershipState.ACTIVE, MembershipState.IN_ARREARS, MembershipState.PENDING_PAYMENT)
    if membership is None or membership.ends_on is None or membership.state not in going_on:
        return ""
    return show_date(membership.ends_on)


def membership_words(line: MembershipLine) -> str:
    """ "Consultant, Anaesthesia"."""
    return ", ".join(filter(None, (line.grade, line.specialty)))


def first_words(record: PersonRecord, kind: PointKind) -> str:
    """The point by which somebody is reached first, as one line; empty where there is none."""
    point = record.first_point(kind)
    return point.shown if point is not None else ""


def address_words(record: PersonRecord) -> str:
    """The first address as its envelope bears it; empty where there is none."""
    point = record.first_point(PointKind.ADDRESS)
    return "\n".join(point.lines or (point.shown,)) if point is not None else ""


def entry_icon(entry: TimelineEntry) -> str:
    """The icon of a timeline entry."""
    return _ENTRY_ICONS.get(entry.detail) or _KIND_ICONS[entry.kind]


def entry_tone(entry: TimelineEntry) -> Tone:
    """Dissatisfaction and failed post stand out; changes are quiet."""
    if entry.dissatisfied or entry.detail in ("print_failed", "returned_mail"):
        return "warn"
    return "muted" if entry.kind == EntryKind.CHANGE else "plain"


def span_words(from_on: date | None, until_on: date | None) -> str:
    """ "from 1 Jan 2026 until 1 Feb 2026"; empty where both are open."""
    return " ".join(
        filter(
            None,
            (
                f"from {show_date(from_on)}" if from_on else "",
                f"until {show_date(until_on)}" if until_on else "",
            ),
        )
    )


def why_not_edit(why_not_here: str, record: PersonRecord | None) -> str:
    """Why nothing can be changed now; empty where it can. ``why_not_here`` is why the person may not at all."""
    if record is None:
        return "Choose a person first."
    if record.merged_into_id is not None:
        return "This record was merged into another one: change that one."
    return why_not_here


_GAPS = {
    "name_on_letters": ("the name has no Latin letters.", "Type the name for letters"),
    "address": ("no address holds today.", "Add an address"),
}
"""What may be missing for a letter, in words, and the way to mend it."""


def letter_gap(problems: Sequence[FieldProblem]) -> FieldProblem | None:
    """The first of what keeps a letter from arriving that is only missing; a death or a wish is said elsewhere."""
    return next((problem for problem in problems if problem.field in _GAPS), None)


def gap_words(gap: FieldProblem) -> tuple[str, str]:
    """What is said of it, and what the link beside it says."""
    missing, verb = _GAPS[gap.field]
    return f"▲ No letter can be sent: {missing}", verb


def search_hint(text: str, count: int, *, is_all: bool) -> str:
    """The line under the search box."""
    if not text.strip():
        return "Name, number, phone, e-mail, postcode, registration or reference"
    if count == 0:
        return "Nobody found"
    number = f"{count:,}" if is_all else f"First {count:,}"
    return f"{number} {'person' if count == 1 else 'people'}" if is_all else f"{number}: type more to narrow"


def subject_page(subject: str) -> str | None:
    """The page that shows a subject (``kind:id``); None where no page does."""
    return PAGE_OF.get(subject.partition(":")[0])


def person_of(subject: str) -> int | None:
    """The id in ``person:12``; None for anything else."""
    kind, _, number = subject.partition(":")
    return int(number) if kind == "person" and number.isdigit() else None


def reasons_line(reasons: Sequence[str]) -> str:
    """Why somebody may be the same, in one line."""
    return "; ".join([reasons[0], *(reason[0].lower() + reason[1:] for reason in reasons[1:])]) if reasons else ""
