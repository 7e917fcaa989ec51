"""What is gathered for a case that is still looked into: lines of what happened, a note as evidence, questions."""

from __future__ import annotations

from datetime import date

from app.complaints.add_evidence import add_evidence
from app.complaints.add_line import add_line
from app.complaints.answer_question import answer_question
from app.complaints.ask_somebody import ask_somebody
from app.complaints.wording import show_date
from app.demo.scene import Scene

_WHO_WAS_THERE = (
    ("Jo Bell of the post room", "jo.bell@example.org", "When did our answer leave the building, and by which post?"),
    ("Sam Orr at the counter", "sam.orr@example.org", "What did you tell them on that day, and what did you note?"),
    ("Pat Lee in accounts", "pat.lee@example.org", "Did a payment or a form of theirs reach you, and on which day?"),
)
_ANSWER = "I looked in our book. It came to us that day, lay over the weekend, and left on the Monday."
_ANSWER_WITHIN = 3


def inquire(scene: Scene, day: date) -> None:
    """On one day: what the log says, the note of it, and a question; every second one is answered the day after."""
    if scene.plan.answer or not scene.case.heads:
        return
    head, head_id = scene.case.heads[0], scene.head_ids[0]
    happened_on = scene.event_of(head)
    line = {"happened_on": happened_on, "what": f"Noted at the desk: {head.title}", "source": "the desk's log"}
    scene.rehearsal.act(scene.owner, scene.days.moment(day), add_line, scene.complaint_id, line)
    note = f"Note of {show_date(happened_on)}\n\n{head.says}\n\nTold them that somebody would come back to them.\n"
    facts = {
        "title": f"the desk's note of {show_date(happened_on)}",
        "dated_on": happened_on,
        "from_whom": "the desk",
        "shows": "What was promised, and that no day was given.",
    }
    scene.rehearsal.act(
        scene.owner,
        scene.days.moment(day),
        add_evidence,
        scene.complaint_id,
        "note.txt",
        note.encode(),
        facts,
        [head_id],
    )
    whom, email, question = _WHO_WAS_THERE[scene.complaint_id % len(_WHO_WAS_THERE)]
    due_on = scene.days.freely_after(day, _ANSWER_WITHIN)
    asked = scene.rehearsal.act(
        scene.owner, scene.days.moment(day), ask_somebody, scene.complaint_id, whom, email, question, due_on, [head_id]
    )
    answered_on = scene.days.after(day, 1)
    if scene.complaint_id % 2 and answered_on > day:
        scene.rehearsal.act(
            scene.owner,
            scene.days.moment(answered_on),
            answer_question,
            asked,
            whom.partition(" of ")[0],
            answered_on,
            _ANSWER,
        )
