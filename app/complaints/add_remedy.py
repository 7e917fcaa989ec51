"""Say what will put a point right: an apology, a correction, an action with its owner and day, or a sum of money."""

from __future__ import annotations

from datetime import date

from app.basics.money import Money, currency_of
from app.basics.problems import BadInput
from app.complaints.being_worked_on import investigation_began
from app.complaints.fields import checked, remedy_fields
from app.complaints.head_steps import standing_head
from app.complaints.states import WITH_MONEY, RemedyKind
from app.complaints.tables import Complaint, Remedy
from app.complaints.wording import REMEDY_WORDS
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork, Work


def add_remedy(
    work: Work,
    head_id: int,
    kind: RemedyKind | str,
    text: str,
    owner: str = "",
    due_on: date | None = None,
    amount: Money | str | None = None,
    proof: str = "",
) -> int:
    """Add a remedy to a point; returns its id. ``owner`` is who will do it, as the letter may say it.

    ``amount`` is in the currency of the complaint's desk, or a text such as "250.00"; ``proof`` is what shows an
    actual loss. Anybody who works on complaints may propose a sum: it is decided on with the letter.
    Raises BadInput, NotInThisState once the complaint is answered.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = standing_head(work, head_id)
    given = {"kind": kind, "text": text, "owner": owner, "due_on": due_on, "amount": amount, "proof": proof}
    clean = checked(remedy_fields(currency_paid(work, complaint)), given, work.today())
    remedy = Remedy(complaint_id=complaint.id, head_id=head.id, stage=complaint.stage, **clean)
    require_sum_to_fit(remedy)
    work.session.add(remedy)
    investigation_began(complaint)
    work.session.flush()
    return remedy.id


def currency_paid(work: ReadWork, complaint: Complaint) -> str:
    """The currency in which the complaint's desk pays."""
    return currency_of(work.session.get_one(Desk, complaint.desk_id).country)


def require_sum_to_fit(remedy: Remedy) -> None:
    """Remedies of money have a sum, the others none. Raises BadInput."""
    name = REMEDY_WORDS[remedy.kind]
    if remedy.kind in WITH_MONEY and remedy.amount is None:
        raise BadInput.one("amount", f"{name}: how much is it?")
    if remedy.kind not in WITH_MONEY and remedy.amount is not None:
        raise BadInput.one("amount", f"{name}: this remedy has no sum. Choose one that is a payment, or take it away.")
