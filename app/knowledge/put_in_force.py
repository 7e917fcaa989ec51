"""Put a new version of a procedure in force: from its day new cases take it, running ones keep theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.basics.problems import BadInput, Conflict, FieldProblem, NotFound
from app.knowledge.find_procedures import newest_of, procedure_versions, template_kinds
from app.knowledge.load_seed import new_version
from app.knowledge.procedure import Flaw, ProcedureNotValid, judge
from app.knowledge.seed_files import Seed
from app.knowledge.tables import LibraryKind, LibraryVersion
from app.staff.permissions import Permission
from app.staff.work import Work

ABOUT = ("title", "citation")
"""What of a procedure's data stands in columns of its own."""


def put_in_force(work: Work, version_id: int, data: dict[str, Any], in_force_from: date, newest_id: int) -> int:
    """Store what was made of a version as the next one, never to be changed; its id. ``work.reason`` says why.

    ``newest_id`` is the newest version that was known when the change began: where another one was made meanwhile,
    Conflict names who made it. Raises BadInput with everything that is wrong, by its place in the data.
    """
    work.require(Permission.LIBRARY_EDIT)
    came_from = work.session.get(LibraryVersion, version_id)
    if came_from is None or came_from.kind is not LibraryKind.PROCEDURE:
        raise NotFound("The version that this was made from is not there.", "Begin with another one.")
    versions = procedure_versions(work)
    newest = newest_of(versions, came_from.code)
    if newest.id != newest_id:
        raise Conflict(f"library_version:{newest.id}", [], newest.made_by)
    problems = [*_flaws(work, came_from.code, data), *_about(work, in_force_from)]
    if problems:
        raise BadInput(problems)
    seed = Seed(
        kind=LibraryKind.PROCEDURE,
        code=came_from.code,
        language=came_from.language,
        title=data["title"].strip(),
        citation=data["citation"].strip(),
        body=data["summary"],
        data={key: value for key, value in data.items() if key not in ABOUT},
        in_force_from=in_force_from,
    )
    if (seed.title, seed.citation, seed.data) == (came_from.title, came_from.citation, came_from.data):
        raise BadInput.one("data", "Nothing was changed: it says what the version says that it was made from.")
    number = max(one.version for one in versions if one.code == came_from.code) + 1
    row = new_version(work, seed, number, came_from_id=came_from.id, reason=work.reason.strip())
    work.session.add(row)
    work.session.flush()
    return row.id


def _flaws(work: Work, code: str, data: dict[str, Any]) -> list[FieldProblem]:
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        return [FieldProblem("title", "The procedure needs a name.")]
    try:
        flaws = judge(code, title, data, template_kinds(work))
    except ProcedureNotValid as problem:
        flaws = [Flaw("", problem.sentence, problem.what_to_do)]
    return [FieldProblem(flaw.path, str(flaw)) for flaw in flaws]


def _about(work: Work, in_force_from: date) -> list[FieldProblem]:
    problems = []
    if in_force_from < work.today():
        sentence = "A version comes in force today or later: complaints of a day that is over keep what stood then."
        problems.append(FieldProblem("in_force_from", sentence))
    if not work.reason.strip():
        problems.append(FieldProblem("reason", "Say why: it stands beside the version for whoever asks later."))
    return problems
