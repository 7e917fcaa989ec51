"""What can become of the point in hand: withdrawn, redirected, joined, and each of it taken back."""

from __future__ import annotations

from app.complaints.head_row import HeadRow
from app.complaints.join_head import join_head
from app.complaints.redirect_head import redirect_head
from app.complaints.separate_head import separate_head
from app.complaints.take_up_head import take_up_head
from app.complaints.withdraw_head import withdraw_head
from ui.complaints.deed import Deed
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import why_no_edit
from ui.kit.forms import Choice, Field

NO_POINT = "No point is open."
POINT_KEYS = {"point_redirect": "Ctrl+Shift+D", "point_join": "Ctrl+Shift+J"}
"""The keys of those that are used most; all are in the palette."""


def point_deeds(head: HeadRow | None) -> tuple[Deed, ...]:
    """All of them for a point, those that it is not in the state for with the reason why."""
    return (_withdraw(head), _redirect(head), _join(head), _take_up(head), _separate(head))


def _why_not(case: OpenCase, head: HeadRow | None) -> str:
    return why_no_edit(case) or ("" if head else NO_POINT)


def _why_not_apart(case: OpenCase, head: HeadRow | None) -> str:
    """Why a point cannot be set apart or joined."""
    why_not = _why_not(case, head)
    if why_not or head is None:
        return why_not
    if head.joined_to_id is not None:
        return f"It is answered with point {head.number}: separate it first."
    return "It is withdrawn or redirected: take it up again first." if head.is_set_apart else ""


def _why_no_join(case: OpenCase, head: HeadRow | None) -> str:
    others = any(one.id != head.id for one in case.record.counting_heads) if head else False
    return _why_not_apart(case, head) or ("" if others else "There is no other point to answer it with.")


def _reason(label: str, hint: str = "") -> Field:
    return Field("reason", label, "prose", required=True, limit=4_000, lines=2, hint=hint)


def _withdraw(head: HeadRow | None) -> Deed:
    return Deed(
        "point_withdraw",
        "Withdraw the point…",
        "The point stays in the record and in the letter as withdrawn; it needs no finding.",
        "Withdraw the point",
        withdraw_head,
        lambda _case: (_reason("How and when it was withdrawn", "She said so by telephone on 18 November"),),
        lambda case: _why_not_apart(case, head),
    )


def _redirect(head: HeadRow | None) -> Deed:
    return Deed(
        "point_redirect",
        "Redirect the point…",
        "The rest goes on. The answer says of this point whom to ask, how and by when.",
        "Redirect the point",
        redirect_head,
        lambda case: (
            Field(
                "route",
                "What the point is about",
                "radio",
                required=True,
                choices=[Choice(one.code, one.title, f"To {one.body}") for one in case.record.procedure.routes],
            ),
            Field(
                "reason",
                "Why it is not for us",
                "prose",
                limit=4_000,
                lines=2,
                hint="Full sentences: the answer says them. It may be left empty",
            ),
        ),
        lambda case: _why_not_apart(case, head),
        icon="external-link",
    )


def _join(head: HeadRow | None) -> Deed:
    return Deed(
        "point_join",
        "Join it to another point…",
        "It is the same matter: it is answered with that point, and its words stay in the record and in the letter.",
        "Join it",
        join_head,
        lambda case: (
            Field(
                "other_id",
                "Answered with",
                "radio",
                required=True,
                choices=[
                    Choice(one.id, f"Point {one.number}: {one.title}")
                    for one in case.record.counting_heads
                    if head is not None and one.id != head.id
                ],
            ),
        ),
        lambda case: _why_no_join(case, head),
        icon="link",
    )


def _take_up(head: HeadRow | None) -> Deed:
    return Deed(
        "point_take_up",
        "Take it up again…",
        "It is looked into after all, with what was found on it before. Remedies that were taken back stay so.",
        "Take it up again",
        take_up_head,
        lambda _case: (_reason("Why it is taken up again"),),
        lambda case: (
            _why_not(case, head) or ("" if head and head.is_set_apart else "It is neither withdrawn nor redirected.")
        ),
        icon="rotate-ccw",
    )


def _separate(head: HeadRow | None) -> Deed:
    return Deed(
        "point_separate",
        "Separate it again…",
        "It is answered by itself again. Remedies that went with it stay where they are.",
        "Separate it",
        separate_head,
        lambda _case: (_reason("Why it is separated again"),),
        lambda case: (
            _why_not(case, head) or ("" if head and head.joined_to_id else "It is answered by itself already.")
        ),
    )
