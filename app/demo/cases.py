"""Playing the hand-written cases on different people and days, each to its own standing, by the office's own verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from random import Random

from sqlalchemy import func, select

from app.complaints.log_complaint import log_complaint
from app.complaints.new_matter import NewHead
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.tables import ComplaintHead
from app.contacts.caller_checks import POINTS
from app.contacts.log_contact import log_contact
from app.contacts.tables import CallerKind, ComplaintWanted
from app.correspondence.tables import Letter
from app.demo.case_files import AsideFile, HeadFile, case_files
from app.demo.cast_people import Casting
from app.demo.findings import close_or_reopen, find_out, hold
from app.demo.letters import Post, write_letter
from app.demo.places import fill_digits
from app.demo.plans import ANSWERS, ELSEWHERE, Plan
from app.demo.rehearsal import Rehearsal
from app.demo.scene import OWNERS, Scene, demo_desk, set_scene
from app.knowledge.find import procedure, procedure_in_force
from app.members.agree_adjustment import agree_adjustment
from app.members.tables import AdjustmentKind, Channel

FEWEST, MOST, MEMBERS_A_CASE = 12, 400, 50
_BEGIN = {"LON": 0, "SGP": 2, "EMT": 5}
_NOTES = ("", "Please look at the reasons in the second point.", "Due soon, please.", "", "I rang them before I wrote.")


def play_cases(
    rehearsal: Rehearsal, random: Random, members: int, today: date, say: Callable[[str], None]
) -> tuple[int, int]:
    """Play as many cases as the office's size asks for; returns how many, and how many letters they have."""
    count = max(FEWEST, min(MOST, members // MEMBERS_A_CASE))
    with rehearsal.scene():
        casting = Casting(rehearsal, random, members, today)
        desks = {code: demo_desk(rehearsal, code, today) for code in OWNERS}
    files = random.sample(case_files(), k=len(case_files()))
    owners = {code: cycle(logins) for code, logins in OWNERS.items()}
    turns = {(code, routed): _plans(code, routed=routed) for code in OWNERS for routed in (False, True)}
    scenes = []
    for case, _ in zip(cycle(files), range(count), strict=False):
        plan = next(turns[case.desk, bool(case.route)])
        owner = "asha" if case.desk == "LON" and plan.left is not None else next(owners[case.desk])
        scenes.append(set_scene(rehearsal, random, desks[case.desk], case, plan, owner))
    played = 0
    for number, scene in enumerate(sorted(scenes, key=lambda one: one.raised_on), 1):
        with rehearsal.scene():
            scene.who = casting.choose(scene.case)
            if scene.who is not None:
                _play(scene)
                played += 1
        if number % 50 == 0:
            say(f"{number} of {count} complaints.")
    with rehearsal.session.begin():
        letters = rehearsal.session.scalar(select(func.count()).select_from(Letter)) or 0
    say(f"Played {played} complaints with {letters} letters.")
    return played, letters


def _plans(code: str, *, routed: bool) -> Iterator[Plan]:
    """The standings in turn, each desk beginning elsewhere, so that a small office has all of them."""
    plans = ELSEWHERE if routed else ANSWERS
    begin = _BEGIN[code] % len(plans)
    return cycle(plans[begin:] + plans[:begin])


def _play(scene: Scene) -> None:
    """From the first contact to where the plan ends; nothing happens out of order."""
    _agree(scene)
    _log(scene)
    is_elsewhere = bool(scene.case.route)
    if scene.plan.acknowledge:
        _acknowledge(scene)
    if scene.plan.holding:
        find_out(scene)
        hold(scene)
        return
    if is_elsewhere:
        day = scene.days.after(scene.raised_on, 1)
        scene.rehearsal.act(
            scene.owner, scene.days.moment(day), route_out_of_scope, scene.complaint_id, scene.case.route
        )
    else:
        find_out(scene)
    if scene.plan.answer:
        _answer(scene, _route_template(scene) if is_elsewhere else "first-stage-response")
    close_or_reopen(scene)


def _agree(scene: Scene) -> None:
    """What had been agreed with them before, where the case is about that."""
    kind, detail = scene.case.adjustment
    if kind:
        day = scene.event_of(scene.case.heads[0])
        values = {"kind": AdjustmentKind(kind), "detail": detail}
        scene.rehearsal.act(scene.owner, scene.days.moment(day), agree_adjustment, scene.complainant.person_id, values)


def _log(scene: Scene) -> None:
    """The contact in which it was raised, and the complaint that was made of it."""
    case, days = scene.case, scene.days
    at, kind = days.moment(scene.raised_on), CallerKind(case.who)
    contact_id = scene.rehearsal.act(
        scene.owner,
        at,
        log_contact,
        scene.complainant.person_id,
        channel=case.channel,
        wanted=case.words,
        said="Thanked for telling us. Explained what happens now and by when they hear from us.",
        caller_kind=kind,
        checked=[point.key for point in POINTS[kind]],
        dissatisfied=True,
        dissatisfied_about=case.title,
        complaint_wanted=ComplaintWanted.YES,
    )
    scene.complaint_id = scene.rehearsal.act(
        scene.owner,
        days.moment(scene.raised_on),
        log_complaint,
        scene.complainant.person_id,
        complainant_kind=kind,
        representative_id=scene.complainant.representative_id,
        title=case.title,
        in_their_words=case.words,
        heads=_points(scene),
        channel=Channel(case.channel),
        raised_on=scene.raised_on,
        received_at=at,
        raised_where=case.where,
        case_number=fill_digits(scene.random, case.case_number),
        outcome_sought=case.wants,
        matter=case.matter,
        from_contact_id=contact_id,
    )
    heads = select(ComplaintHead.id).where(ComplaintHead.complaint_id == scene.complaint_id)
    scene.head_ids = list(scene.rehearsal.session.scalars(heads.order_by(ComplaintHead.position)))


def _points(scene: Scene) -> list[NewHead]:
    raised: list[HeadFile | AsideFile] = [*scene.case.heads, *scene.case.asides]
    return [NewHead(one.title, one.says, scene.event_of(one)) for one in raised]


def _acknowledge(scene: Scene) -> None:
    day = min(scene.days.after(scene.raised_on, scene.random.choice((1, 1, 2))), scene.answer_on)
    _write(scene, "acknowledgement", scene.plan.acknowledge, day)


def _answer(scene: Scene, template: str) -> None:
    _write(scene, template, scene.plan.answer, scene.answer_on, with_comment=True)


def _write(scene: Scene, template: str, upto: str, day: date, *, with_comment: bool = False) -> None:
    reason, comment = scene.case.returned if with_comment else ("", "")
    comment_now = (reason, comment) if upto == "returned" or scene.random.random() < 0.4 else ("", "")
    post = Post(
        subject=f"complaint:{scene.complaint_id}",
        person_id=scene.complainant.person_id,
        addressee_id=scene.complainant.addressee_id,
        template=template,
        author=scene.owner,
        approver=scene.leader,
        upto=upto,
        comment=comment_now,
        note=scene.random.choice(_NOTES) if with_comment else "",
        encloses=with_comment and upto in ("submitted", "approved"),
    )
    write_letter(scene.rehearsal, scene.days, post, day)


def _route_template(scene: Scene) -> str:
    """The letter that the procedure has for this way out."""
    at = scene.days.moment(scene.answer_on)
    desk = {"EMT": "public-service"}.get(scene.case.desk, "member-complaints")
    version = scene.rehearsal.read(scene.owner, at, procedure_in_force, desk, scene.answer_on)
    return scene.rehearsal.read(scene.owner, at, procedure, version).route(scene.case.route).template
