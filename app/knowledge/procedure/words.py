"""What the parts of a procedure are called: one word for one thing, on the page, in the forms and in every problem."""

from __future__ import annotations

from app.calendars.deadline_rule import Anchor, Counts, DeadlineRule, Receipt, Roll, Unit

ITEMS = {
    "stages": "stage",
    "pauses": "pause",
    "letters": "letter",
    "routes": "way out",
    "faults": "kind of fault",
    "effects": "level of effect",
    "bands": "band",
    "remedies": "remedy",
    "causes": "cause",
    "fields": "field",
    "checks": "check",
}
"""One item of each list."""

PARTS = {
    "general": "The procedure",
    "stages": "Stages",
    "pauses": "What is waited for",
    "letters": "Letters",
    "checks": "Checks",
    "approval": "Second person",
    "routes": "Ways out",
    "faults": "Kinds of fault",
    "effects": "Effects",
    "remedies": "Remedies",
    "causes": "Causes",
    "ombudsman": "Ombudsman",
    "financial": "Financial rules",
    "external": "Other system",
}
"""The parts in the order in which they are read and edited."""

_LABELS = {
    "title": "Name",
    "summary": "In a few words",
    "citation": "Where it comes from",
    "name": "Name",
    "code": "Code",
    "number": "Number",
    "decided_by": "Decided by",
    "decides": "Who may decide",
    "another_person": "Another person",
    "acknowledge": "Acknowledged within",
    "respond": "Answer aimed at",
    "must": "Last day allowed",
    "extension": "Extension",
    "times": "How often",
    "most": "Each at most",
    "tell_ombudsman": "The ombudsman is named",
    "next_step": "Next step",
    "stage": "Called",
    "body": "Who then looks",
    "text": "What they do",
    "how": "How to ask",
    "limit": "Time to ask",
    "leads_to": "Leads to",
    "stops_clock": "The clock",
    "answer_within": "Answer within",
    "kind": "Kind",
    "template": "Template",
    "stops": "Posting it stops",
    "stages": "Stages",
    "what_they_do": "What they do",
    "contact": "How to reach them",
    "outcomes": "Outcomes",
    "description": "What it is",
    "usual_remedies": "Usually put right by",
    "room": "The room one has",
    "level": "Level",
    "bands": "Bands",
    "at_once": "Settled at first contact within",
    "called": "Called, where a day is explained",
    "currency": "Currency",
    "least_minor": "From",
    "most_minor": "To",
    "since": "First day",
    "until": "Last day",
    "when": "When it is right",
    "needs_proof": "Proof",
    "axis": "List",
    "on": "Switched on",
    "quick": "Settled at once within",
    "final": "Final response within",
    "website": "Website",
    "leaflet": "Leaflet",
    "waiver": "On late complaints",
    "external": "Other system",
    "fields": "Fields",
    "dates": "Days are written as",
    "ours": "What of ours",
    "column": "Column",
    "rule": "Check",
    "does": "What it does here",
    "letters": "Letters",
    "reason": "Why",
    "approval": "Approval",
    "alone": "May go without a second person",
    "own_words": "Own words in a hundred",
    "sample_percent": "Read afterwards, in a hundred",
    "next_level": "Who decides where nobody here may",
    "roles": "Who may decide",
}

ROUTES = {
    "judicial_decision": "a judge's decision",
    "judicial_conduct": "a judge's conduct",
    "appeal": "an appeal",
    "ombudsman": "an ombudsman",
    "data_protection": "data protection",
    "other_body": "another body",
}
REMEDIES = {
    "apology": "apology",
    "correction": "correction",
    "action": "action",
    "refund": "refund",
    "actual_loss": "actual loss",
    "consolatory": "consolatory payment",
    "ex_gratia": "ex gratia payment",
}
"""The kinds of remedy that Fairhand can carry out; a procedure chooses among them."""

OUTCOMES = {
    "upheld": "upheld",
    "partly_upheld": "partly upheld",
    "not_upheld": "not upheld",
    "no_finding": "no finding",
    "withdrawn": "withdrawn",
    "redirected": "redirected",
}
CHECK_DOES = {"warn": "it warns, and stops no letter", "off": "it is not asked"}
ALWAYS_ASKED = frozenset({"C35"})
"""Who may read a letter, and that another approves it: no procedure changes that."""

AXES = {"symptom": "What the complaint shows", "root_cause": "Root cause", "corrective_action": "What is done about it"}
STOPS = {"": "no clock", "acknowledge": "the clock of the acknowledgement", "respond": "the clock of the answer"}
UNITS = {
    Unit.WORKING_DAYS: "working days",
    Unit.CALENDAR_DAYS: "calendar days",
    Unit.WEEKS: "weeks",
    Unit.MONTHS: "months",
}
RECEIPTS = {
    Receipt.NEXT_WORKING_DAY: "counts from the next working day",
    Receipt.AS_IT_COMES: "counts from its own day",
}
ROLLS = {
    Roll.NEXT_WORKING_DAY: "moves on to the next working day",
    Roll.PREVIOUS_WORKING_DAY: "moves back to the working day before",
    Roll.STAYS: "stays",
}


ANY_HOUR = "any hour is in time"
ANCHORS = {
    Anchor.RECEIVED: "the day it counts as received",
    Anchor.DAY_AFTER_RECEIVED: "the day after",
    Anchor.ACKNOWLEDGED: "the acknowledgement",
    Anchor.ISSUED: "the letter that it is asked in",
}
_UNUSUAL = frozenset({Anchor.DAY_AFTER_RECEIVED, Anchor.ACKNOWLEDGED})
COUNTS = {Counts.NEXT_DAY: "the day after that", Counts.SAME_DAY: "that day itself"}


def label_of(key: str) -> str:
    """What a value of the data is called; the key itself where nobody meets it."""
    return _LABELS.get(key, key)


def letter_kind(kind: str) -> str:
    """A kind of letter as people say it."""
    return kind.replace("_", " ")


NO_LENGTH = DeadlineRule("", Unit.CALENDAR_DAYS, 1)
"""Stands where a length is needed and none is said, until one is: nothing is worked out with it."""


def length(rule: DeadlineRule) -> str:
    """How long, and what of it is not as usual: "8 weeks; a last day that is not worked moves back …"."""
    if rule is NO_LENGTH:
        return "no length yet"
    said = f"{rule.amount} {rule.length_unit}"
    if rule.anchor in _UNUSUAL:
        said += f", counted from {ANCHORS[rule.anchor]}"
    if rule.counts is Counts.SAME_DAY:
        said += ", the first day counted"
    if rule.roll is not Roll.NEXT_WORKING_DAY:
        said += f"; a last day that is not worked {ROLLS[rule.roll]}"
    return said


def arrival(rule: DeadlineRule) -> str:
    """When something counts as received that arrives after hours or on a day that is not worked."""
    if rule.anchor in (Anchor.ISSUED, Anchor.ACKNOWLEDGED):
        return ""
    late = f"What arrives after {rule.closes_at:%H:%M} or" if rule.closes_at else "What arrives, at any hour,"
    if rule.receipt is Receipt.AS_IT_COMES:
        return "What arrives counts from its own day, whatever the hour."
    return f"{late} on a day that is not worked {RECEIPTS[rule.receipt]}."


def listed(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """As a sentence lists them: a, b and c."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
