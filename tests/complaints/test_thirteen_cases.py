"""The thirteen published cases, logged, investigated and answered: each letter is whole, and no check minds it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.basics.money import Money
from app.complaints.head_row import HeadRow
from app.complaints.letter_progress import AboveAuthority
from app.complaints.states import Outcome
from letters.block_text import to_plain
from letters.content import Letter
from letters.template.forms import forms_of, show_date
from tests.cases.office import LIMITS, CaseOffice
from tests.cases.play import Answer, Play
from tests.cases.print_table import NO_PLACE, Table
from tests.cases.published import published_case, published_cases
from tests.support.databases import Database
from tests.support.prepared import Shelf

# The outcome of the whole at each stage, and what is paid at the last: as published, where it was.
ENDS: dict[int, tuple[str, str]] = {
    1: ("partly_upheld", "335.00"),
    2: ("partly_upheld", "200.00"),
    3: ("partly_upheld", "3818.36"),
    4: ("upheld", "3100.00"),
    5: ("not_upheld", "0"),
    6: ("upheld", "0"),
    7: ("not_upheld", "0"),
    8: ("not_upheld", "0"),
    9: ("partly_upheld", "0"),
    10: ("not_upheld partly_upheld upheld", "750.00"),
    11: ("partly_upheld", "200.00"),
    12: ("partly_upheld", "20.00"),
    13: ("upheld upheld", "65.00"),
}
SPOILT_HERE = (1, 7, 13)
"""Between them they have a place for every way."""

_MONEY = re.compile(r"GBP ([\d,]+\.\d\d)")


@pytest.fixture(scope="module")
def on_sqlite(sqlite_shelf: Shelf) -> Iterator[CaseOffice]:
    """One office for them all."""
    with sqlite_shelf.fresh() as database, closing(CaseOffice(database)) as office:
        yield office


@pytest.mark.parametrize("number", ENDS, ids=[one.name for one in published_cases()])
def test_each_is_answered_whole_and_nothing_is_found(number: int, on_sqlite: CaseOffice) -> None:
    answered_whole(on_sqlite.play(published_case(number)), *ENDS[number])


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("number", [4, 13])
def test_some_of_them_on_postgres(number: int, database: Database) -> None:
    office = CaseOffice(database)
    answered_whole(office.play(published_case(number)), *ENDS[number])
    office.close()


def test_each_way_to_spoil_a_letter_is_found_alone(on_sqlite: CaseOffice) -> None:
    """The same table as ``python -m tests.cases.print_table`` prints for all of them."""
    table = Table()
    for number in SPOILT_HERE:
        table.add(on_sqlite.play(published_case(number)))
    assert table.wrong == []
    assert table.alarms == []
    untried = {way for way, marks in table.marks.items() if set(marks) == {NO_PLACE}}
    assert untried == set()


def answered_whole(play: Play, outcomes: str, paid: str) -> None:
    """Bring the case to its end; at each stage its letter is whole, and is decided by who may."""
    reached = []
    for answer in play.answers():
        assert answer.missing == ()
        assert answer.ready.findings == ()
        tells_everything(answer)
        is_decided_by_who_may(play, answer)
        reached.append(str(answer.record.outcome))
    assert " ".join(reached) == outcomes
    assert sum(one.minor for one in sums(answer).values()) == Money.parse(f"GBP {paid}").minor


def tells_everything(answer: Answer) -> None:
    """By its blocks: every point with its standard, finding and remedy, and the sums are those of the remedies."""
    letter = answer.ready.content
    for file, head in zip(answer.heads, answer.record.heads, strict=True):
        assert head.title in to_plain(letter.block(f"head-{head.id}-title"))
        assert file.says in said(letter, head, "told_us")
        if head.outcome is Outcome.REDIRECTED:
            where = answer.record.procedure.route(head.redirected_to or "")
            assert where.body in to_plain(letter.block("points-elsewhere"))
            assert where.limit in to_plain(letter.block("points-elsewhere"))
            continue
        assert head.standard is not None
        assert head.standard.citation in said(letter, head, "standard")
        assert head.standard.text in said(letter, head, "standard")
        assert forms_of(letter.language)["outcome"](head.outcome) in said(letter, head, "finding")
        assert head.finding in said(letter, head, "finding")
        assert head.reason in said(letter, head, "reason")
        for remedy in head.standing_remedies:
            promised = said(letter, head, "apology" if remedy.owner == "" else "remedy")
            assert remedy.text in promised
            assert remedy.owner in promised
            assert remedy.due_on is None or show_date(remedy.due_on) in promised
        promised_sums = Counter(_MONEY.findall(said(letter, head, "remedy")))
        assert promised_sums == Counter(
            str(one.amount).removeprefix("GBP ") for one in head.standing_remedies if one.amount
        )


def said(letter: Letter, head: HeadRow, part: str) -> str:
    """What the letter says of a point in one of its parts."""
    blocks = [block for block in letter.blocks if block.head_id == str(head.id) and block.part == part]
    return "\n".join(to_plain(block) for block in blocks)


def sums(answer: Answer) -> dict[str, Money]:
    """What the case pays by kind."""
    total: Counter[str] = Counter()
    for head in answer.record.heads:
        for remedy in head.standing_remedies:
            if remedy.amount:
                total[remedy.kind] += remedy.amount.minor
    return {kind: Money(minor, "GBP") for kind, minor in total.items()}


def is_decided_by_who_may(play: Play, answer: Answer) -> None:
    """Within the leader's grant the leader approves; above it she is refused with the manager's name."""
    revision = play.submit(answer)
    leader, manager = LIMITS.values()
    if any(one.minor > leader.minor for one in sums(answer).values()) and answer.stage < 2:
        with pytest.raises(AboveAuthority, match=re.escape(str(leader))) as refused:
            play.approve(answer, revision)
        assert refused.value.what_to_do == "Ask somebody who may: Mia Manager."
        play.approve(answer, revision, "mia.manager")
    else:
        play.approve(answer, revision)
    assert all(one.minor <= manager.minor for one in sums(answer).values())
    play.post(answer)
