"""Ways to spoil a sound letter, each with the rule that must find it, and changes that no rule may mind."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from letters.block_text import to_plain, with_text
from letters.compose import compose
from letters.content import Letter

Facts = dict[str, Any]
Spoil = Callable[[Letter, Facts], tuple[Letter, Facts]]


def words(block_id: str, text: str) -> Spoil:
    """The block says something else."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        block = letter.block(block_id)
        paragraphs = with_text(replace(block, origin="free"), text).paragraphs if text else ()
        return letter.with_block(replace(block, paragraphs=paragraphs)), facts

    return spoil


def swapped(block_id: str, old: str, new: str) -> Spoil:
    """Some words of the block are others."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        text = to_plain(letter.block(block_id))
        assert old in text
        return words(block_id, text.replace(old, new))(letter, facts)

    return spoil


def without(*block_ids: str) -> Spoil:
    """Blocks are gone."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        assert {block.id for block in letter.blocks} >= set(block_ids)
        return replace(letter, blocks=tuple(b for b in letter.blocks if b.id not in block_ids)), facts

    return spoil


def without_head(head_id: str) -> Spoil:
    """Nothing of a point's section is left."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        return replace(letter, blocks=tuple(block for block in letter.blocks if block.head_id != head_id)), facts

    return spoil


def fact(path: str, value: Any) -> Spoil:
    """A fact is another one, and the letter is drafted again from it."""

    def spoil(_letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        changed = copy.deepcopy(facts)
        *steps, last = path.split("/")
        target: Any = changed
        for step in steps:
            target = target[int(step)] if step.isdigit() else target[step]
        target[last] = value
        return compose(changed), changed

    return spoil


def late_fact(path: str, value: Any) -> Spoil:
    """A fact changes after the letter was drafted."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        return letter, fact(path, value)(letter, facts)[1]

    return spoil


def one_more_point() -> Spoil:
    """The case gets another point after the letter was drafted."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        changed = copy.deepcopy(facts)
        head = {**changed["complaint"]["heads"][2], "id": "h4", "number": 4, "title": "The form is hard to read"}
        changed["complaint"]["heads"].append(head)
        return letter, changed

    return spoil


def facts_with(**paths: Any) -> Spoil:
    """Several facts are others, each named by its path with ``__`` between the steps; the letter is drafted again."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        for path, value in paths.items():
            letter, facts = fact(path.replace("__", "/"), value)(letter, facts)
        return letter, facts

    return spoil


def both(*spoils: Spoil) -> Spoil:
    """One after the other."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        for one in spoils:
            letter, facts = one(letter, facts)
        return letter, facts

    return spoil


FCA = {
    "body": "the Financial Ombudsman Service",
    "website": "www.ombudsman.example",
    "leaflet": "Your complaint and the ombudsman",
}
ICO = {
    "route": "data_protection",
    "body": "the Information Commissioner's Office",
    "what_they_do": "It looks into how personal data were used.",
    "contact": "www.ico.org.uk, telephone 0303 123 1113",
    "limit": "You should go within three months.",
}
REDIRECTED = facts_with(
    complaint__heads__2__redirected_to=ICO, complaint__heads__2__outcome="redirected", complaint__heads__2__reason=None
)
ON_A_JUDGE = both(REDIRECTED, fact("complaint/heads/2/title", "The judge was rude"))
_JOINED = {"id": "h9", "head_id": "h1", "number": 1, "title": "Nothing came", "what_they_say": "I had no certificate"}
JOINED = fact("complaint/joined", [_JOINED])
JOINED_LATE = late_fact("complaint/joined", [_JOINED])
_PACK = ["Our service standards 2026", FCA["leaflet"]]
UNDER_FCA = facts_with(fca=FCA, enclosures=_PACK, pack=_PACK)
OUR_CAUSE = {"title": "No check that a certificate was posted", "ours": True}


def lines(*address: str, country: str = "GB", home: str = "GB") -> Spoil:
    """The address is this one, of a letter that a desk in the country ``home`` posts."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        letter, facts = fact("desk/country", home)(letter, facts)
        letter, facts = fact("addressee/country", country)(letter, facts)
        return fact("addressee/address_lines", list(address))(letter, facts)

    return spoil


