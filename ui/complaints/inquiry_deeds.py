"""What is done to the chronology, the evidence and the questions of a case: each a small form with one verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.basics.messages import new_words
from app.complaints.add_evidence import add_evidence
from app.complaints.add_line import add_line
from app.complaints.answer_question import answer_question
from app.complaints.ask_somebody import ask_somebody
from app.complaints.chase_question import chase_question
from app.complaints.correct_line import correct_line
from app.complaints.edit_evidence import edit_evidence
from app.complaints.find_questions import OpenQuestion
from app.complaints.give_up_question import give_up_question
from app.complaints.inquiry_rows import EvidenceRow, LineRow
from app.complaints.look_at_file import FileSeen
from app.complaints.set_evidence_aside import set_evidence_aside
from app.complaints.strike_out_line import strike_out_line
from app.complaints.wording import counted
from ui.complaints.deed import Deed
from ui.complaints.inquiry_state import size_words, why_no_file
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import why_no_edit
from ui.kit.forms import Choice, Field

HEAD = "head_"
_SHORT = 44
_WORDS = 50_000


def _line_fields(line: LineRow | None = None) -> tuple[Field, ...]:
    return (
        Field("happened_on", "Day", "date", required=True, chars=14, default=line.happened_on if line else None),
        Field(
            "happened_at", "Time", chars=8, beside=True, placeholder="14:05", limit=5,
            default=line.happened_at if line else None,
        ),
        Field(
            "source", "Where it is from", limit=200, beside=True, placeholder="the call log",
            default=line.source if line else None,
        ),
        Field(
            "what", "What happened", "prose", required=True, limit=4_000, lines=2,
            default=line.what if line else None,
        ),
    )  # fmt: skip


ADD_LINE = Deed(
    "add_line",
    "Add what happened…",
    "It stands in the chronology by its day; a key puts it into the point in hand.",
    "Add it",
    add_line,
    lambda _case: _line_fields(),
    why_no_file,
    lambda _case, _values: "Added to the chronology.",
    "plus",
    given=lambda values: (dict(values),),
)


def correct_line_deed(line: LineRow) -> Deed:
    """The form that corrects a line."""
    seen = {key: getattr(line, key) for key in ("happened_on", "happened_at", "source", "what")}
    return Deed(
        "correct_line",
        "Correct the line…",
        "What stands there now is kept with it.",
        "Correct it",
        correct_line,
        lambda _case: _line_fields(line),
        why_no_file,
        lambda _case, _values: "Corrected; what stood before is kept.",
        given=lambda values: ({key: (seen[key], values[key]) for key in seen},),
    )


STRIKE_OUT = Deed(
    "strike_out",
    "Strike out the line…",
    "It stays to be read, struck out, with the reason.",
    "Strike it out",
    strike_out_line,
    lambda _case: (Field("why", "Why it is wrong", "prose", required=True, limit=4_000, lines=2),),
    why_no_file,
    lambda _case, _values: "Struck out.",
)


def _heads(case: OpenCase, chosen: Sequence[int]) -> tuple[Field, ...]:
    """A tick for each point; a point that was set apart is offered only where it was ticked before."""
    offered = [head for head in case.record.heads if not head.is_set_apart or head.id in chosen]
    return tuple(
        Field(
            f"{HEAD}{head.id}",
            f"Point {head.number}: {_short(head.title)}",
            "check",
            default=head.id in chosen,
        )
        for head in offered
    )


def _short(title: str) -> str:
    return title if len(title) <= _SHORT else f"{title[:_SHORT].rsplit(' ', 1)[0]}…"


def ticked(values: Mapping[str, Any]) -> list[int]:
    """The points whose ticks are set."""
    return [int(key.removeprefix(HEAD)) for key, value in values.items() if key.startswith(HEAD) and value]


def _evidence_fields(case: OpenCase, item: EvidenceRow | None, heads: Sequence[int]) -> tuple[Field, ...]:
    return (
        Field(
            "title", "What it is", required=True, limit=200, default=item.title if item else None,
            hint="Follows “we read …” in the letter: the reply slip of 5 October",
        ),
        Field("dated_on", "Day it bears", "date", chars=14, default=item.dated_on if item else None),
        Field("from_whom", "From whom", limit=200, beside=True, default=item.from_whom if item else None),
        Field(
            "shows", "What it shows", "prose", limit=4_000, lines=2, default=item.shows if item else None,
            hint="Whichever way it points",
        ),
        *_heads(case, heads),
    )  # fmt: skip


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in ("title", "dated_on", "from_whom", "shows")}


def add_evidence_deed(seen: FileSeen, head_in_hand: int | None) -> Deed:
    """The form that keeps a file as evidence; the point in hand is ticked."""
    pages = f", {counted(seen.pages, 'page')}" if seen.pages else ""
    twin = f" ▲ The same file is here already: “{seen.twin}”." if seen.twin else ""
    message = seen.message
    heads = [head_in_hand] if head_in_hand else []

    def fields(case: OpenCase) -> tuple[Field, ...]:
        found = _evidence_fields(case, None, heads)
        return _filled(found, {"from_whom": message.sender, "title": message.subject}) if message else found

    return Deed(
        "add_evidence",
        f"Add “{seen.name}”…",
        f"{size_words(len(seen.content))}{pages}. The file is kept as it is; what it is called here you say.{twin}",
        "Keep it",
        add_evidence,
        fields,
        why_no_file,
        lambda _case, values: f"Kept as evidence: {values['title']}.",
        given=lambda values: (seen.name, seen.content, _facts(values), ticked(values)),
        is_of_file=True,
    )


def _filled(fields: Sequence[Field], values: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(replace(one, default=values[one.key][:200]) if values.get(one.key) else one for one in fields)


def edit_evidence_deed(item: EvidenceRow) -> Deed:
    """The form that corrects what is said of an item."""
    seen = {key: getattr(item, key) for key in ("title", "dated_on", "from_whom", "shows")}
    return Deed(
        "edit_evidence",
        "Change what is said of it…",
        f"The file itself, {item.file_name}, stays as it is.",
        "Save it",
        edit_evidence,
        lambda case: _evidence_fields(case, item, item.head_ids),
        why_no_file,
        lambda _case, _values: "Saved.",
        given=lambda values: ({key: (seen[key], values[key]) for key in seen}, ticked(values)),
    )


SET_ASIDE = Deed(
    "set_aside",
    "Set the evidence aside…",
    "It stays in the file with the reason, and no longer counts among what was looked at.",
    "Set it aside",
    set_evidence_aside,
    lambda _case: (Field("why", "Why it does not count", "prose", required=True, limit=4_000, lines=2),),
    why_no_file,
    lambda _case, _values: "Set aside.",
)


def _ask_fields(case: OpenCase) -> tuple[Field, ...]:
    return (
        Field(
            "of_whom", "Whom you ask", required=True, limit=200,
            hint="The letter says that you asked them: Jo Bell of the post room",
        ),
        Field("email", "E-mail", "email", required=True, beside=True),
        Field("question", "The question", "prose", required=True, limit=4_000, lines=3),
        Field("due_on", "Answer by", "date", required=True, chars=14, default=case.answer_day),
        *_heads(case, ()),
    )  # fmt: skip


ASK_SOMEBODY = Deed(
    "ask_somebody",
    "Ask somebody…",
    "Somebody who does not use Fairhand. An e-mail draft goes out whose reference brings the answer back here.",
    "Make the e-mail",
    ask_somebody,
    _ask_fields,
    why_no_edit,
    lambda _case, values: f"The question to {values['of_whom']} stands on the case.",
    "message-circle",
    given=lambda values: (
        values["of_whom"], values["email"], values["question"], values["due_on"], ticked(values)
    ),
)  # fmt: skip

CHASE_QUESTION = Deed(
    "chase_question",
    "Ask them again…",
    "Another e-mail draft with the same reference goes out.",
    "Make the e-mail",
    chase_question,
    lambda case: (Field("due_on", "Answer by", "date", required=True, chars=14, default=case.answer_day),),
    why_no_edit,
    lambda _case, _values: "The new day stands on the case.",
)

GIVE_UP = Deed(
    "give_up",
    "Go on without an answer…",
    "It is no longer waited for. Should an answer come after all, it is still filed here.",
    "Go on without it",
    give_up_question,
    lambda _case: (Field("why", "Why", "prose", required=True, limit=4_000, lines=2),),
    why_no_file,
    lambda _case, _values: "No longer waited for.",
)


def answer_deed(case: OpenCase, questions: Sequence[OpenQuestion], seen: FileSeen | None = None, by: str = "") -> Deed:
    """The form that files an answer: of one question, or of the one that is chosen among several.

    With ``seen``, the message is kept as evidence and what it says stands in the form.
    """
    message = seen.message if seen else None
    words = new_words(message.words) if message else ""
    if message and message.attachments:
        words = f"{words}\n\nAttached: {', '.join(message.attachments)}".strip()
    on = min(message.sent_at.date(), case.today) if message and message.sent_at else case.today
    one = questions[0] if len(questions) == 1 else None
    choices = [Choice(each.id, f"{each.reference} · {each.of_whom}: {_short(each.question)}") for each in questions]
    which = (
        () if one else (Field("question_id", "Which question it answers", "choice", required=True, choices=choices),)
    )
    said_by = (message.sender if message else "") or by or (one.of_whom if one else "")
    if one:
        told = f"To {one.reference}, asked of {one.of_whom}: “{_short(one.question)}”"
    else:
        told = "It names no question: choose which one it answers."
    kept = " The e-mail is kept whole as evidence, with what it quotes." if seen else ""
    if message and not message.sender:
        kept += " It does not say who sent it: look whether the right person stands below."
    file: tuple[Any, ...] = (seen.name, seen.content) if seen else ()
    return Deed(
        "answer_question",
        f"File the answer “{seen.name}”…" if seen else "They have answered…",
        f"{told}{kept}",
        "File the answer",
        answer_question,
        lambda _case: (
            *which,
            Field("answered_by", "Who answered", required=True, limit=200, default=said_by[:200] or None),
            Field("answered_on", "On", "date", required=True, chars=14, beside=True, default=on),
            Field(
                "answer", "The answer", "prose", required=True, limit=_WORDS, lines=4, default=words[:_WORDS] or None
            ),
        ),
        why_no_file,
        lambda _case, _values: "The answer is filed with its question.",
        target="" if one else "question_id",
        given=lambda values: (values["answered_by"], values["answered_on"], values["answer"], *file),
        is_of_file=bool(seen),
    )
