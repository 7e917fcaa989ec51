"""What is found by tokens is found within the circles of who looks, where the database itself does not see to it."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from app.complaints.tables import ComplaintToken
from app.correspondence.tables import LetterToken
from app.staff.work import ReadWork
from tests.support.acting import as_owner
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter
from tests.support.rows import add_one_row_everywhere

OWNER = {LetterToken: "letter", ComplaintToken: "complaint"}


@pytest.mark.parametrize("token", OWNER)
def test_the_tokens_of_a_circle_are_read_by_its_members_and_auditors(
    database: Database, enter: Enter, token: type[LetterToken] | type[ComplaintToken]
) -> None:
    with as_owner(database) as connection:
        add_one_row_everywhere(connection)
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'few')"))
        member = f"INSERT INTO circle_member (circle_id, staff_id) VALUES (7, {staff_id('lea.leader')})"
        connection.execute(text(member))
        connection.execute(text(f"UPDATE {OWNER[token]} SET circle_id = 7"))

    def tokens(work: ReadWork) -> int:
        return len(work.session.scalars(select(token.token)).all())

    seen = {login: enter(login).read(tokens) for login in ("ben.adviser", "lea.leader", "oto.auditor")}
    assert seen == {"ben.adviser": 0, "lea.leader": 1, "oto.auditor": 1}
