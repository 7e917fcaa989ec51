"""Say who is in the matter: a party, or the firm that is on the court's record for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from app.basics.problems import BadInput, FieldProblem
from app.complaints.being_worked_on import complaint_at_work
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import PARTY_FIELDS, check_each
from app.complaints.new_matter import NewParty
from app.complaints.states import PartyRole
from app.complaints.tables import ComplaintParty, ComplaintReference
from app.staff.permissions import Permission
from app.staff.work import Work

OF_A_FIRM = ("acts_for", "fee_earner", "dx")
"""What is known of a firm alone."""


def add_party(work: Work, complaint_id: int, party: NewParty) -> int:
    """Add somebody as the last of the list; returns the row's id. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_at_work(work, complaint_id)
    clean, problems = checked_party(work, party)
    if problems:
        raise BadInput(problems)
    row = ComplaintParty(complaint_id=complaint_id, position=next_position(work, ComplaintParty, complaint_id), **clean)
    work.session.add(row)
    keep_case_tokens(work, complaint)
    return row.id


def checked_party(work: Work, party: NewParty) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values of a party that are right, cleaned, and the problems of the others."""
    given = {key: getattr(party, key) for key in PARTY_FIELDS}
    clean, problems = check_each(PARTY_FIELDS, given, work.today())
    return clean, problems + firm_problems(clean)


def firm_problems(values: Mapping[str, Any]) -> list[FieldProblem]:
    """Only a firm acts for somebody, has a fee earner and a DX: anybody else's would not be printed."""
    if values.get("role") in (None, PartyRole.FIRM):
        return []
    return [
        FieldProblem(key, f"{PARTY_FIELDS[key].label} belongs to a firm: choose “Firm”, or take it away.")
        for key in OF_A_FIRM
        if values.get(key)
    ]


def checked_parties(work: Work, parties: Sequence[NewParty]) -> tuple[list[dict[str, Any]], list[FieldProblem]]:
    """All parties cleaned; problems are named ``parties.0.name``."""
    rows, problems = [], []
    for at, party in enumerate(parties):
        clean, wrong = checked_party(work, party)
        rows.append(clean)
        problems += [FieldProblem(f"parties.{at}.{problem.field}", problem.sentence) for problem in wrong]
    return rows, problems


def next_position(work: Work, table: type[ComplaintParty] | type[ComplaintReference], complaint_id: int) -> float:
    """The place after the last of a case's list."""
    last = work.session.scalar(select(func.max(table.position)).where(table.complaint_id == complaint_id))
    return (last or 0.0) + 1.0
