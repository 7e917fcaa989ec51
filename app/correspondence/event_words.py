"""What happened to a letter's paper, in the words that follow its reference: "Letter LON/L26-000012-41 re-dated"."""

from __future__ import annotations

from collections.abc import Mapping

from app.correspondence.tables import LetterEventKind

EVENT_WORDS: Mapping[LetterEventKind, str] = {
    LetterEventKind.EXPORTED: "exported as a PDF",
    LetterEventKind.EMAIL_DRAFTED: "opened as an e-mail draft",
    LetterEventKind.PRINTED: "printed",
    LetterEventKind.PRINT_FAILED: "not printed whole",
    LetterEventKind.REPRINTED: "printed again",
    LetterEventKind.POSTED: "posted",
    LetterEventKind.TRACKED: "given its tracked number",
    LetterEventKind.APPROVAL_TAKEN_BACK: "no longer approved",
    LetterEventKind.REOPENED: "opened again for a change",
    LetterEventKind.RE_DATED: "re-dated",
    LetterEventKind.STOPPED: "stopped, not sent",
    LetterEventKind.RETURNED_MAIL: "came back",
    LetterEventKind.ADDRESS_CONFIRMED: "came back, but the address is right",
    LetterEventKind.WITHDRAWN: "withdrawn",
    LetterEventKind.COPIED_FOR_COMMENT: "copied for comment",
    LetterEventKind.CORRECTED: "corrected by another letter",
}