def letter_with(**fields: Any) -> Spoil:
    return lambda letter, facts: (replace(letter, **fields), facts)


REPRESENTATIVE = {"name": "Ms Una Byrne", "authority": {"state": "given", "given_on": "2026-11-01"}}


def to_representative(**authority: str) -> Spoil:
    """The letter goes to a representative whose authority is this one."""

    def spoil(letter: Letter, facts: Facts) -> tuple[Letter, Facts]:
        changed = copy.deepcopy(facts)
        changed["representative"] = {
            "name": "Ms Una Byrne",
            "authority": {**REPRESENTATIVE["authority"], **authority},  # type: ignore[dict-item]
        }
        changed["addressee"] |= {
            "party": "representative",
            "name_on_letters": "Ms Una Byrne",
            "salutation": "Dear Ms Byrne",
        }
        return compose(changed), changed

    return spoil


H1 = "complaint/heads/0"
SPOILT: list[tuple[str, str, Spoil]] = [
    ("C01", "a point is not answered", without("head-h2-finding")),
    ("C01", "a point that we uphold has no section", without_head("h1")),
    ("C01", "a point is added to the case", one_more_point()),
    ("C01", "a joined point is not named", both(JOINED, without("head-h1-joined"))),
    ("C01", "a point is joined after drafting", JOINED_LATE),
    ("C01", "nobody is named for a point that goes elsewhere", both(REDIRECTED, without("points-elsewhere"))),
    (
        "C01",
        "no limit is given for a point that goes elsewhere",
        both(REDIRECTED, swapped("points-elsewhere", "You should go within three months.", "")),
    ),
    ("C02", "no restatement", words("restate", "Thank you. It came on 2 November 2026.")),
    ("C02", "no day of receipt", swapped("restate", "2 November 2026", "a day in November")),
    ("C03", "outcome sought is not named", without("sought")),
    ("C04", "no source", without("evidence")),
    ("C04", "a point without a source", fact(f"{H1}/evidence", [])),
    ("C04", "a source of the point that is not told", late_fact(f"{H1}/evidence", ["asked the post room"])),
    ("C05", "their own account is not a source", fact("complaint/evidence", ["read the log of the certificates"])),
    ("C06", "no date in what happened", words("head-h2-what-happened", "The adviser promised a call and we made one.")),
    ("C07", "no standard", without("head-h1-standard")),
    ("C07", "standard not yet in force", fact(f"{H1}/standard/in_force_from", "2026-10-01")),
    ("C07", "standard no longer in force", fact(f"{H1}/standard/in_force_until", "2026-09-27")),
    ("C08", "other outcome", swapped("head-h1-finding", "We uphold", "We do not uphold")),
    ("C08", "partly for wholly", swapped("head-h1-finding", "We uphold", "We partly uphold")),
    ("C08", "no outcome", swapped("head-h1-finding", "We uphold this point.", "This was not good.")),
    ("C09", "no reason", words("head-h1-reason", "")),
    ("C10", "no apology", words("head-h1-apology", "")),
    ("C11", "sorry if", words("head-h1-apology", "We are sorry if this upset you.")),
    ("C11", "sorry you feel", words("head-h1-apology", "We are sorry that you feel let down.")),
    ("C11", "any inconvenience", words("head-h1-apology", "We apologise for any inconvenience caused.")),
    (
        "C11",
        "felt it necessary",
        swapped("restate", "Thank you", "We are sorry you felt it necessary to complain. Thank you"),
    ),
    ("C12", "no effect", without("head-h1-effect")),
    ("C13", "no remedy in the letter", words("head-h1-remedy", "")),
    ("C13", "no owner", fact(f"{H1}/remedies/1/owner", None)),
    ("C13", "no date", fact(f"{H1}/remedies/1/due_on", None)),
    ("C13", "owner not named", swapped("head-h2-remedy", "our membership team", "someone")),
    (
        "C14",
        "our cause, and nothing changes",
        facts_with(
            complaint__heads__1__root_cause=OUR_CAUSE,
            complaint__heads__1__reason="We find this because the call log shows one call.",
        ),
    ),
    (
        "C14",
        "our cause, and what has not changed",
        facts_with(
            complaint__heads__1__root_cause=OUR_CAUSE,
            complaint__heads__1__reason="We find this because the rule has not changed.",
        ),
    ),
    ("C16", "not upheld without what was right", fact("complaint/heads/2/what_should_have_happened", "")),
    ("C16", "not upheld, discourteously", swapped("head-h3-reason", "We find", "You merely say so. We find")),
    ("C15", "a sum that is not on record", swapped("head-h2-remedy", "put your", "pay you £50.00 and put your")),
    ("C15", "a sum without currency", swapped("head-h2-remedy", "put your", "pay you 50.00 and put your")),
    ("C17", "no next step", words("next-step", "")),
    ("C17", "other body", swapped("next-step", "our Complaints Review Panel", "the manager")),
    ("C17", "other stage", swapped("next-step", "stage 2 review", "review")),
    ("C18", "no limit", swapped("next-step", "**Wednesday 6 January 2027**", "the usual date")),
    ("C18", "a wrong limit", swapped("next-step", "Wednesday 6 January", "Wednesday 13 January")),
    ("C18", "limit before the letter", fact("next_step/limit_date", "2026-11-20")),
    ("C19", "no ombudsman", both(UNDER_FCA, words("financial-ombudsman", ""))),
    ("C19", "other website", both(UNDER_FCA, swapped("financial-ombudsman", FCA["website"], "our website"))),
    ("C19", "no limit", both(UNDER_FCA, swapped("financial-ombudsman", "within six months", "soon"))),
    ("C19", "no word on later complaints", both(UNDER_FCA, swapped("financial-ombudsman", "our permission", "time"))),
    ("C19", "no leaflet", facts_with(fca=FCA)),
    ("C21", "the judge was right", swapped("head-h3-reason", "We find", "The judge was right to refuse. We find")),
    ("C21", "a judge's manner", swapped("head-h3-reason", "We find", "The magistrate was not rude. We find")),
    (
        "C21",
        "a point about a judge, taken up",
        both(ON_A_JUDGE, swapped("head-h1-reason", "We find", "The judge was rude. We find")),
    ),
    ("C21", "we agree with the ruling", swapped("sought", "You asked", "We agree with the court’s ruling. You asked")),
    ("C22", "no word about delay", without("delay-apology")),
    ("C23", "merge field", swapped("sought", "You asked", "{{ name }}, you asked")),
    ("C23", "insert", swapped("sought", "explain", "[insert outcome]")),
    ("C23", "XX", swapped("sought", "explain", "XX")),
    ("C23", "TBC", swapped("sought", "explain", "TBC")),
    ("C23", "dates in brackets", swapped("sought", "explain", "explain on [dates]")),
    ("C23", "a choice in brackets", swapped("sought", "explain", "explain to [his/her] team")),
    ("C23", "a field among the reader's words", words("head-h1-told-us", "I wrote to {{ name }}.")),
    ("C23", "a prompt inside a quotation", swapped("sought", "explain", "say “sorry, [insert name]” and explain")),
    ("C23", "nothing but a place inside a quotation", swapped("sought", "explain", "answer “XXXX” and explain")),
    ("C23", "in an enclosure", letter_with(enclosures=("Form [insert name]",))),
    ("C34", "a name that nothing is attached for", facts_with(enclosures=["A map"], pack=[])),
    ("C34", "what is attached is not named", late_fact("pack", ["Our service standards 2026", "A map"])),
    (
        "C34",
        "words of an enclosure, and none",
        both(facts_with(enclosures=[], pack=[]), swapped("sought", "You asked", "We enclose a map. You asked")),
    ),
    ("C24", "a fact has changed", late_fact("complaint/due_on", "2026-11-19")),
    ("C24", "reference", letter_with(reference="L26-000001-02")),
    ("C24", "salutation", words("salutation", "Dear Dr Tang,")),
    ("C24", "name", late_fact("addressee/name_on_letters", "Dr Mei Lin Tan")),
    ("C24", "weekday", swapped("next-step", "Wednesday 6", "Thursday 6")),
    ("C24", "no such day", swapped("sought", "explain", "by 31 November 2026 explain")),
    ("C24", "a date nowhere on record", swapped("sought", "explain", "by 3 March 2026 explain")),
    ("C24", "a date of another age", swapped("sought", "explain", "by 3 March 2096 explain")),
    ("C25", "over 25 words", words("sought", "You asked us to explain" + " and explain" * 12 + " again.")),
    (
        "C26",
        "long sentences on average",
        words("sought", ("You asked us to explain" + " and explain" * 10 + ". ") * 200),
    ),
    ("C27", "who did it is left out", words("sought", "It was sent to you late. " * 90)),
    (
        "C27",
        "nouns for verbs",
        words("sought", "We made an assessment, carried out a full investigation and gave due consideration to it."),
    ),
    ("C28", "an abbreviation", swapped("sought", "explain", "ask the MRDT to explain")),
    ("C28", "a word of offices", swapped("sought", "explain", "explain forthwith")),
    ("C29", "the complainant", swapped("sought", "You asked", "The complainant asked")),
    ("C30", "defensive", swapped("sought", "You asked", "As already explained, you asked")),
    (
        "C31",
        "a colleague",
        both(fact("staff_names", ["Anna Lund"]), swapped("sought", "explain", "ask Anna Lund to explain")),
    ),
    (
        "C31",
        "a colleague by title",
        both(fact("staff_names", ["Anna Lund"]), swapped("sought", "explain", "ask Ms Lund to explain")),
    ),
    ("C31", "an address of somebody else's", swapped("sought", "explain", "write to a.lund@home.example")),
    ("C31", "a number of somebody else's", swapped("sought", "explain", "ring 07700 900461")),
    ("C32", "large print", late_fact("addressee/adjustments", ["large_print"])),
    ("C33", "language", late_fact("addressee/language", "cy")),
    ("C34", "two lines", lines("S3 8SA")),
    ("C34", "eight lines", lines("a", "b", "c", "d", "e", "f", "S3 8SA")),
    ("C34", "no postcode", lines("22 Alma Street", "Sheffield")),
    ("C34", "bad first character", lines("(the flat above)", "Sheffield", "S3 8SA")),
    ("C34", "no fixed abode", lines("No fixed abode", "Sheffield", "S3 8SA")),
    ("C34", "a line of points", lines("...", "Sheffield", "S3 8SA")),
    ("C34", "no country abroad", lines("3 Strand", "Galway", country="IE")),
    ("C34", "no postcode, from a desk abroad", lines("1 High Street", "Leeds", "UNITED KINGDOM", home="SG")),
    ("C34", "no country, from a desk abroad", lines("1 High Street", "Leeds", "LS1 4AP", home="SG")),
    ("C34", "a postcode for the country", lines("3 Strand", "Galway", "H91 X4N8", country="IE")),
    ("C34", "no postcode in Jersey", lines("1 Grove Place", "St Helier", country="JE")),
    ("C34", "country alone", lines("UNITED KINGDOM", "Leeds", "LS1 4AP", home="SG")),
    ("C34", "a line wider than the window", lines("22-Alma-Street-" * 12, "Sheffield", "S3 8SA")),
    ("C35", "authority asked for", to_representative(state="asked")),
    ("C35", "authority run out", to_representative(state="expired")),
    ("C35", "authority over", to_representative(expires_on="2026-11-19")),
    ("C35", "authority not begun", to_representative(given_on="2026-12-01")),
    ("C35", "author approves", late_fact("approver", {"name": "D. Price", "id": "daniel.price"})),
    ("C35", "no representative on record", late_fact("addressee/party", "representative")),
    ("X-glyph", "a character no font has", swapped("sought", "explain", "explain 陳")),
]

