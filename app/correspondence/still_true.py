"""Is it still true? Asked at each change of the record, and again before a letter is approved, printed, sent or posted.

A letter that waits or is approved stops when its reader has died, may not be written to or has no address on the day
it goes, when post came back from that address, when consent has ended, when a point, an agreed adjustment or a fact
that it says is another one, or when words of the library that it uses are no longer in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.clock import SetClock, today_in
from app.correspondence.came_back import ADDRESS, came_back_to
from app.correspondence.enclosed import enclosure_rows
from app.correspondence.fact_changes import ON_THE_PAGE, changed_facts
from app.correspondence.file_to_enclose import subject_of
from app.correspondence.gather_facts import LetterFacts, desk_of
from app.correspondence.letter_rows import latest_revision, letter_row
from app.correspondence.problems import ChangedFact, LetterRefused
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter, LetterRevision
from app.correspondence.untrue import NoLongerTrue, Untrue, UntrueKind
from app.correspondence.wording import libraries_of, template_version_id
from app.members.find import stored_person
from app.members.letter_facts import letter_problems_of
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork
from letters.compose import compose
from letters.content import Letter as Content
from letters.content import from_json
from letters.facts import facts_hash, value_at
from letters.problems import LetterProblem

W = TypeVar("W", bound=ReadWork)

ON_ITS_WAY = frozenset({LetterState.SUBMITTED, LetterState.APPROVED})
"""The states in which a letter can stop: somebody counts on it as it stands."""

_POINTS = "complaint.heads.order"
_EVIDENCE = "complaint.evidence"
_OF_POINTS, _BEARS_ON = "complaint.heads.", ".evidence"
_BY_PATH = {
    ADDRESS: UntrueKind.ADDRESS,
    _POINTS: UntrueKind.POINT,
    "addressee.adjustments": UntrueKind.ADJUSTMENT,
    "person.died_on": UntrueKind.DEATH,
    "representative.authority.state": UntrueKind.CONSENT,
}
_BY_FIELD = {
    "died_on": UntrueKind.DEATH,
    "warnings": UntrueKind.DO_NOT_WRITE,
    "adjustments": UntrueKind.ADJUSTMENT,
    "address": UntrueKind.ADDRESS,
}


def still_true(work: ReadWork, letter_id: int, posting_day: date | None = None) -> tuple[Untrue, ...]:
    """Every reason why the letter may not leave as it stands, none when it may; for the day it goes, today if not said.

    Empty too for a letter that nobody counts on yet, or that has left.
    """
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    if letter.state not in ON_ITS_WAY:
        return ()
    revision = latest_revision(work, letter)
    then = _as_of(work, posting_day, desk_of(work, letter).zone)
    return what_is_untrue(then, letter, revision, LetterFacts(then, letter))


def what_is_untrue(work: ReadWork, letter: Letter, revision: LetterRevision, facts: LetterFacts) -> tuple[Untrue, ...]:
    """The same of a revision that somebody counts on, for today."""
    found = [
        *_of_reader(work, letter, revision.facts),
        *_of_record(work, letter, revision, facts),
        *_of_enclosed(work, letter),
    ]
    return _told_once(found)


def require_true(work: ReadWork, letter: Letter, posting_day: date | None = None) -> None:
    """Go on only with a letter that is still true. Raises NoLongerTrue with each reason."""
    untrue = still_true(work, letter.id, posting_day)
    if untrue:
        raise NoLongerTrue(letter.reference, untrue)


def require_reader(work: ReadWork, letter: Letter, facts: Mapping[str, Any]) -> None:
    """Go on only if the letter may go to its reader, written from these facts. Raises NoLongerTrue."""
    stored_person(work, letter.addressee_id)
    untrue = kept_from_reader(work, letter, facts)
    if untrue:
        raise NoLongerTrue(letter.reference, untrue)


def kept_from_reader(work: ReadWork, letter: Letter, facts: Mapping[str, Any]) -> tuple[Untrue, ...]:
    """What keeps any letter from the reader, told while one is written; a missing address is told by the checks."""
    found = untrue_of_readers(work, [(letter, facts)])[letter.id]
    return tuple(one for one in found if one.kind is not UntrueKind.ADDRESS)


Written = tuple[Letter, Mapping[str, Any]]
"""A letter and the facts that it was written from."""


def untrue_of_readers(work: ReadWork, letters: Sequence[Written]) -> Mapping[int, tuple[Untrue, ...]]:
    """What keeps any letter from each reader or address now, by letter: of a list, where all would take too long."""
    return {letter_id: _told_once(found) for letter_id, found in _of_readers(work, letters).items()}


def _as_of(work: W, day: date | None, zone: str) -> W:
    """The same work with noon of that day for now; as it is for today."""
    if day is None or day == today_in(work.clock, zone):
        return work
    return replace(work, clock=SetClock(datetime.combine(day, time(12), ZoneInfo(zone))))


def _of_reader(work: ReadWork, letter: Letter, facts: Mapping[str, Any]) -> list[Untrue]:
    """What keeps any letter from this reader; whoever may not see them judges nothing."""
    stored_person(work, letter.addressee_id)
    return _of_readers(work, [(letter, facts)])[letter.id]


def _of_readers(work: ReadWork, letters: Sequence[Written]) -> dict[int, list[Untrue]]:
    """The same of several letters, by id: as many queries for many as for one."""
    desks = select(Desk.id, Desk.country).where(Desk.id.in_({letter.desk_id for letter, _ in letters}))
    home = dict(work.session.execute(desks).all())
    readers = {letter.id: (letter.addressee_id, home[letter.desk_id]) for letter, _ in letters}
    problems, back = letter_problems_of(work, set(readers.values())), _came_back(work, letters)
    return {
        letter.id: [
            *(
                Untrue(_BY_FIELD[one.field], f"{_name(facts)}: {_small(one.sentence)}", f"person:{letter.addressee_id}")
                for one in problems[readers[letter.id]]
                if one.field in _BY_FIELD
            ),
            *(untrue for lines, untrue in back[letter.addressee_id] if lines == value_at(facts, ADDRESS)),
        ]
        for letter, facts in letters
    }


def _came_back(work: ReadWork, letters: Sequence[Written]) -> Mapping[int, list[tuple[Any, Untrue]]]:
    """By reader, each address from which a letter came back, where nobody has looked at it since."""
    found = defaultdict[int, list[tuple[Any, Untrue]]](list)
    for one in came_back_to(work, {letter.addressee_id for letter, _ in letters}):
        sentence = f"Letter {one.reference} went to the same address and {_small(one.detail)}."
        untrue = Untrue(UntrueKind.RETURNED_MAIL, sentence, f"letter:{one.letter_id}")
        found[one.reader_id].append((list(one.address_lines), untrue))
    return found


def _of_record(work: ReadWork, letter: Letter, revision: LetterRevision, facts: LetterFacts) -> Iterator[Untrue]:
    """What the letter says and the record, or the library, no longer does."""
    content = from_json(revision.content)
    now = facts.on(content.date)
    says_evidence = any(path.startswith(_EVIDENCE) for block in content.blocks for path in block.facts)

    def looked_at(path: str) -> bool:
        """Which point a source bears on stands on no page, and each point was judged by it all the same."""
        return says_evidence and path.startswith(_OF_POINTS) and path.endswith(_BEARS_ON)

    if facts_hash(now) != revision.facts_sha256:
        for fact in changed_facts(revision.facts, now, content):
            is_told = fact.path in (*_BY_PATH, "enclosures") or fact.path.startswith(ON_THE_PAGE)
            if is_told or fact.block_ids or looked_at(fact.path):
                yield _changed(letter, fact)
    yield from _retired(work, letter, revision, content)


def _of_enclosed(work: ReadWork, letter: Letter) -> Iterator[Untrue]:
    """What it encloses and was set aside among the papers of its matter since."""
    sources = {row.source: row.title for row in enclosure_rows(work, letter.id) if row.source}
    if not sources:
        return
    kind, number = subject_of(letter)
    for file in work.wiring.subject(kind).files(work.judging(), number):
        if file.set_aside and file.source in sources:
            told = f"“{sources[file.source]}”, which it encloses, was set aside: {file.set_aside.rstrip('.')}."
            yield Untrue(UntrueKind.FACT, told, letter.subject or file.source)


def _changed(letter: Letter, fact: ChangedFact) -> Untrue:
    kind = _BY_PATH.get(fact.path, UntrueKind.FACT)
    if kind is UntrueKind.CONSENT:
        sentence = f"The representative's consent is {fact.now or 'no longer on record'}."
    elif kind is UntrueKind.DEATH and fact.now:
        sentence = "The person it is about has died."
    else:
        sentence = fact.sentence
    about = fact.path.partition(".")[0]
    people = {"addressee": letter.addressee_id, "person": letter.person_id, "representative": letter.person_id}
    subject = f"person:{people[about]}" if about in people else letter.subject or f"person:{letter.person_id}"
    return Untrue(kind, sentence, subject)


def _retired(work: ReadWork, letter: Letter, revision: LetterRevision, content: Content) -> Iterator[Untrue]:
    """Standard words of the letter that the library of the posting day no longer has."""
    day = today_in(work.clock, desk_of(work, letter).zone)
    try:
        now, then = (libraries_of(work, letter.language, on) for on in (day, content.date))
        is_same = all(now[language] is then[language] for language in now)
        if is_same and _template_now(work, letter, day) == revision.template_version_id:
            return
        fresh = compose(revision.facts, now)
    except (LetterProblem, LetterRefused) as problem:
        sentence = f"The text “{letter.template_code}” that it is made from can no longer be used: {problem}"
        yield Untrue(UntrueKind.TEXT, sentence, f"letter:{letter.id}")
        return
    words = {block.id: block.standard_text for block in fresh.blocks}
    gone = [block for block in content.blocks if block.standard_text and words.get(block.id) != block.standard_text]
    for block in gone:
        part = block.part.replace("_", " ") or block.role
        yield Untrue(
            UntrueKind.TEXT, f"The standard words of its {part} are no longer in force.", f"letter:{letter.id}"
        )


def _template_now(work: ReadWork, letter: Letter, day: date) -> int | None:
    """Which version counts: one that was taken in since may count from a day before the letter's own."""
    return template_version_id(work, letter.template_code, letter.language, day)


def _told_once(found: list[Untrue]) -> tuple[Untrue, ...]:
    """The kinds that are one thing, such as a death, are told once; facts and words each."""
    kept: dict[tuple[str, str], Untrue] = {}
    for one in found:
        each = one.kind in (UntrueKind.FACT, UntrueKind.TEXT, UntrueKind.RETURNED_MAIL, UntrueKind.DO_NOT_WRITE)
        kept.setdefault((one.kind, one.sentence if each else ""), one)
    return tuple(kept.values())


def _name(facts: Mapping[str, Any]) -> str:
    return str(value_at(facts, "addressee.name_on_letters") or "The reader")


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
