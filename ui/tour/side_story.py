"""The words of the chapters after the main job: what is looked into, settled at once, and said in another language."""

from __future__ import annotations

from typing import NamedTuple

CASE = "a refund that is on its way since spring"
"""The title of the case that is looked into: the demo office has it, one of its points without a finding."""
COURT_CASE = "help with fees refused twice, for different reasons"
"""The same at the desk of the courts, whose letters are written in Welsh too."""

LINE = "She rang and was told that the refund had been paid in May"
LINE_FROM = "the call log"
LINE_DAYS_AGO = 40

SLIP = (
    "Payments register, extract",
    "12 May   Refund entered     GBP 84.00",
    "13 May   Sent to the bank   no",
    "2 June   Marked as paid     by hand",
)
"""The lines of the page that is added as evidence."""
SLIP_TITLE = "the extract of our payments register"
SLIP_FROM = "our finance team"
SLIP_SHOWS = "The refund was marked as paid and never sent to the bank."

ASKED, ASKED_AT = "Dana Whitlock of our finance team", "dana.whitlock@meridian.example.org"
QUESTION = "Why was the refund marked as paid on 2 June, and what has become of it since?"

NOT_FOR_US = "What your payroll office told you each month is for your employer to answer."


class Settled(NamedTuple):
    """A complaint that was put right while its caller was on the line, by the fields of the short form."""

    in_their_words: str = "The notice of my hearing names a courtroom that your building does not have."
    title: str = "the courtroom named in a notice of hearing"
    reason: str = "The notice was made from an old plan of the building."
    apology: str = "that we sent you to a room that is not there"
    put_right: str = "send you a notice with the right room"


SETTLED = Settled()

LANGUAGE = "Welsh and English, Welsh first"
PRINT = "Large print, 22 point"

STAGE_TARGET = "0"
"""A stage may not aim at an answer in no days."""
