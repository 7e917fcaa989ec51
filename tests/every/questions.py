"""Every finder with arguments that a day's work makes sensible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.complaints.find import cases_of_person, possible_owners, worklist, worklist_counts
from app.complaints.find_causes import causes_by_use
from app.complaints.find_entries import entries, entries_count, entries_table, entry_values
from app.complaints.find_evidence import evidence_file, evidence_of_case, same_file
from app.complaints.find_kept_procedures import cases_by_version, codes_in_use
from app.complaints.find_prefill import prefill_from_contact
from app.complaints.find_questions import open_questions, questions_by_reference, usual_answer_day
from app.complaints.find_record import complaint_record
from app.complaints.find_representatives import representatives_of
from app.complaints.find_same import may_be_the_same
from app.complaints.find_settled import settled_cases, settled_shares
from app.complaints.find_similar import similar_cases
from app.complaints.find_soon_late import soon_late
from app.complaints.look_at_file import look_at_file
from app.complaints.question_draft import question_draft
from app.complaints.remedy_sums import case_sums, decided_with, promised
from app.complaints.settle_time import last_day_to_settle, own_procedure
from app.complaints.split_pile import open_pile
from app.contacts.callers import callers_of
from app.contacts.corrections import corrections_of
from app.contacts.find import colleagues, contact, contacts_of, my_day, open_tasks_of
from app.correspondence.came_back import came_back_to
from app.correspondence.choose_language import languages_of_letter
from app.correspondence.confirm_address import waits_to_be_looked_into
from app.correspondence.copy_for_comment import (
    block_by_number,
    block_numbers,
    copy_for_comment,
    last_reader,
    pages_with_numbers,
)
from app.correspondence.deciders import approvers_of, may_approve, nobody_left
from app.correspondence.email_draft import email_draft
from app.correspondence.enclosed import enclosed_file, enclosed_now
from app.correspondence.file_to_enclose import (
    files_of_matter,
    look_at_file_to_enclose,
    look_at_paper_of_matter,
)
from app.correspondence.find import letter_record, letters_of, register
from app.correspondence.find_approvals import approval_queue, comments_of, for_approval
from app.correspondence.find_editing import check_draft, letter_choices, letter_for_editing
from app.correspondence.find_post import came_back, job_to_print, posted_letter, to_post
from app.correspondence.kept_readings import kept_readings, overruled
from app.correspondence.posting_day import day_has_passed
from app.correspondence.prepare_letter import prepare_letter
from app.correspondence.read_afterwards import sampled, to_read_afterwards
from app.correspondence.redate_letters import plan_redating, to_be_redated
from app.correspondence.still_true import still_true
from app.correspondence.stored_pdf import pdf_to_send, stored_content, stored_pages, stored_pdf
from app.correspondence.suggest_edit import open_suggestions, suggestions_of
from app.correspondence.take_back_approval import may_take_back
from app.correspondence.take_facts import stale_facts
from app.correspondence.waits_with import waiting_letters, waits_with
from app.correspondence.weigh_letter import needs_second_person
from app.correspondence.would_stop import Planned, Touch, would_stop
from app.knowledge.find import (
    all_standards,
    external_versions,
    procedure,
    procedure_in_force,
    standards_beside,
    standards_by_id,
    standards_on,
    version_number,
)
from app.knowledge.find_example import example_days
from app.knowledge.find_procedures import first_day_open, procedure_text, procedure_versions, template_kinds
from app.knowledge.find_standards import open_standard, standard_versions
from app.knowledge.procedure import CauseAxis
from app.members.find import (
    adjustments_of,
    adjustments_of_each,
    partners,
    person_record,
    points_of,
    points_of_each,
)
from app.members.find_people import search_people
from app.members.letter_facts import (
    addressee_facts,
    letter_problems,
    letter_problems_of,
    person_facts,
    representative_facts,
)
from app.members.likely_same import Likeness, likely_same
from app.members.person_name import names_of
from app.record.deeds_of_case import deeds_of_case
from app.record.history import history, person_history
from app.record.left_here import left_here
from app.record.look_for_people import look_for_people
from app.record.look_up import look_up
from app.record.put_down import put_down
from app.record.timeline import timeline
from app.record.whole_file import fetch_pages, whole_file
from app.record.whose import whose
from app.staff.absences import absences, away_now
from app.staff.drafts import drafts_of
from app.staff.find import people_here, this_office
from app.staff.starters import starters
from tests.every.days_work import CASE, LATER, LETTER, PERSON, REVISION, TODAY, TRACKED, Day, Made
from tests.support.files import a_pdf

_FOLDER = TemporaryDirectory()


@dataclass(frozen=True, slots=True)
class Question:
    """One finder; ``args`` may be Made, or a function of the day's work."""

    finder: Callable[..., Any]
    args: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As ``rooms.Job`` names it."""
        return f"{self.finder.__module__.split('.')[1]}.{self.finder.__name__}"

    def ask(self, day: Day, login: str) -> Any:
        """The answer that somebody gets after that day's work."""
        args = [day.value(one) for one in self.args]
        return day.office(login).read(self.finder, *args, **{key: day.value(one) for key, one in self.named.items()})


