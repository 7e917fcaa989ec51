"""A slip by direct SQL: whoever decides changes nothing else; suggestions are for their author to take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text

from app.schema import METADATA
from app.store.engines import installing
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.databases import Database
from tests.support.decided_letters import ADA, LEA, MIA, decide, submit_two
from tests.support.rows import plain_row

WORDS = "We sent the the form to you and your son."
MARKED = "We do nott agree, and refsued it with the theory."


@pytest.fixture
def waiting(database: Database) -> Database:
    """Ada's letter 50; its revision 60, by Ben, says WORDS."""
    submit_two(database)
    with as_owner(database) as connection, installing(connection):
        revise(connection, 65, ADA, WORDS, number=2, misspelt=["son"])
    return database


def revise(
    connection: Connection,
    revision: int,
    by: int,
    words: str,
    number: int = 3,
    misspelt: Sequence[str] = (),
    **more: Any,
) -> None:
    row = plain_row(METADATA.tables["letter_revision"]) | {"id": revision, "letter_id": 50, "number": number} | more
    row |= {"submitted_by_id": by, "content": {"kind": "x", "blocks": [{"text": words}]}}
    row |= {"findings": [{"rule": "SP", "block_id": "b", "word": word} for word in misspelt]}
    connection.execute(insert(METADATA.tables["letter_revision"]).values(row))


def slip(kind: str, was: str, now: str, around: tuple[str, str], by: int = LEA, **other: Any) -> str:
    base, mended = other.get("base", 65), other.get("mended", 66)
    return (
        "INSERT INTO letter_suggestion (letter_id, revision_id, block_id, words, by_id, at, is_taken, reply, slip, was,"
        f" now, text_before, text_behind, mended_revision_id, version) VALUES (50, {base}, 'b', 'w', {by},"
        f" '2026-03-04', FALSE, '', '{kind}', '{was}', '{now}', '{around[0]}', '{around[1]}', {mended}, 1)"
    )


def test_whoever_mended_a_slip_may_decide_and_who_wrote_may_not(waiting: Database) -> None:
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 66, LEA, WORDS.replace("the the", "the"))
        assert refusal_of(connection, decide(66, LEA)) == "own_letter", "nothing says yet that it is a slip"
        connection.execute(text(slip("doubled_word", "the the", "the", ("sent ", " form"))))
        connection.execute(text(decide(66, LEA)))


@pytest.mark.parametrize(
    ("after", "statement"),
    [
        (WORDS.replace("son", "sons"), slip("spelling", "the the", "the", ("", ""))),
        (WORDS.replace("the the", "the").replace("you", "us"), slip("doubled_word", "the the", "the", ("", ""))),
        (WORDS.replace("and", "but"), slip("spelling", "and", "but", ("you ", " your"), mended="NULL")),
        (WORDS.replace(" son", " daughter"), slip("spelling", "son", "daughter", ("your ", "."))),
        (WORDS.replace("you and", "you, not"), slip("comma", " and", ", not", ("you", " your"))),
        (WORDS.replace("to you", "toyou"), slip("space", " ", "", ("to", "you"))),
        (WORDS.replace("form", "4orm"), slip("spelling", "form", "4orm", ("the ", " to"))),
        (WORDS.replace("We", "He"), slip("capital", "W", "H", ("", "e sent"))),
        (WORDS.replace("to you", "toyou"), slip("doubled_word", " ", "", ("to", "you"))),
        (WORDS.replace("form", "from"), slip("spelling", "form", "from", ("the ", " to"))),
        (WORDS.replace("son", "tree"), slip("spelling", "son", "tree", ("your ", "."))),
        (WORDS.replace("the the", "the, the"), slip("comma", "", ",", ("sent the", "the"))),
        (WORDS.replace("We", "WE"), slip("capital", "e", "E", ("W", " sent"))),
        (WORDS, slip("spelling", "x", "y", ("", ""))),
    ],
    ids=["not what it says", "more besides", "no revision", "another word", "words", "joined", "a figure",
         "another letter", "joined as a doubled word", "a word that is spelt right", "too far away", "a comma anywhere",
         "a capital inside", "nothing"],
)  # fmt: skip
def test_what_is_no_slip(waiting: Database, after: str, statement: str) -> None:
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 66, LEA, after)
        assert refusal_of(connection, statement) == "no_slip"
        assert refusal_of(connection, decide(66, LEA)) == "own_letter"


