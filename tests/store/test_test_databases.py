"""The test databases themselves: fresh, with people, and PostgreSQL asks for passwords."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from app.staff.tables import Staff
from app.store.engines import make_engine
from app.store.faults import WrongPassword, as_problem
from tests.support.databases import PEOPLE, Database


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_has_an_office_of_its_own_with_the_same_people(database: Database, time: str) -> None:
    engine = database.engine()
    with engine.begin() as connection:
        assert connection.execute(select(func.count()).select_from(Staff)).scalar_one() == len(PEOPLE)
        connection.execute(text("create table left_behind (id integer)"))
    engine.dispose()


@pytest.mark.only_on("postgresql")
def test_the_server_asks_everybody_for_a_password(database: Database) -> None:
    engine = make_engine(database.url_for("ada.adviser").set(password="guess"))
    with pytest.raises(OperationalError) as refused:
        engine.connect()
    assert isinstance(as_problem(refused.value), WrongPassword)
