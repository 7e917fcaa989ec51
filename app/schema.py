"""All tables of the office in one place: what migrations, guards and generic tests go through."""

from __future__ import annotations

import app.calendars.tables
import app.complaints.inquiry_tables
import app.complaints.stage_tables
import app.complaints.tables
import app.contacts.tables
import app.correspondence.comment_tables
import app.correspondence.enclosure_tables
import app.correspondence.tables
import app.knowledge.tables
import app.members.tables
import app.staff.tables
import app.store.tables  # noqa: F401
from app.store.base import Base

METADATA = Base.metadata
