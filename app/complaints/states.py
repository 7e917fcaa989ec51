"""The states of a complaint and of its parts, and what may follow what."""

from __future__ import annotations

import enum


class ComplaintState(enum.StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    DRAFTING = "drafting"
    IN_APPROVAL = "in_approval"
    RESPONDED = "responded"
    CLOSED = "closed"
    REOPENED = "reopened"
    OUT_OF_SCOPE = "out_of_scope"


_S = ComplaintState
_OPEN = frozenset({_S.RECEIVED, _S.ACKNOWLEDGED, _S.INVESTIGATING, _S.DRAFTING, _S.IN_APPROVAL, _S.REOPENED})

COMPLAINT_TRANSITIONS: dict[ComplaintState, frozenset[ComplaintState]] = {
    _S.RECEIVED: _OPEN - {_S.RECEIVED, _S.REOPENED} | {_S.RESPONDED, _S.CLOSED, _S.OUT_OF_SCOPE},
    _S.ACKNOWLEDGED: _OPEN - {_S.RECEIVED, _S.ACKNOWLEDGED, _S.REOPENED} | {_S.RESPONDED, _S.CLOSED, _S.OUT_OF_SCOPE},
    _S.INVESTIGATING: frozenset(
        {_S.ACKNOWLEDGED, _S.DRAFTING, _S.IN_APPROVAL, _S.RESPONDED, _S.CLOSED, _S.OUT_OF_SCOPE}
    ),
    _S.DRAFTING: frozenset({_S.INVESTIGATING, _S.IN_APPROVAL, _S.RESPONDED, _S.CLOSED, _S.OUT_OF_SCOPE}),
    _S.IN_APPROVAL: frozenset({_S.DRAFTING, _S.INVESTIGATING, _S.RESPONDED, _S.CLOSED, _S.OUT_OF_SCOPE}),
    _S.RESPONDED: frozenset({_S.CLOSED, _S.REOPENED}),
    _S.CLOSED: frozenset({_S.REOPENED}),
    _S.REOPENED: frozenset({_S.INVESTIGATING, _S.DRAFTING, _S.IN_APPROVAL, _S.RESPONDED, _S.CLOSED}),
    _S.OUT_OF_SCOPE: frozenset({_S.REOPENED, _S.CLOSED}),
}


class Outcome(enum.StrEnum):
    """The result of one point, and of the whole."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    NO_FINDING = "no_finding"
    WITHDRAWN = "withdrawn"
    REDIRECTED = "redirected"


SET_APART = frozenset({Outcome.WITHDRAWN, Outcome.REDIRECTED})
"""A point so is not looked into: it stays in the record and in the letter, and needs no finding."""


class HeadStep(enum.StrEnum):
    """What became of a point after the complaint was logged."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    REDIRECTED = "redirected"
    JOINED = "joined"
    SEPARATED = "separated"
    TAKEN_UP = "taken_up"


class Met(enum.StrEnum):
    """Whether what happened measured up to the standard."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class ClockKind(enum.StrEnum):
    ACKNOWLEDGE = "acknowledge"
    RESPOND = "respond"


class ClockState(enum.StrEnum):
    """Posting alone makes a clock met or missed; a stopped one ended without a letter and counts in no figures.

    A held one stands while something is waited for, and has no day until that has come.
    """

    RUNNING = "running"
    MET = "met"
    MISSED = "missed"
    EXTENDED = "extended"
    HELD = "held"
    STOPPED = "stopped"


class ExtensionKind(enum.StrEnum):
    """How a person comes to wait longer: they agreed to the new day, or they are told of it."""

    AGREED = "agreed"
    NOTIFIED = "notified"


class RequestOutcome(enum.StrEnum):
    """How the waiting for something ended: it came, we go on without it, or the case was over first."""

    CAME = "came"
    WITHOUT = "without"
    OVERTAKEN = "overtaken"


class QuestionOutcome(enum.StrEnum):
    """How a question to a colleague ended: answered, given up, or the case was over first."""

    ANSWERED = "answered"
    GIVEN_UP = "given_up"
    OVERTAKEN = "overtaken"


class PartyRole(enum.StrEnum):
    """What somebody is in the matter before a court or office; a firm is on its record for one of them."""

    CLAIMANT = "claimant"
    DEFENDANT = "defendant"
    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    APPELLANT = "appellant"
    FIRM = "firm"
    OTHER = "other"


class RemedyKind(enum.StrEnum):
    APOLOGY = "apology"
    CORRECTION = "correction"
    ACTION = "action"
    REFUND = "refund"
    ACTUAL_LOSS = "actual_loss"
    CONSOLATORY = "consolatory"
    EX_GRATIA = "ex_gratia"


WITH_MONEY = frozenset({RemedyKind.REFUND, RemedyKind.ACTUAL_LOSS, RemedyKind.CONSOLATORY, RemedyKind.EX_GRATIA})
"""The remedies that are a sum of money: each needs one, and somebody whose authority reaches it."""


class RemedyState(enum.StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    DONE = "done"
    WITHDRAWN = "withdrawn"
