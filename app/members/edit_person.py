"""Change a person's own fields: name, dates, language, territory, registration."""

from __future__ import annotations

from sqlalchemy import select

from app.members.edits import refuse_typed, tidy_edits, values_of, would_stand
from app.members.find import stored_person
from app.members.person_name import name_from, set_sort_key
from app.members.reasons import reason_problems, reason_to_edit_person
from app.members.rules import person_problems, refuse, text_problems
from app.members.tables import FormerName, Person, PersonWarning, WarningKind
from app.members.tokens import keep_tokens
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work

_NAME = frozenset({"family_name", "given_names"})
_FOR_GOOD = frozenset({"kind"})


def edit_person(work: Work, person_id: int, edits: Edits, *, keep_former_name: bool = False) -> int:
    """Save a form over a person and return the id.

    With ``keep_former_name`` a changed name stays findable as a former one (marriage, not a mended spelling). A
    date of death sets the warning that everyone must see; taken out again, it ends it; either needs a reason. Raises
    BadInput for what is wrong with a field that was typed, then Conflict for fields changed meanwhile, then BadInput
    with every problem of the record as it would stand.
    """
    work.require(Permission.MEMBER_EDIT)
    person = stored_person(work, person_id)
    was = name_from(person).full_name
    if strange := _FOR_GOOD & set(edits):
        raise KeyError(f"not fields that a form over a person may send: {sorted(strange)}")
    ready = tidy_edits(Person, edits)
    refuse(text_problems(Person, {key: new for key, (_seen, new) in ready.items()}))
    refuse_typed(person_problems(would_stand(person, Person, ready), work.today()), ready)
    changed = apply_edits(work, person, ready)
    with work.session.no_autoflush:
        problems = person_problems(values_of(person, Person), work.today())
        refuse([*problems, *reason_problems(reason_to_edit_person(dict.fromkeys(changed)), work.reason)])
    _follow(work, person, changed, was=was if keep_former_name else "")
    return person.id


def _follow(work: Work, person: Person, changed: set[str], *, was: str) -> None:
    if changed & _NAME:
        set_sort_key(person)
        if was:
            _add_former(work, person, was)
    if "died_on" in changed:
        _warn_of_death(work, person)
    keep_tokens(work, person.id)


def _add_former(work: Work, person: Person, was: str) -> None:
    work.session.add(FormerName(person_id=person.id, name=was, until_on=work.today()))


def _warn_of_death(work: Work, person: Person) -> None:
    """The warning stands from the day of death, and ends today where that day was a mistake."""
    query = select(PersonWarning).where(
        PersonWarning.person_id == person.id,
        PersonWarning.kind == WarningKind.DECEASED,
        PersonWarning.until_on.is_(None),
    )
    standing = work.session.scalars(query).all()
    if person.died_on is None:
        for row in standing:
            row.until_on = work.today()
    elif standing:
        standing[0].since_on = person.died_on
    else:
        work.session.add(
            PersonWarning(person_id=person.id, kind=WarningKind.DECEASED, since_on=person.died_on, text="")
        )
