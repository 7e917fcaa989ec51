"""Make an office in an empty database, bring it up to this program, and tell when the two do not fit."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import URL, MetaData, insert

from app.basics.search_form import SEARCH_FORM_VERSION
from app.store.engines import make_engine, write_transaction
from app.store.guards.groups import make_groups
from app.store.tables import OfficeInfo


def create_office(
    url: str | URL, name: str, metadata: MetaData, *, demo: bool = False, test_mode: bool = False
) -> None:
    engine = make_engine(url, create=True)
    with write_transaction(engine) as connection:
        metadata.create_all(connection)
        if connection.dialect.name == "postgresql":
            make_groups(connection)
        connection.execute(
            insert(OfficeInfo).values(
                id=1,
                name=name,
                uid=uuid4(),
                is_demo=demo,
                test_mode=test_mode,
                search_form_version=SEARCH_FORM_VERSION,
            )
        )
    engine.dispose()
