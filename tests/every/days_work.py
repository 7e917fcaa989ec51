"""A day's work that does every verb at least once, in an order in which all of it may be done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from app.basics.clock import SetClock
from app.calendars.confirm_year import add_calendar, confirm_year
from app.complaints.add_evidence import add_evidence
from app.complaints.add_head import add_head
from app.complaints.add_line import add_line
from app.complaints.add_party import add_party
from app.complaints.add_reference import add_reference
from app.complaints.add_remedy import add_remedy
from app.complaints.answer_question import answer_question
from app.complaints.ask_for import ask_for
from app.complaints.ask_for_stage import ask_for_stage
from app.complaints.ask_somebody import ask_somebody
from app.complaints.chase_question import chase_question
from app.complaints.chase_request import chase_request
from app.complaints.close_complaint import close_complaint
from app.complaints.complete_remedy import complete_remedy
from app.complaints.correct_line import correct_line
from app.complaints.edit_complaint import edit_complaint
from app.complaints.edit_evidence import edit_evidence
from app.complaints.edit_head import edit_head
from app.complaints.edit_party import edit_party, take_out_party
from app.complaints.edit_reference import edit_reference, take_out_reference
from app.complaints.edit_remedy import edit_remedy, withdraw_remedy
from app.complaints.end_request import go_on_without, request_came
from app.complaints.give_up_question import give_up_question
from app.complaints.hand_over import hand_over
from app.complaints.hold_and_draft import hold_and_draft
from app.complaints.join_complaint import join_complaint
from app.complaints.join_head import join_head
from app.complaints.log_complaint import log_complaint
from app.complaints.mark_entered import mark_entered, take_back_entry
from app.complaints.move_head import move_head
from app.complaints.name_causes import name_causes
from app.complaints.new_matter import NewHead, NewParty, NewReference
from app.complaints.note_delay import note_delay
from app.complaints.note_whole_file import note_whole_file
from app.complaints.redirect_head import redirect_head
from app.complaints.reopen import reopen
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.same_as import same_as
from app.complaints.separate_complaint import separate_complaint
from app.complaints.separate_head import separate_head
from app.complaints.set_evidence_aside import set_evidence_aside, take_evidence_back
from app.complaints.settle_at_once import settle_at_once
from app.complaints.split_pile import Part, split_pile
from app.complaints.strike_out_line import strike_out_line
from app.complaints.take_up_head import take_up_head
from app.complaints.withdraw_head import withdraw_head
from app.contacts.add_task import add_task
from app.contacts.correct_contact import correct_contact
from app.contacts.finish_task import finish_task
from app.contacts.hand_over_task import hand_over_task
from app.contacts.log_contact import log_contact
from app.contacts.postpone_task import postpone_task
from app.contacts.reopen_task import reopen_task
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.choose_language import choose_language
from app.correspondence.comment_by_number import comment_by_number
from app.correspondence.comment_on_block import comment_on_block, settle_comment
from app.correspondence.confirm_address import confirm_address
from app.correspondence.copy_for_comment import CommentCopy, copy_for_comment, record_comment_copy
from app.correspondence.correct_letter import correct_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.enclose_file import enclose_file
from app.correspondence.enclose_paper import enclose_paper
from app.correspondence.file_to_enclose import file_to_enclose
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.keep_reading import confirm_reading, keep_reading, let_go_of_reading
from app.correspondence.label_letter import label_letter
from app.correspondence.lease import release_lease, take_lease
from app.correspondence.mend_slip import mend_slip
from app.correspondence.move_enclosure import move_enclosure
from app.correspondence.note_tracked import note_tracked
from app.correspondence.obey_print import Printed, obey_print, print_as_before
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.read_afterwards import read_afterwards
from app.correspondence.recall_letter import edit_approved_letter, recall_letter
from app.correspondence.record_output import record_emailed, record_exported, record_print_failed, record_printed
from app.correspondence.redate_letters import redate_letters
from app.correspondence.rename_enclosure import rename_enclosure
from app.correspondence.send_alone import send_alone
from app.correspondence.send_to_approver import send_to_approver, send_to_next_level
from app.correspondence.stop_letters import stop_letter
from app.correspondence.submit_letter import submit_letter
from app.correspondence.suggest_edit import decline_suggestion, suggest_edit, take_suggestion
from app.correspondence.take_back_approval import take_back_approval
from app.correspondence.take_facts import keep_words, take_block, take_facts
from app.correspondence.take_out_enclosure import put_back_enclosure, take_out_enclosure
from app.correspondence.withdraw_letter import withdraw_letter
from app.knowledge.find import procedure_in_force, standards_on
from app.knowledge.find_procedures import procedure_text
from app.knowledge.load_seed import load_library
from app.knowledge.put_in_force import put_in_force
from app.knowledge.put_standard_in_force import put_standard_in_force
from app.knowledge.withdraw_version import withdraw_version
from app.members.add_contact_point import add_contact_point
from app.members.add_membership import add_membership
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.agree_adjustment import agree_adjustment
from app.members.change_consent import change_consent
from app.members.edit_contact_point import edit_contact_point
from app.members.edit_membership import edit_membership
from app.members.edit_person import edit_person
from app.members.end_adjustment import end_adjustment
from app.members.end_contact_point import end_contact_point
from app.members.end_warning import end_warning
from app.members.kinds import AdjustmentKind, ConsentState, MembershipState, PointKind, WarningKind
from app.members.move_contact_point import move_contact_point
from app.members.replace_contact_point import replace_contact_point
from app.members.set_warning import set_warning
from app.office import Office
from app.staff.drafts import forget_draft, keep_draft, take_up_words
from app.staff.set_absence import end_absence, set_absence
from app.staff.starters import set_starter
from letters.block_text import with_text
from letters.content import from_json, to_json
from tests.every.rooms import Job
from tests.support.complaints import ADDRESS, COMPLAINT, MEI, record_of
from tests.support.databases import staff_id
from tests.support.files import a_pdf
from tests.support.offices import Enter

ADA, LEA, LEO, MIA = "ada.adviser", "lea.leader", "leo.leader", "mia.manager"
TODAY = date(2026, 11, 20)
LATER = datetime(2026, 11, 23, 9, tzinfo=UTC)
MEMBERSHIP: dict[str, Any] = {
    "kind": "ordinary",
    "territory": "GB",
    "grade": "Consultant",
    "state": MembershipState.ACTIVE,
    "joined_on": date(2015, 1, 1),
    "started_on": date(2026, 1, 1),
}
TRACKED = "RB123456785GB"
ANSWER = "Your membership runs until 31 December 2026. We will write to you before then."


@dataclass(frozen=True, slots=True)
class Made:
    """Stands for what an earlier step returned."""

    what: str


@dataclass(frozen=True, slots=True)
class Step:
    """One verb by one person; ``args`` may be Made, or a function of the day so far. ``kept`` goes through ``keep``."""

    who: str
    verb: Callable[..., Any]
    args: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)
    made: str = ""
    kept: bool = False
    later: timedelta = timedelta()
    """So long after the step before."""

    @property
    def name(self) -> str:
        """The name that its action row bears."""
        return f"{self.verb.__module__.split('.')[1]}.{self.verb.__name__}"


class Day:
    """The day as far as it has gone, in one office."""

    def __init__(self, enter: Enter) -> None:
        self._enter = enter
        self._offices: dict[str, Office] = {}
        self.made: dict[str, Any] = {}

    def office(self, login: str) -> Office:
        """The office as this person finds it; signed in once."""
        if login not in self._offices:
            self._offices[login] = self._enter(login)
        return self._offices[login]

    def do(self, step: Step) -> frozenset[str]:
        """Do one step and say what it changed."""
        office = self.office(step.who)
        if step.later and isinstance(office.clock, SetClock):
            office.clock.advance(step.later)
        args = [self.value(one) for one in step.args]
        named = {key: self.value(one) for key, one in step.named.items()}
        if step.kept:
            office.keep(step.verb, *args, **named)
            return frozenset()
        done = office.act_once(uuid4(), "As she asked", step.verb, *args, **named)
        self.made[step.made or step.name] = done.result
        return done.changed

    def whole(self) -> None:
        """Do all of it."""
        for step in STEPS:
            self.do(step)

    def value(self, given: Any) -> Any:
        """What an argument stands for by now."""
        if isinstance(given, Made):
            return self.made[given.what]
        return given(self) if callable(given) else given


def _head(number: int, case: str = "case") -> Callable[[Day], int]:
    return lambda day: record_of(day.office(ADA), day.made[case]).heads[number].id


def _reference(case: str) -> Callable[[Day], str]:
    return lambda day: record_of(day.office(ADA), day.made[case]).reference


def _subject(case: str) -> Callable[[Day], str]:
    return lambda day: f"complaint:{day.made[case]}"


def _answered(letter: str, more: str = "") -> Callable[[Day], dict[str, Any]]:
    """The content of a letter with its answer written."""

    def write(day: Day) -> dict[str, Any]:
        content = from_json(day.office(ADA).read(letter_for_editing, day.made[letter]).content)
        return to_json(content.with_block(with_text(content.block("answer"), ANSWER + more)))

    return write


def _procedure(day: Day) -> int:
    return day.office(MIA).read(procedure_in_force, "public-service", TODAY)


def _newest(day: Day) -> int:
    return day.office(MIA).read(procedure_text, _procedure(day)).newest_id


def _renamed(name: str) -> Callable[[Day], dict[str, Any]]:
    """The procedure in force under another name."""
    return lambda day: day.office(MIA).read(procedure_text, _procedure(day)).data | {"title": name}


def _standard(day: Day) -> int:
    return day.office(MIA).read(standards_on, TODAY, "telephone")[0].version_id


_NAMED = {"title": "Our telephone", "welsh_title": "Ein ffôn", "citation": "Our charter", "text": "We ring back."}


def _copy(day: Day) -> CommentCopy:
    return day.office(ADA).read(copy_for_comment, day.made["letter"], "Jo Bell")


PERSON, TASK, CASE, LETTER, REVISION = Made("person"), Made("task"), Made("case"), Made("letter"), Made("revision")
_PAGE = (LETTER, REVISION)
_FORTHWITH = ("C28", "answer", hashlib.sha256(b"We write forthwith").hexdigest())

STEPS: tuple[Step, ...] = (
    Step(MIA, add_calendar, ("england", "England and Wales", "GB", "ENG")),
    Step(MIA, confirm_year, ("england", 2026)),
    Step(MIA, confirm_year, ("england", 2027)),
    Step(MIA, load_library),
    Step(MIA, put_in_force, (_procedure, _renamed("Complaints"), TODAY, _newest), made="procedure version"),
    Step(MIA, put_in_force, (_procedure, _renamed("Our way"), LATER.date(), _newest), made="withdrawn version"),
    Step(MIA, withdraw_version, (Made("withdrawn version"),)),
    Step(MIA, put_standard_in_force, (_standard, _NAMED, TODAY, _standard), made="standard version"),
    # Somebody is added, and all that can be said of them.
    Step(ADA, add_person, (MEI,), {"phone": "020 7946 0001", "address": ADDRESS}, made="person"),
    Step(ADA, add_person, (MEI | {"given_names": "Bo"},), made="brother"),
    Step(ADA, edit_person, (PERSON, {"post_nominals": ("", "FRCS")})),
    Step(ADA, add_contact_point, (PERSON, PointKind.EMAIL, {"value": "mei@example.org"}), made="email"),
    Step(ADA, edit_contact_point, (Made("email"), {"value": ("mei@example.org", "mei.ling@example.org")})),
    Step(ADA, add_contact_point, (PERSON, PointKind.EMAIL, {"value": "old@example.org"}), made="old email"),
    Step(ADA, move_contact_point, (Made("old email"), Made("email"))),
    Step(ADA, end_contact_point, (Made("old email"), TODAY)),
    Step(ADA, replace_contact_point, (Made("email"), {"value": "mei.ling.tan@example.org"}), made="newest email"),
    Step(ADA, add_membership, (PERSON, MEMBERSHIP), made="membership"),
    Step(ADA, edit_membership, (Made("membership"), {"specialty": ("", "Surgery")})),
    Step(
        ADA,
        add_representative,
        (PERSON, Made("brother"), {"relationship_kind": "brother", "scope": "the certificate"}),
        made="representative",
    ),
    Step(
        ADA,
        change_consent,
        (
            Made("representative"),
            {"consent": (ConsentState.REQUESTED, ConsentState.VALID), "given_on": (None, TODAY)},
        ),
    ),
    Step(ADA, agree_adjustment, (PERSON, {"kind": AdjustmentKind.LARGE_PRINT}), made="adjustment"),
    Step(ADA, end_adjustment, (Made("adjustment"),)),
    Step(ADA, set_warning, (PERSON, {"kind": WarningKind.SUPPORT_NEED, "text": "Speak slowly."}), made="warning"),
    Step(ADA, end_warning, (Made("warning"),)),
    # She calls; tasks come of it.
    Step(ADA, keep_draft, ("contact:new:1", {"wanted": "the certi"}), kept=True),
    Step(ADA, take_up_words, ({"contact:new:1": {"said": "It comes"}},), kept=True),
    Step(ADA, log_contact, (PERSON,), {"channel": "call", "wanted": "the certificate"}, made="contact"),
    Step(ADA, forget_draft, ("contact:new:1",), kept=True),
    Step(ADA, correct_contact, (Made("contact"), {"said": ("", "It comes next week.")})),
    Step(ADA, add_task, ("ring her", LATER), {"person_id": PERSON}, made="task"),
    Step(ADA, postpone_task, (TASK, LATER.replace(day=24))),
    Step(ADA, finish_task, (TASK, "rang")),
    Step(ADA, reopen_task, (TASK,)),
    Step(ADA, hand_over_task, (TASK, staff_id("ben.adviser"))),
    # She complains.
    Step(ADA, log_complaint, (PERSON,), COMPLAINT, made="case"),
    Step(ADA, edit_complaint, (CASE, {"case_number": ("", "C-17")})),
    Step(ADA, add_party, (CASE, NewParty("firm", "Brown & Co", "the claimant", "Ms Lee", "12345 York")), made="firm"),
    Step(ADA, edit_party, (Made("firm"), {"fee_earner": ("Ms Lee", "Mr Low")})),
    Step(ADA, take_out_party, (Made("firm"),)),
    Step(ADA, add_reference, (CASE, NewReference("Her MP", "JS/17")), made="reference"),
    Step(ADA, edit_reference, (Made("reference"), {"number": ("JS/17", "JS/18")})),
    Step(ADA, take_out_reference, (Made("reference"),)),
    Step(ADA, add_head, (CASE, "The reply was rude"), made="head"),
    Step(ADA, move_head, (Made("head"), _head(0))),
    Step(ADA, edit_head, (Made("head"), {"outcome": (None, "upheld")})),
    Step(ADA, name_causes, (Made("head"), {"symptom": (None, "staff-conduct")})),
    Step(ADA, same_as, (_head(2), Made("head"))),
    Step(ADA, redirect_head, (_head(1), "data-protection", "It is about her data.")),
    Step(ADA, take_up_head, (_head(1), "It is about us after all.")),
    Step(ADA, join_head, (_head(1), Made("head"))),
    Step(ADA, separate_head, (_head(1), "It is another matter.")),
    Step(ADA, withdraw_head, (_head(2), "She rang: somebody had rung back.")),
    Step(ADA, add_remedy, (Made("head"), "apology", "say sorry"), made="remedy"),
    Step(ADA, edit_remedy, (Made("remedy"), {"owner": ("", "Ada")})),
    Step(ADA, complete_remedy, (Made("remedy"), TODAY)),
    Step(ADA, add_remedy, (Made("head"), "action", "send it"), made="second remedy"),
    Step(ADA, withdraw_remedy, (Made("second remedy"),)),
    Step(ADA, mark_entered, (CASE, "CT-1")),
    Step(ADA, take_back_entry, (CASE,)),
    Step(ADA, note_delay, (CASE, "We wait for the printer.", date(2026, 12, 14))),
    Step(ADA, hold_and_draft, (CASE, "It has not come yet.", date(2026, 12, 30)), made="holding letter"),
    Step(ADA, withdraw_letter, (Made("holding letter"), "We answer in time after all.")),
    Step(ADA, ask_for, (CASE, "consent", "your note", "Dr Tan", "we answer from what we have"), made="request"),
    Step(ADA, chase_request, (Made("request"),)),
    Step(ADA, request_came, (Made("request"), TODAY, "Her note.")),
    Step(ADA, ask_for, (CASE, "proof", "the receipt", "Dr Tan", "we pay nothing"), made="second request"),
    Step(ADA, go_on_without, (Made("second request"), "She has none.")),
    # What happened is gathered: from the record, from papers, and from who was there.
    Step(ADA, add_line, (CASE, {"happened_on": date(2026, 10, 20), "what": "She rang."}), made="line"),
    Step(ADA, correct_line, (Made("line"), {"what": ("She rang.", "She rang twice.")})),
    Step(ADA, add_line, (CASE, {"happened_on": date(2026, 10, 21), "what": "He wrote."}), made="second line"),
    Step(ADA, strike_out_line, (Made("second line"), "That was another case.")),
    Step(ADA, add_evidence, (CASE, "slip.pdf", a_pdf(), {"title": "the reply slip"}), made="evidence"),
    Step(ADA, edit_evidence, (Made("evidence"), {"shows": ("", "It went out.")})),
    Step(ADA, set_evidence_aside, (Made("evidence"), "It is of another case.")),
    Step(ADA, take_evidence_back, (Made("evidence"),)),
    Step(ADA, split_pile, (CASE, "pile.pdf", "0" * 64, 9, 3, [Part(2, 3, "the log", content=a_pdf(2))])),
    Step(ADA, ask_somebody, (CASE, "Jo Bell", "jo@example.org", "When?", date(2026, 11, 27)), made="question"),
    Step(ADA, chase_question, (Made("question"), date(2026, 11, 30))),
    Step(ADA, answer_question, (Made("question"), "Jo Bell", TODAY, "On 5 October.")),
    Step(ADA, ask_somebody, (CASE, "Pat Lee", "pat@example.org", "Why?", date(2026, 11, 27)), made="second question"),
    Step(ADA, give_up_question, (Made("second question"), "She has left.")),
    Step(ADA, ask_somebody, (CASE, "Sam Orr", "sam@example.org", "Who?", date(2026, 11, 27)), made="third question"),
    Step(ADA, hand_over, (CASE, staff_id("ben.adviser"))),
    Step(ADA, log_complaint, (PERSON,), COMPLAINT, made="same case"),
    Step(ADA, join_complaint, (Made("same case"), None, _reference("case"), "leave")),
    Step(ADA, separate_complaint, (Made("same case"),)),
    Step(ADA, log_complaint, (PERSON,), COMPLAINT, made="other case"),
    Step(ADA, route_out_of_scope, (Made("other case"), "judicial-decision")),
    Step(ADA, log_complaint, (PERSON,), COMPLAINT | {"heads": [NewHead("It is late")]}, made="withdrawn case"),
    Step(ADA, withdraw_head, (_head(0, "withdrawn case"), "She rang: it had come.")),
    Step(ADA, close_complaint, (Made("withdrawn case"), "Withdrawn as a whole.")),
    Step(ADA, reopen, (Made("withdrawn case"), "It has not come after all.")),
    # She rings again, and it is settled while she is on the line.
    Step(
        ADA,
        settle_at_once,
        (PERSON,),
        {key: COMPLAINT[key] for key in ("complainant_kind", "channel", "received_at", "title", "in_their_words")}
        | {"outcome": "upheld", "reason": "Nobody rang you. I did so now.", "apology": "that we kept you waiting"},
        made="settled case",
    ),
    # A letter goes out and comes back.
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="letter"),
    Step(ADA, take_lease, (LETTER,), kept=True),
    Step(ADA, keep_letter_draft, (LETTER, _answered("letter")), kept=True),
    Step(ADA, take_facts, (LETTER,), kept=True),
    Step(ADA, obey_print, (LETTER,), kept=True),
    Step(ADA, print_as_before, (LETTER, Printed("standard", ())), kept=True),
    Step(ADA, take_block, (LETTER, "salutation"), kept=True),
    Step(ADA, keep_words, (LETTER, "answer"), kept=True),
    Step(ADA, release_lease, (LETTER,), kept=True),
    Step(ADA, choose_language, (LETTER, "en-GB+cy-GB")),
    Step(ADA, choose_language, (LETTER, "en-GB")),
    # What goes with it, in another order, one of them under another name and one taken out again.
    Step(ADA, enclose_file, (LETTER, file_to_enclose("a map.pdf", a_pdf())), made="map"),
    Step(ADA, enclose_paper, (LETTER, "Our leaflet"), made="leaflet"),
    Step(ADA, move_enclosure, (Made("leaflet"), -1)),
    Step(ADA, rename_enclosure, (Made("map"), "How to find us")),
    Step(ADA, take_out_enclosure, (Made("leaflet"),)),
    Step(ADA, put_back_enclosure, (Made("leaflet"),)),
    Step(ADA, record_comment_copy, (_copy,)),
    Step(ADA, comment_by_number, (LETTER, 1, "This is not her name.", "Jo Bell"), made="comment of a reader"),
    Step(ADA, settle_comment, (Made("comment of a reader"),)),
    Step(ADA, submit_letter, (LETTER,), made="revision"),
    Step(ADA, send_to_approver, (LETTER, staff_id(LEA)), later=timedelta(minutes=1)),
    Step(LEA, comment_on_block, (LETTER, "answer", "Which day?"), made="comment"),
    Step(ADA, settle_comment, (Made("comment"),)),
    Step(ADA, recall_letter, (LETTER,)),
    Step(ADA, submit_letter, (LETTER,), made="revision"),
    Step(LEA, return_letter, (*_PAGE, "Say when.")),
    Step(ADA, submit_letter, (LETTER,), made="revision"),
    Step(LEA, approve_letter, _PAGE),
    Step(LEA, take_back_approval, (*_PAGE, "The wrong letter.")),
    Step(LEA, approve_letter, _PAGE),
    Step(ADA, edit_approved_letter, (LETTER, "The date was wrong.")),
    Step(ADA, submit_letter, (LETTER,), made="revision"),
    Step(LEA, approve_letter, _PAGE),
    Step(ADA, record_print_failed, (*_PAGE, 0, 1, "out of paper")),
    Step(ADA, record_printed, (*_PAGE, 1, "Office printer")),
    Step(ADA, record_exported, (*_PAGE, "letter.pdf")),
    Step(ADA, record_emailed, (*_PAGE, "mei@example.org")),
    Step(ADA, label_letter, (LETTER, "RB123456785GB")),
    Step(ADA, label_letter, (LETTER, "")),
    Step(ADA, post_letter, (LETTER,)),
    Step(ADA, note_tracked, (LETTER, "RB000000005GB")),
    Step(ADA, record_returned_mail, (LETTER, TODAY, "gone away")),
    Step(ADA, confirm_address, (LETTER, "She rang: she was away.")),
    Step(ADA, correct_letter, (LETTER,), made="correction"),
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="second letter"),
    Step(ADA, withdraw_letter, (Made("second letter"), "She rang and is content.")),
    # The one whose complaint belongs elsewhere is told so, and asks to look again.
    Step(ADA, draft_letter, (_subject("other case"), PERSON, "signposting-judicial"), made="signpost"),
    Step(ADA, submit_letter, (Made("signpost"),), made="signpost revision"),
    Step(LEA, approve_letter, (Made("signpost"), Made("signpost revision"))),
    Step(ADA, post_letter, (Made("signpost"), None, TRACKED)),
    Step(ADA, ask_for_stage, (Made("other case"), "It is not about the judge.", TODAY, staff_id("ben.adviser"))),
    # An approver's words, taken, declined, and a slip put right.
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="slipped"),
    Step(ADA, keep_letter_draft, (Made("slipped"), _answered("slipped", " We sent it it.")), kept=True),
    Step(ADA, submit_letter, (Made("slipped"),), made="slipped revision"),
    Step(
        LEA,
        mend_slip,
        (Made("slipped"), Made("slipped revision"), "answer", ANSWER + " We sent it."),
        made="mended",
    ),
    Step(LEA, suggest_edit, (Made("slipped"), Made("mended"), "answer", ANSWER), made="suggested"),
    Step(ADA, decline_suggestion, (Made("suggested"), "It is true.")),
    Step(LEA, suggest_edit, (Made("slipped"), Made("mended"), "answer", ANSWER + " It left."), made="suggested"),
    Step(ADA, take_suggestion, (Made("suggested"),)),
    # A standard letter goes without a second person and is read afterwards; later hers are all read.
    Step(ADA, draft_letter, (_subject("withdrawn case"), PERSON, "acknowledgement"), made="standard letter"),
    Step(ADA, send_alone, (Made("standard letter"),)),
    Step(LEA, read_afterwards, (1, "Say the day.")),
    Step(LEA, set_starter, (staff_id(ADA), TODAY)),
    # Everybody who may approve wrote words of a letter, so it goes to the level above.
    Step(MIA, set_absence, (staff_id(LEO), TODAY, TODAY, staff_id(LEA)), made="absence"),
    Step(MIA, end_absence, (Made("absence"),)),
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="all hands"),
    Step(LEA, keep_letter_draft, (Made("all hands"), _answered("all hands")), kept=True),
    Step(LEO, keep_letter_draft, (Made("all hands"), _answered("all hands", " Soon.")), kept=True),
    Step(MIA, keep_letter_draft, (Made("all hands"), _answered("all hands", " Soon, we hope.")), kept=True),
    Step(ADA, submit_letter, (Made("all hands"),)),
    Step(ADA, send_to_next_level, (Made("all hands"),)),
    Step(ADA, note_whole_file, (CASE, 12, "0" * 64, "Audit: it names others.")),
    # What is left for tomorrow.
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="kept letter"),
    Step(ADA, keep_letter_draft, (Made("kept letter"), _answered("kept letter", " We write forthwith.")), kept=True),
    Step(ADA, keep_reading, (Made("kept letter"), *_FORTHWITH, "Her own word."), made="kept reading"),
    Step(ADA, let_go_of_reading, (Made("kept letter"), *_FORTHWITH)),
    Step(ADA, keep_reading, (Made("kept letter"), *_FORTHWITH, "Her own word."), made="kept reading"),
    Step(ADA, submit_letter, (Made("kept letter"),), made="kept revision"),
    Step(LEA, confirm_reading, (Made("kept letter"), Made("kept revision"), *_FORTHWITH)),
    Step(LEA, approve_letter, (Made("kept letter"), Made("kept revision"))),
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="open letter"),
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="waiting letter"),
    Step(ADA, keep_letter_draft, (Made("waiting letter"), _answered("waiting letter")), kept=True),
    Step(ADA, submit_letter, (Made("waiting letter"),), made="waiting revision"),
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), made="ready letter"),
    Step(ADA, keep_letter_draft, (Made("ready letter"), _answered("ready letter")), kept=True),
    Step(ADA, add_task, ("write to her", LATER), {"person_id": PERSON}, made="own task"),
    # A letter to her brother waits beyond the day on which he may act for her.
    Step(ADA, add_contact_point, (Made("brother"), PointKind.ADDRESS, ADDRESS)),
    Step(ADA, change_consent, (Made("representative"), {"expires_on": (None, TODAY)})),
    Step(ADA, draft_letter, (None, PERSON, "general-reply"), {"addressee_id": Made("brother")}, made="his letter"),
    Step(ADA, keep_letter_draft, (Made("his letter"), _answered("his letter")), kept=True),
    Step(ADA, submit_letter, (Made("his letter"),)),
    Step(ADA, stop_letter, (Made("his letter"),), later=timedelta(days=1)),
    # What waited for approval must go out on another day.
    Step(ADA, redate_letters, (lambda day: [day.made["waiting letter"]],)),
)


def without_a_step(verbs: list[Job]) -> set[str]:
    """The verbs that this day leaves out."""
    return {job.name for job in verbs} - {step.name for step in STEPS}
