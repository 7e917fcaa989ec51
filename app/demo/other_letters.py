"""What every demo has besides its cases: settled at first contact, and one letter of each of the rarer kinds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.close_complaint import close_complaint
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_head import edit_head
from app.complaints.find_record import complaint_record
from app.complaints.log_complaint import log_complaint
from app.complaints.new_matter import NewHead
from app.complaints.note_delay import note_delay
from app.complaints.settle_at_once import settle_at_once
from app.complaints.states import ComplaintState, ExtensionKind
from app.complaints.tables import Complaint
from app.correspondence.approve_letter import approve_letter
from app.correspondence.correct_letter import correct_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.post_letter import post_letter
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import Letter, LetterDraft
from app.demo.cast_people import Casting
from app.demo.letters import Post, write_letter
from app.demo.rehearsal import Rehearsal
from app.demo.scene import LEADERS, DemoDesk, demo_desk
from app.demo.shipped import data
from app.knowledge.procedure import CauseAxis
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.edit_person import edit_person
from app.members.set_warning import set_warning
from app.members.tables import ConsentState, WarningKind
from letters.block_text import with_text
from letters.content import from_json, to_json
from letters.languages import ENGLISH, WELSH
from letters.template.forms import show_date as show_letter_date

_BRITISH = ("GB",)
_FOUND = ("met", "fault", "outcome", "finding", "reason", "effect_level", "effect")


def play_other_letters(rehearsal: Rehearsal, random: Random, members: int, today: date) -> None:
    """Each in a scene of its own; what needs a case takes one of those that were played."""
    with rehearsal.scene():
        casting = Casting(rehearsal, random, members, today)
        desks = {code: demo_desk(rehearsal, code, today) for code in ("LON", "EMT")}
    known = data("other_letters")
    for found in known["settled"]:
        with rehearsal.scene():
            _settle(rehearsal, desks["LON"], casting, found)
    for play in (_condolence, _restricted, _consent):
        with rehearsal.scene():
            play(rehearsal, desks["LON"], casting, known[play.__name__.removeprefix("_")])
    for one in (_extension, _review, _correction):
        with rehearsal.scene():
            one(rehearsal, desks["LON"], known[one.__name__.removeprefix("_")])
    with rehearsal.scene():
        _welsh(rehearsal, desks["EMT"], known["welsh"])


def _settle(rehearsal: Rehearsal, desk: DemoDesk, casting: Casting, found: Mapping[str, Any]) -> None:
    """Logged, found on and confirmed while they were on the line; the oldest one is closed since."""
    who, day, login = casting.member(_BRITISH), desk.days.ago(found["days"]), found["login"]
    if who is None:
        return
    at = desk.days.moment(day)
    case_id = rehearsal.act(
        login,
        at,
        settle_at_once,
        who.person_id,
        complainant_kind="member",
        channel=found["channel"],
        received_at=at,
        title=found["title"],
        in_their_words=found["words"],
        outcome=found["outcome"],
        reason=found["reason"],
        fault=found.get("fault"),
        apology=found.get("apology", ""),
        put_right=found.get("put_right", ""),
        **{axis.value: code for axis, code in zip(CauseAxis, found["causes"], strict=True)},
    )
    letter_id = rehearsal.session.scalars(select(Letter.id).where(Letter.subject == f"complaint:{case_id}")).one()
    _send(rehearsal, desk, login, letter_id, day)
    if "closed" in found:
        closed_on = desk.days.after(day, 2)
        rehearsal.act(login, desk.days.moment(closed_on), close_complaint, case_id, found["closed"])


def _condolence(rehearsal: Rehearsal, desk: DemoDesk, casting: Casting, found: Mapping[str, Any]) -> None:
    """A member died; the executor is written to, by somebody who will look after it."""
    who, day = casting.member(_BRITISH), desk.days.ago(found["days"])
    if who is None:
        return
    at = desk.days.moment(day)
    died = {"died_on": (None, day - timedelta(days=found["died"]))}
    rehearsal.because("The executor rang and sent the certificate.", "niamh", at, edit_person, who.person_id, died)
    executor = _person(rehearsal, "niamh", at, found)
    authority = {
        "relationship_kind": found["relationship"],
        "consent": ConsentState.VALID,
        "scope": found["scope"],
        "given_on": day,
    }
    rehearsal.act("niamh", at, add_representative, who.person_id, executor, authority)
    _write(rehearsal, desk, "niamh", who.person_id, "condolence", day, addressee_id=executor)


def _restricted(rehearsal: Rehearsal, desk: DemoDesk, casting: Casting, found: Mapping[str, Any]) -> None:
    who, day = casting.member(_BRITISH), desk.days.ago(found["days"])
    if who is None:
        return
    warning = {"kind": WarningKind.DIFFICULT_CONTACT, "text": found["warning"]}
    rehearsal.act("carys", desk.days.moment(day), set_warning, who.person_id, warning)
    words = {"reason": found["reason"], "ways": found["ways"]}
    _write(rehearsal, desk, "tom", who.person_id, "restricted-contact", day, words, upto="submitted")


def _consent(rehearsal: Rehearsal, desk: DemoDesk, casting: Casting, found: Mapping[str, Any]) -> None:
    """A parent wrote for a member who has not agreed to that yet."""
    who, day = casting.member(_BRITISH), desk.days.ago(found["days"])
    if who is None:
        return
    at = desk.days.moment(day)
    parent = _person(rehearsal, "tom", at, found)
    asked = {"relationship_kind": found["relationship"], "scope": found["scope"]}
    rehearsal.act("tom", at, add_representative, who.person_id, parent, asked)
    _write(rehearsal, desk, "tom", who.person_id, "authority-request", day, addressee_id=parent)


def _extension(rehearsal: Rehearsal, desk: DemoDesk, found: Mapping[str, Any]) -> None:
    """An answer that they agreed to wait for, as far as the procedure allows."""
    day = desk.days.ago(1)
    case = _case(rehearsal, (ComplaintState.ACKNOWLEDGED, ComplaintState.INVESTIGATING), respond_by=day)
    if case is None:
        return
    login = _login(rehearsal, case.owner_id)
    room = rehearsal.read(login, desk.days.moment(day), complaint_record, case.id).room
    if room.latest is None:
        return
    agreed = (case.id, found["reason"], desk.days.worked_before(room.latest), ExtensionKind.AGREED)
    rehearsal.act(login, desk.days.moment(day), note_delay, *agreed)
    subject = f"complaint:{case.id}"
    post = Post(subject, case.person_id, None, "extension", login, LEADERS[desk.code], "posted")
    write_letter(rehearsal, desk.days, post, day)


def _correction(rehearsal: Rehearsal, desk: DemoDesk, found: Mapping[str, Any]) -> None:
    """Of an answer that was posted and reviewed by nobody: it waits for the one who decides."""
    day, case = desk.days.ago(1), _case(rehearsal, (ComplaintState.RESPONDED, ComplaintState.CLOSED))
    answer = _answer(rehearsal, case) if case is not None else None
    if case is None or answer is None:
        return
    login = _login(rehearsal, case.owner_id)
    letter_id = rehearsal.act(login, desk.days.moment(day), correct_letter, answer)
    _put_words(rehearsal, desk, login, letter_id, {"wrong": found["wrong"], "right": found["right"]}, day)
    rehearsal.act(login, desk.days.moment(day), submit_letter, letter_id, "")


def _review(rehearsal: Rehearsal, desk: DemoDesk, found: Mapping[str, Any]) -> None:
    """Somebody does not accept an answer: another person finds anew, and the letter waits."""
    case = _case(rehearsal, (ComplaintState.RESPONDED,), oldest=True)
    if case is None:
        return
    asked_on, day, login = desk.days.ago(5), desk.days.ago(1), "helena"
    before = rehearsal.read(login, desk.days.moment(asked_on), complaint_record, case.id)
    owner = rehearsal.actors[login].staff_id
    rehearsal.act(login, desk.days.moment(asked_on), ask_for_stage, case.id, found["they_say"], asked_on, owner)
    seen = {"looked_at": (before.looked_at, found["looked_at"])}
    rehearsal.act(login, desk.days.moment(day), edit_complaint, case.id, seen)
    now = {head.id: head for head in rehearsal.read(login, desk.days.moment(day), complaint_record, case.id).heads}
    for head in (one for one in before.heads if one.joined_to_id is None):
        fresh = now[head.id]
        edits = {key: (getattr(fresh, key), getattr(head, key)) for key in _FOUND if getattr(head, key)}
        rehearsal.act(login, desk.days.moment(day), edit_head, head.id, edits)
    post = Post(f"complaint:{case.id}", case.person_id, None, "review-response", login, "", "editing")
    write_letter(rehearsal, desk.days, post, day)


def _welsh(rehearsal: Rehearsal, desk: DemoDesk, found: Mapping[str, Any]) -> None:
    """A user of the courts who reads Welsh and English: one letter in both, each part with words in each."""
    raised_on, day = desk.days.ago(2), desk.days.ago(1)
    at = desk.days.moment(raised_on)
    person_id = _person(rehearsal, "joy", at, {**found, "language": f"{WELSH}+{ENGLISH}"})
    case_id = rehearsal.act(
        "joy",
        at,
        log_complaint,
        person_id,
        complainant_kind="public_user",
        channel="letter",
        title=found["subject"],
        in_their_words=found["words"],
        heads=[NewHead(found["point"], found["says"], raised_on - timedelta(days=12))],
        raised_on=raised_on,
        received_at=at,
        outcome_sought=found["sought"],
    )
    letter_id = rehearsal.act(
        "joy", desk.days.moment(day), draft_letter, f"complaint:{case_id}", person_id, "acknowledgement"
    )
    came = show_letter_date(raised_on, WELSH)
    words = {
        "cy-restate": f"Diolch am eich cwyn ynghylch “{found['welsh_subject']}”. Daeth i law ar {came}.",
        "cy-point": f"Rydym yn deall bod eich cwyn yn ymwneud â'r pwynt hwn: {found['welsh_point']}.",
        "cy-sought": f"Gofynnoch i ni wneud hyn: {found['welsh_sought']}.",
    }
    _put_words(rehearsal, desk, "joy", letter_id, words, day)
    _send(rehearsal, desk, "joy", letter_id, day)


def _person(rehearsal: Rehearsal, login: str, at: Any, found: Mapping[str, Any]) -> int:
    """Somebody who is no member, as they gave their details."""
    person = {"family_name": found["family"], "given_names": found["given"], "title": found["title"]}
    person |= {"territory": "GB", "language": found.get("language", ENGLISH)}
    address = {**found["address"], "country": "GB"}
    return rehearsal.act(login, at, add_person, person, phone=found["phone"], email=found["email"], address=address)


def _write(
    rehearsal: Rehearsal,
    desk: DemoDesk,
    login: str,
    person_id: int,
    template: str,
    day: date,
    words: Mapping[str, str] | None = None,
    *,
    addressee_id: int | None = None,
    upto: str = "posted",
) -> None:
    """A letter without a case, with its author's own words in some blocks."""
    at = desk.days.moment(day)
    letter_id = rehearsal.act(login, at, draft_letter, None, person_id, template, addressee_id=addressee_id)
    _put_words(rehearsal, desk, login, letter_id, words or {}, day)
    if upto == "posted":
        _send(rehearsal, desk, login, letter_id, day)
    else:
        rehearsal.act(login, desk.days.moment(day), submit_letter, letter_id, "")


