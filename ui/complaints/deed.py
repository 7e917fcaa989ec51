"""A deed: a small form with one verb on its button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ui.complaints.opening import OpenCase
from ui.kit.forms import Field


@dataclass(frozen=True, slots=True)
class Deed:
    """``fields`` are asked for; ``verb(work, target, *values)`` takes theirs in order; ``says`` tells what happens.

    The target is the case or the point in hand, or what the field named by ``target`` chooses. ``done`` makes the
    sentence that says what was done; without it the verb's own answer is that sentence. ``given`` makes the
    verb's arguments of the values where they are not simply those.
    """

    key: str
    title: str
    says: str
    button: str
    verb: Callable[..., Any]
    fields: Callable[[OpenCase], tuple[Field, ...]]
    why_not: Callable[[OpenCase], str]
    done: Callable[[OpenCase, Mapping[str, Any]], str] | None = None
    icon: str = ""
    target: str = ""
    given: Callable[[Mapping[str, Any]], tuple[Any, ...]] | None = None
    is_of_file: bool = False
    """Its words are about a file in hand: they are not kept half typed for another one."""

    def draft(self, complaint_id: int, target: int) -> str:
        """The subject under which its words are kept half typed, empty where they are not."""
        return "" if self.is_of_file else deed_subject(complaint_id, self.key, target)


def deed_subject(complaint_id: int, key: str, target: int) -> str:
    """Under what the words of a deed of a case are kept half typed."""
    return f"complaint_deed:{complaint_id}:{key}:{target}"
