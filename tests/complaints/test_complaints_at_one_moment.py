"""Two people at one complaint at the same moment, on both engines: what each found counts in the whole."""

from __future__ import annotations

import threading

from app.complaints.edit_head import edit_head
from app.complaints.states import Outcome
from app.office import Office
from app.staff.work import Work
from tests.support.complaints import add_mei, log, record_of
from tests.support.offices import Enter

# As long as the first one waits for the second; only a second that does not wait for the first comes earlier.
PATIENCE = 1.5


def test_the_outcome_of_the_whole_is_that_of_all_its_points(ready: Office, enter: Enter) -> None:
    case_id = log(ready, add_mei(ready))
    ready.act(edit_head, record_of(ready, case_id).heads[0].id, {"what_happened": ("", "It lay there.")})
    first, second = record_of(ready, case_id).heads
    ada, ben = enter("ada.adviser"), enter("ben.adviser")
    found, bens_saved = threading.Event(), threading.Event()

    def adas(work: Work) -> None:
        edit_head(work, first.id, {"outcome": (None, Outcome.UPHELD)})
        work.session.flush()
        found.set()
        bens_saved.wait(PATIENCE)

    def bens() -> None:
        found.wait(10)
        ben.act(edit_head, second.id, {"outcome": (None, Outcome.UPHELD)})
        bens_saved.set()

    other = threading.Thread(target=bens)
    other.start()
    ada.act(adas)
    other.join(20)
    case = record_of(ready, case_id)
    assert bens_saved.is_set()
    assert [head.outcome for head in case.heads] == [Outcome.UPHELD, Outcome.UPHELD]
    assert case.outcome is Outcome.UPHELD
