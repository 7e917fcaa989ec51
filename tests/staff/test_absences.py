"""Who is away and who covers: said by whom it may be, ended by itself by the day at the desk, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotAllowed
from app.complaints.find import possible_owners
from app.contacts.find import colleagues
from app.staff.absences import absences, away_now
from app.staff.set_absence import end_absence, set_absence
from tests.support.acting import acting_as, refusal_of
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter

FRIDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 24)
LEA, LEO, MIA, ADA = (staff_id(login) for login in ("lea.leader", "leo.leader", "mia.manager", "ada.adviser"))


def test_an_absence_is_seen_where_a_name_is_offered_and_ends_by_itself(enter: Enter, clock: SetClock) -> None:
    lea = enter("lea.leader")
    lea.act(set_absence, LEA, FRIDAY, TUESDAY, LEO)
    ada = enter("ada.adviser")
    told = "Lea Leader (away until 24 Nov 2026; Leo Leader covers)"
    assert dict(ada.read(colleagues))[LEA] == told
    assert dict(ada.read(possible_owners))[LEA] == told
    clock.advance(timedelta(days=4, hours=13, minutes=59))  # Tuesday, 23:59 in London
    assert LEA in ada.read(away_now)
    clock.advance(timedelta(minutes=1))
    assert dict(ada.read(colleagues))[LEA] == "Lea Leader"
    assert ada.read(absences) == []


def test_one_to_come_is_listed_but_not_away_yet(enter: Enter) -> None:
    lea = enter("lea.leader")
    number = lea.act(set_absence, LEA, TUESDAY, TUESDAY).result
    [one] = lea.read(absences)
    assert (one.is_now, one.words, lea.read(away_now)) == (False, "away until 24 Nov 2026", {})
    lea.act(end_absence, number)
    assert lea.read(absences) == []


@pytest.mark.parametrize(
    ("days", "cover", "field", "words"),
    [
        ((TUESDAY, FRIDAY), None, "last_on", "before the first"),
        ((date(2026, 11, 2), date(2026, 11, 19)), None, "last_on", "is over"),
        ((FRIDAY, date(2028, 1, 1)), None, "last_on", "400 days"),
        ((FRIDAY, TUESDAY), LEA, "cover_id", "covers for themselves"),
        ((FRIDAY, TUESDAY), 99, "cover_id", "works here"),
        ((FRIDAY, TUESDAY), MIA, "cover_id", "Mia Manager is away as well"),
        ((FRIDAY, TUESDAY), ADA, "cover_id", "may not approve letters, so they would wait"),
        ((date(2026, 12, 1), date(2026, 12, 3)), None, "from_on", "Lea Leader is away from 1 Dec 2026 to 4 Dec 2026"),
    ],
)
def test_what_cannot_be(enter: Enter, days: tuple[date, date], cover: int | None, field: str, words: str) -> None:
    mia = enter("mia.manager")
    mia.act(set_absence, MIA, FRIDAY, FRIDAY)
    mia.act(set_absence, LEA, date(2026, 12, 1), date(2026, 12, 4))
    with pytest.raises(BadInput, match=words) as refused:
        mia.act(set_absence, LEA, *days, cover)
    assert refused.value.problems[0].field == field


def test_others_absences_are_said_by_a_manager_alone(enter: Enter) -> None:
    lea, mia = enter("lea.leader"), enter("mia.manager")
    with pytest.raises(NotAllowed):
        lea.act(set_absence, LEO, FRIDAY, TUESDAY)
    number = mia.act(set_absence, LEO, FRIDAY, TUESDAY, LEA).result
    with pytest.raises(NotAllowed):
        lea.act(end_absence, number)
    enter("kim.keeper").act(end_absence, number)


def test_the_database_refuses_the_same(database: Database) -> None:
    def away(who: int, by: int, cover: str = "NULL") -> str:
        return (
            "INSERT INTO absence (staff_id, from_on, last_on, cover_id, set_by_id, set_at, version)"
            f" VALUES ({who}, '2026-03-04', '2026-03-09', {cover}, {by}, '2026-03-04', 1)"
        )

    with acting_as(database, "lea.leader") as connection:
        assert refusal_of(connection, away(LEO, LEA)) == "others_absence"
        assert refusal_of(connection, away(LEA, LEO)) == "actor"
        assert refusal_of(connection, away(LEA, LEA, str(LEA))) == "own_cover"
        connection.execute(text(away(LEA, LEA, str(LEO))))
        assert refusal_of(connection, f"UPDATE absence SET cover_id = {MIA}") == "absence_said"
        connection.commit()
    with acting_as(database, "ada.adviser") as connection:
        assert refusal_of(connection, "UPDATE absence SET ended_at = '2026-03-05'") == "others_absence"
    with acting_as(database, "mia.manager") as connection:
        assert connection.execute(text("UPDATE absence SET ended_at = '2026-03-05'")).rowcount == 1
        assert refusal_of(connection, "UPDATE absence SET ended_at = NULL") == "absence_said"