def a_pile() -> Path:
    """A PDF on the disk, taken away with the program."""
    file = Path(_FOLDER.name) / "pile.pdf"
    file.write_bytes(a_pdf(3))
    return file


def _of_person(day: Day) -> str:
    return f"person:{day.made['person']}"


def _procedure(day: Day) -> int:
    found: int = day.office("ada.adviser").read(procedure_in_force, "public-service", TODAY)
    return found


def _data(day: Day) -> Any:
    return day.office("ada.adviser").read(procedure_text, _procedure(day)).data


QUESTIONS: tuple[Question, ...] = (
    Question(cases_of_person, (PERSON,)),
    Question(causes_by_use, (CASE, CauseAxis.SYMPTOM)),
    Question(promised, (CASE,)),
    Question(case_sums, (CASE,)),
    Question(cases_by_version),
    Question(codes_in_use, (lambda day: [_procedure(day)],)),
    Question(last_day_to_settle, (LATER,)),
    Question(own_procedure),
    Question(similar_cases, (CASE,)),
    Question(complaint_record, (CASE,)),
    Question(evidence_file, (Made("evidence"),)),
    Question(evidence_of_case, (CASE,)),
    Question(look_at_file, (Path(__file__), CASE)),
    Question(open_pile, (lambda _day: a_pile(),)),
    Question(open_questions, (CASE,)),
    Question(entries),
    Question(entries_count),
    Question(entries_table),
    Question(entry_values, (CASE,)),
    Question(possible_owners),
    Question(prefill_from_contact, (Made("contact"),)),
    Question(representatives_of, (PERSON,)),
    Question(question_draft, (Made("third question"),)),
    Question(questions_by_reference, (["Q26-000001-01"],)),
    Question(same_file, (CASE, "0" * 64)),
    Question(may_be_the_same, (CASE,)),
    Question(settled_cases, (1,)),
    Question(settled_shares),
    Question(soon_late),
    Question(usual_answer_day, (CASE,)),
    Question(worklist),
    Question(worklist_counts),
    Question(callers_of, (PERSON,)),
    Question(colleagues),
    Question(contact, (Made("contact"),)),
    Question(contacts_of, (PERSON,)),
    Question(corrections_of, (lambda day: [day.made["contact"]],)),
    Question(my_day),
    Question(open_tasks_of, (PERSON,)),
    Question(approval_queue),
    Question(check_draft, (Made("second letter"),)),
    Question(comments_of, (LETTER,)),
    Question(copy_for_comment, (Made("ready letter"),)),
    Question(block_by_number, (Made("ready letter"), 1)),
    Question(block_numbers, (Made("ready letter"),)),
    Question(last_reader, (LETTER,)),
    Question(pages_with_numbers, (REVISION,)),
    Question(day_has_passed, (LETTER,)),
    Question(plan_redating, ([1],)),
    Question(to_be_redated),
    Question(email_draft, (LETTER,)),
    Question(for_approval, (LETTER,)),
    Question(enclosed_now, (LETTER,)),
    Question(enclosed_file, (Made("map"),)),
    Question(files_of_matter, (LETTER,)),
    Question(look_at_file_to_enclose, (Path(__file__),)),
    Question(look_at_paper_of_matter, (Made("holding letter"), lambda day: f"evidence:{day.made['evidence']}")),
    Question(kept_readings, (Made("kept letter"),)),
    Question(overruled),
    Question(languages_of_letter, (Made("second letter"),)),
    Question(letter_choices, (None, PERSON)),
    Question(letter_for_editing, (Made("second letter"),)),
    Question(letter_record, (LETTER,)),
    Question(letters_of, (), {"person_id": PERSON}),
    Question(may_approve, (LETTER,)),
    Question(approvers_of, (LETTER,)),
    Question(nobody_left, (LETTER,)),
    Question(needs_second_person, (LETTER,)),
    Question(to_read_afterwards),
    Question(sampled),
    Question(suggestions_of, (LETTER,)),
    Question(open_suggestions, (LETTER,)),
    Question(decided_with, (LETTER,)),
    Question(waits_with, ([1, 2, 3],)),
    Question(waiting_letters, (["complaint:1"],)),
    Question(prepare_letter, (Made("ready letter"),)),
    Question(pdf_to_send, (LETTER, REVISION)),
    Question(came_back),
    Question(came_back_to, (lambda day: [day.made["person"]],)),
    Question(job_to_print, ([],)),
    Question(posted_letter, (TRACKED,)),
    Question(to_post),
    Question(register, ("tan",)),
    Question(stale_facts, (LETTER,)),
    Question(may_take_back, (LETTER,)),
    Question(still_true, (Made("waiting letter"),)),
    Question(waits_to_be_looked_into, (LETTER,)),
    Question(would_stop, (lambda day: Planned(day.made["person"], Touch.DEATH),)),
    Question(stored_content, (REVISION,)),
    Question(stored_pages, (REVISION,)),
    Question(stored_pdf, (REVISION,)),
    Question(all_standards),
    Question(external_versions),
    Question(example_days, (_procedure, _data, TODAY)),
    Question(first_day_open),
    Question(procedure, (_procedure,)),
    Question(version_number, (_procedure,)),
    Question(procedure_in_force, ("public-service", TODAY)),
    Question(standards_beside, (TODAY, "certificate")),
    Question(procedure_text, (Made("procedure version"),)),
    Question(procedure_versions),
    Question(standard_versions),
    Question(open_standard, (Made("standard version"),)),
    Question(template_kinds),
    Question(standards_by_id, ({1, 2},)),
    Question(standards_on, (TODAY, "certificate")),
    Question(addressee_facts, (PERSON, "GB")),
    Question(adjustments_of, (PERSON,)),
    Question(adjustments_of_each, (lambda day: [day.made["person"]],)),
    Question(letter_problems, (PERSON, "GB")),
    Question(letter_problems_of, (lambda day: [(day.made["person"], "GB")],)),
    Question(likely_same, (Likeness(family="Tan", given="Mei"),)),
    Question(names_of, ([1, 2],)),
    Question(partners),
    Question(person_facts, (PERSON,)),
    Question(person_record, (PERSON,)),
    Question(points_of, (PERSON,)),
    Question(points_of_each, (lambda day: [day.made["person"]],)),
    Question(representative_facts, (PERSON, Made("brother"))),
    Question(search_people, ("tan mei",)),
    Question(deeds_of_case, (CASE,)),
    Question(fetch_pages, ([], "nowhere")),
    Question(whole_file, (CASE,)),
    Question(history, (_of_person,)),
    Question(look_for_people, ("C26",)),
    Question(look_up, ("tan",)),
    Question(person_history, (PERSON,)),
    Question(left_here, ({},)),
    Question(put_down),
    Question(timeline, (PERSON,)),
    Question(whose, (_of_person,)),
    Question(drafts_of, ("contact:new:1",)),
    Question(people_here),
    Question(absences),
    Question(away_now),
    Question(starters),
    Question(this_office),
)
