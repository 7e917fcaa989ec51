"""Letters that wait for a decision, and the SQL by which people decide: for tests of what the database refuses."""

from __future__ import annotations

from sqlalchemy import insert

from app.schema import METADATA
from app.store.engines import installing
from tests.support.acting import as_owner
from tests.support.databases import Database, staff_id
from tests.support.rows import add_one_row_everywhere, plain_row

ADA, BEN, LEA, MIA = (staff_id(login) for login in ("ada.adviser", "ben.adviser", "lea.leader", "mia.manager"))


def submit_two(database: Database) -> Database:
    """Ada's letter 50, submitted by Ben as revision 60; and Ben's letter 51 with revision 61."""
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        for letter_id, author in ((50, ADA), (51, BEN)):
            letter = plain_row(METADATA.tables["letter"]) | {"id": letter_id, "reference": f"L{letter_id}"}
            letter |= {"author_id": author, "state": "submitted"}
            connection.execute(insert(METADATA.tables["letter"]).values(letter))
            revision = plain_row(METADATA.tables["letter_revision"]) | {"id": letter_id + 10, "letter_id": letter_id}
            connection.execute(insert(METADATA.tables["letter_revision"]).values(revision | {"submitted_by_id": BEN}))
    return database


def submit_again(database: Database) -> None:
    """Letter 50 as its author sends it in once more: revision 70, by Ben."""
    tables = METADATA.tables
    with as_owner(database) as connection, installing(connection):
        revision = plain_row(tables["letter_revision"]) | {"id": 70, "letter_id": 50, "number": 2}
        connection.execute(insert(tables["letter_revision"]).values(revision | {"submitted_by_id": BEN}))
        connection.execute(tables["letter"].update().where(tables["letter"].c.id == 50).values(state="submitted"))


def decide(revision: int, by: int, *, letter: int = 50, verdict: str = "approved", number: int = 1) -> str:
    """A decision on a revision."""
    return (
        "INSERT INTO letter_decision (letter_id, revision_id, number, verdict, reason, decided_by_id, decided_at)"
        f" VALUES ({letter}, {revision}, {number}, '{verdict}', '', {by}, '2026-03-04')"
    )


def sign(staff: int, letter: int = 50) -> str:
    """Somebody named as a writer."""
    return f"INSERT INTO letter_writer (letter_id, staff_id, since) VALUES ({letter}, {staff}, '2026-03-04')"


def event(kind: str, by: int = LEA) -> str:
    """What happened to the paper of revision 60."""
    return (
        "INSERT INTO letter_event (letter_id, revision_id, kind, at, by_id, detail)"
        f" VALUES (50, 60, '{kind}', '2026-03-04', {by}, '')"
    )


APPROVED = "UPDATE letter SET state = 'approved', approved_revision_id = 60 WHERE id = 50"
WAITS_AGAIN = "UPDATE letter SET state = 'submitted', approved_revision_id = NULL WHERE id = 50"
TAKEN_BACK = decide(60, LEA, verdict="taken_back", number=2)
REOPENED = event("reopened")
OPENED_AGAIN = "UPDATE letter SET state = 'editing', approved_revision_id = NULL WHERE id = 50"