HOLDING: list[tuple[str, Spoil]] = [
    ("no reason", words("reason", "")),
    ("no new date", swapped("new-date", "**Friday 4 December 2026**", "soon")),
    ("new date is past", fact("holding/new_date", "2026-11-20")),
    ("other body is not named", swapped("ombudsman", "the Parliamentary and Health Service Ombudsman", "somebody")),
]

BEREAVED: list[tuple[str, Spoil]] = [
    ("pleased", words("condolence", "We are pleased to look after this for you.")),
    ("an exclamation mark", words("condolence", "We are so sorry!")),
    ("a demand", words("condolence", "We are sorry. You must pay what is left.")),
    ("a debt", words("condolence", "We are sorry. The subscription is overdue.")),
    ("a limit", words("condolence", "We are sorry. Let us hear from you within 14 days.")),
]
"""Of a condolence."""

SOUND: list[tuple[str, Spoil]] = [
    ("nothing", letter_with()),
    (
        "sorry if, in the reader's own words",
        fact(f"{H1}/what_they_say", "The adviser said “sorry if you feel ignored”."),
    ),
    (
        "sorry if, quoted by us",
        swapped("head-h1-reason", "We find", "The adviser told you: “Sorry if it upset you.” We find"),
    ),
    ("the reader's own signs", fact(f"{H1}/what_they_say", "Why????? I wrote to Mr XX. ....... Was it «lost» or TBC?")),
    ("the reader's own signs, quoted by us", swapped("head-h1-reason", "We find", "You asked: “Why????” We find")),
    ("blanks of a published standard", fact(f"{H1}/standard/text", "Write to [name] by [date] .......")),
    ("long words of the reader", fact(f"{H1}/what_they_say", "I waited " + "and waited " * 30)),
    ("apostrophes in the name", fact("person/full_name", "Dr Mei O'Tan")),
    ("not able to uphold", swapped("head-h3-finding", "We do not uphold", "We cannot uphold")),
    ("upheld in part", swapped("head-h2-finding", "We partly uphold this point", "We uphold this point in part")),
    ("withdrawn", fact("complaint/heads/2/outcome", "withdrawn")),
    ("redirected", REDIRECTED),
    ("a point about a judge, named", ON_A_JUDGE),
    ("joined", JOINED),
    ("no finding", fact("complaint/heads/2/outcome", "no_finding")),
    ("sum of the record", fact(f"{H1}/remedies/1/text", "pay you £50.00 for your calls")),
    ("representative with authority", to_representative(expires_on="2026-11-20")),
    ("abroad", lines("3 Strand", "Galway", "IRELAND", country="IE")),
    ("BFPO", lines("Unit 4", "BFPO 58")),
    ("to Britain from a desk abroad", lines("1 High Street", "Leeds", "LS1 4AP", "UNITED KINGDOM", home="SG")),
    ("to Britain, named otherwise", lines("1 High Street", "Leeds", "LS1 4AP", "GREAT BRITAIN", home="IE")),
    ("BFPO from a desk abroad", lines("Unit 4", "BFPO 58", home="CY")),
    ("to Britain from Jersey", lines("1 High Street", "Leeds", "LS1 4AP", home="JE")),
    ("to Jersey from Britain", lines("1 Grove Place", "St Helier", "JE2 3XX", country="JE")),
    ("at home abroad", lines("3 Tanjong Rhu", "Singapore 436882", country="SG", home="SG")),
    ("seven lines", lines("a", "b", "c", "d", "e", "S3 8SA")),
    ("version numbers are no sums", swapped("head-h1-reason", "own log", "own log 4.20.1")),
    ("under the FCA's rules", UNDER_FCA),
    ("our cause, and what changes", fact(f"{H1}/root_cause", OUR_CAUSE)),
    ("not our cause", fact("complaint/heads/1/root_cause", {"title": "The carrier lost it", "ours": False})),
    (
        "a point with its sources",
        fact(f"{H1}/evidence", ["asked the two advisers who spoke to you what they remember"]),
    ),
    (
        "no word on a judge",
        swapped("sought", "explain", "say whether the judge was right, which we cannot say, and explain"),
    ),
    ("a court's own error", swapped("head-h3-reason", "We find", "The court office was wrong to refuse it. We find")),
    (
        "an abbreviation written out",
        swapped("sought", "explain", "ask the Members Desk (MRDT) to explain what the MRDT did"),
    ),
    ("capitals", swapped("sought", "explain", "explain the NHS and UK rules")),
    (
        "who signs, by name",
        both(
            fact("staff_names", ["Ruth Okafor", "Daniel Price"]),
            swapped("sought", "explain", "ask Ruth Okafor to explain"),
        ),
    ),
    (
        "a colleague of the reader's name",
        both(fact("staff_names", ["Kim Tan"]), swapped("sought", "explain", "tell Dr Tan how, and explain")),
    ),
    (
        "a post that has the customer in its name",
        swapped("sought", "explain", "ask the customer relations manager, and explain"),
    ),
    ("a number of the record", swapped("sought", "explain", "ring 020 7946 0182 and explain")),
    ("Greek and Cyrillic", swapped("head-h1-reason", "own log", "own log Ωμέγα Жук")),
]
