"""The investigation of a case: what was looked at, the finding on each point, remedies; and how it ends."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from app.complaints.add_remedy import add_remedy
from app.complaints.close_complaint import close_complaint
from app.complaints.complete_remedy import complete_remedy
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_head import edit_head
from app.complaints.join_head import join_head
from app.complaints.name_causes import name_causes
from app.complaints.note_delay import note_delay
from app.complaints.redirect_head import redirect_head
from app.complaints.reopen import reopen
from app.complaints.states import RemedyKind
from app.complaints.tables import Remedy
from app.demo.case_files import HeadFile, fill
from app.demo.inquiry import inquire
from app.demo.letters import Post, write_letter
from app.demo.scene import Scene
from app.knowledge.find import standards_on
from app.knowledge.procedure import CauseAxis

_FIRST_FINDING, _HELD_BEFORE, _HELD_FOR = 3, 1, 8
_NOTHING_CHOSEN = ("standard_version_id", "met", "fault", "outcome", "effect_level")
_CLOSED_BECAUSE = (
    "Answered, and everything that was promised is done.",
    "Rang after the answer: content with it. All actions done.",
    "No request for a review within the time; actions done.",
    "Thanked us in writing. Nothing is left to do.",
    "The time to ask for the next stage is over.",
)
_REOPENED_BECAUSE = (
    "Wrote again: the correction that we promised has not arrived.",
    "Sent a document that we did not have when we answered.",
    "Rang: one question of the second point is still open for them.",
)


def find_out(scene: Scene) -> None:
    """Record what was looked at and the findings, as many as the plan says, before the day of the answer."""
    heads = scene.case.heads if scene.plan.findings < 0 else scene.case.heads[: scene.plan.findings]
    if not heads:
        return
    day = _not_after_answer(scene, _FIRST_FINDING)
    seen = fill(scene.case.looked_at, scene.words())
    scene.rehearsal.act(
        scene.owner, scene.days.moment(day), edit_complaint, scene.complaint_id, {"looked_at": ("", seen)}
    )
    inquire(scene, day)
    for number, head in enumerate(heads):
        _find(scene, head, scene.head_ids[number], _not_after_answer(scene, _FIRST_FINDING + number))
    if len(heads) == len(scene.case.heads):
        _set_aside(scene, _not_after_answer(scene, _FIRST_FINDING + len(heads)))


def _set_aside(scene: Scene, day: date) -> None:
    """Redirect the points that another body must look at, and join those that say the same as the first."""
    for aside, head_id in zip(scene.case.asides, scene.head_ids[len(scene.case.heads) :], strict=True):
        at = scene.days.moment(day)
        if aside.route:
            scene.rehearsal.act(scene.owner, at, redirect_head, head_id, aside.route, aside.reason)
        else:
            scene.rehearsal.act(scene.owner, at, join_head, head_id, scene.head_ids[0])


def _not_after_answer(scene: Scene, working_days: int) -> date:
    return min(scene.days.after(scene.raised_on, working_days), scene.answer_on)


def _find(scene: Scene, head: HeadFile, head_id: int, day: date) -> None:
    words, at = scene.words(head), scene.days.moment(day)
    standards = scene.rehearsal.read(scene.owner, at, standards_on, words["event"])
    by_code = {standard.code: standard.version_id for standard in standards}
    new = {
        "what_happened": fill(head.happened, words),
        "standard_version_id": by_code[head.standard],
        "what_should_have_happened": fill(head.should, words),
        "met": head.met,
        "fault": head.fault,
        "outcome": head.outcome,
        "finding": fill(head.finding, words),
        "reason": fill(head.reason, words),
        "effect_level": head.level,
        "effect": fill(head.effect, words),
    }
    empty = dict.fromkeys(_NOTHING_CHOSEN)
    edits = {key: (empty.get(key, ""), value) for key, value in new.items()}
    scene.rehearsal.act(scene.owner, at, edit_head, head_id, edits)
    causes: dict[str, tuple[None, str]] = {
        axis: (None, code) for axis, code in zip(CauseAxis, head.causes, strict=False)
    }
    scene.rehearsal.act(scene.owner, at, name_causes, head_id, causes)
    for remedy in head.remedies:
        due_on = scene.days.worked(scene.answer_on + timedelta(days=remedy.days))
        scene.rehearsal.act(
            scene.owner,
            scene.days.moment(day),
            add_remedy,
            head_id,
            remedy.kind,
            fill(remedy.text, words),
            remedy.owner,
            due_on,
            remedy.amount,
            remedy.proof,
        )


def hold(scene: Scene) -> None:
    """The answer will be late: note why and until when, and tell them by a holding letter."""
    day = scene.days.after(scene.raised_on, scene.desk.answer_days - _HELD_BEFORE)
    until = scene.days.freely_after(day, _HELD_FOR)
    reason = scene.case.delay or "We have asked somebody who is away this week, and do not want to answer without them."
    scene.rehearsal.act(scene.owner, scene.days.moment(day), note_delay, scene.complaint_id, reason, until)
    subject = f"complaint:{scene.complaint_id}"
    who = scene.complainant
    post = Post(subject, who.person_id, who.addressee_id, "holding-letter", scene.owner, scene.leader, "posted")
    write_letter(scene.rehearsal, scene.days, post, day)


def close_or_reopen(scene: Scene) -> None:
    """What follows the answer: actions done and the case closed, or opened again."""
    if scene.plan.reopened:
        day = scene.days.ago(scene.random.randrange(2, 5))
        why = scene.random.choice(_REOPENED_BECAUSE)
        scene.rehearsal.act(scene.owner, scene.days.moment(day), reopen, scene.complaint_id, why)
    if not scene.plan.closed:
        _do_some(scene, every=2, until=scene.days.ago(1))
        return
    day = scene.days.after(scene.answer_on, 22)
    _do_some(scene, every=1, until=day)
    why = scene.random.choice(_CLOSED_BECAUSE)
    scene.rehearsal.act(scene.owner, scene.days.moment(day), close_complaint, scene.complaint_id, why)


def _do_some(scene: Scene, *, every: int, until: date) -> None:
    """Mark every so many remedies as done, by the day that was named and by ``until``."""
    if scene.plan.answer != "posted":
        return
    query = select(Remedy.id, Remedy.due_on).where(
        Remedy.complaint_id == scene.complaint_id, Remedy.kind != RemedyKind.APOLOGY
    )
    for number, (remedy_id, due_on) in enumerate(scene.rehearsal.session.execute(query.order_by(Remedy.id)).all()):
        day = min(scene.days.worked_before(due_on or scene.answer_on), until, scene.days.ago(1))
        if number % every == 0 and day > scene.answer_on:
            scene.rehearsal.act(scene.owner, scene.days.moment(day), complete_remedy, remedy_id, day)
