"""Prints the table of rule by spoiling by case, for the letters of the thirteen published cases.

``python -m tests.cases.print_table``; it ends with 1 when a spoiling went unfound or raised anything else, or when a
letter that nobody spoilt raised anything.
"""

from __future__ import annotations

import copy
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL

from letters.checks import check
from letters.checks.book import BOOK
from letters.checks.spelling import BritishSpeller
from tests.cases.office import CaseOffice
from tests.cases.play import Answer, Play
from tests.cases.published import published_cases
from tests.cases.spoil_any import Way, first_contact_ways, ways
from tests.support.databases import Database, make_template

ALONE, NO_PLACE, WRONG = "x", "·", "!"


@dataclass
class Table:
    """What came of each way in each case: ``marks`` by way, one sign a case; what went ``wrong``, in words."""

    names: list[str] = field(default_factory=list)
    marks: dict[tuple[str, str], str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    sound: int = 0
    alarms: list[str] = field(default_factory=list)

    def add(self, play: Play) -> None:
        """One case more: each of its letters unspoilt, the last of them spoilt in every way.

        After them the same of the letter that would have confirmed it, had it been settled at first contact.
        """
        name = play.found.name
        self.names.append(name)
        last = None
        for last in to_the_end(play):
            self._read(name, last)
        for way in ways():
            self._spoil(name, last, way)
        settled = play.settled()
        if settled is not None:
            self._read(name, settled)
        for way in first_contact_ways():
            self._spoil(name, settled, way)

    def _read(self, name: str, answer: Answer) -> None:
        self.sound += 1
        self.alarms += [f"{name}: {one.rule} {one.message}" for one in answer.ready.findings]

    def _spoil(self, name: str, answer: Answer | None, way: Way) -> None:
        spoil = way.of(answer.facts) if answer is not None else None
        mark = NO_PLACE
        if answer is not None and spoil is not None:
            letter, facts = spoil(answer.ready.content, copy.deepcopy(answer.facts))
            speller = BritishSpeller() if way.rule == "SP" else None
            found = {one.rule for one in check(letter, facts, speller=speller)}
            mark = ALONE if found == {way.rule} else WRONG
            if mark == WRONG:
                raised = ", ".join(sorted(found)) or "nothing"
                self.wrong.append(f"{name}: {way.rule} {way.name} raised {raised}")
        key = (way.rule, way.name)
        self.marks[key] = self.marks.get(key, "") + mark

    def lines(self) -> Iterable[str]:
        """The table, then its sums."""
        yield from (f"{number:3}  {name}" for number, name in enumerate(self.names, 1))
        yield ""
        yield f"{'':8}{'':46}{''.join(f'{number:3}' for number in range(1, len(self.names) + 1))}"
        for (rule, name), marks in self.marks.items():
            yield f"{rule:8}{name:46}{''.join(f'{mark:>3}' for mark in marks)}"
        signs = Counter("".join(self.marks.values()))
        rules = {rule for rule, _ in self.marks}
        yield ""
        yield f"{signs[ALONE] + signs[WRONG]} spoilt letters, {len(self.marks)} ways, {len(rules)} rules"
        yield f"{signs[ALONE]} found alone ({ALONE}), {signs[WRONG]} not ({WRONG})"
        yield f"{signs[NO_PLACE]} times no place for it ({NO_PLACE}): nothing upheld, nothing paid, nothing elsewhere"
        yield f"Not tried here: {', '.join(note.code for note in BOOK if note.code not in rules)}"
        yield f"{self.sound} unspoilt letters, {len(self.alarms)} false alarms"
        yield from [*self.wrong, *self.alarms]


def to_the_end(play: Play) -> Iterable[Answer]:
    """Each stage's answer, decided by the manager and posted before the next is asked for."""
    for answer in play.answers():
        yield answer
        if answer.stage < len(play.found.stages):
            play.approve(answer, play.submit(answer), "mia.manager" if answer.stage == 0 else "")
            play.post(answer)


def main() -> int:
    """Print the table; 1 when anything in it is not as it must be."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        url = URL.create("sqlite", database=str(Path(folder) / "office.fairhand"))
        make_template(url)
        office = CaseOffice(Database("sqlite", url))
        for found in published_cases():
            table.add(office.play(found))
        office.close()
    sys.stdout.write("\n".join(table.lines()) + "\n")
    return 1 if table.wrong or table.alarms else 0


if __name__ == "__main__":
    sys.exit(main())