@pytest.mark.parametrize(
    ("now", "statement"),
    [
        (MARKED.replace("nott ", " "), slip("spelling", "nott", "", ("do ", " agree"))),
        (MARKED.replace("nott ", " "), slip("spelling", "nott", "", ("", ""))),
        (MARKED.replace("refsued", "refuse—не отказать!!!"),
         slip("spelling", "refsued", "refuse—не отказать!!!", ("and ", " it"))),
        (MARKED.replace("refsued", "refused!"), slip("spelling", "refsued", "refused!", ("and ", " it"))),
        (MARKED.replace("refsued", 'refsued", "also": "refused'),
         slip("spelling", "refsued", 'refsued", "also": "refused', ("and ", " it"))),
        (MARKED.replace("refsued", "refsuedly"), slip("spelling", "refsued", "refsuedlyy", ("and ", " it"))),
        (MARKED.replace("refsued", "used"), slip("spelling", "refsued", "used", ("and ", " it"))),
        (MARKED.replace("the theory", "theory"), slip("doubled_word", "the the", "the", ("with ", ""))),
        (MARKED.replace("agree", "ag,ree"), slip("comma", "", ",", ("ag", ""))),
    ],
    ids=["left out", "left out, and no place named", "other writing", "a sign", "a new part", "a longer word",
         "a shorter word", "the beginning of a word", "a comma inside"],
)  # fmt: skip
def test_a_misspelt_word_becomes_one_like_it_and_nothing_else(waiting: Database, now: str, statement: str) -> None:
    with as_owner(waiting) as connection, installing(connection):
        revise(connection, 66, ADA, MARKED, number=3, misspelt=["nott", "refsued"])
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 67, LEA, now, number=4)
        of_these = statement.replace(", 65, 'b'", ", 66, 'b'").replace(", 66, 1)", ", 67, 1)")
        assert refusal_of(connection, of_these) == "no_slip"
        assert refusal_of(connection, decide(67, LEA)) == "own_letter"


def test_a_slip_is_mended_in_the_one_place_that_it_names(waiting: Database) -> None:
    twice = "It was refsued on Monday, and refsued on Friday."
    both, here = ("was ", " on"), ("", " on")
    with as_owner(waiting) as connection, installing(connection):
        revise(connection, 66, ADA, twice, number=3, misspelt=["refsued"])
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 67, LEA, twice.replace("refsued", "refused"), number=4)
        assert refusal_of(connection, slip("spelling", "refsued", "refused", here, base=66, mended=67)) == "no_slip"
        connection.rollback()
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 67, LEA, twice.replace("refsued", "refused", 1), number=4)
        connection.execute(text(slip("spelling", "refsued", "refused", both, base=66, mended=67)))
        connection.execute(text(decide(67, LEA)))


def test_misspelt_is_what_the_checks_said_to_another(waiting: Database) -> None:
    mended = slip("spelling", "form", "farm", ("the ", " to"), base=66, mended=67)
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 66, LEA, WORDS.replace("son", "sun"), misspelt=["form"])
        connection.execute(text(slip("spelling", "son", "sun", ("your ", "."))))
        revise(connection, 67, LEA, WORDS.replace("son", "sun").replace("form", "farm"), number=4)
        assert refusal_of(connection, mended) == "no_slip"


def doubled(word: str, base: int, mended: int) -> str:
    return slip("doubled_word", f"{word} {word}", word, (" ", " "), base=base, mended=mended)


def test_not_more_than_three_of_one_submission(waiting: Database) -> None:
    """Dating the letter anew between them begins no new count; submitting it again does."""
    words = ["We sent it it to us us and you you on on the day."]
    for twice in ("it", "us", "you", "on"):
        words.append(words[-1].replace(f"{twice} {twice}", twice))
    with as_owner(waiting) as connection, installing(connection):
        revise(connection, 70, ADA, words[0])
    with acting_as(waiting, "lea.leader") as connection:
        for at, twice in enumerate(("it", "us", "you"), 1):
            revise(connection, 70 + at, LEA, words[at], number=3 + at)
            connection.execute(text(doubled(twice, 69 + at, 70 + at)))
    with as_owner(waiting) as connection, installing(connection):
        revise(connection, 74, MIA, words[3], number=7, words_of_id=73)
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 75, LEA, words[4], number=8)
        assert refusal_of(connection, doubled("on", 74, 75)) == "slips"
        connection.rollback()
    with as_owner(waiting) as connection, installing(connection):
        revise(connection, 76, ADA, words[3], number=8)
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 77, LEA, words[4], number=9)
        connection.execute(text(doubled("on", 76, 77)))


def test_nobody_begins_with_a_submission_of_their_own(waiting: Database) -> None:
    with as_owner(waiting) as connection, installing(connection):
        revise(connection, 67, LEA, WORDS)
    with acting_as(waiting, "lea.leader") as connection:
        revise(connection, 68, LEA, WORDS.replace("the the", "the"), number=4)
        statement = slip("doubled_word", "the the", "the", ("", ""), base=67, mended=68)
        assert refusal_of(connection, statement) == "no_slip"


def test_a_suggestion_is_taken_by_another_and_once(waiting: Database) -> None:
    suggested = (
        "INSERT INTO letter_suggestion (id, letter_id, revision_id, block_id, words, by_id, at, is_taken, reply, was,"
        " now, text_before, text_behind, version)"
        f" VALUES (500, 50, 65, 'b', 'w', {LEA}, '2026-03-04', FALSE, '', '', '', '', '', 1)"
    )
    taken = "UPDATE letter_suggestion SET is_taken = TRUE, settled_at = '2026-03-05', settled_by_id = {} WHERE id = 500"
    with acting_as(waiting, "lea.leader") as connection:
        connection.execute(text(suggested))
        assert refusal_of(connection, taken.format(LEA)) == "own_suggestion"
        assert refusal_of(connection, taken.format(ADA)) == "own_suggestion"
        connection.commit()
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, "UPDATE letter_suggestion SET words = 'x' WHERE id = 500") == "said"
        assert connection.execute(text(taken.format(ADA))).rowcount == 1
        assert refusal_of(connection, taken.format(ADA)) == "said"