def _put_words(
    rehearsal: Rehearsal, desk: DemoDesk, login: str, letter_id: int, words: Mapping[str, str], day: date
) -> None:
    if not words:
        return
    letter = from_json(rehearsal.session.get_one(LetterDraft, letter_id).content)
    for block_id, said in words.items():
        block = letter.block(block_id)
        heading = block.standard_text.partition("\n")[0] if block.standard_text.startswith("#") else ""
        letter = letter.with_block(with_text(block, f"{heading}\n\n{said}".strip()))
    rehearsal.act(login, desk.days.moment(day), keep_letter_draft, letter_id, to_json(letter))


def _send(rehearsal: Rehearsal, desk: DemoDesk, login: str, letter_id: int, day: date) -> None:
    """Submitted, approved where that is needed, and posted."""
    revision_id = rehearsal.act(login, desk.days.moment(day), submit_letter, letter_id, "")
    if rehearsal.session.get_one(Letter, letter_id).state is LetterState.SUBMITTED:
        rehearsal.act(LEADERS[desk.code], desk.days.moment(day), approve_letter, letter_id, revision_id)
    rehearsal.act(login, desk.days.moment(day), post_letter, letter_id, day)


def _case(
    rehearsal: Rehearsal,
    states: tuple[ComplaintState, ...],
    *,
    respond_by: date | None = None,
    oldest: bool = False,
) -> Complaint | None:
    """A case of a member who acts for themselves, the newest of those that fit unless the oldest is asked for."""
    query = (
        select(Complaint)
        .where(Complaint.desk_id == rehearsal.actors["asha"].desk_id, Complaint.state.in_(states))
        .where(Complaint.representative_id.is_(None), Complaint.asked_on.is_(None), ~Complaint.settled_at_once)
    )
    if respond_by is not None:
        query = query.where(Complaint.respond_by > respond_by)
    order = Complaint.responded_on if oldest else Complaint.responded_on.desc()
    return rehearsal.session.scalars(query.order_by(order, Complaint.id.desc()).limit(1)).first()


def _answer(rehearsal: Rehearsal, case: Complaint) -> int | None:
    """The answer that was posted on a case."""
    posted = select(Letter.id).where(
        Letter.subject == f"complaint:{case.id}", Letter.kind == "response", Letter.state == LetterState.POSTED
    )
    return rehearsal.session.scalar(posted.order_by(Letter.id.desc()).limit(1))


def _login(rehearsal: Rehearsal, staff_id: int) -> str:
    return next(login for login, actor in rehearsal.actors.items() if actor.staff_id == staff_id)
